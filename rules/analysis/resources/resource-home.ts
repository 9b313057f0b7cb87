import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingClass, enclosingFunctions, functionName } from '../../ast/functions.ts'

/** The name of the innermost named function around a node, for messages; a constructor has its class's name. Null at module level. */
export function findResourceHome(node: TSESTree.Node): string | null {
  for (const fn of enclosingFunctions(node)) {
    const name = functionName(fn)
    if (name === 'constructor') return enclosingClass(fn)?.id?.name ?? null
    if (name !== null) return name
  }
  return null
}
