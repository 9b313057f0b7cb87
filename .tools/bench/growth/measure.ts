import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import * as tsParser from '@typescript-eslint/parser'
import { Linter } from 'eslint'
import leaks from 'eslint-plugin-leaks'

import type { Shape } from './shapes.ts'

/** Milliseconds for one size of a shape: the parser's and ours, under `strict`. */
export interface Cost {
  readonly parse: number
  readonly ours: number
  /** What each rule took of it. */
  readonly byRule: Readonly<Record<string, number>>
}

/** A turn that takes longer is not repeated. */
const LONG = 1000

/** The costs of a shape at a size, the best of `turns`. Throws when its text does not parse. */
export function measureShape(shape: Shape, size: number, turns: number): Cost {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'leaks-growth-')))
  try {
    const texts = Object.entries({ 'package.json': '{ "name": "grown", "private": true, "type": "module" }', ...shape.make(size) })
    for (const [path, text] of texts) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), text)
    }
    const costs: Cost[] = []
    while (costs.length < turns && (costs.at(-1)?.ours ?? 0) < LONG) costs.push(lintOnce(shape.name, folder, texts[1] ?? ['', '']))
    const [best] = costs.sort((a, b) => a.ours - b.ours)
    return { ours: best?.ours ?? 0, byRule: best?.byRule ?? {}, parse: Math.min(...costs.map(({ parse }) => parse)) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function lintOnce(name: string, folder: string, [path, text]: readonly [string, string]): Cost {
  const linter = new Linter({ cwd: folder })
  // ESLint's `verify` adds to times that only `verifyAndFix` starts, here on nothing.
  const stats: Linter.FixOptions & { stats: boolean } = { fix: false, stats: true }
  linter.verifyAndFix('', [], stats)
  const languageOptions = { parser: tsParser, parserOptions: { ecmaFeatures: { jsx: path.endsWith('x') } } }
  const options: Linter.LintOptions & { stats: boolean } = { filename: join(folder, path), stats: true }
  const bare: Linter.Config = { files: ['**/*.*'], languageOptions }
  const parse = cpuOf(() => {
    const fatal = linter.verify(text, [bare], options).find((message) => message.fatal)
    if (fatal) throw new Error(`The shape "${name}" does not parse: ${fatal.message} (line ${String(fatal.line)})`)
  })
  const source = linter.getSourceCode()
  const without = cpuOf(() => linter.verify(source, [bare], options))
  const withRules = cpuOf(() => linter.verify(source, [bare, leaks.configs.strict], options))
  const rules = linter.getTimes().passes.at(-1)?.rules ?? {}
  return { parse, ours: Math.max(0, withRules - without), byRule: Object.fromEntries(Object.entries(rules).map(([rule, { total }]) => [rule, total])) }
}

/** Milliseconds of the processor, which other jobs on the machine disturb less than the clock's. */
function cpuOf(work: () => void): number {
  const start = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}
