/**
 * How a store's state is read and written.
 *
 * - `path-setter`: `const [store, setStore] = createStore({})`; written by path, `setStore('messages', id, value)`
 * - `accessor-setter`: `const [value, setValue] = createSignal({})`; read by calling, written whole or through an updater
 * - `state-setter`: `const [value, setValue] = useState({})`; read as it stands, written whole or through an updater
 * - `reducer-hook`: `const [state, dispatch] = useReducer(reducer, initial)`
 * - `holder`: the state is a property of the result: `ref.current`, `messages.value`
 * - `live`: the result is the state, changed in place: `reactive({})`, `proxy({})`, `$state({})`
 * - `creator`: a function `(set, get) => ({ ... })` that returns the state
 * - `slice`: `createSlice({ initialState, reducers, extraReducers })`
 * - `reducer-builder`: `createReducer(initialState, (builder) => ...)`
 * - `definition`: `defineStore('chat', { state, actions })`, `createStore({ state, mutations })`, or a set-up function
 * - `writable`: `writable({})`; `store.set(value)`, `store.update(updater)`
 */
export type StoreShape =
  | 'path-setter'
  | 'accessor-setter'
  | 'state-setter'
  | 'reducer-hook'
  | 'holder'
  | 'live'
  | 'creator'
  | 'slice'
  | 'reducer-builder'
  | 'definition'
  | 'writable'

export interface StoreFactory {
  /** As an import names it; `$state.raw` is under `$state`. */
  readonly name: string
  /** Packages that export it; a name ending in `/` stands for everything below. */
  readonly sources: readonly string[]
  readonly shape: StoreShape
  /** `component`: made anew by every component, hook or composable that calls it. `app`: made once. */
  readonly lives: 'component' | 'app'
  /** The property that holds the state, for `holder`. */
  readonly property?: 'current' | 'value'
  /** Known without an import: a compiler macro, or a name that frameworks import by themselves. */
  readonly isAmbient?: boolean
}

const REACT = ['react', 'preact/hooks', 'preact/compat']
const VUE = ['vue', '@vue/', 'vue-demi', '@nuxt/', '#imports', '#app']
const SIGNALS = ['@preact/signals', '@preact/signals-react', '@preact/signals-core']

/** One row a library; the message and the docs name the library by nothing but its factory. */
const FACTORIES: readonly StoreFactory[] = [
  { name: 'createStore', sources: ['solid-js/store'], shape: 'path-setter', lives: 'component' },
  { name: 'createMutable', sources: ['solid-js/store'], shape: 'live', lives: 'component' },
  { name: 'createSignal', sources: ['solid-js'], shape: 'accessor-setter', lives: 'component' },
  { name: 'create', sources: ['zustand', 'zustand/'], shape: 'creator', lives: 'app' },
  { name: 'createStore', sources: ['zustand', 'zustand/'], shape: 'creator', lives: 'app' },
  { name: 'createWithEqualityFn', sources: ['zustand/'], shape: 'creator', lives: 'app' },
  { name: 'createSlice', sources: ['@reduxjs/toolkit', '@reduxjs/toolkit/'], shape: 'slice', lives: 'app' },
  { name: 'createReducer', sources: ['@reduxjs/toolkit', '@reduxjs/toolkit/', '@ngrx/store'], shape: 'reducer-builder', lives: 'app' },
  { name: 'useState', sources: REACT, shape: 'state-setter', lives: 'component' },
  { name: 'useImmer', sources: ['use-immer'], shape: 'state-setter', lives: 'component' },
  { name: 'useReducer', sources: REACT, shape: 'reducer-hook', lives: 'component' },
  { name: 'useImmerReducer', sources: ['use-immer'], shape: 'reducer-hook', lives: 'component' },
  { name: 'useRef', sources: REACT, shape: 'holder', property: 'current', lives: 'component' },
  { name: 'ref', sources: VUE, shape: 'holder', property: 'value', lives: 'component', isAmbient: true },
  { name: 'shallowRef', sources: VUE, shape: 'holder', property: 'value', lives: 'component', isAmbient: true },
  { name: 'reactive', sources: VUE, shape: 'live', lives: 'component', isAmbient: true },
  { name: 'shallowReactive', sources: VUE, shape: 'live', lives: 'component', isAmbient: true },
  { name: 'defineStore', sources: ['pinia', '@pinia/', '#imports'], shape: 'definition', lives: 'app', isAmbient: true },
  { name: 'createStore', sources: ['vuex'], shape: 'definition', lives: 'app' },
  { name: 'writable', sources: ['svelte/store'], shape: 'writable', lives: 'component' },
  { name: '$state', sources: ['svelte'], shape: 'live', lives: 'component', isAmbient: true },
  { name: 'observable', sources: ['mobx'], shape: 'live', lives: 'component' },
  { name: 'proxy', sources: ['valtio', 'valtio/'], shape: 'live', lives: 'component' },
  { name: 'signal', sources: SIGNALS, shape: 'holder', property: 'value', lives: 'component' },
  { name: 'signal', sources: ['@angular/core'], shape: 'writable', lives: 'component' },
]

/** Words a file with any of these stores must contain; the cheapest gate there is. */
const GATE = /\b(?:createStore|createMutable|createSignal|create|createWithEqualityFn|createSlice|createReducer|StateCreator|useState|useImmer|useReducer|useImmerReducer|useRef|ref|shallowRef|reactive|shallowReactive|defineStore|writable|observable|proxy|signal|reducer|mutations)\b|\$state\b|[Rr]educer\b|state\b|store\b|\b(?:assoc|dissoc)\b|\bset, get\b|State\b/

/** May the file hold a store at all? */
export function mayHoldStore(text: string): boolean {
  return GATE.test(text)
}

const FACTORY_NAMES: ReadonlySet<string> = new Set(FACTORIES.map(({ name }) => name))

export function isFactoryName(name: string): boolean {
  return FACTORY_NAMES.has(name)
}

/** The row for a factory of that name out of that package; `source` is null for a name that nothing declares. */
export function storeFactory(name: string, source: string | null): StoreFactory | null {
  for (const factory of FACTORIES) {
    if (factory.name !== name) continue
    if (source === null ? factory.isAmbient : factory.sources.some((known) => (known.endsWith('/') ? source.startsWith(known) : source === known))) return factory
  }
  return null
}
