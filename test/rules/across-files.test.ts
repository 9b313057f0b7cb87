import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import * as parser from '@typescript-eslint/parser'
import { Linter } from 'eslint'
import { afterAll, describe, expect, it } from 'vitest'

import plugin from '../../index.ts'
import { readText } from '../support/repository.ts'
import { splitProgram } from '../support/program.ts'

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** What `recommended` says of the first file of a program, which is written to the disk with the others. */
function reportsOf(program: string): string[] {
  const root = mkdtempSync(join(tmpdir(), 'leaks-across-'))
  folders.push(root)
  const files = splitProgram(program)
  for (const [name, text] of new Map([['package.json', '{ "private": true }'], ...files])) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), text)
  }
  const [[first, code] = ['', '']] = files
  const { rules = {} } = plugin.configs.recommended
  const config: Linter.Config = { files: ['**/*.ts'], languageOptions: { parser }, plugins: { leaks: plugin }, rules }
  return new Linter({ cwd: root }).verify(code, [config], { filename: join(root, first) }).map(({ message }) => message)
}

const page = readText('docs/architecture.md') ?? ''
const example = /^```ts program\n([\s\S]*?)^```$/m.exec(page)?.[1] ?? ''
const messages = [...page.matchAll(/^> (.*)$/gm)].map(([, message]) => message)

describe('a program of three files', () => {
  it('is reported with the message that docs/architecture.md ends its example with', () => {
    expect(reportsOf(example)).toEqual(messages.slice(1, 2))
  })

  it('is silent when the limiter is made for one request', () => {
    const perRequest = example.replace("import { limiter } from './limits'", "import { RateLimiter } from './rate-limit'").replace('(req, res) => {', '(req, res) => {\n  const limiter = new RateLimiter()')
    expect(reportsOf(perRequest)).toEqual([])
  })

  it('is silent when every caller gives one of a few keys', () => {
    expect(reportsOf(example.replace('limiter.allow(req.ip)', "limiter.allow('login')"))).toEqual([])
  })

  it('is silent when another file empties it on a timer', () => {
    expect(reportsOf(`${example}setInterval(() => limiter.reset(), 60_000)\n`)).toEqual([])
  })

  it('is silent when nobody calls it', () => {
    expect(reportsOf(example.replace('limiter.allow(req.ip)', 'true'))).toEqual([])
  })
})
