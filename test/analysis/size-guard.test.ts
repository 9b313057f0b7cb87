import { describe, it } from 'vitest'

import { expectMarked } from '../support/markers.ts'

describe('growth under a limit is its own cap', () => {
  it.each(
    Object.entries({
      'if and conditional': `
export function put(userId: string) {
  if (m.size < 100) m.set(userId, 1) // release evict cap
  m.size < MAX ? m.set(userId, 1) : undefined // release evict cap
  if (MAX > m.size && isOn) m.set(userId, 1) // release evict cap
  m.size < MAX && m.set(userId, 1) // release evict cap
}`,
      'an early return, throw or continue': `
export function put(userIds: string[]) {
  for (const userId of userIds) {
    if (m.size >= MAX) continue
    m.set(userId, 1) // release evict cap
  }
}
export function putOne(userId: string) {
  if (m.size > 10) throw new Error('Too many.')
  m.set(userId, 1) // release evict cap
}
export function putTwo(userId: string) {
  if (m.size === MAX) {
    warn()
    return
  }
  m.set(userId, 1) // release evict cap
}`,
      'a counter beside it': `
let count = 0
export function put(userId: string) {
  if (count < 1000) {
    m.set(userId, 1) // release evict cap
    count++
  }
}`,
      'the size through a constant': `
export function put(userId: string) {
  const { length } = [...m.keys()]
  const size = m.size
  if (size > MAX) return
  m.set(userId, 1) // release evict cap
}`,
    }),
  )('%s', (_name, code) => {
    expectMarked(`const m = new Map<string, number>() // process map bounded\n${code}`)
  })
})

describe('a release under a limit evicts', () => {
  it.each(
    Object.entries({
      'if, while, for, do-while, logical': `
export function trim() {
  if (m.size > MAX) m.delete(first(m)) // release evict entry
  while (m.size > MAX) m.delete(oldest()) // release evict entry
  for (; m.size > MAX; ) m.delete(oldest()) // release evict entry
  do { m.delete(oldest()) } while (m.size > MAX) // release evict entry
  m.size > MAX && m.clear() // release evict all
  if (m.size - 1 >= MAX) m.clear() // release evict all
  if (!(m.size <= MAX)) m.clear() // release evict all
}
function first(map: Map<string, number>) { return map.keys().next().value }`,
      'also in a function of its own and in a lookup': `
export function get(userId: string) {
  if (m.size > MAX) m.delete(userId) // release evict entry
}
function shrink() {
  if (m.size <= MAX) return
  m.delete(oldest()) // release evict entry
}
export const after = () => shrink()`,
    }),
  )('%s', (_name, code) => {
    expectMarked(`
const m = new Map<string, number>() // process map released
export const put = (userId: string) => { m.set(userId, 1) } // grow open user ids
${code}`)
  })
})

describe('what is no limit', () => {
  it.each(
    Object.entries({
      'asking whether there is anything': `
export function put(userId: string) {
  if (m.size === 0) start()
  if (m.size > 0) m.set(userId, 1) // grow open user ids
  if (m.size < 1) return
  m.set(userId, 1) // grow open user ids
}`,
      'the size of something else': `
const other = new Map<string, number>()
export function put(userId: string) {
  if (other.size < MAX) m.set(userId, 1) // grow open user ids
  if (userId.length > MAX) return
  m.set(userId, 1) // grow open user ids
}`,
      'a limit that is only told': `
export function put(userId: string) {
  if (m.size > MAX) warn('Too many.')
  m.set(userId, 1) // grow open user ids
}`,
      'a guard around the function, not in it': `
if (m.size < MAX) {
  bus.on('user', (userId: string) => m.set(userId, 1)) // grow open user ids
}`,
    }),
  )('%s', (_name, code) => {
    expectMarked(`const m = new Map<string, number>() // process map leaks\n${code}`)
  })
})

describe('a limit that is told elsewhere', () => {
  it.each(
    Object.entries({
      'a helper tells whether there is room': `
const isFull = () => m.size >= MAX
export function put(userId: string) {
  if (isFull()) return
  m.set(userId, 1) // release evict cap
}
export function putOne(userId: string) {
  if (hasRoom()) m.set(userId, 1) // release evict cap
}
function hasRoom() {
  const left = MAX - count()
  return left > 1 && count() < MAX
}
function count() { return m.size }`,
      'a helper throws': `
export function put(userId: string) {
  assertRoom()
  m.set(userId, 1) // release evict cap
}
function assertRoom() {
  if (m.size >= MAX) throw new Error('full')
}`,
      'a break, a nested block, two branches that leave': `
export function putAll(userIds: string[]) {
  for (const userId of userIds) {
    if (m.size >= MAX) break
    m.set(userId, 1) // release evict cap
  }
}
export function putOne(userId: string, isLoud: boolean) {
  if (m.size >= MAX) {
    if (isLoud) { throw new Error('full') } else { return }
  }
  m.set(userId, 1) // release evict cap
}`,
    }),
  )('%s', (_name, code) => {
    expectMarked(`const m = new Map<string, number>() // process map bounded\n${code}`)
  })
})

it('a count of some entries, or of what one entry holds, is no limit', () => {
  expectMarked(`const m = new Map<string, Job[]>() // process map leaks
export function put(userId: string, job: Job) {
  const running = [...m.values()].filter((one) => one.isRunning)
  if (running.length >= 10) return
  if (m.get(userId).length > MAX) return
  m.set(userId, [job]) // grow open user ids
}`)
})
