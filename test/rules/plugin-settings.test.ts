import { Linter } from 'eslint'
import { describe, expect, it } from 'vitest'

import plugin from '../../index.ts'

const LEAK = "const seen = new Map()\nserver.on('request', (request) => {\n  seen.set(request.id, request.body)\n})\nserver.on('close', (request) => {\n  letGo(seen, request.id)\n})\n"

interface Told {
  readonly settings?: unknown
  readonly options?: readonly unknown[]
  readonly filename?: string
  readonly code?: string
}

function rulesThatReport({ settings, options = [], filename = 'src/a.js', code = LEAK.replace('letGo(seen', 'log(request') }: Told): string[] {
  const config: Linter.Config[] = [
    {
      files: ['**/*.js'],
      plugins: { leaks: plugin },
      rules: { 'leaks/no-unbounded-module-collection': ['error', ...options], 'leaks/require-interval-unref': ['error', { cleared: 'allow' }] },
      ...(settings === undefined ? {} : { settings: { leaks: settings } }),
    },
  ]
  return new Linter().verify(code, config, { filename }).map(({ ruleId, message }) => ruleId ?? message)
}

describe('settings.leaks', () => {
  it('leaves everything as it is when it is not there, or empty', () => {
    expect(rulesThatReport({})).toEqual(['leaks/no-unbounded-module-collection'])
    expect(rulesThatReport({ settings: {} })).toEqual(['leaks/no-unbounded-module-collection'])
  })

  it('tells all rules that have the option, and no others', () => {
    const code = `${LEAK}setInterval(() => poll(), 1000)\n`
    expect(rulesThatReport({ settings: { ignoreFiles: ['^src/'] }, code })).toEqual([])
    expect(rulesThatReport({ settings: { ignore: ['^seen$'] } })).toEqual([])
    expect(rulesThatReport({ settings: { releaseFunctions: ['letGo'] }, code: LEAK })).toEqual([])
  })

  it('gives way to an option of the rule', () => {
    expect(rulesThatReport({ settings: { ignore: ['^seen$'] }, options: [{ ignore: ['^other$'] }] })).toEqual(['leaks/no-unbounded-module-collection'])
  })

  it.each([
    [{ ignoreFile: ['src'] }, /`settings\.leaks\.ignoreFile` of eslint-plugin-leaks is no setting; there are ignoreFiles, /],
    [{ ignore: 'seen' }, /`settings\.leaks\.ignore` of eslint-plugin-leaks must be a list of strings\./],
    [{ evidence: 'some' }, /`settings\.leaks\.evidence` of eslint-plugin-leaks must be one of firm, likely\./],
    ['strict', /`settings\.leaks` of eslint-plugin-leaks must be an object\./],
  ])('fails at once on %j', (settings, message) => {
    expect(() => rulesThatReport({ settings })).toThrow(message)
  })
})
