import { type Dirent, readdirSync, statSync } from 'node:fs'
import { basename, dirname, extname, join, relative, sep } from 'node:path'

import { createIgnoreTest, type IgnoreTest } from './ignore-files.ts'

/** Installed, built or generated: what nobody there wrote by hand. */
const SKIPPED_FOLDERS = new Set([
  'node_modules', 'bower_components', 'dist', 'build', 'out', 'coverage', 'vendor', '.git', '.next', '.nuxt', '.svelte-kit', '.turbo', '.cache', '.yarn',
])
const SOURCE = new Set(['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.vue', '.svelte'])
const SKIPPED_FILES = /^\.pnp\.|\.d\.[mc]?ts$|\.d\.[\w-]+\.ts$|[.-]min\.[mc]?js$/

export interface FoundFiles {
  /** Absolute, sorted, each once. */
  readonly files: readonly string[]
  /** Folders that may not be read: what they hold is not known. */
  readonly closed: readonly string[]
}

/** Can a file be linted at all, by its name? */
export function isSource(path: string): boolean {
  return SOURCE.has(extname(path))
}

/**
 * Every source file below these folders, and the files named themselves. Does not follow symbolic links. What git ignores is left out, unless
 * it was named itself; `from` is the folder that the command was called in.
 */
export function findFiles(targets: readonly string[], from: string): FoundFiles {
  const files = new Set<string>()
  const closed = new Set<string>()
  for (const target of targets) {
    if (statSync(target).isFile()) {
      files.add(target)
      continue
    }
    const found = walk(target, createIgnoreTest(target, isWithin(target, from) ? from : target))
    for (const file of found.files) files.add(file)
    for (const folder of found.closed) closed.add(folder)
  }
  return { files: [...files].sort(), closed: [...closed].sort() }
}

function walk(target: string, ignored: IgnoreTest): FoundFiles {
  const files: string[] = []
  const closed: string[] = []
  const folders = [target]
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const entries = readFolder(folder)
    if (!entries) closed.push(folder)
    for (const entry of entries ?? []) {
      const path = join(folder, entry.name)
      if (entry.isDirectory() && !SKIPPED_FOLDERS.has(entry.name) && !ignored.ignores(path, true)) folders.push(path)
      else if (entry.isFile() && isSource(path) && !SKIPPED_FILES.test(entry.name) && !ignored.ignores(path, false)) files.push(path)
    }
  }
  return { files, closed }
}

function readFolder(folder: string): Dirent[] | null {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return null
  }
}

/**
 * The folder that files are judged from, by patterns such as `test/`: a folder that alone was named, since it was asked for; else `from` where
 * it holds all targets, as for a list of staged files; else the deepest folder that does.
 */
export function rootOf(targets: readonly string[], from: string): string {
  const [only] = targets
  if (targets.length === 1 && only !== undefined && statSync(only).isDirectory()) return only
  let folder = targets.every((target) => isWithin(target, from)) ? from : dirname(only ?? from)
  while (!targets.every((target) => isWithin(target, folder))) folder = dirname(folder)
  return folder
}

/** Is a path a folder or stands below it? */
export function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep)
}

/** How a file is named in the output. */
export function nameOf(path: string, root: string): string {
  return (relative(root, path) || basename(path)).split(sep).join('/')
}
