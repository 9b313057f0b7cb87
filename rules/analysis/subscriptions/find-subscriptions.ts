import type { TSESTree } from '@typescript-eslint/utils'

import { dottedName, keyName, memberName } from '../../ast/names.ts'
import { oncePerFile, type SourceFile } from '../../ast/source-file.ts'
import { unwrap, wrapped } from '../../ast/unwrap.ts'
import { findVariable, globalObjectOf, isGlobal, resolveAlias } from '../../ast/variables.ts'
import { isProcessEndEvent } from '../../catalog/function-names.ts'
import { isDisposerName, isEventProperty, LISTENER_NAMES, OBSERVER_CLASSES } from '../../catalog/subscriptions.ts'
import { SUBSCRIPTION, SUBSCRIPTION_OBJECT } from '../../catalog/resource-pairs.ts'
import { indexSource } from '../source-index.ts'
import { isNeverAborted } from './abort-signal.ts'
import { findRegisteringCalls, isPartOfChannel } from './registering-calls.ts'
import { eventNameOf, type Listener, type Subscription } from './subscription.ts'

/** Finds the calls that add a listener or make an observer. Removed, bounded or not: that is for others to judge. */
export const findSubscriptions: (file: SourceFile) => readonly Subscription[] = oncePerFile((file) => {
  const { callsByName, newsByName, calls } = indexSource(file)
  const found: Subscription[] = findRegisteringCalls(file)
  const known = new Set<TSESTree.Node>(found.map(({ call }) => call))
  for (const method of LISTENER_NAMES) for (const call of callsByName.get(method) ?? []) if (!known.has(call)) found.push(...listenerOf(call, method))
  for (const call of file.text.includes('.onDid') || file.text.includes('.onWill') ? calls : []) {
    const name = call.callee.type === 'MemberExpression' ? memberName(call.callee) : null
    if (name !== null && isEventProperty(name) && !isOptionalCallback(file, call)) found.push(...listenerOf(call, name))
  }
  for (const name of OBSERVER_CLASSES) {
    for (const call of newsByName.get(name) ?? []) if (isHostClass(file, call)) found.push({ form: 'observer', call, name })
  }
  return found
})

/**
 * `step.onDidActivate?.(picker)`, `step.onDidClick(input)`: the caller's own callback, told of something. An event is always there, and is given a function,
 * which has no other members than one.
 */
function isOptionalCallback(file: SourceFile, call: TSESTree.CallExpression): boolean {
  if (call.optional) return true
  const [first] = call.arguments
  const variable = first?.type === 'Identifier' ? findVariable(file, first) : null
  return variable !== null && variable.references.some(({ identifier }) => {
    const { parent } = wrapped(identifier)
    return parent?.type === 'MemberExpression' && parent.object === wrapped(identifier) && !FUNCTION_MEMBERS.has(memberName(parent) ?? '')
  })
}

const FUNCTION_MEMBERS = new Set(['bind', 'call', 'apply'])

/** `ResizeObserver`, `window.ResizeObserver` */
function isHostClass(file: SourceFile, { callee }: TSESTree.NewExpression): boolean {
  const at = unwrap(callee)
  return at.type === 'Identifier' || (at.type === 'MemberExpression' && globalObjectOf(file, at.object) !== null)
}

function listenerOf(call: TSESTree.CallExpression, method: string): Listener[] {
  const callee = unwrap(call.callee)
  if (callee.type !== 'MemberExpression') return []
  const [first, second] = call.arguments
  const pair = method === 'addEventListener' ? SUBSCRIPTION_OBJECT : SUBSCRIPTION
  const listening = { form: 'listener', call, method, emitter: callee.object, pair, handle: call, isLasting: false } as const
  // A stream runs for what its operators do: `interval(1000).pipe(tap(draw)).subscribe()`.
  if (!first && method === 'subscribe' && isPiped(callee.object)) return [{ ...listening, event: null, listener: call.callee }]
  if (!first || first.type === 'SpreadElement' || second?.type === 'SpreadElement') return []
  if (isAwaited(call) || isPartOfChannel(call) || isNumber(first) || (second && isNumber(second))) return []
  const named = method !== 'subscribe' && !isEventProperty(method)
  // `chrome.runtime.onMessage.addListener(f)` names no event; `bus.subscribe('tick', f)` does.
  if (named && second) return [{ ...listening, event: first, listener: second }]
  if (named && method !== 'addListener') return []
  if (method === 'subscribe' && second && !isListener(first)) return [{ ...listening, event: first, listener: second }]
  return isEventProperty(method) && !isPerhapsFunction(first) ? [] : [{ ...listening, event: null, listener: first }]
}

