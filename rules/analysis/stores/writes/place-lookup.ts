import type { TSESTree } from '@typescript-eslint/utils'

import type { SourceFile } from '../../../ast/source-file.ts'
import type { HelperWrites } from './handed-place.ts'
import type { Place, StateModel, StateStore } from '../declared/state-store.ts'

/** Tells which places of which stores an expression may be. */
export interface PlaceLookup {
  readonly file: SourceFile
  readonly model: StateModel
  /** What functions of other files do to a place that they are handed; null when they are not to be had. */
  readonly readHelper: HelperWrites
  placesOf(node: TSESTree.Node): readonly Place[]
  /** Expressions that denote the record at a path, or a copy of it, as far as they were met. */
  referencesOf(store: StateStore, path: string): ReadonlySet<TSESTree.Node>
  /** Functions that run at moments of their own: the owner of a store, the cases of its reducers. */
  entriesOf(store: StateStore): ReadonlySet<TSESTree.Node>
}
