import { join } from 'node:path'

import { RuleTester } from '@typescript-eslint/rule-tester'

import instanceRule from '../../rules/no-unbounded-instance-collection.ts'
import moduleRule from '../../rules/no-unbounded-module-collection.ts'
import recordRule from '../../rules/no-unbounded-session-record.ts'
import intervalRule from '../../rules/require-interval-unref.ts'

const tester = new RuleTester()
/** A file that need not exist; the files it imports do. The fixtures lie below `test/`, which is not checked by default. */
const here = { filename: join(import.meta.dirname, '../fixtures/helpers/linted.ts'), options: [{ ignoreFiles: [] }] as [{ ignoreFiles: string[] }] }

/** A map that grows per session, and what else the file does with it. */
const kept = (imports: string, rest: string): string => `
import { ${imports} } from './collections.ts'
const entries = new Map<string, { at: number }>()
export function track(sessionId: string) {
  entries.set(sessionId, { at: Date.now() })
  ${rest}
}`

const nothing = 'nothing ever removes an entry'
const leak = (releases: string, line = 5, trigger = 'whenever `track` runs') => [
  { messageId: 'unbounded' as const, line: 3, data: { name: 'entries', entries: 'an entry for every new `sessionId`', trigger, line: String(line), releases, remedy: 'Delete the key when what it stands for ends, cap the size, or expire old entries on a timer' } },
]

tester.run('imported helpers that are handed a module collection', moduleRule, {
  valid: [
    { ...here, name: 'an imported helper caps the size', code: kept('enforceLimit', 'enforceLimit(entries, 500)') },
    { ...here, name: 'an imported helper whose name says nothing, through a namespace', code: kept('enforceLimit', '').replace('{ enforceLimit }', '* as limits').replace('Date.now() })\n', 'Date.now() })\n  limits.enforceLimit(entries, 500)\n') },
    { ...here, name: 'an imported helper sweeps what is old', code: kept('pruneExpired', 'pruneExpired(entries, Date.now())') },
    { ...here, name: 'a helper under another name, passed on by a barrel', code: kept('capAt', 'capAt(entries, 500)').replace('./collections.ts', './index.ts') },
    { ...here, name: 'a helper passed on by a barrel with all others', code: kept('enforceLimit', 'enforceLimit(entries, 500)').replace('./collections.ts', '.') },
    { ...here, name: 'a helper deletes the key where the session ends', code: kept('withoutKey', '').replace('export function', 'export const end = (sessionId: string) => withoutKey(entries, sessionId)\nexport function') },
    { ...here, name: 'the helper hands it to another file, which caps it', code: kept('passOnToCut', 'passOnToCut(entries)') },
    { ...here, name: 'the helper hands the collection back to somebody', code: kept('returnIt', 'return returnIt(entries)') },
    { ...here, name: 'the helper takes the collection apart', code: kept('takeApart', 'takeApart(entries)') },
    { ...here, name: 'the helper adds only below a limit', code: kept('noteSome', '').replace('entries.set(sessionId, { at: Date.now() })', 'noteSome(entries, sessionId, 1)') },
    { ...here, name: 'the helper is called like an insertion, but adds nothing', code: kept('addUp', '').replace('entries.set(', 'addUp(entries, ') },
    { ...here, name: 'a file that does not parse leaves what the name says', code: kept('sweep', 'sweep(entries)').replace('./collections.ts', './broken.ts') },
    { ...here, name: 'a file that is missing hides what is done', code: kept('examine', 'examine(entries)').replace('./collections.ts', './missing.ts') },
    { ...here, name: 'a package hides what is done', code: kept('examine', 'examine(entries)').replace('./collections.ts', 'examiner') },
  ],
  invalid: [
    { ...here, name: 'a helper two imports further only looks', code: kept('passOnToStash', 'passOnToStash(entries)'), errors: leak(nothing) },
    { ...here, name: 'an imported helper only looks', code: kept('describe', 'console.log(describe(entries))'), errors: leak(nothing) },
    { ...here, name: 'an imported helper only looks, though it is called like a sweep', code: kept('collectStats', 'console.log(collectStats(entries))'), errors: leak(nothing) },
    { ...here, name: 'a barrel passes on a helper that only looks', code: kept('show', 'show(entries)').replace('./collections.ts', './index.ts'), errors: leak(nothing) },
    { ...here, name: 'the helper hands it to another file, which only looks', code: kept('passOnToPeek', 'passOnToPeek(entries)'), errors: leak(nothing) },
    { ...here, name: 'the helper hands back what nobody takes', code: kept('returnIt', 'returnIt(entries)'), errors: leak(nothing) },
    { ...here, name: 'the helper deletes only when the same key is looked up', code: kept('getFresh', 'return getFresh(entries, sessionId)'), errors: leak('the removal in `getFresh` runs only when the same key is seen again, so an abandoned key stays for ever') },
    { ...here, name: 'the helper is there for tests', code: kept('resetForTesting', '').replace('export function', 'export const reset = () => resetForTesting(entries)\nexport function'), errors: leak('the removal in `resetForTesting` is there for tests only', 6) },
    { ...here, name: 'the helper empties all, but only when the program ends', code: kept('empty', '').replace('export function', 'export const dispose = () => empty(entries)\nexport function'), errors: leak('the removal in `dispose` runs only when the whole owner ends', 6) },
    { ...here, name: 'the helper adds the key it is given', code: kept('putEntry', '').replace('entries.set(', 'putEntry(entries, '), errors: leak(nothing) },
  ],
})

