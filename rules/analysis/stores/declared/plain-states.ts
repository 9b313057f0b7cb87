import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingFunction } from '../../../ast/functions.ts'
import { memberName, words } from '../../../ast/names.ts'
import { isEmptyCollection } from '../../../ast/nothing.ts'
import type { SourceFile } from '../../../ast/source-file.ts'
import { unwrap, wrapped } from '../../../ast/unwrap.ts'
import { findVariable, isModuleLevel } from '../../../ast/variables.ts'
import { indexSource } from '../../source-index.ts'
import { bindStateDefinition, castType, propertyOf } from './reducer-stores.ts'
import type { StateModel, StateStore } from './state-store.ts'

const STATE_WORDS = new Set(['state', 'store', 'db', 'data', 'registry', 'world', 'model'])

/**
 * State that no library keeps: a module's `const state = { sessions: {}, drafts: {} }`, a class's record that is replaced by
 * a changed copy (`this.chats = assoc(id, chat, this.chats)`), a Vuex module. A lone module `Map` or a class field changed in
 * place is a collection of its own, judged by the rules for those.
 */
export function bindPlainStates(file: SourceFile, model: StateModel): void {
  bindModuleObjects(file, model)
  bindReplacedVariables(file, model)
  bindVuexModules(file, model)
  bindCopiedFields(file, model)
}

function bindModuleObjects(file: SourceFile, model: StateModel): void {
  for (const statement of file.ast.body) {
    const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement
    if (declaration?.type !== 'VariableDeclaration') continue
    for (const { id, init } of declaration.declarations) {
      if (id.type !== 'Identifier' || !init) continue
      const value = unwrap(init)
      if (value.type !== 'ObjectExpression' || !isStateObject(id.name, value)) continue
      const variable = findVariable(file, id)
      if (!variable || !isModuleLevel(variable) || model.reads.has(variable)) continue
      const store: StateStore = { shape: 'plain', name: id.name, node: id, initial: value, type: id.typeAnnotation?.typeAnnotation ?? castType(init), owner: null }
      model.stores.push(store)
      model.reads.set(variable, { store, access: 'itself', isMutable: true })
    }
  }
}

/** `let state = { drafts: {} }` of a hand-made store, replaced by changed copies: `state = { ...state, drafts: { ...state.drafts, [id]: x } }`. */
function bindReplacedVariables(file: SourceFile, model: StateModel): void {
  for (const { left, right } of indexSource(file).assignments) {
    if (left.type !== 'Identifier') continue
    const value = unwrap(right)
    if (value.type !== 'ObjectExpression' || !value.properties.some((property) => property.type === 'SpreadElement' && property.argument.type === 'Identifier' && property.argument.name === left.name)) continue
    const variable = findVariable(file, left)
    const definition = variable?.defs[0]
    if (!variable || definition?.type !== 'Variable' || model.reads.has(variable)) continue
    // A variable of the function that changes it dies with the call.
    const fn = enclosingFunction(definition.node)
    if (fn === enclosingFunction(left)) continue
    const { id, init } = definition.node
    if (id.type !== 'Identifier' || !init) continue
    const store: StateStore = { shape: 'plain', name: id.name, node: id, initial: unwrap(init), type: id.typeAnnotation?.typeAnnotation ?? castType(init), owner: fn }
    model.stores.push(store)
    model.reads.set(variable, { store, access: 'itself', isMutable: true })
  }
}

/** Does an object literal look like a state: called so, or with several empty collections? */
function isStateObject(name: string, object: TSESTree.ObjectExpression): boolean {
  const empty = object.properties.filter((property) => property.type === 'Property' && isEmptyCollection(property.value)).length
  return empty >= 2 || (empty === 1 && words(name).some((word) => STATE_WORDS.has(word)))
}

/** `export default { namespaced: true, state: () => ({}), mutations: {} }`, `const chat: Module = { state, actions }` */
function bindVuexModules(file: SourceFile, model: StateModel): void {
  for (const property of indexSource(file).properties.get('mutations') ?? []) {
    const object = property.parent
    if (object.type !== 'ObjectExpression' || !propertyOf(object, 'state')) continue
    if (wrapped(object).parent?.type === 'CallExpression') continue
    bindStateDefinition(file, model, { shape: 'definition', name: 'state', node: object, initial: null, type: null, owner: null }, object)
  }
}

/** Class fields that are assigned a value made from themselves: `this.x = { ...this.x, [id]: v }`, `this.x = assoc(id, v, this.x)`. */
function bindCopiedFields(file: SourceFile, model: StateModel): void {
  const seen = new Map<TSESTree.Node, StateStore>()
  for (const assignment of indexSource(file).assignments) {
    const left = unwrap(assignment.left)
    if (left.type !== 'MemberExpression' || left.object.type !== 'ThisExpression' || assignment.operator !== '=') continue
    const name = memberName(left)
    const body = name !== null && classBodyOf(assignment)
    if (!body || !mentionsField(file, assignment.right, name)) continue
    if (seen.has(body) || model.thisObjects.has(body)) continue
    const owner = body.parent
    const store: StateStore = { shape: 'class', name: owner.id?.name ?? 'the class', node: owner.id ?? owner, initial: body, type: null, owner }
    seen.set(body, store)
    model.stores.push(store)
    model.thisObjects.set(body, store)
  }
}

function classBodyOf(node: TSESTree.Node): TSESTree.ClassBody | null {
  let at: TSESTree.Node | undefined = node.parent
  while (at && at.type !== 'ClassBody') at = at.parent
  return at ?? null
}

function mentionsField(file: SourceFile, node: TSESTree.Node, name: string): boolean {
  const at = unwrap(node)
  if (at.type !== 'CallExpression' && at.type !== 'ObjectExpression') return false
  return file.text.slice(...at.range).includes(at.type === 'ObjectExpression' ? `...this.${name}` : `this.${name}`)
}
