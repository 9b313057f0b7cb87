import type { TSESTree } from '@typescript-eslint/utils'

import { judgeCollections, type CollectionFacts } from '../analysis/collection-facts.ts'
import type { Growth, Release, Verdict } from '../analysis/facts.ts'
import { judge } from '../analysis/judge.ts'
import { calleeName } from '../ast/names.ts'
import type { SourceFile } from '../ast/source-file.ts'
import { judgeWithProgram } from '../project/judge-with-program.ts'
import { typedProgramOf } from '../project/typed-program.ts'
import type { CollectionOptions } from './collection-options.ts'
import { explainGrowth, explainReleases, explainRemedy } from './explain.ts'
import { compilePatterns } from './patterns.ts'

/** A collection that leaks under the user's options. */
export interface Unbounded {
  readonly facts: CollectionFacts
  readonly growth: Growth
  readonly tooWeak: readonly Release[]
  /** Does the verdict stand for all files that can reach the collection? */
  readonly isSeenWhole: boolean
}

/** Every collection of a file that the judge finds leaking, less what the options let pass. */
export function findUnbounded(file: SourceFile & { readonly parserServices?: unknown }, options: CollectionOptions): Unbounded[] {
  const ignored = compilePatterns('ignore', options.ignore)
  return judgeCollections(file, options).flatMap((facts): Unbounded[] => {
    const { collection } = facts
    if (facts.verdict.kind === 'bounded') return []
    const typed = typedProgramOf(file.parserServices)
    const judged = typed ? judgeWithProgram(file, facts, typed, options) : facts.verdict
    const verdict = judged.kind === 'unknown' && options.exported === 'report' ? judgeAsIfHidden(facts) : judged
    if (verdict.kind !== 'leaks') return []
    if (ignored.some((pattern) => pattern.test(collection.name))) return []
    if (collection.init && options.boundedClasses.includes(classOf(collection.init) ?? '')) return []
    return [{ facts, growth: verdict.growth, tooWeak: verdict.tooWeak, isSeenWhole: judged.kind === 'leaks' }]
  })
}

/** The verdict if no other file touched the collection. Any release in its own file, however weak, shows that others take part. */
function judgeAsIfHidden({ usages, verdict }: CollectionFacts): Verdict {
  const hidden = judge(usages.filter((usage) => usage.kind !== 'escape' || usage.to !== 'export'))
  return hidden.kind === 'leaks' && hidden.tooWeak.length > 0 ? verdict : hidden
}

function classOf(init: TSESTree.Node): string | null {
  return init.type === 'NewExpression' ? calleeName(init) : null
}

/** The data every message about a leaking collection is filled with. */
export function messageData({ facts, growth, tooWeak, isSeenWhole }: Unbounded): Record<string, string> {
  return {
    name: facts.collection.name,
    entries: explainGrowth(growth),
    trigger: growth.trigger,
    line: String(growth.node.loc.start.line),
    releases: isSeenWhole ? explainReleases(tooWeak) : 'nothing in its own file removes an entry',
    remedy: explainRemedy(facts.collection.kind),
  }
}
