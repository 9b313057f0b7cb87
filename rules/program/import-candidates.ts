import { basename, dirname, relative, sep } from 'node:path'

import type { SourceProgram } from './sources/source-program.ts'
import { ALL_PASSED_ON, PASSED_ON, Written } from './sources/word-index.ts'
import type { ProgramFile } from './view.ts'

/** A name under which a file exports something. */
export interface Exported {
  readonly home: ProgramFile
  readonly name: string
}

/** What a file must write to be read. */
export interface Needed {
  readonly name: string
  readonly written: Written
}

/** Or may the import come through the file: `export { x } from`, `export * from`? */
function isWrittenIn({ files }: SourceProgram, path: string, { name, written }: Needed): boolean {
  return written === Written.anywhere || files?.mentions(path, name, written) === true || files?.mentions(path, PASSED_ON) === true
}

/**
 * Files that may import an export, told by their words: they name it, or, for a default export and where all is passed on, the file it comes from.
 * With `needed`, only those that write its name that way or pass exports on.
 */
export function findImporting(program: SourceProgram, exported: Exported, needed: Needed | null): string[] {
  const all = candidatesFor(program, exported)
  return needed ? all.filter((path) => isWrittenIn(program, path, needed)) : all
}

function candidatesFor(program: SourceProgram, { home, name }: Exported): string[] {
  const word = wordOfFile(home.path ?? '', program.files?.root ?? '')
  const naming = word === null ? [] : program.mentioning(home, word)
  if (name === 'default') return naming
  const barrels = naming.filter((path) => program.files?.mentions(path, ALL_PASSED_ON) === true)
  return [...new Set([...program.mentioning(home, name), ...barrels])]
}

/** The last word of a file's name, which an import of it must write; of its folder's for an `index` file. */
export function wordOfFile(path: string, root: string): string | null {
  const stem = basename(path).replace(/\.[cm]?[jt]sx?$/, '')
  const name = stem === 'index' ? (relative(root, dirname(path)).split(sep).at(-1) ?? '') : stem
  return /[\w$]+$/.exec(name)?.[0] ?? null
}
