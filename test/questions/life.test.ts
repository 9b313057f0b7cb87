import { describe, expect, it } from 'vitest'

import { isFunction } from '../../rules/ast/functions.ts'
import { judgeLife } from '../../rules/questions/life/judge-life.ts'
import { withProgram } from '../support/program.ts'
import { cutTo, markedLines, ownerOn } from '../support/program-lines.ts'

/** Asks of each line of the first file that ends in `// lives process proven` how long the class or function lives that begins there. */
function expectLives(text: string): void {
  withProgram(text, (view) => {
    const marked = markedLines(view, 'lives')
    if (marked.length === 0) throw new Error('No marker in the program.')
    const found = marked.map(({ line, marker }) => {
      const node = ownerOn(view, line)
      const { value, certainty } = judgeLife(view, isFunction(node) ? { home: view.root, node } : { home: view.root, node })
      return `${String(line)} ${cutTo(marker, `${value} ${certainty}`)}`
    })
    expect(found).toEqual(marked.map(({ line, marker }) => `${String(line)} ${marker}`))
  })
}

/** One class, and the file that makes it. */
function expectMade(marker: string, maker: string): void {
  expectLives(`
// === ledger.ts
export class Ledger { // lives ${marker}
  private rows = new Map<string, number>()
  constructor(readonly name?: string) {}
  add(id: string): void { this.rows.set(id, 1) }
  size(): number { return this.rows.size }
}
// === maker.ts
import { Ledger } from './ledger'
${maker}
`)
}

describe('what lives as long as the program', () => {
  it('is kept at module level: in a variable, an object, an export, a static, a global', () => {
    expectMade('process proven', 'const ledger = new Ledger()\nledger.add("x")')
    expectMade('process proven', 'export const services = { ledger: new Ledger() }')
    expectMade('process proven', 'export default new Ledger()')
    expectMade('process proven', 'class Books { static ledger = new Ledger() }')
    expectMade('process proven', 'globalThis.ledger = new Ledger()')
    expectMade('process proven', 'export function open() { globalThis.ledger ??= new Ledger() }')
  })

  it('is made when it is first asked for, and kept', () => {
    expectMade('process proven', 'let ledger: Ledger | undefined\nexport function getLedger(): Ledger {\n  if (!ledger) ledger = new Ledger()\n  return ledger\n}')
    expectMade('process proven', 'let ledger: Ledger | undefined\nexport const getLedger = (): Ledger => (ledger ??= new Ledger())')
    expectLives(`
// === ledger.ts
export class Ledger { // lives process proven
  private static instance: Ledger | null = null
  static getInstance(): Ledger {
    if (!Ledger.instance) {
      Ledger.instance = new Ledger()
    }
    return Ledger.instance
  }
}
// === main.ts
import { Ledger } from './ledger'
Ledger.getInstance()
`)
  })

  it('is made when the program starts', () => {
    expectMade('process proven', 'async function main(): Promise<void> {\n  const ledger = new Ledger()\n  process.on("message", (m) => ledger.add(m))\n}\nvoid main()')
    expectMade('process proven', 'import * as vscode from "vscode"\nexport function activate(context: vscode.ExtensionContext) {\n  const ledger = new Ledger()\n  context.subscriptions.push(vscode.window.onDidChangeActive(() => ledger.add("x")))\n}')
    expectMade('process proven', 'import { app } from "electron"\nvoid app.whenReady().then(() => {\n  const ledger = new Ledger()\n  app.on("x", () => ledger.add("x"))\n})')
    expectMade('process proven', 'new Ledger("a").add("x")')
  })

  it('is kept by what lives on itself: a field, a constructor that keeps its argument', () => {
    expectMade('process proven', 'class Office { private ledger = new Ledger() }\nexport const office = new Office()')
    expectMade('process proven', 'class Office {\n  private ledger: Ledger\n  constructor() { this.ledger = new Ledger() }\n}\nclass House { office = new Office() }\nexport const house = new House()')
    expectMade('process proven', 'class Office { constructor(private ledger: Ledger) {} }\nexport const office = new Office(new Ledger())')
    expectMade('process proven', 'class Office {\n  ledger: Ledger\n  constructor(ledger: Ledger) { this.ledger = ledger }\n}\nfunction open(): Office {\n  const ledger = new Ledger()\n  return new Office(ledger)\n}\nexport const office = open()')
  })

  it('is a singleton of a framework', () => {
    expectMade('process proven', 'import { registerSingleton } from "./di"\nregisterSingleton(ILedger, Ledger)')
    expectLives(`
// === ledger.ts
import { Injectable } from '@angular/core'
@Injectable({ providedIn: 'root' })
export class Ledger {} // lives process proven
`.replace("@Injectable({ providedIn: 'root' })\nexport class", "@Injectable({ providedIn: 'root' }) export class"))
    expectLives(`
// === ledger.ts
import { Injectable } from '@nestjs/common'
@Injectable() export class Ledger {} // lives process likely
`)
  })

  it('is an entry of a table of the module that never lets go; of one that does, it lives long', () => {
    expectMade('process proven', 'const all = new Map<string, Ledger>()\nexport function open(id: string) { all.set(id, new Ledger()) }')
    expectMade('long proven', 'const all = new Map<string, Ledger>()\nexport function open(id: string) { all.set(id, new Ledger()) }\nexport function close(id: string) { all.delete(id) }')
    expectMade('long proven', 'const all: Record<string, Ledger> = {}\nexport function open(id: string) {\n  const ledger = new Ledger()\n  all[id] = ledger\n  return ledger\n}\nexport function close(id: string) { delete all[id] }')
  })
})

