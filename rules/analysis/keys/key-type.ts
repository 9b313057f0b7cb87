import type { TSESTree } from '@typescript-eslint/utils'

import type { SourceFile } from '../../ast/source-file.ts'
import { findVariable } from '../../ast/variables.ts'
import { words } from '../../ast/names.ts'
import { isConfiguredName, openKeyNamed } from '../../catalog/id-names.ts'
import type { KeySpace } from '../facts.ts'
import { combine, CONFIGURED, FINITE, open, UNDECIDED } from './key-space.ts'

const FINITE_TYPE_WORDS = new Set(['type', 'kind', 'name', 'mode', 'status', 'level', 'enum', 'category', 'event', 'phase', 'state', 'variant', 'language', 'platform'])

/** What a key's declared type says of its space: literal unions, enums and `keyof typeof` are finite, `SessionID` is open, `string` is undecided. */
export function keySpaceOfType(file: SourceFile, type: TSESTree.TypeNode, depth = 3): KeySpace {
  switch (type.type) {
    case 'TSLiteralType':
    case 'TSBooleanKeyword':
    case 'TSNullKeyword':
    case 'TSUndefinedKeyword':
      return FINITE
    case 'TSUnionType':
      return combine(type.types.map((part) => keySpaceOfType(file, part, depth)))
    case 'TSTypeOperator':
      return type.operator === 'keyof' && type.typeAnnotation?.type === 'TSTypeQuery' ? FINITE : UNDECIDED
    case 'TSIndexedAccessType':
      return keySpaceOfIndexedAccess(type)
    case 'TSTypeReference':
      return keySpaceOfReference(file, type, depth)
    default:
      return UNDECIDED
  }
}

/** `(typeof LEVELS)[number]` is finite; `Session['id']` is open. */
function keySpaceOfIndexedAccess(type: TSESTree.TSIndexedAccessType): KeySpace {
  if (type.objectType.type === 'TSTypeQuery') return FINITE
  const isId = type.indexType.type === 'TSLiteralType' && type.indexType.literal.type === 'Literal' && type.indexType.literal.value === 'id'
  if (!isId || type.objectType.type !== 'TSTypeReference' || type.objectType.typeName.type !== 'Identifier') return UNDECIDED
  const known = openKeyNamed(`${type.objectType.typeName.name}Id`)
  return known === null ? UNDECIDED : open(known)
}

function keySpaceOfReference(file: SourceFile, type: TSESTree.TSTypeReference, depth: number): KeySpace {
  if (type.typeName.type !== 'Identifier') return UNDECIDED
  const { name } = type.typeName
  const definition = findVariable(file, type.typeName)?.defs[0]?.node
  if (definition?.type === 'TSEnumDeclaration') return FINITE
  if (definition?.type === 'TSTypeAliasDeclaration' && depth > 0) {
    const known = keySpaceOfType(file, definition.typeAnnotation, depth - 1)
    if (known.kind !== 'undecided') return known
  }
  const known = openKeyNamed(name)
  if (known !== null) return open(known)
  // An imported `LogLevel` or `NodeType` is an enum or a literal union far more often than a string.
  const last = words(name).at(-1)
  return (last !== undefined && FINITE_TYPE_WORDS.has(last)) || isConfiguredName(name) ? CONFIGURED : UNDECIDED
}
