import type { TSESTree } from '@typescript-eslint/utils'

import { keyName } from '../../ast/names.ts'
import { findVariable, importOf } from '../../ast/variables.ts'
import { findExports } from '../../analysis/find-export.ts'
import type { ProgramFile, ProgramView } from '../../program/view.ts'

/** Type names are followed through so many aliases and imports. */
const MAX_STEPS = 6

interface Typed {
  readonly home: ProgramFile
  readonly type: TSESTree.Node
}

/** Does a declared type, or the member at `path` of it, allow only so many values: literals, enums, booleans, `keyof typeof`? */
export function isFiniteType(view: ProgramView, home: ProgramFile, type: TSESTree.Node, path: readonly string[]): boolean {
  const found = memberOfType(view, { home, type }, path, MAX_STEPS)
  return found !== null && allowsFew(view, found, MAX_STEPS)
}

function allowsFew(view: ProgramView, { home, type }: Typed, steps: number): boolean {
  if (steps === 0) return false
  switch (type.type) {
    case 'TSLiteralType':
    case 'TSBooleanKeyword':
    case 'TSNullKeyword':
    case 'TSUndefinedKeyword':
    case 'TSEnumDeclaration':
      return true
    case 'TSUnionType':
      return type.types.every((part) => allowsFew(view, { home, type: part }, steps - 1))
    case 'TSTypeOperator':
      return type.operator === 'keyof' && (type.typeAnnotation?.type === 'TSTypeQuery' || (type.typeAnnotation !== undefined && hasListedMembers(view, { home, type: type.typeAnnotation }, steps - 1)))
    case 'TSIndexedAccessType':
      // `(typeof LEVELS)[number]`: as many as the constant has.
      if (type.objectType.type === 'TSTypeQuery') return true
      if (type.indexType.type === 'TSLiteralType' && type.indexType.literal.type === 'Literal') {
        const member = memberOfType(view, { home, type: type.objectType }, [String(type.indexType.literal.value)], steps - 1)
        return member !== null && allowsFew(view, member, steps - 1)
      }
      return false
    case 'TSTypeReference': {
      const target = declarationOf(view, { home, type }, steps)
      if (target?.type.type === 'TSTypeAliasDeclaration') return allowsFew(view, { home: target.home, type: target.type.typeAnnotation }, steps - 1)
      return target?.type.type === 'TSEnumDeclaration'
    }
    default:
      return false
  }
}

/** An interface or object type without an index signature. */
function hasListedMembers(view: ProgramView, typed: Typed, steps: number): boolean {
  const members = membersOf(view, typed, steps)
  return members !== null && members.every(({ type }) => type !== 'TSIndexSignature')
}

function memberOfType(view: ProgramView, typed: Typed, path: readonly string[], steps: number): Typed | null {
  const [name, ...rest] = path
  if (name === undefined) return typed
  if (steps === 0) return null
  if (name === '*') {
    const element = elementOf(typed.type)
    return element && memberOfType(view, { home: typed.home, type: element }, rest, steps - 1)
  }
  const target = declarationOf(view, typed, steps)
  const members = membersOf(view, typed, steps)
  const member = members?.find((one) => one.type === 'TSPropertySignature' && keyName(one) === name)
  if (member?.type !== 'TSPropertySignature' || !member.typeAnnotation) return null
  return memberOfType(view, { home: target?.home ?? typed.home, type: member.typeAnnotation.typeAnnotation }, rest, steps - 1)
}

function elementOf(type: TSESTree.Node): TSESTree.Node | null {
  if (type.type === 'TSArrayType') return type.elementType
  if (type.type === 'TSTypeOperator') return type.typeAnnotation ? elementOf(type.typeAnnotation) : null
  if (type.type !== 'TSTypeReference') return null
  return type.typeArguments?.params.at(-1) ?? null
}

function membersOf(view: ProgramView, typed: Typed, steps: number): readonly TSESTree.TypeElement[] | null {
  const { type } = typed
  if (type.type === 'TSTypeLiteral') return type.members
  if (type.type === 'TSInterfaceDeclaration') return type.body.body
  const target = declarationOf(view, typed, steps)
  if (!target || steps === 0) return null
  if (target.type.type === 'TSInterfaceDeclaration') return target.type.body.body
  return target.type.type === 'TSTypeAliasDeclaration' ? membersOf(view, { home: target.home, type: target.type.typeAnnotation }, steps - 1) : null
}

/** The declaration that a type's name means, in this file or the one it is imported from. */
function declarationOf(view: ProgramView, { home, type }: Typed, steps: number): Typed | null {
  if (type.type !== 'TSTypeReference' || type.typeName.type !== 'Identifier' || steps === 0) return null
  const variable = findVariable(home.file, type.typeName)
  const node = variable?.defs[0]?.node
  if (!variable || !node) return null
  const imported = importOf(variable)
  if (!imported) return { home, type: node }
  const source = view.importedFile(home, imported.source)
  return source ? exportedType(view, source, imported.name, steps - 1) : null
}

function exportedType(view: ProgramView, home: ProgramFile, name: string, steps: number): Typed | null {
  if (steps <= 0) return null
  const { byName, stars } = findExports(home.file)
  const target = byName.get(name)
  if (target?.kind === 'own') {
    const { node } = target
    const declared = node.type === 'Identifier' ? findVariable(home.file, node)?.defs[0]?.node : node
    return declared ? { home, type: declared } : null
  }
  if (target) {
    const next = view.importedFile(home, target.source)
    return next ? exportedType(view, next, target.name, steps - 1) : null
  }
  for (const star of stars) {
    const next = view.importedFile(home, star)
    const found = next ? exportedType(view, next, name, steps - 1) : null
    if (found) return found
  }
  return null
}
