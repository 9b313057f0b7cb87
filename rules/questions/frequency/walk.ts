import type { TSESTree } from '@typescript-eslint/utils'

import { isExclusiveBranch } from '../../analysis/resources/guards.ts'
import { enclosingFunction, isFunction, isInside, type FunctionNode } from '../../ast/functions.ts'
import type { ClassRef, FunctionRef, Place, ProgramFile, ProgramView } from '../../program/view.ts'
import type { FrequencyFact } from './outcome.ts'

/** One question on its way up the callers: the view, whose life counts as one, and how far to look. */
export interface Walk {
  readonly view: ProgramView
  readonly owner: ClassRef | FunctionRef | 'module'
  /** How often code at a place runs; the way back to the start of the walk. */
  readonly runsAt: (walk: Walk, place: Place) => FrequencyFact
  /** How often a function runs that stands as a value at a node. */
  readonly runsOfValue: (walk: Walk, home: ProgramFile, node: TSESTree.Node) => FrequencyFact
  /** Functions and classes on the way, which are not entered twice. */
  readonly open: ReadonlySet<TSESTree.Node>
  /** Where in each function on the way the walk came from. */
  readonly from: ReadonlyMap<TSESTree.Node, TSESTree.Node>
  /** A block or function whose every run makes another owner. */
  readonly boundary: TSESTree.Node | null
  /** Functions that were entered from above, by a call that hands them a function: these calls stand for all their callers. */
  readonly enteredAt: ReadonlyMap<FunctionNode, Place>
  readonly depth: number
  /** Shared by all branches of one question. */
  readonly budget: { left: number }
}

/** One step further up, which does not enter `through` again. */
export function deeper(walk: Walk, through: TSESTree.Node): Walk {
  return { ...walk, depth: walk.depth - 1, open: new Set([...walk.open, through]) }
}

/**
 * The function around a node that the walk came through, where running it again also brings the walk's own place again: not for `if (!ready) { retry(); return }`
 * before that place.
 */
export function ownFrame({ open, from }: Walk, node: TSESTree.Node): FunctionNode | null {
  for (const frame of open) {
    const place = from.get(frame)
    if (isFunction(frame) && isInside(node, frame) && !(place && isApart(handlerIn(node, frame), place, frame))) return frame
  }
  return null
}

/** Does a run of the frame that comes to the node not come to the place as well: another branch, or one that leaves before it? */
function isApart(node: TSESTree.Node, place: TSESTree.Node, frame: FunctionNode): boolean {
  if (node.range[0] < place.range[0]) return isExclusiveBranch(node, place, frame)
  for (let at = node; at.parent && at.parent !== frame; at = at.parent) {
    if (isInside(place, at.parent)) return at.parent.type === 'IfStatement' && at.parent.alternate === at
  }
  return false
}

/** The function written in `frame` that a node stands in, which leaves only itself; the node where there is none. */
function handlerIn(node: TSESTree.Node, frame: FunctionNode): TSESTree.Node {
  let at = node
  for (let fn = enclosingFunction(node); fn && fn !== frame; fn = enclosingFunction(fn)) at = fn
  return at
}

/** Is the class or function the owner that is asked about? */
export function isOwner({ owner }: Walk, node: TSESTree.Node): boolean {
  return owner !== 'module' && owner.node === node
}
