import type { TSESTree } from '@typescript-eslint/utils'

import { dottedName } from '../../ast/names.ts'
import { unwrap } from '../../ast/unwrap.ts'

/** The list of statements that a node holds; none for other nodes. */
export function statementsOf(node: TSESTree.Node): readonly TSESTree.Node[] {
  if (node.type === 'BlockStatement' || node.type === 'Program' || node.type === 'StaticBlock') return node.body
  return node.type === 'SwitchCase' ? node.consequent : []
}

/**
 * Does the statement always leave its list: `return`, `throw`, `continue`, `break`, the end of the process, a block that holds one
 * of them, an `if` whose both branches leave, a `try` that leaves whether it fails or not?
 */
export function isExit(statement: TSESTree.Node | null | undefined): boolean {
  switch (statement?.type) {
    case 'ReturnStatement':
    case 'ThrowStatement':
    case 'ContinueStatement':
    case 'BreakStatement':
      return true
    case 'BlockStatement':
      // What stands behind an exit never runs, so any of them will do.
      return firstExitOf(statement) !== null
    case 'IfStatement':
      return isExit(statement.consequent) && isExit(statement.alternate)
    case 'TryStatement':
      return isExit(statement.finalizer) || (isExit(statement.block) && (!statement.handler || isExit(statement.handler.body)))
    case 'ExpressionStatement': {
      const call = unwrap(statement.expression)
      return call.type === 'CallExpression' && ENDS_OF_PROCESS.has(dottedName(call.callee) ?? '')
    }
    default:
      return false
  }
}

const firstExits = new WeakMap<TSESTree.Node, { readonly exit: TSESTree.Node | null }>()

/** The first statement of a list that always leaves it, behind which nothing runs; looked for once. */
export function firstExitOf(list: TSESTree.Node): TSESTree.Node | null {
  const statements = statementsOf(list)
  if (statements.length === 0) return null
  const known = firstExits.get(list)
  if (known) return known.exit
  const exit = statements.find(isExit) ?? null
  firstExits.set(list, { exit })
  return exit
}

const ENDS_OF_PROCESS = new Set(['process.exit', 'process.abort', 'Deno.exit'])
