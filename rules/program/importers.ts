import { relative } from 'node:path'

import { kindOfPath } from '../catalog/file-kinds.ts'
import { wordOfFile } from './export-uses.ts'
import type { SourceProgram } from './sources/source-program.ts'
import type { ProgramFile } from './view.ts'

const answers = new WeakMap<ProgramFile, boolean>()

/**
 * Does a production file import this one? Told by its text: a module specifier that ends in the file's name, or, for an `index` file, its folder's.
 * A file of the same name elsewhere may be meant; then the answer is yes all the same. True where there are no files to look at.
 */
export function isImported(program: SourceProgram, home: ProgramFile): boolean {
  const { files } = program
  if (home.path === null || !files) return true
  const known = answers.get(home)
  if (known !== undefined) return known
  const word = wordOfFile(home.path, files.root)
  const specifier = word === null ? null : new RegExp(`['"\`][^'"\`\\n]*${word.replaceAll('$', '\\$')}(?:/index)?(?:\\.[cm]?[jt]sx?)?['"\`]`)
  const answer = word === null || specifier === null || program.mentioning(home, word).some((path) => kindOfPath(relative(files.root, path)) === 'production' && files.matches(path, specifier))
  answers.set(home, answer)
  return answer
}
