import type { TSESTree } from '@typescript-eslint/utils'

import { isInside } from '../../ast/functions.ts'
import { memberName } from '../../ast/names.ts'
import { isNothing } from '../../ast/nothing.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { descendants } from '../../ast/traverse.ts'
import { unwrap } from '../../ast/unwrap.ts'
import { isAbortName } from '../../catalog/guard-names.ts'
import { isExit, statementsOf } from './exits.ts'

/**
 * Does `change` happen whenever `node` runs, both in `boundary`? Branches that hold only the change, and exits between the two, make it
 * conditional, unless they only ask whether anything came at all (`if (!messages.length) return`).
 */
export function isUnconditional(file: SourceFile, change: TSESTree.Node, node: TSESTree.Node, boundary: TSESTree.Node): boolean {
  for (let at = change; at !== boundary && at.parent && !isInside(node, at); at = at.parent) {
    if (!isBranchOf(at, at.parent)) continue
    // A branch that leaves and what stands behind it exclude each other.
    const isHarmless = at.parent.type === 'IfStatement' && !isInside(node, at.parent) && !isExit(at) && isPlain(file, at.parent.test)
    if (!isHarmless) return false
  }
  return isInFinallyOf(change, node) || !hasDecidingExit(file, node, change, boundary)
}

function isBranchOf(at: TSESTree.Node, parent: TSESTree.Node): boolean {
  switch (parent.type) {
    case 'IfStatement':
    case 'ConditionalExpression':
      return at !== parent.test
    case 'LogicalExpression':
      return at === parent.right
    case 'SwitchCase':
      return at !== parent.test
    case 'TryStatement':
      return at === parent.handler
    default:
      return false
  }
}

function isInFinallyOf(change: TSESTree.Node, node: TSESTree.Node): boolean {
  for (let at: TSESTree.Node | undefined = change; at?.parent; at = at.parent) {
    if (at.parent.type === 'TryStatement' && at.parent.finalizer === at) return isInside(node, at.parent.block)
  }
  return false
}

/** Is there, after `node` and before `change`, an exit that decides by what the history says? */
function hasDecidingExit(file: SourceFile, node: TSESTree.Node, change: TSESTree.Node, boundary: TSESTree.Node): boolean {
  for (let at = node; at !== boundary && at.parent; at = at.parent) {
    const list = statementsOf(at.parent)
    const from = list.findIndex((statement) => statement === at)
    if (from < 0) continue
    const to = list.findIndex((statement) => isInside(change, statement))
    if (to >= 0 && to <= from) return false
    const between = list.slice(from + 1, to < 0 ? undefined : to)
    if (between.some((statement) => statement.type === 'IfStatement' && isExit(statement.consequent) && !isPlain(file, statement.test))) return true
    if (to >= 0) return false
  }
  return false
}

/** Does a test only ask whether something came, or whether the run was stopped; and not what it is? */
function isPlain(file: SourceFile, test: TSESTree.Node): boolean {
  const at = unwrap(test)
  switch (at.type) {
    case 'UnaryExpression':
      return at.operator === '!' && isPlain(file, at.argument)
    case 'LogicalExpression':
      return isPlain(file, at.left) && isPlain(file, at.right)
    case 'Identifier':
    case 'MemberExpression':
      return true
    case 'CallExpression':
      return at.callee.type === 'MemberExpression' && memberName(at.callee) === 'isArray'
    case 'BinaryExpression':
      return isEmptiness(at) || [...descendants(file, at)].some((node) => node.type === 'Identifier' && isAbortName(node.name))
    default:
      return false
  }
}

function isEmptiness({ left, right, operator }: TSESTree.BinaryExpression): boolean {
  if (isNothing(right) || (right.type === 'Literal' && right.value === 0)) return true
  const at = unwrap(left)
  return operator !== '===' && operator !== '!==' && at.type === 'MemberExpression' && ['length', 'size'].includes(memberName(at) ?? '')
}
