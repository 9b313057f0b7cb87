import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingFunction, isImmediatelyInvoked, isInside, type FunctionNode } from '../../ast/functions.ts'
import { calleeName, dottedName, memberName, staticString } from '../../ast/names.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { unwrap, wrapped } from '../../ast/unwrap.ts'
import { RUNS_RETURNED_CLEANUP } from '../../catalog/callback-results.ts'
import { findUses, isIterationCallback } from '../call-graph.ts'
import { isResultDropped } from '../dropped-results.ts'
import { classifyEntry } from '../reach.ts'
import type { Origin } from './acquisitions.ts'
import { isHookedTooLate, mayComeTooEarly } from './cleanup-order.ts'
import { isEmptiedBefore } from './emptied-handle.ts'
import { isEndOfComponent, isMethodOfComponent, isStepOfComponent } from '../components.ts'
import { isExclusiveBranch, isOptionalStart, isWaitingForWhatTheCallbackEmpties } from './guards.ts'

/** When a release runs, strongest first. */
export type Reach =
  /** At an end: in its own callback, after the work, in a disposer, a handler, or a function that code outside can call. */
  | 'ends'
  /** In a component, only when the user asks for it: `onClick={stop}`. The component may go away before. */
  | 'on-demand'
  /** `if (queue.length === 0) stop()`, where the interval itself empties the queue and does not stop. */
  | 'outlived'
  /** `process.on('exit', stop)`: the running interval is what keeps that event from coming. */
  | 'at-exit'
  /** Only when an abort signal fires, and not when the work that it bounds is done. One-shot resources only; to others any end will do. */
  | 'on-abort'
  /** Only in its own callback, when it is over anyway. One-shot resources only. */
  | 'too-late'
  /** Only right before the next start: the last one runs on. */
  | 'restart'
  /** `this.timer = null; clearInterval(this.timer)` */
  | 'emptied'
  /** At the end of the component, which may come before the acquisition does: that waits for something first. */
  | 'early'
  /** In a function that nobody calls, returns or hands out. */
  | 'unreached'

const STRENGTH: readonly Reach[] = ['unreached', 'early', 'emptied', 'too-late', 'restart', 'at-exit', 'outlived', 'on-abort', 'on-demand', 'ends']

/** The one of the two that runs more surely. */
export function stronger(one: Reach, other: Reach): Reach {
  return STRENGTH.indexOf(one) >= STRENGTH.indexOf(other) ? one : other
}

/** When does the release at `site` run, seen from the acquisition? Follows calls within the file, at most six deep; beyond that it is trusted. */
export function judgeReach(file: SourceFile, acquisition: Origin, site: TSESTree.Node): Reach {
  if (isEmptiedBefore(file, site)) return 'emptied'
  const reach = reachOfSite(file, acquisition, site, new Set(), 6)
  return reach === 'ends' && !acquisition.pair.isOneShot && mayComeTooEarly(file, acquisition.call, site) ? 'early' : reach
}

function reachOfSite(file: SourceFile, acquisition: Origin, site: TSESTree.Node, visited: Set<FunctionNode>, depth: number): Reach {
  const own = acquisition.callbacks.find((callback) => isInside(site, callback))
  if (own && !acquisition.pair.isOneShot) return 'ends'
  // A callback with a name may be called by others, too.
  if (own && isInside(own, acquisition.call)) return 'too-late'
  if (isWaitingForWhatTheCallbackEmpties(file, acquisition, site)) return 'outlived'
  const fn = homeOf(site)
  if (!fn || isInside(acquisition.call, fn)) return reachInSameFunction(acquisition.call, site, fn)
  return reachOfFunction(file, acquisition, fn, visited, depth)
}

/** The function a node stands in, not counting callbacks of an array iteration, which run on the spot. */
function homeOf(node: TSESTree.Node): FunctionNode | null {
  let fn = enclosingFunction(node)
  while (fn && (isIterationCallback(fn) || isImmediatelyInvoked(fn))) fn = enclosingFunction(fn)
  return fn
}

function reachInSameFunction(acquisition: TSESTree.Node, site: TSESTree.Node, fn: FunctionNode | null): Reach {
  // `using t = setInterval(…)` and `onExit(setInterval(…))` are around it.
  if (site.range[1] >= acquisition.range[1]) return 'ends'
  return isExclusiveBranch(site, acquisition, fn) || isOptionalStart(site, acquisition, fn) ? 'ends' : 'restart'
}

