/** Methods that put an argument into their object, by the argument's position. */
export const PUT_METHODS: ReadonlyMap<string, number> = new Map([
  ['push', 0],
  ['unshift', 0],
  ['add', 0],
  ['append', 0],
  ['enqueue', 0],
  ['track', 0],
  ['set', 1],
  ['fill', 0],
])

/** Methods that hand one of the object's entries out. */
export const TAKE_METHODS: ReadonlySet<string> = new Set(['get', 'pop', 'shift', 'at', 'find', 'findLast'])

/** Methods whose result still holds the entries. */
export const VIEW_METHODS: ReadonlySet<string> = new Set(['values', 'entries', 'splice', 'slice', 'concat', 'reverse', 'filter', 'toSpliced', 'toSorted', 'toReversed', 'toArray'])

/** Methods that call their first argument with each entry, by the position of the entry among that callback's parameters. */
export const EACH_METHODS: ReadonlyMap<string, number> = new Map([
  ['forEach', 0],
  ['map', 0],
  ['filter', 0],
  ['flatMap', 0],
  ['some', 0],
  ['every', 0],
  ['find', 0],
  ['reduce', 1],
])

/** Functions and static methods whose result holds the entries of their first argument: `Object.values(timers)`, `Array.from(set)`. */
export const COPY_FUNCTIONS: ReadonlySet<string> = new Set(['values', 'entries', 'from', 'toArray', 'resolve', 'Array', 'Set', 'Map'])
