import { describe, expect, it } from 'vitest'

import { isFunction } from '../../rules/ast/functions.ts'
import type { ClassRef, FunctionRef, ProgramView } from '../../rules/program/view.ts'
import { judgeFrequency } from '../../rules/questions/frequency/judge-frequency.ts'
import { withProgram } from '../support/program.ts'
import { callOn, cutTo, markedLines, ownerOn } from '../support/program-lines.ts'

/**
 * Asks of each line of the first file that ends in a marker how often its first call or `new` runs. `// runs again proven: on every request`
 * is value, certainty, event; the last two may be left out. The line that ends in `// owner` begins the class or function that owns it.
 */
function expectRuns(text: string): void {
  withProgram(text, (view) => {
    const marked = markedLines(view, 'runs')
    if (marked.length === 0) throw new Error('No marker in the program.')
    const owner = ownerIn(view)
    const found = marked.map(({ line, marker }) => {
      const { value, certainty, event } = judgeFrequency(view, { home: view.root, node: callOn(view, line) }, owner)
      return `${String(line)} ${cutTo(marker, `${value} ${certainty}${event === null ? '' : `: ${event}`}`)}`
    })
    expect(found).toEqual(marked.map(({ line, marker }) => `${String(line)} ${marker}`))
  })
}

function ownerIn(view: ProgramView): ClassRef | FunctionRef | 'module' {
  const [marked] = markedLines(view, 'owner')
  if (!marked) return 'module'
  const node = ownerOn(view, marked.line)
  return isFunction(node) ? { home: view.root, node } : { home: view.root, node }
}

