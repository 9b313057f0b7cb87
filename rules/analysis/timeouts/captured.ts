import type { TSESTree } from '@typescript-eslint/utils'

import { isInside, type FunctionNode } from '../../ast/functions.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { descendants } from '../../ast/traverse.ts'
import { findVariable, isModuleLevel } from '../../ast/variables.ts'

/** The names of what a function holds on to from the functions around it, in the order they are used; `this` among them. */
export function capturedNames(file: SourceFile, fn: FunctionNode): string[] {
  const names = new Set<string>()
  for (const node of descendants(file, fn)) {
    if (node.type === 'ThisExpression' && fn.type === 'ArrowFunctionExpression') names.add('this')
    if (node.type === 'Identifier' && isCaptured(file, fn, node)) names.add(node.name)
  }
  return [...names]
}

function isCaptured(file: SourceFile, fn: FunctionNode, node: TSESTree.Identifier): boolean {
  const variable = findVariable(file, node)
  if (!variable || isModuleLevel(variable) || !variable.references.some(({ identifier }) => identifier === node)) return false
  const declared = variable.identifiers[0]
  return declared !== undefined && !isInside(declared, fn)
}
