import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingClass, enclosingFunction, functionName, isFunction, isImmediatelyInvoked, isInside, type FunctionNode } from '../../ast/functions.ts'
import { dottedName, keyName, memberName, words } from '../../ast/names.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { descendants, returnedExpressions } from '../../ast/traverse.ts'
import { unwrap, wrapped } from '../../ast/unwrap.ts'
import { findVariable, type Variable } from '../../ast/variables.ts'
import { isTeardownName } from '../../catalog/function-names.ts'
import { isReleaseName } from '../../catalog/handle-helpers.ts'
import { COMPONENT_ENDS } from '../../catalog/lifecycles.ts'
import { calleesOf, isIterationCallback } from '../call-graph.ts'
import { functionsNamedBy } from '../named-functions.ts'
import { indexSource } from '../source-index.ts'
import type { EmitterLife } from './emitter-life.ts'
import { findSubscriptions } from './find-subscriptions.ts'
import { judgeListenerRelease } from './listener-verdict.ts'
import type { Listener } from './subscription.ts'

/**
 * The end of an owner that ends something else its start has begun, and not this listener of what goes on without the owner: a global, an import, or what the
 * owner is handed when it is made. What the constructor adds to what it is handed may live as long as that. Null where the end ends the emitter as well, or ends nothing that is seen. Follows calls of the end one deep.
 */
export function findForgettingEnd(file: SourceFile, subscription: Listener, life: EmitterLife): { readonly start: string; readonly end: FunctionNode } | null {
  const home = homeOf(subscription.call)
  if (!home || (life !== 'lasting' && !isHandedToOwner(file, subscription.emitter, home))) return null
  const heard = functionsNamedBy(file, subscription.listener)
  const end = endsBeside(file, home).find((one) => {
    const calls = callsOfEnd(file, one)
    // What brings the end about is there for it: `program.on('stopped', () => this.close())`.
    if (heard.some((fn) => fn === one || callsIn(file, fn).some((call) => calleesOf(file, call).includes(one)))) return false
    return !calls.some((call) => isEndOfEmitter(call, subscription.emitter)) && endsPartOf(file, home, one, calls, subscription)
  })
  if (!end) return null
  const name = functionName(home)
  return { start: name === 'constructor' ? (enclosingClass(home)?.id?.name ?? name) : (name ?? 'this function'), end }
}

function homeOf(node: TSESTree.Node): FunctionNode | null {
  let fn = enclosingFunction(node)
  while (fn && (isIterationCallback(fn) || isImmediatelyInvoked(fn))) fn = enclosingFunction(fn)
  return fn
}

/** Is the emitter given to the owner once and kept: a parameter of the constructor or of the factory around, or a field that only holds such a one? */
function isHandedToOwner(file: SourceFile, emitter: TSESTree.Node, home: FunctionNode): boolean {
  let at = unwrap(emitter)
  let field: string | null = null
  while (at.type === 'MemberExpression') {
    field = memberName(at)
    at = unwrap(at.object)
  }
  if (functionName(home) === 'constructor') return false
  if (at.type === 'ThisExpression') return field !== null && isFieldOfConstructor(file, at, field)
  const variable = at.type === 'Identifier' ? findVariable(file, at) : null
  const definition = variable?.defs[0]
  if (!variable || definition?.type !== 'Parameter' || variable.references.some((reference) => reference.isWrite()) || isElement(variable)) return false
  const maker = definition.node
  if (!isFunction(maker)) return false
  return maker === home ? endsReturnedBy(file, home).length > 0 : isInside(home, maker)
}

/** An element of the page, by its type or name, goes with the view that its listener is of. */
function isElement({ name, identifiers: [declared] }: Variable): boolean {
  const type = declared?.typeAnnotation?.typeAnnotation
  if (type?.type === 'TSTypeReference' && type.typeName.type === 'Identifier') return /^(?:(?:HTML|SVG)\w*|Element|Node)$/.test(type.typeName.name)
  return /^(?:el|elem|element|node|input|container|root|button|canvas|dom|target)$|(?:El|Element|Node|Container|Canvas)$/.test(name)
}

function isFieldOfConstructor(file: SourceFile, self: TSESTree.Node, field: string): boolean {
  const owner = enclosingClass(self)
  const maker = owner?.body.body.find((member) => member.type === 'MethodDefinition' && member.kind === 'constructor')
  if (!owner || maker?.type !== 'MethodDefinition') return false
  const writes = indexSource(file).assignments.filter(({ left }) => dottedName(left) === `this.${field}` && isInside(left, owner))
  const isParameter = maker.value.params.some((parameter) => parameter.type === 'TSParameterProperty' && nameOf(parameter.parameter) === field)
  if (isParameter) return writes.length === 0
  return writes.length > 0 && writes.every(({ left, right }) => enclosingFunction(left) === maker.value && isParameterOf(file, right, maker.value))
}

function nameOf(parameter: TSESTree.TSParameterProperty['parameter']): string | null {
  const target = parameter.type === 'AssignmentPattern' ? parameter.left : parameter
  return target.type === 'Identifier' ? target.name : null
}

