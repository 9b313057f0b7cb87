import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingFunction, isFunction, isInside } from '../../ast/functions.ts'
import { isExecutor } from '../../ast/promises.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import type { ResourcePair } from '../../catalog/resource-pairs.ts'
import { findAcquisitions, type Acquisition, type Origin } from './acquisitions.ts'
import { isReturnedOnSomeWays } from './cleanup-order.ts'
import { followHandle } from './trail/handle-trail.ts'
import { isOverwritten } from './overwritten-handle.ts'
import { judgeReach, stronger, type Reach } from './release-reach.ts'
import type { Escape, HelperReader, Holder, Trail } from './trail/trail.ts'

/** Why a resource stays: no release, or none that works. */
export type Flaw =
  /** With types: a function of this file that only code outside could call, and none does. */
  | 'uncalled'
  /** With types: only tests do. */
  | 'test-only'
  /** `setInterval(tick, 1000)` as a statement */
  | 'discarded'
  /** The handle is kept, and nothing releases it. */
  | 'never-released'
  /** `for (const id of ids) this.timer = setInterval(…)`: one place, many handles. */
  | 'overwritten'
  /** The effect returns what releases it on some ways only. */
  | 'on-some-ways'
  | Exclude<Reach, 'ends'>

export type HandleVerdict =
  /** `t.unref()`: it does not hold the process. */
  | { readonly kind: 'relaxed' }
  /** Returned, exported, or given to a function that is not seen: releasing it is somebody else's duty. */
  | { readonly kind: 'handed-on'; readonly to: Escape['to'] }
  /**
   * `by` are the releases that work. `isScoped`: one stands in a `finally` of the function that acquires it, or in the callback of
   * an interval that a promise waits for, so that it cannot
   * outlive the work it accompanies. `isShared`: the handle is given away as well.
   */
  | { readonly kind: 'released'; readonly by: readonly TSESTree.Node[]; readonly isScoped: boolean; readonly isShared: boolean }
  /** `release` is the best of those that do not work, if there is any. */
  | { readonly kind: 'kept'; readonly flaw: Flaw; readonly release: TSESTree.Node | null }

/** An acquisition and what becomes of its handle. */
export interface Resource extends Acquisition {
  readonly verdict: HandleVerdict
  /** The place that holds the handle for longest, as far as it has a name. */
  readonly holder: Holder | null
}

/** Finds every resource of a kind that a file acquires, and judges what becomes of it. The one opinion of what a release is. `readHelper` tells of functions of other files. */
export function findResources(file: SourceFile, pair: ResourcePair, readHelper: HelperReader = () => null): Resource[] {
  return findAcquisitions(file, pair).map((acquisition) => {
    const trail = followHandle(file, acquisition.call, pair, readHelper)
    return { ...acquisition, verdict: judgeTrail(file, acquisition, trail), holder: trail.holders.at(-1) ?? null }
  })
}

/** Where so many places let go of one handle, the rest is not looked at. */
const MAX_RELEASES = 60

/** Judges by what happens to a handle, or to what else lets go of the resource, as the removal of a listener does. */
export function judgeTrail(file: SourceFile, acquisition: Origin, trail: Trail): HandleVerdict {
  if (trail.relaxes.length > 0) return { kind: 'relaxed' }
  if (isOverwritten(file, acquisition, trail)) return { kind: 'kept', flaw: 'overwritten', release: null }
  let best: { readonly reach: Exclude<Reach, 'ends'>; readonly by: TSESTree.Node } | null = null
  const working: TSESTree.Node[] = []
  for (const release of trail.releases.slice(0, MAX_RELEASES)) {
    const reach = judgeReach(file, acquisition, release)
    if (reach === 'ends') working.push(release)
    else if (!best || stronger(reach, best.reach) !== best.reach) best = { reach, by: release }
  }
  const [first] = working
  if (first && !acquisition.pair.isOneShot && isReturnedOnSomeWays(file, acquisition.call, working, trail.holders.map(({ name }) => name))) return { kind: 'kept', flaw: 'on-some-ways', release: first }
  if (working.length > 0) return { kind: 'released', by: working, isScoped: working.some((one) => isInFinally(one, acquisition.call) || isOwnWait(one, acquisition)), isShared: trail.escapes.length > 0 }
  const [handedOn] = trail.escapes
  if (handedOn) return { kind: 'handed-on', to: handedOn.to }
  if (best) return { kind: 'kept', flaw: best.reach, release: best.by }
  return { kind: 'kept', flaw: trail.holders.length > 0 ? 'never-released' : 'discarded', release: null }
}

/** `new Promise((resolve) => { const t = setInterval(() => { if (isReady()) { clearInterval(t); resolve() } }, 100) })` */
function isOwnWait(release: TSESTree.Node, { call, callbacks }: Origin): boolean {
  const executor = enclosingFunction(call)
  return executor !== null && isExecutor(executor) && callbacks.some((callback) => isInside(release, callback))
}

function isInFinally(release: TSESTree.Node, acquisition: TSESTree.Node): boolean {
  if (enclosingFunction(release) !== enclosingFunction(acquisition)) return false
  for (let at: TSESTree.Node | undefined = release; at?.parent; at = at.parent) {
    if (at.parent.type === 'TryStatement' && at.parent.finalizer === at) return true
    if (isFunction(at)) return false
  }
  return false
}
