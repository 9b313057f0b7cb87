import type { TSESTree } from '@typescript-eslint/utils'

import type { Growth } from '../../analysis/facts.ts'
import type { FoundCollection } from '../../analysis/find-collections.ts'
import { enclosingFunction } from '../../ast/functions.ts'
import { calleeName, dottedName, memberName } from '../../ast/names.ts'
import { isEmptyCollection } from '../../ast/nothing.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { unwrap, wrapped } from '../../ast/unwrap.ts'
import { resolveAlias } from '../../ast/variables.ts'
import type { ProgramFile } from '../../program/view.ts'
import type { Role } from '../fact.ts'
import type { PlacedUsage } from '../release/placed-usage.ts'
import { isGiven, settlesPromise } from './added-value.ts'

/**
 * What a collection is for, told by how it is used: what is put in, and what it is asked for before and after. Names are not looked at. `usages` are
 * all that are known; tests do not count.
 */
export function classifyRole(collection: FoundCollection, usages: readonly PlacedUsage[]): Role {
  const growths = usages.flatMap(({ usage, home }): Grown[] => {
    if (usage.kind !== 'grow' || home.kind !== 'production') return []
    return [{ home, growth: usage, value: addedValue(usage, collection) }]
  })
  const reads = usages.flatMap(({ usage, home }): Read[] => (usage.kind === 'read' && home.kind === 'production' ? [{ home, node: usage.node, iterates: usage.iterates }] : []))
  if (growths.length === 0) return 'unknown'
  if (growths.some(({ home, value }) => value !== null && settlesPromise(home.file, value))) return 'pending'
  if (isSeen(collection, growths, reads)) return 'seen'
  if (collection.kind !== 'array' && collection.kind !== 'set' && growths.some((grown) => isComputedWhenMissing(grown, reads))) return 'cache'
  if (reads.some(({ node }) => isShown(node))) return 'state'
  if (growths.some(({ home, value }) => value !== null && isRegistered(home.file, value))) return 'registry'
  if (collection.kind === 'array') return 'log'
  return reads.length > 0 ? 'state' : 'unknown'
}

interface Grown {
  readonly home: ProgramFile
  readonly growth: Growth
  /** What is put in; null when it is not written there. */
  readonly value: TSESTree.Node | null
}

interface Read {
  readonly home: ProgramFile
  readonly node: TSESTree.Node
  readonly iterates: boolean
}

/** `value` of `map.set(key, value)`, `set.add(value)`, `list.push(value)`, `table[key] = value`. */
export function addedValue({ node, key }: Growth, { kind }: FoundCollection): TSESTree.Node | null {
  if (kind === 'set' || kind === 'array') return key
  if (node.type === 'AssignmentExpression') return node.right
  return node.type === 'CallExpression' ? (node.arguments[1] ?? null) : null
}

/** Is it asked whether an entry is there before one is added, and never looked at otherwise? */
function isSeen({ kind }: FoundCollection, growths: readonly Grown[], reads: readonly Read[]): boolean {
  const holdsMarks = kind === 'set' || (kind !== 'array' && growths.every(({ value }) => value?.type === 'Literal'))
  if (!holdsMarks || reads.length === 0 || reads.some(({ iterates }) => iterates)) return false
  return growths.some((grown) => reads.some((read) => isAskedBefore(grown, read)))
}

/** `map.get(key)`, `map.has(key)`, `table[key]` in the function that adds under the same key, above the addition. */
function isAskedBefore({ home, growth }: Grown, read: Read): boolean {
  if (read.home !== home || read.node.range[0] >= growth.node.range[1]) return false
  const fn = enclosingFunction(growth.node)
  const asked = keyAsked(read.node)
  if (!fn || !asked || !growth.key || enclosingFunction(read.node) !== fn) return false
  return textOf(home.file, asked) === textOf(home.file, growth.key)
}

function keyAsked(node: TSESTree.Node): TSESTree.Node | null {
  const at = unwrap(node)
  if (at.type === 'MemberExpression') return at.computed ? at.property : null
  if (at.type !== 'CallExpression' || !['get', 'has', 'includes'].includes(calleeName(at) ?? '')) return null
  return at.arguments[0] ?? null
}

function textOf(file: SourceFile, node: TSESTree.Node): string {
  return file.text.slice(...unwrap(node).range)
}

/**
 * `const known = map.get(key); if (known) return known; …; map.set(key, make(key))`, `table[key] ??= make(key)`: asked, else computed and kept. An
 * empty collection, or an object with a life of its own, that is put in to be filled is no answer that could be computed again.
 */
function isComputedWhenMissing(grown: Grown, reads: readonly Read[]): boolean {
  const { growth, home, value } = grown
  const isAsked = (growth.node.type === 'AssignmentExpression' && growth.node.operator === '??=') || reads.some((read) => isAskedBefore(grown, read))
  if (!isAsked || !value) return false
  const made = resolveAlias(home.file, value)
  return made.type !== 'NewExpression' && !isEmptyCollection(made) && made.type !== 'BinaryExpression' && !isGiven(home.file, value)
}

/** A thing that somebody made or handed in, to be found again by its key. */
function isRegistered(file: SourceFile, value: TSESTree.Node): boolean {
  const made = resolveAlias(file, value)
  return (made.type === 'NewExpression' && !isEmptyCollection(made)) || made.type === 'ThisExpression' || isGiven(file, value)
}

const OUTPUTS = new Set(['JSON.stringify', 'structuredClone'])
const SENDS = new Set(['json', 'send', 'emit', 'postMessage', 'render', 'writeFile', 'writeFileSync', 'setItem', 'put'])

/** Is what is read rendered, serialised or sent: the program's own data? */
function isShown(node: TSESTree.Node): boolean {
  for (let at = wrapped(node); at.parent; at = at.parent) {
    const { parent } = at
    if (parent.type === 'JSXExpressionContainer' || parent.type === 'JSXSpreadAttribute') return true
    if (parent.type === 'CallExpression' && parent.callee !== at) {
      if (OUTPUTS.has(dottedName(parent.callee) ?? '')) return true
      return parent.callee.type === 'MemberExpression' && SENDS.has(memberName(parent.callee) ?? '')
    }
    if (parent.type.endsWith('Statement') || parent.type.includes('Function')) return false
  }
  return false
}
