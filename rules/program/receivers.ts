import type { TSESTree } from '@typescript-eslint/utils'

import { keyName } from '../ast/names.ts'
import { findBases } from './classes.ts'
import { hasSignature, interfacesOf, isOnlyImplementor, type InterfaceShape, type Interfaces } from './interfaces.ts'
import { MAX_STEPS, type Shape } from './shapes/shape.ts'
import type { SourceProgram } from './sources/source-program.ts'
import type { ClassRef, Place, Site } from './view.ts'

/** Tells of a receiver whether its member of that name is a class's: null when it is another's, `unknown` when it can't be followed. */
export type ReceiverTest = (receiver: Place) => Site['match'] | 'unknown' | null

/** A test of receivers for one member of a class. `relatives`: the classes above and below it. */
export function createReceiverTest(program: SourceProgram, owner: ClassRef, relatives: readonly ClassRef[], name: string): ReceiverTest {
  let interfaces: Interfaces | null = null
  const alone = new Map<TSESTree.Node, boolean>()

  const matchInterface = (shape: InterfaceShape): Site['match'] | null => {
    interfaces ??= interfacesOf(program, owner)
    if (!interfaces.shapes.some(({ node }) => node === shape.node)) {
      // A class fits an interface without saying so.
      return hasSignature(shape, name) || program.shaper.ofMember(shape, name, MAX_STEPS).length > 0 ? 'possible' : null
    }
    const known = alone.get(shape.node) ?? isOnlyImplementor(program, owner, shape)
    alone.set(shape.node, known)
    return known ? 'certain' : 'possible'
  }

  const matchClass = (shape: ClassRef): Site['match'] | null => {
    if (program.isSame(shape, owner)) return 'certain'
    if (!relatives.some((one) => program.isSame(one, shape))) return null
    const above = findBases(program, shape).classes
    const at = above.findIndex((one) => program.isSame(one, owner))
    if (at >= 0) return [shape, ...above.slice(0, at)].some((one) => hasMethod(one, name)) ? null : 'certain'
    // A call on the base, which the class overrides.
    return hasMethod(owner, name) && hasMethod(shape, name) ? 'possible' : 'certain'
  }

  const matchShape = (shape: Shape): ReturnType<ReceiverTest> => {
    switch (shape.kind) {
      case 'instance':
      case 'class':
        return matchClass(shape)
      case 'interface':
        return matchInterface(shape)
      case 'foreign':
        // Known by the type of a package, it may be of the class behind it.
        interfaces ??= interfacesOf(program, owner)
        return interfaces.isCut ? 'possible' : null
      case 'object':
        // Without the member it was followed to the wrong place.
        return shape.node.properties.some((property) => property.type !== 'Property' || keyName(property) === name) ? null : 'unknown'
      case 'builtin':
      case 'function':
      case 'module':
      case 'namespace':
      case 'list':
      case 'value':
        return null
      default:
        return shape satisfies never
    }
  }

  return (receiver) => {
    const shapes = program.shapesOf(receiver)
    if (shapes.length === 0) return 'unknown'
    const matches = shapes.map(matchShape)
    return (['certain', 'possible', 'unknown'] as const).find((match) => matches.includes(match)) ?? null
  }
}

/** Has the class a method of its own of that name, with a body? */
function hasMethod({ node }: ClassRef, name: string): boolean {
  return node.body.body.some((member) => member.type === 'MethodDefinition' && member.value.body && keyName(member) === name)
}
