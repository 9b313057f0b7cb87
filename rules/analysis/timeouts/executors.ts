import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingFunctions, type FunctionNode } from '../../ast/functions.ts'
import { calleeName, keyName } from '../../ast/names.ts'
import { promiseOf } from '../../ast/promises.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { unwrap } from '../../ast/unwrap.ts'
import { findVariable, type Variable } from '../../ast/variables.ts'

/** A promise that code of this file settles by hand, with the two functions that do it. */
export interface HandMadePromise {
  /** `new Promise(…)` or `Promise.withResolvers()` */
  readonly node: TSESTree.NewExpression | TSESTree.CallExpression
  /** The executor; null for `Promise.withResolvers()`. */
  readonly executor: FunctionNode | null
  readonly resolve: Variable | null
  readonly reject: Variable | null
}

/** The promises whose executors stand around a node, innermost first. */
export function promisesAround(file: SourceFile, node: TSESTree.Node): HandMadePromise[] {
  return enclosingFunctions(node).flatMap((fn) => {
    const promise = promiseOf(fn)
    if (!promise) return []
    return [{ node: promise, executor: fn, resolve: parameterOf(file, fn, 0), reject: parameterOf(file, fn, 1) }]
  })
}

function parameterOf(file: SourceFile, fn: FunctionNode, position: number): Variable | null {
  const parameter = fn.params[position]
  return parameter?.type === 'Identifier' ? findVariable(file, parameter) : null
}

/** The promise that a variable settles: `const { promise, resolve, reject } = Promise.withResolvers()`. */
export function promiseSettledBy(file: SourceFile, variable: Variable): HandMadePromise | null {
  const definition = variable.defs[0]
  if (definition?.type !== 'Variable' || definition.node.type !== 'VariableDeclarator' || definition.node.id.type !== 'ObjectPattern' || !definition.node.init) return null
  const made = unwrap(definition.node.init)
  if (made.type !== 'CallExpression' || calleeName(made) !== 'withResolvers') return null
  const { properties } = definition.node.id
  const named = (name: string): Variable | null => {
    const property = properties.find((one) => one.type === 'Property' && keyName(one) === name)
    return property?.type === 'Property' && property.value.type === 'Identifier' ? findVariable(file, property.value) : null
  }
  return { node: made, executor: null, resolve: named('resolve'), reject: named('reject') }
}
