import type { TSESTree } from '@typescript-eslint/utils'

import { isFunction } from '../../ast/functions.ts'
import { calleeName, dottedName, memberName, staticString } from '../../ast/names.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { unwrap } from '../../ast/unwrap.ts'
import { constantInit, findVariable, resolveAlias, type Variable } from '../../ast/variables.ts'
import { isReleaseName } from '../../catalog/handle-helpers.ts'
import { removersOf } from '../../catalog/subscriptions.ts'
import { indexSource } from '../source-index.ts'
import type { Listener } from './find-subscriptions.ts'

/** What the file does to take a listener away. */
export interface Removals {
  /** Calls that take it away, as far as can be seen. */
  readonly working: readonly TSESTree.CallExpression[]
  /** Calls that mean this listener and give another function than was added: `removeListener('x', this.f.bind(this))`, an arrow function written anew. */
  readonly fresh: readonly TSESTree.CallExpression[]
}

/** Finds the removals of a listener. What cannot be told apart (a name that a loop gives, a function out of a list) counts as working. */
export function findRemovals(file: SourceFile, subscription: Listener): Removals {
  const working: TSESTree.CallExpression[] = []
  const fresh: TSESTree.CallExpression[] = []
  const { callsByName } = indexSource(file)
  for (const method of removersOf(subscription.method) ?? []) {
    for (const call of callsByName.get(method) ?? []) {
      const match = matchRemoval(file, subscription, call, method)
      if (match === 'same') working.push(call)
      if (match === 'fresh') fresh.push(call)
    }
  }
  return { working: [...working, ...findHelperCalls(file, subscription)], fresh }
}

function matchRemoval(file: SourceFile, { emitter, event, listener }: Listener, call: TSESTree.CallExpression, method: string): 'same' | 'fresh' | 'other' {
  const callee = unwrap(call.callee)
  if (callee.type !== 'MemberExpression' || !isPerhapsSameEmitter(file, emitter, callee.object)) return 'other'
  const [first, second] = call.arguments
  if (!first || first.type === 'SpreadElement') return 'same'
  if (event && !isPerhapsSameEvent(event, first)) return 'other'
  if (method === 'removeAllListeners') return 'same'
  const removed = event ? second : first
  // `emitter.off('tick')` takes all listeners of the event away.
  if (!removed) return 'same'
  return compareListeners(file, listener, removed)
}

/** The same name, or one that could stand for the same object; two names of globals are two objects. */
function isPerhapsSameEmitter(file: SourceFile, one: TSESTree.Node, other: TSESTree.Node): boolean {
  const [a, b] = [nameOfEmitter(file, one), nameOfEmitter(file, other)]
  if (a === null || b === null || a === b) return true
  return !GLOBAL_TARGETS.has(a) || !GLOBAL_TARGETS.has(b)
}

const GLOBAL_TARGETS = new Set(['window', 'document', 'document.body', 'document.documentElement', 'process'])

function nameOfEmitter(file: SourceFile, node: TSESTree.Node): string | null {
  const name = dottedName(resolveAlias(file, node))
  return name === 'globalThis' || name === 'self' || name === 'global' ? 'window' : name
}

function isPerhapsSameEvent(one: TSESTree.Node, other: TSESTree.Node): boolean {
  const [a, b] = [staticString(one), staticString(other)]
  if (a !== null && b !== null) return a === b
  const [x, y] = [a ?? constantName(one), b ?? constantName(other)]
  return x === null || y === null || x === y
}

/** `Events.Tick`, `TICK`: a constant's name stands for one event; `name` may be any. */
function constantName(node: TSESTree.Node): string | null {
  const name = dottedName(node)
  return name !== null && /^[A-Z]/.test(name) ? name : null
}

function compareListeners(file: SourceFile, added: TSESTree.Node, removed: TSESTree.Node): 'same' | 'fresh' | 'other' {
  const [a, b] = [identityOf(file, added), identityOf(file, removed)]
  if (b === 'fresh') return 'fresh'
  if (a === 'fresh') return b === null ? 'same' : 'other'
  return a === null || b === null || a === b || isOpaque(a) || isOpaque(b) ? 'same' : 'other'
}

/** Is it a variable that may hold any function: a parameter, a part of a list, one that is assigned again? */
function isOpaque(identity: string | Variable): boolean {
  if (typeof identity === 'string') return false
  const type = identity.defs[0]?.type
  return type !== 'FunctionName' && type !== 'ImportBinding' && constantInit(identity) === null
}

/** What a listener is known by: the variable or the field; `fresh` for a function made on the spot; null when it cannot be told. */
function identityOf(file: SourceFile, node: TSESTree.Node): string | Variable | null {
  const at = unwrap(node)
  if (isFunction(at)) return 'fresh'
  if (at.type === 'CallExpression') return calleeName(at) === 'bind' ? 'fresh' : null
  if (at.type === 'Identifier') {
    const alias = resolveAlias(file, at)
    if (alias.type === 'MemberExpression') return memberName(alias)
    return findVariable(file, alias.type === 'Identifier' ? alias : at) ?? at.name
  }
  return at.type === 'MemberExpression' ? memberName(at) : null
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
