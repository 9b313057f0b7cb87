import type { TSESTree } from '@typescript-eslint/utils'

import { findComponent } from '../../analysis/components.ts'
import { isFunction } from '../../ast/functions.ts'
import { calleeName, dottedName, keyName, memberName, staticString } from '../../ast/names.ts'
import { oncePerFile, type SourceFile } from '../../ast/source-file.ts'
import { unwrap, wrapped } from '../../ast/unwrap.ts'
import { findVariable, importOf } from '../../ast/variables.ts'
import { frequencyOfHook, frequencyOfHookList } from '../../catalog/hot-hooks.ts'
import { COMPONENT_STARTS } from '../../catalog/lifecycles.ts'
import {
  COMMAND_LINES, DELAYS, HANDLES_CALLS, INLINE_CALLS, listeningOf, REPEATING_TIMERS, REQUEST_MEMBERS, REQUEST_SERVERS, SERVER_MODULES, SETTLES, STREAM_MODULES, STREAM_STARTS, TEST_RUNNERS,
} from '../../catalog/registrations.ts'
import { isOneTimeEvent } from '../../catalog/subscriptions.ts'
import { requiredBy } from '../../program/required.ts'
import { isBesideHook, isEventOfTable, isToolMember } from '../event-table.ts'
import { isRouteArgument, isRouteMember, routeOf } from '../route.ts'
import { isHandlerName } from '../source/registrations.ts'
import type { Bringer } from './outcome.ts'

/** What brings code again, and in words for a message. */
export interface Comes {
  readonly by: Bringer
  readonly event: string
}

/** What becomes of a function at a place that takes it as a value. */
export type Registration =
  /**
   * Runs as often as the code at `node` does: `list.forEach(fn)`, `.then(fn)`, `setTimeout(fn)`, a command of a command line. What runs `later` than that
   * code comes again where it brings itself about: as this says. Null: on the spot.
   */
  | { readonly kind: 'with'; readonly node: TSESTree.Node; readonly later: Comes | null }
  /** Runs each time something comes: an event, a request, a tick, a command, a call of a tool or hook */
  | { readonly kind: 'again'; readonly node: TSESTree.Node; readonly by: Bringer; readonly event: string; readonly isCertain: boolean }
  /** A test runs it. */
  | { readonly kind: 'test' }
  /** Handed to a function, which must be asked what it does with it. */
  | { readonly kind: 'argument'; readonly call: TSESTree.CallExpression | TSESTree.NewExpression; readonly index: number }
  /** Becomes the value of another expression: of an object's property, a list, the result of `bind` or of a condition. */
  | { readonly kind: 'part'; readonly node: TSESTree.Node; readonly member: string | null }
  /** Is what a function returns. */
  | { readonly kind: 'returned' }
  /** Is kept in a variable or field, where its uses must be looked for. */
  | { readonly kind: 'kept'; readonly node: TSESTree.Node }
  | { readonly kind: 'exported'; readonly name: string }
  | { readonly kind: 'unknown' }

/** Classifies the place where a function stands as a value: written there, or named there. Looks at this place only. */
export function classifyRegistration(file: SourceFile, value: TSESTree.Node): Registration {
  const at = wrapped(value)
  const { parent } = at
  switch (parent?.type) {
    case 'CallExpression':
    case 'NewExpression':
      return classifyArgument(file, parent, at)
    case 'AssignmentExpression':
      return parent.right === at ? classifyAssigned(parent) : { kind: 'unknown' }
    case 'Property':
      return parent.value === at ? classifyMember(parent, keyName(parent)) : { kind: 'unknown' }
    case 'JSXExpressionContainer':
      return classifyAttribute(parent)
    case 'ReturnStatement':
      return { kind: 'returned' }
    case 'ArrowFunctionExpression':
      return parent.body === at ? { kind: 'returned' } : { kind: 'unknown' }
    case 'VariableDeclarator':
    case 'PropertyDefinition':
      return { kind: 'kept', node: parent }
    case 'ExportDefaultDeclaration':
      return { kind: 'exported', name: 'default' }
    case 'ArrayExpression':
    case 'ConditionalExpression':
    case 'LogicalExpression':
    case 'AwaitExpression':
    case 'SpreadElement':
      return { kind: 'part', node: parent, member: null }
    case 'MemberExpression':
      return isBound(parent, at) ? { kind: 'part', node: wrapped(parent).parent ?? parent, member: null } : { kind: 'unknown' }
    default:
      return { kind: 'unknown' }
  }
}

