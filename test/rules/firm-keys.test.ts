import { afterAll, describe, expect, it } from 'vitest'

import { reportsOfProgram, removePrograms } from '../support/linted-program.ts'

afterAll(removePrograms)

/** A file that fills a Map on each event of a host, and another that starts it: not alone, so that `recommended` asks for proof. */
const program = (body: string, start = "watch(host)"): string => `// === watch.ts
import type { Host } from 'some-host'
export function watch(host: Host): void {
${body}
}
// === main.ts
import { host } from 'some-host'
import { watch } from './watch'
${start}
`

describe('what keys a firm report needs', () => {
  it('reports ids of what is made anew for each use', () => {
    expect(reportsOfProgram(program("  const titles = new Map<string, object>()\n  host.on('opened', (event) => { titles.set(event.sessionId, event) })"))).toHaveLength(1)
  })

  it('is silent on ids of what one user has set up', () => {
    expect(reportsOfProgram(program("  const titles = new Map<string, object>()\n  host.on('opened', (event) => { titles.set(event.site.id, event) })"))).toEqual([])
  })

  it('reports them where another collection lets go of the same key', () => {
    const messages = reportsOfProgram(program(`  const titles = new Map<string, object>()
  const views = new Map<string, object>()
  host.on('opened', (event) => {
    const { siteId } = event
    titles.set(siteId, event)
    views.set(siteId, event)
  })
  host.on('closed', ({ siteId }) => { views.delete(siteId) })`))
    expect(messages).toHaveLength(1)
    expect(messages[0]).toMatch(/^`titles` .* Delete it too where line 10 deletes the same key elsewhere\.$/)
  })

  it('does not take the end of work under way for the end of what the key stands for', () => {
    expect(reportsOfProgram(program(`  const titles = new Map<string, object>()
  const running = new Map<string, Promise<object>>()
  host.on('opened', async ({ siteId }) => {
    const job = load(siteId).finally(() => { running.delete(siteId) })
    running.set(siteId, job)
    titles.set(siteId, await job)
  })`))).toEqual([])
  })

  it('takes an end that a listener of the same run brings for one', () => {
    expect(reportsOfProgram(program(`  const titles = new Map<string, object>()
  const views = new Map<string, object>()
  host.on('opened', ({ siteId, view }) => {
    titles.set(siteId, view.title)
    views.set(siteId, view)
    view.on('closed', () => { views.delete(siteId) })
  })`))).toHaveLength(1)
  })

  it('does not take a deleted `id` for an end of every `id`', () => {
    expect(reportsOfProgram(program(`  const titles = new Map<string, object>()
  const views = new Map<string, object>()
  host.on('opened', ({ id }) => { titles.set(id, {}) })
  host.on('closed', ({ id }) => { views.delete(id) })`))).toEqual([])
  })

  it('is silent on what a variable of the environment turns on', () => {
    expect(reportsOfProgram(program("  const seen = new Map<string, object>()\n  host.on('opened', (event) => { if (process.env.E2E === '1') seen.set(event.sessionId, event) })"))).toEqual([])
  })

  it('reports what the environment turns off', () => {
    expect(reportsOfProgram(program("  const seen = new Map<string, object>()\n  host.on('opened', (event) => { if (process.env.E2E !== '1') seen.set(event.sessionId, event) })"))).toHaveLength(1)
  })

  it('is silent on a field that a decorator hands to a framework', () => {
    const body = (decorator: string): string => `  class Desk {
    ${decorator}
    private readonly seen = new Map<string, object>()
    open(event: { sessionId: string }) { this.seen.set(event.sessionId, event) }
  }
  const desk = new Desk()
  host.on('opened', (event) => desk.open(event))`
    expect(reportsOfProgram(program(body('')))).toHaveLength(1)
    expect(reportsOfProgram(program(body("@settings('lists')")))).toEqual([])
    expect(reportsOfProgram(program(body('@observable')))).toHaveLength(1)
  })

  it('is silent on lists of which a fact is only likely', () => {
    expect(reportsOfProgram(program("  const made: object[] = []\n  host.on('opened', () => { made.push({}) })"))).toEqual([])
  })
})

describe('functions in objects that are handed on', () => {
  const limits = (call: string): string => `// === limits.ts
export class Limits {
  readonly #rate = new Map<string, number>()
  allow(peer: string): void { this.#rate.set(peer, Date.now()) }
}
// === server.ts
import { createServer } from 'node:http'
export interface Options { readonly onResolve?: (peer: string) => void }
export function serve(options: Options): void {
  createServer((req, res) => { ${call} }).listen(80)
}
// === main.ts
import { Limits } from './limits'
import { serve } from './server'
const limits = new Limits()
serve({ onResolve: (peer) => limits.allow(peer) })
`
  it('are followed by the name of their property to where they are called', () => {
    const [message] = reportsOfProgram(limits('options.onResolve?.(req.socket.remoteAddress)'))
    expect(message).toContain('which comes with each request (4 of server.ts) on every request')
  })

  it('are followed out of a destructured parameter', () => {
    expect(reportsOfProgram(limits('onResolve(req.url)').replace('options: Options', '{ onResolve }: Options'))).toHaveLength(1)
  })

  it('are silent when called with one of a few', () => {
    expect(reportsOfProgram(limits("options.onResolve?.('main')"))).toEqual([])
  })
})

