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
  const action = `${watcher}${command}// === cli.ts\nimport { watch } from './watch'\nimport { program } from 'commander'\nprogram.command('x').action(() => watch(() => {}))\n`

  it('is silent where a command sets it up, whose work it may be', () => {
    expect(reportsOfProgram(action, 'strict')).toEqual([])
  })

  it('is reported where the command imports what starts it', () => {
    expect(reportsOfProgram(`// === cache.ts\nexport const all = new Map<string, number>()\nsetInterval(() => all.clear(), 1000)\n${command}// === cli.ts\nimport { all } from './cache'\nconsole.log(all.size)\n`)).toHaveLength(1)
  })

  const imported = `// === cache.ts\nexport const all = new Map<string, number>()\nsetInterval(() => all.clear(), 1000)\n${command}// === cli.ts\nimport { all } from './cache'\nLAST\n`

  it('is silent where the command ends the process', () => {
    expect(reportsOfProgram(imported.replace('LAST', 'process.exit(all.size > 0 ? 0 : 2)'), 'strict')).toEqual([])
  })

  it('is reported where it ends the process after a failure only', () => {
    expect(reportsOfProgram(imported.replace('LAST', 'if (all.size > 0) process.exit(1)'))).toHaveLength(1)
  })

  it('is reported where the package builds a desktop app as well', () => {
    expect(reportsOfProgram(imported.replace('LAST', '').replace('"cli.js"', '"cli.js", "devDependencies": { "electron": "30" }'))).toHaveLength(1)
  })
})

