import type { Neighbors } from '../analysis/search.ts'
import { lookAt, mayExportName, type FileLook } from './sources/file-looks.ts'
import type { ProgramView } from './view.ts'

/** A look through the imports of one call gives up after so many files. */
const MAX_LOOKS = 250

/**
 * The files around a linted one, for a search that follows its imports. `holds` is a cheap test of a file's text for what is looked for: a file is
 * only parsed if it, or one that it imports, passes. What is missing, unreadable or does not parse is not there.
 */
export function createNeighbors(view: ProgramView, holds: (look: FileLook) => boolean): Neighbors {
  const answers = new Map<string, boolean>()
  return {
    open: (from, specifier) => view.importedFile(view.homeOf(from), specifier)?.file ?? null,
    mayExport(from, specifier, name) {
      const path = view.pathOfImport(view.homeOf(from).path, specifier)
      const look = path === null ? null : lookAt(path)
      return look ? look.passesAllOn || mayExportName(look.text, name) : false
    },
    mayHold(from, specifier, depth) {
      const path = view.pathOfImport(view.homeOf(from).path, specifier)
      if (path === null) return false
      const key = `${String(depth)}\0${path}`
      const known = answers.get(key)
      if (known !== undefined) return known
      const answer = looksThrough(view, path, depth, holds)
      answers.set(key, answer)
      return answer
    },
  }
}

/** Breadth first, nearest files first; files that only pass exports on cost no depth. */
function looksThrough(view: ProgramView, start: string, depth: number, holds: (look: FileLook) => boolean): boolean {
  const seen = new Set([start])
  let level = [start]
  let looks = 0
  for (let left = depth; left >= 0 && level.length > 0; left--) {
    const next: string[] = []
    for (const path of level) {
      const look = lookAt(path)
      if (!look) continue
      if (++looks > MAX_LOOKS) return false
      if (holds(look)) return true
      const add = (list: string[], specifiers: readonly string[]): void => {
        for (const specifier of specifiers) {
          const other = view.pathOfImport(path, specifier)
          if (other === null || seen.has(other)) continue
          seen.add(other)
          list.push(other)
        }
      }
      add(level, look.passedOn)
      add(next, look.imports)
    }
    level = next
  }
  return false
}
