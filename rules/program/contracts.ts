import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingClass, enclosingFunction, isFunction } from '../ast/functions.ts'
import { keyName } from '../ast/names.ts'
import { wrapped } from '../ast/unwrap.ts'
import { interfacesOf, type InterfaceShape } from './interfaces.ts'
import { MAX_STEPS, type Shape } from './shapes/shape.ts'
import type { SourceProgram } from './sources/source-program.ts'
import type { FunctionRef, Place, ProgramFile } from './view.ts'

/** The types through which a function that is a member can be called by those who do not know its object or class. */
export interface Contract {
  readonly interfaces: readonly InterfaceShape[]
  /** Does an installed package declare one of them? Then the package is who calls. */
  readonly isForeign: boolean
}

const NONE: Contract = { interfaces: [], isForeign: false }
/** Types of types are followed so far outwards: an object in a list in an object. */
const MAX_LEVELS = 4

/** What a class says it implements, or an object literal is declared to be, for a function that is a method or property of it. */
export function contractOf(program: SourceProgram, { home, node }: FunctionRef): Contract {
  const { parent } = wrapped(node)
  if (parent?.type === 'Property' && parent.parent.type === 'ObjectExpression') return contractOfObject(program, home, parent.parent)
  if (parent?.type !== 'MethodDefinition' && parent?.type !== 'PropertyDefinition') return NONE
  const owner = enclosingClass(node)
  if (!owner || parent.static) return NONE
  const { shapes, isCut } = interfacesOf(program, { home, node: owner })
  return { interfaces: shapes, isForeign: isCut && declaresForeign(program, { home, node: owner }) }
}

/** What an object literal is declared to be, by what takes it. */
export function contractOfObject(program: SourceProgram, home: ProgramFile, object: TSESTree.ObjectExpression): Contract {
  const shapes = expectedShapes(program, { home, node: object }, MAX_LEVELS)
  return { interfaces: shapes.flatMap((shape) => (shape.kind === 'interface' ? [shape] : [])), isForeign: shapes.some(({ kind }) => kind === 'foreign') }
}

function declaresForeign(program: SourceProgram, { home, node }: Place): boolean {
  const names = 'implements' in node ? node.implements : []
  return names.some(({ expression }) => expression.type === 'Identifier' && program.shaper.ofTypeName(home, expression, MAX_STEPS).some(({ kind }) => kind === 'foreign'))
}

/** The type that the place of an expression asks for, as the annotation there says. Empty where none is written. */
function expectedShapes(program: SourceProgram, { home, node }: Place, levels: number): readonly Shape[] {
  const at = outermost(node)
  const { parent } = at
  if (!parent || levels <= 0) return []
  const ofType = (type: TSESTree.TypeNode | undefined): readonly Shape[] => (type ? program.shaper.ofType(home, type, MAX_STEPS) : [])
  switch (parent.type) {
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
      return ofType(parent.typeAnnotation)
    case 'VariableDeclarator':
      return parent.init === at ? ofType(parent.id.typeAnnotation?.typeAnnotation) : []
    case 'PropertyDefinition':
      return parent.value === at ? ofType(parent.typeAnnotation?.typeAnnotation) : []
    case 'AssignmentExpression':
      return parent.right === at ? program.shapesOf({ home, node: parent.left }) : []
    case 'ReturnStatement':
    case 'ArrowFunctionExpression': {
      const fn = parent.type === 'ReturnStatement' ? enclosingFunction(parent) : parent
      return fn?.returnType && (parent.type === 'ReturnStatement' || parent.body === at) ? ofType(fn.returnType.typeAnnotation) : []
    }
    case 'ArrayExpression':
      return expectedShapes(program, { home, node: parent }, levels - 1).flatMap((shape) => (shape.kind === 'list' ? shape.of : []))
    case 'Property': {
      const name = keyName(parent)
      if (parent.value !== at || name === null) return []
      return expectedShapes(program, { home, node: parent.parent }, levels - 1).flatMap((shape) => (shape.kind === 'list' ? shape.of : program.shaper.ofMember(shape, name, MAX_STEPS)))
    }
    case 'CallExpression':
    case 'NewExpression':
      return parent.callee === at ? [] : expectedByParameter(program, home, parent, at)
    default:
      return []
  }
}

/** `{ … } as const` and parentheses are the object still; a cast to a named type is where its type is written. */
function outermost(node: TSESTree.Node): TSESTree.Node {
  const { parent } = node
  if (parent?.type === 'TSAsExpression' && parent.typeAnnotation.type === 'TSTypeReference' && parent.typeAnnotation.typeName.type === 'Identifier' && parent.typeAnnotation.typeName.name === 'const') return outermost(parent)
  return node
}

function expectedByParameter(program: SourceProgram, home: ProgramFile, call: TSESTree.CallExpression | TSESTree.NewExpression, at: TSESTree.Node): readonly Shape[] {
  const index = call.arguments.findIndex((argument) => argument === at)
  return program.shapesOf({ home, node: call.callee }).flatMap((callee): readonly Shape[] => {
    if (callee.kind === 'foreign') return [callee]
    const taker = callee.kind === 'function' ? callee : callee.kind === 'class' ? constructorOf(callee) : null
    const parameter = taker?.node.params[index]
    const pattern = parameter?.type === 'TSParameterProperty' ? parameter.parameter : parameter
    const target = pattern?.type === 'AssignmentPattern' ? pattern.left : pattern
    const type = target && 'typeAnnotation' in target ? target.typeAnnotation?.typeAnnotation : undefined
    return taker && type ? program.shaper.ofType(taker.home, type, MAX_STEPS) : []
  })
}

function constructorOf({ home, node }: Extract<Shape, { kind: 'class' | 'instance' }>): FunctionRef | null {
  for (const member of node.body.body) if (member.type === 'MethodDefinition' && member.kind === 'constructor' && isFunction(member.value)) return { home, node: member.value }
  return null
}
