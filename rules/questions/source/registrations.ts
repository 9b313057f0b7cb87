import type { TSESTree } from '@typescript-eslint/utils'

import { dottedName, jsxName, keyName, memberName, staticString } from '../../ast/names.ts'
import { unwrap, wrapped } from '../../ast/unwrap.ts'
import { frequencyOfHook } from '../../catalog/hot-hooks.ts'
import { DELAYS, HANDLES_CALLS, listeningOf, REPEATING_TIMERS } from '../../catalog/registrations.ts'
import { isBesideHook, isEventOfTable, isToolMember } from '../event-table.ts'
import { isRouteArgument, isRouteMember } from '../route.ts'

/** Who calls a function that is written, or named, at a place. */
export type CalledBy =
  /** A list's own method: the parameters are its elements. */
  | { readonly by: 'elements'; readonly of: TSESTree.Node; readonly method: string }
  /** A settled promise: the parameter is its value. */
  | { readonly by: 'promise'; readonly of: TSESTree.Node }
  /** An event, a message, a tool call, a host's hook; `emitter` is what it is registered with, where that is told. */
  | { readonly by: 'event'; readonly name: string; readonly isCertain: boolean; readonly registered: Registered | null }
  | { readonly by: 'request' }
  | { readonly by: 'timer' }
  /** Some other function, which is given it as its argument of that index. */
  | { readonly by: 'function'; readonly call: TSESTree.CallExpression | TSESTree.NewExpression; readonly index: number }

/** The call that registers a callback, the callback's index in it, and the event's name where that is its first argument. */
export interface Registered {
  readonly call: TSESTree.CallExpression | TSESTree.NewExpression
  readonly index: number
  readonly event: string | null
}

const ELEMENT_METHODS = new Set(['forEach', 'map', 'filter', 'flatMap', 'some', 'every', 'find', 'findIndex', 'findLast', 'reduce', 'sort', 'toSorted', 'partition', 'groupBy', 'each'])

/** What calls the function at `node`, told by the place it stands in; null when it is no callback. */
export function calledBy(node: TSESTree.Node): CalledBy | null {
  const at = wrapped(node)
  const { parent } = at
  switch (parent?.type) {
    case 'CallExpression':
    case 'NewExpression':
      return parent.callee === at ? null : calledByCall(parent, at)
    case 'AssignmentExpression': {
      const target = parent.right === at && parent.left.type === 'MemberExpression' ? parent.left : null
      const name = target && memberName(target)
      if (!target || !name || !/^on[a-z]+$/.test(name)) return null
      return eventOf(`\`${name.slice(2)}\` event`, dottedName(target.object) !== 'this')
    }
    case 'JSXExpressionContainer':
      return calledByElement(parent)
    case 'Property':
      return parent.value === at ? calledByHost(parent) : null
    default:
      return null
  }
}

/** `onMessage`, and in lower case, as of the platform, `onsessionclosed`. */
export function isHandlerName(name: string): boolean {
  return /^on(?:[A-Z]|[a-z]{4,}$)/.test(name) && name !== 'online'
}

function eventOf(name: string, isCertain: boolean, registered: Registered | null = null): CalledBy {
  return { by: 'event', name, isCertain, registered }
}

function calledByCall(call: TSESTree.CallExpression | TSESTree.NewExpression, at: TSESTree.Node): CalledBy | null {
  const index = call.arguments.findIndex((argument) => argument === at)
  const callee = unwrap(call.callee)
  const name = callee.type === 'MemberExpression' ? memberName(callee) : callee.type === 'Identifier' ? callee.name : null
  if (index < 0) return null
  const other: CalledBy = { by: 'function', call, index }
  if (name === null) return other
  const first = staticString(call.arguments[0])
  if (DELAYS.has(name) || REPEATING_TIMERS.get(name) === index) return { by: 'timer' }
  if (name === 'createServer' || name === 'createSecureServer' || name === 'serve' || name.endsWith('ventHandler')) return { by: 'request' }
  if (HANDLES_CALLS.has(name)) return eventOf(first === null ? 'call' : `\`${first}\` call`, true, { call, index, event: null })
  if (isRouteArgument(call, index)) return { by: 'request' }
  if (callee.type !== 'MemberExpression') return other
  if (ELEMENT_METHODS.has(name) && index === 0) return { by: 'elements', of: callee.object, method: name }
  if (name === 'then' && index === 0) return { by: 'promise', of: callee.object }
  if (listeningOf(name) === null || (index === 0 && (name === 'on' || name === 'once' || name === 'handle'))) return other
  const event = index === 0 ? name.replace(/^on(?:Did|Will)?(?=[A-Z])/, '') : (first ?? dottedName(call.arguments[0] ?? callee)?.split('.').at(-1) ?? null)
  return eventOf(event === null ? 'event' : `\`${event}\` event`, true, { call, index, event: index === 0 ? null : first })
}

/** `<input onChange={…}>` hears a user; what a component hands to its handler is whatever that shows. */
function calledByElement(container: TSESTree.JSXExpressionContainer): CalledBy | null {
  const attribute = container.parent
  if (attribute.type !== 'JSXAttribute' || attribute.name.type !== 'JSXIdentifier' || !/^on[A-Z]/.test(attribute.name.name)) return null
  const isElement = /^[a-z]/.test(jsxName(attribute.parent.name) ?? '')
  return eventOf(`\`${attribute.name.name}\``, isElement)
}

/** `{ 'tool.execute.after': async (input) => … }`, `{ name, description, schema, execute(args) {} }`, `{ onMessage(m) {} }` */
function calledByHost(property: TSESTree.Property): CalledBy | null {
  const name = keyName(property)
  if (name === null || property.parent.type !== 'ObjectExpression') return null
  const isHook = frequencyOfHook(name) !== null
  if (isHook || isEventOfTable(property)) return eventOf(`\`${name}\``, true)
  if (isHandlerName(name)) return eventOf(`\`${name}\``, false)
  if (isRouteMember(property)) return { by: 'request' }
  if (isBesideHook(property)) return eventOf(`\`${name}\``, true)
  return isToolMember(property) ? eventOf('tool call', true) : null
}
