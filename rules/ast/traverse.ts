import type { TSESTree } from '@typescript-eslint/utils'

import { childrenOf } from './descend.ts'
import { isFunction, type FunctionNode } from './functions.ts'
import type { SourceFile } from './source-file.ts'

/** `node` and everything inside it that `enters` lets pass, outermost first. A node for which `enters` says no is not visited. */
export function* descendants(file: SourceFile, node: TSESTree.Node, enters: (node: TSESTree.Node) => boolean = () => true): Generator<TSESTree.Node> {
  if (!enters(node)) return
  yield node
  for (const child of childrenOf(file, node)) yield* descendants(file, child, enters)
}

/** What a function returns, as written: the arguments of its own `return`s, or the body of a short arrow function. */
export function returnedExpressions(file: SourceFile, fn: FunctionNode): TSESTree.Node[] {
  if (fn.body.type !== 'BlockStatement') return [fn.body]
  const found: TSESTree.Node[] = []
  for (const node of descendants(file, fn.body, (inner) => !isFunction(inner))) {
    if (node.type === 'ReturnStatement' && node.argument) found.push(node.argument)
  }
  return found
}
