import type { TSESTree } from '@typescript-eslint/utils'

import { findResourceHome } from '../analysis/resources/resource-home.ts'
import type { DroppedDisposer } from '../analysis/subscriptions/dropped-disposers.ts'
import type { LeakedSubscription } from '../analysis/subscriptions/leaked-subscription.ts'
import { eventNameOf, type Listener, type Subscription } from '../analysis/subscriptions/subscription.ts'
import { functionName } from '../ast/functions.ts'
import { staticString } from '../ast/names.ts'
import type { SourceFile } from '../ast/source-file.ts'
import { isEventProperty } from '../catalog/subscriptions.ts'
import { tellHandle } from './handle-story.ts'
import type { Story } from './story.ts'

const LONGEST = 60

/** What a message says of one leaked subscription. */
export function describeSubscription(file: SourceFile, leak: LeakedSubscription): Record<string, string> {
  const subject = subjectOf(file, leak.subscription, leak)
  switch (leak.kind) {
    case 'recurring':
      return { subject, often: leak.often, flaw: flawOf(leak), emitter: textOf(file, leak.emitter), remedy: remedyOf(leak.subscription) }
    case 'fresh':
      return { subject, removal: textOf(file, leak.removal.callee), place: placeOf(leak.removal) }
    case 'misnamed':
      return { subject, removal: textOf(file, leak.removal.callee), place: placeOf(leak.removal), other: staticString(leak.removal.arguments[0]) ?? 'another event' }
    case 'hidden':
      return { subject, owner: leak.owner, end: leak.end }
    case 'left':
      return { subject, start: leak.start, end: functionName(leak.end) ?? 'the function that it returns' }
    case 'irremovable':
      return { subject, name: functionName(leak.registration) ?? 'this function' }
    case 'waiting':
      return { subject, emitter: textOf(file, leak.subscription.emitter) }
    case 'forgotten':
      return { subject, sibling: nameOf(file, leak.sibling, leak.subscription), place: placeOf(leak.removal) }
    default:
      return leak satisfies never
  }
}

/** A subscription that comes again and again, as a story; null for the other kinds, of which the message tells all. */
export function tellSubscription(leak: LeakedSubscription, { flaw = '' }: Record<string, string>): Story | null {
  if (leak.kind !== 'recurring') return null
  const { subscription, often, by, verdict } = leak
  return tellHandle({ node: subscription.call.callee, does: `subscribes by \`${subscription.form === 'observer' ? subscription.name : subscription.method}\``, often, by: by === 'component' ? 'render' : null, release: verdict.release, flaw })
}

/** What a message says of disposers that go with their entry. */
export function describeDropped({ call, collection, member, model }: DroppedDisposer): Record<string, string> {
  const home = findResourceHome(call)
  return { place: home === null ? 'This' : `\`${home}\``, collection: collection.replace(/^this\.#?/, ''), member, model }
}

/** The sibling's event, or its function where both listen for the same. */
function nameOf(file: SourceFile, sibling: Listener, own: Listener): string {
  const event = eventNameOf(sibling)
  return event === null || event === eventNameOf(own) ? textOf(file, sibling.listener) : event
}

function subjectOf(file: SourceFile, subscription: Subscription, leak: LeakedSubscription): string {
  if (subscription.form === 'observer') return `The \`${subscription.name}\`${leak.kind === 'recurring' ? ` of \`${textOf(file, leak.emitter)}\`` : ''}`
  const emitter = textOf(file, subscription.emitter)
  if (isEventProperty(subscription.method)) return `The listener of \`${emitter}.${subscription.method}\``
  const event = eventNameOf(subscription)
  if (event !== null) return `The listener for \`${event}\` on \`${emitter}\``
  return subscription.method === 'subscribe' ? `The subscription to \`${emitter}\`` : `The listener on \`${emitter}\``
}

function flawOf({ verdict, otherPhase }: Extract<LeakedSubscription, { kind: 'recurring' }>): string {
  if (otherPhase) return `its removal${placeOf(otherPhase)} has another \`capture\`, which makes it another listener`
  const place = verdict.release ? placeOf(verdict.release) : ''
  switch (verdict.flaw) {
    case 'overwritten':
      return 'what would remove it is overwritten by the next one'
    case 'unreached':
    case 'uncalled':
      return `nothing runs the code that would remove it${place}`
    case 'test-only':
      return `only tests run the code that removes it${place}`
    case 'restart':
      return 'only the next start removes it'
    case 'early':
      return `its removal${place} comes too early if the component goes away during the wait before it is added`
    case 'on-some-ways':
      return 'the effect returns its removal on some ways only'
    case 'on-demand':
      return `it is removed only when something asks for it${place}`
    default:
      return 'nothing removes it'
  }
}

function remedyOf(subscription: Subscription): string {
  if (subscription.form === 'observer') return 'Disconnect it when its owner ends'
  if (subscription.method === 'addEventListener') return 'Remove it when its owner ends, or pass a `signal` that is aborted then'
  if (subscription.method === 'subscribe' || isEventProperty(subscription.method)) return `Keep what \`${subscription.method}\` returns, and end it when its owner ends`
  return 'Remove it when its owner ends'
}

function placeOf(node: TSESTree.Node): string {
  const home = findResourceHome(node)
  return home === null ? '' : ` in \`${home}\``
}

/** The code as written, on one line and not too long. */
function textOf(file: SourceFile, node: TSESTree.Node): string {
  const text = file.text.slice(node.range[0], node.range[1]).replace(/\s+/g, ' ')
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text
}
