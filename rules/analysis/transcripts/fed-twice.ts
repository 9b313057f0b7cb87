import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingFunction, type FunctionNode } from '../../ast/functions.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { isSetAsideName } from '../../catalog/transcript-copies.ts'
import { isCutByName } from '../list-source.ts'
import { rootOf } from '../rendered-lists.ts'
import { indexSource } from '../source-index.ts'
import { heldTranscript, type Place } from './held-transcript.ts'

/** Two lists of one owner that the same messages are added to. */
export interface FedTwice {
  readonly node: TSESTree.Node
  readonly target: string
  readonly source: string
}

interface Push {
  readonly call: TSESTree.CallExpression
  readonly place: Place
  readonly root: string
}

/** Functions that push the same message, or something made of it, onto two transcripts: `this.messages.push(m); this.history.push(toEntry(m))`. */
export function findFedTwice(file: SourceFile): FedTwice[] {
  const byFunction = new Map<FunctionNode, Push[]>()
  for (const call of indexSource(file).callsByName.get('push') ?? []) {
    const push = readPush(file, call)
    const fn = push && enclosingFunction(call)
    if (!push || !fn) continue
    const pushes = byFunction.get(fn)
    if (pushes) pushes.push(push)
    else byFunction.set(fn, [push])
  }
  const found = new Map<string, FedTwice>()
  for (const pushes of byFunction.values()) {
    for (const [at, push] of pushes.entries()) {
      const first = pushes.slice(0, at).find((other) => other.root === push.root && other.place.name !== push.place.name && isSameBlock(other.call, push.call))
      if (first && !found.has(push.place.name)) found.set(push.place.name, { node: push.call, target: push.place.name, source: first.place.name })
    }
  }
  return [...found.values()]
}

function readPush(file: SourceFile, call: TSESTree.CallExpression): Push | null {
  const [item] = call.arguments
  if (call.callee.type !== 'MemberExpression' || !item) return null
  const place = heldTranscript(file, call.callee.object)
  if (!place || isSetAsideName(place.name) || isCutByName(file, place.name)) return null
  const root = rootOf(item.type === 'SpreadElement' ? item.argument : item)
  return root.type === 'Identifier' ? { call, place, root: root.name } : null
}

/** One after the other, not in two branches of which one runs. */
function isSameBlock(a: TSESTree.Node, b: TSESTree.Node): boolean {
  return a.parent?.parent === b.parent?.parent
}
