import type { HelperFinder } from '../../analysis/callee-finder.ts'
import { followGiven } from '../../analysis/resources/trail/handle-trail.ts'
import { judgeReach } from '../../analysis/resources/release-reach.ts'
import type { HelperEffect, HelperReader } from '../../analysis/resources/trail/trail.ts'
import type { FunctionNode } from '../../ast/functions.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import type { ResourcePair } from '../../catalog/resource-pairs.ts'

/** How many helpers are entered one from another. */
const MAX_CALLS = 3

/**
 * Tells what imported functions do with a handle that they are given: `unrefTimer(t)`, `stopPolling(t)`. Null, so that the name decides, when one of
 * them can't be read, keeps the handle or hands it on.
 */
export function createHandleReader(find: HelperFinder, pair: ResourcePair, depth = MAX_CALLS): HelperReader {
  return (file, call, index) => {
    if (depth === 0 || index < 0 || call.arguments.slice(0, index).some((one) => one.type === 'SpreadElement')) return null
    const effects = find(file, call.callee).map(({ file: home, node }) => effectOf(home, node, index, pair, createHandleReader(find, pair, depth - 1)))
    const [first] = effects
    return first !== undefined && effects.every((effect) => effect === first) ? first : null
  }
}

function effectOf(home: SourceFile, fn: FunctionNode, index: number, pair: ResourcePair, readHelper: HelperReader): HelperEffect | null {
  const parameter = fn.params[index]
  if (!parameter || parameter.type === 'RestElement') return null
  const trail = followGiven(home, parameter, pair, readHelper)
  if (trail.relaxes.length > 0) return 'relaxes'
  if (trail.releases.some((release) => judgeReach(home, { pair, call: parameter, callbacks: [] }, release) === 'ends')) return 'releases'
  // Its own name holds it; any other place may keep it. A release that comes too late is none.
  return trail.escapes.length === 0 && trail.holders.length <= 1 ? 'reads' : null
}
