import { dottedName } from '../../ast/names.ts'
import { findExecutor } from '../../ast/promises.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { findVariable, isModuleLevel, resolveAlias } from '../../ast/variables.ts'
import { isEndOfEmitter, isShortLivedEmitterName } from '../../catalog/subscriptions.ts'
import { isDeadCode } from '../control/dead-code.ts'
import { findHiddenEnd, type BaseHas } from './base-class-ends.ts'
import { judgeEmitterLife } from './emitter-life.ts'
import { endsByOptions, findSubscriptions } from './find-subscriptions.ts'
import { findRemovedSibling } from './forgotten-listener.ts'
import { judgeObserver } from './judge-observer.ts'
import { isLasting, type LeakedSubscription } from './leaked-subscription.ts'
import { findForgettingEnd } from './left-at-end.ts'
import { isListenerOfCaller } from './listener-owner.ts'
import { findRemovals } from './listener-removal.ts'
import { judgeListenerRelease } from './listener-verdict.ts'
import { findLoopOfCaller, findRecurrence, isOnceOnly, type FindAgain, type Recurrence } from './recurrence.ts'
import { findRegistration } from './registration.ts'
import { findReuse } from './reused-emitter.ts'
import { eventNameOf, type Listener } from './subscription.ts'
import { isLeftOnSettle } from './waiting-listener.ts'

/** What is known beside the file's own code. */
export interface Surroundings {
  /** The file's top level runs once per component. */
  readonly isComponentScript: boolean
  /** What brings the code at a node again, by its callers in the program. */
  readonly findAgain: FindAgain
  readonly baseHas: BaseHas
}

/** Finds the subscriptions of a file that leak. */
export function findLeakedSubscriptions(file: SourceFile, around: Surroundings): LeakedSubscription[] {
  return findSubscriptions(file).flatMap((subscription) => {
    if (isDeadCode(subscription.call)) return []
    const leak = subscription.form === 'observer' ? judgeObserver(file, subscription, around.isComponentScript) : judgeListener(file, subscription, around)
    return leak ?? []
  })
}

function judgeListener(file: SourceFile, subscription: Listener, { isComponentScript, findAgain, baseHas }: Surroundings): LeakedSubscription | null {
  const hidden = findHiddenEnd(file, subscription, baseHas)
  if (hidden) return { kind: 'hidden', subscription, ...hidden }
  if (endsByOptions(file, subscription)) return null
  const reuse = findReuse(file, subscription)
  const life = subscription.isLasting || reuse ? 'lasting' : judgeEmitterLife(file, subscription.emitter, isComponentScript)
  if (life === 'own' || life === 'ends') return null
  const near = life === 'lasting' ? (findRecurrence(file, subscription.call, isComponentScript) ?? reuse) : findLoopOfCaller(file, subscription)
  // What a caller hands in, the caller takes away again.
  if (near?.kind !== 'component' && isListenerOfCaller(file, subscription.listener)) return null
  const removals = findRemovals(file, subscription)
  const verdict = judgeListenerRelease(file, subscription, removals)
  if (verdict.kind !== 'kept' || !isLasting(verdict, near)) return null
  if (life === 'unknown' && !near && isShortLived(file, subscription)) return null
  const [fresh] = removals.fresh
  if (fresh) return { kind: 'fresh', subscription, removal: fresh }
  const [misnamed] = removals.misnamed
  if (misnamed) return { kind: 'misnamed', subscription, removal: misnamed }
  const registration = life === 'lasting' && verdict.flaw === 'discarded' ? findRegistration(file, subscription) : null
  if (registration) return { kind: 'irremovable', subscription, registration }
  const recurrence: Recurrence | null = near ?? (life === 'lasting' && !isOnceOnly(file, subscription.call) ? findAgain(subscription.call) : null)
  if (recurrence) return isAddedOnce(file, subscription) && !isComponentScript ? null : { kind: 'recurring', subscription, often: recurrence.often, by: recurrence.kind, verdict, emitter: subscription.emitter, otherPhase: removals.otherPhase[0] ?? null }
  if (isLeftOnSettle(file, subscription, life)) return { kind: 'waiting', subscription }
  // What is begun once, or hears the emitter's own end, is nobody's to forget.
  if (isOnceOnly(file, subscription.call) || (life !== 'lasting' && isEndOfEmitter(eventNameOf(subscription) ?? subscription.method))) return null
  const sibling = findRemovedSibling(file, subscription)
  if (sibling) return { kind: 'forgotten', subscription, ...sibling }
  const left = findForgettingEnd(file, subscription, life)
  return left && { kind: 'left', subscription, ...left }
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
