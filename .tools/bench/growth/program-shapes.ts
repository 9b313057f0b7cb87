import { repeat, type Shape } from './shapes.ts'

const MAP = 'export const m = new Map<string, number>()\nexport function put(key: string) { m.set(key, 1) }\n'

/** Programs of several files. */
export const PROGRAM_SHAPES: readonly Shape[] = [
  { name: 'barrels that pass each other on', size: 6, make: (size) => ({
    'src/linted.ts': `import { put } from './b0'\nimport { m } from './map'\nexport const cache = new Map<string, number>()\nexport function onSessionDeleted(sessionId: string) { cache.delete(sessionId) }\nsetInterval(() => put('a'), 1000)`,
    'src/map.ts': MAP,
    ...files(size, (at) => `${repeat(size, (other) => (other === at ? '' : `export * from './b${other}'`))}\nexport const x${at} = 1`),
  }) },
  { name: 'files that import one another in a chain', size: 20, make: (size) => ({
    'src/linted.ts': `import { f } from './b0'\n${MAP}setInterval(() => f(client), 1000)`,
    ...files(size, (at) => (at === size - 1 ? `import { put } from './linted'\nexport function f(client) { put(client.id); client.session.messages({}) }` : `import { f as g } from './b${at + 1}'\nexport function f(client) { g(client) }`)),
  }) },
  { name: 'files that call one function', size: 20, make: (size) => ({
    'src/linted.ts': MAP,
    ...files(size, (at) => `import { put } from './linted'\nexport function f${at}(name: string) { put(name) }`),
  }) },
  { name: 'files that construct one class', size: 20, make: (size) => ({
    'src/linted.ts': 'export class Cache { entries = new Map<string, number>()\nput(key: string) { this.entries.set(key, 1) }\ndrop(key: string) { this.entries.delete(key) } }',
    ...files(size, (at) => `import { Cache } from './linted'\nconst cache = new Cache()\nexport function f${at}(name: string) { cache.put(name) }`),
  }) },
  { name: 'classes that extend one another', size: 20, make: (size) => ({
    'src/linted.ts': `export class C0 { protected entries = new Map<string, number>()\nput(key: string) { this.entries.set(key, 1) } }`,
    ...files(size, (at) => `import { C${at} } from './${at === 0 ? 'linted' : `b${at - 1}`}'\nexport class C${at + 1} extends C${at} { more${at}(userId: string) { this.put(userId) } }`),
  }) },
  { name: 'an imported file of exports', size: 5000, make: (size) => ({
    'src/linted.ts': `import { put } from './b0'\nsetInterval(() => put('a'), 1000)`,
    'src/b0.ts': `/* ${'export '.repeat(size)} */ export function put() {}`,
  }) },
  { name: 'imports of one file', size: 50, make: (size) => ({
    'src/linted.ts': `${repeat(size, (at) => `import { f${at} } from './b${at}'`)}\nsetInterval(() => { ${repeat(size, (at) => `f${at}()`)} }, 1000)`,
    ...files(size, (at) => `export function f${at}() { return fetch('x').then((r) => r.json()) }`),
  }) },
  { name: 'an imported file with many functions', size: 100, make: (size) => ({
    'src/linted.ts': `import { f0 } from './b0'\nconst m = new Map<string, number>()\nexport function onSessionDeleted(sessionId: string) { f0(m, sessionId) }\nexport function open(sessionId: string) { m.set(sessionId, 1) }`,
    'src/b0.ts': repeat(size, (at) => `export function f${at}(map, id) { map.delete(id) }`),
  }) },
]

function files(size: number, make: (at: number) => string): Record<string, string> {
  return Object.fromEntries(Array.from({ length: size }, (_, at) => [`src/b${at}.ts`, make(at)]))
}
