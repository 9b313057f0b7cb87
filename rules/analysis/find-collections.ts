import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingFunction, isClass, isFunction, isImmediatelyInvoked, type ClassNode, type FunctionNode } from '../ast/functions.ts'
import { dottedName, keyName, memberName } from '../ast/names.ts'
import { isNothing } from '../ast/nothing.ts'
import { oncePerFile, type SourceFile } from '../ast/source-file.ts'
import { unwrap, wrapped } from '../ast/unwrap.ts'
import { globalObjectOf, isModuleLevel, type Scope, type Variable } from '../ast/variables.ts'
import { isExported } from './exported.ts'
import { shapeOf, type Shape } from './collection-shape.ts'
import type { Collection } from './facts.ts'
import { indexSource } from './source-index.ts'

/** Where a collection is kept, which decides how its references are found. */
export type Storage =
  /** `const cache = new Map()` */
  | { readonly type: 'variable'; readonly variable: Variable }
  /** `class A { #cache = new Map() }`, `static cache`, `constructor() { this.cache = {} }` */
  | { readonly type: 'field'; readonly owner: ClassNode; readonly field: string; readonly isStatic: boolean }
  /** `const state = { cache: new Map() }` */
  | { readonly type: 'property'; readonly variable: Variable; readonly property: string }
  /** `globalThis.cache ??= new Map()` */
  | { readonly type: 'global'; readonly property: string; readonly declaration: TSESTree.AssignmentExpression }

/** A long-lived collection with all that its declaration tells. */
export interface FoundCollection extends Collection {
  readonly storage: Storage
  readonly shape: Shape
  /** Can code outside the file reach it by its declaration alone: exported, or a field that is not private? */
  readonly isVisible: boolean
}

/** Every long-lived collection a file declares: module variables, fields, captured closure variables, members of module objects, global properties. */
export const findCollections: (file: SourceFile) => readonly FoundCollection[] = oncePerFile((file) => {
  const found: FoundCollection[] = []
  for (const scope of file.scopeManager?.scopes ?? []) {
    if (scope.type === 'class') found.push(...(isClass(scope.block) ? fieldsOf(file, scope.block) : []))
    else for (const variable of scope.variables) found.push(...collectionsOfVariable(file, variable))
  }
  return [...found, ...globalCollections(file)]
})

/** `globalThis.cache ??= new Map()`: the first assignment declares it. One that initializes a module variable is that variable's. */
function globalCollections(file: SourceFile): FoundCollection[] {
  if (!/\b(?:globalThis|global|window|self)\b/.test(file.text)) return []
  const found = new Map<string, FoundCollection>()
  for (const declaration of indexSource(file).assignments) {
    const target = unwrap(declaration.left)
    if (target.type !== 'MemberExpression' || initializesVariable(declaration)) continue
    const property = memberName(target)
    const object = property === null ? null : globalObjectOf(file, target.object)
    const shape = object === null ? null : shapeOf(file, declaration.right, null)
    if (property === null || object === null || !shape || found.has(property)) continue
    // A page's scripts share `window` on purpose; a name on `globalThis`, or one with an underscore, is its module's own.
    const isVisible = (object === 'window' || object === 'self') && !property.startsWith('_')
    const storage = { type: 'global', property, declaration } as const
    found.set(property, { kind: shape.kind, lifetime: 'process', name: `${object}.${property}`, node: target.property, init: shape.init, owner: null, shape, isVisible, storage })
  }
  return [...found.values()]
}

/** `const cache = (globalThis.cache ??= new Map())`, `const cache = globalThis.cache || (globalThis.cache = new Map())` at module level. */
function initializesVariable(declaration: TSESTree.AssignmentExpression): boolean {
  let at = wrapped(declaration)
  while (at.parent?.type === 'LogicalExpression') at = wrapped(at.parent)
  return at.parent?.type === 'VariableDeclarator' && enclosingFunction(at) === null
}

