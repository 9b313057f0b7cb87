import type { TSESTree } from '@typescript-eslint/utils'

import { isFunction } from '../ast/functions.ts'
import type { SourceFile } from '../ast/source-file.ts'
import { wrapped } from '../ast/unwrap.ts'
import { frequencyOfStreamPart, isMessageEvent, mentionsStreamPart } from '../catalog/hot-hooks.ts'
import { isExit } from './control/exits.ts'
import type { HotCode } from './reach-fetch.ts'
import { functionsOf, resolveValues } from './resolve-value.ts'
import type { Search } from './search.ts'
import { indexSource } from './source-index.ts'

/**
 * Code that runs for single parts of a stream: branches of a `for await` loop over a model's stream and, when `messageEvents` is set,
 * branches of event handlers for messages and their parts, and handlers of such an event alone.
 */
export function findPartHandlers(search: Search, messageEvents: boolean): HotCode[] {
  const { root } = search
  if (!mentionsStreamPart(root.text) && !messageEvents) return []
  const found: HotCode[] = []
  for (const node of findNames(root)) {
    const perPart = frequencyOfStreamPart(node.value)
    const label = `\`"${node.value}"\``
    if (perPart !== null && isInStreamLoop(node)) {
      for (const part of codeForType(search, node)) found.push({ file: root, ...part, frame: null, label, anchor: node, kind: 'hook', frequency: perPart })
    } else if (messageEvents && isMessageEvent(node.value)) {
      for (const part of codeForType(search, node)) found.push({ file: root, ...part, frame: null, label, anchor: node, kind: 'event', frequency: 'on every message event' })
    }
  }
  return found
}

/** The strings that may name a kind of event where code belongs to it, in source order: compared, registered under, keys of a table. */
function findNames(file: SourceFile): TSESTree.StringLiteral[] {
  const { comparedStrings, calls, properties } = indexSource(file)
  const registered = calls.flatMap((call) => call.arguments[0] ?? [])
  const keys = [...properties].flatMap(([name, list]) => (frequencyOfStreamPart(name) !== null || isMessageEvent(name) ? list.map(({ key }) => key) : []))
  return [...comparedStrings, ...[...registered, ...keys].filter(isString)].sort((a, b) => a.range[0] - b.range[0])
}

function isString(node: TSESTree.Node): node is TSESTree.StringLiteral {
  return node.type === 'Literal' && typeof node.value === 'string'
}

function isInStreamLoop(node: TSESTree.Node): boolean {
  for (let at: TSESTree.Node | undefined = node; at && !isFunction(at); at = at.parent) if (at.type === 'ForOfStatement' && at.await) return true
  return false
}

type Part = Pick<HotCode, 'body' | 'start'>

function codeForType(search: Search, literal: TSESTree.Node): Part[] {
  const at = wrapped(literal)
  const parent = at.parent
  switch (parent?.type) {
    case 'BinaryExpression': {
      const branch = branchOf(parent)
      return branch ? [branch] : []
    }
    case 'SwitchCase':
      return [{ body: firstWithCode(parent) }]
    case 'CallExpression':
      return parent.arguments[0] === at ? parent.arguments.slice(1).flatMap((argument) => ownFunctions(search, argument)) : []
    case 'Property':
      return parent.key === at ? ownFunctions(search, parent.value) : []
    default:
      return []
  }
}

function ownFunctions(search: Search, expression: TSESTree.Node): Part[] {
  return functionsOf(resolveValues(search, search.root, expression, null)).flatMap(({ file, node }) => (file === search.root ? [{ body: node }] : []))
}

/** `case 'a': case 'b': code` belongs to both. */
function firstWithCode(at: TSESTree.SwitchCase): TSESTree.Node {
  const cases = at.parent?.type === 'SwitchStatement' ? at.parent.cases : []
  return cases.slice(cases.indexOf(at)).find(({ consequent }) => consequent.length > 0) ?? at
}

/** What runs when `event.type === 'x'` in a test holds: the branch, or the rest of the function or of the loop's round when any other event leaves it. */
function branchOf(comparison: TSESTree.BinaryExpression): Part | null {
  let at: TSESTree.Node = comparison
  while (at.parent?.type === 'LogicalExpression') at = wrapped(at.parent)
  const holder = at.parent
  if (holder?.type !== 'IfStatement' || holder.test !== at) return null
  if (/^===?$/.test(comparison.operator)) return { body: holder.consequent }
  if (!/^!==?$/.test(comparison.operator) || !isExit(holder.consequent)) return null
  // `continue` leaves a round of the loop, anything else the function.
  const last = holder.consequent.type === 'BlockStatement' ? holder.consequent.body.at(-1) : holder.consequent
  let around: TSESTree.Node | undefined = holder.parent
  while (last?.type !== 'ContinueStatement' && around && !isFunction(around)) around = around.parent
  return around ? { body: around, start: holder.range[1] } : null
}
