import type { TSESTree } from '@typescript-eslint/utils'

import type { SourceFile } from '../../../ast/source-file.ts'
import type { ResourcePair } from '../../../catalog/resource-pairs.ts'
import { bindPattern } from './follow-places.ts'
import { followExpression } from './follow-values.ts'
import type { HelperReader, Step, Trail, Walk } from './trail.ts'

const MAX_STEPS = 500

/**
 * Follows a handle from the call that acquires it through variables, fields, objects, lists, parameters and results of
 * functions of the same file. Bounds: members are matched by name, at most 500 steps are taken; what functions of other files do is asked
 * of `readHelper`.
 */
export function followHandle(file: SourceFile, acquisition: TSESTree.Node, pair: ResourcePair, readHelper: HelperReader): Trail {
  return walkFrom({ file, pair, readHelper }, { kind: 'value', node: acquisition, path: [] })
}

/** Follows what a function does with a handle that it is given as the parameter `pattern`. */
export function followGiven(file: SourceFile, pattern: TSESTree.Node, pair: ResourcePair, readHelper: HelperReader): Trail {
  return walkFrom({ file, pair, readHelper }, { kind: 'bind', node: pattern, path: [] })
}

function walkFrom(start: Pick<Walk, 'file' | 'pair' | 'readHelper'>, first: Step): Trail {
  const walk: Walk = { ...start, steps: [first], releases: [], relaxes: [], holders: [], escapes: [], seen: new Map() }
  for (let taken = 0; taken < MAX_STEPS; taken++) {
    const step = walk.steps.pop()
    if (!step) return walk
    if (step.path.length > 6) continue
    if (step.kind === 'value') followExpression(walk, step.node, step.path)
    else bindPattern(walk, step.node, step.path)
  }
  walk.escapes.push({ node: first.node, to: 'unknown' })
  return walk
}
