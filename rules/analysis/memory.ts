import type { TSESTree } from '@typescript-eslint/utils'

import { isFunction, isInside } from '../ast/functions.ts'
import { memberName } from '../ast/names.ts'
import { isFalsy } from '../ast/nothing.ts'
import type { SourceFile } from '../ast/source-file.ts'
import { descendants, returnedExpressions } from '../ast/traverse.ts'
import { unwrap, wrapped } from '../ast/unwrap.ts'
import { constantInit, findVariable, type Variable } from '../ast/variables.ts'
import { calleesOf } from './call-graph.ts'
import { indexSource } from './source-index.ts'

/** Something a test remembers by: a variable, a member of one, or a member of `this`. `lastFetch`, `state.hydrated`, `this.cache`. */
export interface Memory {
  /** Null for `this`. */
  readonly variable: Variable | null
  /** Member names from there: `hydrated`; empty for the variable itself. Methods and computed keys end it. */
  readonly path: string
}

const LOOKUPS = new Set(['get', 'has', 'peek', 'includes', 'at', 'size', 'length', 'indexOf', 'find', 'some', 'keys', 'values', 'entries', 'getOrInsert'])

/** The memory that a chain of members starts from: `cache.get(id)` → `cache`, `this.state.hydrated` → `state.hydrated` of `this`. */
export function memoryOf(file: SourceFile, expression: TSESTree.Node): Memory | null {
  const names: string[] = []
  let at = unwrap(expression)
  while (at.type === 'MemberExpression') {
    const name = at.computed && memberName(at) === null ? null : memberName(at)
    // What stands behind a computed key or a method is one entry of what stands before it.
    if (name === null || LOOKUPS.has(name)) names.length = 0
    else names.unshift(name)
    at = unwrap(at.object)
    if (at.type === 'CallExpression') {
      names.length = 0
      at = unwrap(at.callee)
    }
  }
  if (at.type === 'ThisExpression') return names.length > 0 ? { variable: null, path: names.join('.') } : null
  if (at.type !== 'Identifier') return null
  const variable = findVariable(file, at)
  return variable ? { variable, path: names.join('.') } : null
}

/** Does a change of `changed` change `memory`: is it the same, or what holds it? */
export function isChangedBy(memory: Memory, changed: Memory): boolean {
  if (memory.variable !== changed.variable) return false
  return memory.path === changed.path || memory.path.startsWith(`${changed.path}.`) || (changed.path === '' && changed.variable !== null)
}

/**
 * Everything a test reads, as memories: also what its local constants were set to, and what functions of this file
 * that it calls return. Three steps deep.
 */
export function memoriesRead(file: SourceFile, test: TSESTree.Node, depth = 3): Memory[] {
  const found: Memory[] = []
  for (const node of descendants(file, test, (inner) => !isFunction(inner))) {
    if (node.type !== 'MemberExpression' && node.type !== 'Identifier' && node.type !== 'ThisExpression') continue
    if (!isChainTop(node)) continue
    const memory = memoryOf(file, node)
    if (memory) found.push(memory)
    const init = memory?.variable && depth > 0 ? initOf(memory.variable) : null
    if (init) found.push(...memoriesRead(file, init, depth - 1))
  }
  if (depth === 0) return found
  for (const node of descendants(file, test, (inner) => !isFunction(inner))) {
    if (node.type !== 'CallExpression') continue
    for (const fn of calleesOf(file, node)) found.push(...returnedExpressions(file, fn).flatMap((returned) => memoriesRead(file, returned, depth - 1)))
  }
  return found
}

function isChainTop(node: TSESTree.Node): boolean {
  const at = wrapped(node)
  const parent = at.parent
  if (parent?.type === 'MemberExpression') return parent.object !== at && parent.computed
  return parent?.type !== 'Property' || parent.value === at
}

/** What a variable was first set to, also when it is set again later: `let p = cache.get(id)`. */
export function initOf(variable: Variable): TSESTree.Node | null {
  const constant = constantInit(variable)
  if (constant) return isFunction(constant) ? null : constant
  const definition = variable.defs[0]
  if (definition?.type !== 'Variable' || definition.node.type !== 'VariableDeclarator') return null
  const { init } = definition.node
  return init && !isFunction(init) && init.type !== 'Literal' ? init : null
}

/** How code changes a memory: `arm` sets it, `disarm` empties it again. */
export interface Change {
  readonly kind: 'arm' | 'disarm'
  readonly node: TSESTree.Node
}

const ARMS = new Set(['set', 'add', 'push', 'unshift', 'getOrInsert', 'put'])
const DISARMS = new Set(['delete', 'clear', 'remove', 'evict', 'invalidate', 'reset'])

/** Every change of a memory inside `within`. */
export function changesOf(file: SourceFile, memory: Memory, within: TSESTree.Node): Change[] {
  const found: Change[] = []
  for (const base of basesOf(file, memory)) {
    if (!isInside(base, within)) continue
    const change = changeAt(base)
    const changed = change && memoryOf(file, change.target)
    if (change && changed && isChangedBy(memory, changed)) found.push(change)
  }
  return found
}

/** Where the memory's variable, or its first member of `this`, is mentioned. */
function basesOf(file: SourceFile, memory: Memory): TSESTree.Node[] {
  if (memory.variable) return memory.variable.references.map((reference) => reference.identifier)
  const first = memory.path.split('.')[0] ?? ''
  return (indexSource(file).membersByName.get(first) ?? []).filter((member) => member.object.type === 'ThisExpression')
}

function changeAt(base: TSESTree.Node): (Change & { readonly target: TSESTree.Node }) | null {
  let at = wrapped(base)
  while (at.parent?.type === 'MemberExpression' && at.parent.object === at) {
    const member = at.parent
    const name = memberName(member) ?? ''
    const outer = wrapped(member)
    if (outer.parent?.type === 'CallExpression' && outer.parent.callee === outer) {
      if (ARMS.has(name)) return { kind: 'arm', node: outer.parent, target: at }
      return DISARMS.has(name) ? { kind: 'disarm', node: outer.parent, target: at } : null
    }
    at = outer
  }
  const parent = at.parent
  switch (parent?.type) {
    case 'AssignmentExpression':
      return parent.left === at ? { kind: isFalsy(parent.right) ? 'disarm' : 'arm', node: parent, target: at } : null
    case 'UpdateExpression':
      return { kind: 'arm', node: parent, target: at }
    case 'UnaryExpression':
      return parent.operator === 'delete' ? { kind: 'disarm', node: parent, target: at } : null
    default:
      return null
  }
}
