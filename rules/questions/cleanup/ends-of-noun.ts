import type { TSESTree } from '@typescript-eslint/utils'

import { findEndHandlers } from '../../analysis/session-end.ts'
import { indexSource } from '../../analysis/source-index.ts'
import { isInside } from '../../ast/functions.ts'
import { calleeName, dottedName, words } from '../../ast/names.ts'
import { unwrap } from '../../ast/unwrap.ts'
import { endNamesOf, isCleanupName, isRemoval } from '../../catalog/session-ends.ts'
import { filesMentioning } from '../../program/mentions.ts'
import type { Place, ProgramFile, ProgramView } from '../../program/view.ts'

/** A place where one of a kind ends, such as a session, and what it lets go of there. */
export interface EndOfOne extends Place {
  /** The calls that are given its id, by their names as written. */
  readonly calls: readonly string[]
}

/** So many things must be let go of under one id, so that it is the end of what the id stands for. */
const MIN_CALLS = 3
/** So many files are looked through. */
const MAX_FILES = 24

const known = new WeakMap<ProgramView, Map<string, EndOfOne | null>>()

/**
 * The place in the program where one of a noun ends: a list of statements that hands its id to three clean-ups or more, one of which removes the thing itself,
 * or that runs on an event of its end. Looks through the linted file and two dozen others that have a function for such an end.
 */
export function findEndOf(view: ProgramView, noun: string): EndOfOne | null {
  const ends = known.get(view) ?? new Map<string, EndOfOne | null>()
  known.set(view, ends)
  const before = ends.get(noun)
  if (before !== undefined) return before
  const found = search(view, noun)
  ends.set(noun, found)
  return found
}

function search(view: ProgramView, noun: string): EndOfOne | null {
  const seen = new Set<string | null>()
  const look = (home: ProgramFile): EndOfOne | null => {
    if (home.kind !== 'production' || seen.has(home.path) || seen.size >= MAX_FILES) return null
    seen.add(home.path)
    return endIn(home, noun)
  }
  const own = look(view.root)
  if (own) return own
  for (const name of endNamesOf(noun)) {
    for (const home of filesMentioning(view, name)) {
      const found = look(home)
      if (found) return found
    }
  }
  return null
}

function endIn(home: ProgramFile, noun: string): EndOfOne | null {
  const groups = new Map<TSESTree.Node, Map<string, TSESTree.CallExpression[]>>()
  for (const [name, calls] of indexSource(home.file).callsByName) {
    if (!isCleanupName(name)) continue
    for (const call of calls) {
      const key = keyGiven(call)
      const block = key === null ? null : blockAround(call)
      if (key === null || block === null) continue
      const byKey = groups.get(block) ?? new Map<string, TSESTree.CallExpression[]>()
      groups.set(block, byKey)
      byKey.set(key, [...(byKey.get(key) ?? []), call])
    }
  }
  const handlers = findEndHandlers(home.file).filter(({ name }) => words(name).includes(noun) && isRemoval(name))
  for (const [block, byKey] of groups) {
    for (const [key, calls] of byKey) {
      const names = [...new Set(calls.map(({ callee }) => dottedName(callee) ?? calleeNameOf(callee)))]
      if (names.length < MIN_CALLS) continue
      const isHandled = handlers.some(({ regions }) => regions.some((region) => region === block || isInside(block, region)))
      const isRemoved = isOfNoun(key, noun) && calls.some((call) => isRemoving(call, noun))
      if (isHandled || isRemoved) return { home, node: block, calls: names }
    }
  }
  return null
}

/** The only argument, where it is a name: `sessionId`, `info.id`. */
function keyGiven({ arguments: given }: TSESTree.CallExpression): string | null {
  const [first, second] = given
  return first && !second ? dottedName(unwrap(first)) : null
}

function isOfNoun(key: string, noun: string): boolean {
  return words(key.split('.').slice(-2).join('_')).includes(noun)
}

/** `sessions.delete(id)`, `deleteSession(id)` */
function isRemoving(call: TSESTree.CallExpression, noun: string): boolean {
  const name = calleeName(call) ?? ''
  const callee = unwrap(call.callee)
  const parts = words(name === 'delete' && callee.type === 'MemberExpression' ? (dottedName(callee.object)?.split('.').at(-1) ?? '') : name)
  return isRemoval(name) && (parts.at(-1) === noun || parts.at(-1) === `${noun}s`)
}

function calleeNameOf(callee: TSESTree.Node): string {
  const at = unwrap(callee)
  return at.type === 'MemberExpression' && at.property.type === 'Identifier' ? at.property.name : 'a call'
}

function blockAround(node: TSESTree.Node): TSESTree.Node | null {
  for (let at = node.parent; at; at = at.parent) if (at.type === 'BlockStatement' || at.type === 'SwitchCase') return at
  return null
}
