import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

import { isRecord } from '../../ast/type-guards.ts'

/** One `paths` entry of a tsconfig: what stands before and after the star, and the files it may mean. */
interface Alias {
  readonly before: string
  readonly after: string
  readonly hasStar: boolean
  readonly targets: readonly string[]
}

/**
 * The paths that an import may mean by the `paths` of the tsconfig files beside and above the importing file, without their extensions. Asked where
 * a resolver fails on a tsconfig as a whole: what it extends is not installed. Keeps each folder's answer, for as long as the caller keeps it.
 */
export function createAliases(): (from: string, specifier: string) => string[] {
  const known = new Map<string, readonly Alias[]>()
  const aliasesAt = (dir: string): readonly Alias[] => {
    const before = known.get(dir)
    if (before) return before
    const found = readAliases(dir)
    known.set(dir, found)
    return found
  }
  return (from, specifier) => {
    const found: string[] = []
    for (let at = dirname(from); found.length === 0; at = dirname(at)) {
      for (const alias of aliasesAt(at)) found.push(...meantBy(alias, specifier))
      if (existsSync(join(at, '.git')) || dirname(at) === at) break
    }
    return found
  }
}

function meantBy({ before, after, hasStar, targets }: Alias, specifier: string): string[] {
  if (!hasStar) return specifier === before ? [...targets] : []
  if (!specifier.startsWith(before) || !specifier.endsWith(after) || specifier.length < before.length + after.length) return []
  const star = specifier.slice(before.length, specifier.length - after.length)
  return targets.map((target) => target.replace('*', star))
}

function readAliases(dir: string): Alias[] {
  return configsIn(dir).flatMap((name) => {
    const options = compilerOptionsOf(join(dir, name))
    const paths = options?.['paths']
    if (!isRecord(paths)) return []
    const base = join(dir, typeof options?.['baseUrl'] === 'string' ? options['baseUrl'] : '.')
    return Object.entries(paths).map(([pattern, targets]) => {
      const [before = '', after] = pattern.split('*')
      const files = Array.isArray(targets) ? targets.filter((one) => typeof one === 'string') : []
      return { before, after: after ?? '', hasStar: after !== undefined, targets: files.map((one) => join(base, one)) }
    })
  })
}

function configsIn(dir: string): string[] {
  try {
    return readdirSync(dir).filter((name) => /^(?:tsconfig|jsconfig)(?:\.[\w-]+)?\.json$/.test(name))
  } catch {
    // Gone, or forbidden.
    return []
  }
}

function compilerOptionsOf(path: string): Record<string, unknown> | null {
  try {
    const config: unknown = JSON.parse(withoutComments(readFileSync(path, 'utf8')))
    const options = isRecord(config) ? config['compilerOptions'] : null
    return isRecord(options) ? options : null
  } catch {
    // No JSON, even without its comments.
    return null
  }
}

/** Strings are kept as they are: a pattern like `@/*` looks like the beginning of a comment. */
function withoutComments(text: string): string {
  return text
    .replace(/("(?:[^"\\]|\\.)*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (_, string: string | undefined) => string ?? '')
    .replace(/,(?=\s*[}\]])/g, '')
}
