import { createRequire } from 'node:module'

import plugin from 'eslint-plugin-leaks'
import { describe, expect, it } from 'vitest'

import { scan } from '../../.cli/scan.ts'
import { EXAMPLE, lintExample, lintExampleWithOxlint } from '../support/example.ts'

const CONFIGS = {
  'ESLint 9': ['extends-eslint9.config.js', 'preset.config.js', 'commonjs.config.cjs'],
  'ESLint 10': ['extends-eslint10.config.js', 'preset.config.js', 'commonjs.config.cjs'],
} as const

describe('the built plugin', () => {
  it('is what `require` returns', () => {
    const required: unknown = createRequire(import.meta.url)('eslint-plugin-leaks')
    expect(required).toHaveProperty('meta', plugin.meta)
    expect(required).toHaveProperty('configs.recommended')
  })

  describe.each(['ESLint 9', 'ESLint 10'] as const)('in %s', (host) => {
    it.each(CONFIGS[host])('loads from %s and reports the same', async (config) => {
      const reports = await lintExample(host, config)
      expect(reports.length).toBeGreaterThan(0)
      expect(reports).toEqual(await lintExample('ESLint 10', 'preset.config.js'))
    })
  })

  it('reports the same in ESLint 9, ESLint 10 and Oxlint: recommended', async () => {
    expect(lintExampleWithOxlint('recommended')).toEqual(await lintExample('ESLint 9', 'preset.config.js'))
  })

  it('reports the same in ESLint 9, ESLint 10 and Oxlint: strict', async () => {
    const reports = await lintExample('ESLint 10', 'strict.config.js')
    expect(await lintExample('ESLint 9', 'strict.config.js')).toEqual(reports)
    expect(lintExampleWithOxlint('strict')).toEqual(reports)
  })

  it.each([['recommended', 'preset.config.js'], ['strict', 'strict.config.js']])('reports the same in the scan, which has a parser of its own: %s', async (preset, config) => {
    const { stdout } = await scan(['--preset', preset, '--format', 'json'], { environment: {}, isTerminal: false, terminal: { write: () => true }, folder: EXAMPLE })
    const { reports } = JSON.parse(stdout) as { reports: { file: string; line: number; rule: string; message: string }[] }
    expect(reports.map(({ file, line, rule, message }) => `${file}:${line} ${rule}: ${message}`).sort()).toEqual(await lintExample('ESLint 10', config))
  })
})
