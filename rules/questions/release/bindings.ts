import type { TSESTree } from '@typescript-eslint/utils'

import type { FoundCollection } from '../../analysis/find-collections.ts'
import { enclosingClass, enclosingFunction, isClass, type ClassNode } from '../../ast/functions.ts'
import { keyName, memberName } from '../../ast/names.ts'
import { unwrap, wrapped } from '../../ast/unwrap.ts'
import { findVariable, isModuleLevel } from '../../ast/variables.ts'
import type { BindingRef, ProgramFile } from '../../program/view.ts'

/** The name under which other files, or other classes of its own, can reach a collection; null when none can. */
export function bindingOf(home: ProgramFile, { storage, isVisible }: FoundCollection): BindingRef | null {
  switch (storage.type) {
    case 'variable':
      return isVisible ? { kind: 'variable', home, variable: storage.variable } : null
    case 'property':
      return isVisible ? { kind: 'property', home, variable: storage.variable, name: storage.property } : null
    case 'field': {
      const { owner, field, isStatic } = storage
      return isPrivate(owner, field) ? null : { kind: 'member', home, owner, name: field, isStatic }
    }
    case 'global':
      return null
    default:
      return storage satisfies never
  }
}

/** `#field` and `private field`; an underscore is a wish that others need not know of. */
function isPrivate(owner: ClassNode, field: string): boolean {
  if (field.startsWith('#')) return true
  return owner.body.body.some((member) => 'key' in member && member.accessibility === 'private' && keyName(member) === field)
}

/**
 * The second name under which a collection is kept from the place it is put: `this.other = cache`, `const api = { cache }` at module level, a
 * parameter property. Null for places that have no name.
 */
export function bindingOfStore(home: ProgramFile, place: TSESTree.Node): BindingRef | null {
  const at = wrapped(place)
  const { parent } = at
  if (parent?.type === 'AssignmentExpression' && parent.right === at) return bindingOfTarget(home, parent.left)
  if (parent?.type === 'PropertyDefinition' && parent.value === at) {
    const owner = enclosingClass(parent)
    const name = keyName(parent)
    return owner && name !== null ? { kind: 'member', home, owner, name, isStatic: parent.static } : null
  }
  if (parent?.type !== 'Property' || parent.value !== at) return null
  const name = keyName(parent)
  const holder = wrapped(parent.parent).parent
  if (name === null || holder?.type !== 'VariableDeclarator' || holder.id.type !== 'Identifier') return null
  const variable = findVariable(home.file, holder.id)
  return variable && isModuleLevel(variable) ? { kind: 'property', home, variable, name } : null
}

function bindingOfTarget(home: ProgramFile, target: TSESTree.Node): BindingRef | null {
  const at = unwrap(target)
  if (at.type === 'Identifier') {
    const variable = findVariable(home.file, at)
    return variable && isModuleLevel(variable) ? { kind: 'variable', home, variable } : null
  }
  if (at.type !== 'MemberExpression' || at.object.type !== 'ThisExpression') return null
  const owner = enclosingClass(at)
  const name = memberName(at)
  return owner && name !== null ? { kind: 'member', home, owner, name, isStatic: false } : null
}

/** The field that a constructor's parameter becomes: `constructor(private readonly cache: Cache)`. */
export function bindingOfParameter(home: ProgramFile, parameter: TSESTree.Parameter | undefined): BindingRef | null {
  if (parameter?.type !== 'TSParameterProperty') return null
  const target = parameter.parameter.type === 'AssignmentPattern' ? parameter.parameter.left : parameter.parameter
  const owner = enclosingClass(parameter)
  return owner && target.type === 'Identifier' ? { kind: 'member', home, owner, name: target.name, isStatic: false } : null
}

/** The getter's own name when `node` stands in one: `get rooms() { return this.#rooms }`. */
export function bindingOfGetter(home: ProgramFile, node: TSESTree.Node): BindingRef | null {
  const method = enclosingFunction(node)?.parent
  if (method?.type !== 'MethodDefinition' || method.kind !== 'get') return null
  const owner = method.parent.parent
  const name = keyName(method)
  return isClass(owner) && name !== null ? { kind: 'member', home, owner, name, isStatic: method.static } : null
}
