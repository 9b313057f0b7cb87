import type { TSESTree } from '@typescript-eslint/utils'

import { isFunction } from '../../../ast/functions.ts'
import { keyName, memberName } from '../../../ast/names.ts'
import type { SourceFile } from '../../../ast/source-file.ts'
import { unwrap } from '../../../ast/unwrap.ts'
import { findVariable, importOf, resolveAlias } from '../../../ast/variables.ts'
import type { StateModel, StateStore } from './state-store.ts'

/** `createSlice({ initialState, reducers: { add(state, action) {} }, extraReducers: (builder) => ... })` */
export function bindSlice(file: SourceFile, model: StateModel, declared: StateStore, call: TSESTree.CallExpression): void {
  const options = resolveAlias(file, call.arguments[0] ?? call)
  if (options.type !== 'ObjectExpression') return
  const initial = propertyOf(options, 'initialState')
  const store: StateStore = {
    ...declared,
    initial: initial && resolveInitial(file, initial),
    type: declared.type ?? (initial && typeOf(file, initial)),
  }
  model.stores.push(store)
  const reducers = propertyOf(options, 'reducers')
  const cases = reducers && (isFunction(reducers) ? returned(reducers) : resolveAlias(file, reducers))
  if (cases?.type === 'ObjectExpression') bindCases(file, model, store, cases)
  const extra = propertyOf(options, 'extraReducers')
  if (extra && isFunction(extra)) bindBuilder(file, model, store, extra)
  else if (extra?.type === 'ObjectExpression') bindCases(file, model, store, extra)
}

/** `createReducer(initialState, (builder) => builder.addCase(added, (state, action) => ...))`, also NgRx's `on(added, (state) => ...)` */
export function bindReducerBuilder(file: SourceFile, model: StateModel, store: StateStore, call: TSESTree.CallExpression): void {
  for (const argument of call.arguments.slice(1)) {
    if (isFunction(argument)) bindBuilder(file, model, store, argument)
    else if (argument.type === 'CallExpression') bindReducer(file, model, store, argument.arguments.at(-1), false)
  }
}

/** The first parameter of `reducer` is the state of `store`. */
export function bindReducer(file: SourceFile, model: StateModel, store: StateStore, reducer: TSESTree.Node | undefined, isNew = true): void {
  if (isNew) model.stores.push(store)
  const fn = reducer && resolveFunction(file, reducer)
  if (fn && isFunction(fn)) model.reducers.set(fn, store)
  else if (!isNew && fn && isImported(file, fn)) model.foreignReducers.set(fn, store)
}

/** `sessionRemoved`, `reducers.sessionRemoved` of a relative import; a package's reducers are adapters, which are known or replace the state. */
function isImported(file: SourceFile, node: TSESTree.Node): boolean {
  const base = node.type === 'MemberExpression' ? node.object : node
  const variable = base.type === 'Identifier' ? findVariable(file, base) : null
  return (variable && importOf(variable))?.source.startsWith('.') ?? false
}

/** `const reduce = (state, action) => {}` and `function reduce(state, action) {}` alike. */
function resolveFunction(file: SourceFile, node: TSESTree.Node): TSESTree.Node {
  const at = resolveAlias(file, node)
  if (at.type !== 'Identifier') return at
  const definition = findVariable(file, at)?.defs[0]
  return definition?.type === 'FunctionName' ? definition.node : at
}

function bindCases(file: SourceFile, model: StateModel, store: StateStore, cases: TSESTree.ObjectExpression): void {
  for (const property of cases.properties) {
    if (property.type !== 'Property') continue
    let value = unwrap(property.value)
    if (value.type === 'ObjectExpression') value = propertyOf(value, 'reducer') ?? value
    // `add: create.reducer((state, action) => {})`
    if (value.type === 'CallExpression') value = value.arguments.find((argument) => isFunction(argument)) ?? value
    bindReducer(file, model, store, value, false)
  }
}

