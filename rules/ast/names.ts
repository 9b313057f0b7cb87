import type { TSESTree } from '@typescript-eslint/utils'

import { unwrap } from './unwrap.ts'

/** The text a template literal or string literal stands for, or null when it depends on anything. */
export function staticString(node: TSESTree.Node | null | undefined): string | null {
  if (!node) return null
  const inner = unwrap(node)
  if (inner.type === 'Literal') return typeof inner.value === 'string' ? inner.value : null
  if (inner.type === 'TemplateLiteral' && inner.expressions.length === 0) return inner.quasis[0]?.value.cooked ?? null
  return null
}

/** The name in `x.name`, `x['name']`, `x.#name` (with its `#`), or null for `x[expr]`. */
export function memberName(node: TSESTree.MemberExpression): string | null {
  if (!node.computed) {
    if (node.property.type === 'Identifier') return node.property.name
    if (node.property.type === 'PrivateIdentifier') return `#${node.property.name}`
    return null
  }
  return staticString(node.property)
}

/** The name of an object property, class member or enum member, or null when it is computed. Private names keep their `#`. */
export function keyName(node: { readonly key: TSESTree.Node; readonly computed?: boolean }): string | null {
  const { key } = node
  if (node.computed) return staticString(key)
  if (key.type === 'Identifier') return key.name
  if (key.type === 'PrivateIdentifier') return `#${key.name}`
  if (key.type === 'Literal') return String(key.value)
  return null
}

/** The last name of a callee: `f()` → `f`, `a.b.c()` → `c`, `new Foo()` → `Foo`; null for anything computed. */
export function calleeName(node: TSESTree.CallExpression | TSESTree.NewExpression): string | null {
  const callee = unwrap(node.callee)
  if (callee.type === 'Identifier') return callee.name
  if (callee.type === 'MemberExpression') return memberName(callee)
  return null
}

/** The tag as written: `div`, `For`, `Menu.Item`; null for a namespaced one. */
export function jsxName(node: TSESTree.JSXTagNameExpression): string | null {
  if (node.type === 'JSXIdentifier') return node.name
  if (node.type !== 'JSXMemberExpression') return null
  const object = jsxName(node.object)
  return object === null ? null : `${object}.${node.property.name}`
}

/** A dotted path of plain names, as written: `this.client.session`, `event.properties.id`; null when any step is computed. */
export function dottedName(node: TSESTree.Node): string | null {
  const at = unwrap(node)
  if (at.type === 'Identifier') return at.name
  if (at.type === 'ThisExpression') return 'this'
  if (at.type !== 'MemberExpression') return null
  const object = dottedName(at.object)
  const property = memberName(at)
  return object !== null && property !== null ? `${object}.${property}` : null
}

/** The names that were split last; the same few hundred are asked for again and again. */
const split = new Map<string, readonly string[]>()
const MAX_SPLIT = 2000
const MAX_LENGTH = 60

/** Splits an identifier into lower-case words: `sessionIDToParts` → session, id, to, parts. */
export function words(name: string): string[] {
  const known = split.get(name)
  if (known) return [...known]
  const found = splitWords(name)
  if (name.length > MAX_LENGTH) return found
  if (split.size >= MAX_SPLIT) split.clear()
  split.set(name, found)
  return [...found]
}

function splitWords(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean)
    .map((word) => word.toLowerCase())
}
