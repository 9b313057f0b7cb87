import type { TSESTree } from '@typescript-eslint/utils'

import { findInside, someInside } from '../ast/descend.ts'
import { isFunction, type FunctionNode } from '../ast/functions.ts'
import { calleeName, memberName } from '../ast/names.ts'
import { isEmptyCollection } from '../ast/nothing.ts'
import { oncePerFile, type SourceFile } from '../ast/source-file.ts'
import { unwrap } from '../ast/unwrap.ts'
import { constantInit, findVariable, type Variable } from '../ast/variables.ts'
import { classifyListName, isCutName, PAGE_PROPERTIES } from '../catalog/message-lists.ts'
import { indexSource } from './source-index.ts'

/** Where a list expression takes its entries from. */
export interface ListSource {
  /** The variable, property or accessor that holds the list, under casts, copies and filters. */
  readonly base: TSESTree.Node
  /** As a reader knows it: `messages` of `props.messages`, `session.messages()` and `[...messages].reverse()`. */
  readonly name: string
  /** Does a `slice`, an index test or a cutting helper stand between the base and the place of use? */
  readonly isCut: boolean
}

/** Methods and functions that hand on the entries of their receiver or first argument. */
const PASSES_ON = new Set(['filter', 'map', 'reverse', 'toReversed', 'sort', 'toSorted', 'concat', 'flat', 'flatMap', 'values', 'entries', 'toArray', 'keys', 'from', 'unref', 'toRaw', 'toValue', 'get', 'assign'])

/** What a list expression is made of, or null when no single list can be told. Follows no variables. */
export function traceList(node: TSESTree.Node): ListSource | null {
  let at = unwrap(node)
  let isCut = false
  for (let step = 0; step < 12; step++) {
    const next = stepDown(at)
    if (next === 'cut') return { base: at, name: '', isCut: true }
    if (next === null) break
    isCut ||= next.isCut
    at = unwrap(next.node)
  }
  const name = nameOf(at)
  return name === null ? null : { base: at, name, isCut: isCut || isCutName(name) }
}

/**
 * Where the list behind a name comes from, when that is only a view of it: `const shown = entries.filter(…)`,
 * `useMemo(() => entries.filter(…))`, `computed(…)`. Null when it is no view. Follows one constant.
 */
export function traceView(variable: Variable): ListSource | null {
  const init = constantInit(variable)
  const at = init && unwrap(init)
  const [first] = at?.type === 'CallExpression' && VIEWS.has(calleeName(at) ?? '') ? at.arguments : []
  const made = isFunction(first) ? onlyReturned(first) : at
  if (made?.type !== 'CallExpression') return null
  const source = traceList(made)
  return source && (source.base.type === 'Identifier' || source.base.type === 'MemberExpression') ? source : null
}

const VIEWS = new Set(['useMemo', 'computed', 'createMemo', 'derived', '$derived'])

function onlyReturned(fn: FunctionNode): TSESTree.Node | null {
  if (fn.body.type !== 'BlockStatement') return unwrap(fn.body)
  const last = fn.body.body.at(-1)
  return last?.type === 'ReturnStatement' && last.argument ? unwrap(last.argument) : null
}

interface Step {
  readonly node: TSESTree.Node
  readonly isCut: boolean
}

function stepDown(at: TSESTree.Node): Step | 'cut' | null {
  switch (at.type) {
    case 'CallExpression':
      return stepThroughCall(at)
    case 'LogicalExpression':
      return { node: at.operator === '&&' ? at.right : at.left, isCut: false }
    case 'ConditionalExpression': {
      const branches = [traceList(at.consequent), traceList(at.alternate)]
      // `isExpanded ? messages : messages.slice(0, 3)` is a "show more" button.
      if (branches.some((branch) => branch?.isCut)) return 'cut'
      return { node: isEmptyCollection(at.consequent) ? at.alternate : at.consequent, isCut: false }
    }
    case 'ArrayExpression': {
      const spread = at.elements.find((element) => element?.type === 'SpreadElement')
      return spread?.type === 'SpreadElement' ? { node: spread.argument, isCut: false } : null
    }
    case 'MemberExpression': {
      const name = memberName(at)
      return name === 'value' || name === 'current' ? { node: at.object, isCut: false } : null
    }
    default:
      return null
  }
}

