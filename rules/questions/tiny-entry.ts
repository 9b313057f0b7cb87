import type { TSESTree } from '@typescript-eslint/utils'

import type { FoundCollection } from '../analysis/find-collections.ts'

/** Does an entry keep no more than a number, a flag or a short text, by the type that the collection declares for it? */
export function isTinyEntry({ shape }: FoundCollection): boolean {
  return shape.valueType !== null && isTiny(shape.valueType)
}

function isTiny(type: TSESTree.Node): boolean {
  switch (type.type) {
    case 'TSNumberKeyword':
    case 'TSBooleanKeyword':
    case 'TSStringKeyword':
    case 'TSBigIntKeyword':
    case 'TSNullKeyword':
    case 'TSUndefinedKeyword':
    case 'TSLiteralType':
      return true
    case 'TSUnionType':
      return type.types.every((part) => isTiny(part))
    default:
      return false
  }
}
