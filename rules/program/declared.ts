import type { TSESTree } from '@typescript-eslint/utils'

import { findExports } from '../analysis/find-export.ts'
import { findVariable, importOf, type ImportedName, type Variable } from '../ast/variables.ts'
import { requiredBy } from './required.ts'
import type { ProgramFile } from './view.ts'

/** How imports find files. */
export interface Reader {
  /** The file that an import means: `foreign` for an installed package, null for what is not to be had. */
  openImport(from: ProgramFile, specifier: string): ProgramFile | 'foreign' | null
}

/** What a name stands for, followed through imports and re-exports to the file that declares it. */
export type Declared =
  | { readonly kind: 'variable'; readonly home: ProgramFile; readonly variable: Variable }
  /** An expression that is exported without a name: `export default { … }`, `module.exports = f()`. */
  | { readonly kind: 'node'; readonly home: ProgramFile; readonly node: TSESTree.Node }
  | { readonly kind: 'module'; readonly home: ProgramFile }
  /** It comes from an installed package. */
  | { readonly kind: 'foreign' }

/** Where a variable is declared, if it is an import; else itself. Null when the import leads nowhere. */
export function declarationOf(reader: Reader, home: ProgramFile, variable: Variable): Declared | null {
  const imported = importOf(variable) ?? requiredBy(variable)
  return imported ? declarationOfImport(reader, home, imported) : { kind: 'variable', home, variable }
}

/** What an import means. */
export function declarationOfImport(reader: Reader, home: ProgramFile, { source, name }: ImportedName): Declared | null {
  const target = reader.openImport(home, source)
  if (!target) return null
  if (target === 'foreign') return { kind: 'foreign' }
  return name === '*' ? { kind: 'module', home: target } : exportOf(reader, target, name)
}

/** What a file exports under a name, also when it only passes it on. Each file is asked once for a name, however its exports lead in circles. */
export function exportOf(reader: Reader, home: ProgramFile, name: string): Declared | null {
  return search(reader, home, name, new Set())
}

function search(reader: Reader, home: ProgramFile, name: string, seen: Set<string>): Declared | null {
  const key = `${home.path ?? ''}\0${name}`
  if (seen.has(key)) return null
  seen.add(key)
  const { byName, stars } = findExports(home.file)
  const target = byName.get(name)
  if (target?.kind === 'own') return declarationAt(reader, home, target.node)
  if (target) {
    const source = reader.openImport(home, target.source)
    if (!source) return null
    if (source === 'foreign') return { kind: 'foreign' }
    return target.name === '*' ? { kind: 'module', home: source } : search(reader, source, target.name, seen)
  }
  for (const specifier of stars) {
    const source = reader.openImport(home, specifier)
    const found = source && source !== 'foreign' ? search(reader, source, name, seen) : null
    if (found) return found
  }
  // `const a = require('./a')` of a file that assigns `module.exports = A` gets `A` itself.
  return name === '*' && byName.has('default') ? search(reader, home, 'default', seen) : null
}

function declarationAt(reader: Reader, home: ProgramFile, node: TSESTree.Node): Declared {
  const named = node.type === 'Identifier' ? node : 'id' in node && node.id?.type === 'Identifier' ? node.id : null
  const variable = named && findVariable(home.file, named)
  return (variable && declarationOf(reader, home, variable)) ?? { kind: 'node', home, node }
}
