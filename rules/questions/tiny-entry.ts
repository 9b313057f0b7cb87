import type { TSESTree } from '@typescript-eslint/utils'

/** Does an entry of a collection or record keep no more than a number, a flag or a short text, by the type that the collection declares for it? */
export function isTinyEntry({ shape }: { readonly shape: { readonly valueType: TSESTree.TypeNode | null } }): boolean {
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
