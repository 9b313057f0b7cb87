import type { TSESTree } from '@typescript-eslint/utils'

import { dottedName } from '../ast/names.ts'
import { isNothing } from '../ast/nothing.ts'
import type { SourceFile } from '../ast/source-file.ts'
import { unwrap } from '../ast/unwrap.ts'
import { findVariable, isGlobal } from '../ast/variables.ts'
import { isBoundedClassName } from '../catalog/bounded-collections.ts'
import type { CollectionKind } from '../catalog/collection-methods.ts'

/** What a declaration says of the collection it holds. */
export interface Shape {
  readonly kind: CollectionKind
  readonly init: TSESTree.Node | null
  /** `K` of `Map<K, V>`, `Set<K>` or `Record<K, V>`, when written. */
  readonly keyType: TSESTree.TypeNode | null
  /** `V`, or the element type of an array, when written. */
  readonly valueType: TSESTree.TypeNode | null
  /** `{ true: {}, false: {} }`: the entries are dictionaries of their own and may grow too. */
  readonly isNested: boolean
}

const BUILT_IN: Readonly<Record<string, CollectionKind>> = { Map: 'map', Set: 'set', Array: 'array' }
const TYPE_NAMES: Readonly<Record<string, CollectionKind>> = { ...BUILT_IN, Record: 'record' }

/** The collection that a declaration with this initializer and annotation holds, or null when it holds none, or one that limits itself. */
export function shapeOf(file: SourceFile, init: TSESTree.Node | null, annotation: TSESTree.TypeNode | null): Shape | null {
  const declared = annotation ? shapeOfType(annotation) : null
  const initial = init ? shapeOfInit(file, init, declared) : null
  if (init && !initial) return isNothing(init) ? declared : null
  if (!initial) return declared
  // `const settings: Settings = {}`: an object of known shape, not a dictionary.
  if (annotation && !declared && initial.kind === 'record') return null
  // `Map<K, V>` may be told on either side.
  return { ...initial, keyType: initial.keyType ?? declared?.keyType ?? null, valueType: initial.valueType ?? declared?.valueType ?? null }
}

function shapeOfInit(file: SourceFile, node: TSESTree.Node, declared: Shape | null): Shape | null {
  const cast = node.type === 'TSAsExpression' ? shapeOfType(node.typeAnnotation) : null
  const at = unwrap(node)
  switch (at.type) {
    case 'NewExpression':
      return shapeOfNew(file, at)
    case 'ArrayExpression':
      return plain('array', at)
    case 'ObjectExpression':
      return shapeOfObject(at, declared ?? cast)
    case 'CallExpression':
      return dottedName(at.callee) === 'Object.create' ? plain('record', at) : null
    case 'LogicalExpression':
      return shapeOfInit(file, at.right, declared)
    case 'AssignmentExpression':
      return shapeOfInit(file, at.right, declared)
    default:
      return null
  }
}

function plain(kind: CollectionKind, init: TSESTree.Node, types: readonly TSESTree.TypeNode[] = []): Shape {
  const [first, second] = types
  const isKeyed = kind === 'map' || kind === 'record'
  return { kind, init, keyType: kind === 'array' ? null : (first ?? null), valueType: (isKeyed ? second : first) ?? null, isNested: false }
}

function shapeOfNew(file: SourceFile, node: TSESTree.NewExpression): Shape | null {
  const callee = unwrap(node.callee)
  if (callee.type !== 'Identifier') return null
  const types = node.typeArguments?.params ?? []
  const builtIn = BUILT_IN[callee.name]
  if (builtIn !== undefined && Object.hasOwn(BUILT_IN, callee.name)) return isGlobal(file, callee) ? plain(builtIn, node, types) : null
  return shapeOfSubclass(file, callee, node, types)
}

/** `class SessionMap extends Map {}` of this file, unless its name or an override of the adding method shows that it limits itself. */
function shapeOfSubclass(file: SourceFile, callee: TSESTree.Identifier, node: TSESTree.NewExpression, types: readonly TSESTree.TypeNode[]): Shape | null {
  const declaration = findVariable(file, callee)?.defs[0]?.node
  if (declaration?.type !== 'ClassDeclaration' || declaration.superClass?.type !== 'Identifier') return null
  const { superClass, body } = declaration
  const kind = Object.hasOwn(BUILT_IN, superClass.name) && isGlobal(file, superClass) ? BUILT_IN[superClass.name] : undefined
  if (kind === undefined || isBoundedClassName(callee.name)) return null
  const adds = kind === 'map' ? 'set' : kind === 'set' ? 'add' : 'push'
  const overrides = body.body.some((member) => member.type === 'MethodDefinition' && member.key.type === 'Identifier' && member.key.name === adds)
  return overrides ? null : plain(kind, node, declaration.superTypeArguments?.params ?? types)
}

function shapeOfObject(node: TSESTree.ObjectExpression, declared: Shape | null): Shape | null {
  if (declared?.kind === 'record') return { ...declared, init: node }
  if (declared) return null
  if (node.properties.length === 0) return plain('record', node)
  const isNested = node.properties.every((property) => property.type === 'Property' && property.value.type === 'ObjectExpression' && property.value.properties.length === 0)
  return isNested ? { ...plain('record', node), isNested } : null
}

/** The collection a type annotation names: `Map<K, V> | undefined`, `Foo[]`, `Record<string, V>`, `{ [id: string]: V }`. */
export function shapeOfType(type: TSESTree.TypeNode): Shape | null {
  switch (type.type) {
    case 'TSUnionType': {
      const parts = type.types.filter((part) => part.type !== 'TSNullKeyword' && part.type !== 'TSUndefinedKeyword')
      const [only] = parts
      return parts.length === 1 && only ? shapeOfType(only) : null
    }
    case 'TSArrayType':
      return { kind: 'array', init: null, keyType: null, valueType: type.elementType, isNested: false }
    case 'TSTypeReference':
      return shapeOfReference(type)
    case 'TSTypeLiteral': {
      const [member] = type.members
      if (type.members.length !== 1 || member?.type !== 'TSIndexSignature') return null
      const [parameter] = member.parameters
      const keyType = parameter?.type === 'Identifier' ? (parameter.typeAnnotation?.typeAnnotation ?? null) : null
      return { kind: 'record', init: null, keyType, valueType: member.typeAnnotation?.typeAnnotation ?? null, isNested: false }
    }
    case 'TSMappedType':
      return { kind: 'record', init: null, keyType: type.constraint, valueType: type.typeAnnotation ?? null, isNested: false }
    default:
      return null
  }
}

function shapeOfReference(type: TSESTree.TSTypeReference): Shape | null {
  if (type.typeName.type !== 'Identifier') return null
  const { name } = type.typeName
  const types = type.typeArguments?.params ?? []
  const [first, second] = types
  if (name === 'Partial' && first) return shapeOfType(first)
  if (!Object.hasOwn(TYPE_NAMES, name)) return null
  const kind = TYPE_NAMES[name]
  if (kind === undefined) return null
  const isKeyed = kind === 'map' || kind === 'record'
  return { kind, init: null, keyType: kind === 'array' ? null : (first ?? null), valueType: (isKeyed ? second : first) ?? null, isNested: false }
}
