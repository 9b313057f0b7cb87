import type { TSESTree } from '@typescript-eslint/utils'

import { childrenOf } from '../../ast/descend.ts'
import { isFunction } from '../../ast/functions.ts'
import { calleeName } from '../../ast/names.ts'
import { isExecutor } from '../../ast/promises.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { unwrap } from '../../ast/unwrap.ts'
import { findVariable, type Variable } from '../../ast/variables.ts'

/** Variables are followed to what they were set to so many times. */
const MAX_STEPS = 2

/**
 * Does a value hold the way to settle a promise: `resolve` or `reject` of `new Promise(…)`, of `Promise.withResolvers()`, alone, in an object or in a
 * function? Two variables far.
 */
export function settlesPromise(file: SourceFile, value: TSESTree.Node, steps = MAX_STEPS): boolean {
  const at = unwrap(value)
  if (at.type === 'Identifier') {
    const variable = findVariable(file, at)
    if (!variable) return false
    if (isSettler(variable)) return true
    const init = initOf(variable)
    return init !== null && steps > 0 && settlesPromise(file, init, steps - 1)
  }
  if (at.type === 'CallExpression' && calleeName(at) === 'withResolvers') return true
  if (at.type === 'NewExpression' && calleeName(at) === 'Promise') return false
  return childrenOf(file, at).some((child) => !(at.type === 'MemberExpression' && child === at.property) && settlesPromise(file, child, steps))
}

function isSettler(variable: Variable): boolean {
  const definition = variable.defs[0]
  return definition?.type === 'Parameter' && isFunction(definition.node) && isExecutor(definition.node)
}

function initOf(variable: Variable): TSESTree.Node | null {
  const definition = variable.defs[0]
  return definition?.type === 'Variable' && definition.node.type === 'VariableDeclarator' ? definition.node.init : null
}

/** Is the value what the function was given: a parameter as it is, or a function written there? */
export function isGiven(file: SourceFile, value: TSESTree.Node): boolean {
  const at = unwrap(value)
  if (isFunction(at)) return true
  return at.type === 'Identifier' && findVariable(file, at)?.defs[0]?.type === 'Parameter'
}
