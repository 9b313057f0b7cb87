import type { TSESTree } from '@typescript-eslint/utils'

import { someInside } from '../../ast/descend.ts'
import { enclosingClass, enclosingFunction, type FunctionNode } from '../../ast/functions.ts'
import { calleeName } from '../../ast/names.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { isRecorderName, WRITES_DOWN } from '../../catalog/transcript-copies.ts'
import { calleesOf } from '../call-graph.ts'
import { isCutByName } from '../list-source.ts'
import { indexSource } from '../source-index.ts'
import { heldTranscript } from './held-transcript.ts'

/** A recorder that writes each message to disk and keeps it all the same. */
export interface RecordedTwice {
  readonly node: TSESTree.Node
  readonly target: string
  readonly owner: string
}

/** Classes whose work it is to write messages down, and which also push every one onto a list of their own. */
export function findRecordedTwice(file: SourceFile): RecordedTwice[] {
  const found = new Map<string, RecordedTwice>()
  for (const call of indexSource(file).callsByName.get('push') ?? []) {
    const owner = enclosingClass(call)?.id?.name
    const [item] = call.arguments
    if (owner === undefined || !isRecorderName(owner) || item?.type !== 'Identifier' || call.callee.type !== 'MemberExpression') continue
    const place = heldTranscript(file, call.callee.object)
    const fn = enclosingFunction(call)
    if (!place || !fn || found.has(place.name) || isCutByName(file, place.name)) continue
    if (isWrittenDown(file, fn, item.name)) found.set(place.name, { node: call, target: place.name, owner })
  }
  return [...found.values()]
}

/** Does the function also hand that variable to something that writes it to disk, directly or through one method of this file? */
function isWrittenDown(file: SourceFile, fn: FunctionNode, name: string): boolean {
  if (!fn.body) return false
  return someInside(file, fn.body, (node) => {
    if (node.type !== 'CallExpression' || !node.arguments.some((argument) => mentions(file, argument, name))) return false
    if (WRITES_DOWN.has(calleeName(node) ?? '')) return true
    return calleesOf(file, node).some((callee) => callee.body && someInside(file, callee.body, (inner) => inner.type === 'CallExpression' && WRITES_DOWN.has(calleeName(inner) ?? '')))
  })
}

function mentions(file: SourceFile, node: TSESTree.Node, name: string): boolean {
  return someInside(file, node, (at) => at.type === 'Identifier' && at.name === name)
}
