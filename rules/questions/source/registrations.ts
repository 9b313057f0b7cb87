import type { TSESTree } from '@typescript-eslint/utils'

import { dottedName, keyName, memberName, staticString } from '../../ast/names.ts'
import { unwrap, wrapped } from '../../ast/unwrap.ts'

/** Who calls a function that is written, or named, at a place. */
export type CalledBy =
  /** A list's own method: the parameters are its elements. */
  | { readonly by: 'elements'; readonly of: TSESTree.Node }
  /** A settled promise: the parameter is its value. */
  | { readonly by: 'promise'; readonly of: TSESTree.Node }
  /** An event, a message, a tool call, a host's hook. */
  | { readonly by: 'event'; readonly name: string }
  | { readonly by: 'request'; readonly name: string }
  | { readonly by: 'timer' }
  /** Some other function, which is given it as its argument of that index. */
  | { readonly by: 'function'; readonly call: TSESTree.CallExpression | TSESTree.NewExpression; readonly index: number }

const ELEMENT_METHODS = new Set(['forEach', 'map', 'filter', 'flatMap', 'some', 'every', 'find', 'findIndex', 'findLast', 'reduce', 'sort', 'toSorted', 'partition', 'groupBy'])
const LISTENERS = new Set(['on', 'once', 'addListener', 'prependListener', 'addEventListener', 'subscribe', 'listen', 'handle', 'handleOnce', 'setRequestHandler', 'setNotificationHandler', 'registerCommand', 'registerTextEditorCommand', 'command', 'action', 'hears', 'registerTool', 'tool', 'receive', 'watch'])
const TIMERS = new Set(['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'requestAnimationFrame', 'requestIdleCallback'])
const ROUTES = new Set(['get', 'post', 'put', 'patch', 'delete', 'all', 'use', 'options', 'head', 'route', 'ws', 'createServer', 'createMiddleware'])
const SERVERS = new Set(['createServer', 'serve'])
/** Members under which a host finds a function that it calls with what comes from outside: tools, route handlers, subscriptions. */
const HOST_MEMBERS = new Set(['execute', 'fetch', 'handler', 'resolve', 'invoke', 'onMessage', 'onRequest', 'run'])

/** What calls the function at `node`, told by the place it stands in; null when it is no callback. */
export function calledBy(node: TSESTree.Node): CalledBy | null {
  const at = wrapped(node)
  const { parent } = at
  switch (parent?.type) {
    case 'CallExpression':
    case 'NewExpression':
      return parent.callee === at ? null : calledByCall(parent, at)
    case 'AssignmentExpression': {
      const name = parent.right === at && parent.left.type === 'MemberExpression' ? memberName(parent.left) : null
      return name !== null && /^on[a-z]/i.test(name) ? { by: 'event', name: name.slice(2).toLowerCase() } : null
    }
    case 'JSXExpressionContainer': {
      const attribute = parent.parent
      const name = attribute.type === 'JSXAttribute' && attribute.name.type === 'JSXIdentifier' ? attribute.name.name : null
      // What a component hands to its handler is whatever it shows: an event in name only.
      return name !== null && /^on[A-Z]/.test(name) ? { by: 'event', name } : null
    }
    case 'Property':
      return parent.value === at ? calledByHost(parent) : null
    default:
      return null
  }
}

function calledByCall(call: TSESTree.CallExpression | TSESTree.NewExpression, at: TSESTree.Node): CalledBy | null {
  const index = call.arguments.findIndex((argument) => argument === at)
  const callee = unwrap(call.callee)
  const name = callee.type === 'MemberExpression' ? memberName(callee) : callee.type === 'Identifier' ? callee.name : null
  if (index < 0 || name === null) return null
  const first = staticString(call.arguments[0])
  if (TIMERS.has(name)) return { by: 'timer' }
  if (SERVERS.has(name)) return { by: 'request', name }
  if (callee.type !== 'MemberExpression') return /^on[A-Z]/.test(name) ? { by: 'event', name } : { by: 'function', call, index }
  if (ROUTES.has(name) && first?.startsWith('/') === true && index > 0) return { by: 'request', name: first }
  if (ELEMENT_METHODS.has(name) && index === 0) return { by: 'elements', of: callee.object }
  if (name === 'then' && index === 0) return { by: 'promise', of: callee.object }
  if (LISTENERS.has(name) && (index > 0 || name === 'subscribe' || name === 'listen')) return { by: 'event', name: first ?? dottedName(call.arguments[0] ?? callee)?.split('.').at(-1) ?? name }
  if (/^on(?:Did|Will)?[A-Z]/.test(name)) return { by: 'event', name }
  return { by: 'function', call, index }
}

/** `{ 'tool.execute.after': async (input) => … }`, `{ name, description, execute(args) {} }`, `{ onMessage(m) {} }` */
function calledByHost(property: TSESTree.Property): CalledBy | null {
  const name = keyName(property)
  if (name === null || property.parent.type !== 'ObjectExpression') return null
  if (property.key.type === 'Literal' && /^[\w-]+[.:/][\w.:/-]+$/.test(name)) return { by: 'event', name }
  if (/^on[A-Z]/.test(name)) return { by: 'event', name }
  const siblings = property.parent.properties.flatMap((one) => (one.type === 'Property' ? [keyName(one)] : []))
  const isTool = siblings.includes('description') || siblings.includes('schema') || siblings.includes('parameters') || siblings.includes('inputSchema') || siblings.includes('args')
  return HOST_MEMBERS.has(name) && isTool ? { by: 'event', name: 'tool call' } : null
}
