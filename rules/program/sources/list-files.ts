import { readdirSync, statSync, type Dirent } from 'node:fs'
import { sep } from 'node:path'

/**
 * What the disk says of a file: enough to see that it has changed. The time of modification and the size alone are not: archives, layers of images and
 * `SOURCE_DATE_EPOCH` give other contents the same. The time of change is the file system's own, which nobody sets; a file that is replaced is another node.
 */
export interface FileStamp {
  readonly path: string
  readonly mtimeMs: number
  readonly ctimeMs: number
  readonly node: number
  readonly size: number
}

/** Is the file still what it was when it was stamped? */
export function isSameStamp(a: FileStamp, b: FileStamp): boolean {
  return a.size === b.size && a.mtimeMs === b.mtimeMs && a.ctimeMs === b.ctimeMs && a.node === b.node
}

export interface FileList {
  readonly files: readonly FileStamp[]
  readonly manifests: readonly string[]
  /** False when a bound was reached. */
  readonly isComplete: boolean
}

/** Larger files are generated or bundled. */
export const MAX_FILE_BYTES = 400_000
const MAX_FILES = 8000
const MAX_BYTES = 120_000_000

const SOURCE = /\.[cm]?[jt]sx?$/
const NO_SOURCE = /^\.pnp\.|\.d\.[cm]?ts$|[.-]min\.[cm]?js$|\.bundle\.js$/
const SKIPPED = new Set(['node_modules', 'bower_components', 'dist', 'build', 'out', 'coverage', 'vendor', 'vendors', 'third_party', 'thirdparty', 'target', 'tmp', 'temp', '__snapshots__'])

/** Every source file below a folder, and every folder that has a package.json; at most 8,000 files of together 120 MB. */
export function listFiles(root: string): FileList {
  const files: FileStamp[] = []
  const manifests: string[] = []
  const queue = [root]
  let bytes = 0
  for (let dir = queue.shift(); dir !== undefined; dir = queue.shift()) {
    for (const entry of entriesOf(dir)) {
      const path = `${dir}${sep}${entry.name}`
      if (entry.isDirectory()) {
        if (!SKIPPED.has(entry.name) && !entry.name.startsWith('.')) queue.push(path)
        continue
      }
      if (entry.name === 'package.json') manifests.push(dir)
      if (!entry.isFile() || !SOURCE.test(entry.name) || NO_SOURCE.test(entry.name)) continue
      const stamp = stampOf(path)
      if (!stamp || stamp.size > MAX_FILE_BYTES) continue
      bytes += stamp.size
      if (files.length >= MAX_FILES || bytes > MAX_BYTES) return { files, manifests, isComplete: false }
      files.push(stamp)
    }
  }
  return { files, manifests, isComplete: true }
}

function entriesOf(dir: string): readonly Dirent[] {
  try {
    return readdirSync(dir, { withFileTypes: true })
  } catch {
    // Forbidden, or gone since its parent was read.
    return []
  }
}

/** Null for what is not a file, or not to be looked at. */
export function stampOf(path: string): FileStamp | null {
  try {
    const stat = statSync(path, { throwIfNoEntry: false })
    return stat?.isFile() ? { path, mtimeMs: stat.mtimeMs, ctimeMs: stat.ctimeMs, node: stat.ino, size: stat.size } : null
  } catch {
    // `throwIfNoEntry` covers only a missing entry: a file taken for a folder, or a forbidden one, throws.
    return null
  }
}
