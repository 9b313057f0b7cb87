import type { TSESTree } from '@typescript-eslint/utils'

import { isFunction } from '../ast/functions.ts'
import { keyName } from '../ast/names.ts'
import { unwrap } from '../ast/unwrap.ts'
import { frequencyOfHook } from '../catalog/hot-hooks.ts'
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

/** A function beside a hook that a host's name tells, in the same object: `event` beside `'tool.execute.after'`. It is a hook too. */
export function isBesideHook(property: TSESTree.Property): boolean {
  if (property.parent.type !== 'ObjectExpression' || !isFunction(unwrap(property.value))) return false
  return property.parent.properties.some((one) => one.type === 'Property' && one !== property && one.key.type === 'Literal' && frequencyOfHook(keyName(one) ?? '') !== null)
}

/** Members under which a host finds a function that it calls with what comes from outside. */
const TOOL_MEMBERS = new Set(['execute', 'handler', 'invoke', 'call', 'run', 'impl', 'func', 'callback'])
const DESCRIBES_INPUT = new Set(['schema', 'parameters', 'inputSchema', 'args', 'input', 'params', 'argsSchema'])

/** `{ name, description, schema, execute(args) {} }`: a function beside the description of what it is called with. An agent calls it as often as it likes. */
export function isToolMember(property: TSESTree.Property): boolean {
  const name = keyName(property)
  if (name === null || !TOOL_MEMBERS.has(name) || property.parent.type !== 'ObjectExpression') return false
  const siblings = property.parent.properties.flatMap((one) => (one.type === 'Property' ? [keyName(one) ?? ''] : []))
  return siblings.includes('description') && (siblings.some((one) => DESCRIBES_INPUT.has(one)) || (name === 'execute' && siblings.includes('name')))
}
