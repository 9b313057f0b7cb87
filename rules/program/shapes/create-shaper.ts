import type { TSESTree } from '@typescript-eslint/utils'

import type { Reader } from '../declared.ts'
import { shapesOfCall, shapesOfExpression } from './expression-shapes.ts'
import { shapesOfMember } from './member-shapes.ts'
import { isOutside, MAX_STEPS, type Shape, type Shaper } from './shape.ts'
import { shapesOfType, shapesOfTypeName } from './type-shapes.ts'
import { shapesOfDeclared, shapesOfVariable } from './variable-shapes.ts'

/** One question looks at so many expressions; past them, what is asked is not known. */
const MAX_WORK = 4000

/**
 * Tells shapes of values in the files of a reader. Each expression is told once; one that leads back to itself is not known. A question gives up
 * after sixteen steps in depth and 4,000 in all.
 */
export function createShaper(reader: Reader): Shaper {
  const known = new WeakMap<TSESTree.Node, readonly Shape[]>()
  const underWay = new Set<TSESTree.Node>()
  let work = 0
  const shaper: Shaper = {
    reader,
    ofExpression(home, node, depth) {
      if (depth >= MAX_STEPS) work = 0
      const before = known.get(node)
      if (before) return before
      if (underWay.has(node) || work++ > MAX_WORK) return []
      underWay.add(node)
      const found = dropCopies(shapesOfExpression(shaper, home, node, depth))
      underWay.delete(node)
      // What was cut off deep inside another question may be known when asked for itself.
      if (found.length > 0 || depth >= MAX_STEPS) known.set(node, found)
      return found
    },
    ofType: (home, node, depth) => shapesOfType(shaper, home, node, depth),
    ofTypeName: (home, name, depth) => shapesOfTypeName(shaper, home, name, depth),
    ofVariable: (home, variable, depth) => shapesOfVariable(shaper, home, variable, depth),
    ofDeclared: (declared, depth) => shapesOfDeclared(shaper, declared, depth),
    ofCall: (_home, callee, depth) => shapesOfCall(shaper, callee, depth),
    ofMember: (shape, name, depth) => shapesOfMember(shaper, shape, name, depth),
  }
  return shaper
}

function dropCopies(shapes: readonly Shape[]): readonly Shape[] {
  if (shapes.length < 2) return shapes
  const found: Shape[] = []
  for (const shape of shapes) if (!found.some((one) => isSame(one, shape))) found.push(shape)
  return found
}

function isSame(one: Shape, other: Shape): boolean {
  if (one === other) return true
  if (one.kind !== other.kind) return false
  return isOutside(one) || ('node' in one && 'node' in other && one.node === other.node)
}