describe('a function whose result is a key', () => {
  const keyed = (call: string): string => `// === store.ts
const caches = new Map<string, object>()
function pathOf(custom?: string): string { return custom ?? 'default' }
export function cacheFor(custom?: string): object {
  const path = pathOf(custom)
  const cache = caches.get(path) ?? {}
  caches.set(path, cache)
  return cache
}
export function describePath(custom: string): string { return pathOf(custom) }
// === main.ts
import { createServer } from 'node:http'
import { cacheFor, describePath } from './store'
createServer((req, res) => { ${call} }).listen(80)
`
  it('is followed with what that very call gives it', () => {
    expect(reportsOfProgram(keyed('cacheFor(req.url)'))).toHaveLength(1)
    expect(reportsOfProgram(keyed('cacheFor(); res.end(describePath(req.url))'))).toEqual([])
  })
})

describe('a guard that a variable of one run holds', () => {
  const once = (guard: string): string => `// === jobs.ts
const jobs = new Map<string, object>()
let next = 0
export function run(command: string): Promise<void> {
  return new Promise((resolve) => {
    ${guard}
    const park = () => {
      if (isDone) return
      isDone = true
      jobs.set(\`job-\${next++}\`, { command })
      resolve()
    }
    setTimeout(park, 1000)
  })
}
// === main.ts
import { createServer } from 'node:http'
import { run } from './jobs'
createServer((req, res) => { void run(String(req.url)) }).listen(80)
`
  it('lets the code run once for each run, not once in all', () => {
    expect(reportsOfProgram(once('let isDone = false'))).toHaveLength(1)
  })

  it('lets it run once where the module holds it', () => {
    expect(reportsOfProgram(once('').replace('let next = 0', 'let next = 0\nlet isDone = false'))).toEqual([])
  })
})

describe('a guard that the called function closes', () => {
  const started = (guard: string): string => `// === updater.ts
import { host } from 'some-host'
let isStarted = false
const seen = new Map<number, object>()
let next = 0
function start(): void {
  isStarted = true
  seen.set(next++, {})
}
export function update(): void {
  ${guard}
}
// === main.ts
import { host } from 'some-host'
import { update } from './updater'
host.on('opened', () => update())
`
  it('lets it run once', () => {
    expect(reportsOfProgram(started('if (!isStarted) start()'))).toEqual([])
  })

  it('does not stand there for another flag', () => {
    expect(reportsOfProgram(started('if (!host.isBusy) start()'))).toHaveLength(1)
  })
})

describe('a table of events', () => {
  const hooks = (key: string): string => `// === plugin.ts
import type { Plugin } from 'some-agent'
export const plugin: Plugin = async () => {
  const parents = new Map<string, string>()
  return { ${key}: async (input) => { parents.set(input.sessionID, input.parentID) } }
}
// === index.ts
export { plugin } from './plugin'
`
  it('is called by whoever gets it, whenever one comes', () => {
    expect(reportsOfProgram(hooks("'permission.ask'"))).toHaveLength(1)
    expect(reportsOfProgram(hooks("'app.ready'"))).toEqual([])
  })
})

