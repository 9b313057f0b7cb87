import { describe, it } from 'vitest'

import { expectMarked } from '../support/markers.ts'

describe('where collections are kept', () => {
  it.each(
    Object.entries({
      'module variable: Map': `
const cache = new Map<string, number>() // process map leaks
export const put = (sessionId: string) => { cache.set(sessionId, 1) } // grow open session ids`,
      'module variable: Set': `
const seen = new Set<string>() // process set leaks
export const put = (messageId: string) => { seen.add(messageId) } // grow open message ids`,
      'module variable: array, empty, typed or by new': `
const a: Event[] = [] // process array leaks
const b = [] as Event[] // process array leaks
const c = new Array<Event>() // process array leaks
export const put = (event: Event) => {
  a.push(event) // grow open events
  b.unshift(event) // grow open events
  c[c.length] = event // grow open events
}`,
      'module variable: object by annotation, cast, or empty': `
const a: Record<string, number> = {} // process record leaks
const b: { [id: string]: number } = {} // process record leaks
const c: Partial<Record<string, number>> = {} // process record leaks
const d = {} as Record<string, number> // process record leaks
const e = {} // process record leaks
const f = Object.create(null) // process record leaks
const g: { [K in string]?: number } = {} // process record leaks
export const put = (userId: string) => {
  a[userId] = 1 // grow open user ids
  b[userId] = 1 // grow open user ids
  c[userId] = 1 // grow open user ids
  d[userId] = 1 // grow open user ids
  e[userId] ??= 1 // grow open user ids
  f[userId] += 1 // grow open user ids
  g[userId]++ // grow open user ids
}`,
      'module variable filled later: undefined, null, `??=`, `if`, `||`': `
let a: Map<string, number> | undefined // process map leaks
let b: Map<string, number> | null = null // process map leaks
let c // process map leaks
let d = null // process record leaks
export const put = (userId: string) => {
  a ??= new Map()
  a.set(userId, 1) // grow open user ids
  if (b === null) b = new Map()
  b.set(userId, 1) // grow open user ids
  if (!c) {
    c = new Map()
  }
  c.set(userId, 1) // grow open user ids
  d = d || {}
  d[userId] = 1 // grow open user ids
}`,
      'kept on globalThis under a local name': `
const a = (globalThis.__a ??= new Map<string, number>()) // process map leaks
const b = globalThis.__b || (globalThis.__b = new Set()) // process set leaks
export const put = (userId: string) => {
  a.set(userId, 1) // grow open user ids
  b.add(userId) // grow open user ids
}`,
      'properties of the global object': `
globalThis.a ??= new Map<string, number>() // process map leaks
global.b = global.b || {} // process record leaks
if (!globalThis.c) globalThis.c = new Set() // process set leaks
const cached = globalThis as unknown as { d: Map<string, number> }
cached.d ??= new Map() // process map released
export const put = (userId: string) => {
  globalThis.a.set(userId, 1) // grow open user ids
  global.b[userId] = 1 // grow open user ids
  ;(globalThis as any).c!.add(userId) // grow open user ids
  const d = cached.d
  d.set(userId, 1) // grow open user ids
  cached.d.delete(userId) // release lifecycle entry
}
function table(): Map<string, number> { return (globalThis.e ??= new Map()) } // process map leaks
export const putMore = (userId: string) => table().set(userId, 1) // grow open user ids
export function putLocally(userId: string) {
  const f = (globalThis.f ??= new Map()) // process map leaks
  f.set(userId, 1) // grow open user ids
}`,
      'properties that the scripts of a page share': `
window.a = window.a || {} // process record unknown
window.__b = window.__b || {} // process record leaks
export const put = (userId: string) => {
  window.a[userId] = 1 // grow open user ids
  window.__b[userId] = 1 // grow open user ids
}`,
      'what is called like the global object and is none': `
import { global } from './settings'
global.a = {}
export const put = (userId: string, window: Frame) => {
  global.a[userId] = 1
  window.b = {}
  window.b[userId] = 1
}
const real = new Map() // process map idle
real.size`,
      'a global property that is replaced later': `
globalThis.a = new Map<string, number>() // process map leaks
export const put = (userId: string) => { globalThis.a.set(userId, 1) } // grow open user ids
export const resetForTests = () => { globalThis.a = new Map() } // release test-only all`,
      'static fields, public, private and #private': `
class Registry {
  static a = new Map<string, number>() // process map unknown
  private static b: Record<string, number> = {} // process record leaks
  static #c = new Set<string>() // process set leaks
  static put(userId: string) {
    Registry.a.set(userId, 1) // grow open user ids
    this.b[userId] = 1 // grow open user ids
    Registry.#c.add(userId) // grow open user ids
  }
}
export { Registry }`,
      'fields: #private, private, by underscore, in the constructor': `
export class Service {
  #a = new Map<string, number>() // owner map leaks
  private b = new Set<string>() // owner set leaks
  private c: Map<string, number> // owner map leaks
  constructor() {
    this.c = new Map()
    this._d = {} // owner record leaks
  }
  put(userId: string) {
    this.#a.set(userId, 1) // grow open user ids
    this.b.add(userId) // grow open user ids
    this.c.set(userId, 1) // grow open user ids
    this._d[userId] = 1 // grow open user ids
  }
}`,
      'a field that other files can reach is visible': `
export class Service {
  a = new Map<string, number>() // owner map unknown
  readonly b = new Map<string, number>() // owner map unknown
  put(userId: string) {
    this.a.set(userId, 1) // grow open user ids
    this.b.set(userId, 1) // grow open user ids
  }
}`,
      'a protected field is visible where subclasses are meant': `
export class Service {
  protected a = new Map<string, number>() // owner map leaks
  put(userId: string) { this.a.set(userId, 1) } // grow open user ids
}
export abstract class Base {
  protected a = new Map<string, number>() // owner map unknown
  put(userId: string) { this.a.set(userId, 1) } // grow open user ids
}`,
      'a class expression': `
const Service = class {
  #a = new Map<string, number>() // owner map leaks
  put(userId: string) { this.#a.set(userId, 1) } // grow open user ids
}
export { Service }`,
      'factory closure': `
export function createService() {
  const a = new Map<string, number>() // owner map leaks
  return { put: (userId: string) => a.set(userId, 1) } // grow open user ids
}`,
      'factory closure, two functions deep': `
export const createService = () => {
  const a = new Map<string, number>() // owner map leaks
  return () => (userId: string) => { a.set(userId, 1) } // grow open user ids
}`,
      'a local that nothing captures dies with the call': `
export function group(users: User[]) {
  const a = new Map<string, User>()
  for (const user of users) a.set(user.id, user)
  return a // not ours
}
const real = new Map() // process map leaks
export const put = (userId: string) => { real.set(userId, 1) } // grow open user ids`,
      'module wrappers': `
(function () {
  const a = {} // process record leaks
  window.put = (userId) => { a[userId] = 1 } // grow open user ids
})()`,
      'namespace members': `
export namespace Cache {
  const a = new Map<string, number>() // process map leaks
  export const b = new Map<string, number>() // process map unknown
  export function put(userId: string) {
    a.set(userId, 1) // grow open user ids
    b.set(userId, 1) // grow open user ids
  }
}`,
      'members of module objects': `
const state = {
  byUser: new Map<string, number>(), // process map leaks
  log: [] as Event[], // process array leaks
  isReady: false,
}
export function put(userId: string, event: Event) {
  state.byUser.set(userId, 1) // grow open user ids
  state.log.push(event) // grow open events
}`,
      'members of an object that is replaced go with it': `
let pending: Pending | null = null
let first: Pending | null = null
export function queue(userId: string) {
  if (!pending) pending = { userIds: new Set<string>() }
  pending.userIds.add(userId)
  if (!first) first = { userIds: new Set<string>() } // process set leaks
  first.userIds.add(userId) // grow open user ids
}
export function flush() {
  pending = null
}`,
      'members of an exported object are visible': `
export const state = { byUser: new Map<string, number>() } // process map unknown
export const put = (userId: string) => { state.byUser.set(userId, 1) } // grow open user ids`,
      'a dictionary of dictionaries': `
const patterns = { true: {}, false: {} } // process record leaks
export function compile(isExact: string, requestId: string) {
  const inner = patterns[isExact]
  inner[requestId] = 1 // grow open request ids
  patterns[isExact][requestId] = 1 // grow open request ids
}`,
      'subclasses: plain, bounded by name, bounded by an override': `
class Table<V> extends Map<string, V> {}
class LruTable<V> extends Map<string, V> {}
class Recent<V> extends Map<string, V> { set(key: string, value: V) { return super.set(key, value) } }
class Names extends Set<string> {}
class Items extends Array<Event> {}
const a = new Table<number>() // process map leaks
const b = new LruTable<number>()
const c = new Recent<number>()
const d = new Names() // process set leaks
const e = new Items() // process array leaks
export const put = (userId: string, event: Event) => {
  a.set(userId, 1) // grow open user ids
  b.set(userId, 1)
  c.set(userId, 1)
  d.add(userId) // grow open user ids
  e.push(event) // grow open events
}`,
      'weak collections and what is not the built-in': `
import { Map as ImmutableMap, Set } from 'immutable'
const a = new WeakMap()
const b = new Set()
const c = new ImmutableMap()
const real = new Map() // process map leaks
export const put = (userId: string) => {
  a.set(userId, 1)
  b.add(userId)
  c.set(userId, 1)
  real.set(userId, 1) // grow open user ids
}`,
      'an object with members of its own is a record only when typed as one': `
const options = { depth: 3, name: 'x' }
const table: Record<string, number> = { start: 1 } // process record leaks
export const put = (userId: string) => {
  options[userId] = 1
  table[userId] = 1 // grow open user ids
}`,
      'parameters and destructured variables are no declarations of collections': `
const { cache } = load()
export const put = (userId: string, other = new Map()) => {
  cache.set(userId, 1)
  other.set(userId, 1)
}
const real = new Map() // process map idle
real.size`,
    }),
  )('%s', (_name, code) => {
    expectMarked(code)
  })
})

