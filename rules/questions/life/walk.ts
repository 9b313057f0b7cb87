import type { TSESTree } from '@typescript-eslint/utils'

import type { ClassRef, FunctionRef, Place, ProgramView } from '../../program/view.ts'
import type { LifeFact } from './outcome.ts'

/** One question on its way along what holds what. */
export interface Walk {
  readonly view: ProgramView
  /** How long instances of a class, or what a function closes over, live. */
  readonly lifeOf: (walk: Walk, owner: ClassRef | FunctionRef) => LifeFact
  /** How long the value of an expression is held; null when nothing holds it past its use. */
  readonly heldFor: (walk: Walk, value: Place) => LifeFact | null
  /** Owners, variables and functions on the way, which are not entered twice. */
  readonly open: ReadonlySet<object>
  readonly depth: number
  /** Shared by all branches of one question. */
  readonly budget: { left: number }
}

/** One step further, which does not enter `through` again; null past the bounds, or where it has been entered. */
export function enter(walk: Walk, through: object): Walk | null {
  if (walk.depth <= 0 || walk.budget.left-- <= 0 || walk.open.has(through)) return null
  return { ...walk, depth: walk.depth - 1, open: new Set([...walk.open, through]) }
}

/** A place of the same file. */
export function beside(place: Place, node: TSESTree.Node): Place {
  return { home: place.home, node }
}
