import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingFunction, type FunctionNode } from '../../ast/functions.ts'
import { calleeName, dottedName } from '../../ast/names.ts'
import { findExecutor } from '../../ast/promises.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { findVariable, isModuleLevel, resolveAlias } from '../../ast/variables.ts'
import { OBSERVER } from '../../catalog/resource-pairs.ts'
import { isShortLivedEmitterName } from '../../catalog/subscriptions.ts'
import { isDeadCode } from '../control/dead-code.ts'
import { functionsNamedBy } from '../named-functions.ts'
import { followGiven, followHandle } from '../resources/handle-trail.ts'
import { judgeTrail, type HandleVerdict } from '../resources/judge-handle.ts'
import { indexSource } from '../source-index.ts'
import { judgeEmitterLife } from './emitter-life.ts'
import { endsByOptions, findSubscriptions, type Listener, type Observer, type Subscription } from './find-subscriptions.ts'
import { findRemovedSibling } from './forgotten-listener.ts'
import { isListenerOfCaller } from './listener-owner.ts'
import { findRemovals } from './listener-removal.ts'
import { judgeListenerRelease } from './listener-verdict.ts'
import { findLoopOfCaller, findRecurrence, type Recurrence } from './recurrence.ts'
import { findRegistration } from './registration.ts'
import { isLeftOnSettle } from './waiting-listener.ts'

type Kept = Extract<HandleVerdict, { kind: 'kept' }>

/** A subscription that stays, and why that is known. */
export type LeakedSubscription =
  /** Acquired again and again, on something that lives longer, with no release that works. */
  | { readonly kind: 'recurring'; readonly subscription: Subscription; readonly often: string; readonly by: Recurrence['kind']; readonly verdict: Kept; readonly emitter: TSESTree.Node; /** Names this listener for the other phase. */ readonly otherPhase: TSESTree.Node | null }
  /** The removal gives another function than was added. */
  | { readonly kind: 'fresh'; readonly subscription: Listener; readonly removal: TSESTree.CallExpression }
  /** A function registers its caller's callback, and gives the caller nothing to take it away with. */
  | { readonly kind: 'irremovable'; readonly subscription: Listener; readonly registration: FunctionNode }
  /** A promise leaves its listener behind when it settles. */
  | { readonly kind: 'waiting'; readonly subscription: Listener }
  /** The end of the owner removes a sibling on the same emitter, and not this one. */
  | { readonly kind: 'forgotten'; readonly subscription: Listener; readonly sibling: Listener; readonly removal: TSESTree.Node }

/** Finds the subscriptions of a file that leak. `isComponentScript`: the file's top level runs once per component. */
export function findLeakedSubscriptions(file: SourceFile, isComponentScript: boolean): LeakedSubscription[] {
  return findSubscriptions(file).flatMap((subscription) => {
    if (isDeadCode(subscription.call)) return []
    const leak = subscription.form === 'observer' ? judgeObserver(file, subscription, isComponentScript) : judgeListener(file, subscription, isComponentScript)
    return leak ?? []
  })
}

function judgeListener(file: SourceFile, subscription: Listener, isComponentScript: boolean): LeakedSubscription | null {
  const life = judgeEmitterLife(file, subscription.emitter, isComponentScript)
  if (life === 'own' || life === 'ends' || endsByOptions(file, subscription)) return null
  const recurrence = life === 'lasting' ? findRecurrence(file, subscription.call, isComponentScript) : findLoopOfCaller(file, subscription)
  // What a caller hands in, the caller takes away again.
  if (recurrence?.kind !== 'component' && isListenerOfCaller(file, subscription.listener)) return null
  const removals = findRemovals(file, subscription)
  const verdict = judgeListenerRelease(file, subscription, removals)
  if (verdict.kind !== 'kept' || !isLasting(verdict, recurrence)) return null
  if (life === 'unknown' && !recurrence && isShortLived(file, subscription)) return null
  const [fresh] = removals.fresh
  if (fresh) return { kind: 'fresh', subscription, removal: fresh }
  const registration = life === 'lasting' && verdict.flaw === 'discarded' ? findRegistration(file, subscription) : null
  if (registration) return { kind: 'irremovable', subscription, registration }
  if (recurrence) return isAddedOnce(file, subscription) && !isComponentScript ? null : { kind: 'recurring', subscription, often: recurrence.often, by: recurrence.kind, verdict, emitter: subscription.emitter, otherPhase: removals.otherPhase[0] ?? null }
  if (isLeftOnSettle(file, subscription, life)) return { kind: 'waiting', subscription }
  const sibling = findRemovedSibling(file, subscription)
  return sibling && { kind: 'forgotten', subscription, ...sibling }
}

