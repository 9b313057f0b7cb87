import type { TSESTree } from '@typescript-eslint/utils'

import { unwrap, wrapped } from '../ast/unwrap.ts'
import { findVariable, importOf } from '../ast/variables.ts'
import type { ProgramFile, ProgramView } from '../program/view.ts'

/**
 * Is the property part of what a package's class or function is handed: `new Transport({ onsession: (id) => … })`? What it hears of there comes from
 * outside, each time.
 */
export function isGivenToPackage(view: ProgramView, home: ProgramFile, property: TSESTree.Node): boolean {
  if (property.type !== 'Property' || property.parent.type !== 'ObjectExpression') return false
  const object = wrapped(property.parent)
  const call = object.parent
  if ((call?.type !== 'CallExpression' && call?.type !== 'NewExpression') || call.callee === object) return false
  let root = unwrap(call.callee)
  while (root.type === 'MemberExpression') root = unwrap(root.object)
  const variable = root.type === 'Identifier' ? findVariable(home.file, root) : null
  const imported = variable && importOf(variable)
  return imported !== null && view.importedFile(home, imported.source) === null
}
