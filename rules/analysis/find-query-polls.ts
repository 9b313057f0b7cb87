import type { TSESTree } from '@typescript-eslint/utils'

import { isInside } from '../ast/functions.ts'
import { calleeName, keyName } from '../ast/names.ts'
import type { SourceFile } from '../ast/source-file.ts'
import { descendants } from '../ast/traverse.ts'
import { unwrap, wrapped } from '../ast/unwrap.ts'
import { findVariable, type Variable } from '../ast/variables.ts'
import { isHistoryMember, isLikelyFetch, namesConversation } from '../catalog/history-fetches.ts'
import { isQueryCall, isRefetchOption, mayNameRefetchOption } from '../catalog/polls.ts'
import { isSlow } from './find-polls.ts'
import { isLimited, mentionsConversation, tailName } from './history-fetch.ts'
import { initOf } from './memory.ts'
import type { HotCode } from './reach-fetch.ts'
import { functionsOf, resolveValues } from './resolve-value.ts'
import type { Search } from './search.ts'
import { indexSource } from './source-index.ts'

/** Queries that a data library repeats by itself (`refetchInterval`, `pollingInterval`): their query functions, and calls that are themselves a history fetch. */
export interface QueryPolls {
  readonly code: readonly HotCode[]
  readonly fetches: readonly { readonly node: TSESTree.CallExpression; readonly fetch: string; readonly label: string }[]
}

/** Finds the queries of a file that have a refetch option, also in an options object that is a variable or is spread into another. */
export function findQueryPolls(search: Search): QueryPolls {
  const code: HotCode[] = []
  const fetches: QueryPolls['fetches'][number][] = []
  if (!mayNameRefetchOption(search.root.text)) return { code, fetches }
  for (const [key, properties] of indexSource(search.root).properties) {
    if (!isRefetchOption(key)) continue
    for (const property of properties) {
      if (isOff(property.value) || isSlow(search.root, property.value) || property.parent.type !== 'ObjectExpression') continue
      for (const call of callsTaking(search.root, property.parent)) {
        const fetch = fetchOfQuery(search.root, call)
        if (fetch !== null) fetches.push({ node: call, fetch, label: `\`${key}\`` })
        else code.push(...queryFunctions(search, call, `\`${key}\``))
      }
    }
  }
  return { code, fetches }
}

function isOff(value: TSESTree.Node): boolean {
  const at = unwrap(value)
  return (at.type === 'Literal' && !at.value) || (at.type === 'Identifier' && at.name === 'undefined')
}

/** The query calls that are given an object: itself, returned by an arrow function, through a variable, or spread; three steps. */
function callsTaking(file: SourceFile, object: TSESTree.Node, depth = 3): TSESTree.CallExpression[] {
  const at = wrapped(object)
  const parent = at.parent
  if (!parent || depth === 0) return []
  switch (parent.type) {
    case 'CallExpression':
      return parent.callee === at || !isQueryCall(calleeName(parent) ?? '') ? [] : [parent]
    case 'ArrowFunctionExpression':
      return parent.body === at ? callsTaking(file, parent, depth - 1) : []
    case 'SpreadElement':
      return parent.parent.type === 'ObjectExpression' ? callsTaking(file, parent.parent, depth - 1) : []
    case 'ConditionalExpression':
      return callsTaking(file, parent, depth)
    case 'VariableDeclarator': {
      const variable = parent.id.type === 'Identifier' ? findVariable(file, parent.id) : null
      return (variable?.references ?? []).flatMap((reference) => (reference.isRead() ? callsTaking(file, reference.identifier, depth - 1) : []))
    }
    default:
      return []
  }
}

/** `chat.listMessages.useQuery(input, options)`, `useGetMessagesQuery(id, options)`, `useQuery(GET_MESSAGES, options)`, or any query whose result's `messages` are used. */
function fetchOfQuery(file: SourceFile, call: TSESTree.CallExpression): string | null {
  const dotted = tailName(call.callee)
  if (dotted === null || isLimited(file, call, null)) return null
  const parts = dotted.split('.')
  const hook = parts.pop() ?? ''
  const asked = parts.length > 0 && parts[0] !== 'this' && !/^[A-Z]?[a-z]*Query$/.test(parts.at(-1) ?? '') ? parts.join('.') : hook.replace(/^use/, '').replace(/Query$/, '')
  const document = call.arguments[0]?.type === 'Identifier' && /^[A-Z_]+$/.test(call.arguments[0].name) ? call.arguments[0].name : ''
  const isNamed = isLikelyFetch(asked) || isLikelyFetch(document)
  if (!isNamed && !(parts.length > 0 && resultHoldsHistory(file, call))) return null
  const isConversation = namesConversation(dotted) || call.arguments.some((argument) => mentionsConversation(file, argument))
  if (!isConversation) return null
  return isLikelyFetch(document) ? document : parts.length > 0 ? parts.slice(-2).join('.') : hook
}

/** Is `messages` read from what the query gives: `query.data?.messages`, also through constants? */
function resultHoldsHistory(file: SourceFile, call: TSESTree.CallExpression): boolean {
  const at = wrapped(call)
  if (at.parent?.type !== 'VariableDeclarator') return false
  const results = [...descendants(file, at.parent.id)].flatMap((node) => {
    const variable = node.type === 'Identifier' ? findVariable(file, node) : null
    return variable ? [variable] : []
  })
  const { membersByName } = indexSource(file)
  for (const [name, members] of membersByName) {
    if (isHistoryMember(name) && members.some((member) => comesFrom(file, member.object, results, 3))) return true
  }
  return false
}

function comesFrom(file: SourceFile, expression: TSESTree.Node, results: readonly Variable[], depth: number): boolean {
  for (const node of descendants(file, expression)) {
    const variable = node.type === 'Identifier' ? findVariable(file, node) : null
    if (!variable) continue
    if (results.includes(variable)) return true
    const init = depth > 0 ? initOf(variable) : null
    if (init && comesFrom(file, init, results, depth - 1)) return true
  }
  return false
}

/** The functions that ask for the data: `queryFn`, or the fetcher of `useSWR(key, fetcher, options)`. */
function queryFunctions(search: Search, call: TSESTree.CallExpression, label: string): HotCode[] {
  const { properties } = indexSource(search.root)
  const given = (properties.get('queryFn') ?? []).filter((property) => isInside(property, call)).map((property) => property.value)
  const isSwr = /SWR$/.test(calleeName(call) ?? '')
  const asked: TSESTree.Node[] = isSwr && call.arguments[1] ? [...given, call.arguments[1]] : given
  return asked.flatMap((expression) =>
    functionsOf(resolveValues(search, search.root, expression, null)).map(({ file, node, closure }): HotCode => ({
      file,
      body: node,
      frame: { fn: node, args: null, callerFile: file, caller: null, closure },
      label: `${label} → \`${keyName({ key: call.callee.type === 'MemberExpression' ? call.callee.property : call.callee }) ?? 'query'}\``,
      anchor: call,
      kind: 'poll',
      frequency: 'each time a query refetches itself',
    })),
  )
}
