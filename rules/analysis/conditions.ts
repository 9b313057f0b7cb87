import type { TSESTree } from '@typescript-eslint/utils'

import { unwrap } from '../ast/unwrap.ts'

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

/** Every test between `boundary` and `node` that decides whether `node` runs: branches around it, and exits before it. */
export function conditionsOn(node: TSESTree.Node, boundary: TSESTree.Node): Condition[] {
  const found: Condition[] = []
  let at = node
  while (at !== boundary && at.parent) {
    const parent: TSESTree.Node = at.parent
    const around = conditionAround(at, parent)
    if (around) found.push(...split(around))
    const list = statementsOf(parent)
    for (const before of list.slice(0, Math.max(0, list.findIndex((statement) => statement === at)))) {
      const exit = conditionOfExit(before)
      if (exit) found.push(...split(exit))
    }
    at = parent
  }
  return found
}

function conditionAround(at: TSESTree.Node, parent: TSESTree.Node): Condition | null {
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

export function statementsOf(node: TSESTree.Node): readonly TSESTree.Node[] {
  if (node.type === 'BlockStatement' || node.type === 'Program' || node.type === 'StaticBlock') return node.body
  return node.type === 'SwitchCase' ? node.consequent : []
}

function conditionOfExit(statement: TSESTree.Node): Condition | null {
  if (statement.type !== 'IfStatement') return null
  if (isExit(statement.consequent)) return { test: statement.test, runsWhen: false, instead: statement.consequent, equals: null }
  if (statement.alternate && isExit(statement.alternate)) return { test: statement.test, runsWhen: true, instead: statement.alternate, equals: null }
  return null
}

/** Does the statement always leave its list: `return`, `throw`, `continue`, `break`, or a block that ends so? */
export function isExit(statement: TSESTree.Node): boolean {
  switch (statement.type) {
    case 'ReturnStatement':
    case 'ThrowStatement':
    case 'ContinueStatement':
    case 'BreakStatement':
      return true
    case 'BlockStatement': {
      const last = statement.body.at(-1)
      return last !== undefined && isExit(last)
    }
    default:
      return false
  }
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
