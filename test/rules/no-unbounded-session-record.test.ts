import { RuleTester } from '@typescript-eslint/rule-tester'

import rule from '../../rules/no-unbounded-session-record.ts'

const tester = new RuleTester()
const NEVER = [{ messageId: 'neverEvicted' as const }]

tester.run('no-unbounded-session-record: Solid', rule, {
  invalid: [
    {
      name: 'a record written by path and never evicted',
      code: `
import { createStore } from 'solid-js/store'
export function createSyncStore(events) {
  const [store, setStore] = createStore<{ todo: Record<string, string[]> }>({ todo: {} })
  events.on('todo.updated', (event) => setStore('todo', event.sessionID, event.todos))
  return { todos: (id: string) => store.todo[id] }
}`,
      errors: NEVER,
    },
    {
      name: 'an entry added through a produce draft of the whole store',
      code: `
import { createStore, produce } from 'solid-js/store'
export const SyncProvider = (props) => {
  const [store, setStore] = createStore({ diffs: {} })
  async function sync(sessionID) {
    const diff = await load(sessionID)
    setStore(produce((draft) => { draft.diffs[sessionID] = diff }))
  }
  return view(store, sync)
}`,
      errors: NEVER,
    },
    {
      name: 'only the inner list is spliced; the key stays',
      code: `
import { createStore, produce } from 'solid-js/store'
export function createRequestStore(events) {
  const [store, setStore] = createStore({ asked: {} as { [sessionID: string]: string[] } })
  events.on('asked', (e) => setStore('asked', e.sessionID, [e.request]))
  events.on('answered', (e) => setStore('asked', e.sessionID, produce((list) => { list.splice(0, 1) })))
}`,
      errors: NEVER,
    },
    {
      name: 'siblings are evicted, this record is forgotten',
      code: `
import { createStore, produce } from 'solid-js/store'
export function createSyncStore(events) {
  const [store, setStore] = createStore({ status: {}, network: {} })
  events.on('status', (e) => setStore('status', e.sessionID, e.status))
  events.on('network', (e) => setStore('network', e.sessionID, e.requests))
  function evict(sessionID) {
    setStore(produce((draft) => { delete draft.status[sessionID] }))
  }
  return { store, evict }
}`,
      errors: NEVER,
    },
    {
      name: 'the delete runs only when one entry has a list that is too long',
      code: `
import { createStore, produce } from 'solid-js/store'
export function createSyncStore(events) {
  const [store, setStore] = createStore<{ message: Record<string, { id: string }[]>; part: Record<string, string[]> }>({ message: {}, part: {} })
  events.on('message', (e) => {
    const list = store.message[e.sessionID] ?? []
    if (list.length > 100) {
      const oldest = list[0]
      setStore('part', produce((draft) => { delete draft[oldest.id] }))
    }
  })
  events.on('part', (e) => setStore('part', e.messageID, e.parts))
}`,
      errors: NEVER,
    },
    {
      name: 'the record is replaced whole only while the program starts',
      code: `
import { createStore, reconcile } from 'solid-js/store'
export function createSyncStore(sdk, events) {
  const [store, setStore] = createStore({ status: {} })
  async function bootstrap() {
    const all = await sdk.status()
    setStore('status', reconcile(all))
  }
  events.on('session.status', (e) => setStore('status', e.sessionID, e.status))
  bootstrap()
}`,
      errors: NEVER,
    },
    {
      name: 'heavy values loaded on opening and evicted only on deletion',
      code: `
import { createStore, produce } from 'solid-js/store'
export const SessionProvider = (props) => {
  const [store, setStore] = createStore<{ messages: Record<string, Message[]> }>({ messages: {} })
  listen((event) => {
    switch (event.type) {
      case 'messagesLoaded':
        handleMessagesLoaded(event.sessionID, event.messages)
        break
      case 'sessionDeleted':
        handleSessionDeleted(event.sessionID)
        break
    }
  })
  function handleMessagesLoaded(sessionID, messages) {
    setStore('messages', sessionID, messages)
  }
  function handleSessionDeleted(sessionID) {
    setStore('messages', produce((messages) => { delete messages[sessionID] }))
  }
  return props.children
}`,
      errors: [{ messageId: 'keptUntilDeleted' }],
    },
    {
      name: 'an eviction of keys of another form does not count',
      code: `
import { createStore, produce } from 'solid-js/store'
export const SessionProvider = (props) => {
  const [store, setStore] = createStore({ messages: {} })
  listen((event) => {
    if (event.type === 'loaded') setStore('messages', event.sessionID, event.messages)
    if (event.type === 'imported') setStore('messages', produce((m) => { delete m[\`cloud:\${event.cloudID}\`] }))
  })
  return props.children
}`,
      errors: NEVER,
    },
    {
      name: 'a signal that holds a growing copy',
      code: `
import { createSignal } from 'solid-js'
const [drafts, setDrafts] = createSignal<Record<string, string>>({})
export function saveDraft(threadId: string, text: string) {
  setDrafts((prev) => ({ ...prev, [threadId]: text }))
}`,
      errors: NEVER,
    },
  ],
  valid: [
    {
      name: 'a slice whose reducer removes the entry, unless it is empty, and gives the state back',
      code: `import { createSlice } from '@reduxjs/toolkit'
        export const staged = createSlice({
          name: 'staged',
          initialState: { files: {} as { [conversationId: string]: File[] } },
          reducers: {
            add(state, action: PayloadAction<{ conversationId: string; files: File[] }>) {
              const { conversationId, files } = action.payload
              state.files[conversationId] = (state.files[conversationId] || []).concat(files)
              return state
            },
            removeAll(state, action: PayloadAction<{ conversationId: string }>) {
              const { conversationId } = action.payload
              const current = state.files[conversationId]
              if (!current || isEmpty(current)) return state
              delete state.files[conversationId]
              return state
            },
          },
        })`,
    },
    {
      name: 'evicted through a function that others can call',
      code: `
import { createStore, produce } from 'solid-js/store'
export function createSyncStore(events) {
  const [store, setStore] = createStore({ messages: {} })
  events.on('loaded', (e) => setStore('messages', e.sessionID, e.messages))
  function evict(sessionID) {
    setStore(produce((draft) => { delete draft.messages[sessionID] }))
  }
  return { store, evict }
}`,
    },
    {
      name: 'set to undefined',
      code: `
import { createStore } from 'solid-js/store'
export function createSyncStore(events) {
  const [store, setStore] = createStore({ status: {} })
  events.on('status', (e) => setStore('status', e.sessionID, e.status))
  return { close: (sessionID) => setStore('status', sessionID, undefined!) }
}`,
    },
    {
      name: 'emptied when the current session changes',
      code: `
import { createStore, reconcile } from 'solid-js/store'
export function createPartStore(events) {
  const [store, setStore] = createStore({ parts: {}, current: '' })
  events.on('part', (e) => setStore('parts', e.messageID, e.part))
  return { select(id) { setStore('current', id); setStore('parts', reconcile({})) } }
}`,
    },
    {
      name: 'pruned to a limit after each write',
      code: `
import { createStore, produce } from 'solid-js/store'
const MAX = 50
export function createTabStore() {
  const [store, setStore] = createStore({ tabs: {} as Record<string, string[]> })
  const prune = () => {
    const keys = Object.keys(store.tabs)
    if (keys.length <= MAX) return
    setStore(produce((draft) => { for (const key of keys.slice(0, keys.length - MAX)) delete draft.tabs[key] }))
  }
  return { open(sessionKey, tab) { setStore('tabs', sessionKey, [tab]); prune() } }
}`,
    },
    {
      name: 'an imported helper that is handed the draft and says that it drops',
      code: `
import { createStore, produce } from 'solid-js/store'
import { dropSessionCaches } from './session-cache'
export function createSyncStore(events) {
  const [store, setStore] = createStore({ messages: {} })
  events.on('loaded', (e) => setStore('messages', e.sessionID, e.messages))
  events.on('left', (e) => setStore(produce((draft) => dropSessionCaches(draft, [e.sessionID]))))
}`,
    },
    {
      name: 'the setter is handed to a reducer elsewhere',
      code: `
import { createStore } from 'solid-js/store'
import { applyEvent } from './event-reducer'
export function createSyncStore(events) {
  const [store, setStore] = createStore({ messages: {} })
  events.on('loaded', (e) => setStore('messages', e.sessionID, e.messages))
  events.listen((event) => applyEvent({ event, store, setStore }))
}`,
    },
    {
      name: 'names of configured servers, replaced whole',
      code: `
import { createStore, reconcile } from 'solid-js/store'
export function createSyncStore(sdk, events) {
  const [store, setStore] = createStore<{ mcp: { [key: string]: string } }>({ mcp: {} })
  events.on('mcp', async () => setStore('mcp', reconcile(await sdk.mcp.status())))
  events.on('mcp.one', (e) => setStore('mcp', e.serverName, e.status))
}`,
    },
    {
      name: 'a component keeps which of its rows are open',
      code: `
import { createStore } from 'solid-js/store'
export function MessageList(props) {
  const [open, setOpen] = createStore<Record<string, boolean>>({})
  return <For each={props.messages}>{(message) => <Row onClick={() => setOpen(message.id, true)} open={open[message.id]} />}</For>
}`,
      languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } },
    },
    {
      name: 'a store made for the one session it is told',
      code: `
import { createStore } from 'solid-js/store'
export function createSessionStore(sessionId: string) {
  const [store, setStore] = createStore({ parts: {} })
  return { add(messageID, parts) { setStore('parts', messageID, parts) } }
}`,
    },
  ],
})

