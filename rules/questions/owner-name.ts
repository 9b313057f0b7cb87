import { functionName, isFunction } from '../ast/functions.ts'
import type { ClassRef, FunctionRef } from '../program/view.ts'

/** What a reader calls the owner: its class's or function's name, or that of the variable it is kept in; null when it has none. */
export function nameOfOwner({ node }: ClassRef | FunctionRef): string | null {
  if (isFunction(node)) return functionName(node)
  if (node.id) return node.id.name
  const { parent } = node
  return parent.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? parent.id.name : null
}