/** `fn.bind(this)` is a function again. */
function isBound(member: TSESTree.MemberExpression, at: TSESTree.Node): boolean {
  const call = wrapped(member).parent
  return member.object === at && memberName(member) === 'bind' && call?.type === 'CallExpression'
}

function classifyArgument(file: SourceFile, call: TSESTree.CallExpression | TSESTree.NewExpression, at: TSESTree.Node): Registration {
  // `(() => …)()`
  if (call.callee === at) return { kind: 'with', node: call, later: null }
  const index = call.arguments.findIndex((argument) => argument === at)
  const name = calleeName(call)
  const other: Registration = { kind: 'argument', call, index }
  if (name === null) return other
  if (isStreamStart(file, call, name)) return { kind: 'again', by: 'event', node: call, event: 'each time a first subscriber comes', isCertain: true }
  if (call.type === 'NewExpression') return classifyConstructed(file, call, name, other)
  if (REPEATING_TIMERS.get(name) === index) return { kind: 'again', by: 'timer', node: call, event: 'on every tick of a timer', isCertain: true }
  if (DELAYS.has(name)) return { kind: 'with', node: call, later: { by: 'timer', event: 'on every turn of a timer that sets itself again' } }
  if (SETTLES.has(name)) return { kind: 'with', node: call, later: { by: 'loop', event: 'each time the run before has settled' } }
  if (INLINE_CALLS.has(name)) return { kind: 'with', node: call, later: null }
  if (COMPONENT_STARTS.has(name)) return { kind: 'again', by: 'render', node: call, event: mounts(file, call), isCertain: false }
  return classifyListening(file, call, name, index) ?? other
}

/** `readable(0, start)` of Svelte, `new Observable(start)`: what is begun for the first subscriber, or each, and ended by what it returns. */
function isStreamStart(file: SourceFile, { callee }: TSESTree.CallExpression | TSESTree.NewExpression, name: string): boolean {
  return STREAM_STARTS.has(name) && unwrap(callee).type === 'Identifier' && isOfModule(file, callee, STREAM_MODULES)
}

/** Is what is called imported from one of the modules, or a member of one? */
function isOfModule(file: SourceFile, callee: TSESTree.Node, modules: ReadonlySet<string>): boolean {
  const at = unwrap(callee)
  const root = at.type === 'MemberExpression' ? unwrap(at.object) : at
  const variable = root.type === 'Identifier' ? findVariable(file, root) : null
  const imported = variable && (importOf(variable) ?? requiredBy(variable))
  return imported !== null && modules.has(imported.source)
}

function classifyConstructed(file: SourceFile, call: TSESTree.NewExpression, name: string, other: Registration): Registration {
  if (name === 'Promise') return { kind: 'with', node: call, later: null }
  if (name === 'Server' && isOfModule(file, call.callee, SERVER_MODULES)) return { kind: 'again', by: 'request', node: call, event: 'on every connection', isCertain: true }
  return name.endsWith('Observer') ? { kind: 'again', by: 'event', node: call, event: `whenever the \`${name}\` reports`, isCertain: true } : other
}

function classifyListening(file: SourceFile, call: TSESTree.CallExpression, name: string, index: number): Registration | null {
  const isMethod = unwrap(call.callee).type === 'MemberExpression'
  const first = staticString(call.arguments[0])
  if (TEST_RUNNERS.has(name) && !isMethod && isTestCall(file, name)) return { kind: 'test' }
  if (/^register\w*Command$/.test(name)) return { kind: 'again', by: 'command', node: call, event: `on every run of the \`${first ?? 'command'}\` command`, isCertain: true }
  if ((name === 'action' || name === 'command') && isCommandLine(file)) return { kind: 'with', node: call, later: null }
  if (REQUEST_SERVERS.has(name)) return { kind: 'again', by: 'request', node: call, event: 'on every request', isCertain: true }
  if (isRouteArgument(call, index)) {
    const route = routeOf(call)
    return { kind: 'again', by: 'request', node: call, event: route === null ? 'on every request' : `on every request to \`${route}\``, isCertain: true }
  }
  if (HANDLES_CALLS.has(name) && first !== null && index > 0) return { kind: 'again', by: 'command', node: call, event: `on every call of \`${first}\``, isCertain: name !== 'command' }
  if (!isMethod) return null
  if (name === 'listen' && isWithoutNews(call.arguments[index])) return { kind: 'with', node: call, later: null }
  const listens = listeningOf(name)
  if (listens === null || (index === 0 && listens === 'each' && (name === 'on' || name === 'handle'))) return null
  const event = index === 0 ? name.replace(/^on(?:Did|Will)?(?=[A-Z])/, '') : first
  if (listens === 'once' || (event !== null && isOneTimeEvent(event))) return { kind: 'with', node: call, later: { by: 'event', event: onEvent(event) } }
  return { kind: 'again', by: 'event', node: call, event: onEvent(event), isCertain: true }
}

