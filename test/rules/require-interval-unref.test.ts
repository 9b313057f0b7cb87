import { RuleTester } from '@typescript-eslint/rule-tester'

import rule from '../../rules/require-interval-unref.ts'

const tester = new RuleTester({ languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } } })

/** What `recommended` asks for. */
const allow = [{ cleared: 'allow' }] as const

tester.run('require-interval-unref: unref', rule, {
  valid: [
    { name: 'chained on the call', options: allow, code: `import fs from 'node:fs'; setInterval(sweep, 1000).unref()` },
    { name: 'chained with optional calls', options: allow, code: `setInterval(sweep, 1000)?.unref?.()` },
    { name: 'in a later statement', options: allow, code: `const t = setInterval(sweep, 1000); t.unref()` },
    { name: 'through an alias', options: allow, code: `class A { run() { const t = setInterval(f, 9); this.t = t; const alias = this.t; alias.unref() } }` },
    { name: 'behind a cast', options: allow, code: `const t = setInterval(f, 9); (t as unknown as { unref(): void }).unref()` },
    { name: "behind `'unref' in t`", options: allow, code: `const t = setInterval(f, 9); if (typeof t === 'object' && 'unref' in t) t.unref()` },
    { name: 'behind a test for the method', options: allow, code: `const t = setInterval(f, 9)\nif (t && typeof t.unref === 'function') { t.unref() }` },
    { name: 'of a nested property', options: allow, code: `function start(db) { db.ttl.id = setInterval(f, 9); if (db.ttl.id.unref) db.ttl.id.unref() }` },
    { name: 'in a function of the same file', options: allow, code: `function background(h) { if (h.unref) h.unref() }\nbackground(setInterval(f, 9))` },
    { name: 'in an imported function whose name says so', options: allow, code: `import { unrefTimer } from './timers'\nconst t = setInterval(f, 9)\nunrefTimer(t)` },
    { name: 'Deno.unrefTimer', options: allow, code: `const t = setInterval(f, 9); Deno.unrefTimer(t)` },
    { name: "in a function of the user's own", options: [{ cleared: 'allow', unrefFunctions: ['background'] }], code: `import { background } from './x'\nbackground(setInterval(f, 9))` },
    { name: 'through destructuring', options: allow, code: `const job = { timer: setInterval(f, 9), name: 'x' }; const { timer } = job; timer.unref()` },
    { name: 'of every handle of a list', options: allow, code: `const all = ids.map((id) => setInterval(() => ping(id), 9)); for (const t of all) t.unref()` },
  ],
  invalid: [
    { name: "of another object's handle", options: allow, code: `const t = setInterval(f, 9); const s = setInterval(g, 9); s.unref()`, errors: [{ messageId: 'needsUnref', column: 11, suggestions: [{ messageId: 'addUnref', output: `const t = setInterval(f, 9);\nt?.unref?.(); const s = setInterval(g, 9); s.unref()` }] }] },
    { name: 'asked for, never called', options: allow, code: `const t = setInterval(f, 9); if (t.unref) log(t.unref)`, errors: [{ messageId: 'needsUnref', suggestions: [{ messageId: 'addUnref', output: `const t = setInterval(f, 9);\nt?.unref?.(); if (t.unref) log(t.unref)` }] }] },
  ],
})

