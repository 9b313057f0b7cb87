import type { TSESTree } from '@typescript-eslint/utils'

import { judgeCollections, type CollectionFacts } from '../analysis/collection-facts.ts'
import type { Growth, Release, Verdict } from '../analysis/facts.ts'
import { judge } from '../analysis/judge.ts'
import { calleeName } from '../ast/names.ts'
import type { SourceFile } from '../ast/source-file.ts'
import type { CollectionOptions } from './collection-options.ts'
import { explainGrowth, explainReleases, explainRemedy } from './explain.ts'

/** A collection that leaks under the user's options. */
export interface Unbounded {
  readonly facts: CollectionFacts
  readonly growth: Growth
  readonly tooWeak: readonly Release[]
}

/** Every collection of a file that the judge finds leaking, less what the options let pass. */
export function findUnbounded(file: SourceFile, options: CollectionOptions): Unbounded[] {
  const ignored = options.ignore.map((pattern) => new RegExp(pattern, 'u'))
  return judgeCollections(file, options).flatMap((facts): Unbounded[] => {
    const { collection } = facts
    const verdict = options.exported === 'report' ? judgeAsIfHidden(facts) : facts.verdict
    if (verdict.kind !== 'leaks') return []
    if (ignored.some((pattern) => pattern.test(collection.name))) return []
    if (collection.init && options.boundedClasses.includes(classOf(collection.init) ?? '')) return []
    return [{ facts, growth: verdict.growth, tooWeak: verdict.tooWeak }]
  })
}

/** The verdict if no other file touched the collection. Any release in its own file, however weak, shows that others take part. */
function judgeAsIfHidden({ usages, verdict }: CollectionFacts): Verdict {
  if (verdict.kind !== 'unknown') return verdict
  const hidden = judge(usages.filter((usage) => usage.kind !== 'escape' || usage.to !== 'export'))
  return hidden.kind === 'leaks' && hidden.tooWeak.length > 0 ? verdict : hidden
}

function classOf(init: TSESTree.Node): string | null {
  return init.type === 'NewExpression' ? calleeName(init) : null
}

/** The data every message about a leaking collection is filled with. */
export function messageData({ facts, growth, tooWeak }: Unbounded): Record<string, string> {
  return {
    name: facts.collection.name,
    entries: explainGrowth(growth),
    trigger: growth.trigger,
    line: String(growth.node.loc.start.line),
    releases: facts.verdict.kind === 'unknown' ? 'nothing in its own file removes an entry' : explainReleases(tooWeak),
    remedy: explainRemedy(facts.collection.kind),
  }
}