function collectionsOfVariable(file: SourceFile, variable: Variable): FoundCollection[] {
  const [definition] = variable.defs
  if (variable.defs.length !== 1 || definition?.type !== 'Variable') return []
  // What nobody else of its file names is only worth a look where others may.
  if (variable.references.length < 2 && !isExported(variable)) return []
  const declarator = definition.node
  if (declarator.type !== 'VariableDeclarator' || declarator.id.type !== 'Identifier') return []
  // Most variables hold a call's result, a literal or a function: tell those by their shape alone.
  if (declarator.init && !mayHoldCollection(declarator.init)) return []
  const owner = ownerOfVariable(variable)
  if (owner === 'call') return []
  const init = declarator.init && !isNothing(declarator.init) ? declarator.init : (firstAssigned(variable) ?? declarator.init)
  const shape = shapeOf(file, init, declarator.id.typeAnnotation?.typeAnnotation ?? null)
  const common = { lifetime: owner === null ? ('process' as const) : ('owner' as const), owner, isVisible: isExported(variable) }
  if (shape) return [{ ...common, kind: shape.kind, name: variable.name, node: declarator.id, init: shape.init, shape, storage: { type: 'variable', variable } }]
  return init && !isReplaced(variable, init) ? membersOfObject(file, variable, init, common) : []
}

function mayHoldCollection(init: TSESTree.Node): boolean {
  const at = unwrap(init)
  switch (at.type) {
    case 'NewExpression':
    case 'ArrayExpression':
    case 'ObjectExpression':
    case 'LogicalExpression':
    case 'AssignmentExpression':
      return true
    case 'CallExpression':
      return dottedName(at.callee) === 'Object.create'
    default:
      return isNothing(init)
  }
}

/** `pending = null` after a flush lets go of all that hung on the object, which no member of it shows. */
function isReplaced(variable: Variable, init: TSESTree.Node): boolean {
  return variable.references.some((reference) => reference.isWrite() && !reference.init && reference.writeExpr !== init)
}

/** `const state = { sessions: new Map(), log: [] as string[] }`: each collection in it is one of its own. */
function membersOfObject(file: SourceFile, variable: Variable, init: TSESTree.Node, common: Pick<FoundCollection, 'lifetime' | 'owner' | 'isVisible'>): FoundCollection[] {
  const object = unwrap(init)
  if (object.type !== 'ObjectExpression') return []
  return object.properties.flatMap((property): FoundCollection[] => {
    if (property.type !== 'Property' || isFunction(property.value)) return []
    const name = keyName(property)
    const shape = name === null ? null : shapeOf(file, property.value, null)
    if (name === null || !shape) return []
    return [{ ...common, kind: shape.kind, name: `${variable.name}.${name}`, node: property.key, init: shape.init, shape, storage: { type: 'property', variable, property: name } }]
  })
}

/** The factory a variable belongs to, null when it lives as long as the module, `call` when nothing outlives its function's call. */
function ownerOfVariable(variable: Variable): FunctionNode | null | 'call' {
  if (isModuleLevel(variable)) return null
  const home = variable.scope.variableScope
  const fn = home.block
  if (!isFunction(fn)) return 'call'
  const isCaptured = variable.references.some((reference) => reference.from.variableScope !== home)
  if (!isCaptured) return 'call'
  return isModuleWrapper(home) ? null : fn
}

/** `(function () { … })()`, `(function (root, factory) { … })(this, function () { … })` or `define([], function () { … })` at the top of a file: the module wrappers of older code. */
function isModuleWrapper(scope: Scope): boolean {
  const { block, upper } = scope
  if (!isFunction(block) || (upper?.type !== 'module' && upper?.type !== 'global')) return false
  if (isImmediatelyInvoked(block)) return true
  const call = wrapped(block).parent
  if (call?.type !== 'CallExpression') return false
  const callee = unwrap(call.callee)
  return isFunction(callee) || (callee.type === 'Identifier' && callee.name === 'define')
}

/** `let cache` … `cache = new Map()`: the first value that is not empty. */
function firstAssigned(variable: Variable): TSESTree.Node | null {
  for (const reference of variable.references) {
    const value = reference.writeExpr
    if (value && value.type !== 'Literal') return value
  }
  return null
}

