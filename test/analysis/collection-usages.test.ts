import { describe, it } from 'vitest'

import { expectMarked } from '../support/markers.ts'

describe('uses of a collection', () => {
  it.each(
    Object.entries({
      'methods of a Map': `
const m = new Map<string, number>() // process map released
export function use(userId: string) {
  m.set(userId, 1) // grow open user ids
  m.set(userId, 1).set('b', 2) // grow open user ids; grow finite
  m.delete(userId) // release lifecycle entry
  m.clear() // release lifecycle all
  m.get(userId)
  m.has(userId)
  m.forEach(() => {})
  for (const key of m.keys()) console.log(key)
  m.size
}`,
      'methods of a Map that are newer or unknown': `
const m = new Map<string, number>() // process map unknown
export function use(userId: string) {
  m.getOrInsert(userId, 1) // grow open user ids
  m.frobnicate(userId) // unknown
}`,
      'methods of an array': `
const list: Message[] = [] // process array released
export function use(message: Message) {
  list.push(message) // grow open messages
  list.unshift(message) // grow open messages
  list.pop() // release lifecycle entry
  list.shift() // release lifecycle entry
  list.splice(3, 1) // release lifecycle entry
  list.splice(0) // release evict cap
  list.splice(0, 10) // release evict cap
  list.length = 0 // release lifecycle all
  list.length = 10 // release evict cap
  list.sort().reverse().push(message) // grow open messages
  list[0] = message
  list.filter(Boolean)
}`,
      'a dictionary': `
const rec: Record<string, number> = {} // process record released
export function use(userId: string) {
  rec[userId] = 1 // grow open user ids
  rec[userId] ??= 1 // grow open user ids
  rec.fixed = 1
  rec['fixed'] = 1
  rec[userId] = undefined // release lifecycle entry
  delete rec[userId] // release lifecycle entry
  delete rec.fixed // release lifecycle entry
  Object.assign(rec, { [userId]: 1 }) // grow open user ids
  Object.assign(rec, { fixed: 1 })
  Reflect.set(rec, userId, 1) // grow open user ids
  Reflect.deleteProperty(rec, userId) // release lifecycle entry
  Object.keys(rec).length
  userId in rec
}`,
      'what is merged in from elsewhere is out of sight': `
const rec: Record<string, number> = {} // process record unknown
export function use(userId: string, more: Record<string, number>) {
  rec[userId] = 1 // grow open user ids
  Object.assign(rec, more) // unknown
}`,
      'aliases: const, let, chains, conditions': `
const m = new Map<string, number>() // process map released
export function use(userId: string, isOn: boolean) {
  const a = m
  a.set(userId, 1) // grow open user ids
  let b
  b = a
  b.set(userId, 1) // grow open user ids
  const c = isOn ? m : new Map()
  c.set(userId, 1) // grow open user ids
  ;(m as Map<string, number>)!.set(userId, 1) // grow open user ids
  ;(m ?? other).delete(userId) // release lifecycle entry
}`,
      'this: aliases, destructuring, self': `
export class Service {
  private readonly m = new Map<string, number>() // owner map released
  put(userId: string) {
    const { m } = this
    m.set(userId, 1) // grow open user ids
    const { m: renamed } = this
    renamed.set(userId, 1) // grow open user ids
    const all = this.m
    all.set(userId, 1) // grow open user ids
    const self = this
    socket.on('close', function () { self.m.delete(userId) }) // release lifecycle entry
  }
}`,
      'the same name on another class is another collection': `
export class A {
  #m = new Map<string, number>() // owner map leaks
  put(userId: string) { this.#m.set(userId, 1) } // grow open user ids
}
export class B {
  #m = new Map<string, number>() // owner map released
  put(userId: string) { this.#m.set(userId, 1) } // grow open user ids
  drop(userId: string) { this.#m.delete(userId) } // release lifecycle entry
}`,
      'a subclass reaches the field too': `
export class A {
  protected m = new Map<string, number>() // owner map released
  put(userId: string) { this.m.set(userId, 1) } // grow open user ids
}
export class B extends A {
  drop(userId: string) { this.m.delete(userId) } // release lifecycle entry
}`,
      'through an object that only may be the owner, releases are believed and growth is not': `
export class Hub {
  readonly _peers = new Set<Peer>() // owner set released
  put(socket: Peer) { this._peers.add(socket) } // grow open connections
}
export class Peer {
  constructor(private hub: Hub) {}
  again() { this.hub._peers.add(this) }
  close() { this.hub._peers.delete(this) } // release lifecycle entry
}`,
      'an instance made elsewhere in the file': `
class Service {
  readonly m = new Map<string, number>() // owner map released
}
const service = new Service()
export const put = (userId: string) => { service.m.set(userId, 1) } // grow open user ids
export const drop = (userId: string) => { service.m.delete(userId) } // release lifecycle entry`,
      'argument of a function of the file': `
const m = new Map<string, number>() // process map released
function bump(map: Map<string, number>, key: string) { map.set(key, 1) } // grow open user ids
function drop(key: string, map: Map<string, number>) { map.delete(key) } // release lifecycle entry
export const put = (userId: string) => bump(m, userId)
export const end = (userId: string) => drop(userId, m)`,
      'argument of a method of the class': `
export class Service {
  #m = new Map<string, number>() // owner map leaks
  put(userId: string) { this.#bump(this.#m, userId) }
  #bump(map: Map<string, number>, key: string) { map.set(key, 1) } // grow open user ids
}`,
      'argument of a function that does not use it': `
const m = new Map<string, number>() // process map leaks
function log() { console.log('x') }
export const put = (userId: string) => {
  m.set(userId, 1) // grow open user ids
  log(m)
}`,
      'helpers by name': `
import { setIfUndefined, getOrCreate, pruneExpired, dropKey, show } from './maps'
const m = new Map<string, number>() // process map released
export const put = (userId: string) => {
  setIfUndefined(m, userId, () => 1) // grow open user ids
  getOrCreate(m, userId) // grow open user ids
  pruneExpired(m) // release evict cap
  dropKey(m, userId) // release evict cap
  show(m) // escape argument
}`,
      'readers change nothing': `
const m = new Map<string, number>() // process map leaks
export const put = (userId: string) => {
  m.set(userId, 1) // grow open user ids
  console.log(m)
  JSON.stringify([...m])
  new Map(m)
  Array.from(m, ([key]) => key)
  structuredClone(m)
}`,
      'escapes': `
import { watch } from './watch'
const m = new Map<string, number>() // process map unknown
export const put = (userId: string) => { m.set(userId, 1) } // grow open user ids
export const all = () => m // escape return
export function* each() { yield m } // escape return
watch(m) // escape argument
other.m = m // escape store
const bundle = { m } // escape store
const list = [m] // escape store
export default m // escape export`,
      'a readonly type on the way out hides the mutators': `
const m = new Map<string, number>() // process map leaks
export const put = (userId: string) => { m.set(userId, 1) } // grow open user ids
export function all(): ReadonlyMap<string, number> { return m }`,
      'a private accessor denotes the collection': `
const m = new Map<string, number>() // process map leaks
function table() { return m }
export const put = (userId: string) => { table().set(userId, 1) } // grow open user ids`,
      'JSX and calling it are not understood': `
const list: Message[] = [] // process array unknown
export function View({ message }) {
  list.push(message) // grow open messages
  return <List items={list} /> // escape store
}`,
      'the user names release functions': `
import { retire } from './retire'
const m = new Map<string, number>() // process map released
export const put = (userId: string) => {
  m.set(userId, 1) // grow open user ids
  retire(m) // release evict cap
  m.retire(userId) // release lifecycle entry
}`,
    }),
  )('%s', (_name, code) => {
    expectMarked(code, { releaseFunctions: ['retire'] })
  })
})

