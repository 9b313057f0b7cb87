import type { TSESTree } from '@typescript-eslint/utils'

import type { FunctionNode } from '../ast/functions.ts'
import type { SourceFile } from '../ast/source-file.ts'
import { wrapped } from '../ast/unwrap.ts'
import { argumentFor } from './arguments.ts'
import type { Growth, Release, Usage } from './facts.ts'
import type { FoundCollection } from './find-collections.ts'
import { nameAround } from './find-usages.ts'
import { triggerOf } from './growth-trigger.ts'
import { classifyGrowthKeys } from './keys/growth-keys.ts'
import { classifyStrength, weaker } from './release-strength.ts'
import { isRepeated } from './repeated.ts'
import type { ReleaseContext } from './revisits.ts'

/** A call that hands a collection to a function of another file. */
export interface HelperCall {
  readonly file: SourceFile
  readonly call: TSESTree.CallExpression | TSESTree.NewExpression
  /** The function it enters. */
  readonly fn: FunctionNode
  readonly collection: FoundCollection
  readonly context: ReleaseContext
}

/**
 * What a use of the parameter inside a helper comes to at the call: `prune(cache, 100)` evicts where it is called, `remove(cache, id)` is as
 * strong as the place it is called at. A result that is dropped hands nothing on. Null for what leaves our sight.
 */
export function effectAtCall(site: HelperCall, usage: Usage): Usage[] | null {
  switch (usage.kind) {
    case 'read':
      return [{ ...usage, node: site.call }]
    case 'grow':
      return growthAtCall(site, usage)
    case 'release':
      return [releaseAtCall(site, usage)]
    case 'escape':
      return usage.to === 'return' && isDropped(site.call) ? [] : null
    case 'unknown':
      return null
    default:
      return usage satisfies never
  }
}

function growthAtCall(site: HelperCall, growth: Growth): Usage[] {
  const { file, call, collection } = site
  if (!isRepeated(file, call, collection)) return []
  const trigger = triggerOf(call)
  const key = argumentFor(call, site.fn, growth.key)
  const keys = key ? classifyGrowthKeys(file, { key, node: call, collection, trigger, releases: [] }) : growth.keys
  return [{ kind: 'grow', node: call, key, trigger, keys: keys.kind === 'undecided' ? growth.keys : keys }]
}

/** The weaker of what the helper does and of how often the call runs. What a helper that empties all is called says less than who calls it. */
function releaseAtCall(site: HelperCall, { extent, strength, key: inner, within }: Release): Release {
  const { file, call, context } = site
  const key = argumentFor(call, site.fn, inner)
  const calledAs = strength === 'evict' ? 'cap' : extent
  const atCall = classifyStrength(file, { kind: 'release', node: call, extent: calledAs, key }, context)
  const isHelper = strength !== 'teardown' && weaker(strength, atCall) !== atCall
  return { kind: 'release', node: call, extent, key, strength: isHelper ? strength : atCall, within: isHelper ? within : nameAround(call) }
}

/** Is what the call gives back let go at once? */
export function isDropped(call: TSESTree.CallExpression | TSESTree.NewExpression): boolean {
  let at = wrapped(call)
  if (at.parent?.type === 'AwaitExpression') at = wrapped(at.parent)
  return at.parent?.type === 'ExpressionStatement'
}
