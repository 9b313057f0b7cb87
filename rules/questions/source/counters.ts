import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingFunction } from '../../ast/functions.ts'
import { unwrap } from '../../ast/unwrap.ts'
import { isModuleLevel, type Variable } from '../../ast/variables.ts'

/** How a write changes a number: `n++`, `n += 1`, `n = n + 1` count up; null for any other write. */
export function countingOf(target: TSESTree.Node): 'up' | 'down' | null {
  const { parent } = target
  if (parent?.type === 'UpdateExpression') return parent.operator === '++' ? 'up' : 'down'
  if (parent?.type !== 'AssignmentExpression' || parent.left !== target) return null
  if (parent.operator === '+=') return isNumber(parent.right) ? 'up' : null
  if (parent.operator === '-=') return 'down'
  const sum = unwrap(parent.right)
  if (parent.operator !== '=' || sum.type !== 'BinaryExpression' || !isNumber(sum.right)) return null
  if (sum.operator === '-') return 'down'
  return sum.operator === '+' && isSame(sum.left, target) ? 'up' : null
}

function isNumber(node: TSESTree.Node): boolean {
  const at = unwrap(node)
  return at.type === 'Literal' && typeof at.value === 'number'
}

function isSame(node: TSESTree.Node, target: TSESTree.Node): boolean {
  const at = unwrap(node)
  if (at.type === 'Identifier' && target.type === 'Identifier') return at.name === target.name
  return at.type === 'MemberExpression' && target.type === 'MemberExpression' && !at.computed && !target.computed && at.object.type === target.object.type
}

/** Does the variable start anew with each run of the function that counts it, as a loop's index does? */
export function startsAnew(variable: Variable, counted: TSESTree.Node): boolean {
  const declared = variable.defs[0]?.node
  return declared !== undefined && !isModuleLevel(variable) && enclosingFunction(declared) === enclosingFunction(counted)
}
