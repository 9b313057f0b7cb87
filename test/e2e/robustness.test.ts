import { basename, join } from 'node:path'

import * as tsParser from '@typescript-eslint/parser'
import { Linter } from 'eslint'
import { Linter as Linter9 } from 'eslint9'
import { describe, expect, it } from 'vitest'

import plugin from '../../index.ts'
import { mutationsOf } from '../support/mutations.ts'
import { PARSERS, type ParserName } from '../support/parsers.ts'
import { filesBelow, readText, ROOT, RULES } from '../support/repository.ts'

const SYNTAX = 'test/fixtures/syntax'
const LINTERS: Record<string, { verify(code: string, config: Linter.Config[], options: { filename: string }): Linter.LintMessage[] }> = {
  'ESLint 9': new Linter9(),
  'ESLint 10': new Linter(),
}
type RuleSet = keyof typeof RULE_SETS

/** Every rule on, with its own defaults and with the options of each preset. */
const RULE_SETS = {
  'bare defaults': Object.fromEntries(RULES.map(([name]) => [`leaks/${name}`, 'error'])),
  recommended: plugin.configs.recommended.rules,
  strict: plugin.configs.strict.rules,
} satisfies Record<string, Linter.Config['rules']>

const FILES: readonly (readonly [file: string, parsers: readonly ParserName[]])[] = [
  ['modern.mjs', ['espree', 'typescript', 'babel', 'babel with Flow', 'vue with espree']],
  ['script.cjs', ['espree', 'babel']],
  ['typescript.ts', ['typescript, no JSX', 'babel with TypeScript', 'vue']],
  ['react.tsx', ['typescript', 'babel with TypeScript and JSX']],
  ['solid.jsx', ['espree', 'typescript', 'babel', 'babel with Flow', 'vue with espree']],
  ['babel.js', ['babel']],
  ['flow.jsx', ['babel with Flow']],
  ['options.vue', ['vue']],
  ['setup.vue', ['vue']],
  ['empty.vue', ['vue', 'vue with espree']],
  ['component.svelte', ['svelte']],
  ['legacy.svelte', ['svelte']],
]
/** @babel/eslint-parser 7 knows nothing of ESLint 10; version 8 needs a newer Node than we promise. */
const CASES = Object.keys(LINTERS).flatMap((host) =>
  FILES.flatMap(([file, parsers]) => parsers.filter((parser) => host === 'ESLint 9' || !parser.startsWith('babel')).map((parser) => [host, file, parser] as const)),
)

/** Lints with every rule of the sets; a rule that throws makes this throw. Returns what the parser refused. */
function lintWithAll(host: string, path: string, text: string, parser: ParserName, sets: readonly RuleSet[]): string[] {
  const sourceType = path.endsWith('.cjs') ? 'commonjs' : 'module'
  return sets.flatMap((set) => {
    const config: Linter.Config = { files: ['**/*.*'], plugins: { leaks: plugin }, languageOptions: { sourceType, ...PARSERS[parser] }, rules: RULE_SETS[set] ?? {} }
    // A neutral name: tests, fixtures and examples are exempt from some rules.
    const messages = LINTERS[host]?.verify(text, [config], { filename: `src/${basename(path)}` }) ?? []
    expect(messages.filter((message) => message.message.includes('ignored'))).toEqual([])
    return messages.flatMap((message) => (message.fatal ? [message.message] : []))
  })
}

it.each(CASES)('no rule throws in %s on %s, parsed by %s', (host, file, parser) => {
  const path = join(SYNTAX, file)
  expect(lintWithAll(host, path, readText(path) ?? '', parser, ['bare defaults', 'recommended', 'strict'])).toEqual([])
})

describe('no rule throws with type information', () => {
  const typed: Linter.Config['languageOptions'] = {
    parser: tsParser,
    parserOptions: { projectService: { allowDefaultProject: ['*.ts', '*.tsx', '*.mjs'] }, tsconfigRootDir: join(ROOT, SYNTAX) },
  }
  it.each(['modern.mjs', 'typescript.ts', 'react.tsx'])('on %s', (file) => {
    const config: Linter.Config = { files: ['**/*.*'], plugins: { leaks: plugin }, languageOptions: typed, rules: plugin.configs.strict.rules ?? {} }
    const messages = new Linter({ cwd: join(ROOT, SYNTAX) }).verify(readText(join(SYNTAX, file)) ?? '', [config], { filename: join(ROOT, SYNTAX, file) })
    expect(messages.filter((message) => message.fatal)).toEqual([])
  })
})

describe('no rule throws on real sources', () => {
  const sources: readonly (readonly [folder: string, ending: string, parser: ParserName])[] = [
    ['node_modules/rxjs/src/internal', '.ts', 'typescript, no JSX'],
    ['node_modules/@tanstack/query-core/src', '.ts', 'typescript, no JSX'],
    ['node_modules/discord.js/src/client', '.js', 'espree'],
    ['node_modules/discord.js/src/managers', '.js', 'babel'],
    ['node_modules/fastify/lib', '.js', 'vue with espree'],
    ['node_modules/socket.io/dist', '.js', 'typescript'],
  ]
  it.each(sources)('of %s (*%s), parsed by %s', (folder, ending, parser) => {
    const files = filesBelow(folder, ending).filter((path) => !path.endsWith('.d.ts'))
    expect(files.length).toBeGreaterThan(5)
    for (const path of files) lintWithAll(parser.startsWith('babel') ? 'ESLint 9' : 'ESLint 10', path, readText(path) ?? '', parser, ['strict'])
  })
})

describe('no rule throws on mutilated programs', () => {
  const examples = filesBelow('docs/example', '.ts', '.tsx').filter((path) => path.includes('/leaky/') && !/(?:host|protocol)\.ts$/.test(path))
  it.each(examples)('made of %s', (path) => {
    const mutations = mutationsOf(readText(path) ?? '', path.endsWith('.tsx'))
    expect(mutations.length).toBeGreaterThan(0)
    for (const text of mutations) lintWithAll('ESLint 10', path, text, path.endsWith('.tsx') ? 'typescript' : 'typescript, no JSX', ['strict'])
  })
})
