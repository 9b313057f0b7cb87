import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'

import { describe, expect, it } from 'vitest'

import { filesBelow, namesIn, readText, ROOT, SOURCES } from '../support/repository.ts'

const FOLDERS = new Set(['docs', 'rules', 'test'])
const FILES = /^(?:index\.ts|package(?:-lock)?\.json|tsconfig(?:\.\w+)?\.json|[\w-]+\.config\.ts|(?:README|CHANGELOG|CONTRIBUTING)\.md|LICENSE)$/
const LINES_AT_MOST = 250
const VAGUE = /^(?:utils?|helpers?|misc|common|shared|index)\b/

const tools = [...filesBelow('.cli', '.ts'), ...filesBelow('.tools', '.ts').filter((path) => !path.startsWith('.tools/out/'))]
const tests = filesBelow('test', '.ts').filter((path) => !path.startsWith('test/fixtures/'))

describe('layout', () => {
  it('has only rules/, docs/, test/, configuration and dotfiles at the top', () => {
    const ignored = ignoredNames()
    const strangers = namesIn('.').filter((name) => !name.startsWith('.') && !FOLDERS.has(name) && !FILES.test(name) && !ignored.has(name))
    expect(strangers).toEqual([])
  })

  it.each([...SOURCES, ...tools])(`%s has at most ${LINES_AT_MOST} lines`, (path) => {
    expect((readText(path) ?? '').trimEnd().split('\n').length).toBeLessThanOrEqual(LINES_AT_MOST)
  })

  it('names every file after what it holds', () => {
    const vague = [...SOURCES, ...tools, ...tests].filter((path) => path !== 'index.ts' && VAGUE.test(basename(path)))
    expect(vague).toEqual([])
  })

  it('writes file names in kebab case', () => {
    expect([...SOURCES, ...tools, ...tests].filter((path) => !/^[a-z0-9-]+(?:\.[a-z]+)*\.ts$/.test(basename(path)))).toEqual([])
  })
})

function ignoredNames(): Set<string> {
  const lines = readFileSync(join(ROOT, '.gitignore'), 'utf8').split('\n')
  return new Set(lines.map((line) => line.replace(/\/$/, '')))
}
