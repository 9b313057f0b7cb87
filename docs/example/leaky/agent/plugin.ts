import type { Plugin } from './host'
import { createSessionTracker } from './session-tracker'
import { recordTitle } from './session-titles'
import { startTodoReminder } from './todo-reminder'
import { createToolBudgetHook } from './tool-budget'

export const HousekeepingPlugin: Plugin = async ({ client }) => {
  const tracker = createSessionTracker((line) => process.stderr.write(`${line}\n`))
  const budget = createToolBudgetHook(client)
  let active: string | undefined
  startTodoReminder(client, () => active)

  return {
    async event(input) {
      if (input.event.type === 'message.updated') active = input.event.properties.sessionID
      recordTitle(input.event)
      await tracker.event?.(input)
    },
    'tool.execute.after': async (input, output) => {
      await tracker['tool.execute.after']?.(input, output)
      await budget['tool.execute.after']?.(input, output)
    },
  }
}