tester.run('require-interval-unref: clearing is enough', rule, {
  valid: [
    { name: 'a local function called setInterval', options: allow, code: `function setInterval(f) {} setInterval(f, 9)` },
    { name: "another object's setInterval", options: allow, code: `clock.setInterval(f, 9)` },
    { name: 'the async iterator of timers/promises', options: allow, code: `import { setInterval } from 'node:timers/promises'\nfor await (const _ of setInterval(100)) work()` },

    { name: 'cleared in its own callback', options: allow, code: `export function poll(job) { const t = setInterval(() => { if (job.done) clearInterval(t) }, 100) }` },
    { name: 'cleared by the callback it names', options: allow, code: `export function load(items) { let i = 0, t = null; const next = () => { if (i >= items.length) clearInterval(t); i++ }; t = setInterval(next, 100) }` },
    { name: 'cleared in finally', options: allow, code: `export async function f() { const t = setInterval(check, 100); try { await work() } finally { clearInterval(t) } }` },
    { name: 'cleared after the work', options: allow, code: `export async function f() { const t = setInterval(check, 100); await work(); clearInterval(t) }` },
    { name: 'cleared when its server closes', options: allow, code: `import { WebSocketServer } from 'ws'\nexport function beat(wss) { const t = setInterval(ping, 100); wss.on('close', () => clearInterval(t)) }` },
    { name: 'cleared by a returned disposer', options: allow, code: `export function watch(cb) { const t = setInterval(cb, 100); return () => clearInterval(t) }` },
    { name: 'cleared by a disposable that is handed over', options: allow, code: `import * as vscode from 'vscode'\nexport function activate(context) { const t = setInterval(f, 9); context.subscriptions.push({ dispose() { clearInterval(t) } }) }` },
    { name: 'cleared by clearTimeout', options: allow, code: `export class A { start() { this.t = setInterval(f, 9) } stop() { clearTimeout(this.t) } }` },
    { name: 'cleared by a method of its class', options: allow, code: `export class Battery { private t?: NodeJS.Timeout; constructor() { this.t = setInterval(() => this.update(), 9) } dispose() { if (this.t) clearInterval(this.t) } update() {} }` },
    { name: 'a private field cleared by a method', options: allow, code: `export class A { #t = setInterval(f, 9); close() { clearInterval(this.#t) } }` },
    { name: 'cleared by a subclass of the file', options: allow, code: `class A { start() { this.t = setInterval(f, 9) } }\nexport class B extends A { stop() { clearInterval(this.t) } }` },
    { name: 'cleared on abort', options: allow, code: `export function f(signal: AbortSignal) { const t = setInterval(g, 9); signal.addEventListener('abort', () => clearInterval(t), { once: true }) }` },
    { name: 'cleared by a timeout', options: allow, code: `let t = null\nfunction start() { stop(); t = setInterval(f, 9); setTimeout(() => stop(), 600) }\nfunction stop() { if (t) { clearInterval(t); t = null } }\nstart()` },
    { name: 'cleared through a Set of handles', options: allow, code: `const all = new Set()\nexport function make() { const t = setInterval(f, 9); all.add(t) }\nexport function end() { for (const one of all) clearInterval(one) }` },
    { name: 'cleared with forEach(clearInterval)', options: allow, code: `export function shim() { const all = new Set(); return { every(f) { all.add(setInterval(f, 9)) }, end() { all.forEach(clearInterval) } } }` },
    { name: 'cleared through a Map of entries', options: allow, code: `export class A { private jobs = new Map(); add(id) { const timer = setInterval(f, 9); this.jobs.set(id, { id, timer }) } remove(id) { const job = this.jobs.get(id); if (job) clearInterval(job.timer) } }` },
    { name: 'cleared through the entries of a Map', options: allow, code: `const jobs = new Map()\nexport function add(id) { jobs.set(id, setInterval(f, 9)) }\nexport function end() { for (const [, t] of jobs) clearInterval(t) }` },
    { name: 'cleared through a dictionary', options: allow, code: `const timers = {}\nexport function add(id) { timers[id] = setInterval(f, 9) }\nexport function drop(id) { clearInterval(timers[id]) }` },
    { name: 'cleared through the values of a dictionary', options: allow, code: `const timers = {}\nexport function add(id) { timers[id] = setInterval(f, 9) }\nexport function end() { Object.values(timers).forEach((t) => clearInterval(t)) }` },
    { name: 'an exported pair of start and stop', options: allow, code: `let t\nexport function start() { if (t) return; t = setInterval(f, 9) }\nexport function stop() { if (t) { clearInterval(t); t = undefined } }` },
    { name: 'a toggle that clears in its other branch', options: allow, code: `let t\nexport function toggle(on) { if (!on) { clearInterval(t); return } t = setInterval(f, 9) }` },
    { name: 'the alias is cleared after the field is emptied', options: allow, code: `export class A { start() { this.t = setInterval(f, 9) } stop() { const t = this.t; this.t = null; if (t) clearInterval(t) } }` },
    { name: 'a loop that clears the one before', options: allow, code: `let t\nexport function start(ids) { for (const id of ids) { clearInterval(t); t = setInterval(() => ping(id), 9) } }\nexport const stop = () => clearInterval(t)` },
    { name: 'a loop with a variable of its own', options: allow, code: `export function start(ids) { return ids.map((id) => { const t = setInterval(() => ping(id), 9); return () => clearInterval(t) }) }` },
    { name: 'released by `using`', options: allow, code: `export async function f() { using t = setInterval(g, 9); await work() }` },
    { name: 'released by Symbol.dispose', options: allow, code: `export function f() { const t = setInterval(g, 9); return () => t[Symbol.dispose]() }` },

    { name: 'the handle is returned', options: allow, code: `export function every(f) { return setInterval(f, 9) }` },
    { name: 'the handle is given to a function that is not seen', options: allow, code: `import { track } from './timers'\nexport function f() { track(setInterval(g, 9)) }` },
    { name: 'the handle is exported', options: allow, code: `export const sweeper = setInterval(sweep, 9)` },
    { name: 'the handle is kept in an object that is returned', options: allow, code: `export function make() { const state = { timer: null }; state.timer = setInterval(f, 9); return state }` },
    { name: "cleared by a function of the user's own", options: [{ cleared: 'allow', clearFunctions: ['atExit'] }], code: `import { atExit } from './x'\natExit(setInterval(f, 9))` },

    { name: "the handle is kept in an object that another module's store keeps", options: allow, code: `export function count(store, id) { const state = store.getState(id); store.cancel(id); state.timer = setInterval(f, 9) }` },
    { name: 'a setter that clears without starting again for another value', options: allow, code: `export class Socket { setBeat(ms) { if (this.t !== undefined) clearInterval(this.t); if (ms > 0) this.t = setInterval(() => this.beat(), ms) } }` },
    { name: 'a setter that clears and leaves', options: allow, code: `let t\nexport function configure(on) { clearInterval(t); if (!on) return; t = setInterval(f, 9) }` },
    { name: 'a click that starts and stops in turn', options: allow, code: `let t; let open = false; document.body.addEventListener('click', () => { open = !open; if (open) { t = setInterval(draw, 9) } else { clearInterval(t) } })` },
    { name: 'opened and closed in turn', options: allow, code: `export class Link { constructor(ws) { ws.on('open', () => this.start()); ws.on('close', () => this.stop()) } start() { this.t = setInterval(f, 9) } stop() { clearInterval(this.t) } }` },
    { name: 'two calls, one after a stop', options: allow, code: `export class Link { start() { this.t = setInterval(f, 9) } stop() { clearInterval(this.t) } resume() { this.start() } restart() { this.stop(); this.start() } }` },
    { name: 'the main function of a program', options: allow, code: `import blessed from 'blessed'\nimport { hrtime } from 'node:process'\nexport async function main() { setInterval(draw, 1000); await run() }` },
    { name: 'an Electron app starts it once', options: allow, code: `import { app } from 'electron'\nexport function setupUpdates() { setInterval(check, 3_600_000) }` },

    { name: 'keeping the process alive is all it is for', options: allow, code: `import http from 'node:http'\nsetInterval(() => {}, 1 << 30)` },
    { name: 'a page keeps its worker running', options: allow, code: `document.title = 'x'\nsetInterval(() => fetch('ping'), 1000)` },
    { name: 'an entry script of a page, in an async function called on the spot', options: allow, code: `(async () => { await ready(); setInterval(() => fetch('ping'), 10000); createRoot(document.querySelector('#root')).render(<App/>) })()` },
    { name: 'a program that starts its own server', options: allow, code: `import express from 'express'\nconst app = express()\nsetInterval(sweep, 60_000)\napp.listen(3000)` },
    { name: 'a program with a #! line', options: allow, code: `#!/usr/bin/env node\nsetInterval(draw, 1000)\n` },
    { name: 'a test file', options: allow, filename: 'src/timer.test.ts', code: `setInterval(f, 9)` },
    { name: 'browser code behind a test for window', options: allow, code: `process.stdout.write('')\nif (typeof window !== 'undefined') { setInterval(tick, 30_000) }` },
    { name: "a page's service that lives as long as the page", options: allow, code: `class Clock { start() { if (this.timer) return; this.timer = setInterval(() => { document.title = '' }, 9) } }\nexport const clock = new Clock()` },
    { name: 'an Angular service of the root', options: allow, code: `import { Injectable } from '@angular/core'\n@Injectable({ providedIn: 'root' }) export class Session { private t; start() { this.t = setInterval(() => this.ping(), 9) } ping() {} }` },
  ],
  invalid: [
    {
      name: 'a sweep that starts on import, with the handle dropped',
      options: allow,
      code: `const seen = new Map()\nsetInterval(() => { seen.clear() }, 60_000)`,
      errors: [
        {
          messageId: 'needsUnref',
          line: 2,
          data: { interval: 'This interval', flaw: 'can never be cleared, because its handle is dropped', often: 'every 60 s', after: 'when nothing else is left to do' },
          suggestions: [{ messageId: 'addUnref', output: `const seen = new Map()\nsetInterval(() => { seen.clear() }, 60_000)?.unref?.()` }],
        },
      ],
    },
    {
      name: 'Node code gets a plain unref',
      options: allow,
      code: `import { readFile } from 'node:fs/promises'\nexport function limiter() { setInterval(sweep, 5 * 60 * 1000) }`,
      errors: [
        {
          messageId: 'needsUnref',
          data: { interval: 'The interval that `limiter` starts', flaw: 'can never be cleared, because its handle is dropped', often: 'every 5 minutes', after: 'when nothing else is left to do' },
          suggestions: [{ messageId: 'addUnref', output: `import { readFile } from 'node:fs/promises'\nexport function limiter() { setInterval(sweep, 5 * 60 * 1000).unref() }` }],
        },
      ],
    },
    {
      name: "a handle that may be a browser's number is unref-ed in a statement of its own",
      options: allow,
      code: `export class Sweeper {\n  private timer?: ReturnType<typeof setInterval>\n  start() {\n    this.timer = setInterval(sweep, 10)\n  }\n}`,
      errors: [
        {
          messageId: 'needsUnref',
          data: { interval: 'The interval `timer`', flaw: 'is never cleared', often: 'every 10 ms', after: 'when nothing else is left to do' },
          suggestions: [{ messageId: 'addUnref', output: `export class Sweeper {\n  private timer?: ReturnType<typeof setInterval>\n  start() {\n    this.timer = setInterval(sweep, 10)\n    this.timer?.unref?.()\n  }\n}` }],
        },
      ],
    },
    {
      name: 'a declared handle, with semicolons and a type',
      options: allow,
      code: `const timer: Timer = setInterval(sweep, DELAY);\nconsole.log(timer);`,
      errors: [
        {
          messageId: 'needsUnref',
          data: { interval: 'The interval `timer`', flaw: 'is never cleared', often: 'again and again', after: 'when nothing else is left to do' },
          suggestions: [{ messageId: 'addUnref', output: `const timer: Timer = setInterval(sweep, DELAY);\ntimer?.unref?.();\nconsole.log(timer);` }],
        },
      ],
    },
    { name: 'a cast, in parentheses', options: allow, code: `(setInterval(sweep, 9) as any)`, errors: [{ messageId: 'needsUnref', suggestions: [{ messageId: 'addUnref', output: `(setInterval(sweep, 9)?.unref?.() as any)` }] }] },
    { name: 'no suggestion where a template follows', options: allow, code: 'setInterval(sweep, 9)\n`text`', errors: [{ messageId: 'needsUnref', suggestions: [] }] },
    { name: 'no suggestion for a handle that is said to be a number', options: allow, code: `export class A {\n  private timer: number | null = null\n  start() {\n    this.timer = setInterval(sweep, 9)\n  }\n}`, errors: [{ messageId: 'needsUnref', suggestions: [] }] },
    { name: 'no suggestion where naming the place again would do something', options: allow, code: `const timers = []\nexport function start() {\n  timers[next()] = setInterval(sweep, 9)\n}`, errors: [{ messageId: 'needsUnref', suggestions: [] }] },
    { name: 'no suggestion where a statement does not fit', options: allow, code: `let timer\nexport function start(on) { if (on) timer = setInterval(sweep, 9) }`, errors: [{ messageId: 'needsUnref', suggestions: [] }] },
    { name: 'stored on the options object and never cleared', options: allow, code: `exports.schedule = function (options) { options.reaper = setInterval(function () { reap(options) }, 9) }`, errors: [{ messageId: 'needsUnref', suggestions: [{ messageId: 'addUnref', output: `exports.schedule = function (options) { options.reaper = setInterval(function () { reap(options) }, 9)\noptions.reaper?.unref?.() }` }] }] },
    { name: 'imported from node:timers under another name', options: allow, code: `import { setInterval as every } from 'node:timers'\nevery(sweep, 9)`, errors: [{ messageId: 'needsUnref', suggestions: [{ messageId: 'addUnref', output: `import { setInterval as every } from 'node:timers'\nevery(sweep, 9).unref()` }] }] },
    { name: 'required from timers', options: allow, code: `const timers = require('timers')\ntimers.setInterval(sweep, 9)`, errors: [{ messageId: 'needsUnref', suggestions: [{ messageId: 'addUnref', output: `const timers = require('timers')\ntimers.setInterval(sweep, 9).unref()` }] }] },
    { name: 'globalThis.setInterval', options: allow, code: `globalThis.setInterval(sweep, 9)`, errors: [{ messageId: 'needsUnref', suggestions: [{ messageId: 'addUnref', output: `globalThis.setInterval(sweep, 9)?.unref?.()` }] }] },
    { name: 'dropped inside a timeout, though an arrow returns it', options: allow, code: `export const later = () => { setTimeout(() => setInterval(sweep, 9), 100) }`, errors: [{ messageId: 'needsUnref', suggestions: [{ messageId: 'addUnref', output: `export const later = () => { setTimeout(() => setInterval(sweep, 9)?.unref?.(), 100) }` }] }] },
    { name: 'dropped by the only caller of the function that returns it', options: allow, code: `const sweep = () => setInterval(f, 9)\nsweep()`, errors: [{ messageId: 'needsUnref', suggestions: [{ messageId: 'addUnref', output: `const sweep = () => setInterval(f, 9)?.unref?.()\nsweep()` }] }] },
    { name: 'kept in a Set that nobody drains', options: allow, code: `const all = new Set()\nexport function make() { all.add(setInterval(f, 9)) }`, errors: [{ messageId: 'needsUnref', suggestions: [] }] },
    {
      name: 'a repeated sleep',
      options: allow,
      code: `import * as vscode from 'vscode'\nasync function wait() { while (busy) await new Promise((resolve) => { setInterval(() => { resolve(null) }, 200) }) }`,
      errors: [
        {
          messageId: 'sleeps',
          data: { interval: 'The interval that `wait` starts', often: 'every 200 ms' },
          suggestions: [{ messageId: 'useTimeout', output: `import * as vscode from 'vscode'\nasync function wait() { while (busy) await new Promise((resolve) => { setTimeout(() => { resolve(null) }, 200) }) }` }],
        },
      ],
    },
    { name: 'a sleep that passes resolve itself', options: allow, code: `export const sleep = () => new Promise((r) => setInterval(r, 200))`, errors: [{ messageId: 'sleeps', suggestions: [{ messageId: 'useTimeout', output: `export const sleep = () => new Promise((r) => setTimeout(r, 200))` }] }] },

    { name: 'emptied before it is cleared', options: allow, code: `export class A { start() { this.t = setInterval(f, 9) } stop() { this.t = null; clearInterval(this.t) } }`, errors: [{ messageId: 'neverCleared', data: { interval: 'The interval `t`', flaw: 'is not cleared in `stop`, because the handle is emptied first', often: 'every 9 ms', owner: 'its owner' }, suggestions: [] }] },
    { name: 'the wrong variable: a local one hides it', options: allow, code: `let timer\nexport function start() { const timer = setInterval(f, 9) }\nexport function stop() { clearInterval(timer) }`, errors: [{ messageId: 'needsUnref', line: 2, suggestions: [{ messageId: 'addUnref', output: `let timer\nexport function start() { const timer = setInterval(f, 9)\ntimer?.unref?.() }\nexport function stop() { clearInterval(timer) }` }] }] },
    { name: 'the wrong variable: one of two is cleared twice', options: allow, code: `export function f() { const a = setInterval(x, 1); const b = setInterval(y, 1); return () => { clearInterval(a); clearInterval(a) } }`, errors: [{ messageId: 'needsUnref', data: { interval: 'The interval `b`', flaw: 'is never cleared', often: 'every 1 ms', after: 'when nothing else is left to do' }, suggestions: [{ messageId: 'addUnref', output: `export function f() { const a = setInterval(x, 1); const b = setInterval(y, 1);\nb?.unref?.(); return () => { clearInterval(a); clearInterval(a) } }` }] }] },
    { name: 'a stop that nobody calls', options: allow, code: `let t\nexport function start() { t = setInterval(f, 9) }\nfunction stop() { clearInterval(t) }`, errors: [{ messageId: 'needsUnref', data: { interval: 'The interval `t`', flaw: 'is not cleared, because nothing runs `stop`', often: 'every 9 ms', after: 'when nothing else is left to do' }, suggestions: [{ messageId: 'addUnref', output: `let t\nexport function start() { t = setInterval(f, 9)\nt?.unref?.() }\nfunction stop() { clearInterval(t) }` }] }] },
    { name: 'a private stop that nobody calls', options: allow, code: `export class A { constructor() { this.t = setInterval(f, 9) } private stop() { clearInterval(this.t) } }`, errors: [{ messageId: 'needsUnref', suggestions: [{ messageId: 'addUnref', output: `export class A { constructor() { this.t = setInterval(f, 9)\nthis.t?.unref?.() } private stop() { clearInterval(this.t) } }` }] }] },
    { name: 'only the next start clears it', options: allow, code: `let t\nexport function restart() { clearInterval(t); t = setInterval(f, 9) }`, errors: [{ messageId: 'needsUnref', data: { interval: 'The interval `t`', flaw: 'is only cleared in `restart` when the next one starts, so the last one runs on', often: 'every 9 ms', after: 'when nothing else is left to do' }, suggestions: [{ messageId: 'addUnref', output: `let t\nexport function restart() { clearInterval(t); t = setInterval(f, 9)\nt?.unref?.() }` }] }] },
    { name: 'one field for the handles of a loop', options: allow, code: `export class A { start(ids) { for (const id of ids) { this.t = setInterval(() => ping(id), 9) } } stop() { clearInterval(this.t) } }`, errors: [{ messageId: 'startsAgain', suggestions: [] }] },
    { name: 'two starts into one variable', options: allow, code: `let t\nexport function start() { t = setInterval(a, 9); t = setInterval(b, 9) }\nexport function stop() { clearInterval(t) }`, errors: [{ messageId: 'startsAgain', line: 2, suggestions: [] }] },
    { name: 'started on each packet', options: allow, code: `import { EventEmitter } from 'node:events'\nexport function upgrade(transport, socket) { transport.on('packet', (packet) => { if (packet.type === 'ping') { socket.check = setInterval(probe, 100) } }); socket.on('close', () => clearInterval(socket.check)) }`, errors: [{ messageId: 'startsAgain', suggestions: [] }] },
    { name: 'started by two methods that nothing guards', options: allow, code: `export class Leader { elect() { this.beat() } recover() { this.beat() } private beat() { this.t = setInterval(f, 9) } close() { clearInterval(this.t) } }`, errors: [{ messageId: 'startsAgain', suggestions: [] }] },
    { name: 'a declaration that only types the global', options: allow, code: `declare function setInterval(f: () => void, ms: number): Handle\nsetInterval(f, 9)`, errors: [{ messageId: 'needsUnref', suggestions: [{ messageId: 'addUnref', output: `declare function setInterval(f: () => void, ms: number): Handle\nsetInterval(f, 9)?.unref?.()` }] }] },
    { name: 'cleared on process exit, which it prevents', options: allow, code: `const t = setInterval(sweep, 9)\nprocess.on('exit', () => clearInterval(t))`, errors: [{ messageId: 'needsUnref', suggestions: [{ messageId: 'addUnref', output: `const t = setInterval(sweep, 9).unref()\nprocess.on('exit', () => clearInterval(t))` }] }] },
    {
      name: 'stops when a list is empty, but its own tick empties it too',
      options: allow,
      code: `import { useCallback } from 'react'\nlet stack = []\nlet t = null\nfunction start() { if (t) return; t = setInterval(() => { stack = stack.filter(fresh) }, 1000) }\nfunction stop() { clearInterval(t); t = null }\nfunction pop() { const last = stack.pop(); if (stack.length === 0) stop(); return last }\nexport const useUndo = () => useCallback(() => { pop(); start() }, [])`,
      errors: [{ messageId: 'neverCleared', line: 4, suggestions: [] }],
    },
  ],
})

