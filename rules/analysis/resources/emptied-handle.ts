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
  for (const statement of statementsBefore(release)) {
    if (statement.type !== 'ExpressionStatement' || statement.expression.type !== 'AssignmentExpression') continue
    const { left, right } = statement.expression
    if (textOf(file, unwrap(left)) === text) return isNothing(right)
  }
  return false
}

/** The statements that certainly run before `node` in its own function, nearest first; only those of the blocks around it. */
function statementsBefore(node: TSESTree.Node): TSESTree.Node[] {
  const found: TSESTree.Node[] = []
  let at: TSESTree.Node = node
  while (at.parent && !at.parent.type.includes('Function')) {
    const { parent } = at
    const body: readonly TSESTree.Node[] = parent.type === 'BlockStatement' || parent.type === 'Program' ? parent.body : []
    const index = body.indexOf(at)
    for (let before = index - 1; before >= 0; before--) {
      const statement = body[before]
      if (statement) found.push(statement)
    }
    at = parent
  }
  return found
}

function textOf(file: SourceFile, node: TSESTree.Node): string {
  return file.text.slice(node.range[0], node.range[1])
}
