import { findProgramRoot } from './sources/program-root.ts'
import { sourceFilesAt } from './sources/source-files.ts'
import type { ProgramFile, ProgramView } from './view.ts'

/** So many files are parsed. */
const MAX_FILES = 12

/** The other production files of a program that have all of these words; none when there are more than a dozen, so that the words tell nothing. */
export function filesMentioning(view: ProgramView, ...words: readonly string[]): ProgramFile[] {
  const { path } = view.root
  if (path === null || !view.hasOthers) return []
  const files = sourceFilesAt(findProgramRoot(path).dir)
  const [first, ...others] = words
  const paths = first === undefined ? [] : files.mentioning(first).filter((other) => other !== path && others.every((word) => files.mentions(other, word)))
  if (paths.length > MAX_FILES) return []
  return paths.flatMap((other) => {
    const file = files.parse(other)
    const home = file && { ...view.homeOf(file), path: other }
    return home && home.kind !== 'test' ? [home] : []
  })
}
