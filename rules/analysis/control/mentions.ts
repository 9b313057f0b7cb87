import type { TSESTree } from '@typescript-eslint/utils'

import { childrenOf } from '../../ast/descend.ts'
import { isFunction } from '../../ast/functions.ts'
import { memberName } from '../../ast/names.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { returnedExpressions } from '../../ast/traverse.ts'
import { findVariable, type Variable } from '../../ast/variables.ts'
import { calleesOf } from '../call-graph.ts'

/** Expressions that denote one collection in a file. */
export type References = ReadonlySet<TSESTree.Node>

/** Variables are followed to what they were set to so many times. */
const MAX_STEPS = 3

/**
 * What an expression reads of a collection, functions inside left out: `itself` when it stands there, `entry` when a variable in it was got
 * from the collection: `entry` in `const entry = cache.get(key)`, `age` in `const age = Date.now() - entry.at`, `find(key)` of a function of the file
 * that returns one. At most three steps far.
 */
export function readOf(file: SourceFile, node: TSESTree.Node, references: References, steps = MAX_STEPS): 'itself' | 'entry' | null {
  const known = readsOf(references)
  const before = known.get(node)
  if (before !== undefined) return before
  // What refers to itself (`const f = () => f`) ends here.
  known.set(node, null)
  const read = compute(file, node, references, steps)
  known.set(node, read)
  return read
}

function compute(file: SourceFile, node: TSESTree.Node, references: References, steps: number): 'itself' | 'entry' | null {
  if (references.has(node)) return 'itself'
  if (isFunction(node)) return null
  let found: 'itself' | 'entry' | null = null
  if (node.type === 'Identifier' && steps > 0) {
    const variable = findVariable(file, node)
    const init = variable && initOf(variable)
    if (init && readOf(file, init, references, steps - 1)) found = 'entry'
  }
  if (node.type === 'CallExpression' && steps > 0) {
    const returned = calleesOf(file, node).flatMap((fn) => returnedExpressions(file, fn))
    if (returned.some((inner) => readOf(file, inner, references, steps - 1))) found = 'entry'
  }
  for (const child of childrenOf(file, node)) {
    if (found === 'itself') break
    if (node.type === 'MemberExpression' && child === node.property && !node.computed) continue
    found = readOf(file, child, references, steps) ?? found
  }
  return found
}

const readsByReferences = new WeakMap<References, WeakMap<TSESTree.Node, 'itself' | 'entry' | null>>()

function readsOf(references: References): WeakMap<TSESTree.Node, 'itself' | 'entry' | null> {
  const known = readsByReferences.get(references) ?? new WeakMap<TSESTree.Node, 'itself' | 'entry' | null>()
  readsByReferences.set(references, known)
  return known
}

/** What a variable is declared with, taken apart or not. */
function initOf(variable: Variable): TSESTree.Node | null {
  const definition = variable.defs[0]
  if (definition?.type !== 'Variable' || definition.node.type !== 'VariableDeclarator') return null
  return definition.node.init
}

/** `Date.now()`, `performance.now()`, `new Date()`, `process.hrtime()`, and variables set to one. */
export function readsClock(file: SourceFile, node: TSESTree.Node, steps = MAX_STEPS): boolean {
  if (isFunction(node)) return false
  if (node.type === 'CallExpression' && node.callee.type === 'MemberExpression') {
    const name = memberName(node.callee)
    if (name === 'now' || name === 'hrtime' || name === 'getTime' || name === 'uptime') return true
  }
  if (node.type === 'NewExpression') return node.callee.type === 'Identifier' && node.callee.name === 'Date'
  if (node.type === 'Identifier') {
    if (steps === 0) return false
    const variable = findVariable(file, node)
    const init = variable && initOf(variable)
    return init ? readsClock(file, init, steps - 1) : /^now(?:Ms)?$/.test(node.name)
  }
  return childrenOf(file, node).some((child) => readsClock(file, child, steps))
}