tester.run('require-interval-unref: components and pages', rule, {
  valid: [
    { name: 'an effect that returns its clean-up', options: allow, code: `function Clock() { useEffect(() => { const t = setInterval(tick, 1000); return () => clearInterval(t) }, []); return <b/> }` },
    // https://github.com/Rel1cx/eslint-react/issues/753
    { name: 'assigned conditionally to a variable without initializer', options: allow, code: `function Clock() { useEffect(() => { let t: number | null; if (on) { t = setInterval(tick, 1000) } return () => { t && clearInterval(t) } }, []); return <b/> }` },
    // https://github.com/millionco/react-doctor/pull/1232
    { name: 'assigned by a conditional expression', options: allow, code: `function Clock() { useEffect(() => { const t = on ? setInterval(tick, 1000) : undefined; return () => { if (t) clearInterval(t) } }, [on]); return <b/> }` },
    // https://github.com/millionco/react-doctor/issues/1241
    { name: 'started in a promise callback, cleared by the effect', options: allow, code: `function Clock() { useEffect(() => { let active = true; let t; void load().then(() => { if (!active) return; t = setInterval(tick, 1000) }); return () => { active = false; if (t) clearInterval(t) } }, []); return <b/> }` },
    // https://github.com/millionco/react-doctor/issues/1594
    { name: 'cleared by a local helper that the clean-up calls', options: allow, code: `function Status() { useEffect(() => { const ref = { current: null }; const clear = () => { if (ref.current) { clearInterval(ref.current); ref.current = null } }; const apply = (online) => { if (!online) ref.current = setInterval(f, 9) }; subscribe(apply); return () => { clear() } }, []); return <b/> }` },
    // https://github.com/millionco/react-doctor/issues/1558
    { name: 'the clean-up is returned by name', options: allow, code: `function Clock() { useEffect(() => { const t = setInterval(tick, 9); const stop = () => clearInterval(t); return stop }, []); return <b/> }` },
    // https://github.com/millionco/react-doctor/issues/1558
    { name: 'handles in a ref that is drained on unmount', options: allow, code: `function Clock() { const all = useRef(new Set()); const add = () => { all.current.add(setInterval(tick, 9)) }; useEffect(() => () => { all.current.forEach((t) => clearInterval(t)); all.current.clear() }, []); return <b onClick={add}/> }` },
    // https://github.com/millionco/react-doctor/issues/1831
    { name: 'the clean-up of a callback ref', options: allow, code: `const Clock = () => <b ref={(node) => { const t = setInterval(() => draw(node), 9); return () => clearInterval(t) }}/>` },
    // https://github.com/littlee/eslint-plugin-clean-timer/issues/4
    { name: 'a timeout runs once and is no interval', options: allow, code: `function Note() { useEffect(() => { setTimeout(hide, 1000); const t = setInterval(tick, 9); return () => clearInterval(t) }, []); return <b/> }` },
    { name: 'a ref cleared in the clean-up of another effect', options: allow, code: `function Clock() { const ref = useRef(null); const start = () => { ref.current = setInterval(tick, 9) }; const stop = useCallback(() => { clearInterval(ref.current) }, []); useLayoutEffect(() => stop, [stop]); return <b onClick={start}/> }` },
    { name: 'state holds the handle', options: allow, code: `function Clock() { const [timer, setTimer] = useState(); useEffect(() => { setTimer(setInterval(tick, 9)) }, []); useEffect(() => () => clearInterval(timer), [timer]); return <b/> }` },
    { name: 'an object in a ref holds the handle', options: allow, code: `function List() { const scroll = useRef({ timer: null }); const stop = useCallback(() => { clearInterval(scroll.current.timer) }, []); useEffect(() => stop, [stop]); const go = () => { scroll.current = { timer: setInterval(step, 9) } }; return <b onClick={go}/> }` },
    { name: 'a class component that clears when it unmounts', options: allow, code: `class Clock extends React.Component { componentDidMount() { this.t = setInterval(tick, 9) } componentWillUnmount() { clearInterval(this.t) } }` },
    { name: 'a class component that unmounts through a helper', options: allow, code: `class Clock extends Component { start() { this.t = setInterval(tick, 9) } stop() { clearInterval(this.t) } componentWillUnmount() { this.stop() } render() { return <b onClick={this.start}/> } }` },
    { name: 'Solid: onCleanup', options: allow, code: `import { createEffect, onCleanup } from 'solid-js'\ncreateEffect(() => { const t = setInterval(next, 9); onCleanup(() => clearInterval(t)) })` },
    { name: 'Vue: onUnmounted', options: allow, code: `import { onMounted, onUnmounted } from 'vue'\nexport function useTick() { let t; onMounted(() => { t = setInterval(tick, 9) }); onUnmounted(() => clearInterval(t)) }` },
    { name: 'Vue: options with beforeUnmount', options: allow, code: `export default { mounted() { this.t = setInterval(this.tick, 9) }, beforeUnmount() { clearInterval(this.t) } }` },
    { name: 'Svelte: onMount that returns its clean-up', options: allow, code: `import { onMount } from 'svelte'\nonMount(() => { const t = setInterval(tick, 9); return () => clearInterval(t) })` },
    { name: 'Angular: ngOnDestroy', options: allow, code: `@Component({}) export class Clock { private t; ngOnInit() { this.t = setInterval(() => this.tick(), 9) } ngOnDestroy() { clearInterval(this.t) } tick() {} }` },
    { name: 'a web component that clears when it is disconnected', options: allow, code: `class Clock extends LitElement { connectedCallback() { this.t = setInterval(() => this.requestUpdate(), 9) } disconnectedCallback() { clearInterval(this.t) } }` },
    { name: 'a hook that hands its stop on', options: allow, code: `import { useRef } from 'react'\nexport function useTimer() { const ref = useRef(); const start = () => { ref.current = setInterval(tick, 9) }; const stop = () => clearInterval(ref.current); return { start, stop } }` },
    { name: 'a component needs no unref, also where clearing is not enough in Node', code: `import { Text } from 'ink'\nexport function Spinner() { useEffect(() => { const t = setInterval(tick, 9); return () => clearInterval(t) }, []); return <Text/> }` },
  ],
  invalid: [
    { name: 'an effect without clean-up', options: allow, code: `function Clock() { useEffect(() => { setInterval(tick, 1000) }, []); return <b/> }`, errors: [{ messageId: 'neverCleared', data: { interval: 'The interval that `Clock` starts', flaw: 'can never be cleared, because its handle is dropped', often: 'every 1 s', owner: 'the component' }, suggestions: [] }] },
    { name: 'the clean-up is written but not returned', options: allow, code: `function Clock() { useEffect(() => { const t = setInterval(tick, 1000); () => clearInterval(t) }, []); return <b/> }`, errors: [{ messageId: 'neverCleared', suggestions: [] }] },
    { name: 'the clean-up of an async effect', options: allow, code: `function Clock() { useEffect(async () => { const t = setInterval(tick, 1000); return () => clearInterval(t) }, []); return <b/> }`, errors: [{ messageId: 'neverCleared', suggestions: [] }] },
    { name: 'only a click clears it', options: allow, code: `function Clock() { const ref = useRef(null); const start = () => { ref.current = setInterval(tick, 9) }; const stop = () => clearInterval(ref.current); return <b onClick={start} onBlur={stop}/> }`, errors: [{ messageId: 'neverCleared', data: { interval: 'The interval `ref`', flaw: 'is only cleared in `stop` when something asks for it, and not when the component goes away', often: 'every 9 ms', owner: 'the component' }, suggestions: [] }] },
    { name: 'a class component that keeps no handle', options: allow, code: `class Clock extends React.Component { componentDidMount() { setInterval(() => this.tick(), 1000) } tick() {} }`, errors: [{ messageId: 'neverCleared', suggestions: [] }] },
    { name: 'a class component that clears only when its props change', options: allow, code: `class Clock extends React.Component { componentDidMount() { this.t = setInterval(tick, 9) } componentDidUpdate() { if (this.props.done) clearInterval(this.t) } }`, errors: [{ messageId: 'neverCleared', suggestions: [] }] },
    { name: 'a component constructor', options: allow, code: `class Game extends React.PureComponent { constructor(props) { super(props); setInterval(() => { if (this.props.on) props.play() }, 9) } }`, errors: [{ messageId: 'neverCleared', suggestions: [] }] },
    { name: 'Vue: onMounted without an end', options: allow, code: `import { onMounted } from 'vue'\nexport function useTick() { onMounted(() => { setInterval(tick, 9) }) }`, errors: [{ messageId: 'neverCleared', suggestions: [] }] },
    { name: 'a page that starts another one on each click', options: allow, code: `document.body.addEventListener('click', () => { setInterval(draw, 9) })`, errors: [{ messageId: 'startsAgain', suggestions: [] }] },
    { name: 'a class of the page that starts one an instance', options: allow, code: `class Toast { constructor() { this.t = setInterval(() => document.body.append(this.text), 9) } }\ndocument.body.addEventListener('click', () => { new Toast() })`, errors: [{ messageId: 'startsAgain', suggestions: [] }] },
  ],
})