function stepThroughCall(at: TSESTree.CallExpression): Step | null {
  const name = calleeName(at)
  const callee = unwrap(at.callee)
  if (name === null) return null
  const [first] = at.arguments
  // What an object is made of: `Object.entries(span)`, `Object.keys(logged)`.
  if (isNamespace(callee.type === 'MemberExpression' ? callee.object : callee) && (name === 'entries' || name === 'keys')) return null
  const isCut = isCutName(name) || (name === 'filter' && usesIndex(first))
  if (callee.type === 'MemberExpression' && (PASSES_ON.has(name) || isCut) && !isNamespace(callee.object)) return { node: callee.object, isCut }
  // An accessor: a signal, a store getter, `session.messages()`.
  if (first === undefined) return { node: callee, isCut }
  // A helper that is handed the list: `groupByDate(messages)`, `Array.from(messages)`.
  const handed = traceList(first)
  if (handed && (PASSES_ON.has(name) || isCut || classifyListName(handed.name) === 'whole')) return { node: first, isCut }
  return null
}

function isNamespace(node: TSESTree.Node): boolean {
  return node.type === 'Identifier' && (node.name === 'Object' || node.name === 'Array' || node.name === 'React' || node.name === '_')
}

/** `(_, index) => index < limit`: a callback that looks at where an entry stands. */
function usesIndex(callback: TSESTree.Node | undefined): boolean {
  return isFunction(callback) && callback.params.length > 1
}

function nameOf(at: TSESTree.Node): string | null {
  switch (at.type) {
    case 'Identifier':
      // Svelte reads a store as `$messages`.
      return at.name.replace(/^\$+/, '')
    case 'MemberExpression':
      return memberName(at)
    case 'CallExpression':
      return calleeName(at)
    default:
      return null
  }
}

/** Does something in `node` cut a list: `.slice(…)`, `.shift()`, `paginate(…)`, `length = 0` or an index test in a `filter`? */
export function hasCut(file: SourceFile, node: TSESTree.Node): boolean {
  return someInside(file, node, (at) => {
    if (at.type === 'CallExpression') {
      const name = calleeName(at)
      return name !== null && (isCutName(name) || (name === 'filter' && usesIndex(at.arguments[0])))
    }
    return at.type === 'AssignmentExpression' && at.left.type === 'MemberExpression' && memberName(at.left) === 'length'
  })
}

/** Is the list behind a name cut where it is made or where it is written: `useMemo(() => all.slice(-50))`, `setLogs(l => [...l, x].slice(-500))`? At most three names deep. */
export function isBoundedVariable(file: SourceFile, variable: Variable, depth = 3): boolean {
  const definition = variable.defs[0]
  if (!definition) return false
  if (definition.type === 'ImportBinding') return true
  if (definition.type === 'FunctionName') return isBoundedFunction(file, definition.node)
  if (definition.type !== 'Variable' || definition.node.type !== 'VariableDeclarator') return false
  const { id, init } = definition.node
  if (isCutWhereWritten(file, variable)) return true
  if (!init) return false
  switch (id.type) {
    case 'ArrayPattern':
      return isConstantState(file, variable, id, init) || hasCappedSetter(file, id)
    case 'ObjectPattern':
      return init.type === 'CallExpression' && isCutName(calleeName(init) ?? '')
    default:
      return isConstantList(variable, init) || isCutInit(file, variable, init, depth)
  }
}

function isBoundedFunction(file: SourceFile, node: TSESTree.Node): boolean {
  return node.type === 'FunctionDeclaration' && node.body !== null && hasCut(file, node.body)
}

