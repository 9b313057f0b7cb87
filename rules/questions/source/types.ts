import type { TSESTree } from '@typescript-eslint/utils'

import { findExports } from '../../analysis/find-export.ts'
import { keyName } from '../../ast/names.ts'
import { findVariable, importOf } from '../../ast/variables.ts'
import type { ProgramFile, ProgramView } from '../../program/view.ts'
import type { Path } from './walk.ts'

/** Type names are followed through so many aliases and imports. */
const MAX_STEPS = 6

interface Typed {
  readonly home: ProgramFile
  readonly type: TSESTree.Node
}

/** Does a declared type, or the part at `path` of it, allow only so many values: literals, enums, booleans, `keyof typeof`? */
export function isFiniteType(view: ProgramView, home: ProgramFile, type: TSESTree.Node, path: Path): boolean {
  const found = partsOfType(view, { home, type }, path.filter((step) => step !== '$'), MAX_STEPS)
  return found.length > 0 && found.every((one) => allowsFew(view, one, MAX_STEPS))
}

function allowsFew(view: ProgramView, { home, type }: Typed, steps: number): boolean {
  if (steps <= 0) return false
  switch (type.type) {
    case 'TSLiteralType':
      return type.literal.type !== 'TemplateLiteral' || type.literal.expressions.length === 0
    case 'TSBooleanKeyword':
    case 'TSNullKeyword':
    case 'TSUndefinedKeyword':
    case 'TSEnumDeclaration':
      return true
    case 'TSUnionType':
      return type.types.every((part) => allowsFew(view, { home, type: part }, steps))
    case 'TSTemplateLiteralType':
      return type.types.every((part) => allowsFew(view, { home, type: part }, steps - 1))
    case 'TSTypeOperator':
      return type.operator === 'keyof' && (type.typeAnnotation ? hasListedMembers(view, { home, type: type.typeAnnotation }, steps - 1) : false)
    case 'TSIndexedAccessType': {
      // `(typeof LEVELS)[number]`: as many as the constant has.
      if (type.objectType.type === 'TSTypeQuery') return true
      const name = type.indexType.type === 'TSLiteralType' && type.indexType.literal.type === 'Literal' ? String(type.indexType.literal.value) : null
      const parts = name === null ? [] : partsOfType(view, { home, type: type.objectType }, [name], steps - 1)
      return parts.length > 0 && parts.every((part) => allowsFew(view, part, steps - 1))
    }
    case 'TSTypeReference': {
      const inner = transparentArgument(type)
      if (inner) return allowsFew(view, { home, type: inner }, steps - 1)
      const target = declarationOf(view, { home, type }, steps)
      if (target?.type.type === 'TSTypeAliasDeclaration') return allowsFew(view, { home: target.home, type: target.type.typeAnnotation }, steps - 1)
      if (target?.type.type === 'TSTypeParameter') {
        const { constraint } = target.type
        return constraint ? allowsFew(view, { home: target.home, type: constraint }, steps - 1) : false
      }
      return target?.type.type === 'TSEnumDeclaration'
    }
    default:
      return false
  }
}

const TRANSPARENT = new Set(['Readonly', 'Partial', 'Required', 'NonNullable', 'Extract', 'Exclude', 'Awaited', 'Promise', 'Pick', 'Omit', 'Uppercase', 'Lowercase', 'Capitalize', 'Uncapitalize'])

/** What a wrapper around a type keeps: `Partial<T>`, `Exclude<Kind, 'a'>`, `Promise<Kind>`. */
function transparentArgument(type: TSESTree.TSTypeReference): TSESTree.Node | null {
  return type.typeName.type === 'Identifier' && TRANSPARENT.has(type.typeName.name) ? (type.typeArguments?.params[0] ?? null) : null
}

