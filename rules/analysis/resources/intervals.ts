import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingFunction, isFunction, type FunctionNode } from '../../ast/functions.ts'
import { isExecutor } from '../../ast/promises.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { unwrap } from '../../ast/unwrap.ts'
import { resolveAlias } from '../../ast/variables.ts'
import type { Resource } from './judge-handle.ts'

/** Is the interval there to wait once: `new Promise((resolve) => { setInterval(resolve, 200) })`? */
export function isSleep(interval: Resource): boolean {
  const executor = enclosingFunction(interval.call)
  if (!executor || interval.verdict.kind !== 'kept' || interval.verdict.flaw !== 'discarded') return false
  if (!isExecutor(executor)) return false
  const resolve = executor.params[0]
  if (resolve?.type !== 'Identifier') return false
  const callback = interval.call.arguments[0]
  if (!callback) return false
  const at = unwrap(callback)
  if (at.type === 'Identifier') return at.name === resolve.name
  return isFunction(at) && isCallOf(onlyExpression(at), resolve.name)
}

function onlyExpression(fn: FunctionNode): TSESTree.Node | null {
  if (fn.body?.type !== 'BlockStatement') return fn.body ?? null
  const [statement, ...more] = fn.body.body
  if (!statement || more.length > 0) return null
  if (statement.type === 'ExpressionStatement') return statement.expression
  return statement.type === 'ReturnStatement' ? statement.argument : null
}

function isCallOf(node: TSESTree.Node | null, name: string): boolean {
  return node?.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === name
}

/** Is the interval only there to keep the process alive: `setInterval(() => {}, 1 << 30)`? */
export function isKeepAlive(interval: Resource): boolean {
  const callback = interval.call.arguments[0]
  if (!callback) return false
  const at = unwrap(callback)
  return isFunction(at) && at.body?.type === 'BlockStatement' && at.body.body.length === 0
}

/** How many milliseconds lie between two ticks, where the file tells. */
export function periodOf(file: SourceFile, interval: Resource): number | null {
  const delay = interval.call.arguments[1]
  return delay ? numberOf(file, delay, 4) : null
}

function numberOf(file: SourceFile, node: TSESTree.Node, depth: number): number | null {
  const at = resolveAlias(file, node)
  if (at.type === 'Literal') return typeof at.value === 'number' ? at.value : null
  if (at.type !== 'BinaryExpression' || at.operator !== '*' || depth === 0) return null
  const left = numberOf(file, at.left, depth - 1)
  const right = numberOf(file, at.right, depth - 1)
  return left !== null && right !== null ? left * right : null
}
