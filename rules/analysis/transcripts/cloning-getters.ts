import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingFunction, functionName, type FunctionNode } from '../../ast/functions.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { unwrap, wrapped } from '../../ast/unwrap.ts'
import { constantInit, findVariable } from '../../ast/variables.ts'
import { isGetterName } from '../../catalog/transcript-copies.ts'
import { findUses, runsOnlyInConstructor } from '../call-graph.ts'
import { hasCut } from '../list-source.ts'
import { CLONE_NAMES, clonedBy } from '../payloads/full-payloads.ts'
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
  const { callsByName } = indexSource(file)
  return CLONE_NAMES.flatMap((name) => callsByName.get(name) ?? []).flatMap((call) => {
    const fn = returningFunction(call)
    const getter = fn && functionName(fn)
    if (!fn || getter === null || !isGetterName(getter)) return []
    const clone = clonedTranscript(file, call)
    if (!clone) return []
    const calls = findUses(file, fn).calls.filter((use) => !runsOnlyInConstructor(file, use) && !isDropped(use)).length
    return calls > 0 ? [{ ...clone, getter, calls }] : []
  })
}

/** The function that gives back this very call: `return structuredClone(x)`, `() => structuredClone(x)`. */
function returningFunction(call: TSESTree.CallExpression): FunctionNode | null {
  const at = wrapped(call)
  const { parent } = at
  if (parent?.type === 'ReturnStatement') return enclosingFunction(parent)
  return parent?.type === 'ArrowFunctionExpression' && parent.body === at ? parent : null
}

function clonedTranscript(file: SourceFile, call: TSESTree.CallExpression): Pick<CloningGetter, 'node' | 'list' | 'source'> | null {
  const cloned = clonedBy(call)
  if (!cloned || hasCut(file, cloned)) return null
  const source = sourceOf(file, cloned)
  return source === null ? null : { node: call, list: source.endsWith('s') || source.endsWith('istory') ? cloned : null, source }
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

/** A call whose result nobody takes. */
function isDropped(call: TSESTree.Node): boolean {
  return call.parent?.type === 'ExpressionStatement'
}
