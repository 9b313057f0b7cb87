import type { TSESTree } from '@typescript-eslint/utils'

import { isFunction } from '../../ast/functions.ts'
import { dottedName, memberName } from '../../ast/names.ts'
import { oncePerFile, type SourceFile } from '../../ast/source-file.ts'
import { returnedExpressions } from '../../ast/traverse.ts'
import { unwrap } from '../../ast/unwrap.ts'
import { findVariable, resolveAlias, type Variable } from '../../ast/variables.ts'
import { calleesOf } from '../call-graph.ts'
import { indexSource } from '../source-index.ts'
import { conditionAround, conditionOfExit } from './conditions.ts'
import { statementsOf } from './exits.ts'
import { readOf, type References } from './mentions.ts'
import { isSelection } from './sweeps.ts'

/**
 * Does a limit stand around or before `node` in its function: `if (map.size > MAX)`, `while (list.length >= LIMIT)`, a counter compared with a
 * limit, an early exit on one, a helper of the file that tells (`if (isFull()) return`) or that throws (`assertRoom()`)?
 */
export function isUnderLimit(file: SourceFile, node: TSESTree.Node, references: References): boolean {
  const known = limitsOf(references)
  // What stands around one node stands around those beside it: each is asked once.
  const asked: TSESTree.Node[] = []
  let isUnder = false
  for (let at = node; at.parent && !isFunction(at); at = at.parent) {
    const before = known.get(at)
    if (before !== undefined) {
      isUnder = before
      break
    }
    asked.push(at)
    if (isLimited(file, at, at.parent, references)) {
      isUnder = true
      break
    }
  }
  for (const at of asked) known.set(at, isUnder)
  return isUnder
}

const limitsByReferences = new WeakMap<References, WeakMap<TSESTree.Node, boolean>>()

function limitsOf(references: References): WeakMap<TSESTree.Node, boolean> {
  const known = limitsByReferences.get(references) ?? new WeakMap<TSESTree.Node, boolean>()
  limitsByReferences.set(references, known)
  return known
}

/** Does a limit stand between `parent` and its child: a test around the child, or an exit in a statement before it? */
function isLimited(file: SourceFile, at: TSESTree.Node, parent: TSESTree.Node, references: References): boolean {
  const test = conditionAround(at, parent)?.test ?? loopTest(at, parent)
  if (test && isLimitTest(file, test, references)) return true
  const statements = statementsOf(parent)
  if (statements.length === 0) return false
  const first = firstLimit(file, parent, statements, references)
  return first >= 0 && (statements[first]?.range[0] ?? 0) < at.range[0]
}

const firstsByReferences = new WeakMap<References, WeakMap<TSESTree.Node, number>>()

/** The first statement of a list behind which the collection is below a limit; -1 when there is none. */
function firstLimit(file: SourceFile, list: TSESTree.Node, statements: readonly TSESTree.Node[], references: References): number {
  const known = firstsByReferences.get(references) ?? new WeakMap<TSESTree.Node, number>()
  firstsByReferences.set(references, known)
  const before = known.get(list)
  if (before !== undefined) return before
  const first = exitTestsIn(file, list, statements).find(({ test }) => isLimitTest(file, test, references))?.index ?? -1
  known.set(list, first)
  return first
}

interface ExitTest {
  readonly index: number
  readonly test: TSESTree.Node
}

const exitTestsByList = new WeakMap<TSESTree.Node, readonly ExitTest[]>()

/** The tests of a list's statements that leave it, or that call what throws; the same for all collections. */
function exitTestsIn(file: SourceFile, list: TSESTree.Node, statements: readonly TSESTree.Node[]): readonly ExitTest[] {
  const known = exitTestsByList.get(list)
  if (known) return known
  const found = statements.flatMap((statement, index): ExitTest[] => {
    const exit = conditionOfExit(statement)
    return (exit ? [exit.test] : throwingTests(file, statement)).filter(mayBeLimitTest).map((test) => ({ index, test }))
  })
  exitTestsByList.set(list, found)
  return found
}

/** Has a test a form that can be a limit at all? */
function mayBeLimitTest(test: TSESTree.Node): boolean {
  const at = unwrap(test)
  return at.type === 'LogicalExpression' || at.type === 'UnaryExpression' || at.type === 'BinaryExpression' || at.type === 'CallExpression'
}

function loopTest(at: TSESTree.Node, parent: TSESTree.Node): TSESTree.Node | null {
  const isLoop = parent.type === 'WhileStatement' || parent.type === 'ForStatement' || parent.type === 'DoWhileStatement'
  return isLoop && parent.test !== at ? parent.test : null
}

