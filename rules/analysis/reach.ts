import type { TSESTree } from '@typescript-eslint/utils'

import { functionName, isImmediatelyInvoked, type FunctionNode } from '../ast/functions.ts'
import { calleeName, dottedName, memberName, staticString } from '../ast/names.ts'
import type { SourceFile } from '../ast/source-file.ts'
import { wrapped } from '../ast/unwrap.ts'
import { isTestOnlyName } from '../catalog/function-names.ts'
import { findUses, isIterationCallback } from './call-graph.ts'

/** How a function comes to run. */
export type Entry =
  /** A timer fires: `setTimeout(fn)`, `setInterval(fn)`, `queueMicrotask(fn)` */
  | { readonly type: 'timer' }
  /** A promise settles: `.then(fn)`, `.finally(fn)`, `.catch(fn)` */
  | { readonly type: 'settle'; readonly onlyOnFailure: boolean }
  /** An event of that name: `x.on('close', fn)`, `x.onclose = fn`, `addEventListener('message', fn)` */
  | { readonly type: 'event'; readonly event: string; /** What is listened to, as written: `process`, `this.socket`. */ readonly receiver: string | null }
  /** The caller gets it back: `return () => {}`, `return { dispose() {} }` */
  | { readonly type: 'returned' }
  /** Runs within its enclosing function: `list.forEach(fn)`, `(() => {})()` */
  | { readonly type: 'inline' }
  | { readonly type: 'named' }
  | { readonly type: 'callback' }

const TIMERS = new Set(['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'requestAnimationFrame', 'requestIdleCallback', 'nextTick', 'debounce', 'throttle'])
const LISTENS = new Set(['on', 'once', 'addListener', 'addEventListener', 'prependListener', 'subscribe', 'handle', 'onAbort', 'addOnceListener'])

/** Classifies how a function of this file is entered, from the place it is written in. */
export function classifyEntry(fn: FunctionNode): Entry {
  const known = entries.get(fn)
  if (known) return known
  const entry: Entry = isImmediatelyInvoked(fn) || isIterationCallback(fn) ? { type: 'inline' } : classifyHandOver(fn, functionName(fn))
  entries.set(fn, entry)
  return entry
}

const entries = new WeakMap<FunctionNode, Entry>()

/** Classifies how a function is entered that stands at `node`, written there or by its name: `socket.on('close', this.leave)`. */
export function classifyHandOver(node: TSESTree.Node, name: string | null): Entry {
  const at = wrapped(node)
  const { parent } = at
  switch (parent?.type) {
    case 'CallExpression':
      return classifyCallback(parent, at)
    case 'ReturnStatement':
    case 'ArrowFunctionExpression':
      return { type: 'returned' }
    case 'AssignmentExpression':
      if (parent.left.type !== 'MemberExpression') return { type: 'named' }
      return classifyHandlerName(memberName(parent.left))
    case 'Property':
      return classifyHandlerName(name)
    default:
      return { type: 'named' }
  }
}

function classifyHandlerName(name: string | null): Entry {
  const event = name === null ? null : /^on([A-Za-z]\w*)$/.exec(name)?.[1]
  return event ? { type: 'event', event: event.toLowerCase(), receiver: null } : { type: 'named' }
}

function classifyCallback(call: TSESTree.CallExpression, at: TSESTree.Node): Entry {
  const name = calleeName(call)
  if (name === null) return { type: 'callback' }
  if (TIMERS.has(name)) return { type: 'timer' }
  if (name === 'finally') return { type: 'settle', onlyOnFailure: false }
  if (name === 'catch') return { type: 'settle', onlyOnFailure: true }
  if (name === 'then') return { type: 'settle', onlyOnFailure: call.arguments[1] === at }
  const event = staticString(call.arguments[0])
  const receiver = call.callee.type === 'MemberExpression' ? dottedName(call.callee.object) : null
  if (LISTENS.has(name) || (event !== null && call.arguments[1] === at)) return { type: 'event', event: event ?? name, receiver }
  const named = /^on(?:Did|Will)?([A-Z]\w*)$/.exec(name)?.[1]
  if (named) return { type: 'event', event: named.toLowerCase(), receiver }
  return { type: 'callback' }
}

/** Can nothing in sight ever run the function: neither called, nor handed on, nor visible from outside? */
export function isUnreached(file: SourceFile, fn: FunctionNode): boolean {
  if (classifyEntry(fn).type !== 'named') return false
  const use = findUses(file, fn)
  return !use.isVisible && use.values.length === 0 && use.calls.every((call) => isRecursive(call, fn))
}

function isRecursive(call: TSESTree.Node, fn: FunctionNode): boolean {
  let at: TSESTree.Node | undefined = call
  while (at) {
    if (at === fn) return true
    at = at.parent
  }
  return false
}

/** Is the function there for tests alone, by its name, or as what a test framework is given to run? Who calls it is the program's to tell; what a comment says is no evidence. */
export function isTestOnly(fn: FunctionNode): boolean {
  const name = functionName(fn)
  return (name !== null && isTestOnlyName(name)) || isBodyOfTest(fn)
}

const TEST_BLOCKS = new Set(['describe', 'suite', 'it', 'test'])
const TEST_STEPS = new Set(['beforeEach', 'afterEach', 'beforeAll', 'afterAll'])

/** `describe('upgrade', () => { … })`, `it.only('works', async () => { … })`, `beforeEach(() => { … })` */
function isBodyOfTest(fn: FunctionNode): boolean {
  const at = wrapped(fn)
  const call = at.parent
  if (call?.type !== 'CallExpression' || call.callee === at) return false
  const root = dottedName(call.callee)?.split('.')[0] ?? ''
  return (TEST_BLOCKS.has(root) && staticString(call.arguments[0]) !== null) || (TEST_STEPS.has(root) && call.arguments[0] === at)
}
