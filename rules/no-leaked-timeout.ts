import { findLeakedTimeouts, type LeakedTimeout } from './analysis/timeouts/leaked-timeouts.ts'
import { mentionsRace } from './analysis/timeouts/races.ts'
import { createHelperFinder } from './program/find-callees.ts'
import { createProgramView } from './program/source-view.ts'
import { createHandleReader } from './questions/release/read-handle-helpers.ts'
import { createStartFinder } from './support/again-in-program.ts'
import { createRule } from './support/create-rule.ts'
import { describeTimeout } from './support/describe-timeout.ts'
import { inTime } from './support/durations.ts'
import { isFileMatched } from './support/file-filter.ts'
import { pathOfLinted } from './support/linted-path.ts'
import { suggestSignal } from './support/timeout-fixes.ts'
import { resolveTimeoutOptions, TIMEOUT_DEFAULTS, TIMEOUT_SCHEMA, timeoutPair, type TimeoutOptions, type TimeoutOptionsInput } from './support/timeout-options.ts'

type MessageId = 'race' | 'promise' | 'work' | 'component' | 'racedSleep' | 'useSignal'

/** A leak of this rule's kind that only a throw brings about must be long to be worth a word. */
const SUCCESS_ONLY_MS = 10_000

export default createRule<[TimeoutOptionsInput], MessageId>({
  name: 'no-leaked-timeout',
  meta: {
    type: 'problem',
    docs: { description: 'Disallow timeouts that outlive the race, promise or request that they guard', preset: 'strict' },
    hasSuggestions: true,
    messages: {
      race: '{{timeout}} {{flaw}}. {{when}} it stays {{long}} and {{holds}}. {{clear}} in a `finally` after the race.',
      promise: '{{timeout}} {{flaw}}. {{when}} it stays {{long}} and {{holds}}. {{clear}} wherever the promise is settled.',
      work: '{{timeout}} {{flaw}}. {{when}} it stays {{long}} and {{holds}}. {{clear}} in a `finally`, or use `AbortSignal.timeout` instead of a controller of your own.',
      component: '{{timeout}} {{flaw}}. {{when}} it stays {{long}} and {{holds}}. {{clear}} when the component ends.',
      racedSleep: 'This sleep is one side of a race, and nothing can end it. When another side wins, its timeout stays {{long}} and holds what waits for it. Race a timeout that is cleared in a `finally` instead.',
      // suggestions
      useSignal: 'Use `AbortSignal.timeout` instead, which needs no clearing.',
    },
    schema: [TIMEOUT_SCHEMA],
    defaultOptions: [TIMEOUT_DEFAULTS],
  },
  create(context, [input]) {
    const options = resolveTimeoutOptions(input)
    const { sourceCode } = context
    if (!(sourceCode.text.includes('setTimeout') || mentionsRace(sourceCode.text)) || isFileMatched(context, options.ignoreFiles)) return {}
    return {
      'Program:exit'(): void {
        const pair = timeoutPair(options)
        const runsOnce = createStartFinder(sourceCode, pathOfLinted(context))
        const findHelper = createHelperFinder(sourceCode, createProgramView(sourceCode, pathOfLinted(context)))
        const { timeouts, sleeps } = findLeakedTimeouts(sourceCode, pair, { findHelper, readHelper: createHandleReader(findHelper, pair) })
        for (const leak of timeouts) {
          if (options.guards === 'races' && leak.guard.kind !== 'race') continue
          if (runsOnce(leak.resource.call)) continue
          if (isWorthSaying(leak, options)) context.report({ node: leak.resource.call.callee, messageId: messageOf(leak), data: describeTimeout(sourceCode, leak), suggest: suggestSignal(sourceCode, leak) })
        }
        if (options.guards === 'races') return
        for (const { call, delay } of sleeps) {
          if (isLong(delay, options.minDelay) && !runsOnce(call)) context.report({ node: call, messageId: 'racedSleep', data: { long: inTime(delay) } })
        }
      },
    }
  },
})

function isWorthSaying({ flaw, delay }: LeakedTimeout, options: TimeoutOptions): boolean {
  if (flaw !== 'success-only') return isLong(delay, options.minDelay)
  return options.clearedOnSuccess === 'report' && isLong(delay, Math.max(options.minDelay, SUCCESS_ONLY_MS))
}

/** A delay that nobody knows is taken for long: it usually is what a caller waits for an answer. */
function isLong(delay: number | null, atLeast: number): boolean {
  return delay === null || delay >= atLeast
}

function messageOf({ guard }: LeakedTimeout): 'race' | 'promise' | 'work' | 'component' {
  switch (guard.kind) {
    case 'race':
      return 'race'
    case 'promise':
    case 'deferred':
      return 'promise'
    case 'abort':
      return 'work'
    case 'component':
      return 'component'
    default:
      return guard satisfies never
  }
}
