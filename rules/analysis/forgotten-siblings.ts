import type { TSESTree } from '@typescript-eslint/utils'

import { someInside } from '../ast/descend.ts'
import { enclosingFunction, functionName, isFunction, isInside } from '../ast/functions.ts'
import { memberName } from '../ast/names.ts'
import type { SourceFile } from '../ast/source-file.ts'
import { unwrap, wrapped } from '../ast/unwrap.ts'
import { isCleanupName } from '../catalog/session-ends.ts'
import type { CollectionFacts } from './collection-facts.ts'
import type { Growth, Release, Usage } from './facts.ts'
import { findNounEnds, withIdsOf } from './ended-nouns.ts'
import { isEffective, judge } from './judge.ts'
import { classifyEntry } from './reach.ts'
import { runsOnceEmpty } from './resources/guards.ts'
import { findEndHandlers, reachOf, type EndHandler } from './session-end.ts'

/** A collection that the end of a session leaves as it is, though it releases others that live as long and grow under the same kind of id. */
export interface Forgotten {
  readonly forgotten: CollectionFacts
  readonly growth: Growth
  /** Collections that are released there, with the release to imitate. */
  readonly released: readonly { readonly facts: CollectionFacts; readonly release: Release }[]
}

/** An end handler and what it forgets. */
export interface ForgottenSibling extends Forgotten {
  readonly handler: EndHandler
  /** The file that declares the collections: the handler's own, or one that it has a function of. */
  readonly home: SourceFile
}

/**
 * Finds what the end handlers of a file forget. A collection that anything else releases in time, or that leaves our sight, is not forgotten. `look`
 * may know more of a collection than its own file tells.
 */
export function findForgottenSiblings(file: SourceFile, all: readonly CollectionFacts[], look: (facts: CollectionFacts) => CollectionFacts): ForgottenSibling[] {
  if (all.filter(growsByKey).length < 2) return []
  const told = new Set<CollectionFacts>()
  const forgottenBy = (handler: EndHandler, suspects: readonly CollectionFacts[]): ForgottenSibling[] => {
    if (suspects.length < 2) return []
    const found = findForgotten(file, suspects, reachOf(file, handler), told)
    return found.filter((one) => !handler.isExit || isBornWith(one)).map((one) => ({ ...one, handler, home: file }))
  }
  const handlers = findEndHandlers(file)
  const suspects = handlers.length > 0 ? all.filter(growsOpenly) : []
  const candidates = suspects.length < 2 ? [] : suspects.map(look)
  return [
    ...handlers.flatMap((handler) => forgottenBy(handler, candidates)),
    ...findNounEnds(file).flatMap(({ noun, handler }) => {
      const keyed = all.map((facts) => withIdsOf(file, facts, noun)).filter((facts) => openGrowth(facts)?.keys.evidence === `${noun} ids`)
      return forgottenBy(handler, keyed.length < 2 ? [] : keyed.map((facts) => withIdsOf(file, look(facts), noun)))
    }),
  ]
}

/** What code in `regions` forgets of the collections of its file; what has been `told` is not told again. */
export function findForgotten(file: SourceFile, facts: readonly CollectionFacts[], regions: readonly TSESTree.Node[], told: Set<CollectionFacts>): Forgotten[] {
  const candidates = facts.filter(growsOpenly)
  const released = candidates.flatMap((one) => releaseWithin(one, regions))
  return candidates.flatMap((forgotten): Forgotten[] => {
    const growth = openGrowth(forgotten)
    // What the end itself writes down is kept beyond it on purpose.
    if (!growth || told.has(forgotten) || regions.some((region) => isInside(growth.node, region))) return []
    const siblings = released.filter(({ facts }) => facts.collection.owner === forgotten.collection.owner && openGrowth(facts)?.keys.evidence === growth.keys.evidence)
    if (siblings.length === 0 || siblings.some(({ facts }) => facts === forgotten) || isReleasedElsewhere(file, forgotten, siblings.length)) return []
    // Where a group's last member leaves, the group goes with it; what grows by other ways may outlive it on purpose.
    if (siblings.every(({ release }) => runsOnceEmpty(release.node)) && !isBornWith({ forgotten, growth, released: siblings })) return []
    told.add(forgotten)
    return [{ forgotten, growth, released: siblings }]
  })
}

/** Does the forgotten one grow in the very function that one of the released grows in, so that both belong to the process that has ended? */
function isBornWith({ growth, released }: Forgotten): boolean {
  const home = enclosingFunction(growth.node)
  return released.some(({ facts }) => facts.usages.some((usage) => usage.kind === 'grow' && enclosingFunction(usage.node) === home))
}

