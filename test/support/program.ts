import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

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

/** Writes a program to the disk, asks something of the view of its first file, and takes the program away again. */
export function withProgram<T>(text: string, ask: (view: ProgramView) => T): T {
  const files = splitProgram(text)
  const [first] = files.keys()
  if (first === undefined) throw new Error('No file in the program.')
  const root = mkdtempSync(join(tmpdir(), 'leaks-program-'))
  try {
    const all = new Map([['package.json', '{ "private": true }'], ...files])
    for (const [name, source] of all) {
      mkdirSync(dirname(join(root, name)), { recursive: true })
      writeFileSync(join(root, name), source)
    }
    const path = join(root, first)
    const file = parseSource(path, readFileSync(path, 'utf8'))
    if (!file) throw new Error(`${first} does not parse`)
    return ask(createProgramView(file, path))
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}
