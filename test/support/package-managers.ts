import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

import { installProject, installProjectBy, packedTarball, type Finished, type InstalledProject } from './installed-project.ts'

/** A package manager, from npm at an exact version. */
export interface PackageManager {
  readonly name: string
  /** What npm installs to have it. */
  readonly packages: readonly string[]
  /** Its own settings, as files of a project. */
  readonly files: Readonly<Record<string, string>>
  readonly add: (tools: string, packages: readonly string[]) => readonly [string, ...string[]]
  /** How a package's command is run with it. */
  readonly run: (tools: string, command: string) => readonly [string, ...string[]]
}

const YARN = '@yarnpkg/cli-dist/bin/yarn.js'
const addWithYarn = (tools: string, packages: readonly string[]): readonly [string, ...string[]] => [
  'node', join(tools, YARN), 'add', '--dev', `eslint-plugin-leaks@file:${packedTarball()}`, ...packages,
]
const runWithYarn = (tools: string, command: string): readonly [string, ...string[]] => ['node', join(tools, YARN), command]

/** Yarn asks npm's registry unless told; the empty lockfile makes the folder a project of its own. */
function yarnFiles(linker: string): Record<string, string> {
  const registry = execFileSync('npm', ['config', 'get', 'registry'], { encoding: 'utf8' }).trim()
  return { 'yarn.lock': '', '.yarnrc.yml': `nodeLinker: ${linker}\nenableTelemetry: false\nnpmRegistryServer: ${JSON.stringify(registry)}\n` }
}

export const PACKAGE_MANAGERS: readonly PackageManager[] = [
  {
    name: 'pnpm',
    packages: ['pnpm@12.21.0'],
    files: {},
    add: (tools, packages) => [join(tools, '.bin/pnpm'), 'add', '--save-dev', packedTarball(), ...packages],
    run: (tools, command) => [join(tools, '.bin/pnpm'), 'exec', command],
  },
  { name: 'Yarn, node-modules', packages: ['@yarnpkg/cli-dist@4.18.1'], files: yarnFiles('node-modules'), add: addWithYarn, run: runWithYarn },
  { name: 'Yarn, Plug’n’Play', packages: ['@yarnpkg/cli-dist@4.18.1'], files: yarnFiles('pnp'), add: addWithYarn, run: runWithYarn },
  {
    name: 'Bun',
    packages: ['bun@1.4.5'],
    files: {},
    add: (tools, packages) => [join(tools, '.bin/bun'), 'add', '--dev', packedTarball(), ...packages],
    run: (tools, command) => [join(tools, '.bin/bun'), 'x', command],
  },
]

/** A project that a manager has installed the package and these others into. */
export async function installWith(
  manager: PackageManager,
  tools: InstalledProject,
  packages: readonly string[],
  files: Readonly<Record<string, string>>,
): Promise<InstalledProject> {
  const [command, ...args] = manager.add(join(tools.folder, 'node_modules'), packages)
  return await installProjectBy(command, args, { ...files, ...manager.files })
}

/** Runs a package's command as that manager does. */
export function runWith(manager: PackageManager, tools: InstalledProject, project: InstalledProject, command: string, ...args: string[]): Finished {
  const [first, ...rest] = manager.run(join(tools.folder, 'node_modules'), command)
  return project.run(first, ...rest, ...args)
}

/** The managers themselves, all in one folder. */
export async function installManagers(): Promise<InstalledProject> {
  return await installProject([...new Set(PACKAGE_MANAGERS.flatMap(({ packages }) => packages))])
}
