import type { Hooks } from './host'
import { createTokenCount } from './token-estimate'

const CONTEXT_TOKENS = 200_000
const NEARLY_FULL = 0.7

/** Cuts the output of tools once the context is nearly full. */
export function createToolBudgetHook(): Pick<Hooks, 'tool.execute.after' | 'event'> {
  const tokens = createTokenCount()
  return {
    async event({ event }) {
      if (event.type === 'session.deleted') tokens.forget(event.properties.sessionID)
    },
    'tool.execute.after': async (input, output) => {
      if (input.tool === 'todowrite') return
      const usage = tokens.add(input.sessionID, output.output) / CONTEXT_TOKENS
      if (usage < NEARLY_FULL) return
      const room = Math.max(500, Math.floor((1 - usage) * 20_000))
      if (output.output.length > room) output.output = `${output.output.slice(0, room)}\n[cut: the context is ${Math.round(usage * 100)}% full]`
    },
  }
}
