import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import * as parser from '@typescript-eslint/parser'
import { Linter } from 'eslint'

import plugin from '../../index.ts'
import { splitProgram } from './program.ts'

const folders: string[] = []

/** What a preset, or rules of the test's own, say of the first file of a program, which is written to the disk with the others. */
export function reportsOfProgram(program: string, checked: 'recommended' | 'strict' | Linter.RulesRecord = 'recommended'): string[] {
  const root = mkdtempSync(join(tmpdir(), 'leaks-program-'))
  folders.push(root)
  const files = splitProgram(program)
  for (const [name, text] of new Map([['package.json', '{ "private": true }'], ...files])) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), text)
  }
  const [[first, code] = ['', '']] = files
  const rules = typeof checked === 'string' ? (plugin.configs[checked].rules ?? {}) : checked
  const config: Linter.Config = { files: ['**/*.{ts,tsx}'], languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true } } }, plugins: { leaks: plugin }, rules }
  if (first === '') throw new Error('no file in the program')
  return new Linter({ cwd: root }).verify(code, [config], { filename: join(root, first) }).map(({ message }) => message)
}

/** Removes what was written; for `afterAll`. */
export function removePrograms(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
}
