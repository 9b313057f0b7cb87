import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingFunction, functionName, isFunction, isInside } from '../../ast/functions.ts'
import { keyName, memberName } from '../../ast/names.ts'
import { unwrap } from '../../ast/unwrap.ts'
import { findVariable, resolveAlias } from '../../ast/variables.ts'
import { isTeardownName } from '../../catalog/function-names.ts'
import { isSignOutName, isStartName } from '../../catalog/session-words.ts'
import type { Release, Strength } from '../facts.ts'
import { classifyStrength } from '../release-strength.ts'
import { indexSource } from '../source-index.ts'
import { isUnderLimit } from '../control/limits.ts'
import { findSetter } from './writes/parameter-places.ts'
import type { PlaceLookup } from './writes/place-lookup.ts'
import type { StateWrite } from './writes/state-writes.ts'
import { findContext } from './writes/write-context.ts'

type Letting = Extract<StateWrite, { kind: 'drop' | 'prune' | 'replace' }>

/** How strong a store's release is: the shared opinion, after what only stores know. `growths` are those of the same record. */
export function findRelease(finder: PlaceLookup, write: Letting, growths: readonly StateWrite[]): Release {
  const acting = actingNode(finder, write.node)
  const extent = write.kind === 'drop' ? 'entry' : write.kind === 'prune' ? 'cap' : 'all'
  const key = write.kind === 'drop' ? write.key : null
  const references = finder.referencesOf(write.store, write.path)
  const context = { testFunctions: [], references, growths: growths.flatMap((growth) => (growth.kind === 'grow' ? [{ node: growth.node, key: growth.key }] : [])) }
  const strength = strengthOf(finder, { write, acting, growths, references }) ?? classifyStrength(finder.file, { kind: 'release', node: acting, extent, key }, context)
  const fn = enclosingFunction(acting)
  return { kind: 'release', node: write.node, extent, strength, key, within: fn && functionName(fn) }
}

interface Weighed {
  readonly write: Letting
  readonly acting: TSESTree.Node
  readonly growths: readonly StateWrite[]
  readonly references: ReadonlySet<TSESTree.Node>
}

/** What only stores know of a release; null leaves it to the shared opinion. */
function strengthOf(finder: PlaceLookup, { write, acting, growths, references }: Weighed): Strength | null {
  if (write.store.shape === 'class' && isForgottenMethod(finder, write)) return 'unreached'
  if (write.kind === 'replace') {
    const { names } = findContext(finder.file, acting, finder.entriesOf(write.store))
    return names.some((name) => isTeardownName(name) || isSignOutName(name) || isStartName(name)) ? 'teardown' : null
  }
  if (write.kind === 'prune') return null
  if (hasInnerGuard(finder, write.node)) return 'revisit'
  if (isUnderLimit(finder.file, write.node, references)) return 'evict'
  if (isGrownAgain(finder, write, acting, growths)) return 'revisit'
  if (isOfOtherKeys(finder, write.key, growths)) return 'revisit'
  return null
}

/** The call or statement that a change in an updater or draft belongs to: `setStore(produce((d) => { delete d[id] }))` as a whole. */
function actingNode(finder: PlaceLookup, node: TSESTree.Node): TSESTree.Node {
  let acting = node
  for (let at: TSESTree.Node | undefined = node; at; at = at.parent) {
    if (at.type === 'CallExpression' && findSetter(finder, at)) acting = at
    if (isFunction(at) && functionName(at) !== null && at.parent.type !== 'CallExpression') return acting
  }
  return acting
}

/** `if (messages.length > 100)` on one entry's own list limits that list; entries that stay small are never let go. */
function hasInnerGuard(finder: PlaceLookup, node: TSESTree.Node): boolean {
  for (let at: TSESTree.Node | undefined = node; at?.parent; at = at.parent) {
    const parent: TSESTree.Node = at.parent
    if (parent.type === 'IfStatement' && parent.test !== at && countsAnEntry(finder, parent.test)) return true
    if (isFunction(at) && functionName(at) !== null && parent.type !== 'CallExpression') return false
  }
  return false
}

function countsAnEntry(finder: PlaceLookup, test: TSESTree.Node): boolean {
  const at = unwrap(test)
  if (at.type === 'LogicalExpression') return countsAnEntry(finder, at.left) || countsAnEntry(finder, at.right)
  if (at.type !== 'BinaryExpression' || !/^[<>]=?$/.test(at.operator)) return false
  return [at.left, at.right].some((side) => {
    const count = unwrap(side)
    if (count.type !== 'MemberExpression' || (memberName(count) !== 'length' && memberName(count) !== 'size')) return false
    return finder.placesOf(count.object).some((place) => typeof place.path.at(-1) === 'object')
  })
}

/** `map.delete(key); map.set(key, value)`: only moved to the end. */
function isGrownAgain(finder: PlaceLookup, write: Letting, acting: TSESTree.Node, growths: readonly StateWrite[]): boolean {
  if (write.kind !== 'drop' || !write.key) return false
  const { text } = finder.file
  const key = text.slice(...write.key.range)
  const fn = enclosingFunction(acting)
  return growths.some((growth) => growth.kind === 'grow' && growth.key && text.slice(...growth.key.range) === key && follows(growth.node, write.node) && enclosingFunction(actingNode(finder, growth.node)) === fn)
}

/** Does `later` run after `earlier` whenever that does: in a later statement of a block around it, not in the other branch, nor beyond a `return`? */
function follows(later: TSESTree.Node, earlier: TSESTree.Node): boolean {
  if (later.range[0] < earlier.range[0]) return false
  let at: TSESTree.Node | undefined = earlier
  for (; at && !isInside(later, at); at = at.parent) {
    const last = at.type === 'BlockStatement' ? at.body.at(-1)?.type : undefined
    if (last === 'ReturnStatement' || last === 'ThrowStatement' || last === 'BreakStatement' || last === 'ContinueStatement') return false
  }
  return at?.type !== 'IfStatement' && at?.type !== 'ConditionalExpression' && at?.type !== 'SwitchStatement'
}

/** `delete messages[`cloud:${id}`]` lets go of entries under keys of that form, and of no others. */
function isOfOtherKeys(finder: PlaceLookup, key: TSESTree.Node | null, growths: readonly StateWrite[]): boolean {
  const prefix = key && prefixOf(finder, key)
  if (!prefix) return false
  return growths.some((growth) => growth.kind === 'grow' && growth.key && prefixOf(finder, growth.key) !== prefix)
}

function prefixOf(finder: PlaceLookup, key: TSESTree.Node): string | null {
  const at = resolveAlias(finder.file, key)
  if (at.type === 'TemplateLiteral') return at.quasis[0]?.value.raw || null
  return at.type === 'BinaryExpression' && at.operator === '+' && at.left.type === 'Literal' ? String(at.left.value) : null
}

/** A class that this file makes and uses, with a method for letting go that is never called here: `log.append(id, x)`, but no `log.evict(id)`. */
function isForgottenMethod(finder: PlaceLookup, write: Letting): boolean {
  let at: TSESTree.Node | undefined = write.node
  while (at && at.type !== 'MethodDefinition') at = at.parent
  const owner = at?.parent?.parent
  const method = at && keyName(at)
  if (!method || owner?.type !== 'ClassDeclaration' || !owner.id) return false
  const index = indexSource(finder.file)
  const made = index.newsByName.get(owner.id.name) ?? []
  if (made.length === 0 || !findVariable(finder.file, owner.id)) return false
  return (index.membersByName.get(method) ?? []).length === 0
}
