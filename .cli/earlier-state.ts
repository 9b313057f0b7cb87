import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, sep } from 'node:path'

import { UsageError } from './arguments.ts'

/** The files of a repository as they were at a revision, in a folder of their own. */
export interface EarlierState {
  /** Where the scanned folder was. */
  readonly root: string
  /** Where a file of today was then, in that folder; null for one that was not there. */
  pathOf(file: string): string | null
  remove(): void
}

/**
 * Lays out the whole state that the work tree's change started from: the common ancestor of `revision` and what is checked out, so that what
 * has been mended there meanwhile does not count as added here. Follows renames. Throws `UsageError`.
 */
export function layOutEarlier(root: string, revision: string): EarlierState {
  const git = (args: readonly string[], environment: NodeJS.ProcessEnv = {}) =>
    spawnSync('git', ['-C', root, ...args], { encoding: 'utf8', maxBuffer: 1 << 28, env: { ...process.env, ...environment } })
  const top = git(['rev-parse', '--show-toplevel'])
  if (top.status !== 0) throw new UsageError(`\`--since\` needs a git repository, and \`${root}\` is in none.`)
  const named = git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`])
  if (named.status !== 0) throw new UsageError(`There is no git revision \`${revision}\` here.`)
  const commit = named.stdout.trim()
  const start = git(['merge-base', commit, 'HEAD']).stdout.trim() || commit

  const repository = top.stdout.trim()
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'leaks-since-')))
  const remove = (): void => {
    rmSync(folder, { recursive: true, force: true })
  }
  const state = join(folder, 'state')
  // An index of its own: the user's is left alone.
  const index = { GIT_INDEX_FILE: join(folder, 'index') }
  const laid = [git(['read-tree', start], index), git(['-C', repository, 'checkout-index', '--all', `--prefix=${state}/`], index)]
  if (laid.some(({ status }) => status !== 0)) {
    remove()
    throw new UsageError(`The state at \`${revision}\` cannot be laid out: ${laid.map(({ stderr }) => stderr.trim()).join(' ')}`)
  }

  // The rules look no further up than a repository.
  mkdirSync(join(state, '.git'), { recursive: true })

  const then = new Set(git(['ls-tree', '-r', '-z', '--name-only', '--full-tree', start]).stdout.split('\0'))
  const renames = renamesOf(git(['diff', '--name-status', '-z', '-M', '--diff-filter=R', start]).stdout)
  return {
    root: join(state, relative(repository, realpathSync(root))),
    pathOf: (file) => {
      const name = relative(repository, realpathSync(file)).split(sep).join('/')
      const earlier = renames.get(name) ?? name
      return then.has(earlier) ? join(state, earlier) : null
    },
    remove,
  }
}

/** New names to old ones, of `git diff --name-status -z`: `R100`, old, new. */
function renamesOf(listed: string): Map<string, string> {
  const parts = listed.split('\0')
  const renames = new Map<string, string>()
  for (let at = 0; at + 2 < parts.length; at += 3) renames.set(parts[at + 2] ?? '', parts[at + 1] ?? '')
  return renames
}
