import type { TSESTree } from '@typescript-eslint/utils'

import { keyName } from '../../ast/names.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { unwrap } from '../../ast/unwrap.ts'
import { findVariable, resolveAlias } from '../../ast/variables.ts'
import { isBoundedClassName } from '../../catalog/bounded-collections.ts'
import type { CollectionKind } from '../../catalog/collection-methods.ts'
import { openKeyNamed } from '../../catalog/id-names.ts'
import { shapeOfType } from '../collection-shape.ts'
import type { KeySpace } from '../facts.ts'
import { FINITE, open, UNDECIDED } from '../keys/key-space.ts'
import { keySpaceOfType } from '../keys/key-type.ts'
import type { StateStore } from './declared/state-store.ts'

/** What the declarations of a store say of one record in it. */
export interface RecordShape {
  readonly kind: CollectionKind | 'bounded'
  /** Where a report stands: the property of the initial state, the member of its type, or the store. */
  readonly node: TSESTree.Node
  /** What its declared type says of its keys. */
  readonly keys: KeySpace
  readonly valueType: TSESTree.TypeNode | null
}

/** Looks a record up in the initial state and the declared type of its store; both may be silent. */
export function findRecordShape(file: SourceFile, store: StateStore, path: string): RecordShape {
  const steps = path === '' ? [] : path.split('.')
  const initial = steps.reduce<Found>((found, step) => stepInto(file, found, step), { node: store.node, value: store.initial })
  const type = steps.reduce<TSESTree.TypeNode | null>((at, step) => at && memberType(file, at, step), store.type)
  const declared = type ?? (initial.value && castOf(initial.value))
  const shape = declared && shapeOfType(resolveType(file, declared))
  const [madeKey, madeValue] = typesOfNew(initial.value)
  return {
    kind: kindOf(file, initial.value, declared) ?? shape?.kind ?? 'record',
    node: initial.node,
    keys: declared ? keysOf(file, resolveType(file, declared)) : madeKey ? keysOfKeyType(file, madeKey) : UNDECIDED,
    valueType: shape?.valueType ?? madeValue ?? null,
  }
}

interface Found {
  readonly node: TSESTree.Node
  readonly value: TSESTree.Node | null
}

function stepInto(file: SourceFile, found: Found, step: string): Found {
  const value = found.value && unwrap(resolveAlias(file, found.value))
  if (value?.type === 'ObjectExpression') {
    const property = propertiesOf(value).get(step)
    if (property) return { node: property.key, value: property.value }
  }
  if (value?.type === 'ClassBody') {
    for (const member of value.body) {
      if (member.type === 'PropertyDefinition' && keyName(member) === step) return { node: member.key, value: member.value && stateIn(member.value) }
    }
  }
  return { node: found.node, value: null }
}

const propertiesByObject = new WeakMap<TSESTree.ObjectExpression, ReadonlyMap<string, TSESTree.Property>>()

/** The properties of an object by name, the first of each; a store of many records is asked for each of them. */
function propertiesOf(object: TSESTree.ObjectExpression): ReadonlyMap<string, TSESTree.Property> {
  const known = propertiesByObject.get(object)
  if (known) return known
  const byName = new Map<string, TSESTree.Property>()
  for (const property of object.properties) {
    const name = property.type === 'Property' ? keyName(property) : null
    if (property.type === 'Property' && name !== null && !byName.has(name)) byName.set(name, property)
  }
  propertiesByObject.set(object, byName)
  return byName
}

/** `$state({})`, `observable({})`: the state is the argument. */
function stateIn(value: TSESTree.Node): TSESTree.Node {
  return value.type === 'CallExpression' ? (value.arguments[0] ?? value) : value
}

function castOf(value: TSESTree.Node): TSESTree.TypeNode | null {
  return value.type === 'TSAsExpression' || value.type === 'TSSatisfiesExpression' ? value.typeAnnotation : null
}

