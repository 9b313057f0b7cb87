import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingFunction, isFunction, type FunctionNode } from '../../ast/functions.ts'
import { memberName } from '../../ast/names.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { unwrap, wrapped } from '../../ast/unwrap.ts'
import { findVariable, importOf, isGlobal, resolveAlias, type Variable } from '../../ast/variables.ts'
import { isFactoryName, storeFactory, type StoreFactory } from '../../catalog/store-libraries.ts'
import { indexSource } from '../source-index.ts'
import { bindDefinition, bindReducerBuilder, bindReducer, bindSlice } from './reducer-stores.ts'
import { emptyModel, type ReadAccess, type SetterStyle, type StateModel, type StateStore } from './state-store.ts'
import { bindPlainStates } from './plain-states.ts'

/** Finds the stores of a file and how each is read and written. `own` are factories that the user's options add. */
export function findStores(file: SourceFile, own: readonly StoreFactory[] = []): StateModel {
  const model = emptyModel()
  const index = indexSource(file)
  for (const [name, calls] of index.callsByName) {
    const isMember = name === 'raw' || (OBSERVABLE_KINDS.has(name) && file.text.includes('observable.'))
    if (!isFactoryName(name) && !isMember && !own.some((factory) => factory.name === name)) continue
    for (const call of calls) {
      const factory = factoryOf(file, call, own)
      if (factory) bind(file, model, call, factory)
    }
  }
  bindTypedCreators(file, model)
  bindClassicReducers(file, model)
  bindPlainStates(file, model)
  return model
}

/** `observable.map()` and its kin are the factory `observable`. */
const OBSERVABLE_KINDS = new Set(['map', 'object', 'set', 'shallow', 'deep', 'ref'])

/** Which library's factory a call enters: by the import of its name, or of the namespace before the dot. */
function factoryOf(file: SourceFile, call: TSESTree.CallExpression, own: readonly StoreFactory[]): StoreFactory | null {
  const callee = unwrap(call.callee)
  // Zustand's curried form: `create<State>()((set) => ({ ... }))`.
  if (callee.type === 'CallExpression') return null
  if (callee.type === 'Identifier') {
    const mine = own.find((factory) => factory.name === callee.name)
    if (mine) return mine
    const variable = findVariable(file, callee)
    if (variable === null || isGlobal(file, callee)) return storeFactory(callee.name, null)
    const imported = importOf(variable)
    return imported ? storeFactory(imported.name === 'default' ? callee.name : imported.name, imported.source) : null
  }
  if (callee.type !== 'MemberExpression' || callee.object.type !== 'Identifier') return null
  const name = memberName(callee)
  if (name === null) return null
  if (name === 'raw' && callee.object.name === '$state') return storeFactory('$state', null)
  const variable = findVariable(file, callee.object)
  const imported = variable && importOf(variable)
  if (!imported) return null
  // `React.useState`, and MobX's `observable.map()`.
  if (imported.name === 'observable') return OBSERVABLE_KINDS.has(name) ? storeFactory('observable', imported.source) : null
  return storeFactory(name, imported.source)
}

function bind(file: SourceFile, model: StateModel, call: TSESTree.CallExpression, factory: StoreFactory): void {
  const holder = declaredAs(call)
  if (!holder) return
  const owner = factory.lives === 'app' ? null : enclosingFunction(call)
  const initial = initialState(file, call.arguments[0])
  const type = call.typeArguments?.params[0] ?? annotationOf(holder.id)
  const store: StateStore = { shape: factory.shape, name: holder.name, node: holder.node, initial, type, owner }
  const add = (): StateStore => {
    model.stores.push(store)
    return store
  }
  switch (factory.shape) {
    case 'path-setter':
      bindTuple(file, model, add(), holder.id, 'itself', 'path')
      return
    case 'accessor-setter':
      bindTuple(file, model, add(), holder.id, 'call', 'whole')
      return
    case 'state-setter':
      bindTuple(file, model, add(), holder.id, 'itself', 'whole')
      return
    case 'reducer-hook':
      bindReducer(file, model, { ...store, initial: initialState(file, call.arguments[1]) }, call.arguments[0])
      return
    case 'holder':
      bindName(file, model, add(), holder.id, factory.property ?? 'value', true)
      return
    case 'live':
      bindName(file, model, add(), holder.id, 'itself', true)
      return
    case 'writable':
      bindName(file, model, add(), holder.id, 'writable', false)
      return
    case 'creator':
      bindCreator(file, model, call, holder, null)
      return
    case 'slice':
      bindSlice(file, model, store, call)
      return
    case 'reducer-builder':
      bindReducerBuilder(file, model, add(), call)
      return
    case 'definition':
      bindDefinition(file, model, store, call)
      return
    default: {
      const never: never = factory.shape
      return never
    }
  }
}

