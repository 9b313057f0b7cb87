import type { TSESTree } from '@typescript-eslint/utils'

import type { FunctionNode } from '../ast/functions.ts'
import { oncePerFile, type SourceFile } from '../ast/source-file.ts'
import { wrapped } from '../ast/unwrap.ts'
import { variableOfFunction } from './call-graph.ts'
import { isExported } from './exported.ts'

/** Does a framework let any visitor's page call the function: exported by a file that begins with `'use server'`, or with that directive of its own? */
export function isServerAction(file: SourceFile, fn: FunctionNode): boolean {
  if (fn.body.type === 'BlockStatement' && hasDirective(fn.body.body)) return true
  if (!isFileOfActions(file)) return false
  const variable = variableOfFunction(file, fn)
  return (variable !== null && isExported(variable)) || wrapped(fn).parent?.type === 'ExportDefaultDeclaration'
}

const isFileOfActions = oncePerFile((file) => hasDirective(file.ast.body))

function hasDirective(body: readonly TSESTree.Node[]): boolean {
  for (const statement of body) {
    if (statement.type !== 'ExpressionStatement' || statement.expression.type !== 'Literal') return false
    if (statement.expression.value === 'use server') return true
  }
  return false
}
