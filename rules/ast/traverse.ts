import type { TSESTree } from '@typescript-eslint/utils'

import { childrenOf } from './descend.ts'
import { isFunction, type FunctionNode } from './functions.ts'
import type { SourceFile } from './source-file.ts'

/** `node` and everything inside it that `enters` lets pass, outermost first, in source order. A node for which `enters` says no is not visited. */
export function* descendants(file: SourceFile, node: TSESTree.Node, enters: (node: TSESTree.Node) => boolean = () => true): Generator<TSESTree.Node> {
  const open = [node]
  for (let at = open.pop(); at; at = open.pop()) {
    if (!enters(at)) continue
    yield at
    const children = childrenOf(file, at)
    for (let index = children.length - 1; index >= 0; index--) {
      const child = children[index]
      if (child) open.push(child)
    }
  }
}

const returnedByFunction = new WeakMap<FunctionNode, readonly TSESTree.Node[]>()

/** What a function returns, as written: the arguments of its own `return`s, or the body of a short arrow function. Looked for once. */
export function returnedExpressions(file: SourceFile, fn: FunctionNode): readonly TSESTree.Node[] {
  const { body } = fn
  if (body.type !== 'BlockStatement') return [body]
  const known = returnedByFunction.get(fn)
  if (known) return known
  const found: TSESTree.Node[] = []
  for (const node of descendants(file, body, (inner) => !isFunction(inner))) {
    if (node.type === 'ReturnStatement' && node.argument) found.push(node.argument)
  }
  returnedByFunction.set(fn, found)
  return found
}