function isPiped(emitter: TSESTree.Node): boolean {
  const at = unwrap(emitter)
  return at.type === 'CallExpression' && at.callee.type === 'MemberExpression' && memberName(at.callee) === 'pipe'
}

/** A promise is no subscription: `client.onDidShow(request).then(…)`. */
function isAwaited(call: TSESTree.CallExpression): boolean {
  const { parent } = wrapped(call)
  if (parent?.type === 'AwaitExpression') return true
  const name = parent?.type === 'MemberExpression' ? memberName(parent) : null
  return name === 'then' || name === 'catch'
}

/** `lamp.on(0, done)`: no event has a number for a name. */
function isNumber(node: TSESTree.Node): boolean {
  const at = unwrap(node)
  return at.type === 'Literal' && typeof at.value === 'number'
}

function isPerhapsFunction(node: TSESTree.Node): boolean {
  const at = unwrap(node)
  return at.type !== 'ObjectExpression' && at.type !== 'Literal' && at.type !== 'TemplateLiteral'
}

function isListener(node: TSESTree.Node): boolean {
  const at = unwrap(node)
  return at.type === 'ArrowFunctionExpression' || at.type === 'FunctionExpression' || at.type === 'ObjectExpression'
}

/** Does the call say itself when the listener goes: `{ once: true }`, `{ signal }`, options that are not seen, a list that takes the disposable? */
export function endsByOptions(file: SourceFile, subscription: Listener): boolean {
  const { call, method } = subscription
  // `workspace.onDidSave(listener, null, this.disposables)`
  if (isEventProperty(method)) return call.arguments.length > 2
  if (isTakenByList(file, subscription)) return true
  // What comes only when the program ends takes no listener away before.
  if (method === 'once') return !isProcessEndEvent(dottedName(subscription.emitter), eventNameOf(subscription) ?? '')
  const options = optionsOf(file, subscription)
  if (!options || options.type === 'Literal' || options.type === 'UnaryExpression') return false
  if (options.type === 'Identifier' && options.name === 'undefined' && isGlobal(file, options)) return false
  if (options.type !== 'ObjectExpression') return true
  if (options.properties.some(({ type }) => type === 'SpreadElement')) return true
  const signal = options.properties.find((property) => property.type === 'Property' && keyName(property) === 'signal')
  if (signal?.type === 'Property') return !isNeverAborted(file, signal.value)
  // An abort that never comes never takes its listener away.
  return isOnce(file, subscription) && eventNameOf(subscription) !== 'abort'
}

/** `events.on('Enter', listener, null, this.disposables)`: a list beside the listener takes what ends it. A single further argument mostly is what `this` is in the listener. */
function isTakenByList(file: SourceFile, { call, listener, method }: Listener): boolean {
  if (method === 'addEventListener') return false
  const further = call.arguments.slice(call.arguments.findIndex((argument) => argument === listener) + 1)
  return further.some((argument, position) => {
    const name = dottedName(argument)?.split('.').at(-1)
    if (name === undefined || name === 'this' || name === 'undefined') return false
    return position > 0 || isDisposerName(name) || resolveAlias(file, argument).type === 'ArrayExpression'
  })
}

/** `true`, or a value that is not seen; what a caller chooses may be false. */
function isTrue(file: SourceFile, node: TSESTree.Node): boolean {
  const at = resolveAlias(file, node)
  if (at.type === 'Literal') return at.value !== false
  return !(at.type === 'Identifier' && findVariable(file, at)?.defs[0]?.type === 'Parameter')
}

/** `{ once: true }` */
export function isOnce(file: SourceFile, subscription: Listener): boolean {
  const options = optionsOf(file, subscription)
  return options?.type === 'ObjectExpression' && options.properties.some((property) => property.type === 'Property' && keyName(property) === 'once' && isTrue(file, property.value))
}

function optionsOf(file: SourceFile, { call, method }: Listener): TSESTree.Node | null {
  const written = method === 'addEventListener' ? call.arguments[2] : undefined
  return written ? resolveAlias(file, written) : null
}
