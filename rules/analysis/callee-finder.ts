import type { TSESTree } from '@typescript-eslint/utils'

import type { SourceFile } from '../ast/source-file.ts'
import type { FunctionNode } from '../ast/functions.ts'

/** A function, and the file it stands in. */
export interface FoundFunction {
  readonly file: SourceFile
  readonly node: FunctionNode
}

/**
 * Finds the functions that a callee, or a function handed on by its name, denotes in other files; none when they are not to be had. What lies behind it (disk, a test's table) is not the
 * analysis's business.
 */
export type HelperFinder = (file: SourceFile, callee: TSESTree.Node) => readonly FoundFunction[]
