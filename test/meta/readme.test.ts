import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

import { describe, expect, it } from 'vitest'

import { ruleTable, withRuleTable } from '../../.tools/docs/rule-table.ts'
import plugin from '../../index.ts'
import { lintText } from '../support/lint.ts'
import { filesBelow, readText, ROOT, RULES } from '../support/repository.ts'

const readme = readText('README.md') ?? ''
const pages = ['README.md', 'CHANGELOG.md', ...filesBelow('docs', '.md').filter((path) => !path.startsWith('docs/example/'))]

describe('README', () => {
  it('lists the rules as they are (`npm run docs` writes the table)', () => {
    expect(readme).toBe(withRuleTable(readme, ruleTable(RULES.map(([name, { meta }]) => [name, meta]))))
  })

  it('opens with a leak that is reported', () => {
    const code = /^```ts\n([\s\S]*?)^```$/m.exec(readme)?.[1] ?? ''
    const messages = lintText(code, 'ts', plugin.configs.recommended.rules)
    expect(messages.map((message) => message.ruleId)).toEqual(['leaks/no-unbounded-module-collection'])
  })

  it('names the two commands of a fresh machine, and CI runs the second', () => {
    expect(readme).toContain('npm ci && npm run scan')
    expect(readme).toContain('npm ci && npm test')
    expect(readText('.ci/run')).toMatch(/^npm ci\nnpm test\n/m)
  })
})

describe('CHANGELOG', () => {
  it('has the version of package.json', () => {
    const { version } = JSON.parse(readText('package.json') ?? '{}') as { version: string }
    expect(readText('CHANGELOG.md')).toContain(`## [${version}]`)
  })
})

it.each(pages)('the relative links of %s lead somewhere', (page) => {
  const links = [...(readText(page) ?? '').matchAll(/\]\((?!https?:|#)([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, target]) => target ?? '')
  expect(links.filter((target) => !existsSync(join(ROOT, dirname(page), target)))).toEqual([])
})