/** `new Map<string, Part[]>()` names its types where it is made. */
function typesOfNew(value: TSESTree.Node | null): readonly TSESTree.TypeNode[] {
  const at = value && unwrap(value)
  return at?.type === 'NewExpression' ? (at.typeArguments?.params ?? []) : []
}

function kindOf(file: SourceFile, value: TSESTree.Node | null, declared: TSESTree.TypeNode | null): RecordShape['kind'] | null {
  if (declared?.type === 'TSTypeReference' && declared.typeName.type === 'Identifier' && isBoundedClassName(declared.typeName.name)) return 'bounded'
  const at = value && unwrap(resolveAlias(file, value))
  if (at?.type === 'ArrayExpression') return 'array'
  if (at?.type === 'NewExpression' && at.callee.type === 'Identifier') {
    if (isBoundedClassName(at.callee.name)) return 'bounded'
    if (at.callee.name === 'Set') return 'set'
    if (at.callee.name === 'Map') return 'map'
  }
  return null
}

function keysOf(file: SourceFile, type: TSESTree.TypeNode): KeySpace {
  if (type.type === 'TSTypeLiteral') {
    const [member] = type.members
    const parameter = member?.type === 'TSIndexSignature' ? member.parameters[0] : undefined
    if (parameter?.type !== 'Identifier') return UNDECIDED
    const named = openKeyNamed(parameter.name)
    if (named !== null) return open(named)
    return parameter.typeAnnotation ? keysOfKeyType(file, parameter.typeAnnotation.typeAnnotation) : UNDECIDED
  }
  const shape = shapeOfType(type)
  return shape?.keyType ? keysOfKeyType(file, shape.keyType) : UNDECIDED
}

function keysOfKeyType(file: SourceFile, type: TSESTree.TypeNode): KeySpace {
  // Numbered entries are positions in a list far more often than ids.
  return type.type === 'TSNumberKeyword' ? FINITE : keySpaceOfType(file, type)
}

/** The type of a property: in a literal, an interface or an alias of this file, an intersection. */
function memberType(file: SourceFile, type: TSESTree.TypeNode, name: string, depth = 4): TSESTree.TypeNode | null {
  if (depth === 0) return null
  const at = resolveType(file, type)
  switch (at.type) {
    case 'TSTypeLiteral':
      return memberOf(at.members, name)
    case 'TSIntersectionType': {
      for (const part of at.types) {
        const found = memberType(file, part, name, depth - 1)
        if (found) return found
      }
      return null
    }
    case 'TSTypeReference': {
      const declaration = at.typeName.type === 'Identifier' ? findVariable(file, at.typeName)?.defs[0]?.node : undefined
      if (declaration?.type === 'TSInterfaceDeclaration') return memberOf(declaration.body.body, name)
      // `Store<State>`, `Partial<State>`, `Ref<State>`: a wrapper around what we look for.
      const [first] = at.typeArguments?.params ?? []
      return first ? memberType(file, first, name, depth - 1) : null
    }
    default:
      return null
  }
}

function memberOf(members: readonly TSESTree.TypeElement[], name: string): TSESTree.TypeNode | null {
  for (const member of members) {
    if (member.type === 'TSPropertySignature' && keyName(member) === name) return member.typeAnnotation?.typeAnnotation ?? null
  }
  return null
}

/** Follows aliases of this file: `type ScrollMap = Record<string, Scroll>`. */
function resolveType(file: SourceFile, type: TSESTree.TypeNode): TSESTree.TypeNode {
  let at = type
  for (let step = 0; step < 3 && at.type === 'TSTypeReference' && at.typeName.type === 'Identifier'; step++) {
    const declaration = findVariable(file, at.typeName)?.defs[0]?.node
    if (declaration?.type !== 'TSTypeAliasDeclaration') return at
    at = declaration.typeAnnotation
  }
  return at
}
