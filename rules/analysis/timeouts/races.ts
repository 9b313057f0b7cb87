import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingFunction, isFunction, type FunctionNode } from '../../ast/functions.ts'
import { calleeName, dottedName } from '../../ast/names.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { descendants } from '../../ast/traverse.ts'
import { unwrap, wrapped } from '../../ast/unwrap.ts'
import { findVariable, importOf } from '../../ast/variables.ts'
import { findUses } from '../call-graph.ts'
import { indexSource } from '../source-index.ts'

/** Is the promise one side of a `Promise.race` or `Promise.any`: written there, or through a variable of this file? */
export function isRaced(file: SourceFile, promise: TSESTree.Node, depth = 3): boolean {
  const at = wrapped(promise)
  const { parent } = at
  if (depth === 0 || !parent) return false
  switch (parent.type) {
    case 'ArrayExpression':
      return isRaceArgument(wrapped(parent))
    // `new Promise(…).catch(…)`
    case 'MemberExpression':
      return parent.object === at && parent.parent.type === 'CallExpression' && isRaced(file, parent.parent, depth)
    case 'VariableDeclarator':
      return parent.id.type === 'Identifier' && isVariableRaced(file, parent.id, depth)
    case 'AssignmentExpression':
      return parent.left.type === 'Identifier' && isVariableRaced(file, parent.left, depth)
    default:
      return false
  }
}

function isVariableRaced(file: SourceFile, name: TSESTree.Identifier, depth: number): boolean {
  const variable = findVariable(file, name)
  const uses = variable ? variable.references.flatMap((reference) => (reference.isRead() ? [reference.identifier] : [])) : []
  // Waited for to its end all the same, it is no loser.
  return !uses.some((use) => wrapped(use).parent?.type === 'AwaitExpression') && uses.some((use) => isRaced(file, use, depth - 1))
}

function isRaceArgument(list: TSESTree.Node): boolean {
  const call = list.parent
  if (call?.type !== 'CallExpression' || call.arguments[0] !== list) return false
  const name = calleeName(call)
  const callee = unwrap(call.callee)
  return (name === 'race' || name === 'any') && callee.type === 'MemberExpression' && dottedName(callee.object)?.split('.').at(-1) === 'Promise'
}

/**
 * The function that lasts as long as the promise, because it returns it or waits for nothing else: `sleep` in `const sleep = (ms) => new Promise(…)`. One that
 * pauses amid other work is none.
 */
export function makerOf(file: SourceFile, promise: TSESTree.Node): FunctionNode | null {
  const at = wrapped(promise)
  const { parent } = at
  if (parent?.type === 'AwaitExpression') {
    const fn = enclosingFunction(at)
    return fn && countWaits(file, fn) === 1 ? fn : null
  }
  const isResult = parent?.type === 'ReturnStatement' || (parent?.type === 'ArrowFunctionExpression' && parent.body === at)
  return isResult ? enclosingFunction(at) : null
}

const waitsIn = new WeakMap<FunctionNode, number>()

/** The waits of a function's own code; counted once. */
export function countWaits(file: SourceFile, fn: FunctionNode): number {
  const known = waitsIn.get(fn) ?? [...descendants(file, fn.body, (node) => !isFunction(node))].filter(({ type }) => type === 'AwaitExpression').length
  waitsIn.set(fn, known)
  return known
}

/** The calls of a promise's maker that take part in a race: `Promise.race([work, sleep(5000)])`. */
export function racedCallsOf(file: SourceFile, promise: TSESTree.Node): TSESTree.CallExpression[] {
  const maker = makerOf(file, promise)
  return maker ? findUses(file, maker).calls.filter((call) => call.type === 'CallExpression').filter((call) => isRaced(file, call)) : []
}

/** The calls of imported functions that take part in a race. */
export function racedImports(file: SourceFile): TSESTree.CallExpression[] {
  if (!mentionsRace(file.text)) return []
  return indexSource(file).calls.filter(({ callee }) => {
    const root = callee.type === 'MemberExpression' ? callee.object : callee
    const variable = root.type === 'Identifier' ? findVariable(file, root) : null
    return variable !== null && importOf(variable) !== null
  }).filter((call) => isRaced(file, call))
}

/** Can a file with this text hold a race at all? */
export function mentionsRace(text: string): boolean {
  return text.includes('Promise.race') || text.includes('Promise.any')
}

const PROMISED_TIMERS = new Set(['timers/promises', 'node:timers/promises'])

/** Raced calls of the `setTimeout` of `node:timers/promises` that get no options: neither a `signal` nor `ref: false`. */
export function racedPromisedTimers(file: SourceFile): TSESTree.CallExpression[] {
  if (!file.text.includes('timers/promises')) return []
  return indexSource(file).calls.filter(({ callee, arguments: given }) => {
    const variable = callee.type === 'Identifier' ? findVariable(file, callee) : null
    const imported = variable && importOf(variable)
    return imported && imported.name === 'setTimeout' && PROMISED_TIMERS.has(imported.source) && given.length < 3
  }).filter((call) => isRaced(file, call))
}
