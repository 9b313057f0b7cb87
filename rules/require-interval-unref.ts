import { findResources } from './analysis/resources/judge-handle.ts'
import { createHelperFinder } from './project/imported-functions.ts'
import { judgeIntervalWithProgram } from './project/judge-interval-with-program.ts'
import { createHandleReader } from './project/read-handle-helpers.ts'
import { typedProgramOf } from './project/typed-program.ts'
import { createRule } from './support/create-rule.ts'
import { describeInterval } from './support/describe-interval.ts'
import { isComponentScript, isFileMatched } from './support/file-filter.ts'
import { findHost } from './support/find-host.ts'
import { findComplaint, type Place } from './support/interval-complaint.ts'
import { suggestFixes, type SuggestionId } from './support/interval-fixes.ts'
import { INTERVAL_DEFAULTS, INTERVAL_SCHEMA, intervalPair, resolveIntervalOptions, type IntervalOptionsInput } from './support/interval-options.ts'
import { pathOfLinted } from './support/linted-path.ts'

type MessageId = 'needsUnref' | 'holdsProcess' | 'neverCleared' | 'sleeps' | SuggestionId

export default createRule<[IntervalOptionsInput], MessageId>({
  name: 'require-interval-unref',
  meta: {
    type: 'problem',
    docs: {
      description: 'Require intervals to be unref-ed, so that they do not keep the process alive, and to be cleared where a component ends',
      preset: 'recommended',
      presetOptions: { recommended: [{ cleared: 'allow' }] },
    },
    hasSuggestions: true,
    messages: {
      needsUnref: '{{interval}} {{flaw}}. It ticks {{often}} for as long as the process runs, holds everything its callback captures, and keeps the process from exiting. Call `.unref()` on it, or clear it when its owner ends.',
      holdsProcess: '{{interval}} is cleared when its owner ends, but until then it ticks {{often}} and keeps the process from exiting. Call `.unref()` on it.',
      neverCleared: '{{interval}} {{flaw}}. It ticks {{often}}, also after its owner is gone, and holds everything its callback captures. Clear it when its owner ends.',
      sleeps: '{{interval}} is used to wait once, but goes on ticking {{often}} after the wait, and every wait adds another one. Use a timeout instead.',
      // suggestions
      addUnref: 'Call `.unref()` on it.',
      useTimeout: 'Use `setTimeout` instead.',
    },
    schema: [INTERVAL_SCHEMA],
    defaultOptions: [INTERVAL_DEFAULTS],
  },
  create(context) {
    const options = resolveIntervalOptions(context.options[0])
    const { sourceCode } = context
    if (!sourceCode.text.includes('setInterval') || isFileMatched(context, options.ignoreFiles)) return {}
    return {
      'Program:exit'(): void {
        const typed = typedProgramOf(sourceCode.parserServices)
        const pair = intervalPair(options)
        const find = createHelperFinder(sourceCode, pathOfLinted(context))
        const place: Place = { host: findHost(context, options.host), isComponentScript: isComponentScript(context) }
        for (const found of findResources(sourceCode, pair, createHandleReader(find, pair))) {
          const interval = typed ? { ...found, verdict: judgeIntervalWithProgram(sourceCode, found, typed) } : found
          const complaint = findComplaint(sourceCode, interval, place, options)
          if (!complaint) continue
          context.report({ node: interval.call.callee, messageId: complaint.kind, data: describeInterval(sourceCode, interval), suggest: suggestFixes(sourceCode, interval, complaint) })
        }
      },
    }
  },
})
