import type { TSESTree } from '@typescript-eslint/utils'

import { isFunction } from '../../ast/functions.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { unwrap, wrapped } from '../../ast/unwrap.ts'
import { findVariable } from '../../ast/variables.ts'
import { isIterationCallback } from '../call-graph.ts'

/** The list of which a name stands for each entry: `names` in `for (const name of names) …` and `names.forEach((name) => …)`; null for any other expression. */
export function listOfEntry(file: SourceFile, node: TSESTree.Node): TSESTree.Node | null {
  const at = unwrap(node)
  const name = at.type === 'Identifier' ? findVariable(file, at)?.identifiers[0] : undefined
  const around = name?.parent
  const loop = around?.type === 'VariableDeclarator' ? around.parent.parent : null
  if (loop?.type === 'ForOfStatement') return loop.right
  const callback = around && isFunction(around) && around.params[0] === name ? around : null
  const call = callback && isIterationCallback(callback) ? wrapped(callback).parent : null
  return call?.type === 'CallExpression' && call.callee.type === 'MemberExpression' ? call.callee.object : null
}
