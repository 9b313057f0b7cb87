import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'

import ignore, { type Ignore } from 'ignore'

/** Tells whether a path below a folder is ignored. */
export interface IgnoreTest {
  ignores(path: string, isFolder: boolean): boolean
}

const NOTHING: IgnoreTest = { ignores: () => false }

/**
 * What is left out below a folder. In a git repository git itself is asked, so that its own excludes count and what is tracked all the same
 * is kept; elsewhere, as in an image without `.git`, the `.gitignore` files from `top` down say it. A folder that is ignored itself was
 * asked for: nothing in it is left out.
 */
export function createIgnoreTest(folder: string, top: string): IgnoreTest {
  const git = (...args: string[]) => spawnSync('git', ['-C', folder, ...args], { encoding: 'utf8', maxBuffer: 1 << 28 })
  const { status } = git('check-ignore', '-q', '.')
  if (status === 0) return NOTHING
  if (status !== 1) return fromFiles(folder, top)
  const listed = git('ls-files', '-z', '--others', '--ignored', '--exclude-standard', '--directory')
  if (listed.status !== 0) return fromFiles(folder, top)
  const paths = new Set(listed.stdout.split('\0').flatMap((path) => (path === '' ? [] : [join(folder, path).replace(/[/\\]$/, '')])))
  return { ignores: (path) => paths.has(path) }
}

function fromFiles(folder: string, top: string): IgnoreTest {
  const rules = new Map<string, Ignore | null>()
  const rulesOf = (dir: string): Ignore | null => {
    if (!rules.has(dir)) rules.set(dir, readRules(join(dir, '.gitignore')))
    return rules.get(dir) ?? null
  }
  const ignores = (path: string, isFolder: boolean): boolean => {
    // The nearest file that has a say wins.
    for (let dir = dirname(path); isBelow(dir, top); dir = dirname(dir)) {
      const name = relative(dir, path).split(sep).join('/')
      const { ignored, unignored } = rulesOf(dir)?.test(isFolder ? `${name}/` : name) ?? { ignored: false, unignored: false }
      if (ignored || unignored) return ignored
      if (dir === dirname(dir)) break
    }
    return false
  }
  for (let dir = folder; isBelow(dir, top) && dir !== top; dir = dirname(dir)) if (ignores(dir, true)) return NOTHING
  return { ignores }
}

function isBelow(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep)
}

function readRules(path: string): Ignore | null {
  try {
    return ignore().add(readFileSync(path, 'utf8'))
  } catch {
    // There is none.
    return null
  }
}
