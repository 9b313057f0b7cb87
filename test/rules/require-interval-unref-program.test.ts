import { afterAll, describe, expect, it } from 'vitest'

import { removePrograms, reportsOfProgram } from '../support/linted-program.ts'

afterAll(removePrograms)

const SERVER = `// === server.ts
import express from 'express'
const app = express()
app.listen(80)
`

describe('an interval that tests start', () => {
  const loaded = `// === nonces.ts
const seen = new Map<string, number>()
export function isFresh(nonce: string): boolean { return !seen.has(nonce) }
setInterval(() => { for (const [nonce, at] of seen) if (at < Date.now()) seen.delete(nonce) }, 60_000)
${SERVER}`

  it('is reported where a test imports the module that starts it', () => {
    expect(reportsOfProgram(`${loaded}// === tests/nonces.test.ts\nimport { isFresh } from '../nonces'\nisFresh('a')\n`)).toEqual([expect.stringContaining('in every test that imports this module')])
  })

  it('is reported also where a nested package.json only tells the format of the sources', () => {
    const nested = loaded.replace('// === nonces.ts', '// === src/nonces.ts')
    expect(reportsOfProgram(`${nested}// === src/package.json\n{ "type": "module" }\n// === tests/nonces.test.ts\nimport { isFresh } from '../src/nonces'\nisFresh('a')\n`)).toHaveLength(1)
  })

  it('is silent where no test does', () => {
    expect(reportsOfProgram(loaded)).toEqual([])
  })

  const limiter = `// === limiter.ts
export function createLimiter(ms: number): (ip: string) => boolean {
  const hits = new Map<string, number>()
  setInterval(() => hits.clear(), ms)
  return (ip) => { hits.set(ip, (hits.get(ip) ?? 0) + 1); return hits.size < 9 }
}
${SERVER}`
  const library = '// === package.json\n{ "name": "limits", "main": "limiter.js", "scripts": { "start": "node server.js" } }\n'

  it('is reported where a test calls the factory that a package offers', () => {
    expect(reportsOfProgram(`${limiter}${library}// === tests/limiter.test.ts\nimport { createLimiter } from '../limiter'\ncreateLimiter(1000)('a')\n`)).toEqual([expect.stringContaining('in every test that starts it')])
  })

  it('is silent where the test winds the clock itself', () => {
    expect(reportsOfProgram(`${limiter}${library}// === tests/limiter.test.ts\nimport { createLimiter } from '../limiter'\nvi.useFakeTimers()\ncreateLimiter(1000)('a')\n`)).toEqual([])
  })

  it('is silent where only the program itself calls the factory', () => {
    expect(reportsOfProgram(`${limiter}// === tests/limiter.test.ts\nimport { createLimiter } from '../limiter'\ncreateLimiter(1000)('a')\n`)).toEqual([])
  })
})

describe('an interval of a command line', () => {
  const watcher = '// === watch.ts\nexport function watch(read: () => void): void { setInterval(read, 1000) }\n'
  const command = '// === package.json\n{ "name": "tool", "bin": "cli.js" }\n'

  it('is reported where the command ends when nothing is left to do', () => {
    expect(reportsOfProgram(`${watcher}${command}// === cli.ts\nimport { watch } from './watch'\nimport { program } from 'commander'\nprogram.command('x').action(() => watch(() => {}))\n`)).toHaveLength(1)
  })

  it('is silent where the command ends the process', () => {
    expect(reportsOfProgram(`${watcher}${command}// === cli.ts\nimport { watch } from './watch'\nimport { program } from 'commander'\nprogram.command('x').action(() => { watch(() => {}); process.exit(0) })\n`)).toEqual([])
  })

  it('is reported where the package offers it to others as well', () => {
    const both = command.replace('"bin"', '"main": "index.js", "bin"')
    expect(reportsOfProgram(`${watcher}${both}// === index.ts\nexport * from './watch'\n// === cli.ts\nimport { watch } from './watch'\nwatch(() => {})\nprocess.exit(0)\n`)).toHaveLength(1)
  })

  it('is reported where it ends the process after a failure only', () => {
    expect(reportsOfProgram(`${watcher}${command}// === cli.ts\nimport { watch } from './watch'\nimport { program } from 'commander'\nprogram.command('x').action(() => { watch(() => {}); if (!process.stdin) process.exit(1) })\n`)).toHaveLength(1)
  })

  it('is reported where the package builds a desktop app as well', () => {
    expect(reportsOfProgram(`${watcher}// === package.json\n{ "name": "tool", "bin": "cli.js", "devDependencies": { "electron": "30" } }\n// === cli.ts\nimport { watch } from './watch'\nimport { program } from 'commander'\nprogram.command('x').action(() => watch(() => {}))\n`)).toHaveLength(1)
  })
})

describe('an interval of one owner', () => {
  const sweeper = `// === sweeper.ts
export class Sweeper {
  private timer?: NodeJS.Timeout
  constructor(private readonly all: Map<string, number>) { this.timer = setInterval(() => this.sweep(), 1000) }
  sweep(): void { this.all.clear() }
}
// === api.ts
import { Sweeper } from './sweeper'
export class Api { sweeper?: Sweeper; start(): void { this.sweeper = new Sweeper(new Map()) } }
`

  it('is silent where a function of the program that is named like a server’s calls back once', () => {
    expect(reportsOfProgram(`${sweeper}// === main.ts
import http from 'node:http'
import { Api } from './api'
function createServer(settings: object, done: (error: unknown, server?: unknown) => void) { done(null, http.createServer(settings)) }
createServer({}, (error, server) => { const api = new Api(); api.start(); server.listen(80) })
`)).toEqual([])
  })

  it('is reported where requests make it', () => {
    expect(reportsOfProgram(`${sweeper}// === main.ts
import { createServer } from 'node:http'
import { Api } from './api'
createServer((request, response) => { const api = new Api(); api.start(); response.end() }).listen(80)
`)).toEqual([expect.stringContaining('on every request')])
  })
})

describe('an interval that a component starts through another file', () => {
  const examples = `// === examples.ts
export const examples = { load(all: string[]): void { let at = 0; setInterval(() => { console.log(all[at++]) }, 100) } }
`
  const form = `// === form.tsx
import { useEffect } from 'react'
import { examples } from './examples'
export function Form() { useEffect(() => { examples.load(['a', 'b']) }, []); return <form /> }
`

  it('is reported where the component comes and goes', () => {
    expect(reportsOfProgram(`${examples}${form}// === page.tsx\nimport { Form } from './form'\nexport function Page({ isOpen }) { return isOpen ? <Form /> : null }\n`)).toEqual([expect.stringContaining('each time `Form` renders')])
  })

  it('is silent where the component is the page', () => {
    expect(reportsOfProgram(`${examples}${form}// === main.tsx\nimport { createRoot } from 'react-dom/client'\nimport { Form } from './form'\ncreateRoot(document.body).render(<Form />)\n`)).toEqual([])
  })
})

describe('an interval of code that runs elsewhere', () => {
  it('is silent in a function that a driven browser runs in its page', () => {
    const library = '// === package.json\n{ "name": "driver", "main": "freeze.js" }\n'
    expect(reportsOfProgram(`// === freeze.ts\nimport fs from 'node:fs'\nexport async function freeze(page) { await page.evaluateOnNewDocument(() => { setInterval(() => { window.name = 'x' }, 500) }) }\n${library}`)).toEqual([])
  })
})
