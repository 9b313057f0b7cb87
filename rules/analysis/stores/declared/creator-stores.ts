import type { TSESTree } from '@typescript-eslint/utils'

import { isFunction, type FunctionNode } from '../../../ast/functions.ts'
import type { SourceFile } from '../../../ast/source-file.ts'
import { wrapped } from '../../../ast/unwrap.ts'
import { findVariable, resolveAlias } from '../../../ast/variables.ts'
import { indexSource } from '../../source-index.ts'
import type { StateModel, StateStore } from './state-store.ts'
import { addRead, annotationOf, returnedObject, type Holder } from './store-declarations.ts'

/** Binds `(set, get, api) => ({ ... })`, the first such function inside the call or inside the middlewares it is wrapped in. */
export function bindCreator(file: SourceFile, model: StateModel, call: TSESTree.CallExpression, holder: Holder, declared: TSESTree.TypeNode | null): void {
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

/**
 * Slices of a store that is put together elsewhere: `const createChatSlice: StateCreator<ChatSlice> = (set, get) => ({ ... })`, or any
 * function of a `set` and a `get` that returns an object.
 */
export function bindLooseCreators(file: SourceFile, model: StateModel): void {
  if (!/StateCreator|\(\s*set\b[^)]*,\s*get\b/.test(file.text)) return
  for (const fn of indexSource(file).functions) {
    const parent = wrapped(fn).parent
    const id = parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? parent.id : fn.id
    const initial = returnedObject(fn)
    if (!id || initial?.type !== 'ObjectExpression') continue
    const type = annotationOf(id)
    const isTyped = type?.type === 'TSTypeReference' && type.typeName.type === 'Identifier' && type.typeName.name.includes('StateCreator')
    if (!isTyped && !(isNamed(fn.params[0], 'set') && isNamed(fn.params[1], 'get'))) continue
    const args = isTyped ? (type.typeArguments?.params ?? []) : []
    bindCreatorFunction(file, model, fn, { shape: 'creator', name: id.name, node: id, initial, type: args[3] ?? args[0] ?? null, owner: null }, null)
  }
}

function isNamed(parameter: TSESTree.Parameter | undefined, name: string): boolean {
  return parameter?.type === 'Identifier' && parameter.name === name
}
