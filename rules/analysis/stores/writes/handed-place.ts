import type { TSESTree } from '@typescript-eslint/utils'

import type { SourceFile } from '../../../ast/source-file.ts'
import type { StateStore } from '../declared/state-store.ts'
import type { StateWrite } from './state-writes.ts'

/** Where a function of another file is handed the state, or a record of it. */
export interface HelperUse {
  readonly file: SourceFile
  /** What names the function: the callee, or a reducer by its name. */
  readonly callee: TSESTree.Node
  /** Where the writes stand, seen from this file. */
  readonly node: TSESTree.Node
  readonly args: readonly TSESTree.Node[]
  /** Which parameter it is handed as, and the place that it is. */
  readonly index: number
  readonly store: StateStore
  readonly path: readonly string[]
  /** Does what the function returns take that place? */
  readonly isReplaced: boolean
  readonly merges: boolean
}

/** Tells what functions of other files do to a place that they are handed; null when that can't be told. */
export type HelperWrites = (use: HelperUse) => StateWrite[] | null
