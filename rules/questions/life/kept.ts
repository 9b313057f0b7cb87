import type { TSESTree } from '@typescript-eslint/utils'

import { conditionsOn } from '../../analysis/control/conditions.ts'
import { indexSource } from '../../analysis/source-index.ts'
import { enclosingFunction, type ClassNode } from '../../ast/functions.ts'
import { dottedName, memberName } from '../../ast/names.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { unwrap } from '../../ast/unwrap.ts'
import { findVariable } from '../../ast/variables.ts'
import type { Place } from '../../program/view.ts'
import { judgeFrequency } from '../frequency/judge-frequency.ts'
import { isLong, livesFor, UNKNOWN_LIFE, type LifeFact } from './outcome.ts'
import { heldByVariable } from './variables.ts'
import { beside, type Walk } from './walk.ts'

/** The question how often a place is filled looks at no more places than this. */
const MAX_PLACES = 30

/** What a field holds lives as long as the instance does. */
export function lifeOfField(walk: Walk, value: Place, owner: ClassNode): LifeFact | null {
  if (walk.open.has(owner)) return null
  const life = walk.lifeOf(walk, { home: value.home, node: owner })
  return { ...life, witnesses: [{ ...value, shows: `is kept by \`${owner.id?.name ?? 'an instance'}\`` }, ...life.witnesses] }
}

/**
 * A single place that code fills again and again drops what it held before, so that each value lives until the next: `this.turn = new Turn()`.
 * Not so where it is filled only when it is empty.
 */
export function lifeOfReplaced(walk: Walk, value: Place, assignment: TSESTree.AssignmentExpression, held: LifeFact | null): LifeFact | null {
  if (!held || !isLong(held)) return held
  const fn = enclosingFunction(assignment)
  if (!fn || assignment.operator !== '=' || isFilledWhenEmpty(assignment, fn)) return held
  const owner = outerClass(assignment)
  const frequency = judgeFrequency(walk.view, beside(value, assignment), owner ? { home: value.home, node: owner } : 'module', MAX_PLACES)
  if (frequency.value !== 'again') return held
  return livesFor('call', frequency.certainty, value, 'is replaced by the next one')
}

function outerClass(assignment: TSESTree.AssignmentExpression): ClassNode | null {
  let root = unwrap(assignment.left)
  while (root.type === 'MemberExpression') root = unwrap(root.object)
  if (root.type !== 'ThisExpression') return null
  for (let at: TSESTree.Node | undefined = assignment; at; at = at.parent) if (at.type === 'ClassDeclaration' || at.type === 'ClassExpression') return at
  return null
}

/** `if (!this.hub) this.hub = …`, `if (this.hub) return …`, `this.hub = this.hub ?? …` */
function isFilledWhenEmpty({ left, right, parent }: TSESTree.AssignmentExpression, fn: TSESTree.Node): boolean {
  const name = dottedName(left)
  if (name === null) return false
  const value = unwrap(right)
  if (value.type === 'LogicalExpression' && dottedName(value.left) === name) return true
  return conditionsOn(parent, fn).some(({ test }) => mentions(test, name))
}

function mentions(test: TSESTree.Node, name: string): boolean {
  const at = unwrap(test)
  if (dottedName(at) === name) return true
  if (at.type === 'BinaryExpression' || at.type === 'LogicalExpression') return mentions(at.left, name) || mentions(at.right, name)
  return at.type === 'UnaryExpression' && mentions(at.argument, name)
}

/** An entry of a collection lives as long as that does; less, when something in the file lets entries go. What is put there once, at start, stays. */
export function lifeOfEntry(walk: Walk, value: Place, collection: TSESTree.Node): LifeFact | null {
  const life = lifeOfHolder(walk, value, collection)
  if (life?.value !== 'process' || !isReleased(value.home.file, collection)) return life
  const isEntry = judgeFrequency(walk.view, value, 'module', MAX_PLACES).value === 'again'
  return { ...life, value: 'long', isEntry }
}

function lifeOfHolder(walk: Walk, value: Place, collection: TSESTree.Node): LifeFact | null {
  let root = unwrap(collection)
  while (root.type === 'MemberExpression' || root.type === 'CallExpression') root = unwrap(root.type === 'CallExpression' ? root.callee : root.object)
  if (root.type === 'ThisExpression') {
    const owner = outerClassOf(root)
    return owner ? lifeOfField(walk, value, owner) : UNKNOWN_LIFE
  }
  if (root.type !== 'Identifier') return UNKNOWN_LIFE
  const variable = findVariable(value.home.file, root)
  if (!variable) return UNKNOWN_LIFE
  return heldByVariable(walk, beside(value, root), variable)
}

function outerClassOf(node: TSESTree.Node): ClassNode | null {
  for (let at: TSESTree.Node | undefined = node; at; at = at.parent) if (at.type === 'ClassDeclaration' || at.type === 'ClassExpression') return at
  return null
}

const LETS_GO = new Set(['delete', 'clear', 'splice', 'shift', 'pop', 'filter', 'remove'])

/** Does anything in the file take entries out of a collection of this name? */
function isReleased(file: SourceFile, collection: TSESTree.Node): boolean {
  const name = dottedName(collection)?.split('.').at(-1)
  if (name === undefined) return false
  const { callsByName, deletions } = indexSource(file)
  const isOfName = (node: TSESTree.Node): boolean => dottedName(node)?.split('.').at(-1) === name
  if (deletions.some(({ argument }) => argument.type === 'MemberExpression' && isOfName(argument.object))) return true
  return [...LETS_GO].some((method) =>
    (callsByName.get(method) ?? []).some(({ callee }) => {
      const at = unwrap(callee)
      return at.type === 'MemberExpression' && memberName(at) === method && isOfName(at.object)
    }),
  )
}