describe('what never grows again and again', () => {
  it.each(
    Object.entries({
      'filled at load: top level, loop, local function': `
const a = new Map<string, number>() // process map idle
a.set(process.env.USER_ID, 1)
for (const userId of userIds) a.set(userId, 1)
function fill(userId: string) { a.set(userId, 1) }
fill('x')
userIds.forEach((userId) => a.set(userId, 1))`,
      'filled in the constructor, a field initializer, and a private method that only they call': `
export class Service {
  #a = new Map<string, number>() // owner map idle
  #ready = this.#fill('x')
  constructor(userIds: string[]) {
    for (const userId of userIds) this.#fill(userId)
    userIds.forEach((userId) => this.#a.set(userId, 1))
  }
  #fill(userId: string) { this.#a.set(userId, 1) }
}`,
      'a private method that others call too': `
export class Service {
  #a = new Map<string, number>() // owner map leaks
  constructor(userIds: string[]) { for (const userId of userIds) this.#fill(userId) }
  later(userId: string) { this.#fill(userId) }
  #fill(userId: string) { this.#a.set(userId, 1) } // grow open user ids
}`,
      'a function that nobody calls, and one for tests': `
const a = new Map<string, number>() // process map idle
function put(userId: string) { a.set(userId, 1) }
export function putForTesting(userId: string) { a.set(userId, 1) }
export const size = () => a.size`,
      'a function that only calls itself': `
const a = new Map<string, number>() // process map idle
function put(userId: string, depth = 0) {
  a.set(userId, depth)
  put(userId, depth + 1)
}
export const size = () => a.size`,
      'a main loop at module level runs again and again': `
const a = new Map<string, number>() // process map leaks
function put(userId: string) { a.set(userId, 1) } // grow open user ids
while (true) put(await next())`,
      'code of the factory itself, its iterations, and what it awaits': `
export async function createService(userIds: string[]) {
  const a = new Map<string, number>() // owner map idle
  for (const userId of userIds) a.set(userId, 1)
  userIds.forEach((userId) => a.set(userId, 1))
  await Promise.all(userIds.map(async (userId) => { a.set(userId, await load(userId)) }))
  await load('x').then((userId) => { a.set(userId, 1) })
  return { has: (userId: string) => a.has(userId) }
}`,
      'callbacks that a job waits for and whose harvest it uses itself': `
export async function startImport(executor: Executor) {
  const done = new Set<string>() // owner set idle
  await executor.run((userId: string) => { done.add(userId) })
  return done.size
}
export async function collect(socket: Socket) {
  const seen = new Set<string>() // owner set idle
  socket.on('message', (message) => seen.add(message.userId))
  await once(socket, 'close')
  report(all.filter((userId) => seen.has(userId)))
}`,
      'callbacks that stay after the wait': `
export async function startService(bus: Bus) {
  const seen = new Set<string>() // owner set leaks
  bus.each((userId: string) => { seen.add(userId) }) // grow open user ids
  await bus.ready()
  return { has: (userId: string) => seen.has(userId) }
}`,
      'functions of the factory that outlive it: timers, events, members, handed on': `
export function createService(bus: Bus) {
  const a = new Map<string, number>() // owner map leaks
  setInterval(() => a.set(crypto.randomUUID(), 1), 1000) // grow open generated ids
  bus.on('user', (userId: string) => a.set(userId, 1)) // grow open user ids
  const late = (userId: string) => a.set(userId, 1) // grow open user ids
  bus.later(late)
  const early = (userId: string) => a.set(userId, 1)
  early('x')
  return { put(userId: string) { a.set(userId, 1) } } // grow open user ids
}`,
    }),
  )('%s', (_name, code) => {
    expectMarked(code)
  })
})
