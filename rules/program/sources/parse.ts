import { createRequire } from 'node:module'

import { analyze } from '@typescript-eslint/scope-manager'
import { visitorKeys } from '@typescript-eslint/visitor-keys'
import type * as OxcParser from 'oxc-parser'

import { indexSource } from '../../analysis/source-index.ts'
import { isRecord } from '../../ast/type-guards.ts'
import { toProgram, toSourceFile, type SourceFile } from '../../ast/source-file.ts'

let loaded: Pick<typeof OxcParser, 'parseSync'> | null | undefined

/** A native parser: on a platform that it has no build for there are no other files to look at. Loaded at the first use only. */
function loadParser(): Pick<typeof OxcParser, 'parseSync'> | null {
  if (loaded !== undefined) return loaded
  try {
    const found: unknown = createRequire(import.meta.url)('oxc-parser')
    loaded = isParser(found) ? found : null
  } catch {
    loaded = null
  }
  return loaded
}

function isParser(found: unknown): found is Pick<typeof OxcParser, 'parseSync'> {
  return isRecord(found) && typeof found['parseSync'] === 'function'
}

export function hasParser(): boolean {
  return loadParser() !== null
}

/** Parses a file, with parents and scopes; null when it does not parse, or when no parser is there. */
export function parseSource(path: string, text: string): SourceFile | null {
  const parser = loadParser()
  if (!parser) return null
  try {
    const isCommonJs = /\.c[jt]s$/.test(path)
    // JavaScript is read with JSX: many projects write it in `.js`.
    const lang = /\.[cm]?ts$/.test(path) ? 'ts' : 'tsx'
    const { program, comments, errors } = parser.parseSync(path, text, { astType: 'ts', range: true, lang, preserveParens: false, sourceType: isCommonJs ? 'commonjs' : 'module' })
    if (errors.length > 0 && program.body.length === 0) return null
    const listed = comments.map(({ type, value, start, end }) => ({ type, value, range: [start, end] }))
    const ast = toProgram(program, listed)
    // Many files are only looked through for a name: their scopes are made when the first question needs them.
    const file = toSourceFile({ ast, visitorKeys }, text, () => analyze(ast, { sourceType: isCommonJs ? 'script' : 'module', globalReturn: isCommonJs, childVisitorKeys: visitorKeys, lib: [] }))
    // Also sets the parents of all nodes.
    indexSource(file)
    return file
  } catch {
    // A file under way in an editor, or in a dialect of its own: what it does is not known.
    return null
  }
}
