import type { TSESTree } from '@typescript-eslint/utils'

import { callsInside } from '../calls-inside.ts'
import { enclosingFunction, isInside, type FunctionNode } from '../../ast/functions.ts'
import { calleeName, memberName } from '../../ast/names.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { wrapped } from '../../ast/unwrap.ts'
import { findVariable, type Variable } from '../../ast/variables.ts'
import { startsWithComponent } from '../components.ts'
import type { Acquisition } from '../resources/acquisitions.ts'
import { isExclusiveBranch } from '../resources/guards.ts'
import { abortGuard, type AbortGuard } from './abort-guard.ts'
import { promisesAround, promiseSettledBy, type HandMadePromise } from './executors.ts'
import { functionsThatRun, runsWithoutFiring, usesWhenFiring } from './firing.ts'
import { countWaits, isRaced, racedCallsOf } from './races.ts'

/** What a timeout watches over. Once that is done, nobody needs the timeout any more. */
export type Guard =
  /** `setTimeout(() => controller.abort(), ms)`, the controller made for this one piece of work */
  | AbortGuard
  /** `new Promise((resolve, reject) => { setTimeout(reject, ms); … })`, where other code settles the promise as well */
  | { readonly kind: 'promise'; readonly promise: TSESTree.Node }
  /** `Promise.race([work, new Promise((_, reject) => setTimeout(reject, ms))])`, or a promise that can only reject: there for a race elsewhere */
  | { readonly kind: 'race'; readonly promise: TSESTree.Node; /** It rejects when it fires, so that the race is expected to throw. */ readonly rejects: boolean }
  /** `const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms))`, raced at `calls` */
  | { readonly kind: 'raced-sleep'; readonly calls: readonly TSESTree.CallExpression[] }
  /** `setTimeout(() => pending.get(id)?.reject(error), ms)` */
  | { readonly kind: 'deferred' }
  /** `useEffect(() => { setTimeout(() => setStale(true), 600_000) })`: it guards nothing, but its component comes and goes meanwhile */
  | { readonly kind: 'component' }

/** Tells what a timeout guards; null for a sleep, a delayed task, a debounce, and everything else that is meant to fire. */
export function classifyGuard(file: SourceFile, acquisition: Acquisition): Guard | null {
  const running = functionsThatRun(file, acquisition)
  return promiseGuard(file, acquisition, running) ?? abortGuard(file, acquisition, running) ?? deferredGuard(file, acquisition, running) ?? (startsWithComponent(file, acquisition.call) ? { kind: 'component' } : null)
}

/** The promise that this timeout alone settles by resolving it: a sleep. Null for everything else. */
export function sleptPromise(file: SourceFile, acquisition: Acquisition): TSESTree.Node | null {
  const running = functionsThatRun(file, acquisition)
  const promise = promisesAround(file, acquisition.call).find(({ resolve }) => resolve !== null && usesWhenFiring(acquisition, running, resolve))
  if (!promise) return null
  const settlers = [promise.resolve, promise.reject].filter((variable) => variable !== null)
  return settlers.some((variable) => isSettledElsewhere(file, acquisition, running, promise, variable)) ? null : promise.node
}

function promiseGuard(file: SourceFile, acquisition: Acquisition, running: readonly FunctionNode[]): Guard | null {
  // A next try, after a while: it is the work itself, and nothing watches over it.
  if (running.some((fn) => isInside(acquisition.call, fn))) return null
  for (const promise of [...promisesAround(file, acquisition.call), ...promisesWithResolvers(file, running)]) {
    const settlers = [promise.resolve, promise.reject].filter((variable) => variable !== null)
    if (!settlers.some((variable) => usesWhenFiring(acquisition, running, variable))) continue
    if (settlers.some((variable) => isSettledElsewhere(file, acquisition, running, promise, variable))) return { kind: 'promise', promise: promise.node }
    const canOnlyReject = promise.reject !== null && (promise.resolve === null || promise.resolve.references.length === 0)
    if (isRaced(file, promise.node) || (canOnlyReject && !isEndOfWork(file, promise.node))) return { kind: 'race', promise: promise.node, rejects: promise.reject !== null && usesWhenFiring(acquisition, running, promise.reject) }
    const calls = racedCallsOf(file, promise.node)
    return calls.length > 0 ? { kind: 'raced-sleep', calls } : null
  }
  return null
}

/** `await authorize(); return new Promise((_, reject) => setTimeout(reject, 5000))`: it follows other work, and is no side of a race that a caller makes. */
function isEndOfWork(file: SourceFile, promise: TSESTree.Node): boolean {
  const fn = enclosingFunction(promise)
  return wrapped(promise).parent?.type === 'ReturnStatement' && fn !== null && countWaits(file, fn) > 0
}

function promisesWithResolvers(file: SourceFile, running: readonly FunctionNode[]): HandMadePromise[] {
  if (!file.text.includes('withResolvers')) return []
  return running.flatMap((fn) =>
    callsInside(file, fn).flatMap((call) => {
      const variable = call.callee.type === 'Identifier' ? findVariable(file, call.callee) : null
      return (variable && promiseSettledBy(file, variable)) ?? []
    }),
  )
}

/** Is the promise settled by other code than the timeout's, later than on the spot: a handler, an awaited result, somebody who is given the function? */
function isSettledElsewhere(file: SourceFile, acquisition: Acquisition, running: readonly FunctionNode[], { executor }: HandMadePromise, settler: Variable): boolean {
  return settler.references.some(({ identifier }) => {
    if (!runsWithoutFiring(file, acquisition, running, identifier) || isInsteadOf(acquisition.call, identifier, executor)) return false
    const at = wrapped(identifier)
    const isCall = at.parent?.type === 'CallExpression' && at.parent.callee === at
    if (!isCall || !executor || enclosingFunction(identifier) !== executor) return true
    return executor.async && identifier.range[0] > acquisition.call.range[1]
  })
}

/** `if (!signal) { setTimeout(resolve, ms); return }`: what comes after has no part in that promise. */
function isInsteadOf(call: TSESTree.Node, settling: TSESTree.Node, executor: FunctionNode | null): boolean {
  return executor !== null && enclosingFunction(call) === executor && isExclusiveBranch(call, settling, executor)
}

/** The timeout rejects a promise whose functions lie somewhere else: `entry.reject(new Error('timed out'))`. */
function deferredGuard(file: SourceFile, acquisition: Acquisition, running: readonly FunctionNode[]): Guard | null {
  const isRejecting = running.some((fn) => callsInside(file, fn).some(isRejection))
  return isRejecting && acquisition.callbacks.length > 0 ? { kind: 'deferred' } : null
}

/** `entry.reject(new Error(…))`; not `Promise.reject(…)`, and not the `reject` of something that takes no error. */
function isRejection({ callee, arguments: [reason] }: TSESTree.CallExpression): boolean {
  if (callee.type !== 'MemberExpression' || memberName(callee) !== 'reject') return false
  return reason?.type === 'NewExpression' && (calleeName(reason) ?? '').endsWith('Error') && !(callee.object.type === 'Identifier' && callee.object.name === 'Promise')
}
