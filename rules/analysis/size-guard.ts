import type { TSESTree } from '@typescript-eslint/utils'

import { isFunction } from '../ast/functions.ts'
import { dottedName, memberName } from '../ast/names.ts'
import type { SourceFile } from '../ast/source-file.ts'
import { unwrap } from '../ast/unwrap.ts'
import { findVariable } from '../ast/variables.ts'

/**
 * Does a limit stand around or before `node` in its function: `if (map.size > MAX)`, `while (list.length >= LIMIT)`, a counter
 * compared with a limit, or an early return on one?
 */
export function hasSizeGuard(file: SourceFile, node: TSESTree.Node): boolean {
  for (let at: TSESTree.Node | undefined = node; at?.parent && !isFunction(at); at = at.parent) {
    const parent: TSESTree.Node = at.parent
    if ((parent.type === 'IfStatement' || parent.type === 'ConditionalExpression') && parent.test !== at && isLimitTest(file, parent.test)) return true
    if ((parent.type === 'WhileStatement' || parent.type === 'ForStatement' || parent.type === 'DoWhileStatement') && parent.test && parent.test !== at && isLimitTest(file, parent.test)) return true
    if (parent.type === 'LogicalExpression' && parent.right === at && isLimitTest(file, parent.left)) return true
    if (parent.type === 'BlockStatement' && leavesBefore(file, parent.body, at)) return true
  }
  return false
}

/** `if (map.size >= MAX) return` or `throw` in the statements before `at`. */
function leavesBefore(file: SourceFile, statements: readonly TSESTree.Statement[], at: TSESTree.Node): boolean {
  for (const statement of statements) {
    if (statement === at) return false
    if (statement.type === 'IfStatement' && leaves(statement.consequent) && isLimitTest(file, statement.test)) return true
  }
  return false
}

function leaves(statement: TSESTree.Statement): boolean {
  const last = statement.type === 'BlockStatement' ? statement.body.at(-1) : statement
  return last?.type === 'ReturnStatement' || last?.type === 'ThrowStatement' || last?.type === 'ContinueStatement'
}

/** Compares something that counts with something that limits: `m.size > MAX`, `Object.keys(r).length >= 50`, `count < limit`. */
export function isLimitTest(file: SourceFile, test: TSESTree.Node): boolean {
  const at = unwrap(test)
  if (at.type === 'LogicalExpression') return isLimitTest(file, at.left) || isLimitTest(file, at.right)
  if (at.type === 'UnaryExpression') return isLimitTest(file, at.argument)
  if (at.type !== 'BinaryExpression' || !['<', '<=', '>', '>=', '===', '=='].includes(at.operator)) return false
  return (isCount(file, at.left) && isLimit(at.right)) || (isCount(file, at.right) && isLimit(at.left))
}

function isCount(file: SourceFile, node: TSESTree.Node): boolean {
  const at = unwrap(node)
  if (at.type === 'MemberExpression') {
    const name = memberName(at)
    return name === 'size' || name === 'length' || (name !== null && /count|size|total/i.test(name))
  }
  if (at.type === 'BinaryExpression') return isCount(file, at.left) || isCount(file, at.right)
  if (at.type !== 'Identifier') return false
  if (/count|size|total|length/i.test(at.name)) return true
  const init = findVariable(file, at)?.defs[0]?.node
  return init?.type === 'VariableDeclarator' && init.init?.type === 'MemberExpression' && isCount(file, init.init)
}

/** A number above one, or a name; `size > 0` and `length === 0` ask whether there is anything, not whether there is too much. */
function isLimit(node: TSESTree.Node): boolean {
  const at = unwrap(node)
  if (at.type === 'Literal') return typeof at.value === 'number' && at.value > 1
  if (at.type === 'BinaryExpression' || at.type === 'CallExpression' || at.type === 'LogicalExpression') return true
  const name = dottedName(at)
  return name !== null && !/\.(?:length|size)$/.test(name) ? true : name !== null && /max|limit|cap/i.test(name)
}