/** Does the subscription stay? One that the next start removes, or the end of the process, never comes to many; but each component leaves its last one. */
function isLasting({ flaw }: Kept, recurrence: Recurrence | null): boolean {
  return (flaw !== 'restart' || recurrence?.kind === 'component') && flaw !== 'outlived' && flaw !== 'at-exit'
}

/** Does the emitter end by itself, by its name? Then a removal is there for another reason. A field outlives each promise of its object. */
function isShortLived(file: SourceFile, { emitter, call }: Listener): boolean {
  const name = dottedName(resolveAlias(file, emitter))
  if (name?.startsWith('this.') && findExecutor(call)) return false
  return name === null || isShortLivedEmitterName(name.split('.').at(-1) ?? name)
}

/** An event target keeps one listener per function: adding the module's own function again changes nothing. */
function isAddedOnce(file: SourceFile, { method, listener }: Listener): boolean {
  if (method !== 'addEventListener' || listener.type !== 'Identifier') return false
  const variable = findVariable(file, listener)
  return variable !== null && isModuleLevel(variable)
}

function judgeObserver(file: SourceFile, subscription: Observer, isComponentScript: boolean): LeakedSubscription | null {
  const recurrence = findRecurrence(file, subscription.call, isComponentScript)
  if (!recurrence) return null
  const { call } = subscription
  const trail = followHandle(file, call, OBSERVER, () => null)
  const names = new Set(trail.holders.map(({ name }) => name))
  const observed = (indexSource(file).callsByName.get('observe') ?? []).filter((one) => one.callee.type === 'MemberExpression' && (one.callee.object === call || names.has(dottedName(one.callee.object)?.split('.').at(-1) ?? '')))
  const target = observed[0]?.arguments[0]
  if (!target) return null
  if (recurrence.kind !== 'component' && judgeEmitterLife(file, target) !== 'lasting') return null
  const callbacks = call.arguments[0] ? functionsNamedBy(file, call.arguments[0]) : []
  const verdict = judgeTrail(file, { pair: OBSERVER, call, callbacks }, { ...trail, releases: [...endsOfObserving(file, call, observed, trail.releases), ...callbacks.flatMap((callback) => releasesOfItself(file, callback))] })
  return verdict.kind === 'kept' && isLasting(verdict, recurrence) ? { kind: 'recurring', subscription, often: recurrence.often, by: recurrence.kind, verdict, emitter: target, otherPhase: null } : null
}

/** The releases after which it observes nothing: not a `disconnect` before all that is observed, nor an `unobserve` of one target among others. */
function endsOfObserving(file: SourceFile, made: TSESTree.Node, observed: readonly TSESTree.CallExpression[], releases: readonly TSESTree.Node[]): TSESTree.Node[] {
  const home = enclosingFunction(made)
  const isPlain = home !== null && observed.every((one) => enclosingFunction(one) === home)
  const after = releases.filter((release) => !isPlain || enclosingFunction(release) !== home || observed.some((one) => one.range[0] < release.range[0]))
  const ended = after.map(targetUnobserved)
  const targets = observed.map(({ arguments: [target] }) => (target ? dottedName(target) : null))
  if (targets.includes(null) || !ended.every((target) => target !== null && targets.includes(target))) return after
  return targets.some((target) => !ended.includes(target)) ? [] : after
}

/** `box` of `observer.unobserve(box)`; null for anything else. */
function targetUnobserved(release: TSESTree.Node): string | null {
  if (release.type !== 'CallExpression' || calleeName(release) !== 'unobserve') return null
  return release.arguments[0] ? dottedName(release.arguments[0]) : null
}

/** The callback is handed its observer: `new ResizeObserver((entries, self) => self.disconnect())`. */
function releasesOfItself(file: SourceFile, { params }: FunctionNode): readonly TSESTree.Node[] {
  return params[1] ? followGiven(file, params[1], OBSERVER, () => null).releases : []
}