describe('code runs', () => {
  it('while modules load', () => {
    expectRuns(`
// === table.ts
const table = new Map<string, number>()
table.set('a', 1) // runs load proven
for (const name of ['b', 'c']) table.set(name, 2) // runs load proven
fill(['d'])
function fill(names: string[]): void {
  names.forEach((name) => table.set(name, 3)) // runs load proven
}
class Registry {
  static all = keep(new Map()) // runs load
}
function keep<T>(x: T): T { return x }
`)
  })

  it('when a function of this module that another module calls is called by a handler there', () => {
    expectRuns(`
// === track.ts
const seen = new Map<string, number>()
export function track(id: string): void {
  seen.set(id, 1) // runs again proven: on every \`message\` event
}
// === server.ts
import { track } from './track'
import { socket } from './socket'
socket.on('message', (message) => {
  track(message.id)
})
// === socket.ts
export const socket = new EventTarget()
`)
  })

  it('once, when all who call it start the program', () => {
    expectRuns(`
// === registry.ts
const kinds = new Map<string, number>()
export function register(id: string): void {
  kinds.set(id, 1) // runs load proven
}
// === main.ts
import { register } from './registry'
function main(): void {
  register('a')
}
main()
`)
  })

  it('never, when nobody or only a test calls it', () => {
    expectRuns(`
// === registry.ts
const kinds = new Map<string, number>()
export function register(id: string): void {
  kinds.set(id, 1) // runs never proven
}
export function forget(id: string): void {
  kinds.delete(id) // runs never proven
}
function dead(id: string): void {
  kinds.delete(id) // runs never proven
}
// === main.ts
import './registry'
// === registry.test.ts
import { register } from './registry'
it('registers', () => register('a'))
`)
  })


  it('again, as an action that any page may call, or as what starts a stream', () => {
    expectRuns(`
// === actions.ts
'use server'
import { readable } from 'svelte/store'
const notes = new Map<string, string>()
export async function remember(id: string, text: string) {
  notes.set(id, text) // runs again proven: on every request
}
readable(0, (set) => {
  notes.set('x', 'y') // runs again proven: each time a first subscriber comes
})
`)
  })

  it('perhaps again, where no file imports the one that exports it: a host does', () => {
    expectRuns(`
// === register.ts
const kinds = new Map<string, number>()
export default function register(id: string): void {
  kinds.set(id, 1) // runs again likely
}
function dead(id: string): void {
  kinds.delete(id) // runs never proven
}
`)
  })

  it('once for its owner: in the constructor, in a field, in what only those call, behind a lazy guard', () => {
    expectRuns(`
// === hub.ts
export class Hub { // owner
  private rooms = fill(new Map()) // runs instance proven
  private db: object | undefined
  constructor() {
    this.setup()
    this.rooms.set('a', 1) // runs instance proven
  }
  private setup(): void {
    this.rooms.set('b', 1) // runs instance proven
  }
  open(id: string): void {
    if (!this.db) {
      this.db = {}
      this.rooms.set('db', 1) // runs instance proven
    }
    this.rooms.set(id, 1) // runs again proven: on every request to \`/x\`
  }
}
function fill<T>(x: T): T { return x }
// === app.ts
import express from 'express'
import { Hub } from './hub'
const hub = new Hub()
const app = express()
app.get('/x', (req, res) => { hub.open(req.params.id) })
`)
  })

  it('again behind a guard that asks for one key, or that somebody opens again', () => {
    expectRuns(`
// === hub.ts
const rooms = new Map<string, number>()
let started = false
export function onRoom(id: string): void {
  if (!rooms.has(id)) {
    rooms.set(id, 1) // runs again proven
  }
  if (!started) {
    started = true
    rooms.set(id, 2) // runs again proven
  }
}
export function stop(): void {
  started = false
}
process.on('message', onRoom)
process.on('exit', stop)
`)
  })

  it('once, though a loop reads an answer part by part', () => {
    expectRuns(`
// === load.ts
import { walk, subscribe } from './disk'
const seen = new Map<string, number>()
async function load(): Promise<void> {
  for await (const path of walk('.')) {
    seen.set(path, 1) // runs load proven
  }
  for await (const part of await fetchParts('.')) {
    seen.set(part, 1) // runs load proven
  }
  for await (const change of subscribe('.')) {
    seen.set(change, 1) // runs again likely: on every turn of a loop
  }
}
load()
`)
  })

  it('again: timers, endless loops, timers that set themselves', () => {
    expectRuns(`
// === poll.ts
const ticks = new Map<number, number>()
setInterval(() => {
  ticks.set(Date.now(), 1) // runs again proven: on every tick of a timer
}, 1000)
setTimeout(() => {
  ticks.set(Date.now(), 1) // runs start proven
}, 1000)
function tick(): void {
  ticks.set(Date.now(), 2) // runs again proven: on every turn of a timer that sets itself again
  setTimeout(tick, 1000)
}
tick()
async function serve(): Promise<void> {
  while (true) {
    ticks.set(Date.now(), 3) // runs again proven: on every turn of a loop
    await accept()
  }
}
async function drain(queue: string[]): Promise<void> {
  while (queue.length > 0) {
    ticks.set(Date.now(), 3) // runs load proven
  }
}
declare function accept(): Promise<void>
void serve()
void drain([])
`)
  })

  it('once for an event that comes once, and with what awaits it', () => {
    expectRuns(`
// === app.ts
import { app } from 'electron'
const windows = new Map<number, object>()
void app.whenReady().then(() => {
  windows.set(1, {}) // runs start
})
app.once('activate', () => windows.set(2, {})) // runs load
app.on('ready', () => {
  windows.set(2, {}) // runs start
})
app.on('browser-window-created', () => {
  windows.set(3, {}) // runs again proven: on every \`browser-window-created\` event
})
`)
  })

  it('as its callback does that a function of the program is handed', () => {
    expectRuns(`
// === seen.ts
import { bus } from './bus'
import { each, listen } from './run'
const seen = new Set<string>()
each(['a'], (name) => {
  seen.add(name) // runs load proven
})
listen((name) => {
  seen.add(name) // runs again proven: on every \`news\` event
})
// === run.ts
import { bus } from './bus'
export function each(names: string[], run: (name: string) => void): void {
  for (const name of names) run(name)
}
export function listen(run: (name: string) => void): void {
  bus.on('news', run)
}
// === bus.ts
import { EventEmitter } from 'node:events'
export const bus = new EventEmitter()
`)
  })

  it('as what a factory returns is used', () => {
    expectRuns(`
// === limit.ts
export function createLimiter() { // owner
  const hits = new Map<string, number>()
  return (req: { ip: string }, res: unknown, next: () => void) => {
    hits.set(req.ip, 1) // runs again proven: on every request
  }
}
// === app.ts
import express from 'express'
import { createLimiter } from './limit'
const app = express()
const limit = createLimiter()
app.use('/', limit)
`)
    expectRuns(`
// === queue.ts
export function createQueue() { // owner
  const heard = new Set<string>()
  const push = (id: string): void => {
    heard.add(id) // runs again proven: on every \`message\` event
  }
  return { push }
}
// === ride.ts
import { createQueue } from './queue'
const queue = createQueue()
process.on('message', (message) => queue.push(message.id))
`)
  })

  it('once for an owner that the calling block makes anew', () => {
    expectRuns(`
// === tracker.ts
export class Tracker { // owner
  private seen = new Map<string, number>()
  add(id: string): void {
    this.seen.set(id, 1) // runs instance proven
  }
}
// === app.ts
import { Tracker } from './tracker'
process.on('message', (message) => {
  const tracker = new Tracker()
  tracker.add(message.id)
})
`)
  })

  it('once on a command line, again in an editor', () => {
    expectRuns(`
// === cli.ts
import { Command } from 'commander'
const files = new Map<string, number>()
const program = new Command()
program.command('check').action(async (names: string[]) => {
  for (const name of names) files.set(name, 1) // runs load
})
program.parse()
`)
    expectRuns(`
// === extension.ts
import * as vscode from 'vscode'
const files = new Map<string, number>()
export function activate(context: vscode.ExtensionContext): void {
  files.set('a', 1) // runs start proven
  context.subscriptions.push(vscode.commands.registerCommand('x.y', (uri: string) => {
    files.set(uri, 1) // runs again proven: on every run of the \`x.y\` command
  }))
}
`)
  })

  it('maybe again, when a library offers it', () => {
    expectRuns(`
// === index.ts
const kept = new Map<string, number>()
export function keep(id: string): void {
  kept.set(id, 1) // runs again likely
}
export function boot(): void {
  kept.set('a', 1) // runs unknown
}
// === package.json
{ "name": "cache", "main": "index.js" }
`)
  })
})
