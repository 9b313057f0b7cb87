import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingFunction } from '../../../ast/functions.ts'
import { memberName } from '../../../ast/names.ts'
import type { SourceFile } from '../../../ast/source-file.ts'
import { unwrap } from '../../../ast/unwrap.ts'
import { findVariable, importOf, isGlobal } from '../../../ast/variables.ts'
import { isFactoryName, storeFactory, type StoreFactory } from '../../../catalog/store-libraries.ts'
import { indexSource } from '../../source-index.ts'
import { bindClassicReducers } from './classic-reducers.ts'
import { bindCreator, bindLooseCreators } from './creator-stores.ts'
import { bindPlainStates } from './plain-states.ts'
import { bindDefinition, bindReducer, bindReducerBuilder, bindSlice } from './reducer-stores.ts'
import { bindLiveField } from './live-fields.ts'
import { emptyModel, type ReadAccess, type SetterStyle, type StateModel, type StateStore } from './state-store.ts'
import { addRead, annotationOf, declaredAs, initialState } from './store-declarations.ts'

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
  bindLooseCreators(file, model)
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
      if (call.parent.type === 'PropertyDefinition') bindLiveField(model, call.parent)
      else bindName(file, model, add(), holder.id, 'itself', true)
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