tester.run('no-unbounded-session-record: Zustand', rule, {
  invalid: [
    {
      name: 'flags of each session beside what its end lets go',
      code: `
import { create } from 'zustand'
export const useChats = create<{ unread: Record<string, number>; lines: Record<string, string[]> }>((set) => ({
  unread: {},
  lines: {},
  count: (chatId, n) => set((state) => ({ unread: { ...state.unread, [chatId]: n } })),
  add: (chatId, line) => set((state) => ({ lines: { ...state.lines, [chatId]: [line] } })),
  closeChat: (chatId) => set((state) => {
    const { [chatId]: gone, ...lines } = state.lines
    return { lines }
  }),
}))`,
      errors: NEVER,
    },
    {
      name: 'a Map copied, set and written back',
      code: `
import { create } from 'zustand'
export const useChats = create<{ usage: Map<string, string[]> }>((set) => ({
  usage: new Map(),
  setUsage: (chatId, value) => set((state) => {
    const next = new Map(state.usage)
    next.set(chatId, value)
    return { usage: next }
  }),
}))`,
      errors: NEVER,
    },
    {
      name: 'a spread copy behind the curried form and a middleware',
      code: `
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
export const useDrafts = create<State>()(persist((set, get) => ({
  drafts: {},
  save: (threadId, text) => set({ drafts: { ...get().drafts, [threadId]: text } }),
}), { name: 'drafts' }))`,
      errors: NEVER,
    },
    {
      name: 'the immer middleware',
      code: `
import { create } from 'zustand'
import { immer } from 'zustand/middleware/immer'
export const useRooms = create(immer((set) => ({
  typing: {},
  setTyping: (roomId, names) => set((state) => { state.typing[roomId] = names }),
})))`,
      errors: NEVER,
    },
    {
      name: 'a slice typed as a state creator',
      code: `
import type { StateCreator } from 'zustand'
export const createOutputSlice: StateCreator<OutputSlice> = (set) => ({
  outputBySession: {},
  append: (id, chunk) => set((s) => ({ outputBySession: { ...s.outputBySession, [id]: (s.outputBySession[id] ?? '') + chunk } })),
})`,
      errors: NEVER,
    },
    {
      name: 'written from outside through setState',
      code: `
import { create } from 'zustand'
const useTasks = create(() => ({ logs: {} }))
export function onLog(taskId, lines) {
  useTasks.setState((state) => ({ logs: { ...state.logs, [taskId]: lines } }))
}`,
      errors: NEVER,
    },
    {
      name: 'a slice that is a plain function of set and get',
      code: `
export const createDraftSlice = (set, get) => ({
  drafts: {},
  save: (threadId, text) => set({ drafts: { ...get().drafts, [threadId]: text } }),
})`,
      errors: NEVER,
    },
    {
      name: 'its only release is a reset of everything',
      code: `
import { create } from 'zustand'
const initialState = { messages: {} }
export const useChat = create((set) => ({
  ...initialState,
  messages: {},
  add: (chatId, list) => set((s) => ({ messages: { ...s.messages, [chatId]: list } })),
  resetStore: () => set({ messages: {} }),
}))`,
      errors: NEVER,
    },
  ],
  valid: [
    {
      name: 'flags and numbers of each session, whose end nobody sees',
      code: `
import { create } from 'zustand'
export const useChats = create<{ unread: Record<string, number>; open: Record<string, boolean> }>((set) => ({
  unread: {},
  open: {},
  count: (chatId, n) => set((state) => ({ unread: { ...state.unread, [chatId]: n } })),
  toggle: (chatId, isOpen) => set((state) => ({ open: { ...state.open, [chatId]: isOpen } })),
}))`,
    },
    {
      name: 'the list of the sessions that is shown',
      code: `
import { create } from 'zustand'
export const useSessions = create<{ sessions: Record<string, Session> }>((set) => ({
  sessions: {},
  upsert: (session) => set((state) => ({ sessions: { ...state.sessions, [session.id]: session } })),
}))`,
    },
    {
      name: 'deleted from a copy that is written back',
      code: `
import { create } from 'zustand'
export const useChats = create((set) => ({
  queued: new Map(),
  queue: (chatId, refs) => set((state) => ({ queued: new Map(state.queued).set(chatId, refs) })),
  clearQueue: (chatId) => set((state) => {
    const next = new Map(state.queued)
    next.delete(chatId)
    return { queued: next }
  }),
}))`,
    },
    {
      name: 'a destructured rest',
      code: `
import { create } from 'zustand'
export const useDrafts = create((set) => ({
  drafts: {},
  save: (threadId, text) => set((s) => ({ drafts: { ...s.drafts, [threadId]: text } })),
  discard: (threadId) => set((s) => {
    const { [threadId]: _, ...rest } = s.drafts
    return { drafts: rest }
  }),
}))`,
    },
    {
      name: 'filtered entries',
      code: `
import { create } from 'zustand'
export const useDrafts = create((set) => ({
  drafts: {},
  save: (threadId, text) => set((s) => ({ drafts: { ...s.drafts, [threadId]: text } })),
  close: (threadId) => set((s) => ({ drafts: Object.fromEntries(Object.entries(s.drafts).filter(([id]) => id !== threadId)) })),
}))`,
    },
    {
      name: 'omit of lodash',
      code: `
import { create } from 'zustand'
import { omit } from 'lodash'
export const useDrafts = create((set) => ({
  drafts: {},
  save: (threadId, text) => set((s) => ({ drafts: { ...s.drafts, [threadId]: text } })),
  close: (threadId) => set((s) => ({ drafts: omit(s.drafts, threadId) })),
}))`,
    },
    {
      name: 'emptied when another chat is opened',
      code: `
import { create } from 'zustand'
export const useChat = create((set) => ({
  parts: {},
  addPart: (messageId, part) => set((s) => ({ parts: { ...s.parts, [messageId]: part } })),
  openChat: (chatId) => set({ chatId, parts: {} }),
}))`,
    },
    {
      name: 'removed by a store action, whenever callers decide',
      code: `
import { create } from 'zustand'
export const useChats = create((set) => ({
  messages: {} as Record<string, Message[]>,
  loadMessages: async (chatId) => {
    const list = await fetchMessages(chatId)
    set((s) => ({ messages: { ...s.messages, [chatId]: list } }))
  },
  removeChat: (chatId) => set((s) => {
    const messages = { ...s.messages }
    delete messages[chatId]
    return { messages }
  }),
}))`,
    },
    {
      name: 'an index keeps only what was loaded last',
      code: `
import { create } from 'zustand'
export const useSessions = create((set) => ({
  byId: {} as Record<string, Session>,
  setSessions: (sessions) => set({ byId: Object.fromEntries(sessions.map((session) => [session.id, session])) }),
  update: (session) => set((s) => ({ byId: { ...s.byId, [session.id]: session } })),
}))`,
    },
    {
      name: 'a plain string key that says nothing',
      code: `
import { create } from 'zustand'
export const useUi = create((set) => ({
  expanded: {} as Record<string, boolean>,
  toggle: (path: string) => set((s) => ({ expanded: { ...s.expanded, [path]: !s.expanded[path] } })),
}))`,
    },
  ],
})