function onEvent(event: string | null): string {
  return event === null ? 'on every event' : `on every \`${event}\` event`
}

/** `server.listen(80, () => log('up'))`: a function that is told nothing hears of its own call alone. */
function isWithoutNews(callback: TSESTree.Node | undefined): boolean {
  return callback !== undefined && isFunction(callback) && callback.params.length === 0
}

const isCommandLine = oncePerFile((file) => file.ast.body.some((statement) => statement.type === 'ImportDeclaration' && COMMAND_LINES.has(statement.source.value)))

/** `test(…)` of a runner: a global, or imported from one. */
function isTestCall(file: SourceFile, name: string): boolean {
  return !new RegExp(String.raw`\b(?:function|const|let|var)\s+${name}\b`).test(file.text)
}

function mounts(file: SourceFile, node: TSESTree.Node): string {
  const name = findComponent(file, node)?.name ?? null
  return `each time ${name === null ? 'the component' : `\`${name}\``} renders`
}

/** `socket.onmessage = fn` listens; `this.handler = fn` keeps. */
function classifyAssigned(assignment: TSESTree.AssignmentExpression): Registration {
  const left = unwrap(assignment.left)
  if (left.type !== 'MemberExpression') return { kind: 'kept', node: assignment }
  const event = handledEvent(memberName(left))
  if (event === null) return { kind: 'kept', node: assignment }
  if (isOneTimeEvent(event)) return { kind: 'with', node: assignment, later: { by: 'event', event: onEvent(event) } }
  return { kind: 'again', by: 'event', node: assignment, event: onEvent(event), isCertain: dottedName(left.object) !== 'this' }
}

function handledEvent(name: string | null): string | null {
  return name === null || name === 'once' || name === 'only' ? null : (/^on([a-z]+)$/.exec(name)?.[1] ?? null)
}

function classifyMember(property: TSESTree.Property, name: string | null): Registration {
  const often = name === null ? null : (frequencyOfHook(name) ?? frequencyOfHookList(name))
  if (often !== null) return { kind: 'again', by: 'event', node: property, event: often, isCertain: true }
  if (name !== null && (isEventOfTable(property) || (isBesideHook(property) && !isOneTimeEvent(name)))) return { kind: 'again', by: 'event', node: property, event: `on every \`${name}\``, isCertain: true }
  if (isRouteMember(property)) return { kind: 'again', by: 'request', node: property, event: 'on every request', isCertain: true }
  if (isToolMember(property)) return { kind: 'again', by: 'command', node: property, event: 'on every call of the tool', isCertain: true }
  if (name !== null && isHandlerName(name)) {
    const event = name.slice(2)
    const first = event.charAt(0).toLowerCase() + event.slice(1)
    return isOneTimeEvent(first) ? { kind: 'part', node: property.parent, member: name } : { kind: 'again', by: 'event', node: property, event: `on every \`${name}\``, isCertain: false }
  }
  const call = property.parent.parent
  const isHanded = call?.type === 'CallExpression' || call?.type === 'NewExpression'
  if (isHanded && name !== null && REQUEST_MEMBERS.has(name)) return { kind: 'again', by: 'request', node: property, event: 'on every request', isCertain: false }
  return { kind: 'part', node: property.parent, member: name }
}

function classifyAttribute(container: TSESTree.JSXExpressionContainer): Registration {
  const { parent } = container
  const name = parent.type === 'JSXAttribute' && parent.name.type === 'JSXIdentifier' ? parent.name.name : null
  const event = name !== null && /^on[A-Z]/.test(name) ? `on every \`${name}\`` : 'on every render'
  return { kind: 'again', by: 'event', node: container, event, isCertain: true }
}
