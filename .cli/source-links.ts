import { spawnSync } from 'node:child_process'
import { dirname, join, relative, sep } from 'node:path'

/** Where a reader finds a line of a file that is named from the scan's root. */
export type LinkTo = (file: string, line: number) => string

/**
 * Links to the commit on the host of the repository, where there is one that is known; else to the file itself, seen from where the report
 * lies. What a remote's address holds besides host and path, such as a password, is dropped.
 */
export function createLinks(root: string, report: string | null): LinkTo {
  return hostedLinks(root) ?? localLinks(root, report)
}

function localLinks(root: string, report: string | null): LinkTo {
  const from = report === null ? root : dirname(report)
  return (file, line) => `${encodePath(relative(from, join(root, file)))}#L${String(line)}`
}

function hostedLinks(root: string): LinkTo | null {
  const git = (...args: string[]): string => spawnSync('git', ['-C', root, ...args], { encoding: 'utf8' }).stdout?.trim() ?? ''
  const hosted = readRemote(git('remote', 'get-url', 'origin'))
  const commit = git('rev-parse', '--verify', '--quiet', 'HEAD')
  if (!hosted || commit === '') return null
  const prefix = git('rev-parse', '--show-prefix')
  return (file, line) => `${hosted}/${commit}/${encodePath(`${prefix}${file}`)}#L${String(line)}`
}

/** The address of a repository's files on GitHub or a GitLab, from what its remote is called; null for other hosts. */
export function readRemote(remote: string): string | null {
  const [, host = '', path = ''] = /^(?:https?:\/\/|ssh:\/\/)?(?:[^/@]+@)?([\w.-]+)(?::\d+)?[:/](?!\/)(.+?)(?:\.git)?\/?$/.exec(remote) ?? []
  const repository = encodePath(path)
  if (host === 'github.com') return `https://${host}/${repository}/blob`
  return /(?:^|\.)gitlab\./.test(host) ? `https://${host}/${repository}/-/blob` : null
}

function encodePath(path: string): string {
  return path.split(sep).join('/').split('/').map(encodeURIComponent).join('/')
}
