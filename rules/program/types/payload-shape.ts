import type { TSESTree } from '@typescript-eslint/utils'
import type { Type, TypeChecker } from 'typescript'

import { findPair } from '../../analysis/payloads/file-pairs.ts'
import type { TypedProgram } from './typed-program.ts'

/** The pair of whole file contents in the type of an expression, or of the elements of its array type. Looks no deeper. */
export function findPairInType(program: TypedProgram, node: TSESTree.Node): readonly [string, string] | null {
  const { checker } = program
  const typed = program.toTypeScript(node)
  if (!typed) return null
  const type = checker.getNonNullableType(checker.getTypeAtLocation(typed))
  return pairOf(checker, type) ?? pairOf(checker, type.getNumberIndexType() ?? type)
}

function pairOf(checker: TypeChecker, type: Type): readonly [string, string] | null {
  const strings = type.getProperties().filter((property) => checker.typeToString(checker.getTypeOfSymbol(property)).replace(' | undefined', '') === 'string')
  return findPair(strings.map(({ name }) => name))
}
