import type { TSESTree } from '@typescript-eslint/utils'

import { keyName, memberName } from '../../ast/names.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { unwrap } from '../../ast/unwrap.ts'
import { findVariable, resolveAlias } from '../../ast/variables.ts'
import { CONTROLLER } from '../../catalog/resource-pairs.ts'
import { followHandle } from '../resources/trail/handle-trail.ts'
import { judgeTrail } from '../resources/judge-handle.ts'
import { indexSource } from '../source-index.ts'

/**
 * Does nothing in sight ever abort the signal, so that it ends no listener? Only of a controller that the file makes and keeps to itself;
 * a signal that is handed in, or given on, is trusted. One that only the next start aborts never is for the last.
 */
export function isNeverAborted(file: SourceFile, signal: TSESTree.Node): boolean {
  const controller = controllerOf(file, signal)
  if (!controller) return false
  const { kind } = judgeTrail(file, { pair: CONTROLLER, call: controller, callbacks: [] }, followHandle(file, controller, CONTROLLER, () => null))
  return kind === 'kept'
}

/** The `new AbortController()` that a signal is of: `c.signal`, `const { signal } = c`, `ref.current.signal` of the one place that makes it. */
function controllerOf(file: SourceFile, signal: TSESTree.Node): TSESTree.NewExpression | null {
  const at = resolveAlias(file, signal)
  if (at.type === 'MemberExpression') return memberName(at) === 'signal' ? madeAt(file, at.object) : null
  const definition = at.type === 'Identifier' ? findVariable(file, at)?.defs[0] : null
  if (definition?.type !== 'Variable' || definition.node.type !== 'VariableDeclarator' || !definition.node.init) return null
  const { id, init } = definition.node
  const isTaken = id.type === 'ObjectPattern' && id.properties.some((property) => property.type === 'Property' && keyName(property) === 'signal')
  return isTaken ? madeAt(file, init) : null
}

function madeAt(file: SourceFile, node: TSESTree.Node): TSESTree.NewExpression | null {
  const made = resolveAlias(file, node)
  if (made.type === 'NewExpression') return isController(made) ? made : null
  if (made.type !== 'MemberExpression') return null
  const text = file.text.slice(...made.range)
  const makers = indexSource(file).assignments.filter(({ left }) => file.text.slice(...unwrap(left).range) === text).map(({ right }) => unwrap(right))
  const news = makers.filter((right): right is TSESTree.NewExpression => right.type === 'NewExpression' && isController(right))
  const [only, ...more] = news
  return only && more.length === 0 ? only : null
}

function isController({ callee }: TSESTree.NewExpression): boolean {
  return callee.type === 'Identifier' && callee.name === 'AbortController'
}
