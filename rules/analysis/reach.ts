import type { TSESTree } from '@typescript-eslint/utils'

import { functionName, isFunction, isImmediatelyInvoked, type FunctionNode } from '../ast/functions.ts'
import { calleeName, dottedName, staticString } from '../ast/names.ts'
import { oncePerFile, type SourceFile } from '../ast/source-file.ts'
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
  const at = wrapped(fn)
  const { parent } = at
  if (isImmediatelyInvoked(fn) || isIterationCallback(fn)) return { type: 'inline' }
  switch (parent?.type) {
    case 'CallExpression':
      return classifyCallback(parent, at)
    case 'ReturnStatement':
    case 'ArrowFunctionExpression':
      return { type: 'returned' }
    case 'AssignmentExpression':
      if (parent.left.type !== 'MemberExpression') return { type: 'named' }
      return classifyHandlerName(functionName(fn))
    case 'Property':
      return classifyHandlerName(functionName(fn))
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

/** `Only for tests.`, `Useful in tests.`, `Used by unit tests`, `test-only`; not `covered by tests`, not `for each test run`. */
const TEST_COMMENT =
  /\b(?<!(?:covered|checked|tested|verified|exercised|asserted|seen) )(?:for|in|by|from|between)\s+(?:[\w-]+\s+){0,2}test(?:s|ing|\s(?:suites?|code|use|isolation|setup|cases?))\b|\bonly (?:unit )?tests\b|\btest(?:s|ing)?[- ]only\b|\btest (?:helper|cleanup|isolation|purposes)/i

/** Is the function there for tests alone, by its name or by the comment above it (`/** Only for tests. *​/`)? */
export function isTestOnly(file: SourceFile, fn: FunctionNode): boolean {
  const name = functionName(fn)
  if (name !== null && isTestOnlyName(name)) return true
  const comment = commentAbove(file, fn)
  return comment !== null && TEST_COMMENT.test(comment)
}

const commentsByEnd = oncePerFile((file) => [...(file.ast.comments ?? [])].sort((a, b) => a.range[1] - b.range[1]))

/** The text of the comment that ends right above the function's statement or member, or null. */
function commentAbove(file: SourceFile, fn: FunctionNode): string | null {
  let at: TSESTree.Node = fn
  while (at.parent && !isFunction(at.parent) && at.parent.type !== 'Program' && at.parent.type !== 'ClassBody' && at.parent.type !== 'BlockStatement' && at.parent.type !== 'ObjectExpression') at = at.parent
  const start = at.range[0]
  const above = commentsByEnd(file).filter((comment) => comment.range[1] <= start && /^\s*$/.test(file.text.slice(comment.range[1], start)))
  return above.at(-1)?.value ?? null
}
