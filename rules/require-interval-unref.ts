import { findResources } from './analysis/resources/judge-handle.ts'
import { createHelperFinder } from './program/find-callees.ts'
import { createProgramView } from './program/source-view.ts'
import { createHandleReader } from './questions/release/read-handle-helpers.ts'
import type { Setting } from './questions/interval/complaint.ts'
import { judgeInterval } from './questions/interval/judge-interval.ts'
import { judgeProcessEnd } from './questions/interval/process-end.ts'
import { judgeHost } from './questions/interval/where-it-runs.ts'
import { createRule } from './support/create-rule.ts'
import { describeInterval, tellInterval } from './support/describe-interval.ts'
import { isComponentScript, isFileMatched } from './support/file-filter.ts'
import { suggestFixes, type SuggestionId } from './support/interval-fixes.ts'
import { hostOf, INTERVAL_DEFAULTS, INTERVAL_SCHEMA, intervalPair, resolveIntervalOptions, type IntervalOptionsInput } from './support/interval-options.ts'
import { pathOfLinted } from './support/linted-path.ts'
import { keepStory } from './support/story.ts'

type MessageId = 'needsUnref' | 'holdsProcess' | 'startsAgain' | 'neverCleared' | 'sleeps' | SuggestionId

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
      needsUnref: '{{interval}} {{flaw}}. It ticks {{often}}, holds everything its callback captures, and keeps the process alive {{after}}. Call `.unref()` on it, or clear it when its owner ends.',
      holdsProcess: '{{interval}} ticks {{often}} until somebody stops it, and keeps the process alive {{after}}. Call `.unref()` on it.',
      startsAgain: '{{interval}} {{flaw}}. {{again}}, and each goes on ticking {{often}} and holds everything its callback captures. Clear it when what it was started for ends.',
      neverCleared: '{{interval}} {{flaw}}. It ticks {{often}}, also after {{owner}} is gone, and holds everything its callback captures. Clear it when its owner ends.',
      sleeps: '{{interval}} is used to wait once, but goes on ticking {{often}} after the wait, and every wait adds another one. Use a timeout instead.',
      // suggestions
      addUnref: 'Call `.unref()` on it.',
      useTimeout: 'Use `setTimeout` instead.',
    },
    schema: [INTERVAL_SCHEMA],
    defaultOptions: [INTERVAL_DEFAULTS],
  },
  create(context, [input]) {
    const options = resolveIntervalOptions(input)
    const { sourceCode } = context
    if (!sourceCode.text.includes('setInterval') || isFileMatched(context, options.ignoreFiles)) return {}
    return {
      'Program:exit'(): void {
        const path = pathOfLinted(context)
        const pair = intervalPair(options)
        const view = createProgramView(sourceCode, path)
        const setting: Setting = {
          file: sourceCode,
          view,
          host: hostOf(options) ?? judgeHost(sourceCode, view, context.filename),
          processEnd: () => judgeProcessEnd(sourceCode, view),
          isComponentScript: isComponentScript(context),
          isClearEnough: options.cleared === 'allow',
          evidence: options.cleared === 'allow' ? 'firm' : 'likely',
        }
        for (const interval of findResources(sourceCode, pair, createHandleReader(createHelperFinder(sourceCode, view), pair))) {
          const complaint = judgeInterval(setting, interval)
          if (!complaint) continue
          const data = describeInterval(sourceCode, interval, complaint)
          keepStory(context, interval.call.callee, () => tellInterval(interval, complaint, data.flaw))
          context.report({ node: interval.call.callee, messageId: complaint.kind, data, suggest: suggestFixes(sourceCode, interval, complaint) })
        }
      },
    }
  },
})
