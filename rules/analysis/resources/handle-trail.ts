import type { TSESTree } from '@typescript-eslint/utils'

import type { SourceFile } from '../../ast/source-file.ts'
import type { ResourcePair } from '../../catalog/resource-pairs.ts'
import { bindPattern } from './follow-places.ts'
import { followExpression } from './follow-values.ts'
import { followValue, type Trail, type Walk } from './trail.ts'

const MAX_STEPS = 2_000

/**
 * Follows a handle from the call that acquires it through variables, fields, objects, lists, parameters and results of
 * functions of the same file. Bounds: other files are not read, members are matched by name, at most 2,000 steps are taken.
 */
export function followHandle(file: SourceFile, acquisition: TSESTree.Node, pair: ResourcePair): Trail {
  const walk: Walk = { file, pair, steps: [], releases: [], relaxes: [], holders: [], escapes: [], seen: new Map() }
  followValue(walk, acquisition, [])
  for (let taken = 0; taken < MAX_STEPS; taken++) {
    const step = walk.steps.pop()
    if (!step) return walk
    if (step.path.length > 6) continue
    if (step.kind === 'value') followExpression(walk, step.node, step.path)
    else bindPattern(walk, step.node, step.path)
  }
  walk.escapes.push({ node: acquisition, to: 'unknown' })
  return walk
}
