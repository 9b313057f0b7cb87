import { expect } from 'vitest'

import { findOwnUsages } from '../../rules/analysis/collection-facts.ts'
import type { Usage } from '../../rules/analysis/facts.ts'
import { findCollections } from '../../rules/analysis/find-collections.ts'
import type { AnalysisOptions } from '../../rules/analysis/find-usages.ts'
import { judge } from '../../rules/analysis/judge.ts'
import { parse } from './parse.ts'

/** What a line says or does, as words: `grow open session ids`, `release evict cap`, `escape export`, `process map leaks`. */
type Facts = Map<number, string[]>

const NO_OPTIONS: AnalysisOptions = { releaseFunctions: [], testFunctions: [] }
const MARKER = /\/\/ ((?:grow|release|escape|unknown|process|owner)\b.*)$/

/**
 * Holds the analysis of the collections in `code` against the markers in it. A marker is a comment at the end of a line:
 *
 * - `// process map leaks`, `// owner set bounded` where a collection is declared: lifetime, kind, verdict (`idle` when nothing in
 *   sight makes it grow again and again);
 * - `// grow open session ids`, `// grow finite`, `// grow undecided`;
 * - `// release evict cap`: strength, then extent (`entry`, `all`, `cap`), which may be left out;
 * - `// escape argument`, `// unknown`.
 *
 * Several facts of one line are joined by `;`. Each marker may be shorter than the fact, but no fact may be without a marker, except
 * reads and idle collections, which need none.
 */
export function expectMarked(code: string, options: Partial<AnalysisOptions> = {}): void {
  const expected = expectedFacts(code)
  const actual = actualFacts(code, { ...NO_OPTIONS, ...options })
  for (const [line, facts] of actual) if (!expected.has(line) && facts.every((fact) => fact.endsWith(' idle'))) actual.delete(line)
  if (expected.size === 0) throw new Error('No marker in the code: such a test cannot fail.')
  const lines = [...new Set([...expected.keys(), ...actual.keys()])].sort((a, b) => a - b)
  const text = code.split('\n')
  const write = (facts: Facts): string[] => lines.map((line) => `${line}: ${(text[line - 1] ?? '').replace(MARKER, '').trim()} // ${(facts.get(line) ?? []).join('; ') || 'nothing'}`)
  expect(write(shortened(actual, expected))).toEqual(write(expected))
}

function expectedFacts(code: string): Facts {
  const facts: Facts = new Map()
  code.split('\n').forEach((line, index) => {
    const marker = MARKER.exec(line)?.[1]
    if (marker !== undefined) facts.set(index + 1, marker.split(';').map((fact) => fact.trim()).sort())
  })
  return facts
}

function actualFacts(code: string, options: AnalysisOptions): Facts {
  const file = parse(code, { jsx: true })
  const facts: Facts = new Map()
  const add = (line: number, fact: string): void => {
    facts.set(line, [...(facts.get(line) ?? []), fact].sort())
  }
  for (const collection of findCollections(file)) {
    const usages = findOwnUsages(file, collection, options)
    add(collection.node.loc.start.line, `${collection.lifetime} ${collection.kind} ${usages === null ? 'idle' : judge(usages).kind}`)
    for (const usage of usages ?? []) {
      const fact = describeUsage(usage)
      // That a declaration is visible is told by its verdict.
      if (fact !== null && usage.node !== collection.node) add(usage.node.loc.start.line, fact)
    }
  }
  return facts
}

function describeUsage(usage: Usage): string | null {
  switch (usage.kind) {
    case 'grow':
      return `grow ${usage.keys.kind} ${usage.keys.evidence}`.trim()
    case 'release':
      return `release ${usage.strength} ${usage.extent}`
    case 'escape':
      return `escape ${usage.to}`
    case 'unknown':
      return 'unknown'
    case 'read':
      return null
    default:
      return usage satisfies never
  }
}

/** Where a marker is the beginning of a fact, the fact is cut to it, so that a difference shows only what matters. */
function shortened(actual: Facts, expected: Facts): Facts {
  return new Map(
    [...actual].map(([line, facts]) => {
      const open = [...(expected.get(line) ?? [])]
      const cut = facts.map((fact) => {
        const at = open.findIndex((marker) => fact === marker || fact.startsWith(`${marker} `))
        return at < 0 ? fact : (open.splice(at, 1)[0] ?? fact)
      })
      return [line, cut.sort()]
    }),
  )
}