tester.run('no-unbounded-session-record: Redux', rule, {
  invalid: [
    {
      name: 'a slice that adds to its draft',
      code: `
import { createSlice } from '@reduxjs/toolkit'
const slice = createSlice({
  name: 'chat',
  initialState: { messagesByThread: {} },
  reducers: {
    received(state, action) {
      state.messagesByThread[action.payload.threadId] = action.payload.messages
    },
  },
})
export default slice.reducer`,
      errors: NEVER,
    },
    {
      name: 'a classic reducer with spread copies',
      code: `
export function typing(state = { byRoom: {} }, action) {
  switch (action.type) {
    case 'TYPING':
      return { ...state, byRoom: { ...state.byRoom, [action.roomId]: action.names } }
    default:
      return state
  }
}`,
      errors: NEVER,
    },
    {
      name: 'a reducer without a default state, told by its name',
      code: `
export const chatReducer = (state: State, action: Action): State => {
  if (action.type === 'typing') return { ...state, typing: { ...state.typing, [action.roomId]: action.names } }
  return state
}`,
      errors: NEVER,
    },
    {
      name: 'heavy values that an async thunk loads and only another, for deletion, lets go',
      code: `
import { createSlice } from '@reduxjs/toolkit'
const slice = createSlice({
  name: 'chat',
  initialState: { messages: {} as Record<string, Message[]> },
  reducers: {},
  extraReducers: (builder) => {
    builder
      .addCase(loadMessages.fulfilled, (state, { payload }) => { state.messages[payload.chatId] = payload.messages })
      .addCase(deleteChat.fulfilled, (state, { payload }) => { delete state.messages[payload.chatId] })
  },
})
export default slice.reducer`,
      errors: [{ messageId: 'keptUntilDeleted' }],
    },
  ],
  valid: [
    {
      name: 'a reducer deletes the entry',
      code: `
import { createSlice } from '@reduxjs/toolkit'
const slice = createSlice({
  name: 'chat',
  initialState: { running: {} },
  reducers: {
    set(state, action) {
      const { taskId, running } = action.payload
      if (running) state.running[taskId] = true
      else delete state.running[taskId]
    },
  },
})
export default slice.reducer`,
    },
    {
      name: 'positions in a list',
      code: `
import { createSlice } from '@reduxjs/toolkit'
interface State { loading: Record<number, boolean> }
const initialState: State = { loading: {} }
export const slice = createSlice({
  name: 'chat',
  initialState,
  reducers: { setLoading(state, { payload }) { state.loading[payload.index] = true } },
})`,
    },
    {
      name: 'a state whose fields are merged in is no record',
      code: `
export function chatReducer(state = { draft: '', open: false }, action) {
  if (action.type === 'changed') return { ...state, ...action.changes }
  return state
}`,
    },
    {
      name: 'a draft handed to an imported function',
      code: `
import { createSlice } from '@reduxjs/toolkit'
import { applyDelta } from './delta'
export const slice = createSlice({
  name: 'chat',
  initialState: { parts: {} },
  reducers: {
    added(state, { payload }) { state.parts[payload.messageId] = payload.part },
    delta(state, { payload }) { applyDelta(state, payload) },
  },
})`,
    },
  ],
})

