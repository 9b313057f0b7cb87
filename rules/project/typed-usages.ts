import type { TSESTree } from '@typescript-eslint/utils'

import type { Usage } from '../analysis/facts.ts'
import type { FoundCollection } from '../analysis/find-collections.ts'
import { findUsages, type AnalysisOptions } from '../analysis/find-usages.ts'
import type { RootReference } from '../analysis/root-references.ts'
import { indexSource } from '../analysis/source-index.ts'
import type { SourceFile } from '../ast/source-file.ts'
import { isShortLivedPath } from '../catalog/file-kinds.ts'
import { readProgramFile, type ProgramFile } from './program-file.ts'
import { filesNaming, identifiersNamed, isSameSymbol, pathInProgram, symbolAt, type TypedProgram } from './typed-program.ts'

/** More files than this name it: a common word, and reading them all would cost more than the answer is worth. */
const MAX_FILES = 40

/** A use and the file it stands in. */
export interface PlacedUsage {
  readonly usage: Usage
  readonly home: ProgramFile
}

/**
 * Every use of a collection in the other files of the program. Releases and growth in tests come as `test-only` and not at all.
 * Null when that can't be told: too many files, one that does not parse, or a place that is not understood.
 */
export function findUsagesElsewhere(typed: TypedProgram, collection: FoundCollection, options: AnalysisOptions): PlacedUsage[] | null {
  const declaration = typed.toTypeScript(collection.node)
  const symbol = declaration && symbolAt(typed.checker, declaration)
  if (!declaration || !symbol) return null
  const own = declaration.getSourceFile()
  const usages: PlacedUsage[] = []
  const names = new Set([symbol.name])
  for (const name of names) {
    const files = filesNaming(typed, name).filter((file) => file !== own)
    if (files.length > MAX_FILES) return null
    for (const source of files) {
      const places = identifiersNamed(source, name).filter((node) => isSameSymbol(symbolAt(typed.checker, node), symbol))
      if (places.length === 0) continue
      const home = readProgramFile(source)
      const roots = home && rootsAt(home.file, name, new Set(places.map((node) => node.getStart(source))), names)
      if (!roots) return null
      const found = findUsages(home.file, collection, roots, options)
      const counted = isShortLivedPath(pathInProgram(typed, source)) ? found.flatMap(asTestOnly) : found
      usages.push(...counted.map((usage) => ({ usage, home })))
    }
  }
  return usages
}

function asTestOnly(usage: Usage): Usage[] {
  return usage.kind === 'release' ? [{ ...usage, strength: 'test-only' }] : []
}

/** The expressions at these places that denote the collection; adds the new name of a renaming re-export. Null when one is not understood. */
function rootsAt(file: SourceFile, name: string, starts: ReadonlySet<number>, names: Set<string>): RootReference[] | null {
  const roots: RootReference[] = []
  const seen = new Set<number>()
  const take = (node: TSESTree.Node, start: number): void => {
    seen.add(start)
    roots.push({ node, isGuess: false })
  }
  for (const member of indexSource(file).membersByName.get(name) ?? []) {
    if (starts.has(member.property.range[0])) take(member, member.property.range[0])
  }
  for (const scope of file.scopeManager?.scopes ?? []) {
    for (const { identifier } of scope.references) {
      if (identifier.type === 'Identifier' && starts.has(identifier.range[0])) take(identifier, identifier.range[0])
      else if (isImportedAs(identifier, scope, starts)) take(identifier, identifier.range[0])
    }
  }
  for (const start of starts) if (!seen.has(start) && !isModuleSyntax(file, start, names)) return null
  return roots
}

/** `import { cache as c }`: uses of `c` are uses of the collection. */
function isImportedAs(identifier: TSESTree.Node, scope: { readonly references: readonly { readonly identifier: TSESTree.Node; readonly resolved: { readonly defs: readonly { readonly node: TSESTree.Node }[] } | null }[] }, starts: ReadonlySet<number>): boolean {
  const reference = scope.references.find((candidate) => candidate.identifier === identifier)
  const definition = reference?.resolved?.defs[0]?.node
  return definition?.type === 'ImportSpecifier' && definition.local.range[0] !== definition.imported.range[0] && starts.has(definition.imported.range[0])
}

function isModuleSyntax(file: SourceFile, start: number, names: Set<string>): boolean {
  for (const statement of file.ast.body) {
    if (start < statement.range[0] || start >= statement.range[1]) continue
    if (statement.type === 'ImportDeclaration') return true
    if (statement.type !== 'ExportNamedDeclaration') return false
    for (const specifier of statement.specifiers) {
      if (start >= specifier.range[0] && start < specifier.range[1] && specifier.exported.type === 'Identifier') names.add(specifier.exported.name)
    }
    return statement.declaration === null
  }
  return false
}
