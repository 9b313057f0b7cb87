import type { TSESTree } from '@typescript-eslint/utils'

import { isFunction } from '../../ast/functions.ts'
import { calleeName, keyName, memberName } from '../../ast/names.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { unwrap, wrapped } from '../../ast/unwrap.ts'
import { findVariable, resolveAlias, type Variable } from '../../ast/variables.ts'
import { indexSource } from '../source-index.ts'

/** A variable, or the name of a member (matched by name alone), under which a value is known. */
export type Name = Variable | string

/** A value as far as its names tell it apart from others. */
export interface NamedValue {
  /** Every name that the value goes by in the file. Empty for one that is made on the spot, or can't be told. */
  readonly names: ReadonlySet<Name>
  /** Is it a function or object made right there, which no other place can name? */
  readonly isFresh: boolean
}

const MAX_NAMES = 40

/**
 * Finds the names that a value goes by: its variable, what that is a second name of, and what else is given it, as in `const first = f`,
 * `this.bound = bound`, `drag.current = { onMove }`, `const listener = f as EventListener`. At most 40 names.
 */
export function findNames(file: SourceFile, node: TSESTree.Node): NamedValue {
  const at = unwrap(node)
  if (isFunction(at) || (at.type === 'CallExpression' && calleeName(at) === 'bind')) return { names: namesAround(file, at), isFresh: wrapped(at).parent?.type === 'CallExpression' && ownName(file, at) === null }
  const names = new Set<Name>()
  const open: Name[] = []
  const add = (name: Name | null): void => {
    if (name === null || names.has(name) || names.size >= MAX_NAMES) return
    names.add(name)
    open.push(name)
  }
  for (const name of startsOf(file, at)) add(name)
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (typeof name !== 'string') for (const { identifier } of name.references) for (const other of namesGivenAt(file, identifier)) add(other)
  }
  return { names, isFresh: false }
}

function namesAround(file: SourceFile, node: TSESTree.Node): Set<Name> {
  return new Set([...present(ownName(file, node)), ...namesGivenAt(file, node)])
}

/** `handler` of `function handler(event) { … }` where it is given away: it names itself inside. */
function ownName(file: SourceFile, node: TSESTree.Node): Variable | null {
  if (node.type !== 'FunctionExpression' || !node.id) return null
  return file.scopeManager?.getDeclaredVariables(node).find(({ name }) => name === node.id?.name) ?? null
}

function startsOf(file: SourceFile, at: TSESTree.Node): Name[] {
  if (at.type === 'MemberExpression') {
    const name = memberName(at)
    return name === null ? [] : [name, ...namesAssignedTo(file, name, at)]
  }
  if (at.type !== 'Identifier') return []
  const own = findVariable(file, at)
  const alias = resolveAlias(file, at)
  const first = alias.type === 'Identifier' ? findVariable(file, alias) : null
  const member = alias.type === 'MemberExpression' ? memberName(alias) : null
  return [...(own ? [own] : []), ...(first ? [first] : []), ...(member === null ? [] : [member]), ...partName(own)]
}

/** What a member is given by name: `this.bound = bound` makes `bound` a name of `this.bound`. */
function namesAssignedTo(file: SourceFile, name: string, member: TSESTree.MemberExpression): Name[] {
  if (unwrap(member.object).type !== 'ThisExpression') return []
  return indexSource(file).assignments.flatMap(({ left, right }) => {
    const target = unwrap(left)
    const value = unwrap(right)
    if (target.type !== 'MemberExpression' || memberName(target) !== name || value.type !== 'Identifier') return []
    return findVariable(file, value) ?? []
  })
}

/** `const { onMove } = drag.current` */
function partName(variable: Variable | null): string[] {
  const definition = variable?.defs[0]
  if (definition?.type !== 'Variable' || definition.node.type !== 'VariableDeclarator' || definition.node.id.type !== 'ObjectPattern') return []
  return definition.node.id.properties.flatMap((property) =>
    property.type === 'Property' && property.value.type === 'Identifier' && property.value.name === variable?.name ? (keyName(property) ?? []) : [],
  )
}

/** The names that the code around an expression gives its value. */
function namesGivenAt(file: SourceFile, node: TSESTree.Node): Name[] {
  const at = wrapped(node)
  const { parent } = at
  switch (parent?.type) {
    case 'VariableDeclarator':
      return parent.init === at && parent.id.type === 'Identifier' ? (present(findVariable(file, parent.id))) : []
    case 'AssignmentExpression': {
      if (parent.right !== at) return []
      const target = unwrap(parent.left)
      if (target.type === 'Identifier') return [...present(findVariable(file, target)), ...namesGivenAt(file, parent)]
      const name = target.type === 'MemberExpression' ? memberName(target) : null
      return [...(name === null ? [] : [name]), ...namesGivenAt(file, parent)]
    }
    case 'Property':
    case 'PropertyDefinition':
      return parent.value === at ? present(keyName(parent)) : []
    case 'CallExpression': {
      // `const f = useCallback(() => {}, [])`, `debounce(f)`
      const isFirst = parent.arguments[0] === at && isFunction(unwrap(at))
      return isFirst && wrapped(parent).parent?.type === 'VariableDeclarator' ? namesGivenAt(file, parent) : []
    }
    default:
      return []
  }
}

function present<T>(value: T | null): T[] {
  return value === null ? [] : [value]
}
