import { describe, expect, it } from 'vitest'

import { findDocBlocks } from '../support/doc-blocks.ts'
import { lintText } from '../support/lint.ts'
import { optionNames, readText, RULES } from '../support/repository.ts'

const SECTIONS = ['Why', 'Reported', 'Silent', 'Options', 'Limits', 'When not to use it']

describe.each(RULES)('docs page of %s', (name, rule) => {
  const page = readText(`docs/rules/${name}.md`) ?? ''
  const lines = page.split('\n').filter((line) => line !== '')
  const blocks = findDocBlocks(page)

  it('opens with its name, its description and its preset', () => {
    const preset = rule.meta.docs?.preset === 'recommended' ? 'Preset: `recommended`.' : 'Preset: `strict` only.'
    expect(lines.slice(0, 3)).toEqual([`# leaks/${name}`, expect.stringMatching(sentence(rule.meta.docs?.description ?? '')), expect.stringContaining(preset)])
  })

  it('has every section, in order', () => {
    const headings = page.split('\n').flatMap((line) => /^## (.+)$/.exec(line)?.[1] ?? [])
    expect(headings.filter((heading) => SECTIONS.includes(heading))).toEqual(SECTIONS)
  })

  it('explains every option with its default, and no option that is none', () => {
    const explained = page.split('\n').flatMap((line) => /^### `(\w+)`/.exec(line)?.[1] ?? [])
    expect(explained.sort()).toEqual(optionNames(rule).sort())
  })

  it('shows a leak and its fix', () => {
    expect(blocks.map((block) => block.verdict)).toEqual(expect.arrayContaining(['incorrect', 'correct']))
  })

  it('has no code block without a claim in the sections that claim', () => {
    const claims = page.split(/^## /m).filter((section) => /^(?:Reported|Silent)\n/.test(section)).join('\n')
    const bare = [...claims.matchAll(/^```(?:ts|tsx|js|jsx|vue|svelte)[ \t]*$/gm)]
    expect(bare).toHaveLength(0)
  })

  it.each(blocks.map((block) => [block.line, block.verdict, block] as const))('line %i: the %s block is', (_line, verdict, block) => {
    const messages = lintText(block.code, block.language, { [`leaks/${name}`]: ['error', ...block.options] }, block.fileName ?? undefined)
    expect(messages.filter((message) => message.fatal)).toEqual([])
    const texts = messages.map((message) => message.message)
    if (verdict === 'incorrect') expect(texts).not.toEqual([])
    else expect(texts).toEqual([])
  })
})

/** The description as it stands on the page: alone on its line, a period allowed after it. */
function sentence(description: string): RegExp {
  return new RegExp(`^${description.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\.?$`)
}