/** An object type of which every key is written: `keyof` it has few values. One that can't be followed is taken for such, as nearly all are. */
function hasListedMembers(view: ProgramView, { home, type }: Typed, steps: number): boolean {
  if (steps <= 0 || type.type === 'TSAnyKeyword' || type.type === 'TSUnknownKeyword') return false
  if (type.type !== 'TSTypeReference') return type.type !== 'TSTypeLiteral' || type.members.every((member) => member.type !== 'TSIndexSignature')
  const inner = transparentArgument(type)
  if (inner) return hasListedMembers(view, { home, type: inner }, steps - 1)
  const [key] = type.typeArguments?.params ?? []
  if (type.typeName.type === 'Identifier' && /^(?:Record|Map|Set|Array)$/.test(type.typeName.name)) return key !== undefined && type.typeName.name === 'Record' && allowsFew(view, { home, type: key }, steps - 1)
  const target = declarationOf(view, { home, type }, steps)
  if (target?.type.type === 'TSInterfaceDeclaration') return target.type.body.body.every((member) => member.type !== 'TSIndexSignature')
  return target?.type.type !== 'TSTypeAliasDeclaration' || hasListedMembers(view, { home: target.home, type: target.type.typeAnnotation }, steps - 1)
}

/** The types that the part at `path` may have; none when one can't be followed. */
function partsOfType(view: ProgramView, typed: Typed, path: Path, steps: number): Typed[] {
  const [step, ...rest] = path
  if (step === undefined) return [typed]
  if (steps <= 0) return []
  const { home, type } = typed
  const into = (inner: TSESTree.Node | null | undefined, way: Path, from = home): Typed[] => (inner ? partsOfType(view, { home: from, type: inner }, way, steps - 1) : [])
  if (type.type === 'TSUnionType') {
    const parts = type.types.filter(({ type: kind }) => kind !== 'TSNullKeyword' && kind !== 'TSUndefinedKeyword').map((part) => into(part, path))
    return parts.every((part) => part.length > 0) ? parts.flat() : []
  }
  if (type.type === 'TSTypeOperator') return into(type.typeAnnotation, path)
  if (type.type === 'TSArrayType') return step === '#' ? [] : into(type.elementType, rest)
  if (type.type === 'TSTupleType') return into(type.elementTypes[Number(step)], rest)
  if (type.type === 'TSTypeReference' && type.typeName.type === 'Identifier') {
    const [first, second] = type.typeArguments?.params ?? []
    const inner = transparentArgument(type)
    if (inner) return into(inner, path)
    if (/^(?:Readonly)?(?:Array|Set)$|^Iterable$/.test(type.typeName.name)) return into(first, rest)
    if (/^(?:Readonly)?Map$|^Record$/.test(type.typeName.name) && second) {
      if (step === '#') return into(first, rest)
      return step === '*' ? into(rest[0] === '0' ? first : second, rest.slice(1)) : into(second, rest)
    }
    const target = declarationOf(view, typed, steps)
    return target ? into(bodyOf(target.type), path, target.home) : []
  }
  const members = type.type === 'TSTypeLiteral' ? type.members : type.type === 'TSInterfaceBody' ? type.body : []
  const member = members.find((one) => one.type === 'TSPropertySignature' && keyName(one) === step) ?? members.find((one) => one.type === 'TSIndexSignature')
  return member && 'typeAnnotation' in member ? into(member.typeAnnotation?.typeAnnotation, rest) : []
}

function bodyOf(declaration: TSESTree.Node): TSESTree.Node | null {
  if (declaration.type === 'TSInterfaceDeclaration') return declaration.body
  if (declaration.type === 'TSTypeAliasDeclaration') return declaration.typeAnnotation
  return declaration.type === 'TSTypeParameter' ? (declaration.constraint ?? null) : null
}

/** The declaration that a type's name means, in this file or the one it is imported from. */
function declarationOf(view: ProgramView, { home, type }: Typed, steps: number): Typed | null {
  if (type.type !== 'TSTypeReference' || type.typeName.type !== 'Identifier' || steps <= 0) return null
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
  const sources = target ? [{ source: target.source, name: target.name }] : stars.map((source) => ({ source, name }))
  for (const one of sources) {
    const next = view.importedFile(home, one.source)
    const found = next ? exportedType(view, next, one.name, steps - 1) : null
    if (found) return found
  }
  return null
}
