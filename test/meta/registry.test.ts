import { describe, expect, it } from 'vitest'

import plugin from '../../index.ts'
import { namesIn, readText, RULES } from '../support/repository.ts'

const ruleFiles = namesIn('rules').filter((name) => name.endsWith('.ts')).map((name) => name.slice(0, -'.ts'.length))

describe('registry', () => {
  it('holds exactly the files in rules/, under their names', () => {
    expect(RULES.map(([name]) => name).sort()).toEqual(ruleFiles)
  })

  it('has a docs page for each rule and none besides', () => {
    expect(namesIn('docs/rules')).toEqual(ruleFiles.map((name) => `${name}.md`))
  })

  it('has a test file for each rule', () => {
    expect(ruleFiles.filter((name) => readText(`test/rules/${name}.test.ts`) === null)).toEqual([])
  })

  it('tells its name, version and namespace', () => {
    const { name, version } = JSON.parse(readText('package.json') ?? '{}') as { name: string; version: string }
    expect(plugin.meta).toEqual({ name, version, namespace: 'leaks' })
  })
})

describe.each(RULES)('%s', (name, { meta }) => {
  it('links its docs page', () => {
    expect(meta.docs?.url).toMatch(new RegExp(`/docs/rules/${name}\\.md$`))
  })

  it('describes itself in one line that reads on from the rule name', () => {
    expect(meta.docs?.description).toMatch(/^[^\n]{20,160}[^.\n]$/)
  })

  it.each(Object.entries(meta.messages))('message %s is one full sentence or more, ending with a period', (_id, message) => {
    expect(message).toMatch(/^[A-Z`{'][^\n]*\.$/)
  })

  it('says that it has suggestions only when a message offers one', () => {
    const source = readText(`rules/${name}.ts`) ?? ''
    if (meta.hasSuggestions !== true) expect(source).not.toMatch(/\bsuggest:/)
  })
})
