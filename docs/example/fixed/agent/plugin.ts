import type { Plugin } from './host'
import { createSessionTracker } from './session-tracker'
import { recordTitle } from './session-titles'
import { createTodoReminder } from './todo-reminder'
import { createToolBudgetHook } from './tool-budget'

export const HousekeepingPlugin: Plugin = async ({ client }) => {
  let active: string | undefined
  const parts = [
    createSessionTracker((line) => process.stderr.write(`${line}\n`)),
    createToolBudgetHook(),
    createTodoReminder(client, () => active),
  ]

  return {
    async event(input) {
      if (input.event.type === 'message.updated') active = input.event.properties.sessionID
      recordTitle(input.event)
      for (const part of parts) await part.event?.(input)
    },
    'tool.execute.after': async (input, output) => {
      for (const part of parts) await part['tool.execute.after']?.(input, output)
    },
  }
}
