import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingFunction } from '../ast/functions.ts'
import { calleeName, memberName, staticString } from '../ast/names.ts'
import { isNothing } from '../ast/nothing.ts'
import type { SourceFile } from '../ast/source-file.ts'
import { unwrap, wrapped } from '../ast/unwrap.ts'
import type { RawUsage, Subject } from './raw-usage.ts'

/** `x[key] = v`, `delete x[key]`, `x.length = 0`, `x[x.length] = v`; null when the member expression does not change the collection. */
export function classifyMutation(member: TSESTree.MemberExpression, subject: Subject): RawUsage | null {
  const at = wrapped(member)
  const parent = at.parent
  if (parent?.type === 'UnaryExpression' && parent.operator === 'delete') return { kind: 'release', node: parent, extent: 'entry', key: member.computed ? member.property : null }
  if (parent?.type === 'UpdateExpression') return memberWrite(member, parent, subject, null)
  if (parent?.type !== 'AssignmentExpression' || parent.left !== at) return null
  return memberWrite(member, parent, subject, parent.right)
}

function memberWrite(member: TSESTree.MemberExpression, node: TSESTree.Node, subject: Subject, value: TSESTree.Node | null): RawUsage | null {
  if (subject.kind === 'array') {
    if (memberName(member) === 'length') return { kind: 'release', node, extent: isZero(value) ? 'all' : 'cap', key: null }
    // `list[list.length] = x` appends; any other index overwrites within the length or is out of our sight.
    const isAppend = member.computed && member.property.type === 'MemberExpression' && memberName(member.property) === 'length'
    return isAppend ? { kind: 'grow', node, key: value } : { kind: 'read', node, iterates: false }
  }
  if (subject.kind !== 'record' || !member.computed) return null
  if (staticString(member.property) !== null) return { kind: 'read', node, iterates: false }
  if (value && isNothing(value)) return { kind: 'release', node, extent: 'entry', key: member.property }
  return { kind: 'grow', node, key: member.property }
}

function isZero(value: TSESTree.Node | null): boolean {
  return value?.type === 'Literal' && value.value === 0
}

/** `cache = …` and `this.cache = …`: a fresh value lets everything go, a copy of itself with more grows, a copy with less releases. */
export function classifyAssignedValue(file: SourceFile, assignment: TSESTree.AssignmentExpression, subject: Subject): RawUsage[] {
  if (assignment.operator !== '=') return [{ kind: 'read', node: assignment, iterates: false }]
  const own = file.text.slice(assignment.left.range[0], assignment.left.range[1])
  if (isFirstValue(file, assignment, own)) return [{ kind: 'read', node: assignment, iterates: false }]
  return classifyCopy(file, assignment, unwrap(assignment.right), own, subject)
}

/** `this.x = new Map()` in the constructor, `if (!x) x = new Map()`, `x = x ?? new Map()`: nothing was there to let go. */
function isFirstValue(file: SourceFile, assignment: TSESTree.AssignmentExpression, own: string): boolean {
  const { left, right } = assignment
  const value = unwrap(right)
  if (value.type === 'LogicalExpression' && isOwn(file, value.left, own)) return true
  const fn = enclosingFunction(assignment)
  if (left.type === 'MemberExpression' && left.object.type === 'ThisExpression' && fn?.parent.type === 'MethodDefinition' && fn.parent.kind === 'constructor') return true
  for (let at: TSESTree.Node = assignment; at.parent && at !== fn; at = at.parent) {
    if (at.parent.type === 'IfStatement' && at.parent.consequent === at && asksIfMissing(file, at.parent.test, own)) return true
  }
  return false
}

/** `!x`, `x === undefined`, `x == null` */
function asksIfMissing(file: SourceFile, test: TSESTree.Node, own: string): boolean {
  const at = unwrap(test)
  if (at.type === 'UnaryExpression') return at.operator === '!' && isOwn(file, at.argument, own)
  return at.type === 'BinaryExpression' && (at.operator === '===' || at.operator === '==') && isOwn(file, at.left, own) && isNothing(at.right)
}

