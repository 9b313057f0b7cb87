import type { TSESTree } from '@typescript-eslint/utils'

import { findInside } from '../../ast/descend.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import type { Variable } from '../../ast/variables.ts'
import { findVariable } from '../../ast/variables.ts'

/** Does the declared type of a table bind it to a closed set of kinds: `Record<'a' | 'b', F>`, `satisfies Record<Kind, F>`, a looked-up key of type `keyof typeof table`? */
export function isClosedTable(file: SourceFile, table: Variable): boolean {
  const declarator = table.defs[0]?.node
  if (declarator?.type !== 'VariableDeclarator') return false
  const annotation = declarator.id.type === 'Identifier' ? declarator.id.typeAnnotation?.typeAnnotation : undefined
  const satisfied = declarator.init?.type === 'TSSatisfiesExpression' ? declarator.init.typeAnnotation : undefined
  return [annotation, satisfied].some((type) => type !== undefined && keyTypes(type).some((key) => isClosedType(file, key)))
}

/** The first type argument of `Record<…>` and `Map<…>`. */
function keyTypes(type: TSESTree.TypeNode): TSESTree.TypeNode[] {
  if (type.type !== 'TSTypeReference' || type.typeName.type !== 'Identifier') return []
  const [key] = type.typeArguments?.params ?? []
  if (type.typeName.name === 'Partial' || type.typeName.name === 'Readonly') return type.typeName.name === 'Partial' || !key ? [] : keyTypes(key)
  return key && (type.typeName.name === 'Record' || type.typeName.name === 'Map' || type.typeName.name === 'ReadonlyMap') ? [key] : []
}

function isClosedType(file: SourceFile, type: TSESTree.TypeNode): boolean {
  switch (type.type) {
    case 'TSUnionType':
      return type.types.every((member) => isClosedType(file, member))
    case 'TSLiteralType':
      return true
    case 'TSTypeReference': {
      const alias = type.typeName.type === 'Identifier' ? findTypeAlias(file, type.typeName.name) : null
      return alias !== null && isClosedType(file, alias)
    }
    default:
      return false
  }
}

function findTypeAlias(file: SourceFile, name: string): TSESTree.TypeNode | null {
  for (const statement of file.ast.body) {
    const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement
    if (declaration?.type === 'TSTypeAliasDeclaration' && declaration.id.name === name) return declaration.typeAnnotation
  }
  return null
}

/** Does the looked-up key have a type of literals only: a parameter `kind: 'a' | 'b'`, `kind as keyof typeof table`? */
export function isClosedKey(file: SourceFile, key: TSESTree.Node): boolean {
  if (key.type === 'TSAsExpression') return false
  if (key.type !== 'Identifier') return false
  const name = findVariable(file, key)?.defs[0]?.name
  const annotation = name?.type === 'Identifier' ? name.typeAnnotation?.typeAnnotation : undefined
  return annotation !== undefined && (isClosedType(file, annotation) || findInside(file, annotation, isKeyof).length > 0)
}

function isKeyof(node: TSESTree.Node): node is TSESTree.TSTypeOperator {
  return node.type === 'TSTypeOperator' && node.operator === 'keyof'
}
