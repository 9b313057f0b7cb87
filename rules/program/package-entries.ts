import { dirname, join, relative, sep } from 'node:path'

import { isRecord } from '../ast/type-guards.ts'
import { readManifest } from './sources/program-root.ts'
import { stringsIn } from './sources/resolver.ts'
import type { SourceProgram } from './sources/source-program.ts'
import type { ProgramFile } from './view.ts'

const answers = new WeakMap<SourceProgram, Map<string, boolean>>()

/**
 * Can somebody outside the program import the file: is it an entry of a package that others may install? A private package, an editor's extension
 * and a command line have no such entry; without any package nobody imports but by path.
 */
export function isPublicEntry(program: SourceProgram, { path }: ProgramFile): boolean {
  return path === null || isPublicPath(program, path)
}

/** The same of a path. */
export function isPublicPath(program: SourceProgram, path: string): boolean {
  if (!program.files) return true
  const known = answers.get(program) ?? new Map<string, boolean>()
  answers.set(program, known)
  const before = known.get(path)
  if (before !== undefined) return before
  const answer = isEntryOfLibrary(path, program.files.root)
  known.set(path, answer)
  return answer
}

function isEntryOfLibrary(path: string, root: string): boolean {
  for (let at = dirname(path); ; at = dirname(at)) {
    const manifest = readManifest(at)
    if (manifest) return isLibrary(manifest) && isEntry(relative(at, path).split(sep).join('/'), manifest)
    if (at === root || dirname(at) === at) return false
  }
}

/** Is the package there to be imported by others? */
export function isLibrary(manifest: Record<string, unknown>): boolean {
  if (manifest['private'] === true) return false
  const engines = manifest['engines']
  return !(isRecord(engines) && engines['vscode'] !== undefined)
}

/** Entries are often built: `dist/index.js` comes from `index.ts` or `src/index.ts`. A pattern (`./*`) exports everything. */
function isEntry(path: string, manifest: Record<string, unknown>): boolean {
  const entries = [manifest['main'], manifest['module'], manifest['types'], manifest['typings'], manifest['browser'], manifest['exports']].flatMap(stringsIn).filter((entry) => !entry.endsWith('.json'))
  const stem = stemOf(path)
  return entries.some((entry) => (entry.includes('*') ? matchesPattern(entry, path) : stemOf(join('.', entry).split(sep).join('/')) === stem))
}

function matchesPattern(entry: string, path: string): boolean {
  const [before = ''] = stemOf(join('.', entry).split(sep).join('/')).split('*')
  return stemOf(path).startsWith(before)
}

function stemOf(path: string): string {
  return path
    .replace(/^(?:src|source|lib|dist|build|out|esm|cjs)\//, '')
    .replace(/^(?:src|esm|cjs|types)\//, '')
    .replace(/(?:\.d)?\.[cm]?[jt]sx?$/, '')
    .replace(/\/index$/, '')
}
