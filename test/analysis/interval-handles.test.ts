import { describe, expect, it } from 'vitest'

import { classifyHost } from '../../rules/analysis/hosts.ts'
import { findResources, type HandleVerdict } from '../../rules/analysis/resources/judge-handle.ts'
import { INTERVAL } from '../../rules/catalog/resource-pairs.ts'
import { parse } from '../support/parse.ts'

/** The verdict as the marker comments write it: `released`, `kept restart`, `handed-on return`. */
function describeVerdict(verdict: HandleVerdict): string {
  switch (verdict.kind) {
    case 'kept':
      return `kept ${verdict.flaw}`
    case 'handed-on':
      return `handed-on ${verdict.to}`
    case 'released':
    case 'relaxed':
      return verdict.kind
    default:
      return verdict satisfies never
  }
}

/** Compares the verdict of every interval with the comment at the end of the line it starts on. */
function expectVerdicts(code: string): void {
  const lines = code.split('\n')
  const expected = lines.flatMap((line, index) => {
    const marker = /setInterval.*\/\/ (.+)$/.exec(line)?.[1]
    return marker === undefined ? [] : [`${index + 1}: ${marker}`]
  })
  expect(expected).not.toEqual([])
  const found = findResources(parse(code), INTERVAL).map(({ call, verdict }) => `${call.loc.start.line}: ${describeVerdict(verdict)}`)
  expect(found.sort()).toEqual(expected.sort())
}

describe('where a handle goes', () => {
  it('through variables, chains of assignments and conditions', () => {
    expectVerdicts(`
      export function f(on) {
        const a = setInterval(tick, 1) // released
        const b = a
        let c, d
        c = d = setInterval(tick, 1) // released
        const e = on ? setInterval(tick, 1) : null // released
        const g = other ?? setInterval(tick, 1) // released
        const h = (setInterval(tick, 1) as unknown) as number // released
        const i = setInterval(tick, 1) // kept never-released
        return () => { clearInterval(b); clearInterval(c); clearInterval(e); clearInterval(g); clearInterval(h); console.log(i) }
      }
    `)
  })

  it('through objects, of which only the right property counts', () => {
    expectVerdicts(`
      export function f() {
        const job = { id: 1, timer: setInterval(tick, 1) } // released
        return () => clearInterval(job.timer)
      }
    `)
    expectVerdicts(`
      const pair = { timer: null, other: null }
      export function start() {
        pair.timer = setInterval(tick, 1) // released
        pair.other = setInterval(tick, 1) // kept never-released
      }
      export const stop = () => clearInterval(pair.timer)
    `)
  })

  it('through lists, maps and dictionaries', () => {
    expectVerdicts(`
      const list = [], set = new Set(), map = new Map(), record = {}, lost = []
      export function start(id) {
        list.push(setInterval(tick, 1)) // released
        set.add(setInterval(tick, 1)) // released
        map.set(id, { timer: setInterval(tick, 1) }) // released
        record[id] = setInterval(tick, 1) // released
        lost.push(setInterval(tick, 1)) // kept never-released
      }
      export function stop(id) {
        while (list.length > 0) clearInterval(list.pop())
        ;[...set].forEach(clearInterval)
        for (const { timer } of map.values()) clearInterval(timer)
        clearInterval(record[id])
      }
    `)
  })

  it('through parameters and results of functions of the file', () => {
    expectVerdicts(`
      const every = (ms) => setInterval(tick, ms) // released
      const keep = (handle) => handles.add(handle)
      const handles = new Set()
      keep(setInterval(tick, 1)) // released
      export function f() {
        const t = every(5)
        return () => { clearInterval(t); handles.forEach((handle) => clearInterval(handle)) }
      }
    `)
  })

  it('through fields, of the same class only', () => {
    expectVerdicts(`
      export class A {
        #own = setInterval(tick, 1) // released
        start() {
          this.timer = setInterval(tick, 1) // released
          const self = this
          self.alias = setInterval(tick, 1) // released
        }
        stop() {
          const { timer } = this
          clearInterval(timer)
          clearInterval(this.alias)
          clearInterval(this.#own)
        }
      }
      export class B {
        start() {
          this.beat = setInterval(tick, 1) // kept never-released
        }
      }
      export class C {
        stop() { clearInterval(this.beat) }
      }
    `)
  })

  it('out of sight', () => {
    expectVerdicts(`
      import { track, shared } from './timers'
      export const sweeper = setInterval(tick, 1) // handed-on export
      export const every = () => setInterval(tick, 1) // handed-on return
      track(setInterval(tick, 1)) // handed-on argument
      shared.timer = setInterval(tick, 1) // handed-on store
      shared.list.push(setInterval(tick, 1)) // handed-on store
    `)
  })
})

