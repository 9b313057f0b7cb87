import type { TSESTree } from '@typescript-eslint/utils'

import { unwrap } from '../../ast/unwrap.ts'
import { isExit, statementsOf } from './exits.ts'

/** A test that decides whether a node runs. */
export interface Condition {
  readonly test: TSESTree.Node
  /** The node runs when the test is true (or false). */
  readonly runsWhen: boolean
  /** What runs instead; null when nothing does. */
  readonly instead: TSESTree.Node | null
  /** For a `case`: the value that the test is compared with. */
  readonly equals: TSESTree.Node | null
}

/** Nobody reads code that is deeper than this in one function; an `else if` is a level deeper than its `if`. */
const MAX_LEVELS = 100

/** Every test between `boundary` and `node` that decides whether `node` runs: branches around it, and exits before it. Looks at a hundred levels. */
export function conditionsOn(node: TSESTree.Node, boundary: TSESTree.Node): Condition[] {
  const found: Condition[] = []
  let levels = 0
  for (let at = node; at !== boundary && at.parent && levels < MAX_LEVELS; at = at.parent, levels++) found.push(...conditionsBetween(at, at.parent))
  return found
}

/** The tests between a node and its parent: the one around it, and the exits in the statements before it. */
export function conditionsBetween(at: TSESTree.Node, parent: TSESTree.Node): readonly Condition[] {
  const around = conditionAround(at, parent)
  if (around) return split(around)
  const exits = exitsIn(parent)
  if (exits.length === 0) return []
  const own = statementsOf(parent).indexOf(at)
  return exits.flatMap(({ index, conditions }) => (index < own ? conditions : []))
}

interface ListExit {
  readonly index: number
  readonly conditions: readonly Condition[]
}

const exitsByList = new WeakMap<TSESTree.Node, readonly ListExit[]>()

/** What must hold behind the statements of a list that may leave it; looked at once for all that stand behind them. */
function exitsIn(list: TSESTree.Node): readonly ListExit[] {
  const known = exitsByList.get(list)
  if (known) return known
  const exits = statementsOf(list).flatMap((statement, index) => {
    const exit = conditionOfExit(statement)
    return exit ? [{ index, conditions: split(exit) }] : []
  })
  exitsByList.set(list, exits)
  return exits
}

/** The test between a node and its parent that decides whether the node runs; null when there is none. */
export function conditionAround(at: TSESTree.Node, parent: TSESTree.Node): Condition | null {
  switch (parent.type) {
    case 'IfStatement':
    case 'ConditionalExpression':
      if (at === parent.consequent) return { test: parent.test, runsWhen: true, instead: parent.alternate ?? null, equals: null }
      return at === parent.alternate ? { test: parent.test, runsWhen: false, instead: parent.consequent, equals: null } : null
    case 'LogicalExpression':
      if (at !== parent.right) return null
      return { test: parent.left, runsWhen: parent.operator === '&&', instead: parent.operator === '&&' ? null : parent.left, equals: null }
    case 'AssignmentExpression':
      return at === parent.right && (parent.operator === '??=' || parent.operator === '||=') ? { test: parent.left, runsWhen: false, instead: parent.left, equals: null } : null
    case 'SwitchCase':
      return at !== parent.test && parent.test && parent.parent ? { test: parent.parent.discriminant, runsWhen: true, instead: null, equals: parent.test } : null
    default:
      return null
  }
}

/** What must hold for code after a statement to run, when a branch of the statement leaves. */
export function conditionOfExit(statement: TSESTree.Node): Condition | null {
  if (statement.type !== 'IfStatement') return null
  if (isExit(statement.consequent)) return { test: statement.test, runsWhen: false, instead: statement.consequent, equals: null }
  if (statement.alternate && isExit(statement.alternate)) return { test: statement.test, runsWhen: true, instead: statement.alternate, equals: null }
  return null
}

/** `if (a && b)` is two tests that must both be true; `if (a || b) return` two that must both be false. `!a` turns the sign. */
function split(condition: Condition): Condition[] {
  const test = unwrap(condition.test)
  if (test.type === 'UnaryExpression' && test.operator === '!') return split({ ...condition, test: test.argument, runsWhen: !condition.runsWhen })
  if (test.type === 'LogicalExpression' && condition.equals === null && test.operator === (condition.runsWhen ? '&&' : '||')) {
    return [...split({ ...condition, test: test.left }), ...split({ ...condition, test: test.right })]
  }
  return [{ ...condition, test }]
}