tester.run('no-unbounded-session-record: React', rule, {
  invalid: [
    {
      name: 'a ref over many sessions whose inner lists are capped',
      code: `
import { useRef } from 'react'
export function useSessionPreviews() {
  const lines = useRef<Map<string, string[]>>(new Map())
  const ingest = (sessionId: string, line: string) => {
    const list = lines.current.get(sessionId) ?? []
    list.push(line)
    if (list.length > 8) list.shift()
    lines.current.set(sessionId, list)
  }
  return ingest
}`,
      errors: NEVER,
    },
    {
      name: 'a hook without parameters that is told the session by each caller',
      code: `
import { useRef } from 'react'
export function useStreamBuffers() {
  const buffers = useRef(new Map<string, string>())
  return { push: (sessionId: string, text: string) => buffers.current.set(sessionId, text) }
}`,
      errors: NEVER,
    },
    {
      name: 'a patch of collected ids is merged into the state of a provider',
      code: `
import { useState } from 'react'
export function SessionProvider({ children }) {
  const [activity, setActivity] = useState<Record<string, string[]>>({})
  const flush = (pending) => {
    const patch: Record<string, string[]> = {}
    for (const session of pending) patch[session.id] = session.lines
    setActivity((prev) => ({ ...prev, ...patch }))
  }
  return render(children, activity, flush)
}`,
      errors: NEVER,
    },
    {
      name: 'a cache by message text in the state of the app',
      code: `
import { useCallback, useState } from 'react'
export function useAppState() {
  const [messageTokens, setMessageTokens] = useState(new Map())
  const count = useCallback((message) => {
    const cacheKey = (message.content || '') + message.role
    const tokens = countTokens(message)
    setMessageTokens((prev) => new Map(prev).set(cacheKey, tokens))
    return tokens
  }, [])
  return { messageTokens, count }
}`,
      errors: NEVER,
    },
  ],
  valid: [
    {
      name: 'stale ids are pruned through an updater with a name',
      code: `
import { useState } from 'react'
export function useSessionPreviews() {
  const [snapshots, setSnapshots] = useState<Record<string, string[]>>({})
  const show = (sessionId: string, lines: string[]) => setSnapshots((prev) => ({ ...prev, [sessionId]: lines }))
  const prune = (live: Set<string>) => {
    const dropStale = (prev) => {
      const next = { ...prev }
      for (const id of Object.keys(next)) if (!live.has(id)) delete next[id]
      return next
    }
    setSnapshots(dropStale)
  }
  return { show, prune, snapshots }
}`,
    },
    {
      name: 'a hook over what its view shows',
      code: `
import { useState } from 'react'
export function useGroupedTasks(tasks) {
  const [expanded, setExpanded] = useState(new Set())
  const expand = (taskId) => setExpanded((prev) => new Set(prev).add(taskId))
  return { groups: group(tasks, expanded), expand }
}`,
    },
    {
      name: 'a toggle deletes in one branch and adds in the other',
      code: `
import { useState } from 'react'
export function TaskProvider({ children }) {
  const [expanded, setExpanded] = useState(new Set())
  const toggle = (taskId) => setExpanded((prev) => {
    const next = new Set(prev)
    if (next.has(taskId)) next.delete(taskId)
    else next.add(taskId)
    return next
  })
  return render(children, expanded, toggle)
}`,
    },
    {
      name: 'a section of a panel is no session',
      code: `
import { create } from 'zustand'
export const useUi = create<{ sessionPanelSections: Partial<Record<SessionPanelSectionId, boolean>> }>((set) => ({
  sessionPanelSections: {},
  toggle: (id) => set((s) => ({ sessionPanelSections: { ...s.sessionPanelSections, [id]: true } })),
}))`,
    },
    {
      name: 'the state of a component',
      code: `
import { useState } from 'react'
export function Transcript({ messages }) {
  const [open, setOpen] = useState({})
  return messages.map((message) => row(message, () => setOpen((prev) => ({ ...prev, [message.id]: true }))))
}`,
    },
    {
      name: 'a bounded map',
      code: `
import { useState } from 'react'
import { BoundedMap } from './bounded-map'
export function useAppState() {
  const [messageTokens, setMessageTokens] = useState<BoundedMap<string, number>>(new BoundedMap({ maxSize: 1000 }))
  return (message) => setMessageTokens((prev) => copyOf(prev).set(message.id, 1))
}`,
    },
  ],
})

