import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingFunction, functionName, isInside, type FunctionNode } from '../../ast/functions.ts'
import { dottedName } from '../../ast/names.ts'
import { isNothing } from '../../ast/nothing.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { descendants } from '../../ast/traverse.ts'
import { unwrap } from '../../ast/unwrap.ts'
import { findVariable } from '../../ast/variables.ts'
import { conditionsOn } from '../control/conditions.ts'
import { indexSource } from '../source-index.ts'
import type { Recurrence } from './recurrence.ts'
import type { Listener } from './subscription.ts'

/**
 * Does the function make what it listens to only when that is missing, and add the listener each time: `if (!this.panel) this.panel = open();
 * this.panel.onDidReceiveMessage(f)`? The guard says that the function runs again with the same emitter. Null when it shows no such thing.
 */
export function findReuse(file: SourceFile, { emitter, call }: Listener): Recurrence | null {
  const home = enclosingFunction(call)
  const name = home && functionName(home)
  if (!home || !name) return null
  for (let at = unwrap(emitter); ; at = unwrap(at.object)) {
    const place = dottedName(at)
    if (place !== null && isOutside(file, at, home) && isMadeWhenMissing(file, place, call, home)) return { kind: 'call', often: `whenever \`${name}\` runs, which makes \`${place}\` only once` }
    if (at.type !== 'MemberExpression') return null
  }
}

function isOutside(file: SourceFile, place: TSESTree.Node, home: FunctionNode): boolean {
  let root = unwrap(place)
  while (root.type === 'MemberExpression') root = unwrap(root.object)
  // `this` alone is not made.
  if (root.type !== 'Identifier') return root.type === 'ThisExpression' && root !== place
  const declared = findVariable(file, root)?.identifiers[0]
  return declared !== undefined && !isInside(declared, home)
}

/** Is the place filled before the call, in the same function, under a test that it is empty, which the call is not under? */
function isMadeWhenMissing(file: SourceFile, place: string, call: TSESTree.Node, home: FunctionNode): boolean {
  return indexSource(file).assignments.some((assignment) => {
    if (assignment.range[1] > call.range[0] || enclosingFunction(assignment) !== home || dottedName(assignment.left) !== place || isNothing(assignment.right)) return false
    if (assignment.operator === '??=' || assignment.operator === '||=') return true
    const guard = guardOf(assignment, place, home)
    return guard !== null && !isInside(call, guard) && !conditionsOn(call, home).some(({ test }) => mentions(file, test, place))
  })
}

/** The `if` around an assignment that asks whether its place is empty. */
function guardOf(assignment: TSESTree.Node, place: string, home: FunctionNode): TSESTree.Node | null {
  for (let at = assignment; at.parent && at !== home; at = at.parent) {
    const { parent } = at
    if (parent.type === 'IfStatement' && parent.consequent === at) return isEmptiness(parent.test, place) && !parent.alternate ? parent : null
  }
  return null
}

/** `!this.panel`, `this.panel === undefined`, `this.panel == null` */
function isEmptiness(test: TSESTree.Node, place: string): boolean {
  const at = unwrap(test)
  if (at.type === 'UnaryExpression') return at.operator === '!' && dottedName(at.argument) === place
  return at.type === 'BinaryExpression' && /^===?$/.test(at.operator) && dottedName(at.left) === place && isNothing(at.right)
}

function mentions(file: SourceFile, test: TSESTree.Node, place: string): boolean {
  return [...descendants(file, test)].some((node) => dottedName(node) === place)
}
