import type { TSESTree } from '@typescript-eslint/utils'
import type { Type } from 'typescript'

import type { TypedProgram } from './typed-program.ts'

/** Does the type of an expression allow only string literals that are among `known`? */
export function hasOnlyKnownLiterals(program: TypedProgram, node: TSESTree.Node, known: readonly string[]): boolean {
  const typed = program.toTypeScript(node)
  if (!typed) return false
  const type = program.checker.getTypeAtLocation(typed)
  const members: readonly Type[] = type.isUnion() ? type.types : [type]
  return members.length > 0 && members.every((member) => member.isStringLiteral() && known.includes(member.value))
}
