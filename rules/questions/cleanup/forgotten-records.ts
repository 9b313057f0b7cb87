import type { TSESTree } from '@typescript-eslint/utils'

import { judgeCollections, type CollectionFacts } from '../../analysis/collection-facts.ts'
import type { Collection, Growth, Release, Usage } from '../../analysis/facts.ts'
import type { AnalysisOptions } from '../../analysis/find-usages.ts'
import { isEffective, judge } from '../../analysis/judge.ts'
import { findEndHandlers, reachOf, type EndHandler } from '../../analysis/session-end.ts'
import { findStoreRecords } from '../../analysis/stores/store-records.ts'
import { enclosingFunctions, functionName, isInside, type FunctionNode } from '../../ast/functions.ts'
import { words } from '../../ast/names.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { unwrap } from '../../ast/unwrap.ts'
import { findVariable, type Variable } from '../../ast/variables.ts'
import { isSessionKind } from '../../catalog/session-words.ts'
import type { ProgramView } from '../../program/view.ts'
import { findReleases } from '../release/find-releases.ts'

/** A record that the end of what it is keyed by leaves as it is, beside several of the same store that it lets go of. */
export interface ForgottenRecord {
  readonly handler: EndHandler
  readonly collection: Collection
  readonly growth: Growth
  /** What it is keyed by, in words: `session ids`. */
  readonly entries: string
  readonly released: readonly string[]
}

/** So many records must be let go of under the same kind of key, so that the handler is the end of that. */
const MIN_SIBLINGS = 3

/** A record of a store, or a collection of the module beside it. */
interface Subject {
  readonly collection: Collection
  readonly usages: readonly Usage[]
  /** Set for a collection that is no store's. */
  readonly own: CollectionFacts | null
}

/**
 * Finds the records of a file's stores, and collections of the module beside them, that no end handler of the file lets go of, though one lets go of
 * three others or more under the same kind of key. What is kept for another reason is left alone: a cap, a sweep, a release at another end. That a
 * function removes an entry by itself, as one that takes a choice back does, is no end.
 */
export function findForgottenRecords(file: SourceFile, view: ProgramView, options: AnalysisOptions): ForgottenRecord[] {
  const handlers = findEndHandlers(file)
  if (handlers.length === 0) return []
  const records = findStoreRecords(file, { factories: [], idPatterns: [] }).map(({ collection, usages }): Subject => ({ collection, usages, own: null }))
  if (records.length < MIN_SIBLINGS) return []
  const subjects = [...records, ...judgeCollections(file, options).flatMap(subjectBeside)]
  const regions = handlers.map((handler) => ({ handler, nouns: words(handler.name), reach: reachOf(file, handler) }))
  const everyEnd = regions.flatMap(({ reach }) => reach)
  const told = new Set<Subject>()
  return regions.flatMap(({ handler, nouns, reach }) => {
    const dropped = records.filter((record) => dropsWithin(record, reach))
    return subjects.flatMap((subject): ForgottenRecord[] => {
      const growth = subject.usages.find((usage) => usage.kind === 'grow')
      if (growth?.kind !== 'grow' || told.has(subject) || dropsWithin(subject, subject.own ? reach : everyEnd) || subject.usages.some((usage) => usage.kind === 'grow' && isWithin(usage, reach))) return []
      const entries = kindOf(file, subject, records)
      const siblings = entries === null ? [] : dropped.filter((record) => openKeys(record) === entries)
      // What ends a workspace, and its sessions with it, is told only where nothing ends a session by itself.
      const [noun = ''] = entries === null ? [] : entries.split(' ')
      if (!nouns.includes(noun) && regions.some((other) => other.nouns.includes(noun))) return []
      if (entries === null || siblings.length < MIN_SIBLINGS || isToldElsewhere(subject) || isLetGoOf(view, subject, records.filter((record) => openKeys(record) === entries), options)) return []
      told.add(subject)
      return [{ handler, collection: subject.collection, growth, entries, released: siblings.map(({ collection }) => collection.name) }]
    })
  })
}

function subjectBeside(facts: CollectionFacts): Subject[] {
  const { collection, usages } = facts
  return collection.storage.type === 'variable' && collection.lifetime === 'process' && collection.kind !== 'array' ? [{ collection, usages, own: facts }] : []
}

function isWithin({ node }: Usage, regions: readonly TSESTree.Node[]): boolean {
  return regions.some((region) => isInside(node, region))
}

function dropsWithin({ usages }: Subject, regions: readonly TSESTree.Node[]): boolean {
  return usages.some((usage) => usage.kind === 'release' && isWithin(usage, regions))
}

function openKeys({ usages }: Subject): string | null {
  const growth = usages.find((usage) => usage.kind === 'grow' && usage.keys.kind === 'open')
  return growth?.kind === 'grow' ? growth.keys.evidence : null
}

/** What a record is keyed by: as its own keys say, or, where they say nothing, another record that grows under the very same variable. */
function kindOf(file: SourceFile, subject: Subject, records: readonly Subject[]): string | null {
  const own = openKeys(subject)
  if (own !== null || subject.usages.some((usage) => usage.kind === 'grow' && usage.keys.kind === 'finite')) return own
  const keys = keyVariables(file, subject)
  return records.filter((record) => record !== subject && keyVariables(file, record).some((key) => keys.includes(key))).map(openKeys).find((kind) => kind !== null) ?? null
}

function keyVariables(file: SourceFile, { usages }: Subject): Variable[] {
  return usages.flatMap((usage) => {
    const key = usage.kind === 'grow' && usage.key ? unwrap(usage.key) : null
    return (key?.type === 'Identifier' && findVariable(file, key)) || []
  })
}

/** Nothing lets go of it at all: the rule for records tells so. */
function isToldElsewhere({ own, usages }: Subject): boolean {
  const verdict = own === null ? judge(usages) : null
  return verdict?.kind === 'leaks' && isSessionKind(verdict.growth.keys.evidence)
}

/** Is there a release that keeps up without the end, one that unloads several of the same kind at once, or something that is not understood? */
function isLetGoOf(view: ProgramView, subject: Subject, ofSameKind: readonly Subject[], options: AnalysisOptions): boolean {
  const { own, usages } = subject
  if (own) {
    const { releases, isComplete, hidden } = findReleases(view, view.root, own.collection, options)
    return !isComplete || hidden !== null || releases.some(({ strength }) => isEffective(strength))
  }
  return usages.some((usage) => {
    if (usage.kind === 'unknown' || usage.kind === 'escape') return true
    if (usage.kind !== 'release' || !isEffective(usage.strength)) return false
    return usage.extent !== 'entry' || usage.strength === 'evict' || isUnloading(usage, ofSameKind)
  })
}

/** Does the function that removes an entry remove others beside it? */
function isUnloading({ node }: Release, ofSameKind: readonly Subject[]): boolean {
  const home = enclosingAction(node)
  return home !== null && ofSameKind.filter(({ usages }) => usages.some((usage) => usage.kind === 'release' && usage.extent === 'entry' && enclosingAction(usage.node) === home)).length >= MIN_SIBLINGS
}

/** The nearest function with a name around a place: an action of the store, and not the updater in it. */
function enclosingAction(node: TSESTree.Node): FunctionNode | null {
  return enclosingFunctions(node).find((fn) => functionName(fn) !== null) ?? null
}
