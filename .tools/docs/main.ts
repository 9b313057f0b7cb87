import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import leaks from 'eslint-plugin-leaks'
import packageJson from 'eslint-plugin-leaks/package.json' with { type: 'json' }

import { describeOutcome, withOutcome } from './comparison-page.ts'
import { compare, findRivals, readCases } from './comparison.ts'
import { ruleTable, withRuleTable, type RuleSummary } from './rule-table.ts'

const pathOf = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url))

/** Rewrites the part of a page that is made by machine. */
function rewrite(path: string, change: (text: string) => string | null): void {
  const changed = change(readFileSync(pathOf(path), 'utf8'))
  if (changed === null) throw new Error(`${path} has lost the two comments that what is written stands between.`)
  writeFileSync(pathOf(path), changed)
}

const summaries = Object.entries(leaks.rules).map(([name, { meta }]): [string, RuleSummary] => [name, meta ?? {}])
rewrite('README.md', (readme) => withRuleTable(readme, ruleTable(summaries)))

const linters = await findRivals(leaks, leaks.configs.strict)
const outcome = describeOutcome(compare(readCases(pathOf('test/fixtures/comparison')), linters), linters, packageJson.devDependencies)
rewrite('docs/comparison.md', (page) => withOutcome(page, outcome))
