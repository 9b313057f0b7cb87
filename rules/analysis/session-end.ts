import type { TSESTree } from '@typescript-eslint/utils'

import { findInside } from '../ast/descend.ts'
import { functionName, type FunctionNode } from '../ast/functions.ts'
import { oncePerFile, type SourceFile } from '../ast/source-file.ts'
import { isEndEvent, isEndOfOne } from '../catalog/session-ends.ts'
import { calleesOf } from './call-graph.ts'
import { classifyEntry } from './reach.ts'
import { indexSource } from './source-index.ts'

/** Code that runs when one session, connection, room, task or the like ends. */
export interface EndHandler {
  /** As a message calls it: `handleSessionDeleted`, `session.deleted`. */
  readonly name: string
  /** Where a report stands. */
  readonly node: TSESTree.Node
  /** Is it a process or a worker that ends here, which may have served only a part of what the id stands for? */
  readonly isExit?: boolean
  /** The statements of the handler itself. */
  readonly regions: readonly TSESTree.Node[]
}

/** The end handlers of a file: functions named so, callbacks of such events, and branches on such an event's name. */
export const findEndHandlers: (file: SourceFile) => readonly EndHandler[] = oncePerFile((file) => [...indexSource(file).functions.flatMap(handlerOfFunction), ...branches(file)])

function handlerOfFunction(fn: FunctionNode): EndHandler[] {
  const entry = mayListen(fn) ? classifyEntry(fn) : null
  if (entry?.type === 'event' && isEndEvent(entry.event)) return [{ name: entry.event, node: fn, isExit: entry.event === 'exit', regions: [fn.body] }]
  const name = functionName(fn)
  return name !== null && isEndOfOne(name) ? [{ name, node: nameNodeOf(fn), regions: [fn.body] }] : []
}

/** Most functions are declared, and so no listeners. */
function mayListen({ type, parent }: FunctionNode): boolean {
  return type !== 'FunctionDeclaration' && parent.type !== 'MethodDefinition' && parent.type !== 'PropertyDefinition' && parent.type !== 'VariableDeclarator'
}

/** Where a function has its name; the function itself when it has none. */
export function nameNodeOf(fn: FunctionNode): TSESTree.Node {
  if (fn.id) return fn.id
  const { parent } = fn
  if (parent.type === 'MethodDefinition' || parent.type === 'Property' || parent.type === 'PropertyDefinition') return parent.key
  return parent.type === 'VariableDeclarator' ? parent.id : fn
}

/** `if (event.type === 'session.deleted') { … }`, `if (type !== 'session.deleted') return`, `case 'session.deleted':` */
function branches(file: SourceFile): EndHandler[] {
  return indexSource(file).comparedStrings.flatMap((node): EndHandler[] => {
    const regions = isEndOfOne(node.value) ? regionsOf(node) : []
    return regions.length > 0 ? [{ name: node.value, node, regions }] : []
  })
}

function isCall(node: TSESTree.Node): node is TSESTree.CallExpression {
  return node.type === 'CallExpression'
}

function regionsOf(literal: TSESTree.Node): readonly TSESTree.Node[] {
  const { parent } = literal
  if (parent?.type === 'SwitchCase' && parent.test === literal) return parent.consequent
  if (parent?.type !== 'BinaryExpression') return []
  let at: TSESTree.Node = parent
  while (at.parent?.type === 'LogicalExpression') at = at.parent
  const branch = at.parent
  if (branch?.type !== 'IfStatement' || branch.test !== at) return []
  if (parent.operator === '===' || parent.operator === '==') return [branch.consequent]
  if (branch.parent.type !== 'BlockStatement') return []
  return branch.parent.body.slice(branch.parent.body.indexOf(branch) + 1)
}

/** The handler's regions and the bodies of functions of this file that it calls, at most two calls deep. */
export function reachOf(file: SourceFile, { regions: own }: Pick<EndHandler, 'regions'>): readonly TSESTree.Node[] {
  const regions = new Set(own)
  let level = own
  for (let depth = 0; depth < 2; depth++) {
    const called = callsWithin(file, level).flatMap((call) => calleesOf(file, call))
    const next = called.map((fn) => fn.body).filter((body) => !regions.has(body))
    for (const body of next) regions.add(body)
    level = next
  }
  return [...regions]
}

/** The calls that stand in these regions. */
function callsWithin(file: SourceFile, regions: readonly TSESTree.Node[]): TSESTree.CallExpression[] {
  return regions.flatMap((region) => findInside(file, region, isCall))
}