describe('when a release runs', () => {
  it('at an end', () => {
    expectVerdicts(`
      export async function f(signal, emitter) {
        const a = setInterval(() => { if (done()) clearInterval(a) }, 1) // released
        const b = setInterval(tick, 1) // released
        emitter.on('close', () => clearInterval(b))
        const c = setInterval(tick, 1) // released
        signal.onabort = () => clearInterval(c)
        const d = setInterval(tick, 1) // released
        setTimeout(clearInterval, 100, d)
        const e = setInterval(tick, 1) // released
        try { await work() } finally { clearInterval(e) }
      }
    `)
  })

  it('never, or not for this handle', () => {
    expectVerdicts(`
      let a, b, c, d
      export function start(on) {
        clearInterval(a)
        a = setInterval(tick, 1) // kept restart
        b = setInterval(tick, 1) // kept unreached
        c = setInterval(tick, 1) // kept emptied
        d = setInterval(tick, 1) // kept at-exit
        setInterval(tick, 1) // kept discarded
      }
      function stop() { clearInterval(b); again() }
      function again() { stop() }
      export function empty() { c = null; clearInterval(c) }
      process.once('exit', () => clearInterval(d))
    `)
  })

  it('only when a list is empty that the ticks empty as well', () => {
    expectVerdicts(`
      let queue = [], t, s
      export function push(x) {
        queue.push(x)
        t ??= setInterval(() => { queue.shift() }, 1) // kept outlived
        s ??= setInterval(() => { queue.shift(); if (queue.length === 0) clearInterval(s) }, 1) // released
      }
      export function take() { const x = queue.shift(); if (queue.length === 0) clearInterval(t); return x }
    `)
  })

  it('for the last of many only', () => {
    expectVerdicts(`
      export class Poller {
        start(ids) {
          for (const id of ids) {
            this.timer = setInterval(() => poll(id), 1) // kept overwritten
          }
          ids.forEach((id) => { this.timers[id] = setInterval(() => poll(id), 1) }) // released
          for (const id of ids) {
            const timer = setInterval(() => poll(id), 1) // released
            this.all.push(timer)
          }
        }
        stop() { clearInterval(this.timer); Object.values(this.timers).forEach(clearInterval); this.all.forEach((t) => clearInterval(t)) }
      }
    `)
  })
})

describe('classifyHost', () => {
  it.each([
    ['node', `import fs from 'node:fs'; document.title`],
    ['node', `const http = require('http')`],
    ['node', `process.exit(0)`],
    ['node', `Buffer.from('')`],
    ['hosted', `document.title = ''`],
    ['hosted', `import { ref } from 'vue'`],
    ['hosted', `import { app } from 'electron'; import fs from 'node:fs'`],
    ['hosted', `import { useEffect } from 'react'; useEffect(f)`],
    ['both', `if (typeof window !== 'undefined') window.focus(); else tick()`],
    ['both', `process.on('exit', f); document.title = ''`],
    ['undecided', `export const x = process.env.MODE`],
    ['undecided', `const document = read(); document.title`],
  ])('%s: %s', (host, code) => {
    expect(classifyHost(parse(code))).toBe(host)
  })
})
