import type { Connections } from './connections'

interface FileDiff {
  file: string
  before: string
  after: string
}

interface Bus {
  publish(topic: string, payload: unknown): void
}

/** Tells everybody who looks on what a session did to its files: which, and how much. The contents are fetched by whoever shows them. */
export function createFileEvents(bus: Bus, connections: Connections) {
  return {
    changed(sessionID: string, diffs: FileDiff[]): void {
      bus.publish('session.diff', { sessionID, files: diffs.map((diff) => ({ file: diff.file, lines: countLines(diff) })) })
    },
    saved(sessionID: string, snapshot: Record<string, FileDiff>): void {
      const files = Object.keys(snapshot)
      bus.publish('session.snapshot', { sessionID, files })
      connections.publish(sessionID, JSON.stringify({ type: 'saved', files }))
    },
  }
}

function countLines({ before, after }: FileDiff): number {
  return Math.abs(after.split('\n').length - before.split('\n').length)
}