describe('what lives for one call', () => {
  it('is a local that nothing takes on', () => {
    expectMade('call proven', 'process.on("message", (m) => {\n  const ledger = new Ledger()\n  ledger.add(m.id)\n  console.log(ledger.size())\n})')
    expectMade('call proven', 'export async function buildReport(read: () => AsyncIterable<string>) {\n  const ledger = new Ledger()\n  for await (const row of read()) ledger.add(row)\n  return ledger.size()\n}\nprocess.on("message", (m) => buildReport(m))')
    expectMade('call proven', 'import express from "express"\nconst app = express()\napp.get("/x", (req, res) => {\n  const ledger = new Ledger()\n  for (const id of req.query.ids) ledger.add(id)\n  res.json(ledger.size())\n})')
  })

  it('is handed back to a caller that drops it', () => {
    expectMade('call proven', 'function open(): Ledger { return new Ledger() }\nprocess.on("message", (m) => {\n  const ledger = open()\n  ledger.add(m.id)\n})')
    expectMade('call proven', 'const open = async (): Promise<Ledger> => new Ledger()\nprocess.on("message", async (m) => {\n  const ledger = await open()\n  ledger.add(m.id)\n})')
    expectMade('call proven', 'function fill(ledger: Ledger, id: string): void { ledger.add(id) }\nprocess.on("message", (m) => {\n  const ledger = new Ledger()\n  fill(ledger, m.id)\n})')
  })

  it('is a field that each run replaces', () => {
    expectMade('call proven', 'class Office {\n  private ledger: Ledger | null = null\n  onRun(id: string): void {\n    this.ledger = new Ledger()\n    this.ledger.add(id)\n  }\n}\nconst office = new Office()\nprocess.on("message", (m) => office.onRun(m.id))')
  })

  it('belongs to a component, or to what lives for one call', () => {
    expectMade('call proven', 'import React from "react"\nclass Page extends React.Component { ledger = new Ledger() }')
    expectMade('call proven', 'class Turn { ledger = new Ledger() }\nprocess.on("message", () => {\n  const turn = new Turn()\n  turn.ledger.add("x")\n})')
    expectLives(`
// === banner.tsx
import { useRef } from 'react'
export function useLedger() { // lives call proven
  const rows = new Map<string, number>()
  return rows
}
`)
  })

  it('is a factory closure of one handler', () => {
    expectLives(`
// === whistle.ts
export function createWhistleQueue(say: (text: string) => void) { // lives call proven
  const heard = new Map<string, number>()
  const push = (id: string): void => { heard.set(id, 1) }
  return { push, close: () => {} }
}
// === ride.ts
import { createWhistleQueue } from './whistle'
import { drive } from './drive'
export async function handleRide(ride: { say(text: string): void }): Promise<void> {
  const whistles = createWhistleQueue((text) => ride.say(text))
  try {
    await drive(ride, whistles)
  } finally {
    whistles.close()
  }
}
// === server.ts
import { handleRide } from './ride'
process.on('message', (ride) => handleRide(ride))
// === drive.ts
export async function drive(ride: object, queue: { push(id: string): void }): Promise<void> {
  queue.push('x')
}
`)
  })
})

