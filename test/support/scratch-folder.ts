import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import { scan, type Outcome } from '../../.cli/scan.ts'

/** A leak that every preset reports, on its first line. */
export const LEAK = "const seen = new Map()\nserver.on('request', (request) => {\n  seen.set(request.id, request.body)\n})\n"

/** A folder of one test file's own, outside the repository. */
export interface ScratchFolder {
  readonly path: string
  readonly write: (files: Readonly<Record<string, string>>) => void
  /** Runs the command as if it had been called there. */
  scan(...args: readonly string[]): Promise<Outcome>
  git(...args: readonly string[]): string
  readonly remove: () => void
}

export function makeScratchFolder(files: Readonly<Record<string, string>> = {}): ScratchFolder {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'leaks-scratch-')))
  // Some tests look at it as another user.
  chmodSync(path, 0o755)
  const who = ['-c', 'user.name=Test', '-c', 'user.email=test@example.org', '-c', 'commit.gpgsign=false', '-c', 'init.defaultBranch=main']
  const folder: ScratchFolder = {
    path,
    write: (texts) => {
      for (const [name, text] of Object.entries(texts)) {
        mkdirSync(dirname(join(path, name)), { recursive: true })
        writeFileSync(join(path, name), text)
      }
    },
    scan: (...args) => scan(args, { environment: {}, isTerminal: false, terminal: { write: () => true }, folder: path }),
    git: (...args) => execFileSync('git', ['-C', path, ...who, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }),
    remove: () => {
      rmSync(path, { recursive: true, force: true })
    },
  }
  folder.write(files)
  return folder
}
