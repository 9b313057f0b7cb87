import { describe, expect, it } from 'vitest'

import { judgeCollections } from '../../rules/analysis/collection-facts.ts'
import { parse } from '../support/parse.ts'

const OPTIONS = { releaseFunctions: [], testFunctions: [] }

/** How long the analysis takes for code of a size, the better of two. */
function timeOf(make: (size: number) => string, size: number): number {
  return Math.min(...[1, 2].map(() => {
    const file = parse(make(size))
    const start = performance.now()
    judgeCollections(file, OPTIONS)
    return performance.now() - start
  }))
}

const list = (size: number, make: (at: number) => string, between: string): string => Array.from({ length: size }, (_, at) => make(at)).join(between)
const HEAD = 'const m = new Map<string, Entry>()\nexport const put = (userId: string, entry: Entry) => { m.set(userId, entry) }\n'

describe('deep and long code', () => {
  it.each(
    Object.entries({
      'a chain of else-if with a delete in each branch': (size: number) => `${HEAD}
export function get(userId: string) {
  const e = m.get(userId)
  ${list(size, (at) => `if (e.kind === 'k${at}' && e.at < Date.now()) m.delete(userId)`, '\nelse ')}
  return e
}`,
      'nested conditionals that insert': (size: number) => `${HEAD}
export function choose(userId: string, kind: number) { ${list(size, (at) => `kind === ${at} ? m.set(userId, ${at})`, ' : ')} : 0 }`,
      'a chain of calls': (size: number) => `${HEAD}export function fill(userId: string) { m${list(size, (at) => `.set(userId, ${at})`, '')} }`,
      'a list of statements with exits': (size: number) => `${HEAD}
export function fill(userId: string) {
  ${list(size, (at) => `if (m.size > ${at}) log()\nif (stop(${at})) return\nm.set(userId, ${at})\nm.delete(userId)`, '\n')}
}`,
    }),
  )('%s', { timeout: 60_000 }, (_name, make) => {
    // A quarter of a second here. Before each test was asked once for all that stand under it, 250 branches took half a minute.
    expect(timeOf(make, 400)).toBeLessThan(3000)
  })
})
