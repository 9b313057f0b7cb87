import type { SourceFile } from '../ast/source-file.ts'
import { findUsages, keyOfOptions, type AnalysisOptions } from './find-usages.ts'
import type { Usage, Verdict } from './facts.ts'
import { findCollections, type FoundCollection } from './find-collections.ts'
import { judge } from './judge.ts'
import { findRootReferences } from './root-references.ts'

/** One collection with all its uses and what they come to. */
export interface CollectionFacts {
  readonly collection: FoundCollection
  readonly usages: readonly Usage[]
  readonly verdict: Verdict
}

const factsByFile = new WeakMap<SourceFile, Map<string, readonly CollectionFacts[]>>()

/** Judges every collection of a file; once per file and set of options, for all rules. */
export function judgeCollections(file: SourceFile, options: AnalysisOptions): readonly CollectionFacts[] {
  const key = keyOfOptions(options)
  const known = factsByFile.get(file) ?? new Map<string, readonly CollectionFacts[]>()
  factsByFile.set(file, known)
  const before = known.get(key)
  if (before) return before
  const facts = findCollections(file).flatMap((collection) => {
    const usages = findOwnUsages(file, collection, options)
    return usages === null ? [] : [{ collection, usages, verdict: judge(usages) }]
  })
  known.set(key, facts)
  return facts
}

/** All uses of a collection in its own file, or null when nothing there makes it grow again and again, and nothing elsewhere could. */
export function findOwnUsages(file: SourceFile, collection: FoundCollection, options: AnalysisOptions): readonly Usage[] | null {
  const usages = findUsages(file, collection, findRootReferences(file, collection), options)
  // An insertion under a limit comes as its own cap.
  if (!isFilledElsewhere(collection) && !usages.some((usage) => usage.kind === 'grow' || (usage.kind === 'release' && usage.extent === 'cap'))) return null
  return collection.isVisible ? [...usages, { kind: 'escape', node: collection.node, to: 'export' }] : usages
}

/** An exported collection that begins empty: if its own file does not fill it, another does. */
function isFilledElsewhere({ isVisible, storage, init }: FoundCollection): boolean {
  if (!isVisible || storage.type !== 'variable' || !init) return false
  switch (init.type) {
    case 'ObjectExpression':
      return init.properties.length === 0
    case 'ArrayExpression':
      return init.elements.length === 0
    case 'NewExpression':
      return init.arguments.length === 0
    default:
      return false
  }
}