interface Holder {
  readonly id: TSESTree.Node | null
  readonly name: string
  readonly node: TSESTree.Node
}

/** What a factory's result is declared as, also through up to three wrapping calls: `persisted('key', createStore({}))`. */
function declaredAs(call: TSESTree.CallExpression): Holder | null {
  let at: TSESTree.Node = wrapped(call)
  for (let step = 0; step < 3 && at.parent?.type === 'CallExpression'; step++) at = wrapped(at.parent)
  const parent = at.parent
  if (parent?.type === 'VariableDeclarator' && parent.init === at) {
    const { id } = parent
    if (id.type === 'Identifier') return { id, name: id.name, node: id }
    const first = id.type === 'ArrayPattern' ? id.elements[0] : null
    return first?.type === 'Identifier' ? { id, name: first.name, node: first } : { id, name: 'state', node: id }
  }
  if (parent?.type === 'PropertyDefinition' && parent.value === at) return { id: null, name: 'state', node: parent.key }
  if (parent?.type === 'ExportDefaultDeclaration' || parent?.type === 'ReturnStatement' || parent?.type === 'ArrowFunctionExpression' || parent?.type === 'AssignmentExpression') {
    return { id: null, name: 'the store', node: call.callee }
  }
  return null
}

function annotationOf(id: TSESTree.Node | null): TSESTree.TypeNode | null {
  return id?.type === 'Identifier' ? (id.typeAnnotation?.typeAnnotation ?? null) : null
}

/** The state an argument describes: itself, a constant, or what a function given instead returns (`useState(() => new Map())`). */
function initialState(file: SourceFile, argument: TSESTree.Node | undefined): TSESTree.Node | null {
  if (!argument) return null
  const value = resolveAlias(file, argument)
  if (isFunction(value) && value.body.type !== 'BlockStatement') return unwrap(value.body)
  return value
}

function bindTuple(file: SourceFile, model: StateModel, store: StateStore, id: TSESTree.Node | null, access: ReadAccess, style: SetterStyle): void {
  if (id?.type !== 'ArrayPattern') return
  const [state, setter] = id.elements
  if (state?.type === 'Identifier') addRead(file, model, state, store, access, false)
  if (setter?.type === 'Identifier') {
    const variable = findVariable(file, setter)
    if (variable) model.setters.set(variable, { store, style })
  }
}

function bindName(file: SourceFile, model: StateModel, store: StateStore, id: TSESTree.Node | null, access: ReadAccess, isMutable: boolean): void {
  if (id?.type === 'Identifier') addRead(file, model, id, store, access, isMutable)
}

function addRead(file: SourceFile, model: StateModel, id: TSESTree.Identifier, store: StateStore, access: ReadAccess, isMutable: boolean): void {
  const variable: Variable | null = findVariable(file, id)
  if (variable) model.reads.set(variable, { store, access, isMutable })
}