/** `this.assertRoom()`: the tests on which a function of the file that the statement calls throws. */
function throwingTests(file: SourceFile, statement: TSESTree.Node): TSESTree.Node[] {
  if (statement.type !== 'ExpressionStatement') return []
  const call = unwrap(statement.expression)
  if (call.type !== 'CallExpression') return []
  return calleesOf(file, call).flatMap(({ body }) =>
    statementsOf(body).flatMap((inner) => {
      if (inner.type !== 'IfStatement') return []
      const thrown = inner.consequent.type === 'BlockStatement' ? inner.consequent.body.at(-1) : inner.consequent
      return thrown?.type === 'ThrowStatement' ? [inner.test] : []
    }),
  )
}

/**
 * Compares how many entries the collection has, or a counter that is kept beside it, with a limit: `m.size > MAX`, `count < limit`; or calls a
 * function of the file that returns such a comparison, at most two calls deep.
 */
function isLimitTest(file: SourceFile, test: TSESTree.Node, references: References, calls = 2): boolean {
  const at = unwrap(test)
  switch (at.type) {
    case 'LogicalExpression':
      return isLimitTest(file, at.left, references, calls) || isLimitTest(file, at.right, references, calls)
    case 'UnaryExpression':
      return isLimitTest(file, at.argument, references, calls)
    case 'BinaryExpression':
      if (!['<', '<=', '>', '>=', '===', '=='].includes(at.operator)) return false
      return (isCount(file, at.left, references) && isLimit(at.right)) || (isCount(file, at.right, references) && isLimit(at.left))
    case 'CallExpression': {
      if (calls === 0) return false
      const returned = calleesOf(file, at).flatMap((fn) => returnedExpressions(file, fn))
      return returned.some((inner) => isLimitTest(file, inner, references, calls - 1))
    }
    default:
      return false
  }
}

function isCount(file: SourceFile, node: TSESTree.Node, references: References, steps = 3): boolean {
  const at = unwrap(node)
  if (at.type === 'BinaryExpression') return isCount(file, at.left, references, steps) || isCount(file, at.right, references, steps)
  if (at.type === 'CallExpression' && COUNTS.test(dottedName(at.callee) ?? '') && readOf(file, at, references) === 'itself') return true
  if (at.type === 'CallExpression' && steps > 0) return calleesOf(file, at).some((fn) => returnedExpressions(file, fn).some((inner) => isCount(file, inner, references, steps - 1)))
  if (at.type === 'MemberExpression') {
    const name = memberName(at) ?? ''
    const counted = readOf(file, at.object, references) === 'itself' ? at.object : resolveAlias(file, at.object)
    if (COUNTS.test(name) && readOf(file, counted, references) === 'itself' && !isEntry(counted) && !isSelection(file, counted)) return true
    return isCountedMember(file, name)
  }
  if (at.type !== 'Identifier' || steps === 0) return false
  const variable = findVariable(file, at)
  if (!variable) return false
  const declarator = variable.defs[0]?.node
  if (declarator?.type === 'VariableDeclarator' && declarator.init && isCount(file, declarator.init, references, steps - 1)) return true
  return isCountedVariable(variable)
}

const COUNTS = /(?:^|\.)(?:size|length|count)$/i

/** `m.get(key).length` counts what one entry holds. */
function isEntry(object: TSESTree.Node): boolean {
  const at = unwrap(object)
  if (at.type === 'LogicalExpression') return isEntry(at.left)
  return at.type === 'CallExpression' && at.callee.type === 'MemberExpression' && memberName(at.callee) === 'get'
}

const countedMembers = oncePerFile(() => new Map<string, boolean>())
const countedVariables = new WeakMap<Variable, boolean>()

function isCountedMember(file: SourceFile, name: string): boolean {
  const known = countedMembers(file).get(name)
  if (known !== undefined) return known
  const answer = isCounted(indexSource(file).membersByName.get(name) ?? [])
  countedMembers(file).set(name, answer)
  return answer
}

function isCountedVariable(variable: Variable): boolean {
  const known = countedVariables.get(variable)
  if (known !== undefined) return known
  const answer = isCounted(variable.references.map((reference) => reference.identifier))
  countedVariables.set(variable, answer)
  return answer
}

/** A counter is counted up somewhere: `count++`, `this.total += 1`. What a loop steps through a list by counts no entries. */
function isCounted(nodes: readonly TSESTree.Node[]): boolean {
  return nodes.some((node) => {
    const { parent } = node
    if (parent?.type === 'UpdateExpression') return parent.operator === '++' && parent.parent.type !== 'ForStatement'
    return parent?.type === 'AssignmentExpression' && parent.operator === '+=' && parent.left === node
  })
}

/** A number above one, or a name; `size > 0` and `length === 0` ask whether there is anything, not whether there is too much. */
function isLimit(node: TSESTree.Node): boolean {
  const at = unwrap(node)
  if (at.type === 'Literal') return typeof at.value === 'number' && at.value > 1
  if (at.type === 'BinaryExpression' || at.type === 'CallExpression' || at.type === 'LogicalExpression') return true
  return dottedName(at) !== null
}
