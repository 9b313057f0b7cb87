import type { TSESTree } from '@typescript-eslint/utils'

import { isFunction, isInside } from '../ast/functions.ts'
import { dottedName, memberName } from '../ast/names.ts'
import type { SourceFile } from '../ast/source-file.ts'
import { unwrap } from '../ast/unwrap.ts'
import { findVariable } from '../ast/variables.ts'
import { indexSource } from './source-index.ts'

/**
 * Does a limit stand around or before `node` in its function: `if (map.size > MAX)`, `while (list.length >= LIMIT)`, a counter
 * compared with a limit, or an early return on one?
 */
export function hasSizeGuard(file: SourceFile, node: TSESTree.Node, references: ReadonlySet<TSESTree.Node>): boolean {
  for (let at: TSESTree.Node | undefined = node; at?.parent && !isFunction(at); at = at.parent) {
    const parent: TSESTree.Node = at.parent
    if ((parent.type === 'IfStatement' || parent.type === 'ConditionalExpression') && parent.test !== at && isLimitTest(file, parent.test, references)) return true
    if ((parent.type === 'WhileStatement' || parent.type === 'ForStatement' || parent.type === 'DoWhileStatement') && parent.test && parent.test !== at && isLimitTest(file, parent.test, references)) return true
    if (parent.type === 'LogicalExpression' && parent.right === at && isLimitTest(file, parent.left, references)) return true
    if (parent.type === 'BlockStatement' && leavesBefore(file, parent.body, at, references)) return true
  }
  return false
}

/** `if (map.size >= MAX) return` or `throw` in the statements before `at`. */
function leavesBefore(file: SourceFile, statements: readonly TSESTree.Statement[], at: TSESTree.Node, references: ReadonlySet<TSESTree.Node>): boolean {
  for (const statement of statements) {
    if (statement === at) return false
    if (statement.type === 'IfStatement' && leaves(statement.consequent) && isLimitTest(file, statement.test, references)) return true
  }
  return false
}

function leaves(statement: TSESTree.Statement): boolean {
  const last = statement.type === 'BlockStatement' ? statement.body.at(-1) : statement
  return last?.type === 'ReturnStatement' || last?.type === 'ThrowStatement' || last?.type === 'ContinueStatement'
}

/** Compares how many entries the collection has, or a counter that is kept beside it, with a limit: `m.size > MAX`, `count < limit`. */
function isLimitTest(file: SourceFile, test: TSESTree.Node, references: ReadonlySet<TSESTree.Node>): boolean {
  const at = unwrap(test)
  if (at.type === 'LogicalExpression') return isLimitTest(file, at.left, references) || isLimitTest(file, at.right, references)
  if (at.type === 'UnaryExpression') return isLimitTest(file, at.argument, references)
  if (at.type !== 'BinaryExpression' || !['<', '<=', '>', '>=', '===', '=='].includes(at.operator)) return false
  return (isCount(file, at.left, references) && isLimit(at.right)) || (isCount(file, at.right, references) && isLimit(at.left))
}

function isCount(file: SourceFile, node: TSESTree.Node, references: ReadonlySet<TSESTree.Node>, steps = 3): boolean {
  const at = unwrap(node)
  if (at.type === 'BinaryExpression') return isCount(file, at.left, references, steps) || isCount(file, at.right, references, steps)
  if (/\b(?:size|length|count)\b/i.test(file.text.slice(at.range[0], at.range[1])) && [...references].some((reference) => isInside(reference, at))) return true
  if (at.type === 'MemberExpression') return isCounted(indexSource(file).membersByName.get(memberName(at) ?? '') ?? [])
  if (at.type !== 'Identifier' || steps === 0) return false
  const variable = findVariable(file, at)
  if (!variable) return false
  const declarator = variable.defs[0]?.node
  if (declarator?.type === 'VariableDeclarator' && declarator.init && isCount(file, declarator.init, references, steps - 1)) return true
  return isCounted(variable.references.map((reference) => reference.identifier))
}

/** A counter is counted up somewhere: `count++`, `this.total += 1`. */
function isCounted(nodes: readonly TSESTree.Node[]): boolean {
  return nodes.some(({ parent }) => parent?.type === 'UpdateExpression' || (parent?.type === 'AssignmentExpression' && parent.operator === '+='))
}

/** A number above one, or a name; `size > 0` and `length === 0` ask whether there is anything, not whether there is too much. */
function isLimit(node: TSESTree.Node): boolean {
  const at = unwrap(node)
  if (at.type === 'Literal') return typeof at.value === 'number' && at.value > 1
  if (at.type === 'BinaryExpression' || at.type === 'CallExpression' || at.type === 'LogicalExpression') return true
  return dottedName(at) !== null
}
