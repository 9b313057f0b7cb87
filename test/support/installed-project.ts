import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import { ROOT } from './repository.ts'

/** What a finished command printed, and its exit code. */
export interface Finished {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

/** A scratch project outside the repository, with the packed package installed by npm as a user would. */
export interface InstalledProject {
  readonly folder: string
  /** What `npm install` said: warnings about peers are failures too. */
  readonly install: Finished
  write(files: Readonly<Record<string, string>>): void
  run(command: string, ...args: string[]): Finished
  remove(): void
}

let tarball: string | null = null

/** Packs what the repository's build gives, once; the tarball's path. Scripts stay out: `prepack` would empty `dist/` under other tests. */
export function packedTarball(): string {
  if (tarball !== null) return tarball
  const folder = mkdtempSync(join(tmpdir(), 'leaks-packed-'))
  process.once('exit', () => {
    rmSync(folder, { recursive: true, force: true })
  })
  const output = execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], { cwd: ROOT, encoding: 'utf8' })
  tarball = join(folder, output.trim().split('\n').at(-1) ?? '')
  return tarball
}

/** Makes a scratch project and installs the package and these others into it, with npm's defaults: a peer conflict fails. */
export async function installProject(
  packages: readonly string[],
  files: Readonly<Record<string, string>> = {},
): Promise<InstalledProject> {
  return await installProjectBy('npm', ['install', '--save-dev', '--prefer-offline', '--no-audit', '--no-fund', packedTarball(), ...packages], files)
}

/** The same by any command that installs. */
export async function installProjectBy(
  command: string,
  args: readonly string[],
  files: Readonly<Record<string, string>> = {},
): Promise<InstalledProject> {
  const folder = mkdtempSync(join(tmpdir(), 'leaks-installed-'))
  const project = {
    folder,
    write: (texts: Readonly<Record<string, string>>) => {
      writeFiles(folder, texts)
    },
    run: (command: string, ...args: string[]) => runIn(folder, command, args),
    remove: () => {
      rmSync(folder, { recursive: true, force: true })
    },
  }
  project.write({ 'package.json': '{ "name": "scratch", "private": true, "type": "module" }\n', ...files })
  return { ...project, install: await finish(command, args, folder) }
}

function writeFiles(folder: string, texts: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}

/** A command that a package brings (`eslint`), or one of the system. */
function runIn(folder: string, command: string, args: readonly string[]): Finished {
  const own = join(folder, 'node_modules/.bin', command)
  const options = { cwd: folder, encoding: 'utf8', env: userEnvironment() } as const
  const { status, stdout, stderr } = spawnSync(existsSync(own) ? own : command, args, options)
  return { status, stdout, stderr }
}

/** Projects are installed side by side: most of an install is waiting. */
export function finish(command: string, args: readonly string[], folder: string): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: folder, env: userEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] })
    const printed = { stdout: '', stderr: '' }
    for (const stream of ['stdout', 'stderr'] as const) {
      child[stream].setEncoding('utf8').on('data', (text: string) => {
        printed[stream] += text
      })
    }
    child.once('error', reject)
    child.once('close', (status) => {
      resolve({ status, ...printed })
    })
  })
}

/** This process's environment without what npm and the test runner put there. */
function userEnvironment(): NodeJS.ProcessEnv {
  const theirs = /^npm_(?:config_(?:legacy|force|omit)|lifecycle|package)|^(?:NODE_PATH|INIT_CWD|FORCE_COLOR|NODE_ENV|VITEST.*)$/
  const kept = Object.entries(process.env).filter(([name]) => !theirs.test(name))
  return { ...Object.fromEntries(kept), NO_COLOR: '1' }
}
