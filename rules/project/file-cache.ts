import { readFileSync } from 'node:fs'

import { indexSource } from '../analysis/source-index.ts'
import type { SourceFile } from '../ast/source-file.ts'
import { parseFile, pathOfNode } from './parse-file.ts'
import type { FileStamp } from './resolve-import.ts'

/** What a cheap look at a file's text tells. */
export interface FileText {
  readonly text: string
  /** Relative sources of `import`, `require` and `import()`. */
  readonly imports: readonly string[]
  /** Relative sources of `export … from`. */
  readonly passedOn: readonly string[]
  /** Is there an `export * from`? */
  readonly passesAllOn: boolean
}

/** Larger files are generated or bundled; nobody maintains a hook in them. */
const MAX_BYTES = 400_000
/** A parsed file takes fifty times its text: only a few are kept, those used last. */
const MAX_TEXTS = 1500
const MAX_PARSED = 80

/** Keeps what was used last, up to a number of entries; an entry is dropped when its file has changed on the disk. */
class StampedCache<T> {
  readonly #entries = new Map<string, { readonly stamp: FileStamp; readonly value: T }>()
  readonly #limit: number

  constructor(limit: number) {
    this.#limit = limit
  }

  get(stamp: FileStamp, compute: () => T): T {
    const known = this.#entries.get(stamp.path)
    this.#entries.delete(stamp.path)
    const isFresh = known?.stamp.mtimeMs === stamp.mtimeMs && known.stamp.size === stamp.size
    const entry = known && isFresh ? known : { stamp, value: compute() }
    this.#entries.set(stamp.path, entry)
    if (this.#entries.size > this.#limit) {
      const [oldest] = this.#entries.keys()
      if (oldest !== undefined) this.#entries.delete(oldest)
    }
    return entry.value
  }
}

const texts = new StampedCache<FileText | null>(MAX_TEXTS)
const parsed = new StampedCache<SourceFile | null>(MAX_PARSED)

/** The text of a file; null when it is too large or cannot be read. */
export function readText(stamp: FileStamp): FileText | null {
  return texts.get(stamp, () => {
    if (stamp.size > MAX_BYTES) return null
    try {
      const text = readFileSync(stamp.path, 'utf8')
      return { text, ...findSpecifiers(text), passesAllOn: /\bexport\s*\*/.test(text) }
    } catch {
      // Removed or locked between the look and the read.
      return null
    }
  })
}

/** The file, parsed and indexed; null when it cannot be read or does not parse. */
export function readSource(stamp: FileStamp): SourceFile | null {
  return parsed.get(stamp, () => {
    const found = readText(stamp)
    const file = found && parseFile(stamp.path, found.text)
    if (!file) return null
    // Also sets the parents of all nodes.
    indexSource(file)
    return file
  })
}

/** Where a file that `readSource` gave was read from. */
export function pathOf(file: SourceFile): string | null {
  return pathOfNode(file.ast)
}

const SPECIFIER = /\b(from|import|require)\s*(?:\(\s*)?(['"])(\.{1,2}(?:\/[^'"\n]*)?)\2/g

/** May a text import a neighbour at all? */
export function mentionsRelative(text: string): boolean {
  return /['"]\.{1,2}[/'"]/.test(text)
}

/** May a text export a value under that name, in a declaration or a list? */
export function mayExportName(text: string, name: string): boolean {
  const word = name.replaceAll('$', '\\$')
  return new RegExp(`\\bexport\\s+(?:default\\s+)?(?:declare\\s+|abstract\\s+|async\\s+)*(?:function|const|let|var|class|namespace|module|enum)\\b[\\s*]*${word}(?![\\w$])|\\bexport\\s*\\{[^}]*(?<![\\w$])${word}(?![\\w$])|\\bexports\\b`).test(text)
}

/** Relative sources, found without parsing: one in a comment or string is found too, which only costs a look at that file. */
export function findSpecifiers(text: string): { imports: string[]; passedOn: string[] } {
  const imports: string[] = []
  const passedOn: string[] = []
  for (const { 1: keyword, 3: specifier, index } of text.matchAll(SPECIFIER)) {
    if (specifier !== undefined) (keyword === 'from' && isOfExport(text, index) ? passedOn : imports).push(specifier)
  }
  return { imports, passedOn }
}

/** Does `from` at a place belong to an `export`: with nothing between them that only other statements have? */
function isOfExport(text: string, from: number): boolean {
  let start = from
  while (start > 0 && !ENDS_OF_LIST.has(text.charAt(start - 1))) start--
  return /\bexport\b/.test(text.slice(start, from))
}

const ENDS_OF_LIST = new Set(['\'', '"', '`', ';', '=', '(', ')'])
