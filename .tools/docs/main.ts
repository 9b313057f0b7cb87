import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import leaks from 'eslint-plugin-leaks'

import { ruleTable, withRuleTable, type RuleSummary } from './rule-table.ts'

const path = fileURLToPath(new URL('../../../README.md', import.meta.url))
const summaries = Object.entries(leaks.rules).map(([name, { meta }]): [string, RuleSummary] => [name, meta ?? {}])
const readme = withRuleTable(readFileSync(path, 'utf8'), ruleTable(summaries))
if (readme === null) throw new Error('README.md has lost the two comments that the rule table stands between.')
writeFileSync(path, readme)
