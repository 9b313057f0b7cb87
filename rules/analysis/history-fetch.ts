import type { TSESTree } from '@typescript-eslint/utils'

import { keyName, memberName, words } from '../ast/names.ts'
import type { SourceFile } from '../ast/source-file.ts'
import { descendants } from '../ast/traverse.ts'
import { unwrap, wrapped } from '../ast/unwrap.ts'
import { constantInit, findVariable } from '../ast/variables.ts'
import { isCertainFetch, isHistoryAddress, isLikelyFetch, isLimitKey, isReader, namesConversation, type FetchNames } from '../catalog/history-fetches.ts'
import { frameOf, type Frame } from './search.ts'

/** A node, and where it stands. */
interface Place {
  readonly node: TSESTree.Node
  readonly file: SourceFile
  readonly frame: Frame | null
}

/**
 * Does a call bring the whole history of a session? Certain ones by their dotted name (`client.session.messages(…)`), others by
 * a name that says so (`listMessages(sessionId)`), if they are awaited and speak of a session. `isKnown` says that the callee's own code
 * is at hand: it is then read instead. A query with a limit is none, nor one whose options cannot be seen.
 */
export function findFetchName(file: SourceFile, call: TSESTree.CallExpression, frame: Frame | null, names: FetchNames, isKnown: boolean): string | null {
  const callee = originOf({ node: call.callee, file, frame }).node
  const dotted = tailName(callee)
  if (dotted === null || isInMemory(dotted)) return null
  if (isReader(dotted.slice(dotted.lastIndexOf('.') + 1)) && readsHistory(call)) return shortName(dotted)
  const isCertain = isCertainFetch(dotted, names)
  if (isCertain ? isAccessor(call) : isKnown || !isLikelyFetch(dotted) || !isWaitedFor(call) || !speaksOfConversation(file, call, dotted)) return null
  return isLimited(file, call, frame) ? null : shortName(dotted)
}

/** `a.b.c` as written, or as much of its end as is made of plain names: `(await client()).session.messages` → `session.messages`. */
export function tailName(node: TSESTree.Node): string | null {
  const at = unwrap(node)
  if (at.type === 'Identifier') return at.name
  if (at.type === 'ThisExpression') return 'this'
  if (at.type !== 'MemberExpression') return null
  const name = memberName(at)
  const rest = tailName(at.object)
  return name === null ? null : rest === null ? name : `${rest}.${name}`
}

function shortName(dotted: string): string {
  return dotted.split('.').filter((part) => part !== 'this').slice(-2).join('.')
}

/** ``fetch(`/api/sessions/${id}/messages`)`` without a method of its own */
function readsHistory(call: TSESTree.CallExpression): boolean {
  const [address, init] = call.arguments
  if (!address || !isHistoryAddress(addressText(address))) return false
  return !(init?.type === 'ObjectExpression' && init.properties.some((property) => property.type === 'Property' && ['method', 'body', 'params', 'searchParams', 'query'].includes(keyName(property) ?? '')))
}

/** The text of a literal or template, with `*` for what is put in; of the only argument of a function that makes the address: `at('/api')`. */
function addressText(node: TSESTree.Node): string {
  const at = unwrap(node)
  if ((at.type === 'CallExpression' || at.type === 'NewExpression') && at.arguments.length === 1 && at.arguments[0]) return addressText(at.arguments[0])
  if (at.type === 'TemplateLiteral') return at.quasis.map((part) => part.value.cooked).join('*')
  if (at.type === 'BinaryExpression' && at.operator === '+') return addressText(at.left) + addressText(at.right)
  return at.type === 'Literal' && typeof at.value === 'string' ? at.value : '*'
}

/** Mirrors of the history that the program holds already. */
const MIRRORS = new Set(['state', 'store', 'cache', 'cached', 'sync', 'mock', 'fake', 'stub', 'signal', 'local'])

function isInMemory(dotted: string): boolean {
  return dotted.split('.').some((part) => words(part).some((word) => MIRRORS.has(word)))
}

/** `props.session.messages()` reads a signal. */
function isAccessor(call: TSESTree.CallExpression): boolean {
  return call.arguments.length === 0
}

