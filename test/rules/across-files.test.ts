import { afterAll, describe, expect, it } from 'vitest'

import { removePrograms, reportsOfProgram } from '../support/linted-program.ts'
import { readText } from '../support/repository.ts'

afterAll(removePrograms)

const page = readText('docs/architecture.md') ?? ''
const example = /^```ts program\n([\s\S]*?)^```$/m.exec(page)?.[1] ?? ''
const messages = [...page.matchAll(/^> (.*)$/gm)].map(([, message]) => message)

describe('a program of three files', () => {
  it('is reported with the message that docs/architecture.md ends its example with', () => {
    expect(reportsOfProgram(example)).toEqual(messages.slice(1, 2))
  })

  it('is silent when the limiter is made for one request', () => {
    const perRequest = example.replace("import { limiter } from './limits'", "import { RateLimiter } from './rate-limit'").replace('(req, res) => {', '(req, res) => {\n  const limiter = new RateLimiter()')
    expect(reportsOfProgram(perRequest)).toEqual([])
  })

  it('is silent when every caller gives one of a few keys', () => {
    expect(reportsOfProgram(example.replace('limiter.allow(req.ip)', "limiter.allow('login')"))).toEqual([])
  })

  it('is silent when another file empties it on a timer', () => {
    expect(reportsOfProgram(`${example}setInterval(() => limiter.reset(), 60_000)\n`)).toEqual([])
  })

  it('is silent when nobody calls it', () => {
    expect(reportsOfProgram(example.replace('limiter.allow(req.ip)', 'true'))).toEqual([])
  })
})
