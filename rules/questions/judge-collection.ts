import type { TSESTree } from '@typescript-eslint/utils'

import type { CollectionFacts } from '../analysis/collection-facts.ts'
import type { Growth, Usage } from '../analysis/facts.ts'
import type { FoundCollection } from '../analysis/find-collections.ts'
import type { AnalysisOptions } from '../analysis/find-usages.ts'
import { isEffective } from '../analysis/judge.ts'
import { ownerSpanOf } from '../analysis/owner-span.ts'
import { enclosingFunction, isFunction } from '../ast/functions.ts'
import type { ClassRef, FunctionRef, ProgramFile, ProgramView } from '../program/view.ts'
import { isBehindEnvironment } from './behind-environment.ts'
import type { Certainty, Role } from './fact.ts'
import { judgeFrequency } from './frequency/judge-frequency.ts'
import type { FrequencyFact } from './frequency/outcome.ts'
import { judgeLife } from './life/judge-life.ts'
import type { LifeFact } from './life/outcome.ts'
import type { Known } from './policy.ts'
import { findReleases, type WeighedRelease } from './release/find-releases.ts'
import type { PlacedUsage } from './release/placed-usage.ts'
import { classifyRole } from './role/classify-role.ts'
import { findEndBeside } from './source/ends-beside.ts'
import { judgeKeys, type KeyFact } from './source/judge-keys.ts'
import { isTinyEntry } from './tiny-entry.ts'

/** What a report says: a collection grows, and nothing keeps up. Each of the four facts with what is known of it. */
export interface Claim {
  readonly collection: FoundCollection
  readonly home: ProgramFile
  /** The growth that is best proven, and the file it stands in. */
  readonly growth: Growth
  readonly growthHome: ProgramFile
  /** Releases that can't keep up, strongest first. */
  readonly tooWeak: readonly WeighedRelease[]
  readonly again: FrequencyFact
  readonly newKeys: KeyFact
  readonly livesOn: LifeFact
  readonly known: Known
  readonly role: Role
  readonly isTransient: boolean
  readonly isTiny: boolean
  /** Is an entry taken out where its key comes again, which keys of no request mostly do? */
  readonly isTakenAgain: boolean
  /** Where another collection of the file lets go of the same key. */
  readonly endBeside: TSESTree.Node | null
  readonly isList: boolean
  /** Is the owner an entry of a collection that lets entries go? */
  readonly isEntry: boolean
  /** Is there no other file to look at? */
  readonly isAlone: boolean
}

export interface JudgeOptions extends AnalysisOptions {
  readonly exported: 'ignore' | 'report'
}

/**
 * Asks the four questions of one collection that its own file already suspects, the cheapest first, and gives up at the first that speaks against a
 * leak. Null when one does; what is merely not known is for the policy to weigh.
 */
export function judgeCollection(view: ProgramView, own: CollectionFacts, options: JudgeOptions): Claim | null {
  const { collection, usages } = own
  const home = view.root
  if (isCappedWhereItGrows(usages)) return null
  const growsHere = usages.some(({ kind }) => kind === 'grow')
  if (growsHere ? !usages.some((usage) => usage.kind === 'grow' && usage.keys.kind !== 'finite') : !view.hasOthers) return null
  const { releases, usages: all, isComplete, hidden } = findReleases(view, home, collection, options)
  if (hidden || releases.some(({ strength }) => isEffective(strength))) return null
  // Any release in sight, however weak, shows that others take part; a list that others can reach is there for them to work off.
  if (!isComplete && (collection.kind === 'array' || releases.some(({ strength }) => strength !== 'test-only'))) return null
  const candidates = growthsOf(home, usages, all)
  const keyed = candidates.flatMap((candidate) => keysOf(view, collection, candidate))
  if (keyed.length === 0) return null
  const livesOn = lifeOf(view, collection)
  if (livesOn.value === 'call' || (livesOn.value === 'unknown' && isCallsOwn(collection))) return null
  const best = keyed.flatMap((one) => againOf(view, collection, one)).sort((a, b) => a.doubt - b.doubt)[0]
  if (!best) return null
  const nothingKeepsUp: Certainty = isComplete ? 'proven' : options.exported === 'report' ? 'likely' : 'unknown'
  return {
    collection, home, growth: best.growth, growthHome: best.home, tooWeak: releases, again: best.again, newKeys: best.newKeys, livesOn,
    known: { again: best.again.certainty, newKeys: best.newKeys.certainty, livesOn: livesOn.certainty, nothingKeepsUp },
    role: classifyRole(collection, all),
    isTransient: best.newKeys.isTransient,
    isTiny: isTinyEntry(collection),
    isTakenAgain: best.newKeys.source !== 'request' && releases.some(({ strength }) => strength === 'revisit'),
    endBeside: best.growth.key && collection.kind !== 'array' ? findEndBeside({ home: best.home, node: best.growth.key }, collection.name) : null,
    isList: collection.kind === 'array',
    isEntry: livesOn.isEntry === true,
    isAlone: !view.hasOthers,
  }
}