tester.run('no-unbounded-session-record: Vue, Pinia, Vuex', rule, {
  invalid: [
    {
      name: 'a reactive record of a composable module',
      code: `
import { reactive } from 'vue'
const unread = reactive<Record<string, string[]>>({})
export function markUnread(conversationId: string, lines: string[]) {
  unread[conversationId] = lines
}`,
      errors: NEVER,
    },
    {
      name: 'a ref in a set-up store',
      code: `
import { defineStore } from 'pinia'
import { ref } from 'vue'
export const useChat = defineStore('chat', () => {
  const histories = ref<Record<string, string[]>>({})
  function load(chatId: string, list: string[]) {
    histories.value[chatId] = list
  }
  return { histories, load }
})`,
      errors: NEVER,
    },
    {
      name: 'an action of an options store',
      code: `
import { defineStore } from 'pinia'
export const useChat = defineStore('chat', {
  state: () => ({ drafts: {} as Record<string, string> }),
  actions: {
    save(threadId: string, text: string) {
      this.drafts[threadId] = text
    },
  },
})`,
      errors: NEVER,
    },
    {
      name: 'a mutation of a Vuex module',
      code: `
export default {
  namespaced: true,
  state: () => ({ attachments: {} }),
  mutations: {
    ADD(state, { messageId, files }) { state.attachments[messageId] = files },
  },
}`,
      errors: NEVER,
    },
  ],
  valid: [
    {
      name: 'deleted by an action',
      code: `
import { defineStore } from 'pinia'
export const useChat = defineStore('chat', {
  state: () => ({ drafts: {} as Record<string, string> }),
  actions: {
    save(threadId: string, text: string) { this.drafts[threadId] = text },
    sent(threadId: string) { delete this.drafts[threadId] },
  },
})`,
    },
    {
      name: 'live state that other files can reach',
      code: `
import { reactive } from 'vue'
export const unread = reactive<Record<string, number>>({})
export function markUnread(conversationId: string) { unread[conversationId] = 1 }`,
    },
    {
      name: 'a script that runs for each component',
      filename: 'Chat.svelte',
      code: `
let open = $state({})
function toggle(message) { open[message.id] = !open[message.id] }`,
    },
  ],
})

