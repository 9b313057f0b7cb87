import type { TSESTree } from '@typescript-eslint/utils'

import { isFunction } from '../ast/functions.ts'
import { memberName } from '../ast/names.ts'
import type { SourceFile } from '../ast/source-file.ts'
import { unwrap, wrapped } from '../ast/unwrap.ts'
import { constantInit, findVariable } from '../ast/variables.ts'
import { isObjectTypeName } from '../catalog/object-types.ts'
import type { FoundCollection } from './find-collections.ts'
import { findRootReferences } from './root-references.ts'

/** How a `Map` or `Set` becomes one that does not keep its keys alive. */
export interface WeakForm {
  readonly strong: 'Map' | 'Set'
  readonly weak: 'WeakMap' | 'WeakSet'
  /** The names to replace: that of the class in `new Map()`, and that of the annotation if there is one. */
  readonly names: readonly TSESTree.Identifier[]
}

/** All that a WeakMap or WeakSet can do, as far as this analysis knows the methods. */
const WEAK_METHODS: Readonly<Record<string, readonly string[]>> = { map: ['get', 'has', 'set', 'delete'], set: ['has', 'add', 'delete'] }

/**
 * The weak form of a collection, or null when it would not do the same: its keys must be objects for certain, nobody may iterate it, ask its
 * size, clear it or hand it on, and no other file may reach it. Knows types declared in the file and well-known ones; no imported ones.
 */
export function findWeakForm(file: SourceFile, collection: FoundCollection): WeakForm | null {
  const { kind, isVisible, shape } = collection
  const methods = WEAK_METHODS[kind]
  const names = namesToReplace(collection)
  if (isVisible || !methods || !names) return null
  const calls = findRootReferences(file, collection).map(({ node, isGuess }) => (isGuess ? null : methodCall(node, methods)))
  const areObjects = shape.keyType !== null && isObjectType(file, shape.keyType)
  for (const call of calls) {
    if (!call) return null
    if ((call.method === 'set' || call.method === 'add') && !areObjects && !isObject(file, call.key)) return null
  }
  if (shape.keyType !== null && !areObjects) return null
  return kind === 'map' ? { strong: 'Map', weak: 'WeakMap', names } : { strong: 'Set', weak: 'WeakSet', names }
}

/** `Map` in `const m: Map<K, V> = new Map()`, twice; null when the collection is declared in another way, or starts with entries. */
function namesToReplace({ node, init, kind }: FoundCollection): TSESTree.Identifier[] | null {
  const strong = kind === 'map' ? 'Map' : 'Set'
  if (init?.type !== 'NewExpression' || init.arguments.length > 0 || init.callee.type !== 'Identifier' || init.callee.name !== strong) return null
  const declaration = init.parent
  const isDeclared = (declaration.type === 'VariableDeclarator' && declaration.id === node) || (declaration.type === 'PropertyDefinition' && declaration.key === node)
  if (!isDeclared) return null
  const annotation = declaration.type === 'PropertyDefinition' ? declaration.typeAnnotation : declaration.id.typeAnnotation
  if (!annotation) return [init.callee]
  const type = annotation.typeAnnotation
  if (type.type !== 'TSTypeReference' || type.typeName.type !== 'Identifier' || type.typeName.name !== strong) return null
  return [init.callee, type.typeName]
}

interface MethodCall {
  readonly method: string
  readonly key: TSESTree.Node | null
}

function methodCall(node: TSESTree.Node, methods: readonly string[]): MethodCall | null {
  const at = wrapped(node)
  const member = at.parent
  if (member?.type !== 'MemberExpression' || member.object !== at) return null
  const method = memberName(member)
  const callee = wrapped(member)
  if (method === null || !methods.includes(method) || callee.parent?.type !== 'CallExpression' || callee.parent.callee !== callee) return null
  return { method, key: callee.parent.arguments[0] ?? null }
}

function isObject(file: SourceFile, node: TSESTree.Node | null): boolean {
  const at = node ? unwrap(node) : null
  switch (at?.type) {
    case 'ThisExpression':
    case 'NewExpression':
    case 'ObjectExpression':
    case 'ArrayExpression':
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
    case 'ClassExpression':
      return true
    case 'Identifier':
      return isObjectVariable(file, at)
    default:
      return false
  }
}

function isObjectVariable(file: SourceFile, node: TSESTree.Identifier): boolean {
  const variable = findVariable(file, node)
  const definition = variable?.defs[0]
  if (!variable || !definition) return false
  if (definition.type === 'ClassName' || definition.type === 'FunctionName') return true
  if (definition.name.type === 'Identifier' && definition.name.typeAnnotation) return isObjectType(file, definition.name.typeAnnotation.typeAnnotation)
  const init = constantInit(variable)
  return init !== null && (init.type === 'NewExpression' || init.type === 'ObjectExpression' || init.type === 'ArrayExpression' || isFunction(init))
}

function isObjectType(file: SourceFile, type: TSESTree.TypeNode, depth = 3): boolean {
  switch (type.type) {
    case 'TSObjectKeyword':
    case 'TSTypeLiteral':
    case 'TSFunctionType':
    case 'TSConstructorType':
    case 'TSArrayType':
    case 'TSTupleType':
      return true
    case 'TSUnionType':
      return type.types.every((part) => isObjectType(file, part, depth))
    case 'TSTypeReference':
      return isObjectReference(file, type, depth)
    default:
      return false
  }
}

function isObjectReference(file: SourceFile, { typeName }: TSESTree.TSTypeReference, depth: number): boolean {
  if (typeName.type === 'TSQualifiedName') return isObjectTypeName(typeName.right.name)
  if (typeName.type !== 'Identifier') return false
  const definition = findVariable(file, typeName)?.defs[0]
  if (!definition || definition.type === 'ImportBinding') return isObjectTypeName(typeName.name)
  const { node } = definition
  if (node.type === 'ClassDeclaration' || node.type === 'TSInterfaceDeclaration') return true
  return node.type === 'TSTypeAliasDeclaration' && depth > 0 && isObjectType(file, node.typeAnnotation, depth - 1)
}
