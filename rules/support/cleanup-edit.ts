import type { TSESLint, TSESTree } from '@typescript-eslint/utils'

import type { CollectionFacts } from '../analysis/collection-facts.ts'
import { isExit, statementsOf } from '../analysis/control/exits.ts'
import type { Growth, Release } from '../analysis/facts.ts'
import type { ForgottenSibling } from '../analysis/forgotten-siblings.ts'
import { indexSource } from '../analysis/source-index.ts'
import { someInside } from '../ast/descend.ts'
import { memberName } from '../ast/names.ts'
import type { SourceFile } from '../ast/source-file.ts'
import { unwrap } from '../ast/unwrap.ts'
import { constantInit, findVariable, scopeOf, type Variable } from '../ast/variables.ts'

export interface CleanupEdit {
  /** The collection whose delete is imitated. */
  readonly sibling: string
  readonly fix: TSESLint.ReportFixFunction
}

/**
 * The missing delete, right behind a neighbour's. Offered only where it is sure to be right: the neighbour's delete stands in a list of
 * statements of the handler itself and under no condition but one on the key; both collections grow under the same key; and the name
 * means the forgotten collection there, which is never null. Null otherwise.
 */
export function findCleanupEdit(file: SourceFile, { forgotten, released, handler }: ForgottenSibling): CleanupEdit | null {
  for (const { facts, release } of released) {
    const found = neighbourDelete(facts, release)
    if (!found || !hasSameKeys(file, forgotten, facts)) continue
    const target = targetBeside(file, found, facts, forgotten)
    if (target === null || !alwaysRuns(file, found.statement, found.key, handler.regions)) continue
    const { statement } = found
    const end = textOf(file, statement).endsWith(';') ? ';' : ''
    const twin = `\n${' '.repeat(statement.loc.start.column)}${target}.delete(${textOf(file, found.key)})${end}`
    return { sibling: facts.collection.name, fix: (fixer) => fixer.insertTextAfter(statement, twin) }
  }
  return null
}

interface NeighbourDelete {
  readonly statement: TSESTree.ExpressionStatement
  /** What the delete is called on. */
  readonly object: TSESTree.Node
  readonly key: TSESTree.Node
}

/** `buffers.delete(id)` as a statement of its own in a list of statements, with a key that can be read twice. */
function neighbourDelete({ collection }: CollectionFacts, { node }: Release): NeighbourDelete | null {
  const statement = node.parent
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression' || memberName(node.callee) !== 'delete') return null
  if (statement?.type !== 'ExpressionStatement' || !statement.parent || !statementsOf(statement.parent).includes(statement)) return null
  const [key, more] = node.arguments
  if (!key || more || !rootOfPath(key) || (collection.kind !== 'map' && collection.kind !== 'set')) return null
  return { statement, object: unwrap(node.callee.object), key }
}

/** The object on which the forgotten one's `delete` is called at the neighbour's place; null when it can't be named there. */
function targetBeside(file: SourceFile, { statement, object }: NeighbourDelete, neighbour: CollectionFacts, forgotten: CollectionFacts): string | null {
  const { storage: own, kind, init } = forgotten.collection
  const { storage: other } = neighbour.collection
  if ((kind !== 'map' && kind !== 'set') || !init || unwrap(init).type !== 'NewExpression') return null
  if (own.type === 'variable' && other.type === 'variable') {
    const isNeighbour = object.type === 'Identifier' && findVariable(file, object) === other.variable
    return isNeighbour && constantInit(own.variable) && visibleAt(file, statement, own.variable.name) === own.variable ? own.variable.name : null
  }
  if (own.type !== 'field' || other.type !== 'field' || own.owner !== other.owner || own.isStatic !== other.isStatic) return null
  if (object.type !== 'MemberExpression' || memberName(object) !== other.field || isAssignedLater(file, own.field)) return null
  return /^#?[\w$]+$/.test(own.field) ? `${textOf(file, object.object)}.${own.field}` : null
}

function visibleAt(file: SourceFile, node: TSESTree.Node, name: string): Variable | null {
  for (let scope = scopeOf(file, node); scope; scope = scope.upper) {
    const variable = scope.set.get(name)
    if (variable) return variable
  }
  return null
}

/** Is a field of that name set anywhere but where it is declared? It may be null then. */
function isAssignedLater(file: SourceFile, field: string): boolean {
  return indexSource(file).assignments.some(({ left }) => left.type === 'MemberExpression' && memberName(left) === field)
}

/** Does each growth of the one add a key that a growth of the other adds too? */
function hasSameKeys(file: SourceFile, forgotten: CollectionFacts, neighbour: CollectionFacts): boolean {
  const theirs = growthsOf(neighbour)
  return growthsOf(forgotten).every((mine) => theirs.some((other) => isSameKey(file, mine.key, other.key)))
}