describe('who calls through an interface', () => {
  const jobs = `// === jobs.ts
const jobs = new Map<string, object>()
let last = 0
export function begin(text: string): void {
  jobs.set(\`job-\${++last}\`, { text })
}
`
  const tools = (body: string): string => `${jobs}
// === tool.ts
export interface Tool { name: string; run(text: string): void }
// === shell.ts
import { begin } from './jobs'
import type { Tool } from './tool'
${body}
`
  const runner = `// === main.ts
import { host } from 'some-host'
import type { Tool } from './tool'
import * as all from './shell'
const tools: Tool[] = Object.values(all)
host.on('call', (call: { name: string; text: string }) => {
  const tool = tools.find((one) => one.name === call.name)
  if (tool) runTool(tool, call.text)
})
function runTool(tool: Tool, text: string): void { tool.run(text) }
`

  it('is followed for an object that is declared to be of it, whatever its member is called', () => {
    const [message] = reportsOfProgram(tools("export const shell: Tool = { name: 'shell', run: (text) => begin(text) }") + runner)
    expect(message).toContain('on every `call` event')
  })

  it('is followed for an object that a function returns as one', () => {
    expect(reportsOfProgram(tools("export function createShell(): Tool {\n  return { name: 'shell', run: (text) => begin(text) }\n}\nexport const shell = createShell()") + runner)).toHaveLength(1)
  })

  it('is followed for a class that implements it', () => {
    expect(reportsOfProgram(tools("class Shell implements Tool {\n  name = 'shell'\n  run(text: string): void { begin(text) }\n}\nexport const shell = new Shell()") + runner)).toHaveLength(1)
  })

  it('says nothing where nobody calls it', () => {
    expect(reportsOfProgram(tools("export const shell: Tool = { name: 'shell', run: (text) => begin(text) }") + "// === main.ts\nimport { shell } from './shell'\nconsole.log(shell.name)\n")).toEqual([])
  })

  it('is the package, for a type of a package', () => {
    const agent = (type: string): string => `${jobs}
// === agent.ts
import { begin } from './jobs'
import { connect, type Agent } from 'some-protocol'
class Desk${type} {
  prompt(request: { text: string }): void { begin(request.text) }
}
connect(new Desk())
`
    expect(reportsOfProgram(agent(' implements Agent'))[0]).toContain('each time its host calls `prompt`')
    expect(reportsOfProgram(agent(''))).toEqual([])
  })
})

describe('what answers requests', () => {
  const counted = (registration: string): string => `// === jobs.ts
const jobs = new Map<string, object>()
let last = 0
export function begin(): void {
  jobs.set(\`job-\${++last}\`, {})
}
// === main.ts
import { begin } from './jobs'
import { table } from './table'
${registration}
// === table.ts
export const table = { add: (...all: unknown[]): void => { console.log(all.length) } }
`
  it.each([
    ["table.add('POST', '/jobs', () => begin())", 'on every request to `/jobs`'],
    ["table.add({ method: 'POST', url: '/jobs', handler: () => begin() })", 'on every request'],
    ["table.add({ name: 'job', description: 'Begins one', parameters: {}, execute: () => begin() })", 'on every call of the tool'],
  ])('is told by what stands beside it: %s', (registration, event) => {
    expect(reportsOfProgram(counted(registration))[0]).toContain(event)
  })

  it('is not a function beside a path alone', () => {
    expect(reportsOfProgram(counted("table.add('read', '/jobs', () => begin())"))).toEqual([])
  })
})

describe('keys and owners that are fewer than they look', () => {
  const keyed = (field: string, key: string): string => `// === queues.ts
const queues = new Map<string, object>()
export function enqueue(key: string): void {
  if (!queues.has(key)) queues.set(key, {})
}
// === service.ts
import { host } from 'some-host'
import { enqueue } from './queues'
export class Service {
  ${field}
  start(): void { host.on('changed', () => { enqueue(${key}) }) }
}
// === main.ts
import { Service } from './service'
new Service().start()
`

  it('are silent where the key is generated once for the one service of the program', () => {
    expect(reportsOfProgram(keyed('private readonly key = `matcher:${Math.random()}`', 'this.key'))).toEqual([])
  })

  it('report a key that is generated for each event', () => {
    expect(reportsOfProgram(keyed('', '`matcher:${Math.random()}`'))).toHaveLength(1)
  })

  const patterns = (type: string, param: string): string => `// === patterns.ts
const patterns = new Map<${type}, RegExp>()
export function patternOf(value: ${type}): RegExp {
  const made = patterns.get(value) ?? new RegExp(String(value))
  patterns.set(value, made)
  return made
}
// === main.ts
import express from 'express'
import { patternOf } from './patterns'
const app = express()
app.get('/shows', (req, res) => { res.send(patternOf(req.query.${param}).source) })
`

  it('are silent on a number of a request that is no id', () => {
    expect(reportsOfProgram(patterns('number', 'season'))).toEqual([])
  })

  it('report a text of a request, and a number that is an id', () => {
    expect(reportsOfProgram(patterns('string', 'text'))).toHaveLength(1)
    expect(reportsOfProgram(patterns('number', 'sessionId'))).toHaveLength(1)
  })

  const streams = (release: string): string => `// === plan.ts
export class Plan {
  private readonly spans = new Map<string, object>()
  note(id: string): void { this.spans.set(id, {}) }
}
// === main.ts
import { host } from 'some-host'
import { randomUUID } from 'node:crypto'
import { Plan } from './plan'
const streams = new Map<string, Plan>()
host.on('opened', (event) => {
  const plan = new Plan()
  streams.set(event.streamId, plan)
})
host.on('read', (event) => { streams.get(event.streamId)?.note(randomUUID()) })
${release}
`

  it('are silent where the owner is an entry that ends', () => {
    const messages = reportsOfProgram(streams("host.on('closed', (event) => { streams.delete(event.streamId) })"))
    expect(messages).toEqual([])
  })
})
