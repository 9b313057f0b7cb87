import type { TSESTree } from '@typescript-eslint/utils'

import type { SourceFile } from '../ast/source-file.ts'
import type { FunctionValue } from './search.ts'

/**
 * Finds the functions that a callee, or a function handed on by its name, denotes in other files; none when they are not to be had. What lies behind it (disk, a test's table) is not the
 * analysis's business.
 */
export type HelperFinder = (file: SourceFile, callee: TSESTree.Node) => readonly FunctionValue[]
