import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingClass, isFunction, type FunctionNode } from '../ast/functions.ts'
import { memberName } from '../ast/names.ts'
import type { SourceFile } from '../ast/source-file.ts'
import { unwrap } from '../ast/unwrap.ts'
import { findVariable, type Variable } from '../ast/variables.ts'
import { functionsByName } from './call-graph.ts'

/** The functions that a variable of this file stands for: its declaration, or the function it is initialized with. */
export function functionsOfVariable(file: SourceFile, variable: Variable): readonly FunctionNode[] {
  return functionsByName(file).byVariable.get(variable) ?? []
}

/** The functions of this file that an expression names without calling them: `tick`, `this.tick`, `this.tick.bind(this)`, or the function written there. */
export function functionsNamedBy(file: SourceFile, node: TSESTree.Node): readonly FunctionNode[] {
  const at = unwrap(node)
  if (isFunction(at)) return [at]
  if (at.type === 'Identifier') {
    const variable = findVariable(file, at)
    return variable ? functionsOfVariable(file, variable) : []
  }
  if (at.type === 'CallExpression') {
    const callee = unwrap(at.callee)
    return callee.type === 'MemberExpression' && memberName(callee) === 'bind' ? functionsNamedBy(file, callee.object) : []
  }
  if (at.type !== 'MemberExpression' || at.object.type !== 'ThisExpression') return []
  const name = memberName(at)
  const own = enclosingClass(at)
  return name === null ? [] : (functionsByName(file).byMember.get(name) ?? []).filter((fn) => enclosingClass(fn) === own)
}