describe('an interval of a package that others install', () => {
  const watcher = '// === watch.ts\nexport function watch(read: () => void): void { setInterval(read, 1000) }\n'
  const index = "// === index.ts\nexport * from './watch'\n"
  const library = '// === package.json\n{ "name": "tool", "main": "index.js" }\n'

  it('is reported where the package is a library and nothing else', () => {
    expect(reportsOfProgram(`${watcher}${index}${library}`)).toHaveLength(1)
  })

  it('is silent where the package is a program, too, that may need it', () => {
    const both = `${watcher}${index}${library.replace('"main"', '"bin": "cli.js", "main"')}// === cli.ts\nimport { watch } from './watch'\nwatch(() => {})\nprocess.exit(0)\n`
    expect(reportsOfProgram(both, 'strict')).toEqual([])
  })

  it('is silent where the package ends its process by itself, as a daemon does', () => {
    expect(reportsOfProgram(`${watcher}${index}${library}// === daemon.ts\nimport { watch } from './watch'\nexport function stop(): void { watch(() => {}); process.exit(0) }\n`)).toEqual([])
  })

  it('is reported where a program offers a module that starts it while it loads', () => {
    expect(reportsOfProgram(`// === index.ts\nexport const all = new Map<string, number>()\nsetInterval(() => all.clear(), 1000)\n${library.replace('"main"', '"bin": "cli.js", "main"')}`)).toHaveLength(1)
  })

  it('is silent where the package is a member of a workspace that nobody can install: its entry is TypeScript', () => {
    expect(reportsOfProgram(`${watcher}${index}${library.replace('index.js', './index.ts')}`, 'strict')).toEqual([])
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

describe('an interval of an owner that is made again', () => {
  const store = `// === clock-store.ts
export class ClockStore {
  setup(): void { setInterval(() => this.tick(), 5000) }
  tick(): void {}
}
`

  it('is silent where the owner is handed on in an object that nobody follows', () => {
    expect(reportsOfProgram(`${store}// === stores.ts
import { ClockStore } from './clock-store'
export default (api: object): object => {
  const stores = {}
  Object.assign(stores, { clock: new ClockStore(), api })
  for (const name of Object.keys(stores)) stores[name].setup?.()
  return stores
}
`)).toEqual([])
  })

  it('is reported where each sign-in replaces the owner', () => {
    expect(reportsOfProgram(`// === chat.ts
export class Chat { constructor() { setInterval(() => this.reconnect(), 60_000) } reconnect(): void {} }
// === account.ts
import { Chat } from './chat'
export class Account { chat?: Chat; signedIn(): void { this.chat = new Chat() } }
// === server.ts
import express from 'express'
import { Account } from './account'
const account = new Account()
express().post('/sign-in', (req, res) => { account.signedIn(); res.end() }).listen(80)
`)).toEqual([expect.stringContaining('/sign-in')])
  })
})

describe('an interval that starts again because its own function is called again', () => {
  const feed = `// === feed.ts
import WebSocket from 'ws'
export function connect(url: string): void {
  const socket = new WebSocket(url)
  setInterval(() => socket.ping(), 30_000)
  socket.on('close', () => RETRY)
}
// === main.ts
import { connect } from './feed'
connect('ws://a')
`

  it('is reported where a handler within the function calls it', () => {
    expect(reportsOfProgram(feed.replace('RETRY', 'connect(url)'))).toEqual([expect.stringContaining('Another one starts on every `close` event')])
  })

  it('is reported where the handler does so later', () => {
    expect(reportsOfProgram(feed.replace('RETRY', 'setTimeout(() => connect(url), 1000)'))).toEqual([expect.stringContaining('Another one starts on every `close` event')])
  })

  it('is reported where an event tells that it is closed', () => {
    expect(reportsOfProgram(feed.replace("'close', () => RETRY", "'update', ({ state }) => { if (state === 'closed') void connect(url) }"))).toEqual([expect.stringContaining('Another one starts on every `update` event')])
  })

  it('is reported where the function is a field', () => {
    const client = `// === client.ts
import WebSocket from 'ws'
export class Client {
  begin = async (): Promise<WebSocket> => {
    try {
    const socket = new WebSocket('ws://a')
    setInterval(() => socket.ping(), 30_000)
    socket.on('update', async ({ state }) => { if (state === 'closed') { this.begin().then((other) => other.resume()); return } })
    return socket
    } catch (error) {
      console.log(error)
    }
  }
}
// === main.ts
import { Client } from './client'
new Client().begin()
`
    expect(reportsOfProgram(client)).toEqual([expect.stringContaining('Another one starts on every `update` event')])
  })

  it('is silent where it comes again only until it is ready, and leaves before', () => {
    const retry = feed.replace("socket.on('close', () => RETRY)", '').replace('  setInterval', '  if (!socket.isOpen) { setTimeout(() => connect(url), 100); return }\n  setInterval')
    expect(reportsOfProgram(retry)).toEqual([])
    expect(reportsOfProgram(retry, 'strict')).toEqual([])
  })

  it('is silent where the handler clears it', () => {
    expect(reportsOfProgram(feed.replace('setInterval', 'const beat = setInterval').replace('RETRY', '{ clearInterval(beat); connect(url) }'))).toEqual([])
  })

  it('is silent where the function only walks a tree by itself', () => {
    expect(reportsOfProgram(feed.replace("socket.on('close', () => RETRY)", 'if (url.length > 9) connect(url.slice(1))'))).toEqual([])
  })
})

describe('an interval whose handle is emptied', () => {
  const sweeper = (tick: string): string => `// === cache.ts
export class Recent {
  #all = new Map<string, number>()
  #sweep: NodeJS.Timeout | null = null
  add(id: string): void {
    this.#all.set(id, Date.now())
    if (!this.#sweep) this.#sweep = setInterval(() => { this.#all.clear(); ${tick} }, 30_000)
  }
}
// === server.ts
import express from 'express'
import { Recent } from './cache'
const recent = new Recent()
express().post('/add', (req, res) => { recent.add(req.body.id); res.end() }).listen(80)
`

  it('is reported where the next one starts since there seems to be none', () => {
    expect(reportsOfProgram(sweeper('this.#sweep = null')).filter((one) => one.includes('#sweep'))).toEqual([expect.stringContaining('Another one starts once its handle is emptied')])
  })

  it('is silent where only the constructor empties it, a plain function', () => {
    expect(reportsOfProgram(`// === queue.ts
function Queue() { this.timer = null; this.all = [] }
Queue.prototype.add = function (one) { this.all.push(one); if (!this.timer) this.timer = setInterval(() => { this.all = [] }, 1000) }
module.exports = { queue: new Queue() }
${SERVER}`)).toEqual([])
  })

  it('is silent where it is cleared before, or never emptied', () => {
    expect(reportsOfProgram(sweeper('clearInterval(this.#sweep); this.#sweep = null')).filter((one) => one.includes('#sweep'))).toEqual([])
    expect(reportsOfProgram(sweeper('')).filter((one) => one.includes('#sweep'))).toEqual([])
  })
})

describe('an interval that an event starts which cannot come again', () => {
  it('is silent where the window that the event opens is the one of the app', () => {
    const main = (window: string): string => `// === main.ts
import { app, BrowserWindow, ipcMain } from 'electron'
let shown: BrowserWindow | null = null
function open(): void { ${window} = new BrowserWindow(); setInterval(() => shown?.webContents.send('tick'), 5000) }
ipcMain.on('unlocked', () => open())
`
    expect(reportsOfProgram(main('shown'))).toEqual([])
    expect(reportsOfProgram(main('const another'))).toHaveLength(1)
  })

  it('is silent where its tick only waits to load the page again', () => {
    const page = (tick: string): string => `// === store.ts
export function watch(power): void { power.on('resume', () => { setInterval(() => { console.log('again'); ${tick} }, 2000) }) }
// === main.ts
import { watch } from './store'
import { powerMonitor } from '@electron/remote'
watch(powerMonitor)
`
    expect(reportsOfProgram(page('if (navigator.onLine) window.location.reload()'))).toEqual([])
    expect(reportsOfProgram(page('document.title = "x"'))).toHaveLength(1)
  })

  it('is silent where a package calls back', () => {
    const page = `// === plugin.ts
import { useRegister } from 'virtual-register'
export function plugin(): void { useRegister({ onRegistered(url: string) { setInterval(() => fetch(url), 60_000) } }) }
// === main.ts
import { plugin } from './plugin'
plugin()
document.title = 'x'
`
    expect(reportsOfProgram(page)).toEqual([])
  })
})

describe('an interval of a component that is shown once', () => {
  const news = `// === news.tsx
import { useEffect } from 'react'
export default function News() { useEffect(() => { setInterval(check, 86_400_000) }, []); return <b /> }
`
  const root = (shown: string): string => `${news}// === root.tsx
import { createRootRoute } from '@tanstack/react-router'
import News from './news'
function Root() { return <main>${shown}</main> }
export const Route = createRootRoute({ component: () => <Root /> })
`

  it('is silent where only the root route shows it, always', () => {
    expect(reportsOfProgram(root('<News />'))).toEqual([])
  })

  it('is reported where the root shows it at times, or as another one', () => {
    expect(reportsOfProgram(root('{isOpen && <News />}'))).toHaveLength(1)
    expect(reportsOfProgram(root('<News key={user} />'))).toHaveLength(1)
    expect(reportsOfProgram(root('{users.map(() => <News />)}'))).toHaveLength(1)
  })

  it('is reported where another component shows it as well', () => {
    expect(reportsOfProgram(`${root('<News />')}// === dialog.tsx
import News from './news'
export function Dialog() { return <News /> }
`)).toHaveLength(1)
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
