import type { TSESTree } from '@typescript-eslint/utils'

import { someInside } from '../../ast/descend.ts'
import { isFunction } from '../../ast/functions.ts'
import { calleeName, keyName, memberName } from '../../ast/names.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { unwrap, wrapped } from '../../ast/unwrap.ts'
import type { Variable } from '../../ast/variables.ts'
import { isOtherTrimName, isTrimName } from '../../catalog/trimmers.ts'
import { indexSource } from '../source-index.ts'

/** A constant table from a kind to the function that trims payloads of that kind. */
export interface SlimmerTable {
  readonly variable: Variable
  readonly name: string
  readonly kinds: readonly string[]
  /** Places where a trimmer is looked up: `table[kind]`, `table.get(kind)`. */
  readonly lookups: readonly Lookup[]
}

export interface Lookup {
  readonly node: TSESTree.Node
  readonly key: TSESTree.Node
}

/** Tables of at least two functions whose names, or bodies, say that they make payloads smaller. */
export function findSlimmerTables(file: SourceFile): SlimmerTable[] {
  const scopes = file.scopeManager?.scopes ?? []
  return scopes.flatMap((scope) => [...scope.set.values()]).flatMap((variable) => {
    const { name } = variable
    const entries = entriesOf(variable)
    if (!entries || entries.length < 2 || !isTrimming(file, name, entries)) return []
    return [{ variable, name, kinds: entries.map(({ kind }) => kind), lookups: lookupsOf(variable) }]
  })
}

function lookupsOf(variable: Variable): Lookup[] {
  return variable.references.flatMap(({ identifier }) => {
    const { parent } = identifier
    if (parent?.type !== 'MemberExpression' || parent.object !== identifier) return []
    if (parent.computed) return [{ node: wrapped(parent), key: parent.property }]
    const call = parent.parent
    const key = call.type === 'CallExpression' && call.callee === parent && memberName(parent) === 'get' ? call.arguments[0] : undefined
    return key ? [{ node: wrapped(call), key }] : []
  })
}

interface TableEntry {
  readonly kind: string
  readonly trimmer: TSESTree.Node
}

/** The entries of `{ read: slimRead, edit: (x) => … }` or `new Map([['read', slimRead]])`; null when something else is among them. */
function entriesOf(variable: Variable): TableEntry[] | null {
  const declarator = variable.defs[0]?.node
  const init = declarator?.type === 'VariableDeclarator' && declarator.init ? unwrap(declarator.init) : null
  if (init?.type === 'ObjectExpression') return readAll(init.properties, readProperty)
  const list = init?.type === 'NewExpression' && calleeName(init) === 'Map' ? init.arguments[0] : undefined
  return list?.type === 'ArrayExpression' ? readAll(list.elements, readPair) : null
}

function readAll<T>(items: readonly T[], read: (item: T) => TableEntry | null): TableEntry[] | null {
  const entries: TableEntry[] = []
  for (const item of items) {
    const entry = read(item)
    if (!entry) return null
    entries.push(entry)
  }
  return entries
}

function readProperty(property: TSESTree.ObjectLiteralElement): TableEntry | null {
  if (property.type !== 'Property') return null
  const kind = keyName(property)
  const trimmer = unwrap(property.value)
  return kind !== null && isFunctionLike(trimmer) ? { kind, trimmer } : null
}

function readPair(pair: TSESTree.Node | null): TableEntry | null {
  if (pair?.type !== 'ArrayExpression') return null
  const [kind, trimmer] = pair.elements
  if (kind?.type !== 'Literal' || !trimmer || !isFunctionLike(unwrap(trimmer))) return null
  return { kind: String(kind.value), trimmer: unwrap(trimmer) }
}

function isFunctionLike(node: TSESTree.Node): boolean {
  return isFunction(node) || node.type === 'Identifier' || (node.type === 'CallExpression' && isTrimName(calleeName(node) ?? ''))
}

/** The table's name says it, or half of its functions do, by name or by cutting something in their bodies. */
function isTrimming(file: SourceFile, name: string, entries: readonly TableEntry[]): boolean {
  if (isOtherTrimName(name)) return false
  if (isTrimName(name)) return true
  const trimming = entries.filter(({ trimmer }) => isTrimmer(file, trimmer))
  return trimming.length * 2 >= entries.length && trimming.length >= 2
}

function isTrimmer(file: SourceFile, trimmer: TSESTree.Node): boolean {
  if (trimmer.type === 'Identifier') return isTrimName(trimmer.name)
  if (trimmer.type === 'CallExpression') return true
  return isFunction(trimmer) && trimmer.body !== null && someInside(file, trimmer.body, (node) => node.type === 'CallExpression' && isTrimName(calleeName(node) ?? ''))
}

/** `switch (kind)` statements in functions whose name says that they make payloads smaller are tables, too. */
export function findSlimmerSwitches(file: SourceFile): TSESTree.SwitchStatement[] {
  return indexSource(file).functions.flatMap((fn) => {
    if (fn.body?.type !== 'BlockStatement') return []
    return fn.body.body.filter((statement) => statement.type === 'SwitchStatement')
  })
}
