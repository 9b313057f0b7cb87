import type { TSESTree } from '@typescript-eslint/utils'

import type { FunctionNode } from '../../ast/functions.ts'
import type { HandleVerdict } from '../resources/judge-handle.ts'
import type { Recurrence } from './recurrence.ts'
import type { Listener, Subscription } from './subscription.ts'

export type Kept = Extract<HandleVerdict, { kind: 'kept' }>

/** A subscription that stays, and why that is known. */
export type LeakedSubscription =
  /** Acquired again and again, on something that lives longer, with no release that works. */
  | { readonly kind: 'recurring'; readonly subscription: Subscription; readonly often: string; readonly by: Recurrence['kind']; readonly verdict: Kept; readonly emitter: TSESTree.Node; /** Names this listener for the other phase. */ readonly otherPhase: TSESTree.Node | null }
  /** The removal gives another function than was added. */
  | { readonly kind: 'fresh'; readonly subscription: Listener; readonly removal: TSESTree.CallExpression }
  /** The removal names the function and the emitter, and an event that the function does not listen to. */
  | { readonly kind: 'misnamed'; readonly subscription: Listener; readonly removal: TSESTree.CallExpression }
  /** A function registers its caller's callback, and gives the caller nothing to take it away with. */
  | { readonly kind: 'irremovable'; readonly subscription: Listener; readonly registration: FunctionNode }
  /** A promise leaves its listener behind when it settles. */
  | { readonly kind: 'waiting'; readonly subscription: Listener }
  /** The end of the owner removes a sibling on the same emitter, and not this one. */
  | { readonly kind: 'forgotten'; readonly subscription: Listener; readonly sibling: Listener; readonly removal: TSESTree.Node }
  /** It is given to the base class, whose end the class hides. */
  | { readonly kind: 'hidden'; readonly subscription: Listener; readonly owner: string; readonly end: string }
  /** The end of the owner ends what else its start has begun, and not this listener of something that goes on. */
  | { readonly kind: 'left'; readonly subscription: Listener; readonly start: string; readonly end: FunctionNode }

/** Does the subscription stay? One that the next start removes, or the end of the process, never comes to many; but each component leaves its last one. */
export function isLasting({ flaw }: Kept, recurrence: Recurrence | null): boolean {
  return (flaw !== 'restart' || recurrence?.kind === 'component') && flaw !== 'outlived' && flaw !== 'at-exit'
}