function reachOfFunction(file: SourceFile, acquisition: Origin, fn: FunctionNode, visited: Set<FunctionNode>, depth: number): Reach {
  if (visited.has(fn)) return 'unreached'
  visited.add(fn)
  if (depth === 0) return 'ends'
  if (isEndOfComponent(fn)) return 'ends'
  const use = findUses(file, fn)
  if (use.isVisible && !isMethodOfComponent(fn)) return 'ends'
  if (isStepOfComponent(fn)) return 'on-demand'
  // `const off = emitter.onClose(() => stop())` binds what the call returns, not the handler.
  let reach: Reach = isHandler(fn) ? reachOfValue(file, acquisition, wrapped(fn)) : 'unreached'
  for (const value of use.values) {
    if (!isInside(value, fn) || value === wrapped(fn)) reach = stronger(reach, reachOfValue(file, acquisition, value))
  }
  for (const call of use.calls) {
    if (reach === 'ends') break
    if (!isInside(call, fn)) reach = stronger(reach, reachOfSite(file, acquisition, call, visited, depth - 1))
  }
  return reach
}

function isHandler(fn: FunctionNode): boolean {
  const { type } = classifyEntry(fn)
  return (type === 'event' || type === 'settle') && wrapped(fn).parent?.type === 'CallExpression'
}

/** What becomes of a releasing function that is taken as a value. */
function reachOfValue(file: SourceFile, acquisition: Origin, value: TSESTree.Node): Reach {
  const { parent } = value
  if (acquisition.pair.isOneShot) {
    if (isInside(value, acquisition.call)) return 'too-late'
    if (isAbortHandler(value)) return 'on-abort'
  }
  // `ref={this.onBox}` is called with nothing when the element goes away.
  if (parent?.type === 'JSXExpressionContainer') return parent.parent.type === 'JSXAttribute' && parent.parent.name.name === 'ref' ? 'ends' : 'on-demand'
  // `useEffect(…, [stop])`, and `this.stop = this.stop.bind(this)`, say nothing of when it runs.
  if (parent?.type === 'ArrayExpression' && parent.parent.type === 'CallExpression' && parent.parent.arguments.at(-1) === parent) return 'unreached'
  if (parent?.type === 'MemberExpression' && memberName(parent) === 'bind') return isBoundInPlace(parent) ? 'unreached' : reachOfValue(file, acquisition, wrapped(parent.parent))
  // `() => clearInterval(t)` as a statement of its own: a forgotten `return`.
  if (parent?.type === 'ExpressionStatement') return 'unreached'
  if (parent?.type === 'CallExpression' && isAtProcessExit(parent)) return 'at-exit'
  if (parent?.type === 'CallExpression' && isHookedTooLate(file, parent)) return 'unreached'
  if (parent?.type === 'ReturnStatement' || (parent?.type === 'ArrowFunctionExpression' && parent.body === value)) return reachOfResult(file, enclosingFunction(value))
  return 'ends'
}

/** `signal.addEventListener('abort', stop)`, `signal.onabort = stop` */
function isAbortHandler(value: TSESTree.Node): boolean {
  const { parent } = value
  if (parent?.type === 'AssignmentExpression') return parent.left.type === 'MemberExpression' && memberName(parent.left) === 'onabort'
  return parent?.type === 'CallExpression' && parent.arguments[1] === value && staticString(parent.arguments[0]) === 'abort'
}

function isBoundInPlace(bind: TSESTree.MemberExpression): boolean {
  const assignment = bind.parent.parent
  return assignment?.type === 'AssignmentExpression' && dottedName(assignment.left) === dottedName(bind.object)
}

/** An async effect returns a promise, so its clean-up never runs; neither does one that a timer's callback, a handler or a function called as a statement returns. */
function reachOfResult(file: SourceFile, fn: FunctionNode | null): Reach {
  if (!fn) return 'ends'
  if (isResultDropped(file, fn)) return 'unreached'
  const at = wrapped(fn)
  const call = at.parent
  if ((call?.type !== 'CallExpression' && call?.type !== 'NewExpression') || !call.arguments.some((argument) => argument === at)) return 'ends'
  const name = calleeName(call)
  if (fn.async && name !== null && RUNS_RETURNED_CLEANUP.has(name)) return 'unreached'
  return name === 'setTimeout' || name === 'setInterval' ? 'unreached' : 'ends'
}

function isAtProcessExit(call: TSESTree.CallExpression): boolean {
  const callee = unwrap(call.callee)
  if (callee.type !== 'MemberExpression' || dottedName(callee.object) !== 'process') return false
  const event = staticString(call.arguments[0])
  return event === 'exit' || event === 'beforeExit'
}
