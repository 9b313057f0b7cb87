import type { TSESTree } from '@typescript-eslint/utils'

import { findInside, someInside } from '../../ast/descend.ts'
import { keyName, memberName } from '../../ast/names.ts'
import { oncePerFile, type SourceFile } from '../../ast/source-file.ts'
import { findVariable } from '../../ast/variables.ts'
import { CONTENT_PAIRS, isContentName } from '../../catalog/publish-sinks.ts'

/** The two properties of `names` that hold a file before and after a change, as `before` and `after`; null without both. */
export function findPair(names: readonly string[]): readonly [string, string] | null {
  return CONTENT_PAIRS.find(([before, after]) => names.includes(before) && names.includes(after)) ?? null
}

/** A literal that carries a file before and after a change. `{ before: cursor }` of a page is none: a path or a content must stand beside or in it. */
export function findPairInLiteral(file: SourceFile, literal: TSESTree.ObjectExpression): readonly [string, string] | null {
  const names: string[] = []
  for (const property of literal.properties) {
    const name = property.type === 'Property' ? keyName(property) : null
    if (name !== null) names.push(name)
  }
  const pair = findPair(names)
  if (!pair) return null
  return someInside(file, literal, isOfFile) && !someInside(file, literal, isMeasure) ? pair : null
}

/** A key or variable that is named for a file or for what one holds. */
function isOfFile(node: TSESTree.Node): boolean {
  return node.type === 'Identifier' && isContentName(node.name)
}

/** `a.length`, `a as number`: the pair counts something. */
function isMeasure(node: TSESTree.Node): boolean {
  return node.type === 'TSNumberKeyword' || (node.type === 'MemberExpression' && memberName(node) === 'length')
}

/** Names of this file's interfaces and object types that have such a pair of strings. */
const typesWithPairs = oncePerFile((file) => {
  const found = new Map<string, readonly [string, string]>()
  if (!/\b(?:interface|type)\s/.test(file.text)) return found
  for (const statement of file.ast.body) {
    const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement
    const members = membersOf(declaration)
    const pair = members && findPair(members)
    if (pair && (declaration?.type === 'TSInterfaceDeclaration' || declaration?.type === 'TSTypeAliasDeclaration')) found.set(declaration.id.name, pair)
  }
  return found
})

function membersOf(declaration: TSESTree.Node | null): string[] | null {
  const body = declaration?.type === 'TSInterfaceDeclaration' ? declaration.body.body : declaration?.type === 'TSTypeAliasDeclaration' && declaration.typeAnnotation.type === 'TSTypeLiteral' ? declaration.typeAnnotation.members : null
  return body ? body.flatMap((member) => (member.type === 'TSPropertySignature' && member.typeAnnotation?.typeAnnotation.type === 'TSStringKeyword' ? [keyName(member) ?? ''] : [])) : null
}

/** The pair in the declared type of a variable, `diffs: FileDiff[]`, when this file declares that type too. */
export function findPairInAnnotation(file: SourceFile, node: TSESTree.Node): readonly [string, string] | null {
  if (node.type !== 'Identifier' || typesWithPairs(file).size === 0) return null
  const name = findVariable(file, node)?.defs[0]?.name
  const annotation = name?.type === 'Identifier' ? name.typeAnnotation : undefined
  if (!annotation) return null
  const types = findInside(file, annotation, isTypeReference).map(({ typeName }) => (typeName.type === 'Identifier' ? typeName.name : ''))
  if (types.some((type) => type === 'Pick' || type === 'Omit')) return null
  for (const type of types) {
    const pair = typesWithPairs(file).get(type)
    if (pair) return pair
  }
  return null
}

function isTypeReference(node: TSESTree.Node): node is TSESTree.TSTypeReference {
  return node.type === 'TSTypeReference'
}