/** Binds `(set, get, api) => ({ ... })`, the first such function inside the call or inside the middlewares it is wrapped in. */
function bindCreator(file: SourceFile, model: StateModel, call: TSESTree.CallExpression, holder: Holder, declared: TSESTree.TypeNode | null): void {
  const curried = call.arguments.length === 0 && call.parent.type === 'CallExpression' && call.parent.callee === call ? call.parent : call
  const creator = findCreator(file, curried, 5)
  if (!creator) return
  const type = call.typeArguments?.params[0] ?? declared
  bindCreatorFunction(file, model, creator, { shape: 'creator', name: holder.name, node: holder.node, initial: returnedObject(creator), type, owner: null }, holder.id)
}

function bindCreatorFunction(file: SourceFile, model: StateModel, creator: FunctionNode, store: StateStore, id: TSESTree.Node | null): void {
  model.stores.push(store)
  const [set, get, api] = creator.params
  if (set?.type === 'Identifier') {
    const variable = findVariable(file, set)
    if (variable) model.setters.set(variable, { store, style: 'partial' })
  }
  if (get?.type === 'Identifier') addRead(file, model, get, store, 'call', false)
  if (api?.type === 'Identifier') addRead(file, model, api, store, 'api', false)
  if (id?.type === 'Identifier') addRead(file, model, id, store, 'api', false)
}

function findCreator(file: SourceFile, node: TSESTree.Node, depth: number): FunctionNode | null {
  const at = resolveAlias(file, node)
  if (isFunction(at)) return at.params.length > 0 || returnedObject(at)?.type === 'ObjectExpression' ? at : null
  if (at.type !== 'CallExpression' || depth === 0) return null
  for (const argument of at.arguments) {
    const found = findCreator(file, argument, depth - 1)
    if (found) return found
  }
  return null
}

/** The object literal a creator returns, as its body or in its last return. */
export function returnedObject(fn: FunctionNode): TSESTree.Node | null {
  if (fn.body.type !== 'BlockStatement') return unwrap(fn.body)
  const last = fn.body.body.findLast((statement) => statement.type === 'ReturnStatement')
  return last?.type === 'ReturnStatement' && last.argument ? unwrap(last.argument) : null
}

/** Slices of a Zustand store: `const createChatSlice: StateCreator<ChatSlice> = (set, get) => ({ ... })`. */
function bindTypedCreators(file: SourceFile, model: StateModel): void {
  if (!file.text.includes('StateCreator')) return
  for (const fn of indexSource(file).functions) {
    const parent = wrapped(fn).parent
    if (parent?.type !== 'VariableDeclarator' || parent.id.type !== 'Identifier') continue
    const type = annotationOf(parent.id)
    if (type?.type !== 'TSTypeReference' || type.typeName.type !== 'Identifier' || !type.typeName.name.includes('StateCreator')) continue
    const args = type.typeArguments?.params ?? []
    const state = args[3] ?? args[0] ?? null
    bindCreatorFunction(file, model, fn, { shape: 'creator', name: parent.id.name, node: parent.id, initial: returnedObject(fn), type: state, owner: null }, null)
  }
}

/** `function chats(state = {}, action) { switch (action.type) ... }`: a function of a state with a default and an action. */
function bindClassicReducers(file: SourceFile, model: StateModel): void {
  if (!/\b(?:action|type)\b/.test(file.text)) return
  for (const fn of indexSource(file).functions) {
    const [state, action] = fn.params
    if (!state || action?.type !== 'Identifier' && action?.type !== 'ObjectPattern') continue
    if (model.reducers.has(fn) || state.type !== 'AssignmentPattern' || state.left.type !== 'Identifier') continue
    if (action.type === 'Identifier' && !/^_?action$/i.test(action.name)) continue
    if (action.type === 'ObjectPattern' && !/\btype\b/.test(file.text.slice(action.range[0], action.range[1]))) continue
    const parent = wrapped(fn).parent
    const node = fn.id ?? (parent?.type === 'VariableDeclarator' ? parent.id : fn)
    const name = node.type === 'Identifier' ? node.name : 'the reducer'
    const initial = resolveAlias(file, state.right)
    const store: StateStore = { shape: 'reducer', name, node, initial, type: annotationOf(state.left), owner: null }
    model.stores.push(store)
    model.reducers.set(fn, store)
  }
}
