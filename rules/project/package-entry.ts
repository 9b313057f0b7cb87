import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'

import type ts from 'typescript'

import { isRecord } from '../ast/type-guards.ts'
import { aliasTarget, isSameSymbol, type TypedProgram } from './typed-program.ts'

/**
 * Can other packages reach a symbol? A program holds its own files, not its dependents: what the entry files of a package export, or a
 * project that others reference, is used in places that can't be seen.
 */
export function isPublic(typed: TypedProgram, file: ts.SourceFile, symbol: ts.Symbol): boolean {
  if (typed.program.getCompilerOptions().composite === true) return true
  const root = findPackageRoot(file.fileName)
  if (root === null) return false
  const entries = entriesOf(typed.program, root)
  return entries === null || entries.some((entry) => exportsSymbol(typed, entry, symbol))
}

const known = new WeakMap<ts.Program, Map<string, readonly ts.SourceFile[] | null>>()

/** The files of a program that are entries of the package at `root`, read once for each program; null when its description can't be read. */
function entriesOf(program: ts.Program, root: string): readonly ts.SourceFile[] | null {
  const byRoot = known.get(program) ?? new Map<string, readonly ts.SourceFile[] | null>()
  known.set(program, byRoot)
  const before = byRoot.get(root)
  if (before !== undefined) return before
  const manifest = readManifest(root)
  const entries = manifest && program.getSourceFiles().filter((source) => !source.isDeclarationFile && isEntry(relative(root, source.fileName).split(sep).join('/'), manifest))
  byRoot.set(root, entries)
  return entries
}

function exportsSymbol({ checker }: TypedProgram, entry: ts.SourceFile, symbol: ts.Symbol): boolean {
  const module = checker.getSymbolAtLocation(entry)
  if (!module) return false
  return checker.getExportsOfModule(module).some((exported) => isSameSymbol(aliasTarget(checker, exported), symbol))
}

function findPackageRoot(path: string): string | null {
  for (let at = dirname(path); ; at = dirname(at)) {
    if (existsSync(join(at, 'package.json'))) return at
    if (dirname(at) === at) return null
  }
}

/** The package's own description; null when it can't be read, and an empty one when it names no entry for others. */
function readManifest(root: string): string[] | null {
  try {
    const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    if (!isRecord(manifest)) return null
    return [manifest.main, manifest.module, manifest.types, manifest.browser, manifest.exports].flatMap(pathsIn)
  } catch {
    // Being written, or no JSON: what it exports is not known.
    return null
  }
}

function pathsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return isRecord(value) ? Object.values(value).flatMap(pathsIn) : []
}

/** Entries are often built: `dist/index.js` comes from `index.ts` or `src/index.ts`. A pattern (`./*`) exports everything. */
function isEntry(path: string, entries: readonly string[]): boolean {
  if (path.startsWith('..')) return false
  const stem = stemOf(path)
  return entries.some((entry) => entry.includes('*') || stemOf(entry.replace(/^\.\//, '')) === stem)
}

function stemOf(path: string): string {
  return path.replace(/^(?:src|source|lib|dist|build|out|esm|cjs)\//, '').replace(/^(?:src|esm|cjs|types)\//, '').replace(/(?:\.d)?\.[cm]?[jt]sx?$/, '')
}
