import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingFunction, type FunctionNode } from '../../ast/functions.ts'
import { calleeName, dottedName } from '../../ast/names.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { unwrap } from '../../ast/unwrap.ts'
import { findVariable } from '../../ast/variables.ts'
import { OBSERVER } from '../../catalog/resource-pairs.ts'
import { functionsNamedBy } from '../named-functions.ts'
import { followGiven, followHandle } from '../resources/trail/handle-trail.ts'
import { judgeTrail } from '../resources/judge-handle.ts'
import type { Holder } from '../resources/trail/trail.ts'
import { indexSource } from '../source-index.ts'
import { judgeEmitterLife } from './emitter-life.ts'
import { isLasting, type LeakedSubscription } from './leaked-subscription.ts'
import { findRecurrence } from './recurrence.ts'
import type { Observer } from './subscription.ts'

/** Judges an observer: made again and again, of something that lives longer, and never ended. Null when it is fine, or nothing tells. */
export function judgeObserver(file: SourceFile, subscription: Observer, isComponentScript: boolean): LeakedSubscription | null {
  const recurrence = findRecurrence(file, subscription.call, isComponentScript)
  if (!recurrence) return null
  const { call } = subscription
  const trail = followHandle(file, call, OBSERVER, () => null)
  const observed = (indexSource(file).callsByName.get('observe') ?? []).filter((one) => one.callee.type === 'MemberExpression' && (one.callee.object === call || trail.holders.some((holder) => isHeldBy(file, holder, one.callee))))
  const target = observed[0]?.arguments[0]
  if (!target) return null
  if (recurrence.kind !== 'component' && judgeEmitterLife(file, target) !== 'lasting') return null
  const callbacks = call.arguments[0] ? functionsNamedBy(file, call.arguments[0]) : []
  const verdict = judgeTrail(file, { pair: OBSERVER, call, callbacks }, { ...trail, releases: [...endsOfObserving(file, call, observed, trail.releases), ...callbacks.flatMap((callback) => releasesOfItself(file, callback))] })
  // One element of its own that is gone already takes its observer with it.
  if (verdict.kind === 'kept' && verdict.flaw === 'early' && judgeEmitterLife(file, target) !== 'lasting') return null
  return verdict.kind === 'kept' && isLasting(verdict, recurrence) ? { kind: 'recurring', subscription, often: recurrence.often, by: recurrence.kind, verdict, emitter: target, otherPhase: null } : null
}

/** `observer` of `observer.observe(box)`, `this.observer`: two functions may each call their own by the same name. */
function isHeldBy(file: SourceFile, { node, name }: Holder, callee: TSESTree.Expression): boolean {
  const object = callee.type === 'MemberExpression' ? unwrap(callee.object) : callee
  if (object.type === 'Identifier' && node.type === 'Identifier') return findVariable(file, object) === findVariable(file, node)
  return dottedName(object)?.split('.').at(-1) === name
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