/** Every function handed to a call on the builder is a reducer: `addCase`, `addMatcher`, `addDefaultCase`, chained or not. */
function bindBuilder(file: SourceFile, model: StateModel, store: StateStore, build: TSESTree.Node): void {
  if (!isFunction(build)) return
  const builder = build.params[0]
  if (builder?.type !== 'Identifier') return
  const variable = findVariable(file, builder)
  for (const reference of variable?.references ?? []) {
    let at: TSESTree.Node = reference.identifier
    while (at.parent?.type === 'MemberExpression' && at.parent.object === at && at.parent.parent.type === 'CallExpression' && at.parent.parent.callee === at.parent) {
      at = at.parent.parent
      bindReducer(file, model, store, at.arguments.at(-1), false)
    }
  }
}

/**
 * Pinia's `defineStore('chat', { state: () => ({}), actions: {} })` and Vuex's `createStore({ state, mutations })`. A set-up
 * function needs nothing here: the refs in it are stores of their own, owned by a function that runs once.
 */
export function bindDefinition(file: SourceFile, model: StateModel, declared: StateStore, call: TSESTree.CallExpression): void {
  const options = call.arguments.map((argument) => resolveAlias(file, argument)).find((argument) => argument.type === 'ObjectExpression')
  if (options?.type === 'ObjectExpression') bindStateDefinition(file, model, declared, options)
}

/** An object with `state` and with `actions` or `mutations`: a Pinia definition or a Vuex module. */
export function bindStateDefinition(file: SourceFile, model: StateModel, declared: StateStore, options: TSESTree.ObjectExpression): void {
  const state = propertyOf(options, 'state')
  if (!state) return
  const initial = isFunction(state) ? returned(state) : resolveAlias(file, state)
  const type = isFunction(state) ? (state.returnType?.typeAnnotation ?? null) : null
  const store: StateStore = { ...declared, initial, type: type ?? declared.type }
  model.stores.push(store)
  const actions = propertyOf(options, 'actions')
  if (actions) model.thisObjects.set(resolveAlias(file, actions), store)
  const mutations = propertyOf(options, 'mutations')
  const changes = mutations && resolveAlias(file, mutations)
  if (changes?.type === 'ObjectExpression') bindCases(file, model, store, changes)
}

export function propertyOf(object: TSESTree.ObjectExpression, name: string): TSESTree.Node | null {
  for (const property of object.properties) {
    if (property.type === 'Property' && keyName(property) === name) return unwrap(property.value)
  }
  return null
}

function returned(fn: TSESTree.Node): TSESTree.Node | null {
  if (!isFunction(fn)) return null
  if (fn.body.type !== 'BlockStatement') return unwrap(fn.body)
  const last = fn.body.body.findLast((statement) => statement.type === 'ReturnStatement')
  return last?.type === 'ReturnStatement' && last.argument ? unwrap(last.argument) : null
}

/** `initialState`, `adapter.getInitialState({ ... })`, `{ ... } as State` */
function resolveInitial(file: SourceFile, node: TSESTree.Node): TSESTree.Node {
  const at = resolveAlias(file, node)
  if (at.type === 'CallExpression' && at.callee.type === 'MemberExpression' && memberName(at.callee) === 'getInitialState') return at.arguments[0] ?? at
  return at
}

/** The type a constant is declared with, or that its value is cast to. */
export function typeOf(file: SourceFile, node: TSESTree.Node): TSESTree.TypeNode | null {
  const cast = castType(node)
  if (cast) return cast
  if (node.type !== 'Identifier') return null
  const definition = findVariable(file, node)?.defs[0]
  if (definition?.type !== 'Variable' || definition.node.type !== 'VariableDeclarator') return null
  const { id, init } = definition.node
  return id.typeAnnotation?.typeAnnotation ?? (init && castType(init))
}

export function castType(node: TSESTree.Node): TSESTree.TypeNode | null {
  return node.type === 'TSAsExpression' || node.type === 'TSSatisfiesExpression' || node.type === 'TSTypeAssertion' ? node.typeAnnotation : null
}
