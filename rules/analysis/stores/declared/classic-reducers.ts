import type { TSESTree } from '@typescript-eslint/utils'

import type { FunctionNode } from '../../../ast/functions.ts'
import type { SourceFile } from '../../../ast/source-file.ts'
import { wrapped } from '../../../ast/unwrap.ts'
import { resolveAlias } from '../../../ast/variables.ts'
import { indexSource } from '../../source-index.ts'
import type { StateModel, StateStore } from './state-store.ts'
import { annotationOf } from './store-declarations.ts'

/**
 * `function chats(state = {}, action) { switch (action.type) ... }`: a function of a state with a default and an action, or one called a
 * reducer.
 */
export function bindClassicReducers(file: SourceFile, model: StateModel): void {
  if (!/\b(?:action|type)\b/.test(file.text)) return
  for (const fn of indexSource(file).functions) {
    const state = model.reducers.has(fn) ? null : stateOf(file, fn)
    if (!state) continue
    const parent = wrapped(fn).parent
    const node = fn.id ?? (parent?.type === 'VariableDeclarator' ? parent.id : fn)
    const id = state.type === 'AssignmentPattern' ? state.left : state
    const store: StateStore = {
      shape: 'reducer',
      name: node.type === 'Identifier' ? node.name : 'the reducer',
      node,
      initial: state.type === 'AssignmentPattern' ? resolveAlias(file, state.right) : null,
      type: annotationOf(id),
      owner: null,
    }
    model.stores.push(store)
    model.reducers.set(fn, store)
  }
}

/** The parameter that is the state, when the function is a reducer. */
function stateOf(file: SourceFile, fn: FunctionNode): TSESTree.Parameter | null {
  const [state, action] = fn.params
  if (!state || !action || !isAction(file, action)) return null
  if (state.type === 'AssignmentPattern') return state.left.type === 'Identifier' ? state : null
  const parent = wrapped(fn).parent
  const id = fn.id ?? (parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? parent.id : null)
  return state.type === 'Identifier' && id !== null && /reducer$/i.test(id.name) ? state : null
}

function isAction(file: SourceFile, parameter: TSESTree.Parameter): boolean {
  if (parameter.type === 'Identifier') return /^_?action$/i.test(parameter.name)
  return parameter.type === 'ObjectPattern' && /\btype\b/.test(file.text.slice(...parameter.range))
}
