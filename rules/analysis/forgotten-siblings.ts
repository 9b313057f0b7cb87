import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingFunction, isInside } from '../ast/functions.ts'
import type { SourceFile } from '../ast/source-file.ts'
import type { CollectionFacts } from './collection-facts.ts'
import type { Growth, Release, Usage } from './facts.ts'
import { isEffective, judge } from './judge.ts'
import { classifyEntry } from './reach.ts'
import { findEndHandlers, reachOf, type EndHandler } from './session-end.ts'

/** An end handler that releases some collections under an id and forgets one that lives as long and grows under the same kind of id. */
export interface ForgottenSibling {
  readonly handler: EndHandler
  readonly forgotten: CollectionFacts
  readonly growth: Growth
  /** Collections that the handler does release, with the release to imitate. */
  readonly released: readonly { readonly facts: CollectionFacts; readonly release: Release }[]
}

/** Finds what the end handlers of a file forget. A collection that anything else releases in time, or that leaves our sight, is not forgotten. */
export function findForgottenSiblings(file: SourceFile, all: readonly CollectionFacts[]): ForgottenSibling[] {
  const candidates = all.filter((facts) => openGrowth(facts) !== null)
  if (candidates.length < 2) return []
  const told = new Set<CollectionFacts>()
  return findEndHandlers(file).flatMap((handler) => {
    const reach = reachOf(file, handler)
    const released = candidates.flatMap((facts) => releaseWithin(facts, reach))
    return candidates.flatMap((forgotten): ForgottenSibling[] => {
      const growth = openGrowth(forgotten)
      if (!growth || told.has(forgotten) || isReleasedElsewhere(forgotten)) return []
      const siblings = released.filter(({ facts }) => facts.collection.owner === forgotten.collection.owner && openGrowth(facts)?.keys.evidence === growth.keys.evidence)
      if (siblings.length === 0 || siblings.some(({ facts }) => facts === forgotten)) return []
      told.add(forgotten)
      return [{ handler, forgotten, growth, released: siblings }]
    })
  })
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

/** Does the judge let it pass even when releases that wait for the same key's next use are left out? */
function isReleasedElsewhere(facts: CollectionFacts): boolean {
  const rest = facts.usages.filter((usage) => !isConsumedOnUse(usage, facts.usages))
  return judge(rest).kind !== 'leaks'
}

/**
 * `take(id) { const x = map.get(id); …; map.delete(id) }`: it goes when it is asked for, and whoever has ended never asks. Only the plain
 * shape counts: a refcount, a callback of the entry's own, or a delete under a condition may well run after the end.
 */
function isConsumedOnUse(usage: Usage, usages: readonly Usage[]): boolean {
  if (usage.kind !== 'release' || usage.extent !== 'entry' || !isEffective(usage.strength) || usage.strength === 'evict') return false
  const fn = enclosingFunction(usage.node)
  if (!fn || classifyEntry(fn).type !== 'named' || usage.node.parent?.type !== 'ExpressionStatement' || usage.node.parent.parent !== fn.body) return false
  const beside = usages.filter((other) => enclosingFunction(other.node) === fn)
  return !beside.some((other) => other.kind === 'grow') && beside.some((other) => other.kind === 'read' && !other.iterates && other.node.range[0] < usage.node.range[0])
}
