/** Functions that call their first argument again and again, by their last name. */
const INTERVALS = new Set(['setInterval', 'setIntervalAsync', 'useInterval', 'useIntervalFn', 'setDynamicInterval'])

/** Functions a waiting loop awaits between two rounds, by their last name. */
const SLEEPS = new Set(['sleep', 'delay', 'wait', 'setTimeout', 'timeout', 'pause', 'setTimeoutPromise', 'setTimeoutAsync', 'sleepMs', 'delayMs', 'waitMs', 'sleepWithAbort', 'abortableSleep'])

/** Options that make a data library ask again by itself, by the name of the member. */
const REFETCH_OPTIONS = new Set(['refetchInterval', 'refreshInterval', 'pollInterval', 'pollingInterval'])

/** Calls that take such options, by the last word of their name: `useQuery`, `createQuery`, `useSWR`, `useListMessagesQuery`. */
const QUERY_CALLS = /(?:^|use|create|inject|infinite)\w*(?:[qQ]uery|SWR|[qQ]ueryOptions|Queries)$/

export function isIntervalFunction(name: string, extra: readonly string[]): boolean {
  return INTERVALS.has(name) || extra.includes(name)
}

export function isSleepFunction(name: string): boolean {
  return SLEEPS.has(name) || /^(?:sleep|delay)[A-Z_]/.test(name)
}

export function isRefetchOption(key: string): boolean {
  return REFETCH_OPTIONS.has(key)
}

/** Can a file with this text hold such an option at all? */
export function mayNameRefetchOption(text: string): boolean {
  return [...REFETCH_OPTIONS].some((name) => text.includes(name))
}

export function isQueryCall(name: string): boolean {
  return QUERY_CALLS.test(name)
}

/** Words that say that a loop or a timer tries something again, and then gives up. */
const RETRIES = new Set(['attempt', 'attempts', 'retry', 'retries', 'retrying', 'tries', 'backoff', 'reconnect'])

export function isRetryName(nameWords: readonly string[]): boolean {
  return nameWords.some((word) => RETRIES.has(word))
}

/** A poll this slow is none: the history is fetched so seldom that nobody notices. */
export const SLOW_POLL_MS = 5 * 60_000

/** First words of functions that run once for each thing polled, when it ends or begins: `completeTask`, `notifyParent`. */
const ONE_OFFS = new Set(['complete', 'finish', 'finalize', 'notify', 'cancel', 'abort', 'close', 'dispose', 'cleanup', 'stop', 'kill', 'terminate', 'recover', 'fail', 'start', 'launch', 'spawn', 'resume', 'retry', 'inject', 'continue', 'send', 'archive', 'delete', 'remove', 'create', 'init', 'initialize'])
const PREFIXES = new Set(['try', 'maybe', 'do', 'safe', 'safely', 'handle', 'on', 'async', 'auto', 'run'])

/** Does a function of these words run for a change of state rather than on each tick? */
export function isOneOffName(nameWords: readonly string[]): boolean {
  const at = PREFIXES.has(nameWords[0] ?? '') ? 1 : 0
  return ONE_OFFS.has(nameWords[at] ?? '')
}

/** A cheap look at a text: may it hold a poll at all? */
export function mentionsPoll(text: string, extra: readonly string[]): boolean {
  return /[sS]et(?:Interval|Timeout)|[iI]nterval\b|\b(?:sleep|delay|wait|pause)\w*\(/.test(text) || extra.some((name) => text.includes(name))
}