tester.run('require-interval-unref: unref is required', rule, {
  valid: [
    { name: 'a count that the tick keeps, by a constant', code: `export class Wait { start() { this.t = setInterval(() => { this.tries++; const isOver = this.tries > 50; if (isOver) clearInterval(this.t) }, 100) } stop() { clearInterval(this.t) } }` },
    { name: 'the heartbeat of a socket that the class closes', code: `export class Line { start() { this.t = setInterval(() => this.beat(), 9) } beat() { this.send('ping') } send(text) { this.socket.send(text) } stop() { clearInterval(this.t); this.socket.close() } }` },
    { name: 'unref-ed and cleared', code: `export class A { start() { this.t = setInterval(f, 9).unref() } stop() { clearInterval(this.t) } }` },
    { name: 'browser code has no unref', code: `export function blink(el: HTMLElement) { const t = setInterval(() => el.focus(), 9); window.onblur = () => clearInterval(t) }` },
    { name: 'the host is told', options: [{ host: 'browser' }], code: `export function f() { const t = setInterval(g, 9); return () => clearInterval(t) }` },
    { name: 'bound to the work of one call', code: `export async function f() { const t = setInterval(check, 100); try { await work() } finally { clearInterval(t) } }` },
    { name: 'what a promise waits for, and cleared by its own tick', code: `export const untilReady = (max) => new Promise((resolve, reject) => { let tries = 0; const t = setInterval(() => { if (isReady()) { clearInterval(t); resolve() } else if (++tries > max) { clearInterval(t); reject() } }, 100) })` },
    { name: 'a program that starts its own server, which keeps it alive anyway', code: `import express from 'express'\nconst app = express()\nsetInterval(sweep, 60_000)\napp.listen(3000)` },
    { name: 'the handle is returned', code: `export const every = (f) => setInterval(f, 9)` },
  ],
  invalid: [
    {
      name: 'cleared by stop, which nobody must call',
      code: `export class Client {\n  start() {\n    this.ticker = setInterval(() => this.tick(), 30_000)\n  }\n  stop() { clearInterval(this.ticker) }\n}`,
      errors: [
        {
          messageId: 'holdsProcess',
          data: { interval: 'The interval `ticker`', often: 'every 30 s', after: 'when nothing else is left to do' },
          suggestions: [{ messageId: 'addUnref', output: `export class Client {\n  start() {\n    this.ticker = setInterval(() => this.tick(), 30_000)\n    this.ticker?.unref?.()\n  }\n  stop() { clearInterval(this.ticker) }\n}` }],
        },
      ],
    },
    { name: 'stops itself only when its store is empty', code: `class Store { loop() { if (this.size === 1) { this.t = setInterval(() => { if (this.size === 0 && this.t) clearInterval(this.t); else this.sweep() }, 20) } } }\nmodule.exports = Store`, errors: [{ messageId: 'holdsProcess', suggestions: [{ messageId: 'addUnref', output: `class Store { loop() { if (this.size === 1) { this.t = setInterval(() => { if (this.size === 0 && this.t) clearInterval(this.t); else this.sweep() }, 20)\nthis.t?.unref?.() } } }\nmodule.exports = Store` }] }] },
    { name: 'code that runs in both hosts', code: `export class Auth { start() { this.t = setInterval(() => this.refresh(), 9) } stop() { clearInterval(this.t) } watch() { if (typeof window === 'undefined') this.start(); else if (document.hidden) this.stop() } }`, errors: [{ messageId: 'holdsProcess', suggestions: [{ messageId: 'addUnref', output: `export class Auth { start() { this.t = setInterval(() => this.refresh(), 9)\nthis.t?.unref?.() } stop() { clearInterval(this.t) } watch() { if (typeof window === 'undefined') this.start(); else if (document.hidden) this.stop() } }` }] }] },
    {
      name: 'the host is told to be Node',
      options: [{ host: 'node', cleared: 'require-unref' }],
      code: `document.title = ''\nconst t = setInterval(f, 9)\nexport const stop = () => clearInterval(t)`,
      errors: [{ messageId: 'holdsProcess', suggestions: [{ messageId: 'addUnref', output: `document.title = ''\nconst t = setInterval(f, 9).unref()\nexport const stop = () => clearInterval(t)` }] }],
    },
  ],
})
