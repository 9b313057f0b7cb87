import type { TSESTree } from '@typescript-eslint/utils'
import type { Type } from 'typescript'

import type { TypedProgram } from './typed-program.ts'

/** Does the type of an expression allow only string literals that are among `known`? */
export function hasOnlyKnownLiterals({ checker, toTypeScript }: TypedProgram, node: TSESTree.Node, known: readonly string[]): boolean {
  const typed = toTypeScript(node)
  if (!typed) return false
  const type = checker.getTypeAtLocation(typed)
  const members: readonly Type[] = type.isUnion() ? type.types : [type]
  return members.length > 0 && members.every((member) => member.isStringLiteral() && known.includes(member.value))
}