tester.run('no-unbounded-session-record: Svelte, MobX, Valtio', rule, {
  invalid: [
    {
      name: 'a writable updated with a copy',
      code: `
import { writable } from 'svelte/store'
const statuses = writable<Record<string, string>>({})
export const setStatus = (sessionId: string, status: string) => statuses.update((all) => ({ ...all, [sessionId]: status }))`,
      errors: NEVER,
    },
    {
      name: 'a rune in a module',
      code: `
let buffers = $state<Record<string, string>>({})
export function append(sessionId: string, text: string) { buffers[sessionId] = (buffers[sessionId] ?? '') + text }`,
      errors: NEVER,
    },
    {
      name: 'a rune in a class',
      code: `
class Chats {
  drafts = $state<Record<string, string>>({})
  save(threadId: string, text: string) { this.drafts[threadId] = text }
}
export const chats = new Chats()`,
      errors: NEVER,
    },
    {
      name: 'an observable map',
      code: `
import { observable } from 'mobx'
const outputs = observable.map<string, string>()
export function push(taskId: string, text: string) { outputs.set(taskId, text) }`,
      errors: NEVER,
    },
    {
      name: 'a Valtio proxy',
      code: `
import { proxy } from 'valtio'
const state = proxy({ outputs: {} as Record<string, string> })
export function push(taskId: string, text: string) { state.outputs[taskId] = text }`,
      errors: NEVER,
    },
  ],
  valid: [
    {
      name: 'deleted from a copy in an update',
      code: `
import { writable } from 'svelte/store'
const statuses = writable<Record<string, string>>({})
export const setStatus = (sessionId: string, status: string) => statuses.update((all) => ({ ...all, [sessionId]: status }))
export const drop = (sessionId: string) => statuses.update((all) => { const next = { ...all }; delete next[sessionId]; return next })`,
    },
    {
      name: 'deleted from an observable map',
      code: `
import { observable } from 'mobx'
const outputs = observable.map<string, string>()
export function push(taskId: string, text: string) { outputs.set(taskId, text) }
export function done(taskId: string) { outputs.delete(taskId) }`,
    },
  ],
})