function classifyCopy(file: SourceFile, node: TSESTree.Node, value: TSESTree.Node, own: string, subject: Subject): RawUsage[] {
  const grow = (key: TSESTree.Node | null): RawUsage[] => [{ kind: 'grow', node, key }]
  const release = (extent: 'entry' | 'all' | 'cap', key: TSESTree.Node | null = null): RawUsage[] => [{ kind: 'release', node, extent, key }]
  if (!mentions(file, value, own)) return release('all')
  switch (value.type) {
    case 'ObjectExpression': {
      const added = value.properties.find((property) => property.type === 'Property' && property.computed)
      if (added?.type === 'Property') return isNothing(added.value) ? release('entry', added.key) : grow(added.key)
      return [{ kind: 'unknown', node }]
    }
    case 'ArrayExpression': {
      const spread = value.elements.find((element) => element?.type === 'SpreadElement' && mentions(file, element, own))
      if (spread?.type === 'SpreadElement' && unwrap(spread.argument).type === 'CallExpression') return release('cap')
      return grow(value.elements.find((element) => element !== null && element !== spread) ?? null)
    }
    case 'CallExpression':
      return classifyDerived(file, node, value, own, subject)
    case 'NewExpression':
      // `new Map([...m, [k, v]])`, `new Set([...s, v])`
      return classifyRebuilt(file, node, value, own)
    default:
      return [{ kind: 'unknown', node }]
  }
}

/** `x = x.filter(…)`, `x = x.slice(-100)`, `x = x.concat(y)`, `x = [...x, y].slice(-100)`, `x = Object.fromEntries(Object.entries(x).filter(…))`, `x = dissoc(id, x)` */
function classifyDerived(file: SourceFile, node: TSESTree.Node, call: TSESTree.CallExpression, own: string, subject: Subject): RawUsage[] {
  const method = calleeName(call)
  switch (method) {
    case 'filter':
    case 'slice':
    case 'splice':
    case 'toSpliced':
    case 'fromEntries':
    case 'omit':
    case 'omitBy':
    case 'pickBy':
    case 'pick':
    case 'dissoc':
    case 'reject':
    case 'without':
    case 'take':
    case 'takeRight':
    case 'drop':
    case 'difference':
      return [{ kind: 'release', node, extent: 'cap', key: null }]
    case 'concat':
    case 'assoc':
    case 'set':
    case 'add':
      return [{ kind: 'grow', node, key: call.arguments[0] ?? null }]
    default:
      if (method !== null && subject.releaseFunctions.has(method)) return [{ kind: 'release', node, extent: 'cap', key: null }]
      return [{ kind: 'unknown', node }]
  }
}

function classifyRebuilt(file: SourceFile, node: TSESTree.Node, created: TSESTree.NewExpression, own: string): RawUsage[] {
  const [source] = created.arguments
  if (source && isOwn(file, source, own)) return [{ kind: 'read', node, iterates: true }]
  if (source?.type !== 'ArrayExpression') return [{ kind: 'release', node, extent: 'cap', key: null }]
  const spread = source.elements.find((element) => element?.type === 'SpreadElement' && mentions(file, element, own))
  if (spread?.type === 'SpreadElement' && !isOwn(file, spread.argument, own)) return [{ kind: 'release', node, extent: 'cap', key: null }]
  const added = source.elements.find((element) => element !== null && element !== spread)
  if (!added) return [{ kind: 'read', node, iterates: true }]
  return [{ kind: 'grow', node, key: added.type === 'ArrayExpression' ? (added.elements[0] ?? null) : added }]
}

function isOwn(file: SourceFile, node: TSESTree.Node, own: string): boolean {
  return file.text.slice(node.range[0], node.range[1]) === own
}

/** Does the text of `node` name the collection? Its own expression is short and written alike, so text is enough here. */
function mentions(file: SourceFile, node: TSESTree.Node, own: string): boolean {
  const text = file.text.slice(node.range[0], node.range[1])
  let at = text.indexOf(own)
  while (at >= 0) {
    const before = text[at - 1] ?? ' '
    const after = text[at + own.length] ?? ' '
    if (!/[\w$]/.test(before) && !/[\w$]/.test(after)) return true
    at = text.indexOf(own, at + 1)
  }
  return false
}
