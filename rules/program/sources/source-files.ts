import { readFileSync } from 'node:fs'

import type { SourceFile } from '../../ast/source-file.ts'
import { isSameStamp, listFiles, MAX_FILE_BYTES, stampOf, type FileStamp } from './list-files.ts'
import { pathOfNode, setOrigin } from './origins.ts'
import { parseSource } from './parse.ts'
import { createResolver, type Resolver } from './resolver.ts'
import { hashOf, hasWord, wordsOf, Written } from './word-index.ts'

/** An editor's program changes while it is looked at: the disk is asked again after so many milliseconds, or fifty times what asking took. */
const FRESH_FOR_MS = 2000
/** A parsed file takes some fifty times its text: those used last are kept, up to so many bytes of text. */
const MAX_PARSED_BYTES = 4_000_000
/** Which files have a word is remembered until one of them changes, for so many files in all words together. */
const MAX_REMEMBERED = 200_000

interface Entry {
  readonly stamp: FileStamp
  words: Uint32Array | null
}

/** The files of one program on the disk: which there are, which words they have, and their parsed forms as long as there is room. */
export class SourceFiles {
  readonly root: string
  #entries = new Map<string, Entry>()
  #isComplete = true
  #resolver: Resolver = createResolver([])
  #freshUntil = 0
  #parsedBytes = 0
  #mentions = new Map<string, readonly string[]>()
  #remembered = 0
  readonly #parsed = new Map<string, { readonly stamp: FileStamp; readonly file: SourceFile | null }>()
  /** What is no longer kept, but somebody still looks at, is given again: a path has one tree as long as anybody holds it. */
  readonly #held = new Map<string, { readonly stamp: FileStamp; readonly file: WeakRef<SourceFile> }>()

  constructor(root: string) {
    this.root = root
  }

  /** Lists the files anew if that was long ago. What has not changed on the disk keeps its words. */
  refresh(): void {
    const started = performance.now()
    if (started < this.#freshUntil) return
    const { files, manifests, isComplete } = listFiles(this.root)
    const entries = new Map<string, Entry>()
    let kept = 0
    for (const stamp of files) {
      const before = this.#entries.get(stamp.path)
      const isKept = before !== undefined && isSameStamp(before.stamp, stamp)
      if (isKept) kept++
      entries.set(stamp.path, isKept ? before : { stamp, words: null })
    }
    const isChanged = entries.size !== this.#entries.size || [...entries.keys()].some((path) => !this.#entries.has(path))
    if (isChanged || kept < entries.size) this.#forgetMentions()
    for (const path of this.#held.keys()) if (!entries.has(path)) this.#held.delete(path)
    this.#entries = entries
    this.#isComplete = isComplete
    if (isChanged) this.#resolver = createResolver(manifests)
    const ended = performance.now()
    this.#freshUntil = ended + Math.max(FRESH_FOR_MS, 50 * (ended - started))
  }

  expire(): void {
    this.#freshUntil = 0
  }

  /** False when the program has more files than are looked at. */
  get isComplete(): boolean {
    return this.#isComplete
  }

  get count(): number {
    return this.#entries.size
  }

  has(path: string): boolean {
    return this.#entries.has(path)
  }

  /** The paths of all files that have a word. */
  mentioning(word: string): readonly string[] {
    const known = this.#mentions.get(word)
    if (known) return known
    const hash = hashOf(word)
    const found: string[] = []
    for (const [path, entry] of this.#entries) {
      entry.words ??= readWords(path)
      if (hasWord(entry.words, hash)) found.push(path)
    }
    if (this.#remembered + found.length > MAX_REMEMBERED) this.#forgetMentions()
    this.#remembered += found.length + 1
    this.#mentions.set(word, found)
    return found
  }

  #forgetMentions(): void {
    this.#mentions = new Map()
    this.#remembered = 0
  }

  /** Does a file have the word, written that way? True for one that is not of the list, such as another project's. */
  mentions(path: string, word: string, written: Written = Written.anywhere): boolean {
    const entry = this.#entries.get(path)
    if (!entry) return true
    entry.words ??= readWords(path)
    return hasWord(entry.words, hashOf(word), written)
  }

  resolve(from: string, specifier: string): string | null {
    return this.#resolver.resolve(from, specifier)
  }

  /** The file, parsed; null when it can't be read or does not parse. */
  parse(path: string): SourceFile | null {
    const stamp = this.#entries.get(path)?.stamp ?? stampOf(path)
    if (!stamp || stamp.size > MAX_FILE_BYTES) return null
    const known = this.#parsed.get(path)
    this.#parsed.delete(path)
    if (known && isSameStamp(known.stamp, stamp)) {
      this.#parsed.set(path, known)
      return known.file
    }
    if (known) this.#parsedBytes -= known.stamp.size
    const held = this.#held.get(path)
    const alive = held && isSameStamp(held.stamp, stamp) ? held.file.deref() : undefined
    const text = alive ? null : readText(path)
    const file = alive ?? (text === null ? null : parseSource(path, text))
    this.#parsed.set(path, { stamp, file })
    if (file && !alive) setOrigin(file, path)
    if (file) this.#held.set(path, { stamp, file: new WeakRef(file) })
    this.#parsedBytes += stamp.size
    this.#dropOldest()
    return file
  }

  /** Is the file's parsed form at hand? */
  isParsed(path: string): boolean {
    return this.#parsed.has(path)
  }

  /** Does the text of a file match? A look that is some hundred times cheaper than parsing it. */
  matches(path: string, pattern: RegExp): boolean {
    const text = readText(path)
    return text !== null && pattern.test(text)
  }

  /** Where a file that `parse` gave was read from. */
  pathOf(file: SourceFile): string | null {
    return pathOfNode(file.ast)
  }

  #dropOldest(): void {
    for (const [path, { stamp }] of this.#parsed) {
      if (this.#parsedBytes <= MAX_PARSED_BYTES || this.#parsed.size === 1) return
      this.#parsed.delete(path)
      this.#parsedBytes -= stamp.size
    }
  }
}

function readWords(path: string): Uint32Array {
  try {
    return wordsOf(readFileSync(path))
  } catch {
    // Removed since it was listed.
    return new Uint32Array()
  }
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    // Removed or locked between the look and the read.
    return null
  }
}

/** A lint run has one program, an editor a few. */
const MAX_PROGRAMS = 3
const programs = new Map<string, SourceFiles>()

/** Makes every program look at the disk again when it is next asked: a new scan in the same process starts from what is there now. */
export function askDiskAgain(): void {
  for (const files of programs.values()) files.expire()
}

/** The files of the program at a folder, shared by all files that are linted there. */
export function sourceFilesAt(root: string): SourceFiles {
  const known = programs.get(root) ?? new SourceFiles(root)
  programs.delete(root)
  programs.set(root, known)
  const [oldest] = programs.keys()
  if (programs.size > MAX_PROGRAMS && oldest !== undefined) programs.delete(oldest)
  known.refresh()
  return known
}
