import { mkdtempSync, mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { findExports } from '../../rules/analysis/find-export.ts'
import { findSpecifiers, pathOf } from '../../rules/project/file-cache.ts'
import { createRelativeNeighbors } from '../../rules/project/relative-neighbors.ts'
import { resolveImport } from '../../rules/project/resolve-import.ts'
import { parse } from '../support/parse.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'leaks-neighbors-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

function write(files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
}

describe('what a relative import means', () => {
  it.each([
    ['./a', 'a.ts', ['a.ts', 'a.js', 'a/index.ts']],
    ['./a.js', 'a.ts', ['a.ts', 'a.js']],
    ['./a.js', 'a.tsx', ['a.tsx']],
    ['./a.js', 'a.js', ['a.js']],
    ['./a.mjs', 'a.mts', ['a.mts', 'a.mjs']],
    ['./a.cjs', 'a.cts', ['a.cts']],
    ['./a.ts', 'a.ts', ['a.ts']],
    ['./a.service', 'a.service.ts', ['a.service.ts']],
    ['./a', 'a/index.tsx', ['a/index.tsx']],
    ['.', 'index.ts', ['index.ts']],
    ['./a', 'a/index.mjs', ['a/index.mjs']],
  ])('%s is %s', (specifier, expected, files) => {
    write(Object.fromEntries(files.map((name) => [name, ''])))
    expect(resolveImport(join(folder, 'from.ts'), specifier)?.path).toBe(join(folder, expected))
  })

  it.each([
    ['a package', 'a'],
    ['an alias', '@/a'],
    ['a missing file', './missing'],
    ['a file taken for a folder', './data.json/a'],
    ['a folder without an index', './empty'],
    ['a package by its path', './node_modules/a/index.js'],
  ])('%s is nothing', (_name, specifier) => {
    write({ 'data.json': '{}', 'a.ts': '', 'empty/b.txt': '', 'node_modules/a/index.js': '' })
    expect(resolveImport(join(folder, 'from.ts'), specifier)).toBeNull()
  })
})

describe('neighbours', () => {
  const root = parse('')
  const open = (specifier: string) => createRelativeNeighbors(root, join(folder, 'root.ts'), () => true).open(root, specifier)

  it('are parsed once, until they change on the disk', () => {
    write({ 'a.ts': 'export const one = 1' })
    const first = open('./a')
    expect(open('./a')).toBe(first)
    write({ 'a.ts': 'export const two = 22' })
    utimesSync(join(folder, 'a.ts'), new Date(), new Date(Date.now() + 5000))
    const second = open('./a')
    expect(second).not.toBe(first)
    expect([...(second ? findExports(second).byName.keys() : [])]).toEqual(['two'])
    expect(second && pathOf(second)).toBe(join(folder, 'a.ts'))
  })

  it('are not there when they do not parse, are huge, or are missing', () => {
    write({ 'broken.ts': 'export const = {', 'huge.ts': `// ${'x'.repeat(400_001)}` })
    expect([open('./broken'), open('./huge'), open('./missing')]).toEqual([null, null, null])
  })

  it('give the linted file itself to those that import it', () => {
    write({ 'root.ts': '', 'a.ts': `import './root'` })
    const neighbors = createRelativeNeighbors(root, join(folder, 'root.ts'), () => true)
    const other = neighbors.open(root, './a')
    expect(other && neighbors.open(other, './root')).toBe(root)
  })

  it('are looked through for what is searched, as deep as asked; passing on costs nothing', () => {
    write({ 'a.ts': `import { x } from './b'`, 'b.ts': `export * from './c'`, 'c.ts': `import './d'`, 'd.ts': 'needle', 'loop.ts': `import './loop'` })
    const neighbors = createRelativeNeighbors(root, join(folder, 'root.ts'), ({ text }) => text.includes('needle'))
    expect([0, 1, 2].map((depth) => neighbors.mayHold(root, './a', depth))).toEqual([false, false, true])
    expect(neighbors.mayHold(root, './loop', 4)).toBe(false)
    expect(neighbors.mayHold(root, './missing', 4)).toBe(false)
  })

  it('may export what they mention, or pass all on', () => {
    write({ 'a.ts': 'export const one = 1', 'b.ts': `export * from './a'` })
    const neighbors = createRelativeNeighbors(root, join(folder, 'root.ts'), () => true)
    expect([neighbors.mayExport(root, './a', 'one'), neighbors.mayExport(root, './a', 'two'), neighbors.mayExport(root, './b', 'two')]).toEqual([true, false, true])
  })
})

it('finds relative sources in a text without parsing it', () => {
  const text = `import a from './a'
import type { B } from "../b.js"
import './side-effect'
export { c } from './c'
export * from './d'
const e = await import('./e'), f = require('./f')
import g from 'package'`
  expect(findSpecifiers(text)).toEqual({ imports: ['./a', '../b.js', './side-effect', './e', './f'], passedOn: ['./c', './d'] })
})