const field = (imports: string, rest: string): string => `
import { ${imports} } from './collections.ts'
export class SessionRegistry {
  #entries = new Map<string, { at: number }>()
  track(sessionId: string) {
    this.#entries.set(sessionId, { at: Date.now() })
    ${rest}
  }
}`

tester.run('imported helpers that are handed a field', instanceRule, {
  valid: [
    { ...here, name: 'an imported helper caps the field', code: field('enforceLimit', 'enforceLimit(this.#entries, 500)') },
    { ...here, name: 'an alias is handed over', code: field('enforceLimit', 'const all = this.#entries; enforceLimit(all, 500)') },
  ],
  invalid: [{ ...here, name: 'an imported helper only looks at the field', code: field('describe', 'return describe(this.#entries)'), errors: [{ messageId: 'unbounded', line: 4 }] }],
})

const { filename } = here
const allow: [{ cleared: 'allow'; ignoreFiles: string[] }] = [{ cleared: 'allow', ignoreFiles: [] }]
const strict: [{ cleared: 'require-unref'; ignoreFiles: string[] }] = [{ cleared: 'require-unref', ignoreFiles: [] }]
const timer = (imports: string, rest: string): string => `
import { readFile } from 'node:fs/promises'
import { ${imports} } from './timers.ts'
export function watch(socket) {
  const poll = setInterval(() => readFile('x'), 1000)
  ${rest}
}`
const unref = (code: string): { messageId: 'addUnref'; output: string }[] => [{ messageId: 'addUnref', output: code.replace(', 1000)', ', 1000).unref()') }]

tester.run('imported helpers that are handed an interval', intervalRule, {
  valid: [
    { filename, options: strict, name: 'an imported helper unrefs it, whatever it is called', code: timer('tune', 'tune(poll)') },
    { filename, options: allow, name: 'an imported helper clears it, whatever it is called', code: timer('halt', "socket.on('close', () => halt(poll))") },
    { filename, options: allow, name: 'an imported helper that calls another one clears it', code: timer('haltLater', "socket.on('close', () => haltLater(poll))") },
    { filename, options: allow, name: 'an imported helper clears it when the socket closes', code: timer('endWith', 'endWith(socket, poll)') },
    { filename, options: allow, name: 'an imported helper keeps it and may release it', code: timer('hold', 'hold(poll)') },
    { filename, options: allow, name: 'an imported helper keeps it and its file releases all', code: timer('holdUntilEnd', 'holdUntilEnd(poll)') },
    { filename, options: allow, name: 'a helper whose file is missing may release it', code: timer('track', 'track(poll)').replace('./timers.ts', './missing.ts') },
    { filename, options: strict, name: 'a helper whose file is missing is judged by its name', code: timer('unrefTimer', 'unrefTimer(poll)').replace('./timers.ts', './missing.ts') },
  ],
  invalid: [
    ['an imported helper is called like an unref, but only counts', 'countUnrefed', 'countUnrefed(poll)'],
    ['an imported helper is called like a stop, but only tells', 'stopMessage', 'socket.on("close", () => stopMessage(poll))'],
    ['an imported helper clears it only when the process exits, which it keeps from exiting', 'endAtExit', 'endAtExit(poll)'],
  ].map(([name = '', imports = '', rest = '']) => {
    const code = timer(imports, rest)
    return { filename, options: allow, name, code, errors: [{ messageId: 'needsUnref' as const, line: 5, suggestions: unref(code) }] }
  }),
})

