import { existsSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, it } from 'vitest'

import { lintText } from '../support/lint.ts'
import { expectMarked } from '../support/markers.ts'
import { readText, ROOT } from '../support/repository.ts'

const page = readText('docs/architecture.md') ?? ''
const example = /^```ts marked\n([\s\S]*?)^```$/m.exec(page)?.[1] ?? ''

describe('docs/architecture.md', () => {
  it('marks its example with what the analysis finds', () => {
    expectMarked(example)
  })

  it('ends its example with the message as it is', () => {
    const messages = lintText(example, 'ts', { 'leaks/no-unbounded-module-collection': 'error' }).map(({ message }) => message)
    expect(messages).toEqual(/^> (.*)$/m.exec(page)?.slice(1))
  })

  it('names files that exist', () => {
    const paths = [...page.matchAll(/`((?:rules|test|docs)\/[\w./-]+)`/g)].map(([, path]) => path ?? '')
    expect(paths.length).toBeGreaterThan(30)
    expect(paths.filter((path) => !existsSync(join(ROOT, path)))).toEqual([])
  })
})
