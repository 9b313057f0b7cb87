import type { TSESTree } from '@typescript-eslint/utils'

import { conditionsOn } from '../analysis/control/conditions.ts'
import { enclosingFunction } from '../ast/functions.ts'
import { dottedName } from '../ast/names.ts'
import { unwrap } from '../ast/unwrap.ts'

/** `if (process.env.E2E) calls.push(path)`: what a variable of the environment has to turn on is for tests and for looking into things. */
export function isBehindEnvironment(node: TSESTree.Node): boolean {
  const fn = enclosingFunction(node)
  return fn !== null && conditionsOn(node, fn).some(({ test, runsWhen }) => asksEnvironment(test, runsWhen))
}

function asksEnvironment(test: TSESTree.Node, runsWhen: boolean): boolean {
  const at = unwrap(test)
  if (at.type === 'UnaryExpression' && at.operator === '!') return asksEnvironment(at.argument, !runsWhen)
  if (at.type === 'MemberExpression') return runsWhen && isEnvironment(at)
  if (at.type !== 'BinaryExpression') return false
  const other = isEnvironment(at.left) ? at.right : isEnvironment(at.right) ? at.left : null
  const value = other?.type === 'Literal' ? other.value : null
  if (value === null || value === 'production') return false
  return (at.operator === '===' || at.operator === '==') === runsWhen
}

function isEnvironment(node: TSESTree.Node): boolean {
  return /^(?:process|import\.meta|Bun|Deno)\.env\./.test(dottedName(node) ?? '')
}
