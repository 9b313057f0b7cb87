import type { TSESTree } from '@typescript-eslint/utils'

import type { CollectionFacts } from '../../analysis/collection-facts.ts'
import { statementsOf } from '../../analysis/control/exits.ts'
import type { Growth } from '../../analysis/facts.ts'
import { indexSource } from '../../analysis/source-index.ts'
import { findInside } from '../../ast/descend.ts'
import { enclosingClass, enclosingFunction, enclosingFunctions, functionName, type ClassNode } from '../../ast/functions.ts'
import { keyName, memberName } from '../../ast/names.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { unwrap } from '../../ast/unwrap.ts'
import { isCleanupName } from '../../catalog/session-ends.ts'
import { filesMentioning } from '../../program/mentions.ts'
import type { Place, ProgramFile, ProgramView } from '../../program/view.ts'

/** A collection whose own clean-up is left out on one way to the end. */
export interface CalledApart {
  readonly forgotten: CollectionFacts
  readonly growth: Growth
  /** The method that releases it, and the one that is called without it. */
  readonly cleanup: string
  readonly alone: string
  /** Where that one is called alone, and the name of the function around. */
  readonly place: Place
  readonly within: string | null
}

/** A method that deletes entries of one collection under its own parameter. */
interface Cleanup {
  readonly name: string
  readonly owner: ClassNode
  readonly facts: CollectionFacts
  readonly growth: Growth
}

/**
 * Two public clean-ups of one class, for the same ids: one way to the end calls both, another, which removes the thing itself as well, calls
 * only one of them. That one may hand the id on to a part of the class. Looks through the program's files that name the clean-ups; what is
 * called alone in a file that names both is no claim.
 */
export function findCalledApart(view: ProgramView, all: readonly CollectionFacts[]): CalledApart[] {
  const cleanups = all.flatMap(cleanupsOf)
  if (cleanups.length === 0 || !view.hasOthers) return []
  const told = new Set<CollectionFacts>()
  return cleanups.flatMap((left) => companionsOf(left).flatMap((alone): CalledApart[] => {
    if (told.has(left.facts)) return []
    const files = filesMentioning(view, alone).filter(({ kind }) => kind === 'production')
    if (!files.some((file) => callsTogether(file, alone, left.name))) return []
    const place = files.filter(({ file }) => !file.text.includes(left.name)).flatMap((home) => endsCalling(home, alone))[0]
    if (!place) return []
    told.add(left.facts)
    return [{ forgotten: left.facts, growth: left.growth, cleanup: left.name, alone, place, within: nameAround(place.node) }]
  }))
}

/** The other public clean-ups of the class that are given an id. */
function companionsOf({ name, owner }: Cleanup): string[] {
  return owner.body.body.flatMap((member) => {
    if (member.type !== 'MethodDefinition' || member.accessibility === 'private' || member.value.params[0]?.type !== 'Identifier') return []
    const other = keyName(member)
    return other === null || other === name || !isCleanupName(other) ? [] : [other]
  })
}

/** The name of the function around a place, or of the next one around that has a name. */
function nameAround(place: TSESTree.Node): string | null {
  return enclosingFunctions(place).map((fn) => functionName(fn)).find((name) => name !== null) ?? null
}

function cleanupsOf(facts: CollectionFacts): Cleanup[] {
  const growth = facts.usages.find((usage): usage is Growth => usage.kind === 'grow' && usage.keys.kind === 'open')
  if (!growth || facts.collection.storage.type !== 'field') return []
  return facts.usages.flatMap((usage) => {
    const fn = usage.kind === 'release' && usage.extent === 'entry' ? enclosingFunction(usage.node) : null
    const key = usage.kind === 'release' && usage.key ? unwrap(usage.key) : null
    const name = fn?.parent.type === 'MethodDefinition' && fn.parent.accessibility !== 'private' ? functionName(fn) : null
    if (!fn || name === null || !isCleanupName(name) || key?.type !== 'Identifier') return []
    const owner = enclosingClass(fn)
    return owner && fn.params.some((parameter) => parameter.type === 'Identifier' && parameter.name === key.name) ? [{ name, owner, facts, growth }] : []
  })
}

function callsOf({ file }: ProgramFile, name: string): TSESTree.CallExpression[] {
  return (indexSource(file).callsByName.get(name) ?? []).filter((call) => call.arguments.length > 0 && unwrap(call.callee).type === 'MemberExpression')
}

/** Are both called in one function, with the same first argument? */
function callsTogether(home: ProgramFile, one: string, other: string): boolean {
  return callsOf(home, one).some((call) => callsOf(home, other).some((beside) => enclosingFunction(beside) === enclosingFunction(call) && firstOf(home.file, call) === firstOf(home.file, beside)))
}

function firstOf(file: SourceFile, call: TSESTree.CallExpression): string {
  const [first] = call.arguments
  return first ? file.text.slice(...first.range) : ''
}

/** Calls of a clean-up beside the removal of the very thing: `sessions.delete(id)` in the same list of statements. */
function endsCalling(home: ProgramFile, name: string): Place[] {
  return callsOf(home, name).filter((call) => {
    const key = firstOf(home.file, call)
    let at: TSESTree.Node = call
    while (at.parent && statementsOf(at.parent).length === 0) at = at.parent
    const beside = at.parent ? statementsOf(at.parent) : []
    return beside.some((statement) => findInside(home.file, statement, isDelete).some((removal) => firstOf(home.file, removal) === key))
  }).map((node) => ({ home, node }))
}

function isDelete(node: TSESTree.Node): node is TSESTree.CallExpression {
  return node.type === 'CallExpression' && node.callee.type === 'MemberExpression' && memberName(node.callee) === 'delete' && node.arguments.length === 1
}
