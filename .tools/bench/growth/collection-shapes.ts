import { deep, one, repeat, type Shape } from './shapes.ts'

const HEAD = 'const m = new Map<string, Entry>()\nexport const put = (userId: string, entry: Entry) => { m.set(userId, entry) }\n'

/** Maps, lists and records; what fills and empties them. */
export const COLLECTION_SHAPES: readonly Shape[] = [
  deep('nested conditionals that insert', 100, (size) => `${HEAD}export function choose(userId, kind) { ${repeat(size, (at) => `kind === ${at} ? m.set(userId, ${at})`, ' : ')} : 0 }`),
  deep('one chain of inserting calls', 60, (size) => `${HEAD}export function fill(userId) { m${repeat(size, (at) => `.set(userId, ${at})`, '')} }`),
  deep('else-if with a delete in each branch', 100, (size) => `${HEAD}
export function get(userId) {
  const e = m.get(userId)
  ${repeat(size, (at) => `if (e.kind === 'k${at}' && e.at < Date.now()) m.delete(userId)`, '\nelse ')}
  return e
}`),
  one('statements with exits before inserts', 100, (size) => `${HEAD}
export function fill(userId) {
  ${repeat(size, (at) => `if (m.size > ${at}) log()\nif (stop(${at})) return\nm.set(userId, ${at})\nm.delete(userId)`)}
}`),
  one('caps', 100, (size) => `${HEAD}${repeat(size, (at) => `export function put${at}(userId: string) { if (m.size > ${at}) m.delete(m.keys().next().value); m.set(userId, ${at}) }`)}`),
  one('sweeps in one timer', 100, (size) => `${HEAD}setInterval(() => { ${repeat(size, (at) => `for (const [k, v] of m) if (v.at < Date.now() - ${at}) m.delete(k)`)} }, 1000).unref()`),
  one('classes', 100, (size) => repeat(size, (at) => `
export class C${at} {
  private entries = new Map<string, number>()
  private list: string[] = []
  add(userId: string) { this.entries.set(userId, ${at}); this.list.push(userId) }
  dispose() { this.entries.clear() }
}`)),
  one('methods of one class', 100, (size) => `export class Store {
  private entries = new Map<string, number>()
  ${repeat(size, (at) => `add${at}(userId: string) { this.entries.set(userId, ${at}); this.touch${at}(userId) }\n  private touch${at}(id: string) { if (this.entries.has(id)) this.entries.delete(id) }`)}
}`),
  one('maps of a module', 100, (size) => repeat(size, (at) => `const m${at} = new Map<string, number>()\nexport function add${at}(userId: string) { m${at}.set(userId, ${at}) }`)),
  one('lists of a module', 100, (size) => repeat(size, (at) => `let l${at}: string[] = []\nexport function add${at}(text: string) { l${at} = [...l${at}, text] }\nexport function drop${at}(text: string) { l${at} = l${at}.filter((x) => x !== text) }`)),
  one('inserts in one function', 100, (size) => `${HEAD}export function fill(userId: string) {\n${repeat(size, (at) => `  m.set(userId + ${at}, make(${at}))`)}\n}`),
  one('functions that insert into one map', 100, (size) => `${HEAD}${repeat(size, (at) => `export function add${at}(userId: string) { m.set(userId, ${at}) }\nexport function drop${at}(userId: string) { m.delete(userId) }`)}`),
  one('session-end handlers over many maps', 100, (size) => `
${repeat(size, (at) => `const m${at} = new Map<string, number>()`)}
export function open(sessionId: string) {\n${repeat(size, (at) => `  m${at}.set(sessionId, ${at})`)}\n}
export function onSessionDeleted(sessionId: string) {\n${repeat(size, (at) => (at % 2 === 0 ? `  m${at}.delete(sessionId)` : ''))}\n}`),
  one('session-end handlers', 50, (size) => `
const a = new Map<string, number>()
const b = new Map<string, number>()
export function open(sessionId: string) { a.set(sessionId, 1); b.set(sessionId, 1) }
${repeat(size, (at) => `export function onSessionDeleted${at}(sessionId: string) { a.delete(sessionId); log(${at}) }`)}`),
  one('aliases of aliases', 100, (size) => `${HEAD}const a0 = m\n${repeat(size, (at) => `const a${at + 1} = a${at}\na${at + 1}.set(String(${at}), entry)`)}`),
  one('a map handed from function to function', 100, (size) => `${HEAD}${repeat(size, (at) => `function f${at}(map: Map<string, Entry>, userId: string) { f${at + 1}(map, userId) }`)}
function f${size}(map: Map<string, Entry>, userId: string) { map.set(userId, entry) }
export function begin(userId: string) { f0(m, userId) }`),
  one('a map handed to many functions', 100, (size) => `${HEAD}${repeat(size, (at) => `function f${at}(map: Map<string, Entry>, userId: string) { map.set(userId, ${at}) }`)}
export function begin(userId: string) {\n${repeat(size, (at) => `  f${at}(m, userId)`)}\n}`),
  one('a map handed to one function by many', 100, (size) => `${HEAD}function put(map: Map<string, Entry>, userId: string) { map.set(userId, entry) }
${repeat(size, (at) => `export function begin${at}(userId: string) { put(m, userId) }`)}`),
  one('keys through many variables', 100, (size) => `${HEAD}export function begin(k0: string) {\n${repeat(size, (at) => `  const k${at + 1} = k${at} + 'x'`)}\n  m.set(k${size}, entry)\n}`),
  one('keys through many functions', 50, (size) => `${HEAD}${repeat(size, (at) => `function f${at}(key: string) { f${at + 1}(key) }`)}\nfunction f${size}(key: string) { m.set(key, entry) }\napp.get('/', (req) => f0(req.params.key))`),
  one('a key with many writes', 100, (size) => `${HEAD}let key = ''\nexport function begin() { m.set(key, entry) }\n${repeat(size, (at) => `export function set${at}(to: string) { key = to }`)}`),
  one('many callers of an inserting function', 100, (size) => `const m = new Map<string, number>()\nfunction put(key: string) { m.set(key, 1) }\n${repeat(size, (at) => `export function begin${at}(name: string) { put(name) }`)}`),
  one('loops in loops', 10, (size) => `${HEAD}export function begin(userId: string) {\n${repeat(size, (at) => `for (const x${at} of list${at}) {`)}\nm.set(userId, entry)\n${'}'.repeat(size)}\n}`),
  one('queues', 100, (size) => repeat(size, (at) => `const q${at}: string[] = []\nexport function push${at}(x: string) { q${at}.push(x) }\nfunction drain${at}() { while (q${at}.length > 0) work(q${at}.shift()) }\nsetTimeout(drain${at})`)),
  one('self-deleting entries', 100, (size) => repeat(size, (at) => `const p${at} = new Map<string, Promise<void>>()\nexport async function load${at}(id: string) { try { const x = get(id); p${at}.set(id, x); return await x } finally { p${at}.delete(id) } }`)),
  one('pushes to the values of a map', 100, (size) => `const m = new Map<string, string[]>()\n${repeat(size, (at) => `export function add${at}(userId: string) { const list = m.get(userId) ?? []; list.push('${at}'); m.set(userId, list) }`)}`),
  one('fields of an object of maps', 100, (size) => `const state = { ${repeat(size, (at) => `m${at}: new Map<string, number>()`, ', ')} }\n${repeat(size, (at) => `export function add${at}(userId: string) { state.m${at}.set(userId, ${at}) }`)}`),
  one('records by spread', 100, (size) => `let rec: Record<string, number> = {}\n${repeat(size, (at) => `export function add${at}(userId: string) { rec = { ...rec, [userId]: ${at} } }\nexport function drop${at}(userId: string) { const { [userId]: _, ...rest } = rec; rec = rest }`)}`),
]
