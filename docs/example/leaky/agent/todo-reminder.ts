import type { Client } from './host'

const CHECK_EVERY = 2_000
const REMIND_AFTER = 5

/** Reminds a session of its open todos when it has talked for a while without closing one. */
export function startTodoReminder(client: Client, activeSession: () => string | undefined): void {
  let remindedAt = 0

  setInterval(async () => {
    const sessionID = activeSession()
    if (!sessionID) return
    const { data: messages } = await client.session.messages({ path: { id: sessionID } })
    const lastClosed = messages.findLastIndex((message) => message.parts.some((part) => part.tool?.name === 'todowrite'))
    const talked = messages.length - 1 - lastClosed
    if (talked < REMIND_AFTER || messages.length === remindedAt) return
    remindedAt = messages.length
    await client.session.prompt({ path: { id: sessionID }, body: { text: 'Some of your todos are still open.' } })
  }, CHECK_EVERY)
}
