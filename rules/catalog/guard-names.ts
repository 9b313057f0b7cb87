import { words } from '../ast/names.ts'

/** Words that say "not again", when the code runs only while they are false: `if (isFresh(entry)) return`. */
const SETTLED = new Set(['fresh', 'cached', 'hydrated', 'initialized', 'initialised', 'loaded', 'synced', 'seeded', 'primed', 'warmed', 'fetched', 'throttled', 'throttle', 'debounced', 'cooldown', 'ratelimited', 'recently', 'unchanged'])
/** Words that say "again now", when the code runs only while they are true: `if (isStale(entry))`. */
const DUE = new Set(['stale', 'expired', 'due', 'outdated', 'dirty', 'invalidated', 'first', 'changed', 'refetch'])

/** Does a name in a test say that what it guards runs seldom, given when it runs? */
export function isSparingName(name: string, runsWhen: boolean): boolean {
  return words(name).some((word) => (runsWhen ? DUE : SETTLED).has(word))
}

/** Is the name one of a run that has been overtaken or stopped; leaving then is no decision about the history? */
export function isAbortName(name: string): boolean {
  return words(name).some((word) => ['abort', 'aborted', 'cancelled', 'canceled', 'disposed', 'closed', 'seq', 'generation', 'version', 'error', 'errored', 'ok', 'success'].includes(word))
}

/** Does the name hold the name of a tool: `input.tool`, `toolName`, `tool_name`? */
export function isToolName(name: string): boolean {
  return words(name).includes('tool')
}

/** Does the name say that a message is finished, or has failed: `info.finish`, `time.completed`, `info.error`? */
export function isCompletionName(name: string): boolean {
  return words(name).some((word) => ['finish', 'finished', 'completed', 'complete', 'end', 'done', 'error', 'failed'].includes(word))
}

/** Does a member of this name tell that something has failed: `status.error`, `result.errors`? */
export function isFailureName(name: string): boolean {
  return words(name).some((word) => ['error', 'errors', 'err', 'failure', 'failed', 'exception'].includes(word))
}
