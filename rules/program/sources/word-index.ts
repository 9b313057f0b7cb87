/**
 * Which words a text has, kept as hashes: a name that a file does not have can't be used there, so that only few files need to be parsed to answer a
 * question about the whole program. 5,000 files take some 10 MB. Two words of one hash only cost a look at a file.
 */

/** FNV-1a, 32 bits (Fowler, Noll, Vo). */
const OFFSET = 0x811c9dc5
const PRIME = 0x01000193

/** How a word is written somewhere in a text: kept in the lowest bits of its hash, so that nobody has to read the text again for it. */
export const Written = {
  anywhere: 0,
  /** After `.`, `{` or `,`, as members are: `x.name`, `{ name }`. */
  asMember: 1,
  /** Between `extends` and the next `{`. */
  afterExtends: 2,
} as const
export type Written = (typeof Written)[keyof typeof Written]

const FLAGS = 3

/** Grows with the largest file; `stamps` tells which slots belong to the text at hand, so that it is never cleared. */
let slots = new Uint32Array(1 << 14)
let stamps = new Uint32Array(1 << 14)
let generation = 0

/** All identifier-like words of a text in UTF-8, sorted, each with how it is written; and how the text passes exports on. Words in comments and strings count. */
export function wordsOf(text: Uint8Array): Uint32Array {
  makeRoom(text.length)
  generation++
  const mask = slots.length - 1
  const found: number[] = []
  const passing = new PassingOn(text)
  let hash = OFFSET
  let isInWord = false
  let before = 0
  let isExtending = false
  for (let at = 0; at <= text.length; at++) {
    const byte = at < text.length ? (text[at] ?? 0) : 0
    if (isWordByte(byte)) {
      hash = Math.imul(hash ^ byte, PRIME)
      isInWord = true
      continue
    }
    if (isInWord) {
      const word = keyOf(hash)
      let slot = word & mask
      while (stamps[slot] === generation && ((slots[slot] ?? 0) & ~FLAGS) >>> 0 !== word) slot = (slot + 1) & mask
      if (stamps[slot] !== generation) {
        stamps[slot] = generation
        slots[slot] = word
        found.push(slot)
      }
      const written = (isMemberLead(before) ? Written.asMember : 0) | (isExtending ? Written.afterExtends : 0)
      if (written !== 0) slots[slot] = ((slots[slot] ?? 0) | written) >>> 0
      if (word === EXTENDS && isSpace(byte)) isExtending = true
      else if (word === EXPORT) passing.look(at)
      hash = OFFSET
      isInWord = false
      before = 0
    }
    if (isSpace(byte)) continue
    before = byte
    if (byte === BRACE) isExtending = false
  }
  const words = found.map((slot) => slots[slot] ?? 0)
  if (passing.all) words.push(hashOf(ALL_PASSED_ON))
  if (passing.all || passing.some) words.push(hashOf(PASSED_ON))
  return Uint32Array.from(words).sort()
}

/** Counts as a word of files that pass on what another exports without naming it. */
export const ALL_PASSED_ON = 'export *'
/** Counts as a word of files that pass on what another exports, named or not. */
export const PASSED_ON = 'export from'

const BRACE = 123
const CLOSING_BRACE = 125
const STAR = 42

/** Sees what follows the word `export`: `export *`, `export { a, b } from`. Each place of the text is looked at once, however many of them there are. */
class PassingOn {
  all = false
  some = false
  readonly #text: Uint8Array
  #closing = -1

  constructor(text: Uint8Array) {
    this.#text = text
  }

  look(after: number): void {
    const at = this.#skipSpace(after)
    if (this.#text[at] === STAR) this.all = true
    if (this.#text[at] !== BRACE || this.some) return
    if (this.#closing < at) this.#closing = this.#closingAfter(at)
    const from = this.#skipSpace(this.#closing + 1)
    if (FROM.every((byte, index) => this.#text[from + index] === byte)) this.some = true
  }

  #closingAfter(at: number): number {
    const found = this.#text.indexOf(CLOSING_BRACE, at)
    return found === -1 ? this.#text.length : found
  }

  #skipSpace(start: number): number {
    let at = start
    while (at < this.#text.length && isSpace(this.#text[at] ?? 0)) at++
    return at
  }
}

const FROM = [...Buffer.from('from')]

function isMemberLead(byte: number): boolean {
  return byte === 46 || byte === BRACE || byte === 44
}

function isSpace(byte: number): boolean {
  return byte === 32 || (byte >= 9 && byte <= 13)
}

function keyOf(hash: number): number {
  return (hash & ~FLAGS) >>> 0
}

export function hashOf(word: string): number {
  let hash = OFFSET
  for (const byte of Buffer.from(word, 'utf8')) hash = Math.imul(hash ^ byte, PRIME)
  return keyOf(hash)
}

const EXTENDS = hashOf('extends')
const EXPORT = hashOf('export')

/** Is a word, by its hash, among sorted ones, and somewhere written that way? */
export function hasWord(words: Uint32Array, hash: number, written: Written = Written.anywhere): boolean {
  let low = 0
  let high = words.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const value = words[middle] ?? 0
    const key = keyOf(value)
    if (key === hash) return (value & written) === written
    if (key < hash) low = middle + 1
    else high = middle - 1
  }
  return false
}

/** `a`–`z`, `A`–`Z`, `0`–`9`, `_`, `$` and everything beyond ASCII. */
function isWordByte(byte: number): boolean {
  return (byte >= 97 && byte <= 122) || (byte >= 65 && byte <= 90) || (byte >= 48 && byte <= 57) || byte === 95 || byte === 36 || byte >= 128
}

/** At most every second byte begins a word: twice as many slots as that keep the table half empty. */
function makeRoom(bytes: number): void {
  let size = slots.length
  while (size < bytes) size *= 2
  if (size === slots.length) return
  slots = new Uint32Array(size)
  stamps = new Uint32Array(size)
}
