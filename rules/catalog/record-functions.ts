/** Where a library function that copies a record expects the record, the key and the value among its arguments. */
interface RecordFunction {
  readonly effect: 'grow' | 'release'
  /** Index of the key argument; null when it has none. */
  readonly key: number | null
}

const FUNCTIONS: Readonly<Record<string, RecordFunction>> = {
  // Ramda, lodash/fp: the record comes last.
  assoc: { effect: 'grow', key: 0 },
  assocPath: { effect: 'grow', key: 0 },
  dissoc: { effect: 'release', key: 0 },
  dissocPath: { effect: 'release', key: 0 },
  // lodash, remeda, es-toolkit: the record comes first.
  omit: { effect: 'release', key: 1 },
  omitBy: { effect: 'release', key: null },
  pick: { effect: 'release', key: null },
  pickBy: { effect: 'release', key: null },
  without: { effect: 'release', key: 1 },
  unset: { effect: 'release', key: 1 },
  filter: { effect: 'release', key: null },
  reject: { effect: 'release', key: null },
}

/** What a function called `name` does to a copy of the record it is given; null for one that is not known. */
export function recordFunction(name: string): RecordFunction | null {
  return Object.hasOwn(FUNCTIONS, name) ? (FUNCTIONS[name] ?? null) : null
}

const PURE_LIBRARIES = /^(?:ramda|lodash(?:-es)?(?:[./].*)?|remeda|es-toolkit(?:\/.*)?|underscore|rambda|fp-ts\/.*|effect\/.*|immutability-helper|date-fns|fast-deep-equal|react-fast-compare|dequal)$/

/** Do the functions of this package leave their arguments as they are? lodash's few that do not say so by name. */
export function isPureLibrary(source: string): boolean {
  return PURE_LIBRARIES.test(source)
}
