import { enclosingClass } from './ast/functions.ts'
import type { SourceFile } from './ast/source-file.ts'
import { findUnregisteredHolders } from './analysis/subscriptions/base-class-ends.ts'
import { findDroppedDisposers } from './analysis/subscriptions/dropped-disposers.ts'
import { findLeakedSubscriptions } from './analysis/subscriptions/judge-subscriptions.ts'
import { findRemovedSibling } from './analysis/subscriptions/forgotten-listener.ts'
import type { LeakedSubscription } from './analysis/subscriptions/leaked-subscription.ts'
import { eventNameOf } from './analysis/subscriptions/subscription.ts'
import { findUnboundedStreams, type UnboundedStream } from './analysis/subscriptions/unbounded-streams.ts'
import { SHORT_LIVED_FILES } from './catalog/file-kinds.ts'
import { mentionsRegistering } from './catalog/registering-calls.ts'
import { mentionsSubscription } from './catalog/subscriptions.ts'
import { createManyFinder, createNearAgainFinder, createOnceFinder, createShareFinder } from './support/again-in-program.ts'
import { createBaseReader } from './support/base-members.ts'
import { createRule } from './support/create-rule.ts'
import { describeDropped, describeSubscription, tellSubscription } from './support/describe-subscription.ts'
import { isComponentScript, isFileMatched } from './support/file-filter.ts'
import { pathOfLinted } from './support/linted-path.ts'
import { compilePatterns, stringList } from './support/patterns.ts'
import { createFirmFinder } from './support/firm-subscription.ts'
import { createRootFinder } from './support/root-of-page.ts'
import { keepStory } from './support/story.ts'

interface Options {
  readonly ignore?: readonly string[]
  readonly ignoreFiles?: readonly string[]
  readonly evidence?: 'firm' | 'likely'
}

type MessageId = LeakedSubscription['kind'] | 'dropped' | 'unregistered' | UnboundedStream['kind']

