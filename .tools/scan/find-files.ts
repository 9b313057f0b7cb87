import { type Dirent, readdirSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'

/** Installed, built or generated: what nobody there wrote by hand. */
const SKIPPED_FOLDERS = new Set(['node_modules', 'bower_components', 'dist', 'build', 'out', 'coverage', 'vendor', '.git', '.next', '.nuxt', '.svelte-kit', '.turbo', '.cache', '.yarn'])
const SOURCE = new Set(['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.vue', '.svelte'])
const SKIPPED_FILES = /\.d\.[mc]?ts$|\.d\.[\w-]+\.ts$|[.-]min\.[mc]?js$/

/** Every source file below a folder (or the one file named), in a stable order. Does not follow symbolic links. */
export function findFiles(target: string): string[] {
  if (statSync(target).isFile()) return [target]
  const found: string[] = []
  const folders = [target]
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of readFolder(folder)) {
      const path = join(folder, entry.name)
      if (entry.isDirectory() && !SKIPPED_FOLDERS.has(entry.name)) folders.push(path)
      else if (entry.isFile() && SOURCE.has(extname(entry.name)) && !SKIPPED_FILES.test(entry.name)) found.push(path)
    }
  }
  return found.sort()
}

function readFolder(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    // A folder that may not be read is as good as absent: the rest is still worth scanning.
    return []
  }
}
