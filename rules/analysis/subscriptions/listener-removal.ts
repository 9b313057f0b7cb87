import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingClass, enclosingFunction, enclosingFunctions, isClass, isFunction, isInside, type FunctionNode } from '../../ast/functions.ts'
import { calleeName, dottedName, keyName, memberName, staticString } from '../../ast/names.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { unwrap } from '../../ast/unwrap.ts'
import { constantInit, findVariable, resolveAlias } from '../../ast/variables.ts'
import { isReleaseName } from '../../catalog/handle-helpers.ts'
import { removersOf } from '../../catalog/subscriptions.ts'
import { findComponent } from '../components.ts'
import { indexSource } from '../source-index.ts'
import { removalsOf } from './removal-index.ts'
import type { Listener } from './subscription.ts'
import { areSiblings, isPerhapsSameEmitter, isPerhapsSameEvent, isSameEmitter } from './same-emitter.ts'
import { findNames, type Name } from './value-names.ts'

/** What the file does to take a listener away. */
export interface Removals {
  /** Calls that take it away, as far as can be seen. */
  readonly working: readonly TSESTree.CallExpression[]
  /** Calls that mean this listener and give another function than was added: `removeListener('x', this.f.bind(this))`, an arrow function written anew. */
  readonly fresh: readonly TSESTree.CallExpression[]
  /** Calls that name this listener for the other phase: `capture` differs. */
  readonly otherPhase: readonly TSESTree.CallExpression[]
  /** Calls that name this function and emitter, and an event that the function was not added for. */
  readonly misnamed: readonly TSESTree.CallExpression[]
}

/** Finds the removals of a listener. What cannot be told apart (a name that a loop gives, a function out of a list) counts as working. */
export function findRemovals(file: SourceFile, subscription: Listener): Removals {
  const working: TSESTree.CallExpression[] = []
  const fresh: TSESTree.CallExpression[] = []
  const otherPhase: TSESTree.CallExpression[] = []
  const misnamed: TSESTree.CallExpression[] = []
  for (const method of removersOf(subscription.method) ?? []) {
    for (const call of removalsOf(file, subscription, method)) {
      const match = matchRemoval(file, subscription, call, method)
      if (match === 'same') working.push(call)
      if (match === 'fresh') fresh.push(call)
      if (match === 'capture') otherPhase.push(call)
      if (match === 'event') misnamed.push(call)
    }
  }
  return { working: [...working, ...findCallsOfRemover(file, subscription), ...findHelperCalls(file, subscription)], fresh, otherPhase, misnamed }
}

/** `window.removeEventListener.call(window, 'resize', draw)` */
function findCallsOfRemover(file: SourceFile, { emitter, event, listener, method }: Listener): TSESTree.CallExpression[] {
  return (indexSource(file).callsByName.get('call') ?? []).filter((call) => {
    const remover = call.callee.type === 'MemberExpression' ? unwrap(call.callee.object) : null
    const name = remover?.type === 'MemberExpression' ? memberName(remover) : null
    const [target, first, second] = call.arguments
    if (name === null || !target || !first || removersOf(method)?.includes(name) !== true || !isPerhapsSameEmitter(file, emitter, target)) return false
    const removed = event ? second : first
    return (!event || isPerhapsSameEvent(file, event, first)) && (!removed || compareListeners(file, listener, removed) === 'same')
  })
}

type Match = 'same' | 'fresh' | 'other' | 'capture' | 'event'

function matchRemoval(file: SourceFile, listening: Listener, call: TSESTree.CallExpression, method: string): Match {
  const { emitter, event, listener } = listening
  const callee = unwrap(call.callee)
  if (callee.type !== 'MemberExpression' || !isPerhapsSameEmitter(file, emitter, callee.object)) return 'other'
  const [first, second] = call.arguments
  // `subscription.unsubscribe()` ends what it is called on, which is followed by itself.
  if (!first) return isSameEmitter(file, emitter, callee.object) ? 'same' : 'other'
  if (first.type === 'SpreadElement') return 'same'
  if (!event && second && removersOf(method) === null && staticString(first) !== null) return 'other'
  if (event && !isPerhapsSameEvent(file, event, first)) return isMisnamed(file, listening, call) ? 'event' : 'other'
  if (method === 'removeAllListeners' || ignoresListener(file, callee.object, method)) return 'same'
  const removed = event ? second : first
  // `emitter.off('tick')` takes all listeners of the event away.
  if (!removed) return 'same'
  const match = compareListeners(file, listener, removed)
  if (match !== 'same') return match
  if (removed && isOwnOfComponent(file, listener) && isOwnOfComponent(file, removed) && outermostOf(listener) !== outermostOf(removed)) return 'other'
  if (isOfEarlierCall(file, listening, call)) return 'other'
  return method === 'removeEventListener' && differsInCapture(file, listening.call, call) ? 'capture' : 'same'
}

/** Does it take the very function from the very emitter under another event's name, for which nothing adds the function? */
function isMisnamed(file: SourceFile, { emitter, listener, method }: Listener, removal: TSESTree.CallExpression): boolean {
  const [event, removed] = removal.arguments
  const name = staticString(event)
  const callee = unwrap(removal.callee)
  if (name === null || !removed || callee.type !== 'MemberExpression' || dottedName(callee.object) === null || dottedName(callee.object) !== dottedName(emitter)) return false
  if (!isSameName(file, listener, removed)) return false
  return !(indexSource(file).callsByName.get(method) ?? []).some((other) => {
    const [on, added] = other.arguments
    return added !== undefined && isSameName(file, added, removed) && (staticString(on) ?? name) === name
  })
}

