import { createRequire } from 'node:module'
import { extname, join } from 'node:path'
import { pathToFileURL } from 'node:url'

import type { Linter } from 'eslint'

import { scriptParser } from './script-parser.ts'

const PARSERS: Readonly<Record<string, string>> = { '.vue': 'vue-eslint-parser', '.svelte': 'svelte-eslint-parser' }

/** The package that must be there for a file to be read; null when we can read it ourselves. */
export function parserNeededFor(file: string): string | null {
  return PARSERS[extname(file)] ?? null
}

/** Where a parser is: in the scanned project, else beside us; null when it is in neither. */
export function findParser(name: string, root: string): string | null {
  for (const from of [join(root, 'package.json'), import.meta.url]) {
    try {
      return createRequire(from).resolve(name)
    } catch {
      // Not there; perhaps in the next place.
    }
  }
  return null
}

/** The configurations for these components; those whose parser is missing have none. */
export async function componentConfigs(files: readonly string[], root: string): Promise<Linter.Config[]> {
  const endings = [...new Set(files.map((file) => extname(file)))]
  const configs = await Promise.all(endings.map((ending) => componentConfig(ending, root)))
  return configs.filter((config) => config !== null)
}

async function componentConfig(ending: string, root: string): Promise<Linter.Config | null> {
  const name = PARSERS[ending]
  const path = name === undefined ? null : findParser(name, root)
  if (path === null) return null
  const loaded = (await import(pathToFileURL(path).href)) as { default?: Linter.Parser } & Linter.Parser
  return { files: [`**/*${ending}`], languageOptions: { parser: loaded.default ?? loaded, parserOptions: { parser: scriptParser } } }
}
