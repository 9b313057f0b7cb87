import type { TSESTree } from '@typescript-eslint/utils'

import { isFunction } from '../../ast/functions.ts'
import { calleeName, dottedName, memberName, words } from '../../ast/names.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { unwrap, wrapped } from '../../ast/unwrap.ts'
import { findVariable, importOf, isModuleLevel, resolveAlias } from '../../ast/variables.ts'
import { isServerEvent, mentionsRegistering, REGISTERING_FUNCTIONS } from '../../catalog/registering-calls.ts'
import { SUBSCRIPTION, SUBSCRIPTION_OBJECT, CHANNEL } from '../../catalog/resource-pairs.ts'
import { indexSource } from '../source-index.ts'
import type { Listener } from './subscription.ts'
import { findTrackedValues } from './tracked-values.ts'

/** Finds the calls that register a callback without naming an emitter's event: functions of packages, methods of servers' clients, channels, forms. */
export function findRegisteringCalls(file: SourceFile): Listener[] {
  return [...(mentionsRegistering(file.text) ? [...functionsOfPackages(file), ...serverEvents(file), ...formWatches(file)] : []), ...channels(file)]
}

/** `onSnapshot(query, add)`, `autorun(draw)` */
function functionsOfPackages(file: SourceFile): Listener[] {
  const { callsByName } = indexSource(file)
  return REGISTERING_FUNCTIONS.flatMap(({ modules, names, removers }) => {
    const isOfPackage = (call: TSESTree.CallExpression): boolean => modules.test(sourceOf(file, call) ?? '')
    const found = [...names].flatMap((name) => (callsByName.get(name) ?? []).filter(isOfPackage))
    if (found.length === 0) return []
    const isRemoved = [...removers].some((name) => (callsByName.get(name) ?? []).some(isOfPackage))
    return isRemoved ? [] : found.flatMap((call) => reactionAt(file, call, registrationAt(call, calleeName(call) ?? '', SUBSCRIPTION)))
  })
}

/** `reaction(() => this.store.size, draw)`: it listens to what it reads, and goes with that where all of it is the object's own. */
function reactionAt(file: SourceFile, call: TSESTree.CallExpression, registered: Listener[]): Listener[] {
  const [reading] = call.arguments
  const name = calleeName(call)
  const tracked = reading && (name === 'reaction' || name === 'autorun') ? findTrackedValues(file, reading) : null
  if (!tracked) return registered
  const { outside, hasOwn } = tracked
  if (!outside) return hasOwn ? [] : registered
  return registered.map((listener) => ({ ...listener, emitter: outside }))
}

/** The package that the called function is imported from. */
function sourceOf(file: SourceFile, { callee }: TSESTree.CallExpression): string | null {
  const at = unwrap(callee)
  const variable = at.type === 'Identifier' ? findVariable(file, at) : null
  return (variable && importOf(variable)?.source) ?? null
}

/** `supabase.auth.onAuthStateChange(set)`, `db.collection('a').onSnapshot(set)` */
function serverEvents(file: SourceFile): Listener[] {
  return indexSource(file).calls.flatMap((call) => {
    const name = call.callee.type === 'MemberExpression' ? memberName(call.callee) : null
    return name !== null && isServerEvent(name) ? registrationAt(call, name, SUBSCRIPTION) : []
  })
}

/** `form.watch(check)` of a form that is handed in: with a function, it registers that, and gives an object. */
function formWatches(file: SourceFile): Listener[] {
  return (indexSource(file).callsByName.get('watch') ?? []).flatMap((call) => {
    const form = call.callee.type === 'MemberExpression' ? unwrap(call.callee.object) : null
    const [first] = call.arguments
    if (form?.type !== 'Identifier' || words(form.name).at(-1) !== 'form' || !first || !isFunction(unwrap(first))) return []
    const made = resolveAlias(file, form)
    if (made.type === 'CallExpression' && calleeName(made) === 'useForm') return []
    return registrationAt(call, 'watch', SUBSCRIPTION_OBJECT)
  })
}

function registrationAt(call: TSESTree.CallExpression, method: string, pair: Listener['pair']): Listener[] {
  const listener = call.arguments.find((argument) => isFunction(unwrap(argument))) ?? call.arguments.find(({ type }) => type === 'Identifier' || type === 'MemberExpression')
  const [first] = call.arguments
  if (!listener || !first) return []
  const emitter = call.callee.type === 'MemberExpression' ? call.callee.object : first === listener ? call.callee : first
  return [{ form: 'listener', call, method, emitter, event: null, listener, pair, handle: call, isLasting: true }]
}

/** `client.channel('room').on('INSERT', {}, add).subscribe()`: what is subscribed to is the channel, which stays with its client. */
function channels(file: SourceFile): Listener[] {
  const { callsByName } = indexSource(file)
  if (!callsByName.has('channel')) return []
  return (callsByName.get('subscribe') ?? []).flatMap((call) => {
    const opened = openedBy(file, call)
    const client = opened?.callee.type === 'MemberExpression' ? unwrap(opened.callee.object) : null
    if (!opened || !client) return []
    const isLasting = isOfModule(file, client)
    return [{ form: 'listener', call, method: 'subscribe', emitter: client, event: opened.arguments[0] ?? null, listener: listenerIn(call) ?? call.callee, pair: CHANNEL, handle: opened, isLasting }]
  })
}

/** The call of `channel` that a chain of `on` and `subscribe` begins with, also through a variable. */
function openedBy(file: SourceFile, call: TSESTree.CallExpression): TSESTree.CallExpression | null {
  let at: TSESTree.Node = call
  while (at.type === 'CallExpression') {
    if (calleeName(at) === 'channel') return at
    if (at.callee.type !== 'MemberExpression') return null
    at = resolveAlias(file, at.callee.object)
  }
  return null
}

function listenerIn(call: TSESTree.CallExpression): TSESTree.Node | null {
  const before = call.callee.type === 'MemberExpression' ? unwrap(call.callee.object) : null
  if (before?.type !== 'CallExpression' || calleeName(before) !== 'on') return null
  return before.arguments.at(-1) ?? null
}

/** Is it imported, or a constant of the module, by its first name? */
function isOfModule(file: SourceFile, node: TSESTree.Node): boolean {
  const root = dottedName(node) === null ? null : rootOf(node)
  const variable = root && findVariable(file, root)
  return variable !== null && (importOf(variable) !== null || isModuleLevel(variable))
}

function rootOf(node: TSESTree.Node): TSESTree.Identifier | null {
  let at = unwrap(node)
  while (at.type === 'MemberExpression') at = unwrap(at.object)
  return at.type === 'Identifier' ? at : null
}

/** Is the call part of a chain that ends by subscribing: the `on` of `channel.on('INSERT', add).subscribe()`? */
export function isPartOfChannel(call: TSESTree.CallExpression): boolean {
  const member = wrapped(call).parent
  const next = member?.type === 'MemberExpression' && member.object === wrapped(call) ? wrapped(member).parent : null
  if (member?.type !== 'MemberExpression' || next?.type !== 'CallExpression') return false
  return memberName(member) === 'subscribe' || (memberName(member) === 'on' && isPartOfChannel(next))
}
