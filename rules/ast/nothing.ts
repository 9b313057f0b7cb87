import type { TSESTree } from '@typescript-eslint/utils'

import { unwrap } from './unwrap.ts'

/** `null`, `undefined`, `void 0`: the absence of a value. */
export function isNothing(node: TSESTree.Node): boolean {
  const at = unwrap(node)
  switch (at.type) {
    case 'Identifier':
      return at.name === 'undefined'
    case 'Literal':
      // A regular expression that the host does not know has the value null.
      return at.value === null && !('regex' in at) && !('bigint' in at)
    case 'UnaryExpression':
      return at.operator === 'void'
    default:
      return false
  }
}

/** Nothing, or a value that a truth test takes for none: `false`, `0`, `''`. */
export function isFalsy(node: TSESTree.Node): boolean {
  const at = unwrap(node)
  return isNothing(at) || (at.type === 'Literal' && !('regex' in at) && !('bigint' in at) && !at.value)
}

/** `[]`, `{}`, `new Map()`, `new Set()`, `new Array()`: a collection without entries. */
export function isEmptyCollection(node: TSESTree.Node): boolean {
  const at = unwrap(node)
  switch (at.type) {
    case 'ArrayExpression':
      return at.elements.length === 0
    case 'ObjectExpression':
      return at.properties.length === 0
    case 'NewExpression':
      return at.arguments.length === 0 && at.callee.type === 'Identifier' && CONTAINERS.has(at.callee.name)
    default:
      return false
  }
}

const CONTAINERS = new Set(['Map', 'Set', 'Array', 'WeakMap', 'WeakSet'])
