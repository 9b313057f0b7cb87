import type { TSESTree } from '@typescript-eslint/utils'

import { isFunction, isInside, type FunctionNode } from '../../ast/functions.ts'
import { calleeName, dottedName } from '../../ast/names.ts'
import { findExecutor, promiseOf } from '../../ast/promises.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { unwrap, wrapped } from '../../ast/unwrap.ts'
import { findVariable, resolveAlias, type Variable } from '../../ast/variables.ts'
import { isProcessEndEvent } from '../../catalog/function-names.ts'
import { isOneTimeEvent } from '../../catalog/subscriptions.ts'
import { functionsNamedBy } from '../named-functions.ts'
import type { EmitterLife } from './emitter-life.ts'
import { eventNameOf, type Listener } from './subscription.ts'

/**
 * Does a promise leave its listener behind when it settles? Either it waits for an abort among other things, and one of them comes first:
 * `new Promise((resolve, reject) => { setTimeout(resolve, ms); signal.addEventListener('abort', reject) })`; one that only an
 * abort settles is meant to wait for it, unless it is one side of a `Promise.race`. An error of what lives on is waited for in the same way.
 * Or the listener of an emitter that lives on has settled it and stays: `new Promise((resolve) => bus.on('answer', resolve))`.
 */
export function isLeftOnSettle(file: SourceFile, subscription: Listener, life: EmitterLife): boolean {
  const executor = findExecutor(subscription.call)
  if (!executor) return false
  const event = eventNameOf(subscription)
  const both = settlers(file, executor)
  if (event !== 'abort') {
    if (life !== 'lasting' || event === null || !both.some((settler) => settlesIn(file, settler, subscription.listener))) return false
    if (!isOneTimeEvent(event) && !isProcessEndEvent(dottedName(subscription.emitter), event)) return true
    return event === 'error' && both.some((settler) => isSettledElsewhere(settler, subscription.listener))
  }
  if (subscription.method !== 'addEventListener' || isMadeIn(file, subscription.emitter, executor)) return false
  return both.some((settler) => isSettledElsewhere(settler, subscription.listener)) || isRaced(file, executor)
}

/** Does the promise make what it listens to, by a call or a construction? Both go together. */
function isMadeIn(file: SourceFile, emitter: TSESTree.Node, executor: FunctionNode): boolean {
  let root = unwrap(emitter)
  while (root.type === 'MemberExpression') root = unwrap(root.object)
  const declared = root.type === 'Identifier' ? findVariable(file, root)?.defs[0]?.node : undefined
  return declared?.type === 'VariableDeclarator' && declared.init !== null && isInside(declared, executor) && unwrap(declared.init).type !== 'MemberExpression'
}

/** Is the settler the listener itself, or used in it? */
function settlesIn(file: SourceFile, settler: Variable, listener: TSESTree.Node): boolean {
  const functions = functionsNamedBy(file, listener)
  return settler.references.some(({ identifier }) => identifier === listener || functions.some((fn) => isInside(identifier, fn)))
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
  const promise = promiseOf(executor)
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
