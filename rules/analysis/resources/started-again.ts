import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingFunction, enclosingFunctions, functionName, isFunction, isInside, type FunctionNode } from '../../ast/functions.ts'
import { calleeName, dottedName, memberName, staticString } from '../../ast/names.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { descendants } from '../../ast/traverse.ts'
import { unwrap, wrapped } from '../../ast/unwrap.ts'
import { constantInit, findVariable, isModuleLevel, type Variable } from '../../ast/variables.ts'
import { isFrequentEvent } from '../../catalog/frequent-events.ts'
import { isOneTimeEvent } from '../../catalog/subscriptions.ts'
import { calleesOf, findUses, runsOnlyAtLoad, runsOnlyInConstructor } from '../call-graph.ts'
import { conditionsOn } from '../control/conditions.ts'
import type { Origin } from './acquisitions.ts'
import { isExclusiveBranch } from './guards.ts'
import type { Trail } from './trail/trail.ts'

/**
 * Is the resource acquired again while the one before still runs, its handle overwritten? Only where the file shows both: one
 * place outside of the function, nothing on the way to the acquisition that looks at it, releases it or asks for more than the function's own input, and
 * either an event that comes again or two calls that nothing guards. A `start()` that others call is not taken for it.
 */
export function isStartedAgain(file: SourceFile, acquisition: Origin, assignment: TSESTree.AssignmentExpression, trail: Trail): boolean {
  const start = enclosingFunction(assignment)
  const place = placeName(assignment.left)
  if (!start || place === null || !isOutside(file, assignment.left, start)) return false
  if (trail.releases.some((release) => isReleasedBy(start, acquisition, release))) return false
  if (isGuarded(file, start, assignment, place, trail)) return false
  if (isOnRepeatedEvent(file, start, trail)) return true
  const calls = findUses(file, start).calls.filter((call) => !isInside(call, start) && !runsOnlyAtLoad(file, call) && !runsOnlyInConstructor(file, call))
  const open = calls.filter((call) => {
    const fn = enclosingFunction(call)
    return fn !== null && !isGuarded(file, fn, call, place, trail)
  })
  return new Set(open.map((call) => enclosingFunction(call))).size > 1
}

/** `timer` of `timer`, `this.timer`, `state.timer`. */
function placeName(place: TSESTree.Node): string | null {
  return dottedName(place)?.split('.').at(-1) ?? null
}

/** Does the function that acquires release as well, on the same way or by the resource's own callback, and not in another branch? */
function isReleasedBy(start: FunctionNode, { call, callbacks }: Origin, release: TSESTree.Node): boolean {
  if (callbacks.some((callback) => isInside(release, callback))) return true
  return isInside(release, start) && !isExclusiveBranch(release, call, start)
}

function isOutside(file: SourceFile, place: TSESTree.Node, start: FunctionNode): boolean {
  let root = unwrap(place)
  while (root.type === 'MemberExpression') root = unwrap(root.object)
  if (root.type === 'ThisExpression') return true
  const declared = root.type === 'Identifier' ? findVariable(file, root)?.identifiers[0] : undefined
  return declared !== undefined && !isInside(declared, start)
}

/**
 * Does anything in the function before `node` look at the place, release it, or wait for something that may? Or does a condition stand around it that
 * asks for more than the function's input?
 */
function isGuarded(file: SourceFile, fn: FunctionNode, node: TSESTree.Node, place: string, trail: Trail): boolean {
  if (conditionsOn(node, fn).some(({ test }) => asksForState(file, fn, test))) return true
  const isOwn = (inner: TSESTree.Node): boolean => !isFunction(inner) || inner === fn
  for (const before of descendants(file, fn, isOwn)) {
    if (before.range[1] > node.range[0] || isExclusiveBranch(before, node, fn)) continue
    if (before.type === 'AwaitExpression') return true
    if ((before.type === 'MemberExpression' && memberName(before) === place) || (before.type === 'Identifier' && before.name === place && before.parent.type !== 'MemberExpression')) return true
    if (before.type === 'CallExpression' && isReleasing(file, before, trail)) return true
  }
  return false
}

function isReleasing(file: SourceFile, call: TSESTree.CallExpression, { releases }: Trail): boolean {
  return releases.includes(call) || calleesOf(file, call).some((callee) => releases.some((release) => isInside(release, callee)))
}

/** Does a test ask for anything but what the function is given and constants: a field, a variable of the outside, what a call tells? */
function asksForState(file: SourceFile, fn: FunctionNode, test: TSESTree.Node): boolean {
  for (const node of descendants(file, test)) {
    if (node.type === 'ThisExpression' || node.type === 'CallExpression') return true
    if (node.type !== 'Identifier') continue
    const variable = findVariable(file, node)
    const isRead = variable?.references.some(({ identifier }) => identifier === node) === true
    const declared = variable?.identifiers[0]
    if (variable && isRead && declared && !isInside(declared, fn) && !isConstant(variable)) return true
  }
  return false
}

/** An import, a function, a class, or a module's variable that is never assigned again. */
function isConstant(variable: Variable): boolean {
  return isModuleLevel(variable) && (variable.defs[0]?.type !== 'Variable' || constantInit(variable) !== null)
}

/** Is the function a handler, written in place or passed by name, of an event that comes again before anything releases? */
function isOnRepeatedEvent(file: SourceFile, fn: FunctionNode, trail: Trail): boolean {
  const values = functionName(fn) === null ? [wrapped(fn)] : findUses(file, fn).values
  return values.some((value) => {
    const event = eventListenedTo(value)
    if (event === null) return false
    // An event that starts something comes in turn with one that ends it, whose handler releases.
    return isFrequentEvent(event) || (!isOneTimeEvent(event) && !trail.releases.some((release) => isInHandler(file, release)))
  })
}

function isInHandler(file: SourceFile, release: TSESTree.Node): boolean {
  const functions = enclosingFunctions(release)
  const callers = functions.flatMap((fn) => findUses(file, fn).calls.flatMap((call) => enclosingFunctions(call)))
  return [...functions, ...callers].some((fn) => eventListenedTo(wrapped(fn)) !== null || findUses(file, fn).values.some((value) => eventListenedTo(value) !== null))
}

/** The event of `emitter.on('event', value)`; null where the value is no such listener. */
function eventListenedTo(value: TSESTree.Node): string | null {
  const call = value.parent
  if (call?.type !== 'CallExpression' || call.arguments[1] !== value) return null
  const name = calleeName(call)
  return name === 'on' || name === 'addListener' || name === 'addEventListener' ? staticString(call.arguments[0]) : null
}
