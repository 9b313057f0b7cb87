import { readFileSync } from 'node:fs'

import { isSameStamp, MAX_FILE_BYTES, stampOf, type FileStamp } from './list-files.ts'

/** What a cheap look at a file's text tells. */
export interface FileLook {
  readonly text: string
  /** Sources of `import`, `require` and `import()` that may be files of the program. */
  readonly imports: readonly string[]
  /** The same of `export … from`. */
  readonly passedOn: readonly string[]
  /** Is there an `export * from`? */
  readonly passesAllOn: boolean
}

/** So many bytes of texts are kept, those used last. */
const MAX_BYTES = 20_000_000
let bytes = 0

const looks = new Map<string, { readonly stamp: FileStamp; readonly look: FileLook | null }>()

/** Looks at a file's text; null when it is too large or can't be read. Kept until the file changes on the disk. */
export function lookAt(path: string): FileLook | null {
  const stamp = stampOf(path)
  if (!stamp || stamp.size > MAX_FILE_BYTES) return null
  const known = looks.get(path)
  looks.delete(path)
  const entry = known && isSameStamp(known.stamp, stamp) ? known : { stamp, look: read(path) }
  looks.set(path, entry)
  bytes += stamp.size - (known?.stamp.size ?? 0)
  for (const [oldest, { stamp: { size } }] of looks) {
    if (bytes <= MAX_BYTES) break
    looks.delete(oldest)
    bytes -= size
  }
  return entry.look
}

function read(path: string): FileLook | null {
  try {
    const text = readFileSync(path, 'utf8')
    return { text, ...findSpecifiers(text), passesAllOn: /\bexport\s*\*/.test(text) }
  } catch {
    // Removed or locked between the look and the read.
    return null
  }
}

/** Relative, or by an alias, a workspace's scope, or a package's own name for its parts: `./a`, `@/a`, `@acme/core`, `~/a`, `#a`. */
const SPECIFIER = /\b(from|import|require)\s*(?:\(\s*)?(['"])((?:\.{1,2}(?:\/|(?=['"]))|[@~#])[^'"\n]*)\2/g

/** May a text import a file of the program at all? */
export function mentionsNeighbor(text: string): boolean {
  return /['"](?:\.{1,2}[/'"]|[@~#][\w@/-]*['"/])/.test(text)
}

/** May a text export a value under that name, in a declaration or a list? */
export function mayExportName(text: string, name: string): boolean {
  const word = name.replaceAll('$', '\\$')
  return new RegExp(`\\bexport\\s+(?:default\\s+)?(?:declare\\s+|abstract\\s+|async\\s+)*(?:function|const|let|var|class|namespace|module|enum)\\b[\\s*]*${word}(?![\\w$])|\\bexport\\s*\\{[^}]*(?<![\\w$])${word}(?![\\w$])|\\bexports\\b`).test(text)
}

/** Sources that may be files of the program, found without parsing: one in a comment or string is found too, which only costs a look at that file. */
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
