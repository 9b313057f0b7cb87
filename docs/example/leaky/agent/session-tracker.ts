import type { Hooks } from './host'

interface FileEdit {
  path: string
  at: number
}

/** Remembers what each session did, for the summary at its end. */
export function createSessionTracker(log: (line: string) => void): Hooks {
  const startedAt = new Map<string, number>()
  const edits = new Map<string, FileEdit[]>()
  const failedCalls = new Map<string, number>()

  function recordEdit(sessionID: string, path: string): void {
    const list = edits.get(sessionID) ?? []
    if (list.at(-1)?.path !== path) list.push({ path, at: Date.now() })
    edits.set(sessionID, list)
  }

  return {
    async event({ event }) {
      const { sessionID } = event.properties
      if (event.type === 'session.created') startedAt.set(sessionID, Date.now())
      if (event.type === 'session.deleted') {
        const minutes = Math.round((Date.now() - (startedAt.get(sessionID) ?? Date.now())) / 60_000)
        log(`${sessionID}: ${minutes} min, ${edits.get(sessionID)?.length ?? 0} edits`)
        startedAt.delete(sessionID)
        edits.delete(sessionID)
      }
    },
    'tool.execute.after': async (input, output) => {
      if (input.tool === 'edit') recordEdit(input.sessionID, output.title)
      if (output.output.startsWith('Error:')) failedCalls.set(input.sessionID, (failedCalls.get(input.sessionID) ?? 0) + 1)
    },
  }
}