function isCutInit(file: SourceFile, variable: Variable, init: TSESTree.Node, depth: number): boolean {
  if (hasCut(file, init)) return true
  if (depth === 0) return false
  return findInside(file, init, isListIdentifier).some((identifier) => {
    const other = findVariable(file, identifier)
    return other !== null && other !== variable && other.defs[0]?.type !== 'ImportBinding' && isBoundedVariable(file, other, depth - 1)
  })
}

function isListIdentifier(node: TSESTree.Node): node is TSESTree.Identifier {
  return node.type === 'Identifier' && (classifyListName(node.name) !== 'no' || isCutName(node.name))
}

/** `const messages = [{ … }, { … }]`, never added to. */
function isConstantList(variable: Variable, init: TSESTree.Node): boolean {
  const inner = unwrap(init)
  const list = inner.type === 'CallExpression' && calleeName(inner) === 'freeze' ? inner.arguments[0] : inner
  if (list?.type !== 'ArrayExpression' || list.elements.length === 0 || list.elements.some((element) => element?.type === 'SpreadElement')) return false
  return !variable.references.some((reference) => {
    const parent = reference.identifier.parent
    return parent?.type === 'MemberExpression' && parent.object === reference.identifier && (memberName(parent) === 'push' || memberName(parent) === 'unshift')
  })
}

/** `const [logs] = useState([{ … }])`: nobody can add to it. */
function isConstantState(file: SourceFile, variable: Variable, id: TSESTree.ArrayPattern, init: TSESTree.Node): boolean {
  if (init.type !== 'CallExpression' || !isConstantList(variable, init.arguments[0] ?? init)) return false
  const setter = setterOf(file, id)
  return setter === null || setter.references.every((reference) => reference.init)
}

function setterOf(file: SourceFile, id: TSESTree.ArrayPattern): Variable | null {
  const second = id.elements[1]
  return second?.type === 'Identifier' ? findVariable(file, second) : null
}

function hasCappedSetter(file: SourceFile, id: TSESTree.ArrayPattern): boolean {
  const setter = setterOf(file, id)
  return setter !== null && setter.references.some(({ identifier }) => identifier.parent?.type === 'CallExpression' && identifier.parent.callee === identifier && (hasCut(file, identifier.parent) || isPage(identifier.parent.arguments[0])))
}

/** `setMessages(data.items)`: the server hands out a page. */
function isPage(argument: TSESTree.Node | undefined): boolean {
  const at = argument && unwrap(argument)
  return at?.type === 'MemberExpression' && PAGE_PROPERTIES.has(memberName(at) ?? '')
}

/** Names of lists that some assignment, or a `shift` or `splice`, keeps short: `logs.value = logs.value.slice(-500)`. */
const cutNames = oncePerFile((file) => {
  const names = new Set<string>()
  const index = indexSource(file)
  for (const assignment of index.assignments) {
    const target = traceList(assignment.left)
    if (target && target.name !== '' && hasCut(file, assignment.right)) names.add(target.name)
    if (assignment.left.type !== 'MemberExpression' || memberName(assignment.left) !== 'length') continue
    const list = traceList(assignment.left.object)
    if (list) names.add(list.name)
  }
  for (const method of ['shift', 'splice']) {
    for (const call of index.callsByName.get(method) ?? []) {
      // `splice(at, 1)` takes one chosen entry out; it is no limit.
      if (method === 'splice' && call.arguments[1]?.type === 'Literal' && call.arguments[1].value === 1 && !(call.arguments[0]?.type === 'Literal')) continue
      const list = call.callee.type === 'MemberExpression' ? traceList(call.callee.object) : null
      if (list) names.add(list.name)
    }
  }
  return names
})

function isCutWhereWritten(file: SourceFile, variable: Variable): boolean {
  return cutNames(file).has(variable.name)
}

/** Is a list of this name cut by an assignment, `shift` or `splice` somewhere in the file? */
export function isCutByName(file: SourceFile, name: string): boolean {
  return cutNames(file).has(name)
}
