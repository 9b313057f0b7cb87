import type { TSESTree } from '@typescript-eslint/utils'

import { judgeCollections } from '../../analysis/collection-facts.ts'
import type { AnalysisOptions } from '../../analysis/find-usages.ts'
import { findForgotten, type ForgottenSibling } from '../../analysis/forgotten-siblings.ts'
import type { HelperFinder } from '../../analysis/callee-finder.ts'
import { findEndHandlers, reachOf, type EndHandler } from '../../analysis/session-end.ts'
import { indexSource } from '../../analysis/source-index.ts'
import { isInside } from '../../ast/functions.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { unwrap } from '../../ast/unwrap.ts'
import { findVariable, type Variable } from '../../ast/variables.ts'
import { isCleanupName, mentionsCleanup } from '../../catalog/session-ends.ts'
import { mentionsNeighbor } from '../../program/sources/file-looks.ts'
import { readHelpers } from '../release/read-helpers.ts'

/**
 * What the end handlers of a file forget in the files that they have functions of: a handler that calls an imported `forgetTitle(id)` leaves the
 * map beside that file's titles. A function that is an end handler itself is told in its own file.
 */
export function findForgottenElsewhere(file: SourceFile, find: HelperFinder, options: AnalysisOptions): ForgottenSibling[] {
  const handlers = findEndHandlers(file)
  if (handlers.length === 0 || !mentionsNeighbor(file.text) || !mentionsCleanup(file.text)) return []
  const candidates = cleanupCalls(file)
  if (candidates.length === 0) return []
  return handlers.flatMap((handler) =>
    [...calledElsewhere(file, handler, candidates, find)].flatMap(([home, bodies]) => {
      const facts = judgeCollections(home, options).map((one) => readHelpers(home, one, { find, options, reachesOthers: false }))
      return findForgotten(home, facts, reachOf(home, { regions: bodies }), new Set()).map((found) => ({ ...found, handler, home }))
    }),
  )
}

/** Calls that are named like one, with something to let go of. */
function cleanupCalls(file: SourceFile): TSESTree.CallExpression[] {
  const found: TSESTree.CallExpression[] = []
  for (const [name, calls] of indexSource(file).callsByName) if (isCleanupName(name)) found.push(...calls.filter((call) => call.arguments.length > 0 && isImported(file, call)))
  return found
}

/** Does the callee begin with an imported name? */
function isImported(file: SourceFile, call: TSESTree.CallExpression): boolean {
  let at = unwrap(call.callee)
  while (at.type === 'MemberExpression') at = unwrap(at.object)
  return at.type !== 'Identifier' || isHanded(findVariable(file, at))
}

/** An import, or a constant that may hold one. */
function isHanded(variable: Variable | null): boolean {
  const type = variable?.defs[0]?.type
  return type !== undefined && type !== 'FunctionName' && type !== 'ClassName'
}

/** The bodies of the functions of other files that the handler calls, by file. */
function calledElsewhere(file: SourceFile, handler: EndHandler, candidates: readonly TSESTree.CallExpression[], find: HelperFinder): Map<SourceFile, TSESTree.Node[]> {
  const bodies = new Map<SourceFile, TSESTree.Node[]>()
  const regions = reachOf(file, handler)
  for (const call of candidates) {
    if (!regions.some((region) => isInside(call, region))) continue
    for (const { file: home, node } of find(file, call.callee)) {
      if (home === file || findEndHandlers(home).some(({ regions }) => regions.includes(node.body))) continue
      bodies.set(home, [...(bodies.get(home) ?? []), node.body])
    }
  }
  return bodies
}
