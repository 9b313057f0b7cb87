import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingFunction, functionName, isFunction, type FunctionNode } from '../ast/functions.ts'
import { calleeName, memberName, words } from '../ast/names.ts'
import { promiseOf } from '../ast/promises.ts'
import { oncePerFile, type SourceFile } from '../ast/source-file.ts'
import { descendants } from '../ast/traverse.ts'
import { unwrap, wrapped } from '../ast/unwrap.ts'
import { constantInit, findVariable } from '../ast/variables.ts'
import { isIntervalFunction, isRetryName, isSleepFunction, SLOW_POLL_MS } from '../catalog/polls.ts'
import { isExit, statementsOf } from './control/exits.ts'
import type { HotCode } from './reach-fetch.ts'
import { functionsOf, resolveCallees, resolveValues, startSearch } from './resolve-value.ts'
import type { FunctionValue, Neighbors, Search } from './search.ts'
import { indexSource } from './source-index.ts'

/** Whether a timeout sets itself again is asked of its own file only. */
const ALONE: Neighbors = { open: () => null, mayHold: () => false, mayExport: () => false }

const ON_TICK = 'on every tick'

/** The code of a file that runs again and again by the clock: interval callbacks, timeouts that set themselves again, loops that wait. `extra` are interval functions of the user's own. */
export function findPolls(search: Search, extra: readonly string[]): HotCode[] {
  const { callsByName } = indexSource(search.root)
  const found: HotCode[] = []
  const inFile = startSearch(search.root, ALONE)
  for (const [name, calls] of callsByName) {
    const isInterval = isIntervalFunction(name, extra)
    const isTimeout = name === 'setTimeout'
    const isSleep = isSleepFunction(name)
    if (!isInterval && !isTimeout && !isSleep) continue
    for (const call of calls) {
      if (isInterval) found.push(...codeOfTimer(search, call, name))
      if (isTimeout && setsItselfAgain(inFile, call)) found.push(...codeOfTimer(search, call, 'setTimeout'))
      const loop = isSleep ? waitingLoopAround(search.root, call) : null
      if (loop && !found.some(({ body }) => body === loop.body)) {
        found.push({ file: search.root, body: loop.body, frame: null, label: labelOfLoop(loop), anchor: loop, kind: 'poll', frequency: 'on every round of a waiting loop' })
      }
    }
  }
  return found
}

function codeOfTimer(search: Search, call: TSESTree.CallExpression, label: string): HotCode[] {
  const [callback, period] = call.arguments
  if (!callback || isSlow(search.root, period)) return []
  return functionsOf(resolveValues(search, search.root, callback, null)).map(({ file, node, closure }) => ({
    file,
    body: node,
    frame: { fn: node, args: null, callerFile: file, caller: null, closure },
    label: isFunction(unwrap(callback)) ? `\`${label}\`` : `\`${label}\` → \`${functionName(node) ?? 'callback'}\``,
    anchor: call,
    kind: 'poll',
    frequency: ON_TICK,
  }))
}

/** Is a period known, and five minutes or more? */
export function isSlow(file: SourceFile, period: TSESTree.Node | undefined): boolean {
  const value = period ? numberOf(file, period) : null
  return value !== null && value >= SLOW_POLL_MS
}

/** The number an expression of numbers and constants stands for: `5 * MINUTE`; null when it is not one. */
export function numberOf(file: SourceFile, expression: TSESTree.Node, depth = 4): number | null {
  const at = unwrap(expression)
  if (at.type === 'Literal') return typeof at.value === 'number' ? at.value : null
  if (depth === 0) return null
  if (at.type === 'Identifier') {
    const variable = findVariable(file, at)
    const init = variable && constantInit(variable)
    return init ? numberOf(file, init, depth - 1) : null
  }
  if (at.type !== 'BinaryExpression' || at.left.type === 'PrivateIdentifier') return null
  const left = numberOf(file, at.left, depth - 1)
  const right = numberOf(file, at.right, depth - 1)
  if (left === null || right === null) return null
  return at.operator === '*' ? left * right : at.operator === '+' ? left + right : null
}

/** Only calls by the name of a function of the file can lead back to one. */
const namesOfFunctions = oncePerFile((file) => new Set(indexSource(file).functions.map(functionName)))

/** Does the callback of a timeout lead back to that very timeout, and not only after an error or for a number of attempts? Three calls deep, in this file. */
function setsItselfAgain(search: Search, call: TSESTree.CallExpression): boolean {
  const [callback] = call.arguments
  const owners = functionsAround(call)
  if (!callback || owners.length === 0 || isAfterError(call) || isPutOff(search.root, call) || mentionsRetry(search.root, call)) return false
  const seen = new Set<FunctionNode>()
  const ownNames = namesOfFunctions(search.root)
  let reached = functionsOf(resolveValues(search, search.root, callback, null))
  for (let step = 0; step < 4 && reached.length > 0; step++) {
    const next: FunctionValue[] = []
    for (const value of reached) {
      if (value.file !== search.root || seen.has(value.node)) continue
      if (owners.includes(value.node)) return !isRetryName(words(functionName(value.node) ?? ''))
      seen.add(value.node)
      for (const inner of indexSource(search.root).calls) {
        if (inner.range[0] >= value.node.range[0] && inner.range[1] <= value.node.range[1] && inner !== call && ownNames.has(calleeName(inner))) next.push(...resolveCallees(search, search.root, inner, null))
      }
    }
    reached = next
  }
  return false
}

