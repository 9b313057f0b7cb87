import type { TSESTree } from '@typescript-eslint/utils'

import { isFunction, type FunctionNode } from '../../../ast/functions.ts'
import { calleeName, keyName, memberName } from '../../../ast/names.ts'
import { isNothing } from '../../../ast/nothing.ts'
import { unwrap, wrapped } from '../../../ast/unwrap.ts'
import { findVariable, resolveAlias } from '../../../ast/variables.ts'
import { isBoundedClassName } from '../../../catalog/bounded-collections.ts'
import { isReleaseHelperName } from '../../../catalog/function-names.ts'
import { recordFunction } from '../../../catalog/record-functions.ts'
import { calleesOf } from '../../call-graph.ts'
import { indexSource } from '../../source-index.ts'
import { readEntries } from './entry-lists.ts'
import { isSelf, mentionsSelf, pruned, replaced, unknown, writeAt, type Replacement } from './replacement.ts'
import type { PlaceLookup } from './place-lookup.ts'
import type { StateWrite } from './state-writes.ts'

/**
 * Reads the new value of a place: a changed copy adds or drops entries, anything else replaces what was there. Follows
 * branches, constants and functions of the same file, four deep.
 */
export function readReplacement(at: Replacement, value: TSESTree.Node, depth = 4): StateWrite[] {
  const node = unwrap(value)
  if (depth === 0) return unknown(at, node)
  switch (node.type) {
    case 'ConditionalExpression':
      return [...readReplacement(at, node.consequent, depth), ...readReplacement(at, node.alternate, depth)]
    case 'LogicalExpression': {
      // `state.messages ?? {}` gives a first value, it does not replace; `id && next` sets what is on the right.
      const left = node.operator === '&&' ? [] : readReplacement(at, node.left, depth)
      return node.operator === '&&' || !isSelf(at, node.left) ? [...left, ...readReplacement(at, node.right, depth)] : left
    }
    case 'ObjectExpression':
      return readObject(at, node, depth)
    case 'ArrayExpression':
      return isSelf(at, node) ? [] : replaced(at, node, node.elements.length === 0)
    case 'NewExpression':
      return readNew(at, node)
    case 'CallExpression':
      return readCall(at, node, depth)
    case 'Identifier':
      return readIdentifier(at, node, depth)
    case 'MemberExpression':
      return isSelf(at, node) ? [] : (readMember(at, node, depth) ?? replaced(at, node, false))
    default:
      return isSelf(at, node) ? [] : replaced(at, node, node.type === 'Literal')
  }
}

/** Reads what a function returns as the new value; an update that returns nothing changes its draft in place. */
export function readReturned(at: Replacement, fn: FunctionNode, depth = 4): StateWrite[] {
  if (fn.body.type !== 'BlockStatement') return readReplacement(at, fn.body, depth)
  return returnsOf(at.finder, fn).flatMap((statement) => (statement.argument ? readReplacement(at, statement.argument, depth) : []))
}

function returnsOf(finder: PlaceLookup, fn: FunctionNode): TSESTree.ReturnStatement[] {
  return indexSource(finder.file).returns.filter((statement) => {
    let at: TSESTree.Node | undefined = statement.parent
    while (at && !isFunction(at)) at = at.parent
    return at === fn
  })
}

function readObject(at: Replacement, object: TSESTree.ObjectExpression, depth: number): StateWrite[] {
  const keepsSelf = isSelf(at, object) || at.merges
  const writes = keepsSelf ? [] : replaced(at, object, object.properties.length === 0)
  for (const property of object.properties) {
    if (property.type === 'SpreadElement') {
      if (keepsSelf && !isSelf(at, property.argument)) writes.push(...readMerged(at, property.argument))
    } else if (property.computed && keyName(property) === null) {
      if (keepsSelf) writes.push(readComputed(at, property))
    } else {
      const name = keyName(property)
      if (name !== null) writes.push(...readReplacement({ ...at, path: [...at.path, name], merges: false }, property.value, depth - 1))
    }
  }
  return writes
}

function readComputed(at: Replacement, property: TSESTree.Property): StateWrite {
  if (isNothing(property.value)) return { ...writeAt(at, property), kind: 'drop', key: property.key }
  return { ...writeAt(at, property), kind: 'grow', key: property.key, value: property.value, isCopy: true }
}

/** `{ ...prev, ...patch }`: what `patch` was filled with, or entries of unknown keys. */
function readMerged(at: Replacement, merged: TSESTree.Node): StateWrite[] {
  const node = unwrap(merged)
  if (node.type === 'ConditionalExpression' || node.type === 'LogicalExpression' || node.type === 'ObjectExpression') return []
  const variable = node.type === 'Identifier' ? findVariable(at.finder.file, node) : null
  for (const reference of variable?.references ?? []) {
    const target = reference.identifier.parent
    if (target.type !== 'MemberExpression' || !target.computed || target.object !== reference.identifier) continue
    if (target.parent.type === 'AssignmentExpression' && target.parent.left === target) {
      return [{ ...writeAt(at, merged), kind: 'grow', key: target.property, value: target.parent.right, isCopy: true }]
    }
  }
  return [{ ...writeAt(at, merged), kind: 'grow', key: null, value: null, isCopy: true }]
}

