import type { TSESTree } from '@typescript-eslint/utils'

import { unwrap } from '../../ast/unwrap.ts'
import { firstExitOf } from './exits.ts'

/** Can the code at `node` never run, because its own function has left before it, or it stands behind `if (false)`? Callers are not looked at. */
export function isDeadCode(node: TSESTree.Node): boolean {
  for (let at: TSESTree.Node = node; at.parent; at = at.parent) {
    const { parent } = at
    if ((parent.type === 'IfStatement' || parent.type === 'ConditionalExpression') && isOtherBranch(parent, at)) return true
    if (parent.type === 'LogicalExpression' && parent.right === at && truthOf(parent.left) === (parent.operator === '||')) return true
    // A function declared behind the exit is hoisted.
    if (at.type === 'FunctionDeclaration') continue
    const exit = firstExitOf(parent)
    if (exit && exit !== at && exit.range[1] <= at.range[0]) return true
  }
  return false
}

function isOtherBranch({ test, consequent, alternate }: TSESTree.IfStatement | TSESTree.ConditionalExpression, at: TSESTree.Node): boolean {
  const truth = truthOf(test)
  return (truth === false && at === consequent) || (truth === true && at === alternate)
}

function truthOf(test: TSESTree.Node): boolean | null {
  const at = unwrap(test)
  return at.type === 'Literal' && typeof at.value === 'boolean' ? at.value : null
}
