import type { TSESTree } from '@typescript-eslint/utils'

import { classifyEntry } from '../analysis/reach.ts'
import { enclosingFunction, isFunction } from '../ast/functions.ts'
import type { Entries, Entry, FunctionRef, Place, ProgramView } from './view.ts'

/** Callers are asked for their own callers so many times, and so many functions are looked at in all. */
const MAX_CALLS = 8
const MAX_FUNCTIONS = 60

/** How a function is reached from outside the program, by its callers, their callers and so on. */
export function findEntries(view: ProgramView, ref: FunctionRef): Entries {
  const entries: Entry[] = []
  const seen = new Set<TSESTree.Node>([ref.node])
  let level: FunctionRef[] = [ref]
  let isComplete = true
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_CALLS || seen.size > MAX_FUNCTIONS) return { entries, isComplete: false }
    const next: FunctionRef[] = []
    for (const fn of level) {
      const direct = entryOf(fn)
      if (direct) {
        entries.push(direct)
        continue
      }
      const callers = view.callersOf(fn)
      if (!callers.isComplete) {
        isComplete = false
        if (callers.sites.every(({ home }) => home.kind === 'test')) entries.push({ ...fn, how: 'api', name: null })
      }
      for (const site of callers.sites) {
        if (site.home.kind === 'test') entries.push({ ...site, how: 'test', name: null })
        else if (site.match === 'possible') isComplete = false
        else climb(site, next, entries, seen)
      }
    }
    level = next
  }
  return { entries, isComplete }
}

function climb(site: Place, next: FunctionRef[], entries: Entry[], seen: Set<TSESTree.Node>): void {
  // A function that is taken as a value is entered as that place says; a call, as the function around it is.
  const registered = isFunction(site.node) ? null : registrationAt(site)
  if (registered) {
    entries.push(registered)
    return
  }
  const fn = enclosingFunction(site.node)
  if (!fn) entries.push({ ...site, how: 'load', name: null })
  else if (!seen.has(fn)) {
    seen.add(fn)
    next.push({ home: site.home, node: fn })
  }
}

/** `emitter.on('message', handler)`, `setInterval(tick, 100)` for a handler that is named there. */
function registrationAt({ home, node }: Place): Entry | null {
  const { parent } = node
  if (parent?.type !== 'CallExpression' || parent.callee === node) return null
  const argument = { ...node, parent }
  return argument.parent.arguments.some((one) => one === node) ? entryOfCallback(home, node, parent) : null
}

function entryOfCallback(home: Place['home'], node: TSESTree.Node, call: TSESTree.CallExpression): Entry | null {
  const callee = call.callee
  const method = callee.type === 'MemberExpression' && callee.property.type === 'Identifier' ? callee.property.name : callee.type === 'Identifier' ? callee.name : null
  if (method === null) return null
  const [first] = call.arguments
  const name = first?.type === 'Literal' && typeof first.value === 'string' ? first.value : null
  if (TIMERS.has(method)) return { home, node, how: 'timer', name: null }
  if (ROUTES.has(method) && name?.startsWith('/') === true) return { home, node, how: 'request', name }
  if (COMMANDS.has(method)) return { home, node, how: 'command', name }
  if (LISTENS.has(method) || /^on[A-Z]/.test(method)) return { home, node, how: 'event', name: name ?? method }
  return null
}

const TIMERS = new Set(['setInterval', 'setTimeout', 'setImmediate', 'requestAnimationFrame', 'queueMicrotask'])
const ROUTES = new Set(['get', 'post', 'put', 'patch', 'delete', 'all', 'use', 'route', 'options', 'head'])
const COMMANDS = new Set(['registerCommand', 'registerTextEditorCommand', 'command', 'action', 'addCommand'])
const LISTENS = new Set(['on', 'addListener', 'addEventListener', 'prependListener', 'subscribe', 'handle', 'once', 'registerTool', 'tool', 'setRequestHandler', 'setNotificationHandler'])

/** A function that is written where it is registered, or under a name that a host calls. */
function entryOf({ home, node }: FunctionRef): Entry | null {
  const kind = classifyEntry(node)
  switch (kind.type) {
    case 'timer':
      return { home, node, how: 'timer', name: null }
    case 'event':
      return { home, node, how: 'event', name: kind.event }
    case 'callback': {
      const call = node.parent
      return call.type === 'CallExpression' ? entryOfCallback(home, node, call) : null
    }
    case 'inline':
    case 'settle':
    case 'returned':
    case 'named':
      return null
    default:
      return kind satisfies never
  }
}
