import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

import { isRecord } from '../../ast/type-guards.ts'
import { isSameStamp, stampOf, type FileStamp } from './list-files.ts'

/** The folder whose files make up the program of a linted file. */
export interface ProgramRoot {
  readonly dir: string
  /** Is it told by a package.json or a workspace, or only by where the file lies? */
  readonly isPackage: boolean
}

const FORMAT_KEYS: ReadonlySet<string> = new Set(['type', 'sideEffects'])

const WORKSPACES = ['pnpm-workspace.yaml', 'lerna.json', 'nx.json', 'turbo.json', 'rush.json']

/**
 * The outermost workspace around a file, else its nearest package, else its own folder. Looks no further up than the repository, so that a checkout
 * inside another project stays a program of its own.
 */
export function findProgramRoot(path: string): ProgramRoot {
  let nearest: string | null = null
  let workspace: string | null = null
  for (let at = dirname(path); ; at = dirname(at)) {
    const manifest = readManifest(at)
    if (manifest) nearest ??= at
    if (manifest?.['workspaces'] !== undefined || WORKSPACES.some((name) => existsSync(join(at, name)))) workspace = at
    if (existsSync(join(at, '.git')) || dirname(at) === at) break
  }
  return { dir: workspace ?? nearest ?? dirname(path), isPackage: (workspace ?? nearest) !== null }
}

interface Read {
  readonly stamp: FileStamp
  readonly manifest: Record<string, unknown> | null
}

/** Every linted file asks for the manifests above it. */
const read = new Map<string, Read>()
const READ_AT_MOST = 500

/**
 * A folder's package.json; null when there is none that can be read, or it only tells of what format the folder's files are (`{ "type": "module" }`). Kept
 * until it changes on the disk.
 */
export function readManifest(dir: string): Readonly<Record<string, unknown>> | null {
  const stamp = stampOf(join(dir, 'package.json'))
  if (!stamp) return null
  const known = read.get(dir)
  if (known && isSameStamp(known.stamp, stamp)) return known.manifest
  if (read.size >= READ_AT_MOST) read.clear()
  const manifest = parseManifest(stamp.path)
  read.set(dir, { stamp, manifest })
  return manifest
}

function parseManifest(path: string): Record<string, unknown> | null {
  try {
    const manifest: unknown = JSON.parse(readFileSync(path, 'utf8'))
    return isRecord(manifest) && !Object.keys(manifest).every((key) => FORMAT_KEYS.has(key)) ? manifest : null
  } catch {
    // Being written, or no JSON: the folder is no package then.
    return null
  }
}
