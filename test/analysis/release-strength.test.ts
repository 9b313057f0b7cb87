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
export function sweepGathered(now: number) {
  const stale: string[] = []
  for (const [key, entry] of m) if (entry.at < now) stale.push(key)
  for (const key of stale) m.delete(key) // release evict entry
}
export function sweepFiltered(now: number) {
  const old = [...m.keys()].filter((key) => m.get(key).at < now)
  old.forEach((key) => m.delete(key)) // release evict entry
}
export function sweepA(now: number) {
  for (const [key, entry] of m) if (entry.at < now) m.delete(key) // release evict entry
}
export function sweepB(now: number) {
  for (const [key, entry] of m) {
    if (entry.at > now) continue
    m.delete(key) // release evict entry
  }
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
      'a list of keys that the caller gives': `
export function forgetAll(userIds: string[]) {
  for (const userId of userIds) m.delete(userId) // release lifecycle entry
  userIds.forEach((userId) => m.delete(userId)) // release lifecycle entry
}`,
      'a test on whether it is there, or still the caller\'s own': `
export function leave(userId: string, socket: Entry) {
  if (!m.has(userId)) return
  if (m.get(userId) === socket) m.delete(userId) // release lifecycle entry
}
export function remove(userId: string) {
  const entry = m.get(userId)
  if (entry !== undefined) m.delete(userId) // release lifecycle entry
}`,
      'news of its end, or the end among other reasons': `
export function apply(news: News) {
  if (news.merged) m.delete(news.userId) // release lifecycle entry
  if (news.forced || m.get(news.userId).expiresAt < Date.now()) m.delete(news.userId) // release lifecycle entry
}`,
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
      'the same, whatever the function is called': `
export function sessionOf(userId: string) {
  const { expiresAt, value } = m.get(userId)
  const now = Date.now()
  if (expiresAt > now) return value
  m.delete(userId) // release revisit entry
}
export function dropStale(userId: string) {
  const age = performance.now() - m.get(userId).at
  age > TTL && m.delete(userId) // release revisit entry
}
export function handle(request: Request) {
  const key = request.ip + ':' + request.path
  const hits = lookUp(key)
  if (hits && Date.now() - hits.at > TTL) m.delete(key) // release revisit entry
}
function lookUp(key: string) { return m.get(key) }`,
      'a look at the entry by who asks for it, in `if` and in `&&`': `
export function resolveUser(userId: string) {
  const known = m.get(userId)
  if (known?.isBroken) m.delete(userId) // release revisit entry
  return known?.value
}
export const userOf = (userId: string) => {
  m.get(userId).isBroken && m.delete(userId) // release revisit entry
  return read(userId)
}`,
      'taken out to be put in anew': `
export function touch(userId: string, entry: Entry) {
  m.delete(userId) // release revisit entry
  m.set(userId, entry) // grow open user ids
}
export function renew(userId: string, entry: Entry) {
  if (m.has(userId)) m.delete(userId) // release revisit entry
  m.set(userId, entry) // grow open user ids
}`,
      'an inner list that is found empty where one is added': `
export function allow(userId: string) {
  const recent = m.get(userId).filter((at) => at > 0)
  if (m.get(userId).length === 0) m.delete(userId) // release revisit entry
  m.set(userId, recent) // grow open user ids
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
      'what a comment says is no evidence': `
/** Only for tests. */
export function rebuild() { m.clear() } // release lifecycle all`,
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

describe('a helper that is given the key is as good as its calls', () => {
  it.each(
    Object.entries({
      'called under a test on the time': `
function drop(userId: string) { m.delete(userId) } // release revisit entry
export function read(userId: string) {
  const entry = m.get(userId)
  if (entry.expiresAt < Date.now()) return drop(userId)
  return entry
}`,
      'called by a sweep, with the test inside': `
export function dropIfStale(userId: string) {
  if (m.get(userId).at < Date.now() - TTL) m.delete(userId) // release evict entry
}
setInterval(() => { for (const userId of m.keys()) dropIfStale(userId) }, 60_000)`,
      'called by an event, through another': `
function drop(userId: string) { m.delete(userId) } // release lifecycle entry
function leave(userId: string) { drop(userId) }
socket.on('close', ({ userId }) => leave(userId))`,
      'called for each when the owner ends': `
function drop({ userId }: { userId: string }) { m.delete(userId) } // release teardown entry
export function dispose() { for (const userId of m.keys()) drop({ userId }) }`,
    }),
  )('%s', (_name, code) => {
    expectStrength(code)
  })
})
