import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

import { isRecord } from '../ast/type-guards.ts'
import { APP_BUILDERS, HOST_CONFIGURATIONS, isHostModule, isPageModule, isServerModule } from '../catalog/hosts.ts'
import { findProgramRoot, readManifest } from './sources/program-root.ts'
import { stringsIn } from './sources/resolver.ts'

/** What the description of a package tells of the programs that its code runs in. */
export interface PackageFacts {
  /** The package's folder. */
  readonly dir: string
  /** `hosted`: an editor's extension, a desktop or phone app, a worker. `page`: it is built on a library for pages, and on none for servers. */
  readonly host: 'hosted' | 'page' | 'undecided'
  /** Others install and import it. */
  readonly isLibrary: boolean
  /** It has commands. */
  readonly isCommand: boolean
  /** It has a script that starts it, as a program of its own. */
  readonly isStarted: boolean
  /** It depends on a framework for servers or bots. */
  readonly usesServer: boolean
}

type Manifest = Readonly<Record<string, unknown>>

/** The facts of the nearest package around a file of the disk; null when there is none. What the workspace around it depends on, a member without its own says nothing of. */
export function packageFactsAt(path: string): PackageFacts | null {
  // A text that is on no disk only looks as if it lay in a package.
  const dir = existsSync(path) ? nearestPackage(path) : null
  const manifest = dir === null ? null : readManifest(dir)
  if (dir === null || !manifest) return null
  const dependencies = dependenciesOf(manifest)
  const usesServer = dependencies.some(isServerModule)
  const { dir: workspace } = findProgramRoot(path)
  const outer = workspace === dir ? null : readManifest(workspace)
  const isCommand = manifest['bin'] !== undefined
  // A command runs in Node, whatever app the package also builds.
  const isHosted = !isCommand && (isRunByHost(dir, manifest) || (!usesServer && outer !== null && isRunByHost(workspace, outer)))
  return {
    dir,
    host: isHosted ? 'hosted' : !usesServer && dependencies.some(isPageModule) ? 'page' : 'undecided',
    isLibrary: manifest['private'] !== true && entriesOf(manifest).some((entry) => !isSourceOfTypes(entry)),
    isCommand,
    isStarted: isRecord(manifest['scripts']) && Object.keys(manifest['scripts']).some((name) => /^(?:start|serve)(?::|$)/.test(name)),
    usesServer,
  }
}

function nearestPackage(path: string): string | null {
  for (let at = dirname(path); ; at = dirname(at)) {
    if (readManifest(at)) return at
    if (dirname(at) === at || existsSync(join(at, '.git'))) return null
  }
}

/** Does something else than the end of its work end the package's programs: an editor, a user, a phone, a network's edge? */
function isRunByHost(dir: string, manifest: Manifest): boolean {
  const engines = manifest['engines']
  if (isRecord(engines) && engines['vscode'] !== undefined) return true
  if (HOST_CONFIGURATIONS.some((name) => existsSync(join(dir, name)))) return true
  // What only tests and tools need says so of a program; a library may try itself out in an app.
  const isProgram = manifest['private'] === true && manifest['workspaces'] === undefined
  return namesIn(manifest['dependencies']).some(isHostModule) || dependenciesOf(manifest).some((name) => APP_BUILDERS.has(name) || (isProgram && isHostModule(name)))
}

function dependenciesOf(manifest: Manifest): string[] {
  return [manifest['dependencies'], manifest['devDependencies'], manifest['peerDependencies']].flatMap(namesIn)
}

function namesIn(list: unknown): string[] {
  return isRecord(list) ? Object.keys(list) : []
}

/** The files that the package offers to whoever imports it; a workspace may name others for when it is published. */
function entriesOf(manifest: Manifest): string[] {
  const published = isRecord(manifest['publishConfig']) ? manifest['publishConfig'] : {}
  return [manifest, published].flatMap(({ main, module, exports }) => [main, module, exports].flatMap(stringsIn)).filter((entry) => !entry.endsWith('.json'))
}

/** `./src/index.ts`: only the workspace around the package can import it, since Node runs no TypeScript of installed packages. Types tell nothing of that. */
function isSourceOfTypes(entry: string): boolean {
  return /\.[mc]?tsx?$/.test(entry)
}