describe('what lives long', () => {
  it('is made for one connection and used by its listeners', () => {
    expectMade('long proven', 'import { wss } from "./wss"\nwss.on("connection", (socket) => {\n  const ledger = new Ledger()\n  socket.on("message", (id) => ledger.add(id))\n})')
  })
})

describe('what a handler closes over', () => {
  it('lives as long as what it listens to, else for one event', () => {
    expectLives(`
// === server.ts
import { wss } from './wss'
wss.on('connection', (socket) => { // lives long proven
  const seen = new Set<string>()
  socket.on('message', (id) => seen.add(id))
})
wss.on('message', (message) => { // lives call
  const seen = new Set<string>()
  message.ids.forEach((id) => seen.add(id))
})
// === wss.ts
export const wss = new EventTarget()
`)
  })
})

describe('what a host makes', () => {
  it('lives as long as the program, likely: a plugin that a module exports, a function that returns hooks', () => {
    expectLives(`
// === main.ts
import { Plugin } from 'obsidian'
export default class Notes extends Plugin {} // lives process likely
// === package.json
{ "name": "notes", "main": "main.js" }
`)
    expectLives(`
// === index.ts
export const plugin = async (ctx: object) => { // lives process likely
  const calls = new Map<string, number>()
  return {
    'tool.execute.after': async (input: { callID: string }) => { calls.set(input.callID, 1) },
  }
}
// === package.json
{ "name": "plugin", "main": "index.js" }
`)
  })
})

describe('what is unknown', () => {
  it('is made by nobody, or by tests alone', () => {
    expectLives(`
// === ledger.ts
export class Ledger { // lives unknown
  rows = new Map<string, number>()
}
// === ledger.test.ts
import { Ledger } from './ledger'
const ledger = new Ledger()
`)
    expectLives(`
// === ledger.ts
export class Ledger {} // lives unknown
`)
  })
})

describe('several makers', () => {
  it('the surest long life decides', () => {
    expectMade('process proven', 'export const ledger = new Ledger()\nprocess.on("message", () => {\n  const other = new Ledger()\n  other.add("x")\n})')
  })

  it('a subclass counts', () => {
    expectMade('process proven', 'class BigLedger extends Ledger {}\nexport const ledger = new BigLedger()')
  })

  it('what factories make lives as long as their callers keep it', () => {
    expectLives(`
// === limit.ts
export function createLimiter(max: number) { // lives process proven
  const hits = new Map<string, number>()
  return (ip: string) => hits.set(ip, max)
}
// === app.ts
import { createLimiter } from './limit'
export const limit = createLimiter(5)
`)
    expectLives(`
// === limit.ts
export function setupLimiter(app: { use(x: unknown): void }) { // lives process proven
  const hits = new Map<string, number>()
  app.use((ip: string) => hits.set(ip, 1))
}
// === app.ts
import { setupLimiter } from './limit'
import express from 'express'
setupLimiter(express())
`)
  })
})