interface Grown {
  readonly home: ProgramFile
  readonly growth: Growth
  readonly again: FrequencyFact
  readonly newKeys: KeyFact
  readonly doubt: number
}

const DOUBT: Readonly<Record<Certainty, number>> = { proven: 0, likely: 1, unknown: 3 }

/** Does the very function that adds also evict? Then no other file needs to be asked. What a helper's name says is not settled. */
function isCappedWhereItGrows(usages: readonly Usage[]): boolean {
  const growing = new Set(usages.flatMap((usage) => (usage.kind === 'grow' ? [enclosingFunction(usage.node)] : [])))
  return usages.some((usage) => usage.kind === 'release' && usage.strength === 'evict' && !usage.passed && growing.has(enclosingFunction(usage.node)))
}

/** A list is filled and read by whoever made it, and a function's variables are its caller's, unless something shows that they stay. */
function isCallsOwn({ kind, owner }: FoundCollection): boolean {
  return kind === 'array' || isFunction(owner)
}

/** Growth of its own file as that tells it, and of others; what a helper does is told by the helper. */
function growthsOf(home: ProgramFile, own: readonly Usage[], all: readonly PlacedUsage[]): { readonly home: ProgramFile; readonly growth: Growth }[] {
  const found = own.flatMap((usage) => (usage.kind === 'grow' && !usage.passed ? [{ home, growth: usage }] : []))
  const known = new Set(found.map(({ growth }) => growth.node))
  for (const { usage, home: at } of all) if (usage.kind === 'grow' && at.kind === 'production' && !known.has(usage.node)) found.push({ home: at, growth: usage })
  return found.filter(({ growth }) => growth.keys.kind !== 'finite' && !isBehindEnvironment(growth.node))
}

interface Keyed {
  readonly home: ProgramFile
  readonly growth: Growth
  readonly newKeys: KeyFact
}

/** A growth that may bring ever new keys; nothing when it does not. */
function keysOf(view: ProgramView, collection: FoundCollection, { home, growth }: { readonly home: ProgramFile; readonly growth: Growth }): Keyed[] {
  const newKeys = judgeKeys(view, { home, growth, collection })
  return newKeys.value === 'open' ? [{ home, growth, newKeys }] : []
}

/** A growth that may come again and again; nothing when it does not. */
function againOf(view: ProgramView, collection: FoundCollection, { home, growth, newKeys }: Keyed): Grown[] {
  const again = judgeFrequency(view, { home, node: growth.node }, ownerRefOf(view.root, collection))
  if (again.value !== 'again' && again.value !== 'unknown') return []
  // A list is as long as the code that appends to it runs often: there the event that brings it must be seen.
  if (collection.kind === 'array' && again.certainty !== 'proven' && view.hasOthers) return []
  return [{ home, growth, again, newKeys, doubt: DOUBT[again.certainty] + DOUBT[newKeys.certainty] }]
}

/** Whose life a collection shares, as the questions ask for it. */
export function ownerRefOf(home: ProgramFile, { owner }: FoundCollection): ClassRef | FunctionRef | 'module' {
  if (owner === null) return 'module'
  return isFunction(owner) ? { home, node: owner } : { home, node: owner }
}

/** The owner's life; where it is constructed out of sight, its name is all there is. */
function lifeOf(view: ProgramView, collection: FoundCollection): LifeFact {
  const life = judgeLife(view, ownerRefOf(view.root, collection))
  if (life.value !== 'unknown') return life
  const named = ownerSpanOf(view.root.file, collection)
  if (named === 'short') return { ...life, value: 'call', certainty: 'likely' }
  return named === 'long' ? { ...life, value: 'long', certainty: 'likely' } : life
}
