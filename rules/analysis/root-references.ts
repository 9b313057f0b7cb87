import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingClass, type ClassNode } from '../ast/functions.ts'
import { keyName } from '../ast/names.ts'
import type { SourceFile } from '../ast/source-file.ts'
import { unwrap, wrapped } from '../ast/unwrap.ts'
import { findVariable, globalObjectOf } from '../ast/variables.ts'
import type { FoundCollection, Storage } from './find-collections.ts'
import { indexSource } from './source-index.ts'

/** One place that names the collection itself. */
export interface RootReference {
  readonly node: TSESTree.Node
  /** Is it reached through an object that only may be the owner (`other.cache`)? Then only what it releases is believed. */
  readonly isGuess: boolean
}

/** Every expression of the file that denotes the collection where it is kept, without aliases. */
export function findRootReferences(file: SourceFile, { storage }: FoundCollection): RootReference[] {
  switch (storage.type) {
    case 'variable':
      return storage.variable.references.filter((reference) => !reference.init).map((reference) => ({ node: reference.identifier, isGuess: false }))
    case 'property':
      return membersNamed(file, storage.property).filter((node) => isVariable(file, node.object, storage)).map((node) => ({ node, isGuess: false }))
    case 'field':
      return [...fieldMembers(file, storage), ...fieldPatterns(file, storage)]
    case 'global':
      return globalMembers(file, storage)
    default:
      return storage satisfies never
  }
}

/** Members of the global object by that name, and the value of the declaring assignment where something is done with it. */
function globalMembers(file: SourceFile, { property, declaration }: Extract<Storage, { type: 'global' }>): RootReference[] {
  const members = membersNamed(file, property).filter((node) => node !== unwrap(declaration.left) && globalObjectOf(file, node.object) !== null)
  const isUsed = wrapped(declaration).parent?.type !== 'ExpressionStatement'
  return [...members, ...(isUsed ? [declaration] : [])].map((node) => ({ node, isGuess: false }))
}

function membersNamed(file: SourceFile, name: string): readonly TSESTree.MemberExpression[] {
  return indexSource(file).membersByName.get(name) ?? []
}

function isVariable(file: SourceFile, node: TSESTree.Node, { variable }: Extract<Storage, { type: 'property' }>): boolean {
  const at = unwrap(node)
  return at.type === 'Identifier' && at.name === variable.name && findVariable(file, at) === variable
}

function fieldMembers(file: SourceFile, storage: Extract<Storage, { type: 'field' }>): RootReference[] {
  const { owner, field, isStatic } = storage
  return membersNamed(file, field).flatMap((node): RootReference[] => {
    const receiver = classifyReceiver(file, node, owner)
    if (receiver === 'none') return []
    if (receiver === 'static' || receiver === 'instance') return isStatic === (receiver === 'static') || receiver === 'instance' ? [{ node, isGuess: false }] : []
    return isStatic ? [] : [{ node, isGuess: true }]
  })
}

/** Is the object of `object.field` an instance of the class, the class itself, something that may be an instance, or neither? */
function classifyReceiver(file: SourceFile, node: TSESTree.MemberExpression, owner: ClassNode): 'instance' | 'static' | 'maybe' | 'none' {
  const object = unwrap(node.object)
  if (object.type === 'ThisExpression') {
    const around = enclosingClass(node)
    return around === owner || (around?.superClass?.type === 'Identifier' && around.superClass.name === owner.id?.name) ? 'instance' : 'none'
  }
  if (object.type !== 'Identifier') return 'maybe'
  if (owner.id?.name === object.name) return 'static'
  const init = findVariable(file, object)?.defs[0]?.node
  if (init?.type === 'VariableDeclarator' && init.init?.type === 'ThisExpression') return enclosingClass(init) === owner ? 'instance' : 'none'
  if (init?.type === 'VariableDeclarator' && init.init?.type === 'NewExpression') {
    return init.init.callee.type === 'Identifier' && init.init.callee.name === owner.id?.name ? 'instance' : 'none'
  }
  return 'maybe'
}

/** `const { cache } = this`: the identifier it is bound to, used as an alias from there on. */
function fieldPatterns(file: SourceFile, { owner, field }: Extract<Storage, { type: 'field' }>): RootReference[] {
  return indexSource(file).objectPatterns.flatMap((pattern): RootReference[] => {
    const at = wrapped(pattern)
    if (at.parent?.type !== 'VariableDeclarator' || at.parent.init?.type !== 'ThisExpression' || enclosingClass(pattern) !== owner) return []
    return pattern.properties.flatMap((property): RootReference[] => {
      if (property.type !== 'Property' || keyName(property) !== field || property.value.type !== 'Identifier') return []
      const variable = findVariable(file, property.value)
      return (variable?.references ?? []).filter((reference) => !reference.init).map((reference) => ({ node: reference.identifier, isGuess: false }))
    })
  })
}
