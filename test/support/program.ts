import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import { afterAll } from 'vitest'

import { parseSource } from '../../rules/program/sources/parse.ts'
import { createProgramView } from '../../rules/program/source-view.ts'
import type { ProgramView } from '../../rules/program/view.ts'

const folders: string[] = []
afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** Writes a private package to the disk, and gives the view of the first of its files. */
export function writeProgram(files: Readonly<Record<string, string>>): ProgramView {
  const root = mkdtempSync(join(tmpdir(), 'leaks-program-'))
  folders.push(root)
  const all = { 'package.json': '{ "private": true }', ...files }
  for (const [name, text] of Object.entries(all)) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), text)
  }
  const [first = ''] = Object.keys(files)
  const path = join(root, first)
  const file = parseSource(path, readFileSync(path, 'utf8'))
  if (!file) throw new Error(`${first} does not parse`)
  return createProgramView(file, path)
}
