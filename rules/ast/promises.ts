import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingFunctions, type FunctionNode } from './functions.ts'
import { calleeName } from './names.ts'
import { wrapped } from './unwrap.ts'

/** The innermost function in `new Promise(…)` around a node; null when there is none. */
export function findExecutor(node: TSESTree.Node): FunctionNode | null {
  return enclosingFunctions(node).find(isExecutor) ?? null
}

/** Is it the function in `new Promise(…)`, which runs at once and settles the promise? */
export function isExecutor(fn: FunctionNode): boolean {
  return promiseOf(fn) !== null
}

/** The `new Promise(…)` whose executor the function is; null when it is none. */
export function promiseOf(fn: FunctionNode): TSESTree.NewExpression | null {
  const at = wrapped(fn)
  const { parent } = at
  return parent?.type === 'NewExpression' && calleeName(parent) === 'Promise' && parent.arguments[0] === at ? parent : null
}
