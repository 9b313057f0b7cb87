import type { TSESTree } from '@typescript-eslint/utils'

import { parameterReferences } from '../../analysis/classify-usage.ts'
import type { CollectionFacts } from '../../analysis/collection-facts.ts'
import { effectAtCall } from '../../analysis/effect-at-call.ts'
import type { Usage } from '../../analysis/facts.ts'
import type { FoundCollection } from '../../analysis/find-collections.ts'
import { findUsages, type AnalysisOptions } from '../../analysis/find-usages.ts'
import type { HelperFinder } from '../../analysis/callee-finder.ts'
import { judge } from '../../analysis/judge.ts'
import { findRootReferences } from '../../analysis/root-references.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { wrapped } from '../../ast/unwrap.ts'

/** How many helpers are entered one from another. */
const MAX_CALLS = 3

interface Reading {
  readonly find: HelperFinder
  readonly collection: FoundCollection
  readonly options: AnalysisOptions
}

/** Where an expression that is the collection is handed to a function. */
interface Handover {
  readonly file: SourceFile
  readonly argument: TSESTree.Node
  /** Expressions that denote the collection there. */
  readonly references: ReadonlySet<TSESTree.Node>
}

/**
 * Judges a collection anew by what imported functions do with it that are handed it: `pruneExpired(cache)`, `remember(cache, id)`. Only where the
 * answer may change the verdict; what can't be read, or keeps the collection, is judged as it was. `reachesOthers` tells whether the
 * caller looks at files that reach the collection by its declaration, too.
 */
export function readHelpers(file: SourceFile, facts: CollectionFacts, { find, options, reachesOthers }: { find: HelperFinder; options: AnalysisOptions; reachesOthers: boolean }): CollectionFacts {
  const { collection, usages, verdict } = facts
  if (verdict.kind === 'bounded' || !usages.some((usage) => argumentOf(usage))) return facts
  const rest = judge(usages.filter((usage) => !argumentOf(usage) && !(reachesOthers && usage.kind === 'escape' && usage.to === 'export')))
  if (rest.kind === 'released' || rest.kind === 'unknown') return facts
  const references = new Set(findRootReferences(file, collection).map(({ node }) => node))
  const read = usages.flatMap((usage) => throughHelper({ find, collection, options }, { file, references }, usage, MAX_CALLS))
  return { collection, usages: read, verdict: judge(read) }
}

/** The argument that is the collection, of a use that only a function elsewhere can tell. */
function argumentOf(usage: Usage): TSESTree.Node | null {
  if (usage.kind === 'escape') return usage.to === 'argument' ? usage.node : null
  return usage.kind === 'grow' || usage.kind === 'release' ? (usage.passed ?? null) : null
}

/** The use itself, or what the functions do that the collection is handed to. */
function throughHelper(reading: Reading, at: Omit<Handover, 'argument'>, usage: Usage, depth: number): Usage[] {
  const argument = argumentOf(usage)
  const effects = argument && depth > 0 ? effectsOf(reading, { ...at, argument }, depth) : null
  if (!effects) return [usage]
  return effects.isWhole ? effects.usages : [...effects.usages, usage]
}

/** What a call does with its argument, and whether that is all it does; null when its functions are not to be had. */
function effectsOf(reading: Reading, { file, argument, references }: Handover, depth: number): { usages: Usage[]; isWhole: boolean } | null {
  const { find, collection, options } = reading
  const call = wrapped(argument).parent
  if (call?.type !== 'CallExpression') return null
  const index = call.arguments.findIndex((one) => one === wrapped(argument))
  if (index < 0 || call.arguments.slice(0, index).some((one) => one.type === 'SpreadElement')) return null
  const functions = find(file, call.callee)
  if (functions.length === 0) return null
  const usages: Usage[] = []
  let isWhole = true
  for (const { file: home, node: fn } of functions) {
    const parameter = fn.params[index]
    const roots = parameterReferences(home, fn, index).map((node) => ({ node, isGuess: false }))
    if (!parameter || (roots.length === 0 && parameter.type !== 'Identifier')) return null
    const inside = { file: home, references: new Set(roots.map(({ node }) => node)) }
    const site = { file, call, fn, collection, context: { references, testFunctions: options.testFunctions.map((pattern) => new RegExp(pattern, 'u')) } }
    for (const usage of findUsages(home, collection, roots, options).flatMap((found) => throughHelper(reading, inside, found, depth - 1))) {
      const effect = effectAtCall(site, usage)
      if (effect) usages.push(...effect)
      else isWhole = false
    }
  }
  return { usages, isWhole }
}
