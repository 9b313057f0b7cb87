import type { Neighbors } from '../analysis/search.ts'
import type { SourceFile } from '../ast/source-file.ts'
import { mayExportName, pathOf, readSource, readText, type FileText } from './file-cache.ts'
import { resolveImport, type FileStamp } from './resolve-import.ts'

/** A look through the imports of one call gives up after so many files. */
const MAX_LOOKS = 250

/**
 * The files around a linted one, read from the disk through relative imports, without types. `holds` is a cheap test of a file's text for what is
 * looked for: a file is only parsed if it, or one that it imports, passes. What is missing, unreadable or does not parse is not there.
 */
export function createRelativeNeighbors(root: SourceFile, rootPath: string, holds: (found: FileText) => boolean): Neighbors {
  const resolved = new Map<string, FileStamp | null>()
  const answers = new Map<string, boolean>()

  const resolve = (from: string, specifier: string): FileStamp | null => {
    const key = `${from}\0${specifier}`
    const known = resolved.get(key)
    if (known !== undefined) return known
    const stamp = resolveImport(from, specifier)
    resolved.set(key, stamp)
    return stamp
  }
  const fileOf = (from: SourceFile, specifier: string): FileStamp | null => {
    const path = from === root ? rootPath : pathOf(from)
    return path === null ? null : resolve(path, specifier)
  }

  return {
    open(from, specifier) {
      const stamp = fileOf(from, specifier)
      if (!stamp) return null
      return stamp.path === rootPath ? root : readSource(stamp)
    },
    mayExport(from, specifier, name) {
      const stamp = fileOf(from, specifier)
      const found = stamp && readText(stamp)
      return found ? found.passesAllOn || mayExportName(found.text, name) : false
    },
    mayHold(from, specifier, depth) {
      const stamp = fileOf(from, specifier)
      if (!stamp) return false
      const key = `${depth}\0${stamp.path}`
      const known = answers.get(key)
      if (known !== undefined) return known
      const answer = looksThrough(stamp, depth, resolve, holds)
      answers.set(key, answer)
      return answer
    },
  }
}

/** Breadth first, nearest files first; files that only pass exports on cost no depth. */
function looksThrough(start: FileStamp, depth: number, resolve: (from: string, specifier: string) => FileStamp | null, holds: (found: FileText) => boolean): boolean {
  const seen = new Set([start.path])
  let level = [start]
  let looks = 0
  for (let left = depth; left >= 0 && level.length > 0; left--) {
    const next: FileStamp[] = []
    for (let at = 0; at < level.length; at++) {
      const stamp = level[at]
      const found = stamp && readText(stamp)
      if (!stamp || !found) continue
      if (++looks > MAX_LOOKS) return false
      if (holds(found)) return true
      const add = (list: FileStamp[], specifiers: readonly string[]): void => {
        for (const specifier of specifiers) {
          const other = resolve(stamp.path, specifier)
          if (!other || seen.has(other.path)) continue
          seen.add(other.path)
          list.push(other)
        }
      }
      add(level, found.passedOn)
      add(next, found.imports)
    }
    level = next
  }
  return false
}