function functionsAround(node: TSESTree.Node): FunctionNode[] {
  const found: FunctionNode[] = []
  for (let fn = enclosingFunction(node); fn; fn = enclosingFunction(fn)) found.push(fn)
  return found
}

function isAfterError(node: TSESTree.Node): boolean {
  for (let at: TSESTree.Node | undefined = node; at?.parent; at = at.parent) {
    if (at.type === 'CatchClause') return true
    if (isFunction(at)) {
      const holder = wrapped(at).parent
      const name = holder?.type === 'CallExpression' ? calleeName(holder) : functionName(at)
      return name === 'catch' || /^on_?(?:error|close|disconnect)/i.test(name ?? '')
    }
  }
  return false
}

/** `if (tooSoon) { setTimeout(run, rest); return }` before anything was waited for: the run is put off, not repeated. */
function isPutOff(file: SourceFile, call: TSESTree.CallExpression): boolean {
  let at: TSESTree.Node = call
  while (at.parent && !isFunction(at)) {
    const list = statementsOf(at.parent)
    const last = list.at(-1)
    if (last && isExit(last) && !isFunction(at.parent.parent)) break
    at = at.parent
  }
  const owner = enclosingFunction(call)
  if (!owner || isFunction(at) || !at.parent) return false
  return ![...descendants(file, owner.body)].some((node) => node.type === 'AwaitExpression' && node.range[1] < call.range[0])
}

function mentionsRetry(file: SourceFile, node: TSESTree.Node): boolean {
  return isRetryName(words(file.text.slice(...node.range)))
}

const FEW_ROUNDS = 20

type Loop = TSESTree.WhileStatement | TSESTree.DoWhileStatement | TSESTree.ForStatement

/** The loop that an awaited sleep makes a waiting one: `while (!done) { …; await sleep(500) }`. Loops that only retry, or sleep only after an error, are none. */
function waitingLoopAround(file: SourceFile, sleep: TSESTree.CallExpression): Loop | null {
  let at = awaited(sleep)
  while (at?.parent) {
    at = at.parent
    if (isFunction(at) || at.type === 'CatchClause') return null
    if (at.type === 'WhileStatement' || at.type === 'DoWhileStatement' || at.type === 'ForStatement') return isRetryLoop(file, at) ? null : at
  }
  return null
}

/** The `await` that waits for a sleep: of the call itself, or of the promise whose executor it stands in (`await new Promise((r) => setTimeout(r, 500))`). */
function awaited(sleep: TSESTree.CallExpression): TSESTree.Node | null {
  const at = wrapped(sleep)
  if (at.parent?.type === 'AwaitExpression') return at.parent
  const executor = enclosingFunction(sleep)
  const promise = executor && promiseOf(executor)
  if (!promise) return null
  const outer = wrapped(promise)
  return outer.parent?.type === 'AwaitExpression' ? outer.parent : null
}

/** A loop of a few rounds, or one whose counter or function is named after trying, gives up soon. */
function isRetryLoop(file: SourceFile, loop: Loop): boolean {
  if (loop.type === 'ForStatement' && loop.test?.type === 'BinaryExpression' && (numberOf(file, loop.test.right) ?? Infinity) <= FEW_ROUNDS) return true
  const owner = enclosingFunction(loop)
  if (owner && isRetryName(words(functionName(owner) ?? ''))) return true
  const parts = [loop.test, ...(loop.type === 'ForStatement' ? [loop.init, loop.update] : [])]
  return parts.some((part) => part && namesIn(part).some((name) => isRetryName(words(name))))
}

function namesIn(node: TSESTree.Node): string[] {
  switch (node.type) {
    case 'Identifier':
      return [node.name]
    case 'MemberExpression':
      return [memberName(node) ?? '']
    case 'UpdateExpression':
    case 'UnaryExpression':
      return namesIn(node.argument)
    case 'BinaryExpression':
    case 'LogicalExpression':
    case 'AssignmentExpression':
      return [...namesIn(node.left), ...namesIn(node.right)]
    case 'VariableDeclaration':
      return node.declarations.flatMap(({ id }) => namesIn(id))
    default:
      return []
  }
}

function labelOfLoop(loop: Loop): string {
  const owner = enclosingFunction(loop)
  const name = owner ? functionName(owner) : null
  const kind = loop.type === 'ForStatement' ? 'for' : 'while'
  return name ? `\`${kind}\` loop in \`${name}\`` : `\`${kind}\` loop`
}
