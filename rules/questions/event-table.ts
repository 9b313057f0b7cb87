import type { TSESTree } from '@typescript-eslint/utils'

import { isFunction } from '../ast/functions.ts'
import { keyName } from '../ast/names.ts'
import { unwrap } from '../ast/unwrap.ts'
import { isOneTimeEvent } from '../catalog/subscriptions.ts'

/**
 * `{ 'permission.ask': async (input) => … }`: a quoted name of several parts over a function that is told something. Nobody calls a member of that
 * form by hand: whoever gets the object calls it whenever the event comes.
 */
export function isEventOfTable(property: TSESTree.Property): boolean {
  const name = keyName(property)
  const value = unwrap(property.value)
  if (name === null || property.key.type !== 'Literal' || property.parent.type !== 'ObjectExpression') return false
  if (!/^[\w-]+(?:[.:/][\w-]+)+$/.test(name) || isOneTimeEvent(name.split(/[.:/]/).at(-1) ?? '')) return false
  return isFunction(value) ? value.params.length > 0 : value.type === 'CallExpression' || value.type === 'Identifier' || value.type === 'MemberExpression'
}