tester.run('no-unbounded-session-record: plain state', rule, {
  invalid: [
    {
      name: 'a hand-made store replaces its state by a changed copy',
      code: `
export function createChatStore() {
  let state = { drafts: {} as Record<string, string> }
  const listeners = new Set<() => void>()
  return {
    save(threadId: string, text: string) {
      state = { ...state, drafts: { ...state.drafts, [threadId]: text } }
      for (const listener of listeners) listener()
    },
  }
}`,
      errors: NEVER,
    },
    {
      name: 'a class replaces its record by a copy, and nobody calls its evict',
      code: `
import { assoc, dissoc } from 'ramda'
export class ChatLog {
  constructor() { this.chats = {} }
  append(id, message) { this.chats = assoc(id, message, this.chats) }
  evict(id) { this.chats = dissoc(id, this.chats) }
}
export const middleware = (bus) => {
  const log = new ChatLog()
  bus.on('message', (chat, message) => log.append(chat.id, message))
}`,
      errors: NEVER,
    },
  ],
  valid: [
    {
      name: 'a state that is replaced without the entry',
      code: `
export function createChatStore() {
  let state = { drafts: {} as Record<string, string> }
  return {
    save(threadId: string, text: string) { state = { ...state, drafts: { ...state.drafts, [threadId]: text } } },
    sent(threadId: string) {
      const { [threadId]: _, ...drafts } = state.drafts
      state = { ...state, drafts }
    },
  }
}`,
    },
    {
      name: 'evicted when the chat is closed',
      code: `
import { assoc, dissoc } from 'ramda'
export class ChatLog {
  constructor() { this.chats = {} }
  append(id, message) { this.chats = assoc(id, message, this.chats) }
  evict(id) { this.chats = dissoc(id, this.chats) }
}
export const middleware = (bus) => {
  const log = new ChatLog()
  bus.on('message', (chat, message) => log.append(chat.id, message))
  bus.on('closed', (chat) => log.evict(chat.id))
}`,
    },
    {
      name: 'a helper of the file keeps the records of a state within a limit',
      code: `
const MAX = 40
const store = { session: new Map<string, string>(), terminal: new Map<string, string[]>() }
const touch = <K, V>(map: Map<K, V>, key: K, value: V) => {
  map.delete(key)
  map.set(key, value)
  while (map.size > MAX) map.delete(map.keys().next().value)
}
export const handOff = (sessionKey: string, prompt: string) => touch(store.session, sessionKey, prompt)
export const terminal = (sessionKey: string, lines: string[]) => touch(store.terminal, sessionKey, lines)`,
    },
  ],
})

