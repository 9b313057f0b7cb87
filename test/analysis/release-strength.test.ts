import { describe, it } from 'vitest'

import { expectMarked } from '../support/markers.ts'

/** Every case releases from one Map that an exported function grows. */
function expectStrength(code: string, options?: Parameters<typeof expectMarked>[1]): void {
  const verdict = /release (?:evict|lifecycle)/.test(code) ? 'released' : 'leaks'
  expectMarked(`
const m = new Map<string, Entry>() // process map ${verdict}
export const put = (userId: string, entry: Entry) => { m.set(userId, entry) } // grow open user ids
${code}`, options)
}

describe('evict: runs as often as growth', () => {
  it.each(
    Object.entries({
      'a loop that chooses by a condition, by `continue`, or from a list gathered before': `
export function sweepA(now: number) {
  for (const [key, entry] of m) if (entry.at < now) m.delete(key) // release evict entry
}
export function sweepB(now: number) {
  for (const [key, entry] of m) {
    if (entry.at > now) continue
    m.delete(key) // release evict entry
  }
}
export function sweepC(stale: string[]) {
  for (const key of stale) m.delete(key) // release evict entry
  stale.forEach((key) => m.delete(key)) // release evict entry
}
export function sweepD(now: number) {
  m.forEach((entry, key) => {
    if (entry.at < now) m.delete(key) // release evict entry
  })
  for (const [key] of [...m].filter(([, entry]) => entry.at < now)) m.delete(key) // release evict entry
}`,
      'timers': `
export function begin(userId: string) {
  setTimeout(() => m.delete(userId), 1000) // release evict entry
  setTimeout(() => { m.clear() }, 1000) // release evict all
  queueMicrotask(() => m.delete(userId)) // release evict entry
}
setInterval(() => m.clear(), 60_000) // release evict all
setInterval(function sweep() { for (const [key] of m) m.delete(key) }, 60_000) // release evict entry`,
      'finally and settled promises': `
export async function work(userId: string) {
  try {
    await run()
  } finally {
    m.delete(userId) // release evict entry
  }
  run().finally(() => m.delete(userId)) // release evict entry
  run().then(() => m.delete(userId)) // release evict entry
  run().then(() => m.delete(userId), report) // release evict entry
}`,
      'cuts to a length and fresh copies with less, wherever they stand': `
let list: Entry[] = [] // process array released
export const add = (message: Message) => { list.push(message) } // grow open messages
export const keep = () => { list = list.slice(-10) } // release evict cap
const other = m.delete('x') // release lifecycle entry`,
    }),
  )('%s', (_name, code) => {
    expectStrength(code)
  })
})

describe('lifecycle: per key, when its owner ends', () => {
  it.each(
    Object.entries({
      'events': `
bus.on('session.deleted', ({ userId }) => m.delete(userId)) // release lifecycle entry
socket.addEventListener('close', () => m.delete(userId)) // release lifecycle entry
export function open(socket: Socket, userId: string) {
  socket.onclose = () => m.delete(userId) // release lifecycle entry
  socket.once('end', () => { m.delete(userId) }) // release lifecycle entry
  window.onDidClose(() => m.delete(userId)) // release lifecycle entry
}`,
      'a function that the caller gets back, alone or in an object': `
export function register(userId: string) {
  return () => m.delete(userId) // release lifecycle entry
}
export function registerToo(userId: string) {
  return { dispose() { m.delete(userId) } } // release lifecycle entry
}`,
      'a function with a key for a parameter': `
export function forget(userId: string) { m.delete(userId) } // release lifecycle entry
export function take(userId: string) {
  const entry = m.get(userId)
  if (entry) m.delete(userId) // release lifecycle entry
  return entry
}
export class Session { end(userId: string) { m.delete(userId) } } // release lifecycle entry`,
      'the last of several holders leaves': `
export function consume(userId: string) {
  const count = m.get(userId) ?? 0
  if (count === 1) m.delete(userId) // release lifecycle entry
  const entry = m.get(userId)
  if (--entry.holders <= 0) m.delete(userId) // release lifecycle entry
}`,
      'everything at once, in the middle of life': `
export function rebuild() { m.clear() } // release lifecycle all
watcher.on('change', () => m.clear()) // release lifecycle all`,
    }),
  )('%s', (_name, code) => {
    expectStrength(code)
  })
})

