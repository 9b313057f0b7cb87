import type { Client, Hooks } from './host'
import { contextUsage } from './token-estimate'

const CONTEXT_TOKENS = 200_000
const NEARLY_FULL = 0.7

/** Cuts the output of tools once the context is nearly full. */
export function createToolBudgetHook(client: Client): Pick<Hooks, 'tool.execute.after'> {
  return {
    'tool.execute.after': async (input, output) => {
      if (input.tool === 'todowrite') return
      const usage = await contextUsage(client, input.sessionID, CONTEXT_TOKENS)
      if (usage < NEARLY_FULL) return
      const room = Math.max(500, Math.floor((1 - usage) * 20_000))
      if (output.output.length > room) output.output = `${output.output.slice(0, room)}\n[cut: the context is ${Math.round(usage * 100)}% full]`
    },
  }
}
