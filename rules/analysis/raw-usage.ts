import type { TSESTree } from '@typescript-eslint/utils'

import type { CollectionKind } from '../catalog/collection-methods.ts'

/**
 * What one expression that denotes a collection does to it, before anybody asks how often or how strongly.
 * `alias` hands on to further expressions that denote the same collection.
 */
export type RawUsage =
  | { readonly kind: 'grow'; readonly node: TSESTree.Node; readonly key: TSESTree.Node | null; readonly passed?: TSESTree.Node }
  | { readonly kind: 'release'; readonly node: TSESTree.Node; readonly extent: 'entry' | 'all' | 'cap'; readonly key: TSESTree.Node | null; readonly passed?: TSESTree.Node }
  | { readonly kind: 'read'; readonly node: TSESTree.Node; readonly iterates: boolean }
  | { readonly kind: 'escape'; readonly node: TSESTree.Node; readonly to: 'export' | 'argument' | 'return' | 'store' }
  | { readonly kind: 'unknown'; readonly node: TSESTree.Node }
  | { readonly kind: 'alias'; readonly nodes: readonly TSESTree.Node[] }

/** What is known of the collection whose use is classified. */
export interface Subject {
  readonly kind: CollectionKind
  readonly isNested: boolean
  /** Functions and methods that let entries go, by the user's own names. */
  readonly releaseFunctions: ReadonlySet<string>
}
