import type { Connections } from './connections'

interface FileDiff {
  file: string
  before: string
  after: string
}

interface Bus {
  publish(topic: string, payload: unknown): void
}

/** Tells everybody who looks on what a session did to its files. */
export function createFileEvents(bus: Bus, connections: Connections) {
  return {
    changed(sessionID: string, diffs: FileDiff[]): void {
      bus.publish('session.diff', { sessionID, diffs: diffs.map(({ file, before, after }) => ({ file, before, after })) })
    },
    saved(sessionID: string, snapshot: Record<string, FileDiff>): void {
      bus.publish('session.snapshot', structuredClone(snapshot))
      connections.publish(sessionID, JSON.stringify({ type: 'saved', files: Object.keys(snapshot) }))
    },
  }
}