function isParameterOf(file: SourceFile, value: TSESTree.Node, fn: TSESTree.Node): boolean {
  let at = unwrap(value)
  while (at.type === 'MemberExpression') at = unwrap(at.object)
  const definition = at.type === 'Identifier' ? findVariable(file, at)?.defs[0] : null
  return definition?.type === 'Parameter' && definition.node === fn
}

/** The ends of the class or object that `home` is a part of, and those that it returns. */
function endsBeside(file: SourceFile, home: FunctionNode): FunctionNode[] {
  const holder = wrapped(home).parent
  const members = holder?.type === 'Property' && holder.parent.type === 'ObjectExpression' ? holder.parent.properties : holder && 'kind' in holder && holder.type === 'MethodDefinition' ? holder.parent.body : []
  return [...members.flatMap((member) => endIn(member)), ...endsReturnedBy(file, home)].filter((end) => end !== home)
}

function endIn(member: TSESTree.Node): FunctionNode[] {
  if (member.type !== 'Property' && member.type !== 'MethodDefinition' && member.type !== 'PropertyDefinition') return []
  const name = keyName(member)
  const value = member.value ? unwrap(member.value) : null
  return name !== null && isFunction(value) && (isEndOfOwner(name) || COMPONENT_ENDS.has(name)) ? [value] : []
}

/** `stop`, `disposeAsync`; `closeWindow` ends a part of it. */
function isEndOfOwner(name: string): boolean {
  const [first, second] = words(name)
  return isTeardownName(name) && (second === undefined || (first === 'clean' && second === 'up') || /^(?:all|async|internal|now)$/.test(second))
}

/** `return { stop() { … } }`, `return () => { … }`, `return stop` */
function endsReturnedBy(file: SourceFile, home: FunctionNode): FunctionNode[] {
  return returnedExpressions(file, home).flatMap((result) => {
    const at = unwrap(result)
    if (at.type === 'ObjectExpression') return at.properties.flatMap((property) => endIn(property))
    return [...functionsNamedBy(file, at)].filter((fn) => isInside(fn, home))
  })
}

/** The calls that an end makes, itself and in the functions of this file that it calls. */
function callsOfEnd(file: SourceFile, end: FunctionNode): TSESTree.CallExpression[] {
  const own = callsIn(file, end)
  return [...own, ...own.flatMap((call) => calleesOf(file, call).flatMap((fn) => callsIn(file, fn)))]
}

function callsIn(file: SourceFile, fn: FunctionNode): TSESTree.CallExpression[] {
  return [...descendants(file, fn.body)].flatMap((node) => (node.type === 'CallExpression' ? [node] : []))
}

/** What a call ends: `server` of `server.close()`, `this.timer` of `clearInterval(this.timer)`; null when it ends nothing. */
function endedBy(call: TSESTree.CallExpression): string | null {
  const callee = unwrap(call.callee)
  const name = callee.type === 'MemberExpression' ? memberName(callee) : callee.type === 'Identifier' ? callee.name : null
  if (name === null || !(isReleaseName(name) || isTeardownName(name))) return null
  const [first] = call.arguments
  if (callee.type === 'Identifier') return first ? dottedName(first) : null
  return callee.type === 'MemberExpression' ? dottedName(callee.object) : null
}

/** `this.client.destroy()` where the listener is on `this.client` or on a part of it. */
function isEndOfEmitter(call: TSESTree.CallExpression, emitter: TSESTree.Node): boolean {
  const ended = endedBy(call)
  const name = dottedName(emitter)
  return ended !== null && ended !== 'this' && name !== null && (name === ended || name.startsWith(`${ended}.`))
}

/** Does the end end what the start has made and kept, or remove another listener that it added? */
function endsPartOf(file: SourceFile, home: FunctionNode, end: FunctionNode, calls: readonly TSESTree.CallExpression[], { call }: Listener): boolean {
  const ended = new Set(calls.flatMap((one) => endedBy(one) ?? []))
  const isMade = [...descendants(file, home.body)].some((node) => {
    if (isInside(node, end)) return false
    const [place, value] = node.type === 'AssignmentExpression' ? [node.left, node.right] : node.type === 'VariableDeclarator' ? [node.id, node.init] : [null, null]
    return place !== null && value !== null && ended.has(dottedName(place) ?? '') && isMaking(value)
  })
  if (isMade || (functionName(home) === 'constructor' && [...ended].some((place) => place.startsWith('this.') && isFieldOfConstructor(file, home.body, place.slice(5))))) return true
  return findSubscriptions(file).some((other) => {
    if (other.form !== 'listener' || other.call === call || homeOf(other.call) !== home) return false
    const verdict = judgeListenerRelease(file, other)
    return verdict.kind === 'released' && verdict.by.some((release) => isInside(release, end) || calls.some((one) => one === release))
  })
}

function isMaking(value: TSESTree.Node): boolean {
  const at = unwrap(value)
  return at.type === 'NewExpression' || at.type === 'CallExpression' || (at.type === 'AwaitExpression' && isMaking(at.argument))
}
