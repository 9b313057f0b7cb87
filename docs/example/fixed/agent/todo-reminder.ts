import type { Client, Hooks } from './host'

const CHECK_EVERY = 2_000
const REMIND_AFTER = 5

/** Reminds a session of its open todos when it has talked for a while without closing one. */
export function createTodoReminder(client: Client, activeSession: () => string | undefined): Hooks {
  const talked = new Map<string, number>()

  const timer = setInterval(async () => {
    const sessionID = activeSession()
    if (!sessionID || (talked.get(sessionID) ?? 0) < REMIND_AFTER) return
    talked.set(sessionID, 0)
    await client.session.prompt({ path: { id: sessionID }, body: { text: 'Some of your todos are still open.' } })
  }, CHECK_EVERY)
  timer.unref()

  return {
    async event({ event }) {
      const { sessionID } = event.properties
      if (event.type === 'message.updated') talked.set(sessionID, (talked.get(sessionID) ?? 0) + 1)
      if (event.type === 'session.deleted') talked.delete(sessionID)
    },
    'tool.execute.after': async (input) => {
      if (input.tool === 'todowrite') talked.delete(input.sessionID)
    },
  }
}