/** Decorators that only make a field tell of its changes. */
const REACTIVE = new Set(['observable', 'tracked', 'state', 'property', 'reactive', 'track', 'State', 'Prop', 'Input', 'Output', 'internalProperty'])

/** A field that a decorator hands to a framework, as `@settings()` or `@Column()`, is stored, shown and edited by that. */
function isManaged({ decorators }: TSESTree.PropertyDefinition): boolean {
  return (decorators ?? []).some(({ expression }) => {
    const [first] = (dottedName(expression.type === 'CallExpression' ? expression.callee : expression) ?? '').split('.')
    return !REACTIVE.has(first ?? '')
  })
}

function fieldsOf(file: SourceFile, owner: ClassNode): FoundCollection[] {
  const found: FoundCollection[] = []
  const declared = new Set<string>()
  for (const member of owner.body.body) {
    if (member.type === 'PropertyDefinition') {
      const field = keyName(member)
      if (field === null) continue
      declared.add(field)
      if (isManaged(member)) continue
      const init = member.value ?? assignedInConstructor(owner, field)
      const shape = shapeOf(file, init, member.typeAnnotation?.typeAnnotation ?? null)
      if (!shape) continue
      const isVisible = !field.startsWith('#') && member.accessibility !== 'private' && (member.accessibility !== 'protected' || isSubclassed(owner))
      found.push(fieldCollection(owner, { field, isStatic: member.static, node: member.key, shape, isVisible }))
    }
  }
  for (const { field, node, value } of assignmentsInConstructor(owner)) {
    if (declared.has(field)) continue
    declared.add(field)
    const shape = shapeOf(file, value, null)
    // Plain JavaScript has no `private`; its convention is the underscore.
    if (shape) found.push(fieldCollection(owner, { field, isStatic: false, node, shape, isVisible: !field.startsWith('_') }))
  }
  return found
}

interface Field {
  readonly field: string
  readonly isStatic: boolean
  readonly node: TSESTree.Node
  readonly shape: Shape
  readonly isVisible: boolean
}

function fieldCollection(owner: ClassNode, { field, isStatic, node, shape, isVisible }: Field): FoundCollection {
  return {
    kind: shape.kind,
    lifetime: isStatic ? 'process' : 'owner',
    name: field,
    node,
    init: shape.init,
    owner: isStatic ? null : owner,
    shape,
    isVisible,
    storage: { type: 'field', owner, field, isStatic },
  }
}

function isSubclassed(owner: ClassNode): boolean {
  return owner.abstract
}

function assignmentsInConstructor(owner: ClassNode): { field: string; node: TSESTree.Node; value: TSESTree.Node }[] {
  const constructor = owner.body.body.find((member) => member.type === 'MethodDefinition' && member.kind === 'constructor')
  if (constructor?.type !== 'MethodDefinition' || !constructor.value.body) return []
  return constructor.value.body.body.flatMap((statement) => {
    if (statement.type !== 'ExpressionStatement' || statement.expression.type !== 'AssignmentExpression') return []
    const { left, right } = statement.expression
    if (left.type !== 'MemberExpression' || left.object.type !== 'ThisExpression') return []
    const field = memberName(left)
    return field === null ? [] : [{ field, node: left.property, value: right }]
  })
}

function assignedInConstructor(owner: ClassNode, field: string): TSESTree.Node | null {
  return assignmentsInConstructor(owner).find((assignment) => assignment.field === field)?.value ?? null
}

/** The name of the class or factory that owns a collection, for messages and for judging its life; null when it has none. */
export function classNameOf(owner: ClassNode): string | null {
  if (owner.id) return owner.id.name
  const { parent } = owner
  if (parent.type === 'VariableDeclarator' && parent.id.type === 'Identifier') return parent.id.name
  return isClass(owner) && parent.type === 'AssignmentExpression' && parent.left.type === 'Identifier' ? parent.left.name : null
}
