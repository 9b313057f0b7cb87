import { describe, expect, it } from 'vitest'

import { findResources } from '../../rules/analysis/resources/judge-handle.ts'
import { findLeakedTimeouts } from '../../rules/analysis/timeouts/leaked-timeouts.ts'
import { TIMEOUT } from '../../rules/catalog/resource-pairs.ts'
import { parse } from '../support/parse.ts'

/** The marker comments at the ends of lines, by line. */
function markersIn(code: string): string[] {
  return code.split('\n').flatMap((line, index) => {
    const marker = / \/\/ (.+)$/.exec(line)?.[1]
    return marker === undefined ? [] : [`${index + 1}: ${marker}`]
  })
}

describe('the handle of a timeout', () => {
  it('is released by what runs before it fires', () => {
    const code = `
      export function f(work, signal) {
        const a = setTimeout(late, 9000) // released
        const b = setTimeout(() => { clearTimeout(b) }, 9000) // kept too-late
        const c = setTimeout(end, 9000) // released
        const d = setTimeout(stop, 9000) // kept too-late
        const e = setTimeout(late, 9000) // kept on-abort
        const g = setTimeout(late, 9000) // released
        const h = setTimeout(late, 9000) // relaxed
        function end() { clearTimeout(c) }
        function stop() { clearTimeout(d) }
        signal.addEventListener('abort', () => clearTimeout(e))
        const forget = () => clearTimeout(g)
        signal.onabort = forget
        work.on('close', forget)
        work.on('close', end)
        h.unref()
        return () => clearTimeout(a)
      }
    `
    const found = findResources(parse(code), TIMEOUT).map(({ call, verdict }) => `${call.loc.start.line}: ${verdict.kind === 'kept' ? `kept ${verdict.flaw}` : verdict.kind}`)
    expect(found).toEqual(markersIn(code))
  })
})

describe('a leaked timeout', () => {
  it('is told by what it guards, why it stays, and for how long', () => {
    const code = `
      const WITHIN = 2 * 30_000
      export async function ask(socket, work, ms = 5000) {
        const controller = new AbortController()
        setTimeout(() => controller.abort(), ms ?? 1000) // abort discarded 1000
        const t = setTimeout(() => controller.abort(), Math.min(ms, WITHIN)) // abort success-only 5000
        await fetch('/', { signal: controller.signal })
        clearTimeout(t)
        const late = new Promise((_, reject) => setTimeout(reject, WITHIN)) // race discarded 60000
        const answer = new Promise((resolve, reject) => {
          const timer = setTimeout(() => reject(new Error('late')), work.ms) // promise never-cleared null
          socket.once('answer', resolve)
        })
        setTimeout(() => work.entries.get(1).reject(new Error('late')), late ? 7 : 9) // deferred discarded 7
        setTimeout(() => work.run(), 9000)
        return answer
      }
    `
    const { timeouts } = findLeakedTimeouts(parse(code), TIMEOUT)
    expect(timeouts.map(({ resource, guard, flaw, delay }) => `${resource.call.loc.start.line}: ${guard.kind} ${flaw} ${delay}`)).toEqual(markersIn(code))
  })

  it('is a sleep where one is raced', () => {
    const code = `
      const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
      export async function f(work) {
        await sleep(5000)
        await Promise.race([work, sleep(7000)]) // 7000
        const late = sleep(8000) // 8000
        await Promise.any([work, late.then(() => null)])
      }
    `
    expect(findLeakedTimeouts(parse(code), TIMEOUT).sleeps.map(({ call, delay }) => `${call.loc.start.line}: ${delay}`)).toEqual(markersIn(code))
  })
})
