import { afterAll, describe, expect, it } from 'vitest'

import { reportsOfProgram, removePrograms } from '../support/linted-program.ts'

afterAll(removePrograms)

const LEAK = "import { host } from 'some-host'\nconst seen = new Map<string, object>()\nhost.on('opened', (event) => { seen.set(event.sessionId, event) })\n"

describe('kinds of code that are none of a report', () => {
  it('a bundle, whose sources are elsewhere', () => {
    const filler = `// ${'x'.repeat(60_000)}\n`
    expect(reportsOfProgram(`// === a.ts\n${LEAK}${filler}// === b.ts\nexport {}\n`)).toHaveLength(1)
    expect(reportsOfProgram(`// === a.ts\nvar __defProp = Object.defineProperty\n${LEAK}${filler}// === b.ts\nexport {}\n`)).toEqual([])
  })

  it('what a server does when it listens, which is once', () => {
    const started = (how: string): string => `// === jobs.ts\nimport { server } from 'some-host'\nimport { randomUUID } from 'node:crypto'\nconst jobs = new Map<string, object>()\nserver.${how}\n// === b.ts\nexport {}\n`
    expect(reportsOfProgram(started("on('job', () => { jobs.set(randomUUID(), {}) })"))).toHaveLength(1)
    expect(reportsOfProgram(started('listen(80, () => { jobs.set(randomUUID(), {}) })'))).toEqual([])
  })

  it('an interval that a variable of the environment turns on', () => {
    const polled = (start: string): string => `// === watch.ts\nexport function watch(read: () => void): void {\n  ${start}\n}\n// === package.json\n{ "name": "watcher", "main": "./watch.js" }\n`
    expect(reportsOfProgram(polled('setInterval(read, 50)'))).toHaveLength(1)
    expect(reportsOfProgram(polled("if (process.env.NODE_ENV === 'test') { setInterval(read, 50) }"))).toEqual([])
  })
})
