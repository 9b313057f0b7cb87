import { describe, expect, it } from 'vitest'

import type { Usage } from '../../rules/analysis/facts.ts'
import { findStoreRecords } from '../../rules/analysis/stores/store-records.ts'
import { parse } from '../support/parse.ts'

/** What a use is, in the words of a marker. */
function describeUsage(name: string, usage: Usage): string {
  switch (usage.kind) {
    case 'grow':
      return `${name} grow ${usage.keys.kind}${usage.keys.evidence === '' ? '' : ` ${usage.keys.evidence}`}`
    case 'release':
      return `${name} release ${usage.extent} ${usage.strength}`
    default:
      return `${name} ${usage.kind}`
  }
}

/** Holds every use of every record of the stores in `code` against the `// …` at the end of its line; several are joined by `;`. */
function expectMarked(code: string): void {
  const lines = code.split('\n')
  const expected = lines.map((line) => /\/\/ (.*)$/.exec(line)?.[1] ?? '')
  expect(expected.join('')).not.toBe('')
  const found = lines.map(() => new Set<string>())
  for (const record of findStoreRecords(parse(code, { jsx: true }), { factories: [], idPatterns: [] })) {
    for (const usage of record.usages) found[usage.node.loc.start.line - 1]?.add(describeUsage(record.collection.name, usage))
  }
  const write = (marks: readonly string[]): string[] => lines.map((line, at) => `${line.replace(/ *\/\/.*$/, '')} // ${marks[at] ?? ''}`)
  expect(write(found.map((facts) => [...facts].sort().join('; ')))).toEqual(write(expected))
}

describe('growth', () => {
  it.each(
    Object.entries({
      'paths of a setter': `
import { createStore, produce } from 'solid-js/store'
const [store, setStore] = createStore({ a: {}, b: {}, deep: { c: {} } })
export function on(sessionID, chatId, index) {
  setStore('a', sessionID, 1) // a grow open session ids
  setStore('deep', 'c', chatId, 1) // deep.c grow open chat ids
  setStore('b', 'fixed', 1)
  setStore('a', sessionID, index, 1)
  setStore('a', { [sessionID]: 1 }) // a grow open session ids
  setStore(produce((draft) => { draft.b[chatId] = 1 })) // b grow open chat ids
  setStore('b', produce((draft) => { draft[chatId] ??= [] })) // b grow open chat ids
}`,
      'copies of a Map under any name': `
import { create } from 'zustand'
export const useStore = create((set, get) => ({
  rooms: new Map(),
  a: (roomId) => set((state) => {
    const next = new Map(state.rooms)
    next.set(roomId, 1) // rooms grow open room ids
    return { rooms: next }
  }),
  b: (roomId) => set({ rooms: new Map([...get().rooms, [roomId, 1]]) }), // rooms grow open room ids
  c: (roomId) => { get().rooms.set(roomId, 1) }, // rooms grow open room ids
}))`,
      'library functions that copy': `
import { assoc } from 'ramda'
export function chats(state = {}, action) {
  if (action.type === 'a') return assoc(action.chatId, 1, state) // chats grow open chat ids
  if (action.type === 'b') return Object.assign({}, state, { [action.chatId]: 1 }) // chats grow open chat ids
  return { ...state, [action.kind]: 1 } // chats grow finite
}`,
      'helpers of the file, with the record as their argument or their result': `
import { createSlice } from '@reduxjs/toolkit'
const put = (record, id, value) => { record[id] = value } // notes grow open thread ids
const withNote = (record, threadId, value) => ({ ...record, [threadId]: value }) // notes grow open thread ids
export const slice = createSlice({
  name: 'x',
  initialState: { notes: {} },
  reducers: {
    a(state, { payload }) { put(state.notes, payload.threadId, payload.text) },
    b(state, { payload }) { state.notes = withNote(state.notes, payload.threadId, payload.text) },
  },
})`,
      'what a key says by its name alone': `
import { observable } from 'mobx'
const typing = observable.map()
export function on(room, event, id, key) {
  typing.set(room, 1) // typing grow open room ids
  typing.set(event.thread, 1) // typing grow open thread ids
  typing.set(id, 1) // typing grow undecided
  typing.set(key, 1) // typing grow undecided
}
export const openThread = (id) => typing.set(id, 1) // typing grow open thread ids
export const openThreadPanel = (id) => typing.set(id, 1) // typing grow undecided`,
      'state objects that are destructured': `
import { create } from 'zustand'
export const useStore = create((set) => ({
  notes: {},
  a: (threadId) => set(({ notes }) => ({ notes: { ...notes, [threadId]: 1 } })), // notes grow open thread ids
}))`,
    }),
  )('%s', (_name, code) => {
    expectMarked(code)
  })
})

