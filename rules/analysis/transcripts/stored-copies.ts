import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingFunction } from '../../ast/functions.ts'
import { calleeName, dottedName, keyName, memberName } from '../../ast/names.ts'
import { isEmptyCollection, isFalsy } from '../../ast/nothing.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { unwrap } from '../../ast/unwrap.ts'
import { constantInit, findVariable, resolveAlias } from '../../ast/variables.ts'
import { isStripName, isTranscriptName } from '../../catalog/publish-sinks.ts'
import { isDigestName, isSetAsideName } from '../../catalog/transcript-copies.ts'
import { hasCut } from '../list-source.ts'
import { clonedBy } from '../payloads/full-payloads.ts'
import { indexSource } from '../source-index.ts'
import { heldTranscript, placeOf } from './held-transcript.ts'

/** A copy of a transcript, stored where it lives on. */
export interface StoredCopy {
  readonly node: TSESTree.Node
  /** Where the copy is kept, and what it copies. */
  readonly target: string
  readonly source: string
  readonly how: 'as text' | 'as a deep clone' | 'as a second array'
}

/** Assignments that keep a whole copy of a transcript beside it: `this.shown = [...this.messages]`, `cachedText = JSON.stringify(conversation)`. */
export function findStoredCopies(file: SourceFile): StoredCopy[] {
  const found = new Map<string, StoredCopy>()
  for (const assignment of indexSource(file).assignments) {
    if (assignment.operator !== '=') continue
    const target = placeOf(file, assignment.left)
    if (!target || found.has(target.name)) continue
    const copy = copyOf(file, assignment.right)
    if (!copy || copy.source === target.name) continue
    // The text of last time is compared with the text of now; an array of last time is an undo step.
    if (copy.how === 'as text' ? isDigestName(target.name) : isSetAsideName(target.name)) continue
    found.set(target.name, { node: assignment, target: target.name, ...copy })
  }
  for (const entry of findClonedEntries(file)) if (!found.has(entry.target)) found.set(entry.target, entry)
  return [...found.values()].filter((copy) => !isTakenBack(file, copy))
}

/** `this.lastRequests.set(id, structuredClone({ model, messages }))`: an entry of a long-lived map that holds a whole conversation of its own. */
function findClonedEntries(file: SourceFile): StoredCopy[] {
  return (indexSource(file).callsByName.get('set') ?? []).flatMap((call) => {
    const [, value] = call.arguments
    const target = call.callee.type === 'MemberExpression' ? placeOf(file, call.callee.object) : null
    const at = value ? unwrap(value) : null
    const cloned = target && at?.type === 'CallExpression' ? clonedBy(at) : null
    const made = cloned && resolveAlias(file, cloned)
    if (!target || made?.type !== 'ObjectExpression') return []
    const source = made.properties.flatMap((property) => (property.type === 'Property' && isTranscriptName(keyName(property) ?? '') && !hasCut(file, property.value) ? [keyName(property) ?? ''] : []))[0]
    return source === undefined ? [] : [{ node: call, target: target.name, source, how: 'as a deep clone' }]
  })
}

type Copy = Pick<StoredCopy, 'source' | 'how'>

/** What an expression copies whole; null when it cuts, picks or only passes on. Looks through one constant. */
function copyOf(file: SourceFile, node: TSESTree.Node, depth = 2): Copy | null {
  const at = unwrap(node)
  switch (at.type) {
    case 'ArrayExpression': {
      const [first] = at.elements
      const source = first?.type === 'SpreadElement' ? heldTranscript(file, first.argument) : null
      return source && { source: source.name, how: 'as a second array' }
    }
    case 'CallExpression':
      return copyOfCall(file, at)
    case 'Identifier': {
      const variable = depth > 0 ? findVariable(file, at) : null
      const init = variable && constantInit(variable)
      return init ? copyOf(file, init, depth - 1) : null
    }
    default:
      return null
  }
}

function copyOfCall(file: SourceFile, call: TSESTree.CallExpression): Copy | null {
  const name = dottedName(call.callee)
  const cloned = clonedBy(call)
  if (cloned) {
    const source = heldTranscript(file, cloned)
    return source && { source: source.name, how: 'as a deep clone' }
  }
  const [first] = call.arguments
  if (name === 'JSON.stringify' && first) {
    const source = serializedTranscript(file, first)
    return source === null ? null : { source, how: 'as text' }
  }
  if (name === 'Array.from' && first) {
    const source = heldTranscript(file, first)
    return source && call.arguments.length === 1 ? { source: source.name, how: 'as a second array' } : null
  }
  return copyOfMethod(file, call)
}

/** `this.messages.map(toView)`, `this.messages.slice()`, `this.messages.concat()` */
function copyOfMethod(file: SourceFile, call: TSESTree.CallExpression): Copy | null {
  const callee = unwrap(call.callee)
  if (callee.type !== 'MemberExpression') return null
  const method = memberName(callee)
  const isWhole = (method === 'slice' || method === 'concat') && call.arguments.length === 0
  if (!isWhole && !(method === 'map' && !isPicking(file, call))) return null
  const source = heldTranscript(file, callee.object)
  return source && { source: source.name, how: 'as a second array' }
}

/** `map((m) => m.id)`, `map(toPreview)`: a part of each message, not the message. */
function isPicking(file: SourceFile, call: TSESTree.CallExpression): boolean {
  const [callback] = call.arguments
  if (!callback) return true
  if (callback.type === 'Identifier' || callback.type === 'MemberExpression') return isStripName(dottedName(callback) ?? '')
  if (callback.type !== 'ArrowFunctionExpression') return true
  const body = unwrap(callback.body)
  if (body.type === 'CallExpression') return isStripName(calleeName(body) ?? 'id')
  // `{ ...message, shown: true }` holds all of the message; a literal of chosen fields may leave the heavy ones out.
  return body.type !== 'ObjectExpression' || !body.properties.some((property) => property.type === 'SpreadElement') || hasCut(file, body)
}

/** The conversation that becomes text, whoever holds it: the text is a second copy in any case. */
function serializedTranscript(file: SourceFile, node: TSESTree.Node): string | null {
  const at = unwrap(node)
  const held = heldTranscript(file, at)
  if (held) return held.name
  const name = at.type === 'Identifier' ? at.name : at.type === 'MemberExpression' ? memberName(at) : null
  return name !== null && isTranscriptName(name) ? name : null
}

/** Is the place emptied in the function that filled it, once its copy has served? */
function isTakenBack(file: SourceFile, copy: StoredCopy): boolean {
  const fn = enclosingFunction(copy.node)
  return indexSource(file).assignments.some((assignment) => enclosingFunction(assignment) === fn && isEmptied(assignment.right) && placeOf(file, assignment.left)?.name === copy.target)
}

function isEmptied(node: TSESTree.Node): boolean {
  return isFalsy(node) || isEmptyCollection(node)
}