function growsByKey({ usages, collection }: CollectionFacts): boolean {
  return collection.kind !== 'array' && usages.some((usage) => usage.kind === 'grow')
}

function growsOpenly(facts: CollectionFacts): boolean {
  return openGrowth(facts) !== null
}

function openGrowth({ usages, collection }: CollectionFacts): Growth | null {
  // Arrays are released by value, not under an id.
  if (collection.kind === 'array') return null
  const growth = usages.find((usage) => usage.kind === 'grow' && usage.keys.kind === 'open')
  return growth?.kind === 'grow' ? growth : null
}

function releaseWithin(facts: CollectionFacts, regions: readonly TSESTree.Node[]): { facts: CollectionFacts; release: Release }[] {
  const release = facts.usages.find((usage): usage is Release => usage.kind === 'release' && usage.extent === 'entry' && regions.some((region) => isInside(usage.node, region)))
  return release ? [{ facts, release }] : []
}

/**
 * Does the judge let it pass even when releases are left out that wait for the same key's next use? Beside two siblings or more, one that
 * only stands for "no value" does not count either.
 */
function isReleasedElsewhere(file: SourceFile, facts: CollectionFacts, siblings: number): boolean {
  const rest = facts.usages.filter((usage) => !isConsumedOnUse(file, usage, facts.usages) && !(siblings > 1 && isUnsetting(usage, facts.usages)))
  return judge(rest).kind !== 'leaks'
}

/**
 * `if (title) titles.set(id, title); else titles.delete(id)`: the other side of its own growth, by a test of the value itself. It says that there
 * is none now, not that the session is over. A flag that is told (`if (isTyping) …; else …`) is another matter: it is told at the end, too.
 */
function isUnsetting(usage: Usage, usages: readonly Usage[]): boolean {
  if (usage.kind !== 'release' || usage.extent !== 'entry') return false
  for (let at: TSESTree.Node = usage.node; at.parent && !isFunction(at); at = at.parent) {
    if (at.parent.type !== 'IfStatement' || at.parent.alternate !== at) continue
    const { test, consequent } = at.parent
    return usages.some((other) => other.kind === 'grow' && isInside(other.node, consequent) && isValueOf(other, test))
  }
  return false
}

/** Does a test ask for the very value that a growth keeps? */
function isValueOf({ node }: Growth, test: TSESTree.Node): boolean {
  const value = node.type === 'CallExpression' ? node.arguments[1] : undefined
  return value?.type === 'Identifier' && test.type === 'Identifier' && value.name === test.name
}

/**
 * `take(id) { const x = map.get(id); …; map.delete(id); use(x) }`: it goes when it is asked for, and whoever has ended never asks. Only the
 * plain shape counts: a refcount, a callback of the entry's own, or a delete under a condition may well run after the end; and a function
 * that ends what it finds, or is named so, is an end itself.
 */
function isConsumedOnUse(file: SourceFile, usage: Usage, usages: readonly Usage[]): boolean {
  if (usage.kind !== 'release' || usage.extent !== 'entry' || !isEffective(usage.strength) || usage.strength === 'evict') return false
  const fn = enclosingFunction(usage.node)
  if (!fn || classifyEntry(fn).type !== 'named' || usage.node.parent?.type !== 'ExpressionStatement' || usage.node.parent.parent !== fn.body) return false
  const beside = usages.filter((other) => enclosingFunction(other.node) === fn)
  const reads = beside.filter((other) => other.kind === 'read' && !other.iterates && other.node.range[0] < usage.node.range[0])
  if (beside.some((other) => other.kind === 'grow') || isCleanupName(functionName(fn) ?? '')) return false
  return reads.length > 0 && !reads.some((read) => endsValue(file, read.node, fn.body))
}

/** `const session = sessions.get(id); …; session.close()`: is what was read ended there? */
function endsValue(file: SourceFile, read: TSESTree.Node, body: TSESTree.Node): boolean {
  let at = wrapped(read)
  while (at.parent && (at.parent.type === 'MemberExpression' || at.parent.type === 'CallExpression')) at = wrapped(at.parent)
  const id = at.parent?.type === 'VariableDeclarator' && at.parent.init === at ? at.parent.id : null
  if (id?.type !== 'Identifier') return false
  const { name } = id
  return someInside(file, body, (node) => {
    if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression' || !isCleanupName(memberName(node.callee) ?? '')) return false
    let root: TSESTree.Node = node.callee
    while (root.type === 'MemberExpression') root = unwrap(root.object)
    return root.type === 'Identifier' && root.name === name
  })
}
