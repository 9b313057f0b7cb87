import { deep, one, repeat, type Shape } from './shapes.ts'

const HEAD = 'const m = new Map<string, Entry>()\nexport const put = (userId: string, entry: Entry) => { m.set(userId, entry) }\nsetInterval(() => put(name(), 1), 1000)\n'

/** What is large or deep in a text, whatever it means. */
export const TEXT_SHAPES: readonly Shape[] = [
  one('one identifier of capitals', 5000, (size) => `${HEAD}export function add(${'A'.repeat(size)}: string) { m.set(${'A'.repeat(size)}, entry) }`),
  one('one identifier of mixed case', 5000, (size) => `${HEAD}export function add(${'aB1_'.repeat(size)}: string) { m.set(${'aB1_'.repeat(size)}, entry) }`),
  one('one string', 20000, (size) => `${HEAD}m.set('${'session-id '.repeat(size)}', entry)`),
  one('one regular expression', 5000, (size) => `${HEAD}m.set(String(/${'a(b|c)*'.repeat(size)}/), entry)`),
  one('a template of many parts', 200, (size) => `${HEAD}export function add(id: string) { m.set(\`${repeat(size, (at) => `\${id}-${at}`, '')}\`, entry) }`),
  one('one sum', 100, (size) => `${HEAD}export function add(id: string) { m.set(${repeat(size, (at) => `id + ${at}`, ' + ')}, entry) }`),
  one('sums of sums', 50, (size) => `${HEAD}export const x = [${repeat(size, () => repeat(20, (at) => `a${at}`, ' + '), ',\n')}]`),
  one('and-or', 100, (size) => `${HEAD}export function add(id: string) { if (${repeat(size, (at) => `a${at} && m.has(id)`, ' || ')}) m.delete(id)\nm.set(id, entry) }`),
  one('brackets', 50, (size) => `${HEAD}export function add(id: string) { m.set(${'('.repeat(size)}id${')'.repeat(size)}, ${'['.repeat(size)}1${']'.repeat(size)}) }`),
  one('casts', 50, (size) => `${HEAD}export function add(id: string) { m.set(id${' as any'.repeat(size)}, 1) }`),
  deep('blocks in blocks', 50, (size) => `${HEAD}export function add(id: string) { ${'{ if (id) '.repeat(size)} m.set(id, entry) ${'}'.repeat(size)} }`),
  one('functions in functions', 50, (size) => `${HEAD}${repeat(size, (at) => `function f${at}(id${at}: string) {\nm.set(id${at}, entry)`)}${'}'.repeat(size)}`),
  deep('callbacks in callbacks', 50, (size) => `${HEAD}${repeat(size, (at) => `on('e${at}', (x${at}) => { m.set(x${at}.id, entry);`)}${'})'.repeat(size)}`),
  one('promises in a chain', 100, (size) => `${HEAD}export const go = (id: string) => load(id)${repeat(size, (at) => `.then((x) => m.set(id, x + ${at}))`, '')}.finally(() => m.delete(id))`),
  deep('try in try', 30, (size) => `${HEAD}export function add(id: string) { ${'try { '.repeat(size)} m.set(id, entry) ${'} finally { m.delete(id) }'.repeat(size)} }`),
  one('a switch', 200, (size) => `${HEAD}export function add(id: string, kind: string) { switch (kind) {\n${repeat(size, (at) => `case 'k${at}': m.set(id, ${at}); break`)}\n} }`),
  one('a constant table', 1000, (size) => `${HEAD}export const table = { ${repeat(size, (at) => `k${at}: { id: ${at}, f: () => ${at} }`, ',\n')} }\nfor (const k of Object.keys(table)) m.set(k, entry)`),
  one('a constant list', 1000, (size) => `${HEAD}const list = [${repeat(size, (at) => `'k${at}'`, ', ')}]\nexport function add() { for (const k of list) m.set(k, entry) }`),
  one('an enum', 500, (size) => `${HEAD}enum E { ${repeat(size, (at) => `A${at} = 'a${at}'`, ', ')} }\nexport function add(e: E) { m.set(e, entry) }`),
  one('a union of literals', 500, (size) => `const u = new Map<U, number>()\ntype U = ${repeat(size, (at) => `'a${at}'`, ' | ')}\nexport function add(e: U) { u.set(e, 1) }`),
  one('types of types', 200, (size) => `${HEAD}type T0 = string\n${repeat(size, (at) => `type T${at + 1} = T${at} | '${at}'`)}\nconst t = new Map<T${size}, number>()\nexport function add(e: T${size}) { t.set(e, 1) }`),
  one('functions in a chain of calls', 100, (size) => `${HEAD}${repeat(size, (at) => `function f${at}() { f${at + 1}() }`)}\nfunction f${size}() { m.set(name(), entry) }\nexport { f0 }`),
  one('functions that all call each other', 20, (size) => `${HEAD}${repeat(size, (at) => `function f${at}(id: string) { m.set(id, entry)\n${repeat(10, (other) => `f${(at + other) % size}(id)`)} }`)}`),
  one('destructured members', 200, (size) => `${HEAD}export class A { c = new Map()\n${repeat(size, (at) => `f${at}(id: string) { const { c, x${at} } = this; c.set(id, x${at}) }`)} }`),
  one('overloads', 200, (size) => `${HEAD}${repeat(size, (at) => `export function add(id: 'a${at}'): void`)}\nexport function add(id: string) { m.set(id, entry) }`),
  one('assignments to one property', 200, (size) => `${HEAD}export class A { c = new Map()\n${repeat(size, (at) => `f${at}() { this.c = new Map([...this.c, [id${at}, 1]]) }`)} }`),
  one('global members', 100, (size) => repeat(size, (at) => `globalThis.__c${at} ??= new Map()\nexport function add${at}(id: string) { globalThis.__c${at}.set(id, 1) }`)),
]
