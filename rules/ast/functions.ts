import type { TSESTree } from '@typescript-eslint/utils'

import { keyName, memberName } from './names.ts'
import { createNearest } from './nearest.ts'
import { wrapped } from './unwrap.ts'

export type FunctionNode = TSESTree.FunctionDeclaration | TSESTree.FunctionExpression | TSESTree.ArrowFunctionExpression
export type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression

export function isFunction(node: TSESTree.Node | null | undefined): node is FunctionNode {
  return node?.type === 'ArrowFunctionExpression' || node?.type === 'FunctionExpression' || node?.type === 'FunctionDeclaration'
}

export function isClass(node: TSESTree.Node | null | undefined): node is ClassNode {
  return node?.type === 'ClassDeclaration' || node?.type === 'ClassExpression'
}

/** The decorators of a class. */
export function decoratorsOf(node: ClassNode): readonly TSESTree.Decorator[] {
  return listed(node.decorators)
}

/** Does the class stand behind a base class or an interface, so that its methods may be called through that? */
export function isBehindInterface(node: ClassNode): boolean {
  return node.superClass !== null || listed(node.implements).length > 0
}

/** A parser of plain JavaScript leaves out the lists that only TypeScript fills. */
function listed<T>(list: readonly T[] | undefined): readonly T[] {
  return list ?? []
}

const nearestFunction = createNearest((node: TSESTree.Node) => (isFunction(node) ? node : null))
const nearestClass = createNearest((node: TSESTree.Node) => (isClass(node) ? node : null))

/** The nearest function around `node` (not `node` itself), or null at module level. */
export function enclosingFunction(node: TSESTree.Node): FunctionNode | null {
  return nearestFunction(node.parent, null)
}

/** Nobody writes functions deeper in one another. */
const MAX_FUNCTIONS = 50

/** Every function around `node`, innermost first; the fifty nearest. */
export function enclosingFunctions(node: TSESTree.Node): FunctionNode[] {
  const found: FunctionNode[] = []
  for (let at = enclosingFunction(node); at && found.length < MAX_FUNCTIONS; at = enclosingFunction(at)) found.push(at)
  return found
}

/** The nearest class around `node` whose `this` it could mean, or null. */
export function enclosingClass(node: TSESTree.Node): ClassNode | null {
  return nearestClass(node.parent, null)
}

/** Is `inner` the node `outer` or somewhere inside it? */
export function isInside(inner: TSESTree.Node, outer: TSESTree.Node): boolean {
  let at: TSESTree.Node | undefined = inner
  while (at) {
    if (at === outer) return true
    at = at.parent
  }
  return false
}

/**
 * The name a reader would call this function by: its own, its variable's, property's, method's or assignment target's.
 * Looks through one wrapping call, as in `const save = debounce(() => {}, 100)`. Null when it has none.
 */
export function functionName(node: FunctionNode): string | null {
  if (node.id) return node.id.name
  return nameOfHolder(node, 1)
}

function nameOfHolder(node: TSESTree.Node, calls: number): string | null {
  const at = wrapped(node)
  const parent = at.parent
  if (!parent) return null
  switch (parent.type) {
    case 'VariableDeclarator':
      return parent.init === at && parent.id.type === 'Identifier' ? parent.id.name : null
    case 'Property':
    case 'MethodDefinition':
    case 'PropertyDefinition':
      return parent.value === at ? keyName(parent) : null
    case 'AssignmentExpression':
      if (parent.right !== at) return null
      if (parent.left.type === 'Identifier') return parent.left.name
      return parent.left.type === 'MemberExpression' ? memberName(parent.left) : null
    case 'CallExpression':
      return calls > 0 && parent.arguments[0] === at ? nameOfHolder(parent, calls - 1) : null
    default:
      return null
  }
}

/** Is the function called where it is written: `(() => {})()`, `(async function () {})()`? */
export function isImmediatelyInvoked(node: FunctionNode): boolean {
  const at = wrapped(node)
  return at.parent?.type === 'CallExpression' && at.parent.callee === at
}
