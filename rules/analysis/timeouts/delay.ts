import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingFunctions } from '../../ast/functions.ts'
import { dottedName } from '../../ast/names.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { unwrap } from '../../ast/unwrap.ts'
import { findVariable } from '../../ast/variables.ts'
import { numberOf } from '../find-polls.ts'
import type { Acquisition } from '../resources/acquisitions.ts'

/** How many milliseconds pass before a timeout fires, where the file tells: a number, a constant, the default of a parameter or of `ms ?? 5000`. */
export function delayOf(file: SourceFile, { call }: Acquisition): number | null {
  const delay = call.arguments[1]
  // Without one it fires at once.
  return delay ? delayIn(file, delay) : 0
}

/** The same for one call of the function of `home` that starts the timeout, where that function is given the delay: `sleep(5000)`. */
export function delayOfCall(file: SourceFile, call: TSESTree.CallExpression, home: SourceFile, acquisition: Acquisition): number | null {
  const delay = acquisition.call.arguments[1]
  const name = delay && unwrap(delay)
  if (name?.type !== 'Identifier') return delayOf(home, acquisition)
  for (const fn of enclosingFunctions(acquisition.call)) {
    const position = fn.params.findIndex((parameter) => (parameter.type === 'Identifier' ? parameter : parameter.type === 'AssignmentPattern' && parameter.left.type === 'Identifier' ? parameter.left : null)?.name === name.name)
    const given = position < 0 ? undefined : call.arguments[position]
    if (given) return delayIn(file, given)
  }
  return delayOf(home, acquisition)
}

/** The number of milliseconds an expression stands for, as far as the file tells. */
export function delayIn(file: SourceFile, node: TSESTree.Node, depth = 4): number | null {
  const at = unwrap(node)
  const known = numberOf(file, at)
  if (known !== null || depth === 0) return known
  switch (at.type) {
    case 'LogicalExpression':
      return at.operator === '&&' ? null : delayIn(file, at.right, depth - 1)
    case 'ConditionalExpression':
      return delayIn(file, at.consequent, depth - 1) ?? delayIn(file, at.alternate, depth - 1)
    case 'Identifier': {
      const definition = findVariable(file, at)?.defs[0]
      if (definition?.type === 'Variable' && definition.node.type === 'VariableDeclarator' && definition.node.id.type === 'Identifier' && definition.parent?.kind === 'const') {
        return definition.node.init ? delayIn(file, definition.node.init, depth - 1) : null
      }
      return definition?.type === 'Parameter' || definition?.type === 'Variable' ? defaultOf(file, definition.name, depth) : null
    }
    case 'CallExpression':
      return delayOfLimit(file, at, depth)
    default:
      return null
  }
}

/** `Math.min(ms, 5000)` is at most what is known of it; `Math.max(1, ms)` is known when all of it is. */
function delayOfLimit(file: SourceFile, call: TSESTree.CallExpression, depth: number): number | null {
  const name = dottedName(call.callee)
  if (name !== 'Math.min' && name !== 'Math.max') return null
  const all = call.arguments.map((argument) => delayIn(file, argument, depth - 1))
  const known = all.filter((value) => value !== null)
  if (name === 'Math.min') return known.length > 0 ? Math.min(...known) : null
  return known.length === all.length ? Math.max(...known) : null
}

/** `(ms = 5000) => …`, `{ timeout = 5000 }` */
function defaultOf(file: SourceFile, name: TSESTree.Node, depth: number): number | null {
  const { parent } = name
  return parent?.type === 'AssignmentPattern' && parent.left === name ? delayIn(file, parent.right, depth - 1) : null
}
