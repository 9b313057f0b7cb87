import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

import type * as OxcResolver from 'oxc-resolver'

import { isRecord } from '../../ast/type-guards.ts'
import { createAliases } from './path-aliases.ts'
import { readManifest } from './program-root.ts'

const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs']

/** Finds the source file that an import means. Keeps its answers: made anew when the program's files change. */
export interface Resolver {
  /** The file's absolute path; null for a package that is not of the program, or a file that is not there. */
  resolve(from: string, specifier: string): string | null
}

/** Resolves as TypeScript and bundlers do: tsconfig `paths`, `exports`, `imports`, and packages of the workspace, installed or not. */
export function createResolver(packageFolders: readonly string[]): Resolver {
  const known = new Map<string, string | null>()
  const native = createNative()
  const aliases = createAliases()
  let packages: Map<string, Package> | null = null
  const resolveOnce = (from: string, specifier: string): string | null => {
    const found = native ? resolveNatively(native, from, specifier) : null
    if (found !== null || isPath(specifier)) return found
    for (const path of aliases(from, specifier)) {
      const aliased = fileAt(path) ?? fileAt(join(path, 'index'))
      if (aliased !== null) return aliased
    }
    packages ??= packagesIn(packageFolders)
    return resolveWorkspace(packages, specifier)
  }
  return {
    resolve(from, specifier) {
      if (specifier.startsWith('node:')) return null
      const key = `${isPath(specifier) ? dirname(from) : from}\0${specifier}`
      const before = known.get(key)
      if (before !== undefined) return before
      const found = resolveOnce(from, specifier)
      known.set(key, found)
      return found
    },
  }
}

function isPath(specifier: string): boolean {
  return specifier.startsWith('.') || specifier.startsWith('/')
}

interface NativeResolvers {
  /** With the `paths` of tsconfig files. */
  readonly configured: OxcResolver.ResolverFactory
  /** For where a tsconfig can't be read as a whole, since what it extends is not installed: then the other one finds nothing at all. */
  readonly plain: OxcResolver.ResolverFactory
}

function resolveNatively({ configured, plain }: NativeResolvers, from: string, specifier: string): string | null {
  const { path, error } = configured.resolveFileSync(from, specifier)
  return ownSource(path ?? (error === undefined ? null : (plain.resolveFileSync(from, specifier).path ?? null)))
}

function createNative(): NativeResolvers | null {
  try {
    const found: unknown = createRequire(import.meta.url)('oxc-resolver')
    if (!isResolver(found)) return null
    const options: OxcResolver.NapiResolveOptions = {
      extensions: EXTENSIONS,
      extensionAlias: { '.js': ['.ts', '.tsx', '.js', '.jsx'], '.jsx': ['.tsx', '.jsx'], '.mjs': ['.mts', '.mjs'], '.cjs': ['.cts', '.cjs'] },
      conditionNames: ['source', 'development', 'import', 'module', 'node', 'require', 'default', 'types'],
      mainFields: ['source', 'module', 'main'],
    }
    return { configured: new found.ResolverFactory({ ...options, tsconfig: 'auto' }), plain: new found.ResolverFactory(options) }
  } catch {
    // No build for this platform: only packages of the workspace are found.
    return null
  }
}

function isResolver(found: unknown): found is Pick<typeof OxcResolver, 'ResolverFactory'> {
  return isRecord(found) && typeof found['ResolverFactory'] === 'function'
}

/** A file of the program's own; what is built is taken back to its source, and what is installed is none. */
function ownSource(path: string | null): string | null {
  if (path === null || path.split(/[\\/]/).includes('node_modules')) return null
  if (!/\.d\.[cm]?ts$/.test(path) && EXTENSIONS.some((extension) => path.endsWith(extension)) && !isBuilt(path)) return path
  return sourceOf(path)
}

const BUILT = /([\\/])(?:dist|lib|build|out|esm|cjs)(?=[\\/])/

function isBuilt(path: string): boolean {
  return /[\\/](?:dist|build|out)[\\/]/.test(path)
}

/** `dist/a.js` comes from `src/a.ts`, or from `a.ts` beside the folder. */
function sourceOf(path: string): string | null {
  const stem = path.replace(/(?:\.d)?\.[cm]?[jt]sx?$/, '')
  const stems = [stem, stem.replace(BUILT, '$1src'), stem.replace(/([\\/])(?:dist|lib|build|out)[\\/](?:esm|cjs|src)(?=[\\/])/, '$1src'), stem.replace(/[\\/](?:dist|lib|build|out)(?=[\\/])/, '')]
  for (const candidate of stems.flatMap((one) => EXTENSIONS.map((extension) => one + extension))) {
    if (!isBuilt(candidate) && existsSync(candidate)) return candidate
  }
  return null
}

interface Package {
  readonly folder: string
  readonly manifest: Readonly<Record<string, unknown>>
}

/** The packages of the workspace by their names. */
function packagesIn(folders: readonly string[]): Map<string, Package> {
  const packages = new Map<string, Package>()
  for (const folder of folders) {
    const manifest = readManifest(folder)
    const name = manifest?.['name']
    if (manifest && typeof name === 'string' && !packages.has(name)) packages.set(name, { folder, manifest })
  }
  return packages
}

/** `@team/core/session` by the manifest of the workspace's package, as if it were installed and built from `src`. */
function resolveWorkspace(packages: ReadonlyMap<string, Package>, specifier: string): string | null {
  const [scope = '', second] = specifier.split('/')
  const name = scope.startsWith('@') && second !== undefined ? `${scope}/${second}` : scope
  const found = packages.get(name)
  if (!found) return null
  const { folder, manifest } = found
  const rest = specifier.slice(name.length)
  const targets = rest === '' ? [...targetsOf(manifest, '.'), manifest['source'], manifest['module'], manifest['main'], manifest['types'], './src/index.ts', './index.ts'] : [...targetsOf(manifest, `.${rest}`), `.${rest}.ts`, `./src${rest}.ts`, `./src${rest}/index.ts`, `.${rest}/index.ts`, `.${rest}`]
  for (const target of targets) {
    const path = typeof target === 'string' ? fileAt(join(folder, target)) : null
    if (path !== null) return path
  }
  return null
}

function fileAt(path: string): string | null {
  if (EXTENSIONS.some((extension) => path.endsWith(extension)) && !isBuilt(path) && existsSync(path)) return path
  return sourceOf(path)
}

/** What `exports` gives for a sub-path, under whichever condition; a pattern's star is filled in. */
function targetsOf(manifest: Readonly<Record<string, unknown>>, subpath: string): string[] {
  const exported = manifest['exports']
  if (typeof exported === 'string') return subpath === '.' ? [exported] : []
  if (!isRecord(exported)) return []
  if (!Object.keys(exported).some((key) => key.startsWith('.'))) return subpath === '.' ? stringsIn(exported) : []
  if (exported[subpath] !== undefined) return stringsIn(exported[subpath])
  for (const [pattern, target] of Object.entries(exported)) {
    const [before, after, ...more] = pattern.split('*')
    if (before === undefined || after === undefined || more.length > 0 || !subpath.startsWith(before) || !subpath.endsWith(after)) continue
    const star = subpath.slice(before.length, subpath.length - after.length)
    return stringsIn(target).map((one) => one.replaceAll('*', star))
  }
  return []
}

/** Every path that a part of a manifest names. */
export function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return isRecord(value) ? Object.values(value).flatMap(stringsIn) : []
}