function isWaitedFor(call: TSESTree.CallExpression): boolean {
  const at = wrapped(call)
  const parent = at.parent
  switch (parent?.type) {
    case 'AwaitExpression':
    case 'YieldExpression':
    case 'ReturnStatement':
      return true
    case 'ArrowFunctionExpression':
      return parent.body === at
    case 'UnaryExpression':
      return parent.operator === 'void'
    case 'MemberExpression':
      return parent.object === at && ['then', 'catch', 'finally'].includes(memberName(parent) ?? '')
    case 'CallExpression':
    case 'ArrayExpression':
      return parent.type === 'ArrayExpression' || parent.callee !== at
    default:
      return false
  }
}

function speaksOfConversation(file: SourceFile, call: TSESTree.CallExpression, dotted: string): boolean {
  return namesConversation(dotted) || call.arguments.some((argument) => mentionsConversation(file, argument))
}

/** Does an expression, or what its variables were set to, name a session, chat or thread? Two variables deep. */
export function mentionsConversation(file: SourceFile, expression: TSESTree.Node, depth = 2): boolean {
  for (const node of descendants(file, expression)) {
    if (node.type !== 'Identifier') continue
    if (namesConversation(node.name)) return true
    const variable = depth > 0 ? findVariable(file, node) : null
    const init = variable && constantInit(variable)
    if (init && mentionsConversation(file, init, depth - 1)) return true
  }
  return false
}

/** Follows constants and known parameters to what an expression was first; at most eight steps. */
export function originOf(place: Place): Place {
  let at: Place = { ...place, node: unwrap(place.node) }
  for (let step = 0; step < 8; step++) {
    const next = stepBack(at)
    if (!next) return at
    at = { ...next, node: unwrap(next.node) }
  }
  return at
}

function stepBack({ node, file, frame }: Place): Place | null {
  if (node.type !== 'Identifier') return null
  const variable = findVariable(file, node)
  const definition = variable?.defs[0]
  if (!variable || !definition) return null
  const init = constantInit(variable)
  if (init) return { node: init, file, frame }
  if (definition.type !== 'Parameter' || !('params' in definition.node)) return null
  const owner = definition.node
  const index = owner.params.findIndex((param) => param.type === 'Identifier' && param.name === variable.name)
  const run = owner.type === 'ArrowFunctionExpression' || owner.type === 'FunctionExpression' || owner.type === 'FunctionDeclaration' ? frameOf(owner, frame) : null
  const argument = index < 0 ? undefined : run?.args?.[index]
  return run && argument && argument.type !== 'SpreadElement' ? { node: argument, file: run.callerFile, frame: run.caller } : null
}

/** Names of arguments that are options as a whole; what is in them stays open. */
const OPTION_WORDS = new Set(['opts', 'options', 'params', 'parameters', 'args', 'query', 'request', 'req', 'input', 'payload', 'body', 'config', 'filter', 'where', 'variables', 'spec'])

/** Does the call ask for a part only, or for something that cannot be seen? */
export function isLimited(file: SourceFile, call: TSESTree.CallExpression, frame: Frame | null): boolean {
  return call.arguments.some((argument, at) => {
    if (argument.type === 'SpreadElement') return true
    const origin = originOf({ node: argument, file, frame })
    return isLimiting(origin, 3) || (at > 0 && isNumeric(origin.node))
  })
}

function isNumeric(node: TSESTree.Node): boolean {
  return node.type === 'Literal' && typeof node.value === 'number'
}

function isLimiting(place: Place, depth: number): boolean {
  const { node, file, frame } = place
  switch (node.type) {
    case 'ObjectExpression':
      return node.properties.some((property) => {
        if (property.type === 'SpreadElement') return isLimiting(originOf({ node: property.argument, file, frame }), depth)
        const key = keyName(property)
        if (key === null || isLimitKey(key)) return true
        const origin = originOf({ node: property.value, file, frame })
        return depth > 0 && origin.node.type === 'ObjectExpression' && isLimiting(origin, depth - 1)
      })
    case 'ConditionalExpression':
      return isLimiting(originOf({ ...place, node: node.consequent }), depth) || isLimiting(originOf({ ...place, node: node.alternate }), depth)
    case 'LogicalExpression':
      return isLimiting(originOf({ ...place, node: node.left }), depth) || isLimiting(originOf({ ...place, node: node.right }), depth)
    case 'Identifier':
      return isOptionName(node.name)
    case 'MemberExpression':
      return isOptionName(memberName(node) ?? 'options')
    case 'CallExpression':
      return !words(tailName(node.callee) ?? '').includes('id')
    default:
      return false
  }
}

function isOptionName(name: string): boolean {
  return words(name).some((word) => OPTION_WORDS.has(word)) || isLimitKey(name)
}
