import type { TSESTree } from '@typescript-eslint/utils'

import { keyName } from '../ast/names.ts'
import { wrapped } from '../ast/unwrap.ts'
import type { Variable } from '../ast/variables.ts'

/** Is the variable exported: `export const x`, `export { x }`, `export default x`, `module.exports = x`, `exports.x = x`? */
export function isExported(variable: Variable): boolean {
  const known = exportedVariables.get(variable)
  if (known !== undefined) return known
  const answer = isExportedSomewhere(variable)
  exportedVariables.set(variable, answer)
  return answer
}

const exportedVariables = new WeakMap<Variable, boolean>()

function isExportedSomewhere(variable: Variable): boolean {
  for (const { node, type } of variable.defs) {
    // A parameter is defined by its function, which may be exported.
    if (type === 'Parameter') continue
    const declaration = node.type === 'VariableDeclarator' ? node.parent : node
    const parent = declaration?.parent
    if (parent?.type === 'ExportNamedDeclaration' || parent?.type === 'ExportDefaultDeclaration') return true
  }
  return variable.references.some((reference) => isExportPosition(wrapped(reference.identifier)))
}

function isExportPosition(at: TSESTree.Node): boolean {
  const parent = at.parent
  switch (parent?.type) {
    case 'ExportSpecifier':
    case 'ExportDefaultDeclaration':
      return true
    case 'AssignmentExpression':
      return parent.right === at && isModuleExports(parent.left)
    case 'Property':
      return parent.value === at && parent.parent.type === 'ObjectExpression' && parent.parent.parent.type === 'AssignmentExpression' && isModuleExports(parent.parent.parent.left)
    default:
      return false
  }
}

function isModuleExports(node: TSESTree.Node): boolean {
  if (node.type !== 'MemberExpression') return false
  const { object } = node
  if (object.type === 'Identifier') return object.name === 'exports' || (object.name === 'module' && keyName({ key: node.property }) === 'exports')
  return isModuleExports(object)
}
