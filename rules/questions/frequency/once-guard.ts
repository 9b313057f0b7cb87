import type { TSESTree } from '@typescript-eslint/utils'

import { conditionsOn } from '../../analysis/control/conditions.ts'
import { indexSource } from '../../analysis/source-index.ts'
import { enclosingFunction, isInside, type FunctionNode } from '../../ast/functions.ts'
import { calleeName, dottedName } from '../../ast/names.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { unwrap, wrapped } from '../../ast/unwrap.ts'
import { findVariable, isModuleLevel } from '../../ast/variables.ts'

/** A test that lets code run at one time only: once for the program, for each owner of the field that is tested, or for each run of what declares the variable. */
export interface OnceGuard {
  readonly node: TSESTree.Node
  readonly per: 'program' | 'owner' | 'frame'
  /** Where the variable that is tested is declared; the test itself where it is a field. */
  readonly declared: TSESTree.Node
}

/**
 * Finds the guard that lets the code at `node` run once however often its function `fn` is called: `if (this.db) return`,
 * `if (!started) { started = true; … }`, `this.db ??= …`. What is tested must be a plain variable of the outside or a field, not an entry
 * of a collection (that is once a key), must be filled by the same function, and nothing in the file may empty it again. A tick that ends its own interval is the last one.
 */
export function findOnceGuard(file: SourceFile, node: TSESTree.Node, fn: FunctionNode): OnceGuard | null {
  for (const { test, runsWhen, equals } of conditionsOn(node, fn)) {
    if (equals !== null) continue
    const place = emptyTested(test, runsWhen)
    const found = place && classifyPlace(file, place, fn)
    if (place && found && isFilledFor(file, place, fn, node)) return { node: test, declared: test, ...found }
  }
  const last = findLastTick(node, fn)
  return last && { node: last.end, per: 'frame', declared: last.interval }
}

/** `const t = setInterval(() => { if (document.body) { clearInterval(t); start() } }, 100)`: the tick that comes to the code is the last. */
function findLastTick(node: TSESTree.Node, fn: FunctionNode): { readonly interval: TSESTree.Node; readonly end: TSESTree.Node } | null {
  const interval = wrapped(fn).parent
  if (interval?.type !== 'CallExpression' || calleeName(interval) !== 'setInterval') return null
  const { parent } = wrapped(interval)
  const handle = parent?.type === 'VariableDeclarator' ? dottedName(parent.id) : parent?.type === 'AssignmentExpression' ? dottedName(parent.left) : null
  for (let at = node; handle !== null && at.parent && at !== fn; at = at.parent) {
    const list: readonly TSESTree.Node[] = at.parent.type === 'BlockStatement' ? at.parent.body : []
    const end = list.find((statement) => statement.type === 'ExpressionStatement' && isClearOf(statement.expression, handle))
    if (end) return { interval, end }
  }
  return null
}

function isClearOf(node: TSESTree.Node, handle: string): boolean {
  const at = unwrap(node)
  return at.type === 'CallExpression' && calleeName(at) === 'clearInterval' && at.arguments[0] !== undefined && dottedName(at.arguments[0]) === handle
}

/** What a test must find empty for the code to run; null when that is not what it asks. */
export function emptyTested(test: TSESTree.Node, runsWhen: boolean): TSESTree.Node | null {
  const at = unwrap(test)
  if (at.type === 'Identifier' || at.type === 'MemberExpression') return runsWhen ? null : at
  if (at.type !== 'BinaryExpression') return null
  const isEqual = at.operator === '==' || at.operator === '==='
  if (!isEqual && at.operator !== '!=' && at.operator !== '!==') return null
  if (isEqual !== runsWhen) return null
  return isEmpty(at.right) ? unwrap(at.left) : isEmpty(at.left) ? unwrap(at.right) : null
}

function isEmpty(node: TSESTree.Node): boolean {
  const at = unwrap(node)
  if (at.type === 'Literal') return at.value === null || at.value === false
  return at.type === 'Identifier' && at.name === 'undefined'
}

function classifyPlace(file: SourceFile, place: TSESTree.Node, fn: FunctionNode): Pick<OnceGuard, 'per'> & Partial<OnceGuard> | null {
  if (place.type === 'Identifier') {
    const variable = findVariable(file, place)
    if (!variable || variable.defs[0]?.type !== 'Variable') return null
    if (isModuleLevel(variable)) return { per: 'program' }
    const declared = variable.identifiers[0]
    return declared && !isInside(declared, fn) ? { per: 'frame', declared } : null
  }
  // `this.started`, `Registry.instance`; a field of what is handed in is a question of that.
  const name = dottedName(place)
  if (name === null || place.type !== 'MemberExpression') return null
  if (name.startsWith('this.')) return { per: 'owner' }
  const root = unwrap(place.object)
  const variable = root.type === 'Identifier' ? findVariable(file, root) : null
  return variable && isModuleLevel(variable) && name.split('.').length === 2 ? { per: 'program' } : null
}

/** Does the function, or the one that is called behind the test, fill the place, and does nothing empty it? */
function isFilledFor(file: SourceFile, place: TSESTree.Node, fn: FunctionNode, node: TSESTree.Node): boolean {
  const name = dottedName(place)
  const writes = indexSource(file).assignments.filter(({ left }) => dottedName(left) === name)
  const fills = writes.filter(({ right }) => !isEmpty(right))
  const called = node.type === 'CallExpression' && node.callee.type === 'Identifier' ? findVariable(file, node.callee)?.defs[0]?.node : undefined
  return fills.some((write) => isInside(write, fn) || (called !== undefined && isInside(write, called))) && !writes.some((write) => isEmpty(write.right) && enclosingFunction(write) !== null)
}
