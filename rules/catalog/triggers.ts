import { words } from '../ast/names.ts'

/** Words of event, hook and function names that say how often code runs. Order matters: the first match wins. */
const TRIGGERS: readonly (readonly [RegExp, string])[] = [
  [/^tool\.execute\.|^(?:Pre|Post)ToolUse$/, 'on every tool call'],
  [/^message\.part\./, 'on every message part'],
  [/^(?:GET|POST|PUT|PATCH|DELETE)$/, 'on every request'],
]

const BY_WORD: Readonly<Record<string, string>> = {
  request: 'on every request', req: 'on every request', connection: 'on every connection', connect: 'on every connection', upgrade: 'on every connection', message: 'on every message', data: 'on every chunk of data', chunk: 'on every chunk of data',
  command: 'on every command', error: 'on every error', exception: 'on every error', navigation: 'on every navigation', render: 'on every render', tick: 'on every tick', poll: 'on every poll', webhook: 'on every request', middleware: 'on every request', session: 'per session', chat: 'per chat',
}

/** How often a handler of this event or a function of this name runs, in words; null when the name does not say. */
export function triggerNamed(name: string): string | null {
  for (const [pattern, trigger] of TRIGGERS) if (pattern.test(name)) return trigger
  const last = words(name).at(-1)
  return last !== undefined && Object.hasOwn(BY_WORD, last) ? (BY_WORD[last] ?? null) : null
}

/** Triggers that come as often as the outside world wants, so that anything they add is open-ended. */
const OUTSIDE = new Set(['on every tool call', 'on every message part', 'on every request', 'on every connection', 'on every message', 'on every chunk of data'])

export function isOutsideTrigger(trigger: string): boolean {
  return OUTSIDE.has(trigger)
}

/** Parameter names of request handlers: `(req, res) =>`, `(request, reply) =>`. */
export function isRequestParameters(names: readonly string[]): boolean {
  const [first, second] = names
  return (first === 'req' || first === 'request' || first === '_req') && (second === 'res' || second === 'response' || second === 'reply' || second === 'next' || second === undefined ? first !== 'request' || second !== undefined : false)
}
