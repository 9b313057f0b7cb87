import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import * as parser from '@typescript-eslint/parser'
import { Linter } from 'eslint'
import { afterAll } from 'vitest'

import plugin from '../../index.ts'
import { splitProgram } from './program.ts'

const folders: string[] = []
afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** What `recommended` says of the first file of a program (`// === name.ts` begins each), which is written to the disk with the others as a private package. */
export function lintProgram(program: string): string[] {
  const root = mkdtempSync(join(tmpdir(), 'leaks-across-'))
  folders.push(root)
  const files = splitProgram(program)
  for (const [name, text] of new Map([['package.json', '{ "private": true }'], ...files])) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), text)
  }
  const [[first, code] = ['', '']] = files
  const { rules = {} } = plugin.configs.recommended
  const parserOptions = { ecmaFeatures: { jsx: first.endsWith('x') } }
  const config: Linter.Config = { files: ['**/*.{ts,tsx,js,mjs}'], languageOptions: { parser, parserOptions }, plugins: { leaks: plugin }, rules }
  return new Linter({ cwd: root }).verify(code, [config], { filename: join(root, first) }).map(({ message }) => message)
}
