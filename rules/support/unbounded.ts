import type { TSESLint } from '@typescript-eslint/utils'

import { judgeCollections, type CollectionFacts } from '../analysis/collection-facts.ts'
import type { Growth, Release, Verdict } from '../analysis/facts.ts'
import type { FoundCollection } from '../analysis/find-collections.ts'
import { judge } from '../analysis/judge.ts'
import { isQueueName } from '../catalog/queue-names.ts'
import { createHelperFinder } from '../project/imported-functions.ts'
import { judgeWithProgram, withoutTameGrowth } from '../project/judge-with-program.ts'
import { readHelpers } from '../project/read-helpers.ts'
import { typedProgramOf } from '../project/typed-program.ts'
import { createExemption, type ReachOptions } from './collection-options.ts'
import { describeLine, explainGrowth, explainReleases, explainRemedy } from './explain.ts'
import { pathOfLinted } from './linted-path.ts'

/** A collection that leaks under the user's options. */
export interface Unbounded {
  readonly facts: CollectionFacts
  readonly growth: Growth
  readonly tooWeak: readonly Release[]
  /** Does the verdict stand for all files that can reach the collection? */
  readonly isSeenWhole: boolean
}

type Context = Pick<TSESLint.RuleContext<string, readonly unknown[]>, 'cwd' | 'filename' | 'physicalFilename' | 'sourceCode'>

/**
 * Every collection of a file that the judge finds leaking, of those that are `wanted`, less what the options let pass. Other files are asked about
 * suspicious ones only: imported helpers that are handed one, and with types whoever can reach it.
 */
export function findUnbounded(context: Context, options: ReachOptions, wanted: (collection: FoundCollection) => boolean): Unbounded[] {
  const file = context.sourceCode
  const isExempt = createExemption(options)
  const typed = typedProgramOf(file.parserServices)
  const find = createHelperFinder(file, pathOfLinted(context))
  const reachesOthers = typed !== null || options.exported === 'report'
  return judgeCollections(file, options).flatMap((own): Unbounded[] => {
    const { collection } = own
    if (own.verdict.kind === 'bounded' || !wanted(collection) || isExempt(collection)) return []
    const facts = readHelpers(file, own, { find, options, reachesOthers })
    const judged = typed ? judgeWithProgram(file, facts, typed, options) : facts.verdict
    const verdict = judged.kind === 'unknown' && options.exported === 'report' ? judgeAsIfHidden(typed ? { ...facts, usages: withoutTameGrowth(file, facts.usages, typed) } : facts) : judged
    if (verdict.kind !== 'leaks') return []
    return [{ facts, growth: verdict.growth, tooWeak: verdict.tooWeak, isSeenWhole: judged.kind === 'leaks' }]
  })
}

/**
 * The verdict if no other file touched the collection. Any release in its own file, however weak, shows that others take part; a
 * queue that others can reach is there for them to work off.
 */
function judgeAsIfHidden({ usages, verdict, collection }: CollectionFacts): Verdict {
  if (collection.kind === 'array' && isQueueName(collection.name)) return verdict
  const hidden = judge(usages.filter((usage) => usage.kind !== 'escape' || usage.to !== 'export'))
  return hidden.kind === 'leaks' && hidden.tooWeak.length > 0 ? verdict : hidden
}

/** The data every message about a leaking collection is filled with. */
export function messageData({ facts, growth, tooWeak, isSeenWhole }: Unbounded): Record<string, string> {
  return {
    name: facts.collection.name,
    entries: explainGrowth(growth),
    trigger: growth.trigger,
    line: describeLine(growth.node),
    releases: isSeenWhole ? explainReleases(tooWeak) : 'nothing in its own file removes an entry',
    remedy: explainRemedy(facts.collection.kind),
  }
}
