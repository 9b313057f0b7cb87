/**
 * Which words a text has, kept as hashes: a name that a file does not have can't be used there, so that only few files need to be parsed to answer a
 * question about the whole program. 5,000 files take some 10 MB. Two words of one hash only cost a look at a file.
 */

/** FNV-1a, 32 bits (Fowler, Noll, Vo). */
const OFFSET = 0x811c9dc5
const PRIME = 0x01000193

/** Grows with the largest file; `stamps` tells which slots belong to the text at hand, so that it is never cleared. */
let slots = new Uint32Array(1 << 14)
let stamps = new Uint32Array(1 << 14)
let generation = 0

/** The hashes of all identifier-like words of a text in UTF-8, sorted, and of `export *`. Words in comments and strings count. */
export function wordsOf(text: Uint8Array): Uint32Array {
  makeRoom(text.length)
  generation++
  const mask = slots.length - 1
  const found: number[] = []
  let hash = OFFSET
  let isInWord = false
  for (let at = 0; at <= text.length; at++) {
    const byte = at < text.length ? (text[at] ?? 0) : 0
    if (isWordByte(byte)) {
      hash = Math.imul(hash ^ byte, PRIME)
      isInWord = true
      continue
    }
    if (!isInWord) continue
    const word = hash >>> 0
    let slot = word & mask
    while (stamps[slot] === generation && slots[slot] !== word) slot = (slot + 1) & mask
    if (stamps[slot] !== generation) {
      stamps[slot] = generation
      slots[slot] = word
      found.push(word)
    }
    hash = OFFSET
    isInWord = false
  }
  if (PASSES_ALL_ON.some((written) => Buffer.from(text.buffer, text.byteOffset, text.byteLength).includes(written))) found.push(hashOf(ALL_PASSED_ON))
  return Uint32Array.from(found).sort()
}

/** Counts as a word of files that pass on what another exports without naming it. */
export const ALL_PASSED_ON = 'export *'
const PASSES_ALL_ON = [ALL_PASSED_ON, 'export*']

export function hashOf(word: string): number {
  let hash = OFFSET
  for (const byte of Buffer.from(word, 'utf8')) hash = Math.imul(hash ^ byte, PRIME)
  return hash >>> 0
}

/** Is the hash among sorted ones? */
export function hasWord(words: Uint32Array, hash: number): boolean {
  let low = 0
  let high = words.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const value = words[middle] ?? 0
    if (value === hash) return true
    if (value < hash) low = middle + 1
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
