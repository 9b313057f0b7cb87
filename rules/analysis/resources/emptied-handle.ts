import type { TSESTree } from '@typescript-eslint/utils'

import { isNothing } from '../../ast/nothing.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { unwrap } from '../../ast/unwrap.ts'

/** Has the handle been emptied by a statement before the release, so that the release gets nothing: `this.timer = null; clearInterval(this.timer)`? */
export function isEmptiedBefore(file: SourceFile, release: TSESTree.Node): boolean {
  if (release.type !== 'CallExpression') return false
  const handle = release.arguments[0]
  if (!handle) return false
  const text = textOf(file, unwrap(handle))
  // The statements that certainly run before it, nearest first: those of the blocks around it, in its own function.
  for (let at: TSESTree.Node = release; at.parent && !at.parent.type.includes('Function'); at = at.parent) {
    const before = assignmentsIn(file, at.parent).get(text)?.findLast(({ range }) => range[1] <= at.range[0])
    if (before) return isNothing(before.right)
  }
  return false
}

const assignmentsByBlock = new WeakMap<TSESTree.Node, ReadonlyMap<string, readonly TSESTree.AssignmentExpression[]>>()

/** The statements of a block that assign, by the text of what they assign to. */
function assignmentsIn(file: SourceFile, block: TSESTree.Node): ReadonlyMap<string, readonly TSESTree.AssignmentExpression[]> {
  const known = assignmentsByBlock.get(block)
  if (known) return known
  const found = new Map<string, TSESTree.AssignmentExpression[]>()
  for (const statement of block.type === 'BlockStatement' || block.type === 'Program' ? block.body : []) {
    if (statement.type !== 'ExpressionStatement' || statement.expression.type !== 'AssignmentExpression') continue
    const text = textOf(file, unwrap(statement.expression.left))
    const list = found.get(text)
    if (list) list.push(statement.expression)
    else found.set(text, [statement.expression])
  }
  if (block.type === 'BlockStatement' || block.type === 'Program') assignmentsByBlock.set(block, found)
  return found
}

function textOf(file: SourceFile, node: TSESTree.Node): string {
  return file.text.slice(node.range[0], node.range[1])
}
