import type { TSESTree } from '@typescript-eslint/utils'

import { dottedName, keyName, staticString } from '../../ast/names.ts'
import { unwrap } from '../../ast/unwrap.ts'

/** What a publication is about, as the reader knows it: its first argument (`Session.Event.Diff`, `'snapshot'`) or the literal's `type`; null when neither says. */
export function findTopic(call: TSESTree.CallExpression): string | null {
  const [first, second] = call.arguments
  if (!first) return null
  if (second) return staticString(first) ?? (first.type === 'MemberExpression' ? dottedName(first) : null)
  const literal = unwrap(first)
  if (literal.type !== 'ObjectExpression') return null
  for (const property of literal.properties) {
    if (property.type === 'Property' && /^(?:type|event|kind|channel)$/.test(keyName(property) ?? '')) return staticString(property.value)
  }
  return null
}
