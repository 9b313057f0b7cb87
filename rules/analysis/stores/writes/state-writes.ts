import type { TSESTree } from '@typescript-eslint/utils'

import type { StateStore } from '../declared/state-store.ts'

/** Where a write stands, and what it writes. */
export interface WriteBase {
  readonly store: StateStore
  /** The record, as the static steps to it from the state: `messages`, `entities.byId`; empty when the state is the record. */
  readonly path: string
  readonly node: TSESTree.Node
}

/** What one place in the code does to a record, or to everything below a path. */
export type StateWrite =
  /** An entry is added under `key`; `key` is null when whole objects of unknown keys are merged in. */
  | (WriteBase & { readonly kind: 'grow'; readonly key: TSESTree.Node | null; readonly value: TSESTree.Node | null; readonly isCopy: boolean })
  /** One entry goes. */
  | (WriteBase & { readonly kind: 'drop'; readonly key: TSESTree.Node | null })
  /** Whatever fails a test or exceeds a limit goes. */
  | (WriteBase & { readonly kind: 'prune' })
  /** The record, and all below the path, is replaced by a value that is not made from it. */
  | (WriteBase & { readonly kind: 'replace'; readonly isEmpty: boolean })
  /** Something that is not understood may change the record, and all below the path. */
  | (WriteBase & { readonly kind: 'unknown' })