function readIdentifier(at: Replacement, id: TSESTree.Identifier, depth: number): StateWrite[] {
  if (isSelf(at, id)) return []
  if (id.name === 'undefined') return replaced(at, id, true)
  const definition = findVariable(at.finder.file, id)?.defs[0]
  if (definition?.type === 'Variable' && definition.node.type === 'VariableDeclarator' && definition.node.id.type === 'Identifier' && definition.node.init) {
    return readReplacement(at, definition.node.init, depth - 1)
  }
  return replaced(at, id, false)
}

function readNew(at: Replacement, node: TSESTree.NewExpression): StateWrite[] {
  const [argument] = node.arguments
  const name = calleeName(node)
  if (!argument) return replaced(at, node, true)
  if (name !== null && isBoundedClassName(name)) return pruned(at, node)
  return readEntries(at, node, argument)
}

/** `evicted.pages` of `const evicted = evict(state.pages, ids)`: what the helper gives back under that name; null when no helper is handed the record. */
function readMember(at: Replacement, member: TSESTree.MemberExpression, depth: number): StateWrite[] | null {
  const name = memberName(member)
  return name === null || depth === 0 ? null : readPropertyOf(at, resolveAlias(at.finder.file, member.object), name, depth - 1)
}

function readPropertyOf(at: Replacement, object: TSESTree.Node, name: string, depth: number): StateWrite[] | null {
  switch (object.type) {
    case 'ConditionalExpression': {
      const ways = [object.consequent, object.alternate].map((way) => readPropertyOf(at, unwrap(way), name, depth))
      return ways.some((way) => way !== null) ? ways.flatMap((way) => way ?? replaced(at, object, false)) : null
    }
    case 'ObjectExpression': {
      const property = object.properties.find((one) => one.type === 'Property' && keyName(one) === name)
      return property?.type === 'Property' && isSelf(at, property.value) ? [] : null
    }
    case 'CallExpression': {
      if (!object.arguments.some((argument) => mentionsSelf(at, argument))) return null
      const given = calleesOf(at.finder.file, object).flatMap((fn) => returnsOf(at.finder, fn)).flatMap(({ argument }) => (argument ? [unwrap(argument)] : []))
      // What the helper changes in its parameter, or in a copy of it, is read where it stands.
      const isKept = given.length > 0 && given.every((value) => value.type === 'ObjectExpression' && readPropertyOf(at, value, name, depth) !== null)
      return isKept ? [] : unknown(at, object)
    }
    default:
      return null
  }
}

/** Functions that make the next state out of a draft; what they change is read where it stands. */
const DRAFTERS = new Set(['produce', 'create', 'mutate'])

function readCall(at: Replacement, call: TSESTree.CallExpression, depth: number): StateWrite[] {
  const name = calleeName(call) ?? ''
  const [first] = call.arguments
  if (name === 'reconcile' && first) return readReplacement({ ...at, merges: false }, first, depth)
  if (name === 'fromEntries' && first) return readEntries(at, call, first)
  const own = call.arguments.some((argument) => mentionsSelf(at, argument.type === 'SpreadElement' ? argument.argument : argument))
  if (DRAFTERS.has(name)) return own || call.arguments.length === 1 ? [] : replaced(at, call, false)
  const read = own ? readHelperCall(at, call) : null
  if (read) return read
  const known = own ? readRecordFunction(at, call, name, depth) : null
  if (known) return known
  // `new Map(prev).set(id, value)`, `structuredClone(prev)`: read where they stand.
  if (isSelf(at, call)) return []
  const callees = calleesOf(at.finder.file, call)
  if (callees.length > 0) return callees.flatMap((fn) => readReturned(at, fn, depth - 1))
  const isMethodOfSelf = call.callee.type === 'MemberExpression' && isSelf(at, call.callee.object)
  return own || isMethodOfSelf ? unknown(at, call) : replaced(at, call, false)
}

/** `dropRecordKey(prev, id)` of another file that is at hand. */
function readHelperCall(at: Replacement, call: TSESTree.CallExpression): StateWrite[] | null {
  const index = call.arguments.findIndex((argument) => argument.type !== 'SpreadElement' && isSelf(at, argument))
  if (index < 0 || call.arguments.slice(0, index).some((argument) => argument.type === 'SpreadElement')) return null
  const { finder, store, path, merges } = at
  return finder.readHelper({ file: finder.file, callee: call.callee, node: wrapped(call), args: call.arguments, index, store, path, isReplaced: true, merges })
}

/** `assoc(id, chat, prev)`, `omit(prev, id)`, `Object.assign({}, prev, patch)`, `pruneStale(prev)` */
function readRecordFunction(at: Replacement, call: TSESTree.CallExpression, name: string, depth: number): StateWrite[] | null {
  const known = recordFunction(name)
  const key = known && known.key !== null ? (call.arguments[known.key] ?? null) : null
  if (known?.effect === 'release') return key && !isSelf(at, key) ? [{ ...writeAt(at, call), kind: 'drop', key }] : pruned(at, call)
  if (known?.effect === 'grow') return [{ ...writeAt(at, call), kind: 'grow', key, value: call.arguments[1] ?? null, isCopy: true }]
  if (name === 'assign') return call.arguments.filter((argument) => !isSelf(at, argument)).flatMap((argument) => readReplacement({ ...at, merges: true }, argument, depth - 1))
  return isReleaseHelperName(name) ? pruned(at, call) : null
}
