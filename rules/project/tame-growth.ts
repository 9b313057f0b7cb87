import type { TSESTree } from '@typescript-eslint/utils'
import type ts from 'typescript'

import { findUses, isInLoopOfServer, isIterationCallback, runsOnlyAtLoad } from '../analysis/call-graph.ts'
import type { Growth } from '../analysis/facts.ts'
import { classifyKey } from '../analysis/keys/classify-key.ts'
import { classifyEntry } from '../analysis/reach.ts'
import { enclosingFunction, isFunction, isImmediatelyInvoked, type FunctionNode } from '../ast/functions.ts'
import { isRecord } from '../ast/type-guards.ts'
import { unwrap } from '../ast/unwrap.ts'
import { findVariable } from '../ast/variables.ts'
import { openKeyNamed } from '../catalog/id-names.ts'
import { findPlacesElsewhere, readCalls, type PlacedCall } from './calls-elsewhere.ts'
import { toTypeScript, type ProgramFile } from './program-file.ts'
import { isReachableByOthers, mayBeCalledThroughInterface } from './typed-callers.ts'
import type { TypedProgram } from './typed-program.ts'

/** Callers are asked for their own callers so many times. */
const MAX_CALLERS = 4

/**
 * Does the whole program show that a growth ends: it runs only while modules load, or its keys come from a finite set wherever it is called?
 * Who can't be seen, or takes the growing function as a value, keeps it open.
 */
export function isTame(typed: TypedProgram, home: ProgramFile, growth: Growth): boolean {
  return (growth.key !== null && isFiniteKey(typed, home, growth.key, MAX_CALLERS)) || runsOnlyWhileLoading(typed, home, growth.node, MAX_CALLERS)
}

/** Does the code at `node` run only while modules load: in them, or in functions that only such code of the program calls? A class's methods run later. */
function runsOnlyWhileLoading(typed: TypedProgram, home: ProgramFile, node: TSESTree.Node, depth: number): boolean {
  let fn = enclosingFunction(node)
  while (fn && (isIterationCallback(fn) || isImmediatelyInvoked(fn))) fn = enclosingFunction(fn)
  if (!fn) return runsOnlyAtLoad(home.file, node) && !isInLoopOfServer(node)
  const calls = depth > 0 && !isInLoopOfServer(node) ? findAllCalls(typed, home, fn, isInMethod) : null
  return calls !== null && calls.length > 0 && calls.every(({ call, home: caller }) => runsOnlyWhileLoading(typed, caller, call, depth - 1))
}

/**
 * Every call of a named function, in its file and in the others; null when some may be out of sight, or when one place settles the question: a look at
 * the program's own tree spares parsing the file anew.
 */
function findAllCalls(typed: TypedProgram, home: ProgramFile, fn: FunctionNode, settles: (place: ts.Node) => boolean): PlacedCall[] | null {
  if (classifyEntry(fn).type !== 'named' || mayBeCalledThroughInterface(fn)) return null
  const use = findUses(home.file, fn)
  if (use.values.length > 0) return null
  const own = use.calls.flatMap((call) => (call.type === 'CallExpression' ? [{ call, home }] : []))
  if (!use.isVisible) return own
  const places = isReachableByOthers(fn, typed, home) ? null : findPlacesElsewhere(typed, home, fn)
  if (!places || places.some((naming) => naming.places.some(settles))) return null
  const elsewhere = readCalls(places)
  return elsewhere && [...own, ...elsewhere]
}

function isInMethod(place: ts.Node): boolean {
  for (let at: ts.Node | undefined = place; at; at = at.parent) if ('parameters' in at && 'members' in at.parent) return true
  return false
}

/** Is the key's type a union of literals or an enum, or is it a parameter that gets a finite key in every call? */
function isFiniteKey(typed: TypedProgram, home: ProgramFile, key: TSESTree.Node, depth: number): boolean {
  const at = unwrap(key)
  const definition = at.type === 'Identifier' ? findVariable(home.file, at)?.defs[0] : undefined
  const isString = definition?.name.type === 'Identifier' && definition.name.typeAnnotation?.typeAnnotation.type === 'TSStringKeyword'
  // The checker is asked only where the text does not say it.
  const node = isString ? null : toTypeScript(typed, home, key)
  if (node && isFiniteType(typed.checker, typed.checker.getTypeAtLocation(node))) return true
  if (definition?.type !== 'Parameter' || !isFunction(definition.node) || depth === 0) return false
  const fn = definition.node
  const index = fn.params.findIndex((parameter) => parameter === definition.name)
  const calls = index < 0 ? null : findAllCalls(typed, home, fn, (place) => hasOpenArgument(place, index))
  return calls !== null && calls.length > 0 && calls.every(({ call, home: caller }) => {
    const argument = call.arguments[index]
    if (!argument || call.arguments.slice(0, index).some((one) => one.type === 'SpreadElement')) return false
    return classifyKey(caller.file, argument).kind === 'finite' || isFiniteKey(typed, caller, argument, depth - 1)
  })
}

/** `track(sessionId)`, `track(event.sessionId)`: a name that says that ever new ones come. */
function hasOpenArgument(place: ts.Node, index: number): boolean {
  for (let at: ts.Node | undefined = place.parent; at && at.pos <= place.pos; at = at.parent) {
    if (!('arguments' in at) || !Array.isArray(at.arguments)) continue
    const argument: unknown = at.arguments[index]
    const text = isNode(argument) ? argument.getText() : ''
    return /^[\w.$?!]+$/.test(text) && openKeyNamed(/\w+$/.exec(text.replaceAll('!', ''))?.[0] ?? '') !== null
  }
  return false
}

function isNode(value: unknown): value is ts.Node {
  return isRecord(value) && 'getText' in value
}

/** A literal, an enum, a union of them. */
function isFiniteType(checker: ts.TypeChecker, type: ts.Type): boolean {
  const own = checker.getNonNullableType(type)
  const members = own.isUnion() ? own.types : [own]
  return members.every((member) => member.isStringLiteral() || member.isNumberLiteral())
}
