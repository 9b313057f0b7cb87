import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingFunctions, functionName, isInside, type FunctionNode } from '../../ast/functions.ts'
import { dottedName } from '../../ast/names.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { findVariable } from '../../ast/variables.ts'
import { isProcessEndEvent } from '../../catalog/function-names.ts'
import { isCallbackName, isOneTimeEvent, isRegistrationName } from '../../catalog/subscriptions.ts'
import { runsOnlyAtLoad } from '../call-graph.ts'
import { eventNameOf, type Listener } from './subscription.ts'

/**
 * The function that registers its caller's callback inside a listener of its own making, and gives nothing back by which the
 * caller could take it away: `onUpdate: (callback) => { ipc.on('update', (_, data) => callback(data)) }`. Null when it is no such function.
 */
export function findRegistration(file: SourceFile, subscription: Listener): FunctionNode | null {
  const { call, listener, emitter } = subscription
  const event = eventNameOf(subscription)
  if (event === null || isOneTimeEvent(event) || isProcessEndEvent(dottedName(emitter), event) || runsOnlyAtLoad(file, call)) return null
  const fn = enclosingFunctions(call).find((one) => isRegistrationName(functionName(one) ?? ''))
  return fn && callbacksOf(fn).some((name) => isCalledIn(file, name, listener)) ? fn : null
}

function callbacksOf({ params }: FunctionNode): TSESTree.Identifier[] {
  return params.filter((parameter): parameter is TSESTree.Identifier => parameter.type === 'Identifier' && isCallbackName(parameter.name))
}

/** Is the callback called in the listener? The callback itself, given as the listener, can be taken away by whoever has it. */
function isCalledIn(file: SourceFile, callback: TSESTree.Identifier, listener: TSESTree.Node): boolean {
  const variable = findVariable(file, callback)
  return variable?.references.some(({ identifier }) => identifier !== listener && isInside(identifier, listener)) ?? false
}
