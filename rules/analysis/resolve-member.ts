import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingClass, enclosingFunction, isFunction, type ClassNode } from '../ast/functions.ts'
import { keyName } from '../ast/names.ts'
import type { SourceFile } from '../ast/source-file.ts'
import { returnedExpressions } from '../ast/traverse.ts'
import { wrapped } from '../ast/unwrap.ts'
import { exportedValues, valuesOfAnnotation } from './resolve-variable.ts'
import { frameOfCall, type Search, type Value } from './search.ts'
import { indexSource } from './source-index.ts'

/** What a member of a value can be: `hooks.after`, `poller.poll`, `store.sessions`. */
export function findMember(search: Search, value: Value, name: string, depth: number): Value[] {
  if (depth <= 0 || search.stepsLeft-- <= 0) return []
  switch (value.kind) {
    case 'object':
      return membersOfObject(search, value, name, depth)
    case 'instance':
      return membersOfClass(search, value.file, value.node, name, false, depth)
    case 'class':
      return membersOfClass(search, value.file, value.node, name, true, depth)
    case 'module':
      return exportedValues(search, value.file, name, depth)
    case 'namespace':
      return membersOfNamespace(search, value, name, depth)
    case 'array':
    case 'function':
      return []
    default: {
      const unreachable: never = value
      return unreachable
    }
  }
}

function membersOfObject(search: Search, { file, node, frame }: Extract<Value, { kind: 'object' }>, name: string, depth: number): Value[] {
  for (const property of [...node.properties].reverse()) {
    if (property.type === 'SpreadElement') {
      const found = search.resolve(search, file, property.argument, frame, depth - 1).flatMap((spread) => findMember(search, spread, name, depth - 1))
      if (found.length > 0) return found
    } else if (keyName(property) === name) {
      if (property.kind !== 'get' || !isFunction(property.value)) return search.resolve(search, file, property.value, frame, depth - 1)
      return returnedExpressions(file, property.value).flatMap((returned) => search.resolve(search, file, returned, frame, depth - 1))
    }
  }
  return []
}

function membersOfClass(search: Search, file: SourceFile, node: ClassNode, name: string, isStatic: boolean, depth: number): Value[] {
  for (const member of node.body.body) {
    if (member.type === 'MethodDefinition' && member.kind === 'constructor') {
      const property = isStatic ? undefined : member.value.params.find((param) => param.type === 'TSParameterProperty' && nameOfParameter(param) === name)
      if (property) return valuesOfAnnotation(search, file, property, depth)
    }
    if (!('key' in member) || !('value' in member) || member.static !== isStatic || keyName(member) !== name) continue
    if (member.type === 'MethodDefinition') {
      if (!isFunction(member.value)) continue
      if (member.kind !== 'get') return [{ kind: 'function', file, node: member.value, closure: null }]
      return returnedExpressions(file, member.value).flatMap((returned) => search.resolve(search, file, returned, null, depth - 1))
    }
    const initial = member.value ? search.resolve(search, file, member.value, null, depth - 1) : []
    if (initial.length > 0) return initial
    const assigned = assignedToThis(search, file, node, name, depth)
    return assigned.length > 0 ? assigned : valuesOfAnnotation(search, file, member, depth)
  }
  const assigned = isStatic ? [] : assignedToThis(search, file, node, name, depth)
  if (assigned.length > 0 || !node.superClass) return assigned
  return search.resolve(search, file, node.superClass, null, depth - 1).flatMap((parent) =>
    parent.kind === 'class' ? membersOfClass(search, parent.file, parent.node, name, isStatic, depth - 1) : [],
  )
}

function nameOfParameter({ parameter }: TSESTree.TSParameterProperty): string | null {
  if (parameter.type === 'Identifier') return parameter.name
  return parameter.left.type === 'Identifier' ? parameter.left.name : null
}

/** `this.poller = new Poller()` anywhere in the class. */
function assignedToThis(search: Search, file: SourceFile, node: ClassNode, name: string, depth: number): Value[] {
  for (const member of indexSource(file).membersByName.get(name) ?? []) {
    if (member.object.type !== 'ThisExpression' || enclosingClass(member) !== node) continue
    const at = wrapped(member)
    if (at.parent?.type !== 'AssignmentExpression' || at.parent.left !== at) continue
    const { right } = at.parent
    const fn = enclosingFunction(right)
    const frame = fn ? frameOfCall({ kind: 'function', file, node: fn, closure: null }, null, file, null) : null
    const found = search.resolve(search, file, right, frame, depth - 1)
    if (found.length > 0) return found
  }
  return []
}

/** `Session.messages` of `export namespace Session { export const messages = … }` */
function membersOfNamespace(search: Search, { file, node }: Extract<Value, { kind: 'namespace' }>, name: string, depth: number): Value[] {
  if (!node.body || node.body.type !== 'TSModuleBlock') return []
  for (const statement of node.body.body) {
    const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement
    if (!declaration) continue
    if (declaration.type === 'VariableDeclaration') {
      const declared = declaration.declarations.find(({ id }) => id.type === 'Identifier' && id.name === name)
      if (declared?.init) return search.resolve(search, file, declared.init, null, depth - 1)
    } else if ('id' in declaration && declaration.id?.type === 'Identifier' && declaration.id.name === name) {
      return isFunction(declaration) ? [{ kind: 'function', file, node: declaration, closure: null }] : search.resolve(search, file, declaration, null, depth - 1)
    }
  }
  return []
}
