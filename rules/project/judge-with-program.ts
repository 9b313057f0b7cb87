import type { CollectionFacts } from '../analysis/collection-facts.ts'
import type { Release, Usage, Verdict } from '../analysis/facts.ts'
import type { AnalysisOptions } from '../analysis/find-usages.ts'
import { findUses } from '../analysis/call-graph.ts'
import { isEffective, judge } from '../analysis/judge.ts'
import { enclosingFunction, type FunctionNode } from '../ast/functions.ts'
import type { SourceFile } from '../ast/source-file.ts'
import { isPublic } from './package-entry.ts'
import { findCallersElsewhere, isReachableByOthers, mayBeCalledThroughInterface } from './typed-callers.ts'
import { symbolAt, type TypedProgram } from './typed-program.ts'
import { findUsagesElsewhere } from './typed-usages.ts'

/**
 * Judges a collection anew with what the other files of the program do to it: uses of what they can reach, and callers of the
 * functions that release it here. Only a collection that grows under an open key is worth the question.
 */
export function judgeWithProgram(file: SourceFile, facts: CollectionFacts, typed: TypedProgram, options: AnalysisOptions): Verdict {
  const { collection, verdict } = facts
  if (verdict.kind === 'bounded') return verdict
  const own = facts.usages.map((usage) => (usage.kind === 'release' ? weighCallers(file, usage, typed) : usage))
  if (!collection.isVisible) return judge(own)
  const elsewhere = isSeenWhole(collection, typed) ? findUsagesElsewhere(typed, collection, options) : null
  if (!elsewhere) return judge(own)
  return judge([...own.filter((usage) => !isExport(usage)), ...elsewhere])
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

/** A release in a function that this file exports but does not call is as good as its callers. */
function weighCallers(file: SourceFile, release: Release, typed: TypedProgram): Release {
  const fn = enclosingFunction(release.node)
  if (!fn || !isEffective(release.strength) || !isCalledFromOutsideOnly(file, fn) || mayBeCalledThroughInterface(fn)) return release
  if (isReachableByOthers(fn, typed)) return release
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
