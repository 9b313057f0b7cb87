import type { TSESTree } from '@typescript-eslint/utils'

import { shapeOf } from '../analysis/collection-shape.ts'
import { indexSource } from '../analysis/source-index.ts'
import { enclosingClass, isClass, type ClassNode } from '../ast/functions.ts'
import { keyName, memberName } from '../ast/names.ts'
import { unwrap, wrapped } from '../ast/unwrap.ts'
import { findVariable, isGlobal, isModuleLevel, resolveAlias } from '../ast/variables.ts'
import { referencesOf } from './export-uses.ts'
import { interfacesOf, nameOfInterface } from './interfaces.ts'
import { createReceiverTest, type ReceiverTest } from './receivers.ts'
import type { SourceProgram } from './sources/source-program.ts'
import { Written } from './sources/word-index.ts'
import type { ClassRef, ProgramFile, Site, Sites } from './view.ts'

/** More files than this name the member: only those that also name its class or lie beside it are read, and the answer is incomplete. */
const MAX_FILES = 60
/** Of an everyday name. */
const FEW_FILES = 12

/** What a member belongs to: a class and all that stand above and below it. */
export interface Family {
  readonly owner: ClassRef
  readonly relatives: readonly ClassRef[]
  /** Is the class itself out of sight of other packages, and its file alone in naming it? */
  readonly isHidden: boolean
}

/**
 * Every expression that denotes a member of a class: `x.name`, `const { name } = x`. What `x` is gets followed; where it can't be, the site is
 * `possible`, unless no other class or object of the program's files that name it has a member of that name.
 */
export function findUsesOfMember(program: SourceProgram, { owner, relatives, isHidden }: Family, name: string): Sites {
  const { home } = owner
  const asked: Asked = { program, owner, relatives, test: createReceiverTest(program, owner, relatives, name) }
  const sites = placesOfMember(home, name).flatMap((place) => siteAt(asked, home, place, true))
  if (name.startsWith('#') || isPrivate(owner.node, name)) return { sites, isComplete: true }
  const all = program.mentioning(home, name)
  const named = [...namesOf(owner), ...interfacesOf(program, owner).shapes.flatMap((shape) => nameOfInterface(shape) ?? [])]
  const isCommon = COMMON.has(name)
  const family = new Set(relatives.map((one) => one.home.path))
  const isNear = (path: string): boolean => family.has(path) || named.some((one) => program.files?.mentions(path, one) === true)
  const near = all.length <= (isCommon ? FEW_FILES : MAX_FILES) ? all : all.filter(isNear).slice(0, MAX_FILES)
  const paths = near.filter((path) => program.files?.mentions(path, name, Written.asMember) === true)
  const isAlone = all.length <= MAX_FILES && isOnlyDeclaration(program, paths, owner, relatives, name)
  let isComplete = program.seesAll && isHidden && near.length === all.length
  for (const path of paths) {
    const other = program.open(path)
    if (!other) isComplete = false
    else sites.push(...placesOfMember(other, name).flatMap((place) => siteAt(asked, other, place, isAlone)))
  }
  return { sites, isComplete }
}

/** Names that a file must write to get at a class or at an instance of it that its own file exports: `Store`, `store` of `export const store = new Store()`. */
function namesOf({ home, node }: ClassRef): string[] {
  if (!node.id) return []
  const { name } = node.id
  const kept = (indexSource(home.file).newsByName.get(name) ?? []).flatMap((made) => {
    const holder = wrapped(made).parent
    const variable = holder?.type === 'VariableDeclarator' && holder.id.type === 'Identifier' ? findVariable(home.file, holder.id) : null
    return variable && isModuleLevel(variable) ? [variable.name] : []
  })
  return [name, ...kept]
}

export interface MemberPlace {
  /** What denotes the member. */
  readonly node: TSESTree.Node
  readonly receiver: TSESTree.Node
}

/** `x.name` wherever it stands, and the uses of `name` after `const { name } = x`. */
export function placesOfMember(home: ProgramFile, name: string): MemberPlace[] {
  const { membersByName, objectPatterns } = indexSource(home.file)
  const found: MemberPlace[] = (membersByName.get(name) ?? []).map((node) => ({ node, receiver: node.object }))
  for (const pattern of objectPatterns) {
    const { parent } = pattern
    if (parent.type !== 'VariableDeclarator' || !parent.init) continue
    for (const property of pattern.properties) {
      if (property.type !== 'Property' || keyName(property) !== name || property.value.type !== 'Identifier') continue
      const local = findVariable(home.file, property.value)
      const { init } = parent
      if (local) found.push(...referencesOf(home, local).filter(({ node }) => node !== property.value).map(({ node }) => ({ node, receiver: init })))
    }
  }
  return found
}

