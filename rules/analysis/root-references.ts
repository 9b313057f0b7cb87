import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingClass, type ClassNode } from '../ast/functions.ts'
import { keyName } from '../ast/names.ts'
import { oncePerFile, type SourceFile } from '../ast/source-file.ts'
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

const known = new WeakMap<Storage, { readonly file: SourceFile; readonly references: readonly RootReference[] }>()

/** Every expression of the file that denotes the collection where it is kept, without aliases; found once. */
export function findRootReferences(file: SourceFile, { storage }: FoundCollection): readonly RootReference[] {
  const before = known.get(storage)
  if (before?.file === file) return before.references
  const references = referencesTo(file, storage)
  known.set(storage, { file, references })
  return references
}

function referencesTo(file: SourceFile, storage: Storage): RootReference[] {
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

function fieldMembers(file: SourceFile, { owner, field, isStatic }: Extract<Storage, { type: 'field' }>): RootReference[] {
  const { byClass, byClassName, others } = receiversOf(file, field)
  const name = owner.id?.name ?? null
  const own = new Set([...(byClass.get(owner) ?? []), ...(name === null ? [] : (byClassName.get(name) ?? []))])
  const found: RootReference[] = [...own].map((node) => ({ node, isGuess: false }))
  for (const node of others) {
    const isClassItself = name !== null && isNamed(node.object, name)
    if (isClassItself === isStatic) found.push({ node, isGuess: !isStatic })
  }
  return found.sort((one, other) => one.node.range[0] - other.node.range[0])
}

function isNamed(node: TSESTree.Node, name: string): boolean {
  const at = unwrap(node)
  return at.type === 'Identifier' && at.name === name
}

/** The members of one name, by whose they are. */
interface Receivers {
  /** `this.x` in the class, and `self.x` where `self` is its `this`. */
  readonly byClass: Map<ClassNode, TSESTree.MemberExpression[]>
  /** `this.x` in a subclass of the name, and `it.x` where `it` is made by `new` of the name. */
  readonly byClassName: Map<string, TSESTree.MemberExpression[]>
  /** What may be an instance of any class, or a class itself. */
  readonly others: TSESTree.MemberExpression[]
}

const receiversByFile = oncePerFile(() => new Map<string, Receivers>())

/** Told once for all the classes of a file, since many have fields of the same name. */
function receiversOf(file: SourceFile, field: string): Receivers {
  const known = receiversByFile(file).get(field)
  if (known) return known
  const receivers: Receivers = { byClass: new Map(), byClassName: new Map(), others: [] }
  for (const member of membersNamed(file, field)) classifyReceiver(file, member, receivers)
  receiversByFile(file).set(field, receivers)
  return receivers
}

function classifyReceiver(file: SourceFile, member: TSESTree.MemberExpression, { byClass, byClassName, others }: Receivers): void {
  const object = unwrap(member.object)
  if (object.type === 'ThisExpression') {
    const around = enclosingClass(member)
    if (around) append(byClass, around, member)
    if (around?.superClass?.type === 'Identifier') append(byClassName, around.superClass.name, member)
    return
  }
  const declarator = object.type === 'Identifier' ? findVariable(file, object)?.defs[0]?.node : null
  const init = declarator?.type === 'VariableDeclarator' ? declarator.init : null
  if (init?.type === 'ThisExpression') {
    const around = enclosingClass(init)
    if (around) append(byClass, around, member)
  } else if (init?.type === 'NewExpression') {
    if (init.callee.type === 'Identifier') append(byClassName, init.callee.name, member)
  } else others.push(member)
}

function append<K>(lists: Map<K, TSESTree.MemberExpression[]>, key: K, member: TSESTree.MemberExpression): void {
  const list = lists.get(key)
  if (list) list.push(member)
  else lists.set(key, [member])
}

/** `const { cache } = this`: the identifier it is bound to, used as an alias from there on. */
function fieldPatterns(file: SourceFile, { owner, field }: Extract<Storage, { type: 'field' }>): RootReference[] {
  return (patternsOfThis(file).get(owner) ?? []).flatMap((pattern) =>
    pattern.properties.flatMap((property): RootReference[] => {
      if (property.type !== 'Property' || keyName(property) !== field || property.value.type !== 'Identifier') return []
      const variable = findVariable(file, property.value)
      return (variable?.references ?? []).filter((reference) => !reference.init).map((reference) => ({ node: reference.identifier, isGuess: false }))
    }),
  )
}

const patternsOfThis = oncePerFile((file) => {
  const byClass = new Map<ClassNode, TSESTree.ObjectPattern[]>()
  for (const pattern of indexSource(file).objectPatterns) {
    const { parent } = wrapped(pattern)
    const owner = parent?.type === 'VariableDeclarator' && parent.init?.type === 'ThisExpression' ? enclosingClass(pattern) : null
    if (owner) byClass.set(owner, [...(byClass.get(owner) ?? []), pattern])
  }
  return byClass
})
