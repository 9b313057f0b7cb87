import type { TSESTree } from '@typescript-eslint/utils'

import { memberName } from '../ast/names.ts'
import { oncePerFile, type SourceFile } from '../ast/source-file.ts'

/** What a file gives out under one name: something of its own, or another file's export passed on. */
export type Export =
  /** `export function f() {}`, `export const x = 1`, `export { x }`, `export default expr`, `exports.x = expr` */
  | { readonly kind: 'own'; readonly node: TSESTree.Node }
  /** `export { x as y } from './a'`; the name is `*` for `export * as y from './a'` */
  | { readonly kind: 'passed-on'; readonly source: string; readonly name: string }

export interface Exports {
  readonly byName: ReadonlyMap<string, Export>
  /** Sources of `export * from`. */
  readonly stars: readonly string[]
}

/** Everything a file exports, by `export` and by CommonJS assignment at its top level. */
export const findExports: (file: SourceFile) => Exports = oncePerFile((file) => {
  const byName = new Map<string, Export>()
  const stars: string[] = []
  for (const statement of file.ast.body) {
    switch (statement.type) {
      case 'ExportNamedDeclaration':
        for (const [name, target] of namedExports(statement)) byName.set(name, target)
        break
      case 'ExportDefaultDeclaration':
        byName.set('default', { kind: 'own', node: statement.declaration })
        break
      case 'ExportAllDeclaration':
        if (statement.exported) byName.set(specifierName(statement.exported), { kind: 'passed-on', source: statement.source.value, name: '*' })
        else stars.push(statement.source.value)
        break
      case 'ExpressionStatement':
        for (const [name, node] of commonJsExports(statement.expression)) byName.set(name, { kind: 'own', node })
        break
      default:
    }
  }
  return { byName, stars }
})

function namedExports(statement: TSESTree.ExportNamedDeclaration): [string, Export][] {
  const { declaration, source } = statement
  if (!declaration) {
    return statement.specifiers.map((specifier) => {
      const local = specifierName(specifier.local)
      return [specifierName(specifier.exported), source ? { kind: 'passed-on', source: source.value, name: local } : { kind: 'own', node: specifier.local }]
    })
  }
  if (declaration.type === 'VariableDeclaration') {
    return declaration.declarations.flatMap(({ id }): [string, Export][] => (id.type === 'Identifier' ? [[id.name, { kind: 'own', node: id }]] : []))
  }
  return 'id' in declaration && declaration.id?.type === 'Identifier' ? [[declaration.id.name, { kind: 'own', node: declaration }]] : []
}

function specifierName(node: TSESTree.Identifier | TSESTree.StringLiteral): string {
  return node.type === 'Identifier' ? node.name : node.value
}

/** `exports.a = x`, `module.exports.a = x`, `module.exports = { a, b: y }` */
function commonJsExports(node: TSESTree.Expression): [string, TSESTree.Node][] {
  if (node.type !== 'AssignmentExpression' || node.left.type !== 'MemberExpression') return []
  const { left, right } = node
  const name = memberName(left)
  if (name === null) return []
  if (left.object.type === 'Identifier' && left.object.name === 'module' && name === 'exports') {
    if (right.type !== 'ObjectExpression') return [['default', right]]
    return right.properties.flatMap((property): [string, TSESTree.Node][] => (property.type === 'Property' && property.key.type === 'Identifier' ? [[property.key.name, property.value]] : []))
  }
  const isExports = left.object.type === 'Identifier' ? left.object.name === 'exports' : left.object.type === 'MemberExpression' && memberName(left.object) === 'exports'
  return isExports ? [[name, right]] : []
}