/** A store whose messages grow per session; what else is done with its drafts is up to the case. */
const solid = (imports: string, rest: string): string => `
import { createStore, produce } from 'solid-js/store'
import { ${imports} } from './records.ts'
export function createSync(events) {
  const [store, setStore] = createStore({ messages: {}, parts: {} })
  events.on('loaded', (e) => setStore('messages', e.sessionID, e.messages))
  ${rest}
}`
const slice = (imports: string, reducer: string): string => `
import { createSlice } from '@reduxjs/toolkit'
import { ${imports} } from './records.ts'
export const chats = createSlice({
  name: 'chats',
  initialState: { messages: {}, titles: {} },
  reducers: {
    added(state, { payload }) { state.messages[payload.sessionId] = payload.messages },
    ${reducer},
  },
})`

tester.run('imported helpers that are handed a record of a store', recordRule, {
  valid: [
    { ...here, name: 'an imported helper gives back a copy without the key', code: solid('dropRecordKey', "events.on('left', (e) => setStore('messages', (prev) => dropRecordKey(prev, e.sessionID)))") },
    { ...here, name: 'an imported helper keeps the last entries, whatever it is called', code: solid('keepLast', "events.on('loaded', () => setStore('messages', (prev) => keepLast(prev, 20)))") },
    { ...here, name: 'an imported helper deletes from a draft', code: solid('forgetDraft', "events.on('left', (e) => setStore(produce((draft) => { forgetDraft(draft, [e.sessionID]) })))") },
    { ...here, name: 'an imported helper that calls another one deletes from a draft', code: solid('passOn', "events.on('left', (e) => setStore(produce((draft) => { passOn(draft, e.sessionID) })))") },
    { ...here, name: 'a helper that is missing may delete from a draft', code: solid('tidy', "events.on('left', (e) => setStore(produce((draft) => { tidy(draft, e.sessionID) })))").replace('./records.ts', './missing.ts') },
    { ...here, name: 'an imported reducer deletes the entry', code: slice('sessionRemoved', 'removed: sessionRemoved') },
    { ...here, name: 'a reducer whose file is missing may delete the entry', code: slice('sessionGone', 'removed: sessionGone').replace('./records.ts', './missing.ts') },
    { ...here, name: 'an imported helper drops the key in a reducer', code: slice('dropRecordKey', 'removed(state, { payload }) { state.messages = dropRecordKey(state.messages, payload) }') },
  ],
  invalid: [
    { ...here, name: 'an imported helper is called like a removal, but drops nothing', code: solid('dropNothing', "events.on('left', (e) => setStore('messages', (prev) => dropNothing(prev, e.sessionID)))"), errors: [{ messageId: 'neverEvicted' }] },
    { ...here, name: 'an imported helper only looks at a draft', code: solid('lookAt', "events.on('left', (e) => setStore(produce((draft) => { lookAt(draft) })))"), errors: [{ messageId: 'neverEvicted' }] },
    {
      ...here,
      name: 'an imported helper forgets one of two records',
      code: solid('forgetMessages', "events.on('part', (e) => setStore('parts', e.messageID, e.parts))\n  events.on('left', (e) => setStore(produce((draft) => { forgetMessages(draft, e.sessionID) })))"),
      errors: [{ messageId: 'neverEvicted', data: { name: 'parts', place: ' in the state of `store`', store: 'store', keys: 'message ids', trigger: 'whenever `createSync` runs', line: '7', releases: nothing } }],
    },
    { ...here, name: 'an imported reducer changes something else', code: slice('sessionRenamed', 'renamed: sessionRenamed'), errors: [{ messageId: 'neverEvicted' }] },
    { ...here, name: 'an imported helper adds the key in a reducer', code: slice('withKey', 'set(state, { payload }) { state.messages = withKey(state.messages, payload.sessionId, 1) }'), errors: [{ messageId: 'neverEvicted' }] },
  ],
})
