import type { TSESTree } from '@typescript-eslint/utils'

import { isFunction, type FunctionNode } from '../../../ast/functions.ts'
import type { SourceFile } from '../../../ast/source-file.ts'
import { unwrap, wrapped } from '../../../ast/unwrap.ts'
import { findVariable, resolveAlias, type Variable } from '../../../ast/variables.ts'
import type { ReadAccess, StateModel, StateStore } from './state-store.ts'

/** What a factory's result is declared as. */
export interface Holder {
  readonly id: TSESTree.Node | null
  readonly name: string
  readonly node: TSESTree.Node
}

/** What a factory's result is declared as, also through up to three wrapping calls: `persisted('key', createStore({}))`. */
export function declaredAs(call: TSESTree.CallExpression): Holder | null {
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

export function annotationOf(id: TSESTree.Node | null): TSESTree.TypeNode | null {
  return id?.type === 'Identifier' ? (id.typeAnnotation?.typeAnnotation ?? null) : null
}

/** The state an argument describes: itself, a constant, or what a function given instead returns (`useState(() => new Map())`). */
export function initialState(file: SourceFile, argument: TSESTree.Node | undefined): TSESTree.Node | null {
  if (!argument) return null
  const value = resolveAlias(file, argument)
  if (isFunction(value) && value.body.type !== 'BlockStatement') return unwrap(value.body)
  return value
}

/** The object literal a function returns, as its body or in its last return. */
export function returnedObject(fn: FunctionNode): TSESTree.Node | null {
  if (fn.body.type !== 'BlockStatement') return unwrap(fn.body)
  const last = fn.body.body.findLast((statement) => statement.type === 'ReturnStatement')
  return last?.type === 'ReturnStatement' && last.argument ? unwrap(last.argument) : null
}

/** Remembers that an identifier gives the state of a store. */
export function addRead(file: SourceFile, model: StateModel, id: TSESTree.Identifier, store: StateStore, access: ReadAccess, isMutable: boolean): void {
  const variable: Variable | null = findVariable(file, id)
  if (variable) model.reads.set(variable, { store, access, isMutable })
}