export default createRule<[Options], MessageId>({
  name: 'no-leaked-subscription',
  meta: {
    type: 'problem',
    docs: { description: 'Disallow listeners, subscriptions and observers that are added again and again and never removed', preset: 'strict' },
    messages: {
      recurring: '{{subject}} is added {{often}}, and {{flaw}}, so every one of them stays, with all that its callback captures, for as long as `{{emitter}}` lives. {{remedy}}.',
      fresh: '{{subject}} is never removed: `{{removal}}`{{place}} gets a function made on the spot, which is another one than was added. Keep the function in a variable or field, and give that one to both.',
      misnamed: '{{subject}} is never removed: `{{removal}}`{{place}} takes its function from `{{other}}`, where it was not added. Name the event that it was added for.',
      waiting: '{{subject}} stays when the promise has settled, so every call leaves one more on `{{emitter}}` for as long as that lives. Remove it when the promise settles, whatever settles it.',
      irremovable: '{{subject}} is made in `{{name}}` for the callback of its caller, who gets nothing to take it away with: every call leaves one more, with all that the callback captures. Return a function that removes it.',
      dropped: '{{place}} deletes entries of `{{collection}}` and drops their `{{member}}`, which `{{model}}` ends first: what these listen to keeps its listeners for as long as it lives. Call `{{model}}` here.',
      forgotten: '{{subject}} is never removed, though its sibling for `{{sibling}}` is{{place}}. Remove it there too.',
      hidden: '{{subject}} is left to the base class to remove, and `{{end}}` of `{{owner}}` hides the one of the base, so nothing does. Call `super.{{end}}()` in it.',
      unregistered: '`{{field}}` is not given to `{{method}}`, as `{{sibling}}` is, so what it holds is not disposed of with its owner. Wrap it: `this.{{method}}(…)`.',
      replays: '`{{name}}` keeps every value that it is ever given, to tell them all to whoever subscribes later, and lives as long as the program. Give `ReplaySubject` a size.',
      shared: '`shareReplay` goes on with `{{source}}`, which never ends, when the last subscriber has left. Pass `refCount: true`.',
      left: '{{subject}} is never removed, though `{{end}}` ends what else `{{start}}` begins: it stays, with all that its callback captures, after its owner is gone. Remove it there too.',
    },
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          ignore: stringList('Regular expressions on the emitter as written (`this.bus`, `window`) whose listeners are never reported.'),
          evidence: { type: 'string', enum: ['firm', 'likely'], description: 'How much must be proven: with `firm`, that a removal can\'t work, or that what is listened to lasts and that what adds the listener comes again; with `likely` some of it may rest on names.' },
          ignoreFiles: stringList('Regular expressions on file paths, relative to the working directory with `/`, that are not checked; replaces the default list of tests, scripts and configuration files.'),
        },
      },
    ],
    defaultOptions: [{ ignore: [], ignoreFiles: [...SHORT_LIVED_FILES], evidence: 'likely' }],
  },
  create(context, [{ ignore = [], ignoreFiles = [], evidence = 'likely' }]) {
    const { sourceCode } = context
    const ignored = compilePatterns('ignore', ignore)
    if (isFileMatched(context, ignoreFiles) || !(mentionsSubscription(sourceCode.text) || mentionsRegistering(sourceCode.text))) return {}
    return {
      'Program:exit'(): void {
        const path = pathOfLinted(context)
        const runsOnce = createOnceFinder(sourceCode, path)
        const comesAgain = createManyFinder(sourceCode, path)
        const isShared = createShareFinder(sourceCode, path)
        const isOfRoot = createRootFinder(sourceCode, path)
        const isFirm = createFirmFinder(sourceCode, path)
        for (const leak of findLeakedSubscriptions(sourceCode, { isComponentScript: isComponentScript(context), findAgain: createNearAgainFinder(sourceCode, path), baseHas: createBaseReader(sourceCode, path) })) {
          const { subscription } = leak
          if (!isMeantToEnd(sourceCode, leak) && isOfRoot(subscription.call)) continue
          // That there are many is a name's word; the program's callers know better.
          if (isByName(leak) ? !comesAgain(subscription.call) : mayRunOnce(leak) && runsOnce(subscription.call)) continue
          if (leak.kind === 'waiting' && eventNameOf(leak.subscription) === 'abort' && !isShared(leak.subscription.emitter)) continue
          if (subscription.form === 'listener' && ignored.some((pattern) => pattern.test(sourceCode.getText(subscription.emitter)))) continue
          if (evidence === 'firm' && !isFirm(leak)) continue
          const data = describeSubscription(sourceCode, leak)
          keepStory(context, subscription.call.callee, () => tellSubscription(leak, data))
          context.report({ node: subscription.call.callee, messageId: leak.kind, data })
        }
        if (evidence === 'firm') return
        for (const { kind, node, ...stream } of findUnboundedStreams(sourceCode)) context.report({ node, messageId: kind, data: stream })
        for (const { made, field, method, sibling } of findUnregisteredHolders(sourceCode)) context.report({ node: made, messageId: 'unregistered', data: { field, method, sibling } })
        for (const dropped of findDroppedDisposers(sourceCode)) context.report({ node: dropped.call, messageId: 'dropped', data: describeDropped(dropped) })
      },
    }
  },
})

/** Does the code itself say that it ends: it tries to remove the listener, or its effect removes a sibling? Then it may as well end once only. */
function isMeantToEnd(file: SourceFile, leak: LeakedSubscription): boolean {
  if (leak.kind === 'fresh' || leak.kind === 'misnamed') return true
  if (leak.kind !== 'recurring' || leak.subscription.form !== 'listener') return false
  return leak.otherPhase !== null || (enclosingClass(leak.subscription.call) === null && findRemovedSibling(file, leak.subscription) !== null)
}

/** Is it only a name, or nothing at all, that says that the code runs again? */
function isByName(leak: LeakedSubscription): boolean {
  if (leak.kind === 'waiting') return eventNameOf(leak.subscription) !== 'abort'
  return leak.kind === 'irremovable' || leak.kind === 'left' || (leak.kind === 'recurring' && leak.by === 'instance')
}

/** What is left once, when the program ends, harms nobody. */
function mayRunOnce(leak: LeakedSubscription): boolean {
  return leak.kind === 'forgotten' || (leak.kind === 'recurring' && leak.by === 'call')
}
