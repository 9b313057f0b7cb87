import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingFunction, isFunction, isInside } from '../../ast/functions.ts'
import { dottedName } from '../../ast/names.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { descendants } from '../../ast/traverse.ts'
import { unwrap, wrapped } from '../../ast/unwrap.ts'
import { findVariable } from '../../ast/variables.ts'
import { isIterationCallback } from '../call-graph.ts'
import { isExit } from '../control/exits.ts'
import type { Origin } from './acquisitions.ts'
import { isStartedAgain } from './started-again.ts'
import type { Trail } from './trail/trail.ts'

/**
 * Does one place take handle after handle, so that all but the last are lost: a loop that assigns to a variable or field
 * from outside the loop, a second assignment right after the first, or a start that runs again? A loop that releases, tests the place or leaves is none.
 */
export function isOverwritten(file: SourceFile, acquisition: Origin, trail: Trail): boolean {
  const assignment = assignmentOf(acquisition.call)
  if (!assignment) return false
  const place = dottedName(assignment.left)
  if (place === null) return false
  return isOverwrittenNext(assignment, place, trail) || isOverwrittenInLoop(file, assignment, place, trail) || isStartedAgain(file, acquisition, assignment, trail)
}

/** `place = setInterval(…)`, as a statement of its own. */
function assignmentOf(acquisition: TSESTree.Node): TSESTree.AssignmentExpression | null {
  const at = wrapped(acquisition)
  const { parent } = at
  return parent?.type === 'AssignmentExpression' && parent.right === at && parent.operator === '=' && parent.parent.type === 'ExpressionStatement' ? parent : null
}

/** `this.t = setInterval(a, 1); this.t = setInterval(b, 1)` in one block, with no release and no other use of the place between. */
function isOverwrittenNext(assignment: TSESTree.AssignmentExpression, place: string, trail: Trail): boolean {
  const statement = assignment.parent
  const block = statement.parent
  if (block?.type !== 'BlockStatement' && block?.type !== 'Program') return false
  const body: readonly TSESTree.Node[] = block.body
  const next = body.slice(body.indexOf(statement) + 1).find((other) => other.type === 'ExpressionStatement' && other.expression.type === 'AssignmentExpression' && dottedName(other.expression.left) === place)
  if (next?.type !== 'ExpressionStatement' || next.expression.type !== 'AssignmentExpression' || unwrap(next.expression.right).type !== 'CallExpression') return false
  return !trail.releases.some((release) => release.range[0] > assignment.range[0] && release.range[1] < next.range[1])
}

function isOverwrittenInLoop(file: SourceFile, assignment: TSESTree.AssignmentExpression, place: string, trail: Trail): boolean {
  const loop = loopAround(assignment)
  if (!loop || isDeclaredIn(file, assignment.left, loop)) return false
  if (trail.releases.some((release) => isInside(release, loop))) return false
  // A loop that looks at the place first, or that is left once it is taken, keeps count of it.
  return ![...descendants(file, loop)].some((node) => {
    if (node.range[1] <= assignment.range[0]) return (node.type === 'Identifier' || node.type === 'MemberExpression') && dottedName(node) === place
    return node.range[0] >= assignment.range[1] && node.type !== 'ContinueStatement' && isExit(node)
  })
}

/** The loop, or callback of an array iteration, that runs the node again and again within one call of its function. */
function loopAround(node: TSESTree.Node): TSESTree.Node | null {
  for (let at = node.parent; at; at = at.parent) {
    if (at.type === 'ForOfStatement' || at.type === 'ForStatement' || at.type === 'ForInStatement' || at.type === 'WhileStatement' || at.type === 'DoWhileStatement') return at
    if (isFunction(at)) return isIterationCallback(at) ? at : null
  }
  return null
}

/** Does each round of the loop have a place of its own: a variable declared in it, or a property of one? */
function isDeclaredIn(file: SourceFile, place: TSESTree.Node, loop: TSESTree.Node): boolean {
  let root = unwrap(place)
  while (root.type === 'MemberExpression') root = unwrap(root.object)
  if (root.type === 'ThisExpression') return enclosingFunction(root) !== enclosingFunction(loop) && !isFunction(loop)
  if (root.type !== 'Identifier') return true
  const declaration = findVariable(file, root)?.identifiers[0]
  return !declaration || isInside(declaration, loop)
}
