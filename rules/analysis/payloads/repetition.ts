import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingFunction, functionName, type FunctionNode } from '../../ast/functions.ts'
import { calleeName, dottedName } from '../../ast/names.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { wrapped } from '../../ast/unwrap.ts'
import { isStatePublisherName, isUpdateName } from '../../catalog/publish-sinks.ts'
import { findUses } from '../call-graph.ts'
import { classifyEntry } from '../reach.ts'

/**
 * How the code at `node` comes to run on every change, in words for a message: a tick of an interval, an update event, a turn of a stream's
 * loop. Null when it may run once, as when a client connects or asks. Follows two calls within the file.
 */
export function findRepetition(file: SourceFile, node: TSESTree.Node, depth = 2): string | null {
  let at: TSESTree.Node = node
  for (let fn = enclosingFunction(node); ; at = fn, fn = enclosingFunction(fn)) {
    if (isInStreamLoop(at, fn)) return 'on every turn of a loop'
    if (!fn) return null
    const known = repetitionOf(file, fn, depth)
    if (known !== null) return known
  }
}

function repetitionOf(file: SourceFile, fn: FunctionNode, depth: number): string | null {
  const call = wrapped(fn).parent
  if (call?.type === 'CallExpression' && calleeName(call) === 'setInterval') return 'on every tick of an interval'
  // `store.subscribe(fn)`; `bus.subscribe(topic, fn)` is a request for one kind of event.
  if (call?.type === 'CallExpression' && calleeName(call) === 'subscribe' && call.arguments[0] === wrapped(fn)) return `on every change of \`${subscribedTo(call)}\``
  const entry = classifyEntry(fn)
  switch (entry.type) {
    case 'event':
      return isUpdateName(entry.event) ? `on every \`${entry.event}\` event` : null
    case 'named':
      return repetitionOfNamed(file, fn, depth)
    default:
      return null
  }
}

function subscribedTo(call: TSESTree.CallExpression): string {
  return (call.callee.type === 'MemberExpression' ? dottedName(call.callee.object) : null) ?? 'the store'
}

/**
 * The function around `node` that is there to publish the whole state, when this file calls it from at least two places, in words for a
 * message; null otherwise.
 */
export function findStatePublisher(file: SourceFile, node: TSESTree.Node): string | null {
  const fn = enclosingFunction(node)
  const name = fn && functionName(fn)
  if (!fn || name === null || !isStatePublisherName(name)) return null
  const calls = findUses(file, fn).calls.length
  return calls >= 2 ? `whenever \`${name}\` runs, which this file alone calls from ${String(calls)} places` : null
}

function repetitionOfNamed(file: SourceFile, fn: FunctionNode, depth: number): string | null {
  const name = functionName(fn)
  if (name !== null && /^(?:on|handle)/.test(name) && isUpdateName(name)) return `whenever \`${name}\` runs`
  if (depth === 0) return null
  const use = findUses(file, fn)
  for (const value of use.values) {
    const { parent } = value
    if (parent?.type !== 'CallExpression' || parent.arguments[0] === undefined) continue
    const registers = calleeName(parent)
    if (registers === 'setInterval' && parent.arguments[0] === value) return 'on every tick of an interval'
    const [event] = parent.arguments
    if ((registers === 'on' || registers === 'addEventListener') && event.type === 'Literal' && typeof event.value === 'string' && isUpdateName(event.value)) return `on every \`${event.value}\` event`
    // `stream(eachChunk)`: what it is handed to calls it with each.
    if (name !== null && isUpdateName(name) && parent.arguments[0] === value) return `whenever \`${name}\` runs`
  }
  for (const call of use.calls) {
    const known = findRepetition(file, call, depth - 1)
    if (known !== null) return known
  }
  return null
}

/** Is `node` in a `for await` or a `while (true)` of the function `fn`, or of the module? */
function isInStreamLoop(node: TSESTree.Node, fn: FunctionNode | null): boolean {
  for (let at = node.parent; at && at !== fn; at = at.parent) {
    if (at.type === 'ForOfStatement' && at.await) return true
    if (at.type === 'WhileStatement' && at.test.type === 'Literal' && at.test.value === true) return true
  }
  return false
}
