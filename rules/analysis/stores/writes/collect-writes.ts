import type { TSESTree } from '@typescript-eslint/utils'

import { isFunction } from '../../../ast/functions.ts'
import { calleeName, dottedName, keyName, memberName } from '../../../ast/names.ts'
import { isNothing } from '../../../ast/nothing.ts'
import { unwrap } from '../../../ast/unwrap.ts'
import { findVariable, importOf, resolveAlias } from '../../../ast/variables.ts'
import { isReader } from '../../../catalog/collection-methods.ts'
import { isReleaseHelperName } from '../../../catalog/function-names.ts'
import { isPureLibrary } from '../../../catalog/record-functions.ts'
import { calleesOf } from '../../call-graph.ts'
import { indexSource } from '../../source-index.ts'
import { findSetter, findTarget } from './parameter-places.ts'
import { readReplacement, readReturned } from './replacements.ts'
import type { PlaceLookup } from './place-lookup.ts'
import { staticPath, type Place, type Step } from '../declared/state-store.ts'
import type { StateWrite } from './state-writes.ts'

/** Finds everything the file does to the records in its stores. */
export function collectWrites(finder: PlaceLookup): readonly StateWrite[] {
  const writes: StateWrite[] = []
  const add = (write: StateWrite): void => {
    writes.push(write)
  }
  const index = indexSource(finder.file)
  for (const assignment of index.assignments) readAssignment(finder, assignment, add)
  for (const deletion of index.deletions) readDeletion(finder, deletion, add)
  for (const pattern of index.objectPatterns) readRest(finder, pattern, add)
  for (const [callee, store] of finder.model.foreignReducers) {
    const read = finder.readHelper({ file: finder.file, callee, node: callee, args: [], index: 0, store, path: [], isReplaced: true, merges: false })
    writes.push(...(read ?? [{ kind: 'unknown' as const, store, path: '', node: callee }]))
  }
  for (const [fn, store] of finder.model.reducers) writes.push(...readReturned({ finder, store, path: [], merges: false }, fn))
  for (const call of index.calls) {
    readSetter(finder, call, add)
    readMethod(finder, call, add)
    readArguments(finder, call, add)
  }
  return writes
}

type Add = (write: StateWrite) => void

/** A path of static steps, or of static steps and one entry at its end. */
function entryOf(path: readonly Step[]): { readonly record: string; readonly key: TSESTree.Node } | null {
  const key = path.at(-1)
  const record = staticPath(path.slice(0, -1))
  return key !== undefined && typeof key !== 'string' && record !== null ? { record, key } : null
}

function names(path: readonly Step[]): string[] | null {
  const found = path.filter((step) => typeof step === 'string')
  return found.length === path.length ? found : null
}

function readAssignment(finder: PlaceLookup, node: TSESTree.AssignmentExpression, add: Add): void {
  const left = unwrap(node.left)
  if (left.type !== 'MemberExpression' && left.type !== 'Identifier') return
  for (const place of finder.placesOf(left)) writePlace(finder, place, node, node.right, false, add)
}

/** `value` becomes what is at `place`. */
function writePlace(finder: PlaceLookup, place: Place, node: TSESTree.Node, value: TSESTree.Node, merges: boolean, add: Add): void {
  const { store } = place
  const entry = entryOf(place.path)
  if (entry) {
    const at = { store, path: entry.record, node }
    if (isNothing(value)) add({ ...at, kind: 'drop', key: entry.key })
    else if (!isPlaceItself(finder, value, place)) add({ ...at, kind: 'grow', key: entry.key, value, isCopy: false })
    return
  }
  const path = names(place.path)
  if (!path) return
  const replacement = { finder, store, path, merges }
  const given = resolveAlias(finder.file, value)
  for (const write of isFunction(given) ? readReturned(replacement, given) : readReplacement(replacement, value)) add(write)
}

/** `draft.messages[id] = draft.messages[id]`, and an entry's own draft in `setStore('messages', id, produce(...))`, add nothing. */
function isPlaceItself(finder: PlaceLookup, value: TSESTree.Node, place: Place): boolean {
  const at = unwrap(value)
  if (at.type === 'CallExpression' && calleeName(at) === 'produce' && at.arguments.length === 1) return true
  const key = place.path.at(-1)
  return finder.placesOf(at).some((other) => other.store === place.store && other.path.length === place.path.length && other.path.at(-1) === key)
}

function readDeletion(finder: PlaceLookup, node: TSESTree.UnaryExpression, add: Add): void {
  for (const place of finder.placesOf(node.argument)) {
    const entry = entryOf(place.path)
    if (entry) add({ kind: 'drop', store: place.store, path: entry.record, node, key: entry.key })
  }
}

