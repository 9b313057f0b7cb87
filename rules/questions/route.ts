import type { TSESTree } from '@typescript-eslint/utils'

import { calleeName, keyName, staticString } from '../ast/names.ts'
import { unwrap } from '../ast/unwrap.ts'
import { HTTP_VERBS, ROUTE_METHODS } from '../catalog/registrations.ts'

/**
 * Does a call's argument at `index` answer requests? `app.get('/users/:id', handler)`, `app.use((req, res, next) => …)`, and, whatever it is called,
 * a function handed over beside a verb and a path: `router.add('POST', '/users', handler)`; not `cache.get(key, load)`.
 */
export function isRouteArgument(call: TSESTree.CallExpression | TSESTree.NewExpression, index: number): boolean {
  const [first, second] = call.arguments
  const path = staticString(first)
  if (index >= 2 && path !== null && HTTP_VERBS.has(path.toUpperCase())) return isPath(staticString(second))
  const name = calleeName(call)
  if (name === null || !ROUTE_METHODS.has(name) || unwrap(call.callee).type !== 'MemberExpression') return false
  if (path !== null) return index > 0 && (isPath(path) || path === '*' || path === '')
  return name === 'use' && index === 0 && first !== undefined && 'params' in first && first.params.length >= 2
}

/** The route of such a call as it is written; null when it is no text. */
export function routeOf({ arguments: [first, second] }: TSESTree.CallExpression | TSESTree.NewExpression): string | null {
  const path = staticString(first)
  return path !== null && HTTP_VERBS.has(path.toUpperCase()) ? staticString(second) : path
}

/** `{ method: 'POST', url: '/users', handler }`: a function beside a verb and a path in the same object. */
export function isRouteMember({ parent, key }: TSESTree.Property): boolean {
  if (parent.type !== 'ObjectExpression') return false
  const texts = parent.properties.flatMap((one) => (one.type === 'Property' && one.key !== key ? [[keyName(one) ?? '', staticString(one.value)] as const] : []))
  return texts.some(([name, text]) => (name === 'method' || name === 'verb') && text !== null && HTTP_VERBS.has(text.toUpperCase())) && texts.some(([name, text]) => /^(?:path|url|route|pattern)$/.test(name) && isPath(text))
}

function isPath(text: string | null): boolean {
  return text?.startsWith('/') === true
}
