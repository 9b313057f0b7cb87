import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

export interface Source {
  /** The package and what kind of program it is. */
  readonly name: string
  readonly kind: string
  /** Below `node_modules`. */
  readonly folder: string
  readonly ending: '.ts' | '.js'
}

/** Published sources as people wrote them, of kinds that differ in what the rules find to do. All are devDependencies at exact versions. */
export const SOURCES: readonly Source[] = [
  { name: 'zod', kind: 'schema library with its tests', folder: 'zod/src', ending: '.ts' },
  { name: 'fastify', kind: 'web server with its tests', folder: 'fastify', ending: '.js' },
  { name: 'discord.js', kind: 'bot framework: caches, sockets, timers', folder: 'discord.js/src', ending: '.js' },
  { name: 'ai', kind: 'agent toolkit: streams, hooks', folder: 'ai/src', ending: '.ts' },
  { name: 'rxjs', kind: 'subscriptions', folder: 'rxjs/src', ending: '.ts' },
  { name: '@tanstack/query-core', kind: 'caches, polling', folder: '@tanstack/query-core/src', ending: '.ts' },
  { name: 'socket.io', kind: 'connections', folder: 'socket.io/dist', ending: '.js' },
]

export interface SourceText {
  /** As a project would name it: rules treat files below `node_modules` or `test` otherwise. */
  readonly path: string
  readonly text: string
  readonly lines: number
}

export function readSource({ folder, ending }: Source, nodeModules: string): SourceText[] {
  const root = join(nodeModules, folder)
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending) && !entry.name.endsWith('.d.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !relative(root, path).split(/[\\/]/).includes('node_modules'))
    .sort()
    .map((path) => {
      const text = readFileSync(path, 'utf8')
      return { path: join('src', relative(root, path).replaceAll(/[\\/]/g, '-')), text, lines: text.split('\n').length }
    })
}
