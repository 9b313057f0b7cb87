import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingFunctions, functionName, isFunction, isInside, type FunctionNode } from '../../ast/functions.ts'
import { dottedName, memberName, staticString } from '../../ast/names.ts'
import { oncePerFile, type SourceFile } from '../../ast/source-file.ts'
import { unwrap, wrapped } from '../../ast/unwrap.ts'
import { findVariable } from '../../ast/variables.ts'
import type { OpenedResource } from '../../catalog/opened-resources.ts'
import { isEndOfEmitter } from '../../catalog/subscriptions.ts'
import { calleesOf, findUses, runsOnlyAtLoad } from '../call-graph.ts'
import { callsInside } from '../calls-inside.ts'
import { functionsNamedBy } from '../named-functions.ts'
import { isTestOnly, isUnreached } from '../reach.ts'
import { indexSource } from '../source-index.ts'
import { findRecurrence, isOnceOnly, type Recurrence } from '../subscriptions/recurrence.ts'
import { followHandle } from './trail/handle-trail.ts'
import { judgeTrail, type HandleVerdict } from './judge-handle.ts'
import { findOpenings } from './opened.ts'
import type { HelperReader, Trail } from './trail/trail.ts'

/** Something that is opened again and again, and stays open. */
export interface LeakedResource {
  readonly kind: OpenedResource
  readonly call: TSESTree.CallExpression | TSESTree.NewExpression
  /** As a message says it: ``each time `Feed` mounts``. */
  readonly often: string
  readonly by: Recurrence['kind']
  readonly verdict: Extract<HandleVerdict, { kind: 'kept' }>
}

/** What the rest of the program tells. */
export interface Surroundings {
  /** Does the file's top level run for each component? */
  readonly isComponentScript: boolean
  /** How often the code at a node runs, by the callers of its function in the whole program; null when it is not known to run again. */
  readonly findAgain: (node: TSESTree.Node) => Recurrence | null
  /** What functions of other files do with a handle of a kind. */
  readonly readerOf: (kind: OpenedResource) => HelperReader
}

/** Finds what a file opens again and again and never closes, nor hands on to somebody who could. */
export function findLeakedResources(file: SourceFile, around: Surroundings): LeakedResource[] {
  return findOpenings(file).flatMap(({ kind, call }) => {
    const trail = followHandle(file, call, kind, around.readerOf(kind))
    if (isEndedByParts(file, kind, trail) || isOnceOnly(file, call) || isOpenedAgainAtEnd(file, call, trail)) return []
    const verdict = judgeTrail(file, { pair: kind, call, callbacks: [] }, trail)
    if (verdict.kind !== 'kept' || verdict.flaw === 'at-exit' || verdict.flaw === 'outlived') return []
    const recurrence = findRecurrence(file, call, around.isComponentScript) ?? around.findAgain(call) ?? findPerCall(file, kind, call)
    if (!recurrence || (verdict.flaw === 'restart' && recurrence.kind !== 'component')) return []
    return [{ kind, call, often: recurrence.often, by: recurrence.kind, verdict }]
  })
}

/** Does its own end bring the next one: `socket.onclose = () => setTimeout(connect, 1000)` in `connect`? There is one at a time then. */
function isOpenedAgainAtEnd(file: SourceFile, call: TSESTree.Node, { holders }: Trail): boolean {
  const home = enclosingFunctions(call).find((fn) => functionName(fn) !== null)
  if (!home) return false
  const ends = [...new Set(holders.map(({ name }) => name))].flatMap((name) => endListeners(file).get(name) ?? [])
  return ends.some((listener) => functionsNamedBy(file, listener).some((fn) => namesFunction(file, fn, home, 2)))
}

/** What hears the end of something, by the last name of that: `socket.on('close', again)`, `this.socket.onclose = again`. */
const endListeners = oncePerFile((file) => {
  const listeners = new Map<string, TSESTree.Node[]>()
  const add = (object: TSESTree.Node, event: string, listener: TSESTree.Node): void => {
    const name = isEndOfEmitter(event) ? dottedName(object)?.split('.').at(-1) : undefined
    if (name === undefined) return
    const known = listeners.get(name)
    if (known) known.push(listener)
    else listeners.set(name, [listener])
  }
  const { calls, assignments } = indexSource(file)
  for (const { callee, arguments: [event, listener] } of calls) {
    if (listener && callee.type === 'MemberExpression') add(callee.object, staticString(event) ?? '', listener)
  }
  for (const { left, right } of assignments) {
    if (left.type === 'MemberExpression') add(left.object, /^on(\w+)$/.exec(memberName(left) ?? '')?.[1] ?? '', right)
  }
  return listeners
})

