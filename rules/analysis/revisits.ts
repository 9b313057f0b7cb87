import type { TSESTree } from '@typescript-eslint/utils'

import { findInside } from '../ast/descend.ts'
import { enclosingFunction, functionName, type FunctionNode } from '../ast/functions.ts'
import { calleeName } from '../ast/names.ts'
import { isNothing } from '../ast/nothing.ts'
import type { SourceFile } from '../ast/source-file.ts'
import { returnedExpressions } from '../ast/traverse.ts'
import { unwrap } from '../ast/unwrap.ts'
import { findVariable } from '../ast/variables.ts'
import { isLookupName } from '../catalog/function-names.ts'
import { entryTestsOn } from './control/entry-tests.ts'
import type { RawUsage } from './raw-usage.ts'
import { classifyEntry } from './reach.ts'

export type RawRelease = Extract<RawUsage, { kind: 'release' }>
export type RawGrowth = Pick<Extract<RawUsage, { kind: 'grow' }>, 'node' | 'key'>

/** What the strength of a release depends on, beside the release itself. */
export interface ReleaseContext {
  /** Functions whose name matches are taken as reachable from tests only; the user's own patterns. */
  readonly testFunctions: readonly RegExp[]
  /** Expressions that denote the collection; loops over them are sweeps. */
  readonly references: ReadonlySet<TSESTree.Node>
  /** What makes it grow, where that is known: a release beside it under the same key may only make room for itself. */
  readonly growths?: readonly RawGrowth[]
}

/**
 * A delete under a key that the function is given, under a test on the very entry, runs only when that key is seen again: a time to live looked at
 * on read, a broken entry that a lookup finds, an entry that is taken out only to be put in anew. A test on something else is the news of its end,
 * and whether the entry is there, or still the caller's own, whoever ends it asks as well.
 */
export function isRevisit(file: SourceFile, release: RawRelease, context: ReleaseContext): boolean {
  const fn = functionGiven(file, release)
  if (!fn) return false
  const tests = entryTestsOn(file, release.node, fn, context.references)
  if (tests.has('countdown') || tests.has('identity')) return false
  if (tests.has('elapsed')) return true
  if (tests.has('content')) return isAnswering(file, fn) || isGrownIn(file, release, fn, context)
  if (tests.has('other')) return false
  // Who only asks whether it is there may end it or begin it anew: here the name is all there is.
  return isGrownAfter(file, release, fn, context) || (tests.has('presence') && isLookupName(functionName(fn) ?? ''))
}

/** The function that is given the key of the release, from which iteration callbacks lead up to it; null when the key is made or found there. */
export function functionGiven(file: SourceFile, { key, node, extent }: RawRelease): FunctionNode | null {
  if (!key || extent !== 'entry') return null
  for (let fn = enclosingFunction(node); fn; fn = enclosingFunction(fn)) {
    if (comesFromParameter(file, key, fn)) return fn
    if (classifyEntry(fn).type !== 'inline') return null
  }
  return null
}

function comesFromParameter(file: SourceFile, key: TSESTree.Node, fn: FunctionNode, steps = 3): boolean {
  return findInside(file, key, isIdentifier).some((identifier) => {
    const definition = findVariable(file, identifier)?.defs[0]
    if (definition?.type === 'Parameter') return definition.node === fn
    if (steps === 0 || definition?.type !== 'Variable' || definition.node.type !== 'VariableDeclarator') return false
    return definition.node.init !== null && comesFromParameter(file, definition.node.init, fn, steps - 1)
  })
}

function isIdentifier(node: TSESTree.Node): node is TSESTree.Identifier {
  return node.type === 'Identifier'
}

/** Does the function give its caller something back, other than nothing, that it is done, or the state that it was handed, as a reducer does? */
function isAnswering(file: SourceFile, fn: FunctionNode): boolean {
  return returnedExpressions(file, fn).some((returned) => {
    const at = unwrap(returned)
    return !isNothing(at) && !(at.type === 'Literal' && typeof at.value === 'boolean') && !isCallOf(at, 'delete') && !isOwnParameter(file, at, fn)
  })
}

function isOwnParameter(file: SourceFile, node: TSESTree.Node, fn: FunctionNode): boolean {
  const definition = node.type === 'Identifier' ? findVariable(file, node)?.defs[0] : undefined
  return definition?.type === 'Parameter' && definition.node === fn
}

function isCallOf(node: TSESTree.Node, method: string): boolean {
  return node.type === 'CallExpression' && calleeName(node) === method
}

/** Growth under the same key, as it is written, in the same function. */
function growthsBeside(file: SourceFile, { key }: RawRelease, fn: FunctionNode, { growths = [] }: ReleaseContext): RawGrowth[] {
  const text = key && file.text.slice(...key.range)
  return growths.filter((growth) => growth.key && file.text.slice(...growth.key.range) === text && enclosingFunction(growth.node) === fn)
}

function isGrownIn(file: SourceFile, release: RawRelease, fn: FunctionNode, context: ReleaseContext): boolean {
  return growthsBeside(file, release, fn, context).length > 0
}

/** `map.delete(key); map.set(key, value)`: only moved to the end, or made anew. Growth that something else decides is the other half of an end. */
function isGrownAfter(file: SourceFile, release: RawRelease, fn: FunctionNode, { references, ...context }: ReleaseContext): boolean {
  const beside = growthsBeside(file, release, fn, { references, ...context })
  if (beside.some(({ node }) => node.range[0] < release.node.range[0])) return false
  return beside.some(({ node }) => !entryTestsOn(file, node, fn, references).has('other'))
}
