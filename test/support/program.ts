import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import { afterAll } from 'vitest'

import { parseSource } from '../../rules/program/sources/parse.ts'
import { createProgramView } from '../../rules/program/source-view.ts'
import type { ProgramView } from '../../rules/program/view.ts'

/** The files of a program written as one text: each begins with a line `// === name.ts`; the first is the linted one. */
export function splitProgram(text: string): ReadonlyMap<string, string> {
  const files = new Map<string, string>()
  for (const part of text.split(/^\/\/ === /m).slice(1)) {
    const end = part.indexOf('\n')
    files.set(part.slice(0, end).trim(), part.slice(end + 1))
  }
  return files
}

const folders: string[] = []
afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** Writes a private package to the disk until the test file ends, and gives the view of the first of its files. */
export function writeProgram(files: Readonly<Record<string, string>>): ProgramView {
  const root = mkdtempSync(join(tmpdir(), 'leaks-program-'))
  folders.push(root)
  for (const [name, text] of Object.entries({ 'package.json': '{ "private": true }', ...files })) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), text)
  }
  const [first = ''] = Object.keys(files)
  const path = join(root, first)
  const file = parseSource(path, readFileSync(path, 'utf8'))
  if (!file) throw new Error(`${first} does not parse`)
  return createProgramView(file, path)
}

/** Asks something of the view of a program's first file. */
export function withProgram<T>(text: string, ask: (view: ProgramView) => T): T {
  return ask(writeProgram(Object.fromEntries(splitProgram(text))))
}