function growthsOf({ usages }: CollectionFacts): Growth[] {
  return usages.filter((usage): usage is Growth => usage.kind === 'grow' && usage.keys.kind !== 'finite')
}

/**
 * The same expression on the same variable, or in two functions the same name of what each was given; a key that one of them puts
 * together (`part:${id}`) is another.
 */
function isSameKey(file: SourceFile, mine: TSESTree.Node | null, other: TSESTree.Node | null): boolean {
  const [a, b] = [mine && rootOfPath(mine), other && rootOfPath(other)]
  if (!mine || !other || !a || !b) return false
  const isSameRoot = a.type === 'Identifier' && b.type === 'Identifier' ? findVariable(file, a) === findVariable(file, b) : a.type === b.type
  if (isSameRoot && textOf(file, unwrap(mine)) === textOf(file, unwrap(other))) return true
  return isGiven(file, a) && isGiven(file, b) && lastName(mine) !== null && lastName(mine) === lastName(other)
}

/** Is it a parameter, or a constant that is a path into one? Follows three constants. */
function isGiven(file: SourceFile, root: TSESTree.Node, steps = 3): boolean {
  if (root.type !== 'Identifier') return root.type === 'ThisExpression'
  const definition = findVariable(file, root)?.defs[0]
  if (definition?.type === 'Parameter') return true
  const init = definition?.type === 'Variable' && definition.parent.kind === 'const' ? definition.node.init : null
  const next = init && rootOfPath(init)
  return next ? steps > 0 && isGiven(file, next, steps - 1) : false
}

/** `id`, `event.session.id`, `this.id`: the first name of a path that does nothing when it is read; null for anything else. */
function rootOfPath(node: TSESTree.Node): TSESTree.Identifier | TSESTree.ThisExpression | null {
  let at = unwrap(node)
  while (at.type === 'MemberExpression' && !at.computed) at = unwrap(at.object)
  return at.type === 'Identifier' || at.type === 'ThisExpression' ? at : null
}

function lastName(path: TSESTree.Node): string | null {
  const at = unwrap(path)
  const name = at.type === 'Identifier' ? at.name : at.type === 'MemberExpression' ? memberName(at) : null
  return name?.toLowerCase() ?? null
}

/** Does the statement run whenever its handler does, but for a test of the key that it deletes? */
function alwaysRuns(file: SourceFile, statement: TSESTree.Node, key: TSESTree.Node, regions: readonly TSESTree.Node[]): boolean {
  for (let at = statement; ; at = at.parent) {
    const { parent } = at
    if (!parent) return false
    const list = statementsOf(parent)
    if (list.slice(0, Math.max(0, list.indexOf(at))).some((before) => mayLeave(file, before, key))) return false
    if (regions.includes(at)) return true
    if (regions.includes(parent) && list.length > 0) return true
    const isPlainBlock = parent.type === 'BlockStatement' || (parent.type === 'TryStatement' && parent.handler !== at)
    if (!isPlainBlock) return false
  }
}

/** May a statement leave the list, other than by `if (!id) return` on what the key is read from? */
function mayLeave(file: SourceFile, statement: TSESTree.Node, key: TSESTree.Node): boolean {
  if (statement.type === 'IfStatement' && !statement.alternate && isExit(statement.consequent)) return !asksOnlyFor(file, statement.test, key)
  return someInside(file, statement, ({ type }) => EXITS.has(type), true)
}

const EXITS = new Set(['ReturnStatement', 'ThrowStatement', 'BreakStatement', 'ContinueStatement'])

/** Does a test name nothing but the variables that the key is read from? */
function asksOnlyFor(file: SourceFile, test: TSESTree.Node, key: TSESTree.Node): boolean {
  const roots = new Set<Variable | null>()
  let root = rootOfPath(key)
  for (let step = 0; step < 3 && root?.type === 'Identifier'; step++) {
    const variable = findVariable(file, root)
    roots.add(variable)
    const definition = variable?.defs[0]
    const init = definition?.type === 'Variable' ? definition.node.init : null
    root = init ? rootOfPath(init) : null
  }
  return !someInside(file, test, (node) => node.type === 'CallExpression' || (node.type === 'Identifier' && !isPropertyName(node) && node.name !== 'undefined' && !roots.has(findVariable(file, node))))
}

function isPropertyName(node: TSESTree.Identifier): boolean {
  return node.parent.type === 'MemberExpression' && node.parent.property === node && !node.parent.computed
}

function textOf(file: SourceFile, node: TSESTree.Node): string {
  return file.text.slice(...node.range)
}
