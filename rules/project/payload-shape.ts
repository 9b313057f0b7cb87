import type { TSESTree } from '@typescript-eslint/utils'
import type { Type, TypeChecker } from 'typescript'

import { findPair } from '../analysis/payloads/file-pairs.ts'
import { hasTypes } from './literal-union.ts'

/** The pair of whole file contents in the type of an expression, or of the elements of its array type; null without types. Looks no deeper. */
export function findPairInType(services: unknown, node: TSESTree.Expression): readonly [string, string] | null {
  if (!hasTypes(services)) return null
  const checker = services.program.getTypeChecker()
  const type = checker.getNonNullableType(checker.getTypeAtLocation(services.esTreeNodeToTSNodeMap.get(node)))
  return pairOf(checker, type) ?? pairOf(checker, type.getNumberIndexType() ?? type)
}

function pairOf(checker: TypeChecker, type: Type): readonly [string, string] | null {
  const strings = type.getProperties().filter((property) => checker.typeToString(checker.getTypeOfSymbol(property)).replace(' | undefined', '') === 'string')
  return findPair(strings.map(({ name }) => name))
}
