import type { TSESTree } from '@typescript-eslint/utils'

import { judgeCollections } from '../analysis/collection-facts.ts'
import type { AnalysisOptions } from '../analysis/find-usages.ts'
import { findForgotten, type ForgottenSibling } from '../analysis/forgotten-siblings.ts'
import type { HelperFinder } from '../analysis/callee-finder.ts'
import { callsWithin, findEndHandlers, reachOf, type EndHandler } from '../analysis/session-end.ts'
import { calleeName } from '../ast/names.ts'
import type { SourceFile } from '../ast/source-file.ts'
import { isCleanupName, mentionsCleanup } from '../catalog/session-ends.ts'
import { mentionsRelative } from './file-cache.ts'
import { readHelpers } from './read-helpers.ts'

/**
 * What the end handlers of a file forget in the files that they have functions of: a handler that calls an imported `forgetTitle(id)` leaves the
 * map beside that file's titles. A function that is an end handler itself is told in its own file.
 */
export function findForgottenElsewhere(file: SourceFile, find: HelperFinder, options: AnalysisOptions): ForgottenSibling[] {
  if (!mentionsRelative(file.text) || !mentionsCleanup(file.text)) return []
  return findEndHandlers(file).flatMap((handler) =>
    [...calledElsewhere(file, handler, find)].flatMap(([home, bodies]) => {
      const facts = judgeCollections(home, options).map((one) => readHelpers(home, one, { find, options, reachesOthers: false }))
      return findForgotten(facts, reachOf(home, { regions: bodies }), new Set()).map((found) => ({ ...found, handler, home }))
    }),
  )
}

/** The bodies of the functions of other files that the handler calls, by file. */
function calledElsewhere(file: SourceFile, handler: EndHandler, find: HelperFinder): Map<SourceFile, TSESTree.Node[]> {
  const bodies = new Map<SourceFile, TSESTree.Node[]>()
  for (const call of callsWithin(file, reachOf(file, handler))) {
    if (call.arguments.length === 0 || !isCleanupName(calleeName(call) ?? '')) continue
    for (const { file: home, node } of find(file, call.callee)) {
      if (home === file || findEndHandlers(home).some(({ regions }) => regions.includes(node.body))) continue
      bodies.set(home, [...(bodies.get(home) ?? []), node.body])
    }
  }
  return bodies
}
