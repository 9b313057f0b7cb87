import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

import plugin from '../../index.ts'
import type { LeaksRule } from '../../rules/support/create-rule.ts'

export const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Every registered rule by its name, with the type that its own file gives it. */
export const RULES = Object.entries(plugin.rules as unknown as Record<string, LeaksRule>)

/** The text of a file, by its path from the root; null when there is none. */
export function readText(path: string): string | null {
  const absolute = join(ROOT, path)
  return existsSync(absolute) ? readFileSync(absolute, 'utf8') : null
}

/** Names in a folder; none when there is no such folder. */
export function namesIn(folder: string): string[] {
  const absolute = join(ROOT, folder)
  return existsSync(absolute) ? readdirSync(absolute).sort() : []
}

/** Paths (with `/`, from the root) of all files below a folder with one of these endings. */
export function filesBelow(folder: string, ...endings: string[]): string[] {
  const absolute = join(ROOT, folder)
  if (!existsSync(absolute)) return []
  return readdirSync(absolute, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort()
}

/** The package's own source: what is shipped. */
export const SOURCES = ['index.ts', ...filesBelow('rules', '.ts')]

/** The property names of a rule's options object; none for a rule without options. */
export function optionNames(rule: LeaksRule): string[] {
  return Object.keys(optionProperties(rule))
}

/** The schemas of a rule's options by name. */
export function optionProperties(rule: LeaksRule): Record<string, { readonly description?: string }> {
  const { schema } = rule.meta
  const first: unknown = Array.isArray(schema) ? schema[0] : undefined
  return typeof first === 'object' && first !== null && 'properties' in first ? (first.properties as Record<string, { description?: string }>) : {}
}
