import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import * as tsParser from '@typescript-eslint/parser'
import { Linter } from 'eslint'
import { describe, expect, it } from 'vitest'

import { readSource, SOURCES, type Source } from '../../.tools/bench/sources.ts'
import plugin from '../../index.ts'

/** One report as it was read: `false` is one that should not be there, and stays listed until a change takes it away. */
interface Ruling {
  readonly at: string
  readonly rule: string
  readonly verdict: 'true' | 'false'
  /** One sentence that says why. */
  readonly why: string
}

const nodeModules = fileURLToPath(new URL('../../node_modules', import.meta.url))

describe('every strict report on published sources has been read', () => {
  it.each(SOURCES.map((source) => [source.name, source] as const))('%s', (name, source) => {
    const rulings = readRulings(name)
    expect(reportsOn(source)).toEqual(rulings.map(({ at, rule }) => `${at} ${rule}`))
    for (const { why, verdict } of rulings) expect([why.endsWith('.'), ['true', 'false'].includes(verdict)]).toEqual([true, true])
  }, 120_000)
})

/** What a package has no file for has no reports. */
function readRulings(name: string): readonly Ruling[] {
  try {
    return JSON.parse(readFileSync(new URL(`${name.replaceAll(/\W+/g, '-').replace(/^-/, '')}.json`, import.meta.url), 'utf8')) as Ruling[]
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}

/** `file:line rule`, in the order of the files; each file by itself, as a text that is on no disk. The package's own tests are left out. */
function reportsOn(source: Source): string[] {
  const linter = new Linter({ cwd: '/nowhere' })
  return readSource(source, nodeModules).filter(({ path }) => !/tests?[-./]/.test(path)).flatMap(({ path, text }) => {
    const languageOptions: Linter.Config['languageOptions'] = path.endsWith('.ts') ? { parser: tsParser } : { sourceType: 'commonjs' }
    const config: Linter.Config = { files: ['**/*.*'], languageOptions, plugins: { leaks: plugin }, rules: plugin.configs.strict.rules ?? {}, linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' } }
    const messages = linter.verify(text, [config], { filename: `/nowhere/${path}` })
    return messages.flatMap(({ line, ruleId }) => (ruleId?.startsWith('leaks/') === true ? [`${path}:${String(line)} ${ruleId}`] : []))
  })
}
