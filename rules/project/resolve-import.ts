import { statSync } from 'node:fs'
import { dirname, extname, join } from 'node:path'

const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs']

/** What an output extension in an import may stand for in the source: `./a.js` is `a.ts` or `a.tsx` first, as in TypeScript. */
const SOURCES_OF: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx', '.js', '.jsx'],
  '.jsx': ['.tsx', '.jsx'],
  '.mjs': ['.mts', '.mjs'],
  '.cjs': ['.cts', '.cjs'],
}

/** What the disk says of a file: enough to see that it has changed. */
export interface FileStamp {
  readonly path: string
  readonly mtimeMs: number
  readonly size: number
}

/**
 * The source file that a relative import of the file `from` means, as TypeScript resolves it: with the extension or without, through
 * `index` files. Declaration files, aliases and packages are not followed. Null when there is none.
 */
export function resolveImport(from: string, specifier: string): FileStamp | null {
  if (!/^\.{1,2}(?:\/|$)/.test(specifier)) return null
  const target = join(dirname(from), specifier)
  if (target.split(/[\\/]/).includes('node_modules')) return null
  for (const candidate of candidatesFor(target)) {
    const stamp = stampOf(candidate)
    if (stamp) return stamp
  }
  return null
}

function candidatesFor(target: string): string[] {
  const extension = extname(target)
  const mapped = SOURCES_OF[extension]
  const stem = target.slice(0, target.length - extension.length)
  const exact = mapped ? mapped.map((own) => stem + own) : EXTENSIONS.includes(extension) ? [target] : []
  return [...exact, ...EXTENSIONS.map((own) => target + own), ...EXTENSIONS.map((own) => join(target, `index${own}`))]
}

/** Null for what is not a file, or not to be looked at. */
export function stampOf(path: string): FileStamp | null {
  try {
    const stat = statSync(path, { throwIfNoEntry: false })
    return stat?.isFile() ? { path, mtimeMs: stat.mtimeMs, size: stat.size } : null
  } catch {
    // `throwIfNoEntry` covers only a missing entry: a file taken for a folder, or a forbidden one, throws.
    return null
  }
}
