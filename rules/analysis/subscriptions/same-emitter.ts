import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingClass, enclosingFunction } from '../../ast/functions.ts'
import { calleeName, dottedName, staticString } from '../../ast/names.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { unwrap } from '../../ast/unwrap.ts'
import { findVariable, resolveAlias } from '../../ast/variables.ts'
import { listOfEntry } from './list-entries.ts'

/** The same name, or one that could stand for the same object; two names of globals are two objects. */
export function isPerhapsSameEmitter(file: SourceFile, one: TSESTree.Node, other: TSESTree.Node): boolean {
  const [x, y] = [resolveAlias(file, one), resolveAlias(file, other)]
  const [a, b] = [nameOfEmitter(x), nameOfEmitter(y)]
  if (a === null && b === null) return x === y || !areTwoResults(file, x, y)
  if (a?.startsWith('this.') && b?.startsWith('this.') && areTwoClasses(one, other)) return false
  if (a === null || b === null || a === b) return true
  if (GLOBAL_TARGETS.has(a) && GLOBAL_TARGETS.has(b)) return false
  if ((GLOBAL_TARGETS.has(a) && isEntryOfFound(file, y)) || (GLOBAL_TARGETS.has(b) && isEntryOfFound(file, x))) return false
  return !areSiblings(x, y, file)
}

/** `link` of `for (const link of document.querySelectorAll('a'))`: found in the page, and not the page. */
function isEntryOfFound(file: SourceFile, node: TSESTree.Node): boolean {
  const list = listOfEntry(file, node)
  const found = list && resolveAlias(file, list)
  return found?.type === 'CallExpression' && /^(?:querySelectorAll|getElementsBy\w+|from)$/.test(calleeName(found) ?? '')
}

/** Neither class extends anything, so the fields of one are none of the other's. */
function areTwoClasses(one: TSESTree.Node, other: TSESTree.Node): boolean {
  const [a, b] = [enclosingClass(one), enclosingClass(other)]
  return a !== null && b !== null && a !== b && a.superClass === null && b.superClass === null
}

/** The same name or value. */
export function isSameEmitter(file: SourceFile, one: TSESTree.Node, other: TSESTree.Node): boolean {
  const [x, y] = [resolveAlias(file, one), resolveAlias(file, other)]
  return x === y || (dottedName(one) !== null && dottedName(one) === dottedName(other)) || (dottedName(x) !== null && dottedName(x) === dottedName(y))
}

/** `matchMedia(dark)` and `matchMedia(wide)`: the same function, asked for two things. */
function areTwoResults(file: SourceFile, one: TSESTree.Node, other: TSESTree.Node): boolean {
  if (one.type === 'NewExpression' && other.type === 'NewExpression') return enclosingFunction(one) === enclosingFunction(other)
  if (one.type !== 'CallExpression' || other.type !== 'CallExpression' || calleeName(one) !== calleeName(other)) return false
  const [a, b] = [one, other].map((call) => staticString(call.arguments[0]))
  return a !== null && b !== null && a !== undefined && b !== undefined && a !== b
}

const GLOBAL_TARGETS = new Set(['window', 'document', 'document.body', 'document.documentElement', 'process'])

function nameOfEmitter(node: TSESTree.Node): string | null {
  const name = dottedName(node)
  return name === 'globalThis' || name === 'self' || name === 'global' ? 'window' : name
}

/** Could both name the same event? Two texts, two constants, or entries of two lists that are told apart, could not. */
export function isPerhapsSameEvent(file: SourceFile, one: TSESTree.Node, other: TSESTree.Node): boolean {
  const [a, b] = [staticString(one), staticString(other)]
  if (a !== null && b !== null) return a === b
  const [list, otherList] = [listOfEntry(file, one), listOfEntry(file, other)]
  if (list && otherList && areSiblings(list, otherList, file)) return false
  const [x, y] = [a ?? constantName(one), b ?? constantName(other)]
  return x === null || y === null || x === y
}

/** `Events.Tick`, `TICK`: a constant's name stands for one event; `name` may be any. */
function constantName(node: TSESTree.Node): string | null {
  const name = dottedName(node)
  return name !== null && /^[A-Z]/.test(name) ? name : null
}

/** Are they two parameters of one function, or two parts of one object, and so two things? */
export function areSiblings(one: TSESTree.Node, other: TSESTree.Node, file: SourceFile): boolean {
  const [a, b] = [one, other].map((node) => {
    const at = unwrap(node)
    return at.type === 'Identifier' ? findVariable(file, at) : null
  })
  if (!a || !b || a === b || [a, b].some(({ references }) => references.some((reference) => reference.isWrite() && !reference.init))) return false
  const [x, y] = [a.defs[0], b.defs[0]]
  return x !== undefined && x.node === y?.node && x.type === y.type
}