tester.run('no-unbounded-session-record: options', rule, {
  invalid: [
    {
      name: 'idPatterns: a key of the user\'s own kind',
      code: `
import { create } from 'zustand'
export const useNotes = create((set) => ({ notes: {}, note: (incidentNo, text) => set((s) => ({ notes: { ...s.notes, [incidentNo]: text } })) }))`,
      options: [{ idPatterns: ['^incident'] }],
      errors: NEVER,
    },
    {
      name: 'storeFactories: a wrapper around Zustand',
      code: `
import { createPersistent } from './storage'
export const useDrafts = createPersistent((set) => ({ drafts: {}, save: (threadId, text) => set((s) => ({ drafts: { ...s.drafts, [threadId]: text } })) }))`,
      options: [{ storeFactories: [{ name: 'createPersistent', like: 'create' }] }],
      errors: NEVER,
    },
    {
      name: 'heavyPatterns: values that the user calls heavy',
      code: `
import { createSlice } from '@reduxjs/toolkit'
export const slice = createSlice({
  name: 'boards',
  initialState: { canvases: {} as Record<string, Canvas> },
  extraReducers: (builder) => {
    builder.addCase(openThread.fulfilled, (state, { payload }) => { state.canvases[payload.threadId] = payload.canvas })
    builder.addCase(deleteThread.fulfilled, (state, { payload }) => { delete state.canvases[payload.threadId] })
  },
})`,
      options: [{ heavyPatterns: ['^Canvas$'] }],
      errors: [{ messageId: 'keptUntilDeleted' }],
    },
  ],
  valid: [
    {
      name: 'ignore: a record by its name',
      code: `
import { create } from 'zustand'
export const useDrafts = create((set) => ({ drafts: {}, save: (threadId, text) => set((s) => ({ drafts: { ...s.drafts, [threadId]: text } })) }))`,
      options: [{ ignore: ['^drafts$'] }],
    },
    {
      name: 'keptUntilDeleted: ignored',
      code: `
import { createSlice } from '@reduxjs/toolkit'
export const slice = createSlice({
  name: 'chat',
  initialState: { messages: {} as Record<string, Message[]> },
  extraReducers: (builder) => {
    builder.addCase(loadMessages.fulfilled, (state, { payload }) => { state.messages[payload.chatId] = payload.messages })
    builder.addCase(deleteChat.fulfilled, (state, { payload }) => { delete state.messages[payload.chatId] })
  },
})`,
      options: [{ keptUntilDeleted: 'ignore' }],
    },
    {
      name: 'ignoreFiles: a test file, by default',
      filename: 'chat.test.ts',
      code: `
import { create } from 'zustand'
export const useDrafts = create((set) => ({ drafts: {}, save: (threadId, text) => set((s) => ({ drafts: { ...s.drafts, [threadId]: text } })) }))`,
    },
  ],
})