describe('revisit: only when the same key is seen again', () => {
  it.each(
    Object.entries({
      'a time to live looked at on read': `
export function get(userId: string) {
  const entry = m.get(userId)
  if (entry && entry.expiresAt < Date.now()) {
    m.delete(userId) // release revisit entry
    return undefined
  }
  return entry
}`,
      'a condition on the entry in a lookup, in `if` and in `&&`': `
export function ensure(userId: string) {
  if (m.has(userId)) m.delete(userId) // release revisit entry
  m.has(userId) && m.delete(userId) // release revisit entry
}
export function resolveUser(userId: string) {
  const known = m.get(userId)
  if (known?.isBroken) m.delete(userId) // release revisit entry
}`,
      'an inner list that is found empty': `
export function allow(userId: string) {
  const recent = m.get(userId).filter((at) => at > 0)
  if (m.get(userId).length === 0) m.delete(userId) // release revisit entry
}`,
    }),
  )('%s', (_name, code) => {
    expectStrength(code)
  })
})

describe('failure: only when something fails', () => {
  it.each(
    Object.entries({
      'only when the promise fails': `
export function load(userId: string) {
  const entry = read(userId)
  entry.catch(() => m.delete(userId)) // release failure entry
  entry.then(use, () => m.delete(userId)) // release failure entry
  return entry
}`,
      'only in catch': `
export async function work(userId: string) {
  try {
    await run()
  } catch {
    m.delete(userId) // release failure entry
  }
}`,
    }),
  )('%s', (_name, code) => {
    expectStrength(code)
  })
})

describe('teardown: when the whole owner ends', () => {
  it.each(
    Object.entries({
      'by the name of the function': `
export function dispose() { m.clear() } // release teardown all
export function deactivate() { m.clear() } // release teardown all
export function shutdownAll() { m.clear() } // release teardown all
export function shutDown() { m.clear() } // release teardown all
export function tearDownCache() { m.clear() } // release teardown all
export const onShutdown = () => { m.clear() } // release teardown all
export class Cache { [Symbol.dispose]() { m.clear() } } // release teardown all
export class Other { async [Symbol.asyncDispose]() { m.clear() } } // release teardown all`,
      'a loop over everything there': `
export function dispose() {
  for (const key of m.keys()) m.delete(key) // release teardown entry
  m.forEach((entry, key) => m.delete(key)) // release teardown entry
}`,
      'a function that only such functions call, two calls away': `
function clearAll() { m.clear() } // release teardown all
function endAll() { clearAll() }
export function dispose() { endAll() }
export function deactivate() { clearAll() }`,
      'the end of the process': `
process.on('exit', () => m.clear()) // release teardown all
process.once('SIGTERM', () => { for (const key of m.keys()) m.delete(key) }) // release teardown entry
app.on('will-quit', () => m.clear()) // release teardown all`,
    }),
  )('%s', (_name, code) => {
    expectStrength(code)
  })

  it('not when somebody else calls it as well', () => {
    expectStrength(`
function clearAll() { m.clear() } // release lifecycle all
export function dispose() { clearAll() }
watcher.on('change', () => clearAll())`)
  })
})

describe('test-only and unreached', () => {
  it.each(
    Object.entries({
      'by the name of the function or of one around it': `
export function resetForTesting() { m.clear() } // release test-only all
export function _clearForTests() { m.clear() } // release test-only all
export function testHooks() { return { clear: () => m.clear() } } // release test-only all`,
      'by the comment above it': `
/** Only for tests. */
export function clear() { m.clear() } // release test-only all
// test-only
export const drop = (userId: string) => m.delete(userId) // release test-only entry
/** Exposed for unit tests. */
export function empty() { m.clear() } // release test-only all
/** Used by the integration tests to start from nothing. */
export function renew() { m.clear() } // release test-only all
/** Forgets everything. Handy in tests. */
export function none() { m.clear() } // release test-only all
/** Clears the cache between tests. */
export function wipe() { m.clear() } // release test-only all
/** Only tests call it. */
export function blank() { m.clear() } // release test-only all`,
      'a comment that speaks of something else': `
/** Clears what was there before the last run; covered by tests elsewhere. */
export function rebuild() { m.clear() } // release lifecycle all
/** Drops the connections used to test the server, for each test run. */
export function dropAll() { m.clear() } // release lifecycle all

// Only for tests.

const x = 1
export function forget(userId: string) { m.delete(userId) } // release lifecycle entry`,
      'a function that nobody calls, in whatever it is nested': `
function remove(userId: string) { m.delete(userId) } // release unreached entry
const drop = (userId: string) => { m.delete(userId) } // release unreached entry
function outer() { setInterval(() => m.clear(), 1000) } // release unreached all
class Store { #remove(userId: string) { m.delete(userId) } } // release unreached entry`,
      'a function that only calls itself': `
function remove(userId: string, depth: number) {
  m.delete(userId) // release unreached entry
  if (depth > 0) remove(userId, depth - 1)
}`,
    }),
  )('%s', (_name, code) => {
    expectStrength(code)
  })

  it('by a name that the user gives', () => {
    expectStrength('export function __drop(userId: string) { m.delete(userId) } // release test-only entry', { testFunctions: ['^__'] })
  })
})
