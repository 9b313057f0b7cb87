import type { TSESTree } from '@typescript-eslint/utils'

import { isFunction } from './functions.ts'
import type { SourceFile } from './source-file.ts'

/** What stands under a visitor key of `node`: a node, a list of nodes and holes, or nothing. */
export function childAt(node: TSESTree.Node, key: string): unknown {
  return node[key as keyof TSESTree.Node]
}

/** The nodes directly below `node`, in source order. */
export function childrenOf(file: SourceFile, node: TSESTree.Node): TSESTree.Node[] {
  const found: TSESTree.Node[] = []
  for (const name of file.visitorKeys[node.type] ?? []) {
    const child = childAt(node, name)
    for (const item of Array.isArray(child) ? child : [child]) if (isNode(item)) found.push(item)
  }
  return found
}

/** Does `node`, or anything inside it, pass the test? Functions inside are entered unless `skipFunctions` is set. */
export function someInside(file: SourceFile, node: TSESTree.Node, test: (node: TSESTree.Node) => boolean, skipFunctions = false): boolean {
  if (test(node)) return true
  return childrenOf(file, node).some((child) => !(skipFunctions && isFunction(child)) && someInside(file, child, test, skipFunctions))
}

/** `node` and everything inside it that passes the test, in source order. */
export function findInside<T extends TSESTree.Node>(file: SourceFile, node: TSESTree.Node, test: (node: TSESTree.Node) => node is T): T[] {
  const found: T[] = []
  const visit = (at: TSESTree.Node): void => {
    if (test(at)) found.push(at)
    for (const child of childrenOf(file, at)) visit(child)
  }
  visit(node)
  return found
}

/** Is a value found under a visitor key a node (and not a token, a literal or a hole)? */
export function isNode(value: unknown): value is TSESTree.Node {
  return typeof value === 'object' && value !== null && 'type' in value
}

/** Tells a node what it stands in, as hosts do: a plain property, since defining one that is not listed costs a third of reading a file. */
export function setParent(node: TSESTree.Node, parent: TSESTree.Node): void {
  const child = node as { parent: TSESTree.Node | undefined }
  child.parent = parent
}