describe('release', () => {
  it.each(
    Object.entries({
      'copies without an entry': `
import { create } from 'zustand'
import { omit } from 'lodash'
export const useStore = create((set) => ({
  a: {},
  add: (chatId) => set((s) => ({ a: { ...s.a, [chatId]: 1 } })), // a grow open chat ids
  rest: (chatId) => set((s) => {
    const { [chatId]: gone, ...rest } = s.a // a release entry lifecycle
    return { a: rest }
  }),
  copy: (chatId) => set((s) => {
    const next = { ...s.a }
    delete next[chatId] // a release entry lifecycle
    return { a: next }
  }),
  omit: (chatId) => set((s) => ({ a: omit(s.a, chatId) })), // a release entry lifecycle
  undefined: (chatId) => set((s) => ({ a: { ...s.a, [chatId]: undefined } })), // a release entry lifecycle
}))`,
      'copies of the last few': `
import { create } from 'zustand'
export const useStore = create((set) => ({
  a: new Map(),
  add: (chatId) => set((s) => ({ a: new Map(s.a).set(chatId, 1) })), // a grow open chat ids
  trim: () => set((s) => ({ a: new Map([...s.a].slice(-20)) })), // a release cap evict
  keep: (live) => set((s) => ({ a: Object.fromEntries(Object.entries(s.a).filter(([id]) => live.has(id))) })), // a release cap evict
}))`,
      'a whole new record, by when it comes': `
import { create } from 'zustand'
export const useStore = create((set) => ({
  a: {},
  add: (chatId) => set((s) => ({ a: { ...s.a, [chatId]: 1 } })), // a grow open chat ids
  open: () => set({ a: {} }), // a release all lifecycle
  load: async () => set({ a: await fetchAll() }), // a release all lifecycle
  hydrate: (saved) => set({ a: saved }), // a release all teardown
  logout: () => set({ a: {} }), // a release all teardown
  reset: () => set({ a: {} }), // a release all teardown
}))`,
      'a delete that is only a move to the end, or is for one kind of key': `
import { observable } from 'mobx'
const a = observable.map()
export function touch(chatId) {
  a.delete(chatId) // a release entry revisit
  a.set(chatId, 1) // a grow open chat ids
}
export function imported(id) { a.delete(\`cloud:\${id}\`) } // a release entry revisit`,
      'a delete that ends its branch, before the key is set otherwise': `
import { observable } from 'mobx'
const a = observable.map()
export function put(chatId, value) {
  if (!value) {
    a.delete(chatId) // a release entry lifecycle
    return
  }
  a.set(chatId, value) // a grow open chat ids
}`,
      'a limit on one entry is none on the record': `
import { createStore, produce } from 'solid-js/store'
const [store, setStore] = createStore({ lists: {}, parts: {} })
export function on(sessionID, message) {
  setStore('parts', message.id, 1) // parts grow open message ids
  setStore('lists', sessionID, []) // lists grow open session ids
  const list = store.lists[sessionID]
  if (list.length > 100) setStore('parts', produce((draft) => { delete draft[list[0].id] })) // parts release entry revisit
  if (Object.keys(store.lists).length > 100) setStore('lists', produce((draft) => { delete draft[sessionID] })) // lists release entry evict
}`,
      'inner values': `
import { createStore, produce } from 'solid-js/store'
const [store, setStore] = createStore({ lists: {} })
export function on(sessionID) {
  setStore('lists', sessionID, []) // lists grow open session ids
  setStore('lists', sessionID, produce((list) => { list.splice(0, 1) }))
  setStore('lists', sessionID, (list) => list.filter(Boolean)) // lists grow open session ids
}`,
    }),
  )('%s', (_name, code) => {
    expectMarked(code)
  })
})

describe('what is not understood', () => {
  it('drafts, live state and setters that are handed on', () => {
    expectMarked(`
import { createStore, produce } from 'solid-js/store'
import { apply, pruneSessions } from './elsewhere'
const [store, setStore] = createStore({ a: {}, b: {} })
export function on(sessionID) {
  setStore('a', sessionID, 1) // a grow open session ids
  setStore(produce((draft) => { apply(draft) })) // a unknown
  setStore('a', produce((draft) => { pruneSessions(draft) })) // a release cap evict
  look(store.a)
}`)
  })
})