interface Asked {
  readonly program: SourceProgram
  readonly owner: ClassRef
  readonly relatives: readonly ClassRef[]
  readonly test: ReceiverTest
}

function siteAt({ program, owner, relatives, test }: Asked, home: ProgramFile, { node, receiver }: MemberPlace, isAlone: boolean): Site[] {
  const at = unwrap(receiver)
  if (at.type === 'ThisExpression' || at.type === 'Super') {
    const own = enclosingClass(node)
    return own && isOneOf(program, { home, node: own }, owner, relatives) ? [{ home, node, match: 'certain' }] : []
  }
  if (isBuiltIn(home, at)) return []
  const match = test({ home, node: receiver })
  if (match === null) return []
  return [{ home, node, match: match === 'unknown' ? (isAlone ? 'certain' : 'possible') : match }]
}

/** A `Map`, array or object of the file itself, or a host's storage: its members are nobody's of the program. */
export function isBuiltIn({ file }: ProgramFile, receiver: TSESTree.Node): boolean {
  const at = resolveAlias(file, receiver)
  if (at.type === 'Identifier') {
    if (HOST_OBJECTS.has(at.name) && isGlobal(file, at)) return true
    const name = findVariable(file, at)?.defs[0]?.name
    return name?.type === 'Identifier' && shapeOf(file, null, name.typeAnnotation?.typeAnnotation ?? null) !== null
  }
  if (at.type !== 'MemberExpression') return at.type !== 'ObjectExpression' && shapeOf(file, at, null) !== null
  const own = at.object.type === 'ThisExpression' ? enclosingClass(at) : null
  const field = own?.body.body.find((member) => member.type === 'PropertyDefinition' && keyName(member) === memberName(at))
  return field?.type === 'PropertyDefinition' && shapeOf(file, field.value, field.typeAnnotation?.typeAnnotation ?? null) !== null
}

const HOST_OBJECTS = new Set(['console', 'localStorage', 'sessionStorage', 'process', 'Object', 'Array', 'JSON', 'Math', 'Promise', 'document', 'window'])

export function isOneOf(program: SourceProgram, found: ClassRef, owner: ClassRef, relatives: readonly ClassRef[]): boolean {
  return program.isSame(found, owner) || relatives.some((one) => program.isSame(found, one))
}

/** Names that built-ins and common libraries have: a member of that name on an unknown value says nothing. */
const COMMON = new Set(
  [Object, Array, Map, Set, Promise, String, RegExp, Date].flatMap(({ prototype }) => Object.getOwnPropertyNames(prototype)).concat('on', 'off', 'once', 'emit', 'send', 'close', 'open', 'start', 'stop', 'run', 'write', 'read', 'end', 'destroy', 'dispose', 'next', 'error', 'log', 'update', 'remove', 'create', 'data', 'name', 'id', 'type', 'value', 'url', 'state', 'config', 'options', 'children', 'handle', 'get', 'post', 'load', 'save', 'reset', 'init', 'connect', 'disconnect', 'subscribe', 'unsubscribe', 'cache', 'items', 'events', 'messages', 'sessions', 'register', 'unregister', 'abort', 'cancel', 'cleanup', 'process', 'execute', 'request', 'response', 'listeners', 'handlers', 'store', 'client', 'server', 'socket', 'users'),
)

/** Is it such a name? */
export function isCommonMember(name: string): boolean {
  return COMMON.has(name)
}

/** Does no other class or object literal, in the files that name it, have a member of that name? */
function isOnlyDeclaration(program: SourceProgram, paths: readonly string[], owner: ClassRef, relatives: readonly ClassRef[], name: string): boolean {
  if (COMMON.has(name)) return false
  return [owner.home.path, ...paths].every((path) => {
    const home = path === owner.home.path ? owner.home : path === null ? null : program.open(path)
    if (!home) return false
    const { classes, properties } = indexSource(home.file)
    if ((properties.get(name) ?? []).length > 0) return false
    return classes.every((node) => !declares(node, name) || isOneOf(program, { home, node }, owner, relatives))
  })
}

export function declares(node: ClassNode, name: string): boolean {
  return node.body.body.some((member) => 'key' in member && keyName(member) === name)
}

/** Is the member declared `private`? */
function isPrivate(node: ClassNode, name: string): boolean {
  return isClass(node) && node.body.body.some((member) => 'accessibility' in member && member.accessibility === 'private' && 'key' in member && keyName(member) === name)
}
