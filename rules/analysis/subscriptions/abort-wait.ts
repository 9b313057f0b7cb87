import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingFunctions, isFunction, isInside, type FunctionNode } from '../../ast/functions.ts'
import { calleeName } from '../../ast/names.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { unwrap, wrapped } from '../../ast/unwrap.ts'
import { findVariable, resolveAlias, type Variable } from '../../ast/variables.ts'
import { eventNameOf, type Listener } from './find-subscriptions.ts'

/**
 * Does a promise wait for an abort among other things, so that the listener stays on the signal when another of them comes first:
 * `new Promise((resolve, reject) => { setTimeout(resolve, ms); signal.addEventListener('abort', reject) })`?
 * One that only an abort settles is meant to wait for it, unless it is one side of a `Promise.race`.
 */
export function isLeftOnSettle(file: SourceFile, subscription: Listener): boolean {
  if (eventNameOf(subscription) !== 'abort' || subscription.method !== 'addEventListener') return false
  const executor = enclosingFunctions(subscription.call).find(isExecutor)
  if (!executor) return false
  return settlers(file, executor).some((settler) => isSettledElsewhere(settler, subscription.listener)) || isRaced(file, executor)
}

function isExecutor(fn: FunctionNode): boolean {
  const { parent } = wrapped(fn)
  return parent?.type === 'NewExpression' && calleeName(parent) === 'Promise' && parent.arguments[0] === wrapped(fn)
}

/** `resolve` and `reject`. */
function settlers(file: SourceFile, { params }: FunctionNode): Variable[] {
  return params.flatMap((parameter) => (parameter.type === 'Identifier' ? (findVariable(file, parameter) ?? []) : []))
}

/** Is it used outside of the listener, and not only where the signal is found aborted at once? */
function isSettledElsewhere(settler: Variable, listener: TSESTree.Node): boolean {
  const name = listener.type === 'Identifier' ? listener.name : null
  return settler.references.some(({ identifier }) => {
    if (isInside(identifier, listener)) return false
    for (let at: TSESTree.Node | undefined = identifier; at; at = at.parent) {
      if (at.type === 'IfStatement' && isAbortTest(at.test)) return false
      if (at.type === 'VariableDeclarator' && at.id.type === 'Identifier' && at.id.name === name) return false
      if (at.type === 'FunctionDeclaration' && at.id?.name === name) return false
    }
    return true
  })
}

function isAbortTest(test: TSESTree.Node): boolean {
  const at = unwrap(test)
  return at.type === 'MemberExpression' && at.property.type === 'Identifier' && at.property.name === 'aborted'
}

/** Is the promise one side of a race, in place or through its variable? */
function isRaced(file: SourceFile, executor: FunctionNode): boolean {
  const promise = wrapped(executor).parent
  if (!promise) return false
  if (isSideOfRace(promise)) return true
  const { parent } = wrapped(promise)
  if (parent?.type !== 'VariableDeclarator' || parent.id.type !== 'Identifier') return false
  const variable = findVariable(file, parent.id)
  return variable?.references.some(({ identifier }) => identifier !== parent.id && resolveAlias(file, identifier) === promise && isSideOfRace(identifier)) ?? false
}

function isSideOfRace(node: TSESTree.Node): boolean {
  const list = wrapped(node).parent
  const call = list?.type === 'ArrayExpression' ? list.parent : null
  if (call?.type !== 'CallExpression' || isFunction(call.callee)) return false
  const name = calleeName(call)
  return name === 'race' || name === 'any'
}
