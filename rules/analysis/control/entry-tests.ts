import type { TSESTree } from '@typescript-eslint/utils'

import { memberName } from '../../ast/names.ts'
import { isNothing } from '../../ast/nothing.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { unwrap } from '../../ast/unwrap.ts'
import { conditionsBetween } from './conditions.ts'
import { readOf, readsClock, type References } from './mentions.ts'

/** What a test asks that decides whether an entry goes. */
export type EntryTest =
  /** `if (Date.now() > entry.expiresAt)`: has its time passed? */
  | 'elapsed'
  /** `if (entry.isBroken)`: what is in it? */
  | 'content'
  /** `if (map.has(key))`, `if (!entry) return`: is there one? */
  | 'presence'
  /** `if (map.get(key) === socket)`: is it still the one that ends? */
  | 'identity'
  /** `if (--entry.holders === 0)`: has the last of its holders left? */
  | 'countdown'
  /** Something that has nothing to do with the entry: the news of its end, an argument. */
  | 'other'

/** What the conditions on `node` ask, up to the function `boundary`. What stands around one node stands around its neighbours: each is asked once. */
export function entryTestsOn(file: SourceFile, node: TSESTree.Node, boundary: TSESTree.Node, references: References): ReadonlySet<EntryTest> {
  const known = foundIn(references, boundary)
  const asked: TSESTree.Node[] = []
  let at = node
  for (; at !== boundary && at.parent && !known.has(at); at = at.parent) asked.push(at)
  let found: ReadonlySet<EntryTest> = known.get(at) ?? new Set()
  for (const inner of asked.reverse()) {
    const own = inner.parent ? conditionsBetween(inner, inner.parent) : []
    const kinds = own.map(({ test, equals }) => (equals ? 'other' : classifyEntryTest(file, test, references)))
    if (kinds.some((kind) => !found.has(kind))) found = new Set([...found, ...kinds])
    known.set(inner, found)
  }
  return found
}

type Known = WeakMap<TSESTree.Node, ReadonlySet<EntryTest>>
const testsByBoundary = new WeakMap<References, WeakMap<TSESTree.Node, Known>>()

function foundIn(references: References, boundary: TSESTree.Node): Known {
  const boundaries = testsByBoundary.get(references) ?? new WeakMap<TSESTree.Node, Known>()
  testsByBoundary.set(references, boundaries)
  const known: Known = boundaries.get(boundary) ?? new WeakMap()
  boundaries.set(boundary, known)
  return known
}

/** Tells what one condition of a release asks. Of alternatives (`forced || expired`) one that asks for something else decides. */
function classifyEntryTest(file: SourceFile, test: TSESTree.Node, references: References): EntryTest {
  const known = testsByReferences.get(references) ?? new WeakMap<TSESTree.Node, EntryTest>()
  testsByReferences.set(references, known)
  const kind = known.get(test) ?? classify(file, test, references)
  known.set(test, kind)
  return kind
}

const testsByReferences = new WeakMap<References, WeakMap<TSESTree.Node, EntryTest>>()

function classify(file: SourceFile, test: TSESTree.Node, references: References): EntryTest {
  const at = unwrap(test)
  if (at.type === 'LogicalExpression') {
    const sides = [classifyEntryTest(file, at.left, references), classifyEntryTest(file, at.right, references)]
    if (at.operator === '||' && sides.includes('other')) return 'other'
    return WEIGHTIEST_FIRST.find((kind) => sides.includes(kind)) ?? 'other'
  }
  if (at.type === 'UnaryExpression' && at.operator === '!') return classifyEntryTest(file, at.argument, references)
  if (readsClock(file, at)) return 'elapsed'
  if (isCountdown(at)) return 'countdown'
  const read = readOf(file, at, references)
  if (!read) return 'other'
  if (isPresence(file, at, references)) return 'presence'
  return isIdentity(file, at, references) ? 'identity' : 'content'
}

const WEIGHTIEST_FIRST: readonly EntryTest[] = ['countdown', 'identity', 'elapsed', 'content', 'presence']

/** `if (count <= 1)`, `if (--entry.holders === 0)`: the last of several holders leaves, and each of them comes once. */
function isCountdown(at: TSESTree.Node): boolean {
  if (at.type !== 'BinaryExpression' || !['===', '==', '<', '<='].includes(at.operator)) return false
  const counted = unwrap(at.left)
  if (at.right.type !== 'Literal' || (at.right.value !== 0 && at.right.value !== 1)) return false
  // An inner list that is found empty says nothing of who comes.
  return !(counted.type === 'MemberExpression' && /^(?:size|length)$/.test(memberName(counted) ?? ''))
}

/** `map.has(key)`, `key in table`, `entry`, `map.get(key)`, `table[key] !== undefined`. */
function isPresence(file: SourceFile, at: TSESTree.Node, references: References): boolean {
  switch (at.type) {
    case 'BinaryExpression':
      if (at.operator === 'in') return true
      return (isNothing(at.right) && isPresence(file, unwrap(at.left), references)) || (isNothing(at.left) && isPresence(file, unwrap(at.right), references))
    case 'Identifier':
      return true
    case 'MemberExpression':
      // `table[key]` is the entry, `entry.flag` is in it.
      return at.computed && references.has(unwrap(at.object))
    case 'CallExpression': {
      if (at.callee.type !== 'MemberExpression') return false
      const name = memberName(at.callee)
      return (name === 'has' || name === 'get' || name === 'includes') && references.has(unwrap(at.callee.object))
    }
    default:
      return false
  }
}

/** The entry, or something in it, compared with what the code was given: no literal, no time. */
function isIdentity(file: SourceFile, at: TSESTree.Node, references: References): boolean {
  if (at.type !== 'BinaryExpression' || !/^[!=]==?$/.test(at.operator)) return false
  const [left, right] = [unwrap(at.left), unwrap(at.right)]
  const isOfEntry = (side: TSESTree.Node): boolean => readOf(file, side, references) !== null
  const isGiven = (side: TSESTree.Node): boolean => {
    return (side.type === 'Identifier' || side.type === 'MemberExpression' || side.type === 'ThisExpression') && !isNothing(side) && !isOfEntry(side)
  }
  return (isOfEntry(left) && isGiven(right)) || (isOfEntry(right) && isGiven(left))
}
