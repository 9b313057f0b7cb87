import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingFunction, functionName, isFunction, isInside, type FunctionNode } from '../../ast/functions.ts'
import { calleeName, dottedName, memberName } from '../../ast/names.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { unwrap, wrapped } from '../../ast/unwrap.ts'
import { findVariable, type Variable } from '../../ast/variables.ts'
import { isDisposerName, mentionsDisposers } from '../../catalog/subscriptions.ts'
import { findUses, isIterationCallback } from '../call-graph.ts'
import { isTestOnly, isUnreached } from '../reach.ts'
import { indexSource } from '../source-index.ts'

/** An entry is let go together with the functions that would end its subscriptions, which another removal of the same collection runs first. */
export interface DroppedDisposer {
  /** The `delete` that forgets them. */
  readonly call: TSESTree.CallExpression
  /** As written: `this.sessions`. */
  readonly collection: string
  /** The entry's member that holds them: `unsubscribers`. */
  readonly member: string
  /** The function that does it right. */
  readonly model: string
}

interface Removal {
  readonly call: TSESTree.CallExpression
  readonly home: FunctionNode
  readonly entries: readonly Variable[]
}

/**
 * Finds removals that drop what a sibling removal ends: `remove(id)` runs `session.unsubscribe()` before `sessions.delete(id)`, and
 * `sweep()` deletes at once. Silent where the second hands the entry to anybody, calls a method of it, or calls the first.
 */
export function findDroppedDisposers(file: SourceFile): DroppedDisposer[] {
  if (!mentionsDisposers(file.text)) return []
  const byCollection = new Map<string, Removal[]>()
  for (const call of indexSource(file).callsByName.get('delete') ?? []) {
    const callee = unwrap(call.callee)
    const collection = callee.type === 'MemberExpression' ? dottedName(callee.object) : null
    const home = homeOf(call)
    if (collection === null || !home || call.arguments.length !== 1) continue
    byCollection.set(collection, [...(byCollection.get(collection) ?? []), { call, home, entries: findEntries(file, collection, home) }])
  }
  return [...byCollection].flatMap(([collection, removals]) => (removals.length > 1 ? compareRemovals(file, collection, removals) : []))
}

function homeOf(node: TSESTree.Node): FunctionNode | null {
  let fn = enclosingFunction(node)
  while (fn && isIterationCallback(fn)) fn = enclosingFunction(fn)
  return fn
}

function compareRemovals(file: SourceFile, collection: string, removals: readonly Removal[]): DroppedDisposer[] {
  const found: DroppedDisposer[] = []
  for (const { home, entries } of removals) {
    const model = functionName(home)
    const members = new Set(entries.flatMap((entry) => findEndedMembers(entry)))
    if (model === null || members.size === 0) continue
    for (const other of removals) {
      if (isInside(other.home, home) || isInside(home, other.home) || isUnreached(file, other.home) || isTestOnly(other.home)) continue
      const text = file.text.slice(...other.home.range)
      const isAware = [...members].some((member) => new RegExp(`\\b${member.replace('#', '')}\\b`).test(text))
      const [member] = members
      if (isAware || member === undefined || other.entries.length === 0 || other.entries.some(isHandedOn) || callsFunction(file, other.home, home)) continue
      if (!found.some(({ call }) => call === other.call)) found.push({ call: other.call, collection, member, model })
    }
  }
  return found
}

/** The variables of a function that hold an entry: `const s = sessions.get(id)`, `for (const [id, s] of sessions)`, `sessions.forEach((s) => …)`. */
function findEntries(file: SourceFile, collection: string, home: FunctionNode): Variable[] {
  const names: TSESTree.Identifier[] = []
  const property = collection.split('.').at(-1) ?? collection
  const uses = collection.includes('.') ? (indexSource(file).membersByName.get(property) ?? []).filter((member) => dottedName(member) === collection) : findIdentifiers(file, collection, home)
  for (const use of uses) if (isInside(use, home)) names.push(...namesOfEntry(wrapped(use)))
  return names.flatMap((name) => findVariable(file, name) ?? [])
}

