import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingFunctions, functionName } from '../ast/functions.ts'
import type { SourceFile } from '../ast/source-file.ts'
import { classifyUsage } from './classify-usage.ts'
import type { Growth, Release, Usage } from './facts.ts'
import type { FoundCollection } from './find-collections.ts'
import { triggerOf } from './growth-trigger.ts'
import { classifyGrowthKeys } from './keys/growth-keys.ts'
import type { RawUsage } from './raw-usage.ts'
import { classifyStrength } from './release-strength.ts'
import { isRepeated } from './repeated.ts'
import type { RootReference } from './root-references.ts'
import { isUnderLimit } from './control/limits.ts'

/** What the user's options add to the analysis. */
export interface AnalysisOptions {
  readonly releaseFunctions: readonly string[]
  readonly testFunctions: readonly string[]
}

/** Options that say the same have one key. */
export function keyOfOptions({ releaseFunctions, testFunctions }: AnalysisOptions): string {
  return releaseFunctions.length === 0 && testFunctions.length === 0 ? '' : JSON.stringify([releaseFunctions, testFunctions])
}

const known = new WeakMap<readonly RootReference[], { readonly key: string; readonly collection: FoundCollection; readonly usages: readonly Usage[] }>()

/**
 * Every use of a collection in a file, from the expressions that name it there: its own file's, or another's that reaches it through an
 * import. Growth that cannot repeat is left out. The same list of expressions is gone through once.
 */
export function findUsages(file: SourceFile, collection: FoundCollection, roots: readonly RootReference[], options: AnalysisOptions): readonly Usage[] {
  const key = keyOfOptions(options)
  const before = known.get(roots)
  if (before?.key === key && before.collection === collection) return before.usages
  const usages = computeUsages(file, collection, roots, options)
  known.set(roots, { key, collection, usages })
  return usages
}

function computeUsages(file: SourceFile, collection: FoundCollection, roots: readonly RootReference[], options: AnalysisOptions): readonly Usage[] {
  const { raw, references } = collectRawUsages(file, collection, roots, options)
  const growths = raw.filter((usage) => usage.kind === 'grow' && isRepeated(file, usage.node, collection))
  const context = {
    references,
    growths: growths.filter((usage) => usage.kind === 'grow'),
    testFunctions: options.testFunctions.map((pattern) => new RegExp(pattern, 'u')),
  }
  const releases = raw.flatMap((usage): Release[] => (usage.kind === 'release' ? [{ ...usage, strength: classifyStrength(file, usage, context), within: nameAround(usage.node) }] : []))
  const usages: Usage[] = []
  for (const usage of raw) {
    if (usage.kind === 'read' || usage.kind === 'escape' || usage.kind === 'unknown') usages.push(usage)
    if (usage.kind === 'grow' && growths.includes(usage)) usages.push(...describeGrowth(file, usage, { collection, releases, references }))
  }
  return [...usages, ...releases]
}

/** The name of the innermost function around `node` that has one. */
export function nameAround(node: TSESTree.Node): string | null {
  return enclosingFunctions(node).map(functionName).find((name) => name !== null) ?? null
}

/** An insertion under a limit is a growth and its own cap. */
function describeGrowth(file: SourceFile, usage: Extract<RawUsage, { kind: 'grow' }>, known: { collection: FoundCollection; releases: readonly Release[]; references: ReadonlySet<TSESTree.Node> }): (Growth | Release)[] {
  const { collection, releases, references } = known
  if (isUnderLimit(file, usage.node, references)) return [{ kind: 'release', node: usage.node, extent: 'cap', strength: 'evict', key: null, within: null }]
  const trigger = triggerOf(usage.node)
  return [{ ...usage, trigger, keys: classifyGrowthKeys(file, { key: usage.key, node: usage.node, collection, trigger, releases }) }]
}

interface RawUsages {
  readonly raw: readonly Exclude<RawUsage, { kind: 'alias' }>[]
  /** Every expression met that denotes the collection. */
  readonly references: ReadonlySet<TSESTree.Node>
}

/** Follows aliases until nothing new turns up; at most 500 expressions, then the rest counts as unknown. */
function collectRawUsages(file: SourceFile, collection: FoundCollection, roots: readonly RootReference[], options: AnalysisOptions): RawUsages {
  const subject = { kind: collection.kind, isNested: collection.shape.isNested, releaseFunctions: new Set(options.releaseFunctions) }
  const guesses = new Set(roots.filter((root) => root.isGuess).map((root) => root.node))
  const queue = roots.map((root) => root.node)
  const references = new Set<TSESTree.Node>()
  const raw: Exclude<RawUsage, { kind: 'alias' }>[] = []
  for (let node = queue.pop(); node; node = queue.pop()) {
    if (references.has(node)) continue
    references.add(node)
    if (references.size > 500) return { raw: [...raw, { kind: 'unknown', node }], references }
    for (const usage of classifyUsage(file, node, subject)) {
      if (usage.kind === 'alias') queue.push(...usage.nodes)
      else if (!guesses.has(node) || usage.kind === 'release') raw.push(usage)
    }
  }
  raw.sort((a, b) => a.node.range[0] - b.node.range[0])
  return { raw, references }
}