/** The same variable, or the same field of the same object. */
function isSameName(file: SourceFile, one: TSESTree.Node, other: TSESTree.Node): boolean {
  const [a, b] = [unwrap(one), unwrap(other)]
  if (a.type === 'Identifier' && b.type === 'Identifier') return findVariable(file, a) !== null && findVariable(file, a) === findVariable(file, b)
  return a.type === 'MemberExpression' && b.type === 'MemberExpression' && dottedName(a) !== null && dottedName(a) === dottedName(b)
}

/** Is it a variable of a component or hook? Two of them share none of their own. */
function isOwnOfComponent(file: SourceFile, node: TSESTree.Node): boolean {
  const at = unwrap(node)
  const outermost = outermostOf(at)
  const declared = at.type === 'Identifier' ? findVariable(file, at)?.identifiers[0] : undefined
  return outermost !== null && declared !== undefined && isInside(declared, outermost) && !enclosingClass(at) && findComponent(file, at) !== null
}

function outermostOf(node: TSESTree.Node): FunctionNode | null {
  return enclosingFunctions(node).at(-1) ?? null
}

/** Does it stand before the listener is added, in the same run of the function that has just made it? It takes nothing away then. */
function isOfEarlierCall(file: SourceFile, { call, listener }: Listener, removal: TSESTree.Node): boolean {
  const at = unwrap(listener)
  const home = enclosingFunction(call)
  const declared = at.type === 'Identifier' ? findVariable(file, at) : null
  const definition = declared?.defs[0]?.node
  if (!home || !declared || !definition || declared.defs[0]?.type === 'Parameter' || constantInit(declared) === null) return false
  return enclosingFunction(removal) === home && removal.range[1] <= call.range[0] && enclosingFunction(definition) === home && isFunction(unwrap(constantInit(declared) ?? at))
}

/** An event target keeps listeners of the capturing phase apart from the others. Options that are not seen may agree. */
function differsInCapture(file: SourceFile, added: TSESTree.CallExpression, removed: TSESTree.CallExpression): boolean {
  const [a, b] = [captureOf(file, added.arguments[2]), captureOf(file, removed.arguments[2])]
  return a !== null && b !== null && a !== b
}

function captureOf(file: SourceFile, options: TSESTree.Node | undefined): boolean | null {
  if (!options) return false
  const at = resolveAlias(file, options)
  if (at.type === 'Literal') return Boolean(at.value)
  if (at.type === 'Identifier') return at.name === 'undefined' ? false : null
  if (at.type !== 'ObjectExpression' || at.properties.some(({ type }) => type === 'SpreadElement')) return null
  const capture = at.properties.find((property) => property.type === 'Property' && keyName(property) === 'capture')
  if (!capture) return at.properties.some((property) => property.type === 'Property' && property.computed) ? null : false
  return capture.type === 'Property' && capture.value.type === 'Literal' ? Boolean(capture.value.value) : null
}

/** Does a class of this file take the listener away by its event alone: `off(name) { this.listeners.delete(name) }`? */
function ignoresListener(file: SourceFile, emitter: TSESTree.Node, method: string): boolean {
  const made = resolveAlias(file, emitter)
  if (made.type !== 'NewExpression' || made.callee.type !== 'Identifier') return false
  const owner = findVariable(file, made.callee)?.defs[0]?.node
  if (!isClass(owner)) return false
  const removal = owner.body.body.find((member) => member.type === 'MethodDefinition' && keyName(member) === method)
  if (removal?.type !== 'MethodDefinition' || !removal.value.body) return false
  const listener = removal.value.params[1]
  return !listener || (listener.type === 'Identifier' && (findVariable(file, listener)?.references.length ?? 1) === 0)
}

function compareListeners(file: SourceFile, added: TSESTree.Node, removed: TSESTree.Node): Match {
  const [a, b] = [findNames(file, added), findNames(file, removed)]
  if (b.isFresh) return 'fresh'
  if (a.isFresh) return b.names.size === 0 ? 'same' : 'other'
  if (a.names.size === 0 || b.names.size === 0 || shareName(a.names, b.names)) return 'same'
  if (areSiblings(added, removed, file)) return 'other'
  return [...a.names, ...b.names].some(isOpaque) ? 'same' : 'other'
}

function shareName(one: ReadonlySet<Name>, other: ReadonlySet<Name>): boolean {
  return [...one].some((name) => other.has(name))
}

/** Is it a variable that may hold any function: a parameter, a part of a list, one that is assigned again? */
function isOpaque(name: Name): boolean {
  if (typeof name === 'string') return false
  const type = name.defs[0]?.type
  return type !== 'FunctionName' && type !== 'ImportBinding' && constantInit(name) === null
}

/** `off(window, 'resize', update)`, `disposeListener(update)`: a function whose name says that it releases gets the listener. */
function findHelperCalls(file: SourceFile, { call: added, listener }: Listener): TSESTree.CallExpression[] {
  const variable = listener.type === 'Identifier' ? findVariable(file, listener) : null
  if (!variable) return []
  const found: TSESTree.CallExpression[] = []
  for (const { identifier } of variable.references) {
    const { parent } = identifier
    if (parent.type !== 'CallExpression' || parent === added || !parent.arguments.some((argument) => argument === identifier)) continue
    const name = calleeName(parent)
    // `emitter.off(…)` has been compared already.
    if (name !== null && isReleaseName(name) && !(unwrap(parent.callee).type === 'MemberExpression' && REMOVERS.has(name))) found.push(parent)
  }
  return found
}

const REMOVERS = new Set(['removeEventListener', 'removeListener', 'off', 'unsubscribe'])
