import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingFunction, enclosingFunctions, functionName, isFunction, isInside, type FunctionNode } from '../../ast/functions.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { FRAME } from '../../catalog/opened-resources.ts'
import { TIMEOUT, type ResourcePair } from '../../catalog/resource-pairs.ts'
import { calleesOf, findUses } from '../call-graph.ts'
import { isExit, statementsOf } from '../control/exits.ts'
import { classifyEntry } from '../reach.ts'
import { findRecurrence, type Recurrence } from '../subscriptions/recurrence.ts'
import { findAcquisitions, type Acquisition } from './acquisitions.ts'
import { followHandle } from './trail/handle-trail.ts'
import { judgeTrail } from './judge-handle.ts'
import type { HelperReader } from './trail/trail.ts'

/** A function that asks for its own next run, each time and on every path, and that nothing stops. */
export interface EndlessChain {
  readonly call: TSESTree.CallExpression
  readonly name: string
  readonly kind: 'frame' | 'timeout'
  readonly recurrence: Recurrence
  /** What would end it comes too early where the component ends while it waits. */
  readonly isEndedEarly: boolean
}

/** A chain's handle is that of its next link; its own callback may release it. */
const LINK: ResourcePair = { ...TIMEOUT, isOneShot: false, relaxMethods: new Set() }

/**
 * Finds loops of frames and timeouts that outlive the component that starts them: a function schedules itself again under no condition, and
 * the handle of no link is released. A condition of any kind is trusted to end it.
 */
export function findEndlessChains(file: SourceFile, isComponentScript: boolean, readerOf: (pair: ResourcePair) => HelperReader): EndlessChain[] {
  return [...chainsOf(file, FRAME, 'frame', readerOf), ...chainsOf(file, LINK, 'timeout', readerOf)].flatMap((chain) => {
    const recurrence = findRecurrence(file, chain.call, isComponentScript)
    return recurrence?.kind === 'component' ? [{ ...chain, recurrence }] : []
  })
}

function chainsOf(file: SourceFile, pair: ResourcePair, kind: EndlessChain['kind'], readerOf: (pair: ResourcePair) => HelperReader): Omit<EndlessChain, 'recurrence'>[] {
  const all = findAcquisitions(file, pair)
  return all.flatMap((link) => {
    const loop = loopOf(file, link)
    if (!loop || !isUnconditional(link.call, loop)) return []
    const starts = all.filter((other) => other !== link && other.callbacks.includes(loop))
    const verdicts = [link, ...starts].map((one) => ({ one, verdict: judgeTrail(file, one, followHandle(file, one.call, pair, readerOf(pair))) }))
    if (verdicts.some(({ one, verdict }) => verdict.kind !== 'kept' && !isReturnedOnly(one, verdict.kind))) return []
    const start = kind === 'frame' ? starts.find(({ call }) => !isInside(call, loop)) : undefined
    return [{ call: (start ?? link).call, name: functionName(loop) ?? 'this function', kind, isEndedEarly: verdicts.some(({ verdict }) => verdict.kind === 'kept' && verdict.flaw === 'early') }]
  })
}

/** The function that the link is in and that it schedules: `f` in `function f() { setTimeout(f) }`, also as `setTimeout(() => f())`. */
function loopOf(file: SourceFile, { call, callbacks }: Acquisition): FunctionNode | null {
  const around = enclosingFunctions(call)
  for (const callback of callbacks) {
    if (around.includes(callback)) return callback
    for (const fn of around) {
      if (isInside(callback, call) && findUses(file, fn).calls.some((one) => enclosingFunction(one) === callback && calleesOf(file, one).includes(fn) && isUnconditional(one, callback))) return fn
    }
  }
  return null
}

/** Does every run of the loop come to the link: no branch around it, no exit before it? */
function isUnconditional(link: TSESTree.Node, loop: FunctionNode): boolean {
  for (let at = link; at.parent && at !== loop; at = at.parent) {
    const { parent } = at
    if (parent.type === 'IfStatement' || parent.type === 'ConditionalExpression' || parent.type === 'LogicalExpression' || parent.type === 'SwitchCase' || parent.type === 'CatchClause') return false
    if (isFunction(at) && !runsWithItsFunction(at)) return false
    const list = statementsOf(parent)
    if (list.slice(0, Math.max(0, list.indexOf(at))).some(mayExit)) return false
  }
  return true
}

/** Is the function called where it is written, by an iteration, or when a promise settles; not kept for later, as a step in a list is? */
function runsWithItsFunction(fn: FunctionNode): boolean {
  const { type } = classifyEntry(fn)
  return type === 'inline' || type === 'settle'
}

/** May the statement leave its function or list? A `return` of an inner function is none. */
function mayExit(statement: TSESTree.Node): boolean {
  if (isExit(statement)) return true
  switch (statement.type) {
    case 'IfStatement':
      return mayExit(statement.consequent) || (statement.alternate !== null && mayExit(statement.alternate))
    case 'BlockStatement':
      return statement.body.some(mayExit)
    case 'TryStatement':
      return mayExit(statement.block) || (statement.handler !== null && mayExit(statement.handler.body))
    case 'SwitchStatement':
    case 'ForStatement':
    case 'ForOfStatement':
    case 'WhileStatement':
      return true
    default:
      return false
  }
}

/** `const tick = () => requestAnimationFrame(tick)` returns the handle to nobody. */
function isReturnedOnly({ call }: Acquisition, kind: string): boolean {
  return kind === 'handed-on' && isFunction(call.parent)
}
