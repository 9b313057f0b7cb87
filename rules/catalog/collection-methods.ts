/**
 * What a method does to the collection it is called on.
 * `grow-key` adds under its first argument, `grow-value` adds its arguments; `release-entry`, `release-all` and `release-cap` let
 * entries go; `read` looks; `iterate` visits entries; `derive` returns a changed copy.
 */
export type MethodEffect = 'grow-key' | 'grow-value' | 'release-entry' | 'release-all' | 'read' | 'iterate' | 'derive' | 'self'

/** What holds the entries. `record` is a plain object used as a dictionary, also one inside a store. */
export type CollectionKind = 'map' | 'set' | 'array' | 'record'

type MapMethod = Exclude<keyof Map<unknown, unknown>, 'size' | symbol>
type SetMethod = Exclude<keyof Set<unknown>, 'size' | symbol>
type ArrayMethod = Exclude<keyof unknown[], 'length' | number | symbol>

const MAP: Readonly<Record<MapMethod, MethodEffect>> = {
  set: 'grow-key', delete: 'release-entry', clear: 'release-all', get: 'read', has: 'read', forEach: 'iterate', entries: 'iterate', keys: 'iterate', values: 'iterate',
}

const SET: Readonly<Record<SetMethod, MethodEffect>> = {
  add: 'grow-key', delete: 'release-entry', clear: 'release-all', has: 'read', forEach: 'iterate', entries: 'iterate', keys: 'iterate', values: 'iterate',
}

const ARRAY: Readonly<Record<ArrayMethod, MethodEffect>> = {
  push: 'grow-value', unshift: 'grow-value', pop: 'release-entry', shift: 'release-entry', splice: 'release-entry',
  at: 'read', includes: 'read', indexOf: 'read', lastIndexOf: 'read', join: 'read', toString: 'read', toLocaleString: 'read', some: 'read', every: 'read', find: 'read', findIndex: 'read',
  findLast: 'read', findLastIndex: 'read', forEach: 'iterate', map: 'iterate', reduce: 'iterate', reduceRight: 'iterate', flatMap: 'iterate', entries: 'iterate', keys: 'iterate', values: 'iterate',
  filter: 'derive', slice: 'derive', concat: 'derive', flat: 'derive', toReversed: 'derive', toSorted: 'derive', toSpliced: 'derive', with: 'derive',
  sort: 'self', reverse: 'self', fill: 'self', copyWithin: 'self',
}

/** Newer than the `lib` this is compiled against. */
const UPCOMING: Readonly<Record<string, MethodEffect>> = {
  getOrInsert: 'grow-key', getOrInsertComputed: 'grow-key', union: 'derive', intersection: 'derive', difference: 'derive', symmetricDifference: 'derive', isSubsetOf: 'read', isSupersetOf: 'read', isDisjointFrom: 'read',
}

/** Methods every object has; they change nothing. */
const OBJECT_READS = new Set(['hasOwnProperty', 'toString', 'valueOf', 'toJSON', 'propertyIsEnumerable'])

const TABLES: Readonly<Record<Exclude<CollectionKind, 'record'>, Readonly<Record<string, MethodEffect>>>> = { map: { ...UPCOMING, ...MAP }, set: { ...UPCOMING, ...SET }, array: ARRAY }

/** What `x.method()` does when `x` is a collection of that kind; null for a method it does not have. */
export function effectOfMethod(kind: CollectionKind, method: string): MethodEffect | null {
  if (kind === 'record') return OBJECT_READS.has(method) ? 'read' : null
  const table = TABLES[kind]
  return Object.hasOwn(table, method) ? (table[method] ?? null) : null
}

/** Functions that only look at a collection handed to them, by dotted name. */
const READERS = new Set([
  'Object.keys', 'Object.values', 'Object.entries', 'Object.fromEntries', 'Object.freeze', 'Object.hasOwn', 'Object.getOwnPropertyNames', 'Object.hasOwnProperty.call', 'Object.prototype.hasOwnProperty.call', 'Reflect.ownKeys', 'Reflect.has',
  'Array.from', 'Array.isArray', 'JSON.stringify', 'structuredClone', 'String', 'Boolean', 'Number', 'Math.max', 'Math.min', 'Promise.all', 'Promise.allSettled', 'Promise.race', 'Promise.any', 'console.log', 'console.debug', 'console.info',
  'console.warn', 'console.error', 'console.table', 'util.inspect', 'inspect', 'expect', 'assert', 'isEmpty', '_.isEmpty', '_.size', '_.keys', '_.values', '_.find', '_.map', '_.filter', '_.cloneDeep', 'cloneDeep', 'Map', 'Set', 'Array', 'clearInterval', 'clearTimeout',
])

export function isReader(dotted: string): boolean {
  return READERS.has(dotted)
}
