import { join } from 'node:path'

import { describe, expect, it } from 'vitest'

import { describeOutcome, withOutcome } from '../../.tools/docs/comparison-page.ts'
import { compare, findRivals, OURS, readCases } from '../../.tools/docs/comparison.ts'
import plugin from '../../index.ts'
import { readText, ROOT } from '../support/repository.ts'

const cases = readCases(join(ROOT, 'test/fixtures/comparison'))
const linters = await findRivals(plugin, plugin.configs.strict)
const outcomes = compare(cases, linters)
const { devDependencies } = JSON.parse(readText('package.json') ?? '{}') as { devDependencies: Record<string, string> }

describe('docs/comparison.md', () => {
  it('says what comes out when all linters run (`npm run docs` writes it)', () => {
    const page = readText('docs/comparison.md') ?? ''
    expect(page).toBe(withOutcome(page, describeOutcome(outcomes, linters, devDependencies)))
  })

  it('weighs as many things that are fine as leaks, of every kind', () => {
    const leaks = cases.filter(({ isLeak }) => isLeak)
    expect(leaks.length).toBeGreaterThan(20)
    expect(cases.length - leaks.length).toBeGreaterThanOrEqual(leaks.length)
    expect(new Set(leaks.map(({ topic }) => topic))).toEqual(new Set(cases.filter(({ isLeak }) => !isLeak).map(({ topic }) => topic)))
  })

  it.each(linters.map(({ name }) => name))('runs %s for real: it reports something', (name) => {
    expect(outcomes.some(({ reportedBy }) => reportedBy.has(name))).toBe(true)
  })

  it('finds these rules silent on everything that is fine', () => {
    expect(outcomes.filter(({ case: one, reportedBy }) => !one.isLeak && reportedBy.has(OURS)).map(({ case: one }) => one.file)).toEqual([])
  })
})
