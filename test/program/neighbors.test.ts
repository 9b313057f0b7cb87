import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { findExports } from '../../rules/analysis/find-export.ts'
import type { Neighbors } from '../../rules/analysis/search.ts'
import { createNeighbors } from '../../rules/program/neighbors.ts'
import { findSpecifiers, type FileLook } from '../../rules/program/sources/file-looks.ts'
import { pathOfNode } from '../../rules/program/sources/origins.ts'
import { createProgramView } from '../../rules/program/source-view.ts'
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

describe('neighbours', () => {
  let root = parse('')
  beforeEach(() => {
    root = parse('')
  })
  const around = (holds: (look: FileLook) => boolean = () => true): Neighbors => createNeighbors(createProgramView(root, join(folder, 'root.ts')), holds)
  const open = (specifier: string) => around().open(root, specifier)

  it('are parsed once', () => {
    write({ 'a.ts': 'export const one = 1' })
    const first = open('./a')
    expect(open('./a')).toBe(first)
    expect([...(first ? findExports(first).byName.keys() : [])]).toEqual(['one'])
    expect(first && pathOfNode(first.ast)).toBe(join(folder, 'a.ts'))
  })

  it('are not there when they do not parse, are huge, or are missing', () => {
    write({ 'broken.ts': 'export const = {', 'huge.ts': `// ${'x'.repeat(400_001)}` })
    expect([open('./broken'), open('./huge'), open('./missing')]).toEqual([null, null, null])
  })

  it('give the linted file itself to those that import it', () => {
    write({ 'root.ts': '', 'a.ts': `import './root'` })
    const neighbors = around()
    const other = neighbors.open(root, './a')
    expect(other && neighbors.open(other, './root')).toBe(root)
  })

  it('are looked through for what is searched, as deep as asked; passing on costs nothing', () => {
    write({ 'a.ts': `import { x } from './b'`, 'b.ts': `export * from './c'`, 'c.ts': `import './d'`, 'd.ts': 'needle', 'loop.ts': `import './loop'` })
    const neighbors = around(({ text }) => text.includes('needle'))
    expect([0, 1, 2].map((depth) => neighbors.mayHold(root, './a', depth))).toEqual([false, false, true])
    expect(neighbors.mayHold(root, './loop', 4)).toBe(false)
    expect(neighbors.mayHold(root, './missing', 4)).toBe(false)
  })

  it('may export what they mention, or pass all on', () => {
    write({ 'a.ts': 'export const one = 1', 'b.ts': `export * from './a'` })
    const neighbors = around()
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
import { h } from '@/h'
import g from 'package'`
  expect(findSpecifiers(text)).toEqual({ imports: ['./a', '../b.js', './side-effect', './e', './f', '@/h'], passedOn: ['./c', './d'] })
})
