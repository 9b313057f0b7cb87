import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

import { lintTexts, sourcesBelow } from './lint-texts.ts'
import { renameLocals } from './rename.ts'

/**
 * How much of what is reported rests on local names: lints folders, makes the local names of every file that has a report meaningless, lints
 * those again, and prints for each rule how many reports survive. `npm run rename-check -- FOLDER... [--preset strict]`
 */
const { values, positionals } = parseArgs({ allowPositionals: true, options: { preset: { type: 'string', default: 'recommended' } } })
const preset = values.preset === 'strict' ? 'strict' : 'recommended'
const counts = new Map<string, { before: number; after: number }>()

for (const folder of positionals) {
  const root = resolve(process.env['INIT_CWD'] ?? process.cwd(), folder)
  const reports = await lintTexts(sourcesBelow(root).map((file) => ({ file, text: readFileSync(file, 'utf8') })), preset, root)
  const files = [...new Set(reports.map(({ file }) => file))]
  const texts = files.flatMap((file) => {
    const text = renameLocals(readFileSync(file, 'utf8'), !/\.[mc]?ts$/.test(file))
    return text === null ? [] : [{ file, text }]
  })
  const renamed = await lintTexts(texts, preset, root)
  const known = new Set(texts.map(({ file }) => file))
  for (const { rule, file } of reports) if (known.has(file)) countOf(rule).before++
  // A report is known again by its line: renaming adds none.
  const lines = new Set(reports.map(({ rule, file, line }) => `${rule} ${file}:${line}`))
  for (const { rule, file, line } of renamed) if (lines.has(`${rule} ${file}:${line}`)) countOf(rule).after++
}

function countOf(rule: string): { before: number; after: number } {
  const known = counts.get(rule) ?? { before: 0, after: 0 }
  counts.set(rule, known)
  return known
}

let before = 0
let after = 0
for (const [rule, count] of [...counts].sort(([a], [b]) => a.localeCompare(b))) {
  before += count.before
  after += count.after
  console.log(`${rule.padEnd(45)} ${String(count.after).padStart(4)} of ${String(count.before).padStart(4)} survive`)
}
console.log(`${'all'.padEnd(45)} ${String(after).padStart(4)} of ${String(before).padStart(4)} survive${before > 0 ? ` (${Math.round((100 * after) / before)}%)` : ''}`)
