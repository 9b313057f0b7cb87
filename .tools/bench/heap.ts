import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

import * as tsParser from '@typescript-eslint/parser'
import { Linter } from 'eslint'
import leaks from 'eslint-plugin-leaks'

setFlagsFromString('--expose-gc')
const collect: unknown = runInNewContext('gc')

const SKIPPED = new Set(['node_modules', 'dist', 'build', 'out', 'coverage'])
const ROUNDS = 4

/**
 * Lints all files of a folder again and again in one process, with all rules and the files around them, and tells what is in use after each round,
 * garbage collected. What grows from the second round on is a leak.
 */
export function heapRows(folder: string): string[] {
  const root = resolve(folder)
  const files = filesBelow(root)
  const linter = new Linter({ cwd: root })
  const rows = [`${String(files.length)} files, each round all of them`, '', '| round | heap in use, MB |', '| --: | --: |']
  for (let round = 0; round <= ROUNDS; round++) {
    if (round > 0) for (const file of files) lint(linter, file)
    rows.push(`| ${String(round)} | ${(heapInUse() / 1e6).toFixed(1)} |`)
  }
  return rows
}

function lint(linter: Linter, filename: string): void {
  const languageOptions = { parser: tsParser, parserOptions: { ecmaFeatures: { jsx: !/\.[cm]?ts$/.test(filename) } } }
  linter.verify(readFileSync(filename, 'utf8'), [{ files: ['**/*.*'], languageOptions }, leaks.configs.strict], { filename })
  // ESLint keeps what it has linted last.
  linter.verify('', [{ files: ['**/*.*'] }], { filename: 'empty.js' })
}

function heapInUse(): number {
  for (let turn = 0; turn < 3; turn++) if (typeof collect === 'function') Reflect.apply(collect, undefined, [])
  return process.memoryUsage().heapUsed
}

function filesBelow(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
    const path = join(dir, entry.name)
    if (entry.isDirectory()) return SKIPPED.has(entry.name) || entry.name.startsWith('.') ? [] : filesBelow(path)
    return entry.isFile() && /(?<!\.d)\.[cm]?[jt]sx?$/.test(entry.name) ? [path] : []
  })
}
