import type { CollectionFacts } from '../analysis/collection-facts.ts'
import type { Release, Usage, Verdict } from '../analysis/facts.ts'
import type { AnalysisOptions } from '../analysis/find-usages.ts'
import { findUses } from '../analysis/call-graph.ts'
import { isEffective, judge } from '../analysis/judge.ts'
import { enclosingFunction, type FunctionNode } from '../ast/functions.ts'
import type { SourceFile } from '../ast/source-file.ts'
import { isPublic } from './package-entry.ts'
import { lintedProgramFile, type ProgramFile } from './program-file.ts'
import { isTame } from './tame-growth.ts'
import { findCallersElsewhere, isReachableByOthers, mayBeCalledThroughInterface } from './typed-callers.ts'
import { symbolAt, type TypedProgram } from './typed-program.ts'
import { findUsagesElsewhere, type PlacedUsage } from './typed-usages.ts'

/**
 * Judges a collection anew with what the other files of the program do to it: uses of what they can reach, callers of the
 * functions that release it, and at last callers of the functions that make it grow. Only a collection that grows under an open key is
 * worth the question.
 */
export function judgeWithProgram(file: SourceFile, facts: CollectionFacts, typed: TypedProgram, options: AnalysisOptions): Verdict {
  const { collection, verdict } = facts
  const home = verdict.kind === 'bounded' ? null : lintedProgramFile(typed, file)
  if (!home) return verdict
  const own = weighReleases(home, facts.usages, typed)
  const elsewhere = collection.isVisible && isSeenWhole(collection, typed) ? findUsagesElsewhere(typed, collection, options) : null
  const all = elsewhere ? [...own.filter(({ usage }) => !isExport(usage)), ...elsewhere] : own
  const known = judge(all.map(({ usage }) => usage))
  return known.kind === 'leaks' ? judge(withoutTame(all, typed)) : known
}

/** A collection's own uses, less the growth that ends as far as the program shows. */
export function withoutTameGrowth(file: SourceFile, usages: readonly Usage[], typed: TypedProgram): readonly Usage[] {
  const home = lintedProgramFile(typed, file)
  return home ? withoutTame(usages.map((usage) => ({ usage, home })), typed) : usages
}

function withoutTame(usages: readonly PlacedUsage[], typed: TypedProgram): Usage[] {
  return usages.flatMap(({ usage, home }) => (usage.kind === 'grow' && usage.keys.kind === 'open' && isTame(typed, home, usage) ? [] : [usage]))
}

function isExport(usage: Usage): boolean {
  return usage.kind === 'escape' && usage.to === 'export'
}

/** Does the program hold everybody who can reach the collection, or its class? */
function isSeenWhole({ node, storage }: CollectionFacts['collection'], typed: TypedProgram): boolean {
  const named = storage.type === 'field' ? storage.owner.id : storage.type === 'property' ? storage.variable.identifiers[0] : node
  const declaration = named ? typed.toTypeScript(named) : null
  const symbol = declaration ? symbolAt(typed.checker, declaration) : null
  return declaration !== null && symbol !== null && !isPublic(typed, declaration.getSourceFile(), symbol)
}

/** The uses, with releases as good as their callers. One that works settles the verdict: those after it are not asked for. */
function weighReleases(home: ProgramFile, usages: readonly Usage[], typed: TypedProgram): PlacedUsage[] {
  let works = false
  return usages.map((usage) => {
    const weighed = usage.kind === 'release' && !works ? weighCallers(home, usage, typed) : usage
    works ||= weighed.kind === 'release' && isEffective(weighed.strength)
    return { usage: weighed, home }
  })
}

/** A release in a function that this file exports but does not call is as good as its callers. */
function weighCallers(home: ProgramFile, release: Release, typed: TypedProgram): Release {
  const fn = enclosingFunction(release.node)
  if (!fn || !isEffective(release.strength) || !isCalledFromOutsideOnly(home.file, fn) || mayBeCalledThroughInterface(fn)) return release
  if (isReachableByOthers(fn, typed, home)) return release
  switch (findCallersElsewhere(typed, fn)) {
    case 'none':
      return { ...release, strength: 'unreached' }
    case 'tests':
      return { ...release, strength: 'test-only' }
    case 'production':
    case 'unknown':
      return release
  }
}

/** An exported function or public method that nothing in its own file calls or hands on. */
function isCalledFromOutsideOnly(file: SourceFile, fn: FunctionNode): boolean {
  const use = findUses(file, fn)
  return use.isVisible && use.calls.length === 0 && use.values.length === 0
}
