import { findDroppedDisposers } from './analysis/subscriptions/dropped-disposers.ts'
import { findLeakedSubscriptions, type LeakedSubscription } from './analysis/subscriptions/judge-subscriptions.ts'
import { SHORT_LIVED_FILES } from './catalog/file-kinds.ts'
import { mentionsSubscription } from './catalog/subscriptions.ts'
import { createOnceFinder } from './support/again-in-program.ts'
import { createRule } from './support/create-rule.ts'
import { describeDropped, describeSubscription, tellSubscription } from './support/describe-subscription.ts'
import { isComponentScript, isFileMatched } from './support/file-filter.ts'
import { pathOfLinted } from './support/linted-path.ts'
import { compilePatterns, stringList } from './support/patterns.ts'
import { keepStory } from './support/story.ts'

interface Options {
  readonly ignore?: readonly string[]
  readonly ignoreFiles?: readonly string[]
}

type MessageId = LeakedSubscription['kind'] | 'dropped'

export default createRule<[Options], MessageId>({
  name: 'no-leaked-subscription',
  meta: {
    type: 'problem',
    docs: { description: 'Disallow listeners, subscriptions and observers that are added again and again and never removed', preset: 'strict' },
    messages: {
      recurring: '{{subject}} is added {{often}}, and {{flaw}}, so every one of them stays, with all that its callback captures, for as long as `{{emitter}}` lives. {{remedy}}.',
      fresh: '{{subject}} is never removed: `{{removal}}`{{place}} gets a function made on the spot, which is another one than was added. Keep the function in a variable or field, and give that one to both.',
      waiting: '{{subject}} stays when the promise has settled, so every call leaves one more on `{{emitter}}` for as long as that lives. Remove it when the promise settles, whatever settles it.',
      irremovable: '{{subject}} is made in `{{name}}` for the callback of its caller, who gets nothing to take it away with: every call leaves one more, with all that the callback captures. Return a function that removes it.',
      dropped: '{{place}} deletes entries of `{{collection}}` and drops their `{{member}}`, which `{{model}}` ends first: what these listen to keeps its listeners for as long as it lives. Call `{{model}}` here.',
      forgotten: '{{subject}} is never removed, though its sibling for `{{sibling}}` is{{place}}. Remove it there too.',
    },
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          ignore: stringList('Regular expressions on the emitter as written (`this.bus`, `window`) whose listeners are never reported.'),
          ignoreFiles: stringList('Regular expressions on file paths, relative to the working directory with `/`, that are not checked; replaces the default list of tests, scripts and configuration files.'),
        },
      },
    ],
    defaultOptions: [{ ignore: [], ignoreFiles: [...SHORT_LIVED_FILES] }],
  },
  create(context, [{ ignore = [], ignoreFiles = [] }]) {
    const { sourceCode } = context
    const ignored = compilePatterns('ignore', ignore)
    if (isFileMatched(context, ignoreFiles) || !mentionsSubscription(sourceCode.text)) return {}
    return {
      'Program:exit'(): void {
        const runsOnce = createOnceFinder(sourceCode, pathOfLinted(context))
        for (const leak of findLeakedSubscriptions(sourceCode, isComponentScript(context))) {
          const { subscription } = leak
          // That there are many is a name's word; the program's callers know better.
          if (isByName(leak) && runsOnce(subscription.call)) continue
          if (subscription.form === 'listener' && ignored.some((pattern) => pattern.test(sourceCode.getText(subscription.emitter)))) continue
          const data = describeSubscription(sourceCode, leak)
          keepStory(context, subscription.call.callee, () => tellSubscription(leak, data))
          context.report({ node: subscription.call.callee, messageId: leak.kind, data })
        }
        for (const dropped of findDroppedDisposers(sourceCode)) context.report({ node: dropped.call, messageId: 'dropped', data: describeDropped(dropped) })
      },
    }
  },
})

/** Is it only a name that says that the code runs again? */
function isByName(leak: LeakedSubscription): boolean {
  return leak.kind === 'irremovable' || (leak.kind === 'recurring' && leak.by !== 'component')
}
