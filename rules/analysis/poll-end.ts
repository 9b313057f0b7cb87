import type { TSESTree } from '@typescript-eslint/utils'

import { isFunction } from '../ast/functions.ts'
import { calleeName, words } from '../ast/names.ts'
import { unwrap } from '../ast/unwrap.ts'
import { isExit, statementsOf } from './control/exits.ts'

const ENDS = new Set(['clearInterval', 'clearTimeout', 'resolve', 'reject', 'done'])
const END_VERBS = new Set(['stop', 'cleanup', 'finish', 'settle', 'cancel', 'teardown', 'dispose', 'close'])

/**
 * Does the poll end where `node` runs: is its branch one that stops the timer, settles the promise, or leaves the loop? `body` is the
 * loop's body, or the function that a timer runs. What stands in the outermost list of a timer's function runs on each tick.
 */
export function endsPoll(node: TSESTree.Node, body: TSESTree.Node): boolean {
  const isLoop = !isFunction(body)
  let isInnerLoop = false
  let isInnerFunction = false
  for (let at = node; at !== body && at.parent; at = at.parent) {
    const parent: TSESTree.Node = at.parent
    if (isLoop && !isInnerFunction && at.type === 'ReturnStatement') return true
    const list = statementsOf(parent)
    const from = list.findIndex((statement) => statement === at)
    const isOutermost = parent === body || (isFunction(body) && parent === body.body)
    if (from >= 0) {
      const after = list.slice(from + 1)
      if (isLoop && !isInnerFunction && after.some((statement) => leavesLoop(statement, isInnerLoop))) return true
      if (!isOutermost && !isTried(parent, body) && list.some(isEndCall)) return true
    }
    if (isIteration(parent)) isInnerLoop = true
    if (isFunction(parent)) isInnerFunction = true
  }
  return false
}

/** `try { … }` around the whole of the body is not a branch. */
function isTried(list: TSESTree.Node, body: TSESTree.Node): boolean {
  let at: TSESTree.Node = list
  while (at.parent && at.parent !== body) {
    const parent: TSESTree.Node = at.parent
    if (parent.type !== 'TryStatement' && parent.type !== 'BlockStatement') return false
    if (isFunction(body) && parent === body.body) return true
    at = parent
  }
  return true
}

function leavesLoop(statement: TSESTree.Node, isInnerLoop: boolean): boolean {
  if (!isExit(statement) || statement.type === 'ContinueStatement') return false
  return statement.type === 'BreakStatement' ? !isInnerLoop : statement.type !== 'BlockStatement' || leavesLoop(statement.body.at(-1) ?? statement, isInnerLoop)
}

function isIteration(node: TSESTree.Node): boolean {
  return node.type === 'ForOfStatement' || node.type === 'ForInStatement' || node.type === 'ForStatement' || node.type === 'WhileStatement' || node.type === 'DoWhileStatement' || node.type === 'SwitchStatement'
}

function isEndCall(statement: TSESTree.Node): boolean {
  if (statement.type !== 'ExpressionStatement') return false
  const inner = unwrap(statement.expression)
  const call = inner.type === 'AwaitExpression' ? unwrap(inner.argument) : inner
  if (call.type !== 'CallExpression') return false
  const name = calleeName(call) ?? ''
  return ENDS.has(name) || END_VERBS.has(words(name)[0] ?? '')
}
