import { one, repeat, type Shape } from './shapes.ts'

/** Stores, lists that are shown, payloads that are published. */
export const STORE_SHAPES: readonly Shape[] = [
  one('records of one store', 50, (size) => `import { create } from 'zustand'
export const useStore = create<State>()((set) => ({
${repeat(size, (at) => `  r${at}: {} as Record<string, Message[]>,\n  put${at}: (sessionId: string, x: Message[]) => set((s) => ({ r${at}: { ...s.r${at}, [sessionId]: x } })),`)}
}))`),
  one('stores', 50, (size) => `import { create } from 'zustand'\n${repeat(size, (at) => `export const useStore${at} = create<State>()((set) => ({ rec: {} as Record<string, Message[]>, put: (sessionId: string, x: Message[]) => set((s) => ({ rec: { ...s.rec, [sessionId]: x } })) }))`)}`),
  one('writes to one record', 50, (size) => `import { createStore } from 'solid-js/store'
const [store, setStore] = createStore({ messages: {} as Record<string, Message[]> })
${repeat(size, (at) => `export function add${at}(sessionId: string, x: Message) { setStore('messages', sessionId, (list) => [...list, x]) }`)}`),
  one('cases of a reducer', 50, (size) => `
export function reducer(state = { rec: {} as Record<string, Message[]> }, action) {
  switch (action.type) {
    ${repeat(size, (at) => `case 'a${at}': return { ...state, rec: { ...state.rec, [action.sessionId]: action.list } }`)}
    default: return state
  }
}`),
  one('slice reducers', 50, (size) => `import { createSlice } from '@reduxjs/toolkit'
export const slice = createSlice({ name: 'x', initialState: { rec: {} as Record<string, Message[]> }, reducers: {
  ${repeat(size, (at) => `put${at}(state, action) { state.rec[action.payload.sessionId] = action.payload.list },`)}
} })`),
  one('state hooks', 50, (size) => `export function App() {\n${repeat(size, (at) => `  const [rec${at}, setRec${at}] = useState<Record<string, Message[]>>({})\n  useEffect(() => on((sessionId, x) => setRec${at}((r) => ({ ...r, [sessionId]: x }))), [])`)}\n  return null\n}`, 'src/linted.tsx'),
  one('lists in a component', 50, (size) => `export function App({ messages }) { return <div>${repeat(size, (at) => `<ul>{messages.filter((m) => m.kind === ${at}).map((m) => <li>{m.text}</li>)}</ul>`)}</div> }`, 'src/linted.tsx'),
  one('elements in elements', 50, (size) => `export function App({ messages }) { return ${'<div>'.repeat(size)}{messages.map((m) => <li>{m.text}</li>)}${'</div>'.repeat(size)} }`, 'src/linted.tsx'),
  one('publishes in one function', 100, (size) => `export function send(bus, file, messages) {\n${repeat(size, (at) => `  bus.publish('e${at}', { before: file.before, after: file.after, messages: structuredClone(messages) })`)}\n}`),
  one('published variables', 50, (size) => `export function send(bus, file) {\n${repeat(size, (at) => `  const p${at} = { path: file.path, content: file.content, more: p${at - 1} }\n  bus.publish('e${at}', p${at})`)}\n}`),
  one('tables of trimmers', 50, (size) => `const trimmers = {\n${repeat(size, (at) => `  tool${at}: (x) => ({ ...x, output: x.output.slice(0, ${at}) }),`)}\n}\nexport function slimPart(part) { const trim = trimmers[part.tool]; return trim ? trim(part) : part }`),
  one('trimming functions', 50, (size) => repeat(size, (at) => `const slimmers${at} = { a: (x) => ({ id: x.id }) }\nexport function slim${at}(part) { const slim = slimmers${at}[part.type]; return slim ? slim(part) : part }`)),
  one('copies of a transcript', 50, (size) => `export class Chat { messages: Message[] = []\n${repeat(size, (at) => `  copy${at}: Message[] = []\n  add${at}(m: Message) { this.messages.push(m); this.copy${at}.push(m) }\n  get all${at}() { return structuredClone(this.messages) }`)}\n}`),
]