function findIdentifiers(file: SourceFile, name: string, home: FunctionNode): TSESTree.Node[] {
  const call = (indexSource(file).callsByName.get('delete') ?? []).find((one) => isInside(one, home) && one.callee.type === 'MemberExpression' && dottedName(one.callee.object) === name)
  const object = call?.callee.type === 'MemberExpression' ? unwrap(call.callee.object) : null
  const variable = object?.type === 'Identifier' ? findVariable(file, object) : null
  return variable ? variable.references.map(({ identifier }) => identifier) : []
}

function namesOfEntry(use: TSESTree.Node): TSESTree.Identifier[] {
  const { parent } = use
  if (parent?.type === 'ForOfStatement' && parent.right === use) return namesOfLoop(parent, true)
  if (parent?.type !== 'MemberExpression' || parent.object !== use) return []
  const call = wrapped(parent).parent
  if (call?.type !== 'CallExpression') return []
  const method = memberName(parent)
  const around = wrapped(call).parent
  if (method === 'get') return around?.type === 'VariableDeclarator' && around.id.type === 'Identifier' ? [around.id] : []
  if ((method === 'values' || method === 'entries') && around?.type === 'ForOfStatement') return namesOfLoop(around, method === 'entries')
  const callback = call.arguments[0]
  if (method !== 'forEach' || !isFunction(callback)) return []
  const [entry] = callback.params
  return entry?.type === 'Identifier' ? [entry] : []
}

function namesOfLoop({ left }: TSESTree.ForOfStatement, isPair: boolean): TSESTree.Identifier[] {
  const pattern = left.type === 'VariableDeclaration' ? left.declarations[0]?.id : null
  if (!isPair) return pattern?.type === 'Identifier' ? [pattern] : []
  const entry = pattern?.type === 'ArrayPattern' ? pattern.elements[1] : null
  return entry?.type === 'Identifier' ? [entry] : []
}

/** The members of an entry that are ended: `s.unsubscribe()`, `s.subscription.unsubscribe()`, `for (const off of s.offs) off()`. */
function findEndedMembers(entry: Variable): string[] {
  return entry.references.flatMap(({ identifier }) => {
    const member = wrapped(identifier).parent
    if (member?.type !== 'MemberExpression' || member.object !== wrapped(identifier)) return []
    const name = memberName(member)
    return name !== null && isDisposerName(name) && isEnded(member) ? [name] : []
  })
}

function isEnded(member: TSESTree.Node): boolean {
  const at = wrapped(member)
  const { parent } = at
  if (parent?.type === 'CallExpression') return parent.callee === at
  if (parent?.type === 'ForOfStatement') return parent.right === at
  if (parent?.type !== 'MemberExpression' || parent.object !== at) return false
  const name = memberName(parent)
  return name !== null && name !== 'set' && name !== 'push' && name !== 'add' && name !== 'get'
}

/** Does the entry go to another function, or run a method of its own, which may end what it holds? */
function isHandedOn(entry: Variable): boolean {
  return entry.references.some(({ identifier }) => {
    const at = wrapped(identifier)
    const { parent } = at
    if (parent?.type === 'CallExpression' || parent?.type === 'NewExpression') return parent.arguments.some((argument) => argument === at)
    if (parent?.type === 'MemberExpression' && parent.object === at) {
      const outer = wrapped(parent)
      return outer.parent?.type === 'CallExpression' && outer.parent.callee === outer
    }
    return parent?.type === 'Property' || parent?.type === 'ArrayExpression' || parent?.type === 'ReturnStatement' || parent?.type === 'AssignmentExpression' || parent?.type === 'SpreadElement'
  })
}

function callsFunction(file: SourceFile, caller: FunctionNode, fn: FunctionNode): boolean {
  return findUses(file, fn).calls.some((call) => isInside(call, caller) && calleeName(call) !== null)
}
