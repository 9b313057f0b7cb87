import type { TSESTree } from '@typescript-eslint/utils'

import type { FunctionNode } from '../../ast/functions.ts'
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

/** Is the class or function the owner that is asked about? */
export function isOwner({ owner }: Walk, node: TSESTree.Node): boolean {
  return owner !== 'module' && owner.node === node
}
