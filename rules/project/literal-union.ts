import type { ParserServices, TSESTree } from '@typescript-eslint/utils'
import type { Type, TypeChecker } from 'typescript'

type TypedServices = Pick<ParserServices, 'esTreeNodeToTSNodeMap'> & { readonly program: { getTypeChecker(): TypeChecker } }

/** Does the type of an expression allow only literals that are among `known`? False without types. */
export function hasOnlyKnownLiterals(services: unknown, node: TSESTree.Expression, known: readonly string[]): boolean {
  if (!hasTypes(services)) return false
  const type = services.program.getTypeChecker().getTypeAtLocation(services.esTreeNodeToTSNodeMap.get(node))
  const members: readonly Type[] = type.isUnion() ? type.types : [type]
  return members.length > 0 && members.every((member) => member.isStringLiteral() && known.includes(member.value))
}

/** Are these parser services those of a typed run? */
export function hasTypes(services: unknown): services is TypedServices {
  return typeof services === 'object' && services !== null && 'program' in services && services.program !== null && services.program !== undefined && 'esTreeNodeToTSNodeMap' in services
}
