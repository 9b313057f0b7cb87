import type { TSESTree } from '@typescript-eslint/utils'

import { findInside } from '../../ast/descend.ts'
import { functionName, isFunction, type FunctionNode } from '../../ast/functions.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { unwrap } from '../../ast/unwrap.ts'
import { constantInit, findVariable } from '../../ast/variables.ts'
import { isGetterName } from '../../catalog/transcript-copies.ts'
import { findUses, runsOnlyInConstructor } from '../call-graph.ts'
import { hasCut } from '../list-source.ts'
import { clonedBy } from '../payloads/full-payloads.ts'
import { indexSource } from '../source-index.ts'
import { heldTranscript } from './held-transcript.ts'

/** A function that deep-copies the whole history for everybody who asks. */
export interface CloningGetter {
  readonly node: TSESTree.Node
  /** The cloned expression when it is surely an array, so that `[...list]` can stand for the clone. */
  readonly list: TSESTree.Node | null
  readonly source: string
  readonly getter: string
  /** How many calls of it this file has. */
  readonly calls: number
}

/** Getters that give back a deep clone of the history, and that this file itself calls while it works. */
export function findCloningGetters(file: SourceFile): CloningGetter[] {
  return indexSource(file).functions.flatMap((fn) => {
    const getter = functionName(fn)
    if (getter === null || !fn.body || !isGetterName(getter)) return []
    const clone = returned(file, fn).flatMap((node) => clonedTranscript(file, node) ?? [])[0]
    if (!clone) return []
    const calls = findUses(file, fn).calls.filter((call) => !runsOnlyInConstructor(file, call) && !isCutAtOnce(call)).length
    return calls > 0 ? [{ ...clone, getter, calls }] : []
  })
}

function returned(file: SourceFile, fn: FunctionNode): TSESTree.Node[] {
  if (!fn.body) return []
  if (fn.body.type !== 'BlockStatement') return [fn.body]
  return findInside(file, fn.body, isReturn).flatMap((node) => (node.argument && ownerOf(node) === fn ? [node.argument] : []))
}

function isReturn(node: TSESTree.Node): node is TSESTree.ReturnStatement {
  return node.type === 'ReturnStatement'
}

function ownerOf(node: TSESTree.Node): TSESTree.Node | null {
  let at = node.parent
  while (at && !isFunction(at)) at = at.parent
  return at ?? null
}

function clonedTranscript(file: SourceFile, node: TSESTree.Node): Pick<CloningGetter, 'node' | 'list' | 'source'> | null {
  const at = unwrap(node)
  const cloned = at.type === 'CallExpression' ? clonedBy(at) : null
  if (!cloned || hasCut(file, cloned)) return null
  const source = sourceOf(file, cloned)
  return source === null ? null : { node: at, list: source.endsWith('s') || source.endsWith('istory') ? cloned : null, source }
}

/** The held history behind a clone; through one constant that may choose among two: `const history = curated ? this.curate(this.history) : this.history`. */
function sourceOf(file: SourceFile, node: TSESTree.Node, depth = 2): string | null {
  const at = unwrap(node)
  const held = heldTranscript(file, at)
  if (held) return held.name
  if (depth === 0) return null
  if (at.type === 'ConditionalExpression') return sourceOf(file, at.consequent, depth) ?? sourceOf(file, at.alternate, depth)
  const variable = at.type === 'Identifier' ? findVariable(file, at) : null
  const init = variable && constantInit(variable)
  return init ? sourceOf(file, init, depth - 1) : null
}

/** `this.getHistory().length`: still a clone, but dropped on the spot. */
function isCutAtOnce(call: TSESTree.Node): boolean {
  return call.parent?.type === 'ExpressionStatement'
}
