import { dirname, join } from 'node:path/posix'

import { readText } from './repository.ts'

export interface Import {
  readonly from: string
  /** A path from the root for relative imports, else the package's name as written. */
  readonly to: string
  readonly isRelative: boolean
  /** Types cost nothing at run time. */
  readonly isTypeOnly: boolean
}

const IMPORT = /^(?:import|export)\b[^'";]*?from '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gm

export function importsOf(path: string): Import[] {
  return [...(readText(path) ?? '').matchAll(IMPORT)].map(([whole, a, b, c]) => {
    const target = a ?? b ?? c ?? ''
    const isRelative = target.startsWith('.')
    return { from: path, to: isRelative ? join(dirname(path), target) : target, isRelative, isTypeOnly: /^\w+ type\b/.test(whole) }
  })
}

/** A cycle among these files as the list of its members, or null. */
export function findCycle(files: readonly string[]): string[] | null {
  const done = new Set<string>()
  const visit = (file: string, path: readonly string[]): string[] | null => {
    const seen = path.indexOf(file)
    if (seen >= 0) return [...path.slice(seen), file]
    if (done.has(file)) return null
    for (const { to, isRelative } of importsOf(file)) {
      const cycle = isRelative ? visit(to, [...path, file]) : null
      if (cycle) return cycle
    }
    done.add(file)
    return null
  }
  for (const file of files) {
    const cycle = visit(file, [])
    if (cycle) return cycle
  }
  return null
}