/** `const { [id]: gone, ...rest } = state.messages` */
function readRest(finder: PlaceLookup, pattern: TSESTree.ObjectPattern, add: Add): void {
  const rest = pattern.properties.at(-1)
  if (rest?.type !== 'RestElement' || rest.argument.type !== 'Identifier') return
  const computed = pattern.properties.find((property) => property.type === 'Property' && property.computed && keyName(property) === null)
  if (computed?.type !== 'Property') return
  for (const place of finder.placesOf(rest.argument)) {
    const record = staticPath(place.path)
    if (record !== null) add({ kind: 'drop', store: place.store, path: record, node: pattern, key: computed.key })
  }
}

function readSetter(finder: PlaceLookup, call: TSESTree.CallExpression, add: Add): void {
  const setter = findSetter(finder, call)
  const target = setter && findTarget(finder, setter.store, setter.style, call)
  if (!setter || !target) return
  const { place, value } = target
  // A part of the state, merged into it: `set({ messages: {} })`, `setStore({ messages: {} })`.
  if (setter.style === 'partial' || (setter.style === 'path' && place.path.length === 0)) {
    const replaces = call.arguments[1]?.type === 'Literal' && call.arguments[1].value === true
    writePlace(finder, place, call, value, !replaces, add)
  } else {
    writePlace(finder, place, call, value, setter.style === 'path', add)
  }
}

/** `map.set(id, x)`, `next.delete(id)`, `list.clear()` */
function readMethod(finder: PlaceLookup, call: TSESTree.CallExpression, add: Add): void {
  const callee = unwrap(call.callee)
  if (callee.type !== 'MemberExpression') return
  const method = memberName(callee)
  const [first, second] = call.arguments
  if (method !== 'set' && method !== 'add' && method !== 'delete' && method !== 'clear' && method !== 'replace' && method !== 'deleteProperty') return
  if (method === 'deleteProperty') {
    if (!first || !second) return
    for (const place of finder.placesOf(first)) add({ kind: 'drop', store: place.store, path: staticPath(place.path) ?? '?', node: call, key: second })
    return
  }
  for (const place of finder.placesOf(callee.object)) {
    const path = staticPath(place.path)
    if (path === null) continue
    const at = { store: place.store, path, node: call }
    if (method === 'clear') add({ ...at, kind: 'replace', isEmpty: true })
    else if (method === 'replace') add({ ...at, kind: 'replace', isEmpty: false })
    else if (first && method === 'delete') add({ ...at, kind: 'drop', key: first })
    else if (first && method === 'set' && second) add({ ...at, kind: 'grow', key: first, value: second, isCopy: false })
    else if (first && method === 'add') add({ ...at, kind: 'grow', key: first, value: null, isCopy: false })
  }
}

/** A draft, a live object or a copy that is handed to a function elsewhere: where that can't be read, its name may say that it lets entries go. */
function readArguments(finder: PlaceLookup, call: TSESTree.CallExpression, add: Add): void {
  if (call.arguments.length === 0 || findSetter(finder, call)) return
  const name = calleeName(call)
  const dotted = dottedName(call.callee)
  if (dotted === 'Object.assign') {
    // `Object.assign(draft.byId, { [id]: x })` merges in place; into `{}`, it makes a copy.
    const [target, ...sources] = call.arguments
    for (const place of target ? finder.placesOf(target) : []) for (const source of sources) writePlace(finder, place, call, source, true, add)
    return
  }
  if (name === 'produce' || name === 'set' || name === 'reconcile' || (dotted !== null && isReader(dotted)) || calleesOf(finder.file, call).length > 0 || isPure(finder, call)) return
  for (const [index, argument] of call.arguments.entries()) {
    for (const place of finder.placesOf(argument)) {
      const path = staticPath(place.path)
      if (path === null || !place.isMutable || isFreshCopy(argument)) continue
      const { store } = place
      const read = finder.readHelper({ file: finder.file, callee: call.callee, node: call, args: call.arguments, index, store, path: path === '' ? [] : path.split('.'), isReplaced: false, merges: false })
      if (read) for (const write of read) add(write)
      else add({ store, path, node: call, kind: name !== null && isReleaseHelperName(name) ? 'prune' : 'unknown' })
    }
  }
}

/** `assoc(id, x, this.chats)`, `prop(id, this.chats)` of a library whose functions change nothing in place. */
function isPure(finder: PlaceLookup, call: TSESTree.CallExpression): boolean {
  const callee = unwrap(call.callee)
  const base = callee.type === 'MemberExpression' ? callee.object : callee
  const variable = base.type === 'Identifier' ? findVariable(finder.file, base) : null
  const imported = variable && importOf(variable)
  return imported !== null && isPureLibrary(imported.source)
}

/** `f({ ...state })`: the callee has a copy that nobody writes back. */
function isFreshCopy(node: TSESTree.Node): boolean {
  const at = unwrap(node)
  return at.type === 'ObjectExpression' || at.type === 'ArrayExpression' || at.type === 'NewExpression' || at.type === 'CallExpression'
}
