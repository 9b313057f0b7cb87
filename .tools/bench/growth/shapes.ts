/** A program whose size is a number: the cost of our rules must grow as its size does. */
export interface Shape {
  readonly name: string
  /** A size whose analysis takes some milliseconds. */
  readonly size: number
  /** The texts by their paths; the first is the one that is linted. */
  /** How much faster than the text its cost may grow; 1.4 where nothing is said. What is deep is climbed from each of its places. */
  readonly atMost?: number
  readonly make: (size: number) => Readonly<Record<string, string>>
}

/** `size` times `make`, with line breaks between. */
export function repeat(size: number, make: (at: number) => string, between = '\n'): string {
  return Array.from({ length: size }, (_, at) => make(at)).join(between)
}

/** A shape of one file. */
export function one(name: string, size: number, make: (size: number) => string, path = 'src/linted.ts'): Shape {
  return { name, size, make: (count) => ({ [path]: make(count) }) }
}

/** A shape of one file that is as deep as its size. */
export function deep(name: string, size: number, make: (size: number) => string): Shape {
  return { ...one(name, size, make), atMost: 3 }
}

/** A shape of many handles in one place: each is followed to all uses of the place, until a bound of five hundred steps. */
export function shared(name: string, size: number, make: (size: number) => string): Shape {
  return { ...one(name, size, make), atMost: 3 }
}