describe('copies that are written back', () => {
  it.each(
    Object.entries({
      'objects: spread with more, with undefined, rest, fromEntries': `
let rec: Record<string, number> = {} // process record released
export function use(userId: string) {
  rec = { ...rec, [userId]: 1 } // grow open user ids
  rec = { ...rec, [userId]: undefined } // release lifecycle entry
  rec = Object.fromEntries(Object.entries(rec).filter(([, at]) => at > 1)) // release evict cap
  const { [userId]: gone, ...rest } = rec
  rec = rest // release lifecycle all
}`,
      'objects: assoc, dissoc, omit': `
import { assoc, dissoc, omit } from 'ramda'
let rec: Record<string, number> = {} // process record released
export function use(userId: string) {
  rec = assoc(userId, 1, rec) // grow open user ids
  rec = dissoc(userId, rec) // release evict cap
  rec = omit([userId], rec) // release evict cap
}`,
      'objects: a spread of something else besides': `
let rec: Record<string, number> = {} // process record unknown
export function use(userId: string, more: object) {
  rec[userId] = 1 // grow open user ids
  rec = { ...rec, ...more } // unknown
}`,
      'arrays: spread, concat, filter, slice, cut to length': `
let list: Message[] = [] // process array released
export function use(message: Message) {
  list = [...list, message] // grow open messages
  list = [message, ...list] // grow open messages
  list = list.concat(message) // grow open messages
  list = list.filter((known) => known !== message) // release evict cap
  list = list.slice(-100) // release evict cap
  list = [...list.slice(-99), message] // release evict cap
  list = [...list, message].slice(-100) // release evict cap
}`,
      'Maps and Sets: rebuilt with more, rebuilt with less': `
let m = new Map<string, number>() // process map released
let s = new Set<string>() // process set released
export function use(userId: string) {
  m = new Map([...m, [userId, 1]]) // grow open user ids
  m = new Map([...m].filter(([, at]) => at > 1)) // release evict cap
  m = new Map(m)
  s = new Set([...s, userId]) // grow open user ids
  s = new Set([...s].slice(-10)) // release evict cap
}`,
      'a fresh value lets everything go': `
let queue: Message[] = [] // process array released
export function use(message: Message) { queue.push(message) } // grow open messages
export function drain() {
  const batch = queue
  queue = [] // release lifecycle all
  return batch.length
}`,
      'the first value lets nothing go': `
export class Service {
  private m: Map<string, number> | undefined // owner map leaks
  constructor() { this.m = new Map() }
  put(userId: string) {
    if (!this.m) this.m = new Map()
    this.m = this.m ?? new Map()
    this.m.set(userId, 1) // grow open user ids
  }
}`,
      'a copy of a field': `
export class Service {
  private rec: Record<string, number> = {} // owner record released
  put(userId: string) { this.rec = { ...this.rec, [userId]: 1 } } // grow open user ids
  drop(userId: string) {
    const { [userId]: gone, ...rest } = this.rec
    this.rec = rest // release lifecycle all
  }
}`,
      'any other expression of itself is not understood': `
let list: Message[] = [] // process array unknown
export function use(message: Message) {
  list.push(message) // grow open messages
  list = reorder(list) // unknown
}`,
    }),
  )('%s', (_name, code) => {
    expectMarked(code)
  })
})
