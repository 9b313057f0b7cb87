import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingFunction, functionName, type FunctionNode } from '../../ast/functions.ts'
import { calleeName, dottedName } from '../../ast/names.ts'
import { oncePerFile, type SourceFile } from '../../ast/source-file.ts'
import { unwrap, wrapped } from '../../ast/unwrap.ts'
import { isTrimName } from '../../catalog/trimmers.ts'
import { findUses } from '../call-graph.ts'
import { isClosedKey, isClosedTable } from './exhaustive-keys.ts'
import { findPassThrough, returnedWhole } from './pass-through.ts'
import { findSlimmerSwitches, findSlimmerTables } from './slimmer-tables.ts'

/** A table of trimmers that lets unknown kinds through. */
export interface LeakySlimmer {
  /** The expression that goes on untrimmed. */
  readonly node: TSESTree.Node
  /** What kinds are told by: an expression whose type may be a closed union. */
  readonly key: TSESTree.Expression | null
  readonly table: string
  readonly kinds: readonly string[]
  readonly within: string
}

/** Tables and switches of trimmers whose unknown kinds pass through, unless the set of kinds is closed or the result is capped by whoever calls. */
export const findLeakySlimmers: (file: SourceFile) => readonly LeakySlimmer[] = oncePerFile((file) => [...findLeakyTables(file), ...findLeakySwitches(file)])

function findLeakyTables(file: SourceFile): LeakySlimmer[] {
  return findSlimmerTables(file).flatMap((table) => {
    if (isClosedTable(file, table.variable)) return []
    return table.lookups.flatMap(({ node, key }) => {
      const passed = isClosedKey(file, key) ? null : findPassThrough(file, node)
      const fn = passed && enclosingFunction(node)
      if (!passed || !fn || isCappedByCallers(file, fn)) return []
      return [{ node: passed, key: asExpression(key), table: table.name, kinds: table.kinds, within: functionName(fn) ?? table.name }]
    })
  })
}

function findLeakySwitches(file: SourceFile): LeakySlimmer[] {
  return findSlimmerSwitches(file).flatMap((statement) => {
    const fn = enclosingFunction(statement)
    const within = fn && functionName(fn)
    if (!fn || within === null || !isTrimName(within) || statement.cases.length < 3 || isClosedKey(file, statement.discriminant)) return []
    const passed = passedByDefault(file, statement)
    if (!passed || !trimsSomething(file, statement) || isCappedByCallers(file, fn)) return []
    const kinds = statement.cases.flatMap(({ test }) => (test?.type === 'Literal' ? [String(test.value)] : []))
    return kinds.length < 2 ? [] : [{ node: passed, key: statement.discriminant, table: within, kinds, within }]
  })
}

/** `default: return part`, or `return part` behind a switch without a default. */
function passedByDefault(file: SourceFile, statement: TSESTree.SwitchStatement): TSESTree.Node | null {
  const fallback = statement.cases.find(({ test }) => test === null)
  if (fallback) {
    const [only] = fallback.consequent
    return only && fallback.consequent.length === 1 ? returnedWhole(file, only) : null
  }
  const block = statement.parent
  if (block.type !== 'BlockStatement') return null
  const next = block.body[block.body.indexOf(statement) + 1]
  return next ? returnedWhole(file, next) : null
}

/** Do at least two cases return something other than what came in? */
function trimsSomething(file: SourceFile, statement: TSESTree.SwitchStatement): boolean {
  const returns = statement.cases.filter(({ test, consequent }) => test !== null && consequent.some((inner) => isMadeSmaller(inner)))
  return returns.length >= 2 && statement.cases.every(({ test, consequent }) => test === null || consequent.length === 0 || !consequent[0] || returnedWhole(file, consequent[0]) === null)
}

function isMadeSmaller(statement: TSESTree.Statement): boolean {
  if (statement.type === 'BlockStatement') return statement.body.some(isMadeSmaller)
  const value = statement.type === 'ReturnStatement' && statement.argument ? unwrap(statement.argument) : null
  return value?.type === 'ObjectExpression' || value?.type === 'CallExpression'
}

/** Does every caller in this file cap what it gets: `cap(slimPart(part))`? A caller outside is not seen. */
function isCappedByCallers(file: SourceFile, fn: FunctionNode): boolean {
  const { calls } = findUses(file, fn)
  return calls.length > 0 && calls.every((call) => isCapped(call))
}

function isCapped(call: TSESTree.Node): boolean {
  const { parent } = wrapped(call)
  if (parent?.type !== 'CallExpression' || parent.callee === call) return false
  return isTrimName(calleeName(parent) ?? dottedName(parent.callee) ?? '')
}

function asExpression(node: TSESTree.Node): TSESTree.Expression | null {
  return node.type === 'Identifier' || node.type === 'MemberExpression' || node.type === 'TSAsExpression' ? node : null
}
