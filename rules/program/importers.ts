import { relative } from 'node:path'

import { kindOfPath } from '../catalog/file-kinds.ts'
import { wordOfFile } from './import-candidates.ts'
import { isPublicPath } from './package-entries.ts'
import type { SourceProgram } from './sources/source-program.ts'
import type { ProgramFile } from './view.ts'

const answers = new WeakMap<ProgramFile, boolean>()

/**
 * Does a production file import this one? Told by its text: a module specifier that ends in the file's name, or, for an `index` file, its folder's.
 * A file of the same name elsewhere may be meant; then the answer is yes all the same. True where there are no files to look at.
 */
export function isImported(program: SourceProgram, home: ProgramFile): boolean {
  if (home.path === null || !program.files) return true
  const known = answers.get(home)
  if (known !== undefined) return known
  const found = importersOf(program, home.path)
  const answer = found === null || found.length > 0
  answers.set(home, answer)
  return answer
}

/** So many importers of importers are looked at. */
const MAX_IMPORTERS = 80

/**
 * Can whoever installs the package come to the file: is it an entry of a library, or imported by one, by what one imports, and so on? Told by the texts
 * of at most eighty files; past them, and where there are no files to look at, yes.
 */
export function isOffered(program: SourceProgram, home: ProgramFile): boolean {
  if (home.path === null || !program.files) return true
  const seen = new Set([home.path])
  for (const path of seen) {
    if (isPublicPath(program, path)) return true
    const found = importersOf(program, path)
    if (found === null || seen.size + found.length > MAX_IMPORTERS) return true
    for (const importer of found) seen.add(importer)
  }
  return false
}

/** The production files with an import that ends in the file's name; null where that can't be told. */
function importersOf({ files, root }: SourceProgram, path: string): string[] | null {
  const word = files === null ? null : wordOfFile(path, files.root)
  if (files === null || word === null) return null
  const specifier = new RegExp(`['"\`][^'"\`\\n]*${word.replaceAll('$', '\\$')}(?:/index)?(?:\\.[cm]?[jt]sx?)?['"\`]`)
  const others = files.mentioning(word).filter((other) => other !== path && other !== root.path && kindOfPath(relative(files.root, other)) === 'production' && files.matches(other, specifier))
  return root.path !== null && root.path !== path && specifier.test(root.file.text) ? [root.path, ...others] : others
}