/** Is the function named in another, or in what that calls, so many calls deep? */
function namesFunction(file: SourceFile, fn: FunctionNode, named: FunctionNode, depth: number): boolean {
  const { calls, values } = findUses(file, named)
  if ([...calls, ...values].some((use) => isInside(use, fn))) return true
  return depth > 0 && callsInside(file, fn).some((call) => calleesOf(file, call).some((next) => next !== fn && namesFunction(file, next, named, depth - 1)))
}

/** Is it ended by something that it hands out: `stream.getTracks().forEach((track) => track.stop())`? Whoever takes the tracks is trusted to. */
function isEndedByParts(file: SourceFile, { partMethods }: OpenedResource, { holders }: Trail): boolean {
  if (partMethods.size === 0) return false
  return holders.some(({ node, name }) => {
    const variable = node.type === 'Identifier' ? findVariable(file, node) : null
    const uses = variable ? variable.references.map(({ identifier }) => identifier) : []
    return uses.some((use) => isPartTaken(wrapped(use), partMethods)) || new RegExp(String.raw`\b${name}\b[\w.?!()\s]*\.(?:${[...partMethods].join('|')})\b`).test(file.text)
  })
}

function isPartTaken(at: TSESTree.Node, parts: ReadonlySet<string>): boolean {
  return at.parent?.type === 'MemberExpression' && at.parent.object === at && parts.has(memberName(at.parent) ?? '')
}

/** Does a function open it out of what it is given, so that each call opens another: `save(blob) { … URL.createObjectURL(blob) }`? */
function findPerCall(file: SourceFile, kind: OpenedResource, call: TSESTree.CallExpression | TSESTree.NewExpression): Recurrence | null {
  const functions = enclosingFunctions(call)
  const home = functions.find((fn) => functionName(fn) !== null)
  if (!kind.isPerCall || !home || runsOnlyAtLoad(file, call)) return null
  if (functions.some((fn) => isTestOnly(fn) || isUnreached(file, fn))) return null
  const argument = call.arguments[0]
  return argument && isFromCaller(file, argument, home) ? { kind: 'call', often: `each time \`${functionName(home) ?? ''}\` runs` } : null
}

/** Does the value depend on a parameter of the function, through at most three of its variables? */
function isFromCaller(file: SourceFile, node: TSESTree.Node, home: FunctionNode, depth = 3): boolean {
  return namesIn(node).some((name) => {
    const variable = findVariable(file, name)
    const definition = variable?.defs[0]
    if (!variable || !definition || depth === 0) return false
    if (definition.type === 'Parameter') return isFunction(definition.node) && (definition.node === home || isInside(definition.node, home))
    if (definition.type !== 'Variable' || definition.node.type !== 'VariableDeclarator' || !definition.node.init || !isInside(definition.node, home)) return false
    return isFromCaller(file, definition.node.init, home, depth - 1)
  })
}

/** The names in an expression, not those inside functions. */
function namesIn(node: TSESTree.Node): TSESTree.Identifier[] {
  const at = unwrap(node)
  switch (at.type) {
    case 'Identifier':
      return [at]
    case 'MemberExpression':
      return namesIn(at.object)
    case 'AwaitExpression':
      return namesIn(at.argument)
    case 'CallExpression':
      return [...namesIn(at.callee), ...at.arguments.flatMap(namesIn)]
    case 'NewExpression':
      return at.arguments.flatMap(namesIn)
    case 'ArrayExpression':
      return at.elements.flatMap((element) => (element ? namesIn(element) : []))
    case 'LogicalExpression':
    case 'BinaryExpression':
      return [...namesIn(at.left), ...namesIn(at.right)]
    case 'TemplateLiteral':
      return at.expressions.flatMap(namesIn)
    default:
      return []
  }
}
