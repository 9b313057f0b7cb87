import { createRequire } from 'node:module'

import type * as ScopeManager from '@typescript-eslint/scope-manager'
import type * as Estree from '@typescript-eslint/typescript-estree'
import type { TSESTree } from '@typescript-eslint/utils'
import type * as VisitorKeys from '@typescript-eslint/visitor-keys'

import { toSourceFile, type SourceFile } from '../ast/source-file.ts'

interface Parser {
  readonly parse: typeof Estree.parse
  readonly analyze: typeof ScopeManager.analyze
  readonly visitorKeys: typeof VisitorKeys.visitorKeys
}

let loaded: Parser | null | undefined

/**
 * The parser for files that the host did not parse, whatever parser the host uses and under hosts that have none to offer. Its parts are
 * dependencies of `@typescript-eslint/utils` and are found from there. They need `typescript`; where that is not installed there is no
 * parser. Loaded at the first use only.
 */
function loadParser(): Parser | null {
  if (loaded !== undefined) return loaded
  try {
    const fromUtils = createRequire(createRequire(import.meta.url).resolve('@typescript-eslint/utils'))
    const fromEstree = createRequire(fromUtils.resolve('@typescript-eslint/typescript-estree'))
    const { parse }: typeof Estree = fromUtils('@typescript-eslint/typescript-estree')
    const { analyze }: typeof ScopeManager = fromUtils('@typescript-eslint/scope-manager')
    const { visitorKeys }: typeof VisitorKeys = fromEstree('@typescript-eslint/visitor-keys')
    loaded = { parse, analyze, visitorKeys }
  } catch {
    loaded = null
  }
  return loaded
}

const paths = new WeakMap<TSESTree.Program, string>()

/** The path of the file that a node stands in, when it was parsed here; null in the linted file. */
export function pathOfNode(node: TSESTree.Node): string | null {
  let at = node
  while (at.parent) at = at.parent
  return at.type === 'Program' ? (paths.get(at) ?? null) : null
}

/** Parses a file, with scopes but without parents; null when it does not parse, or when no parser is there. */
export function parseFile(path: string, text: string): SourceFile | null {
  const parser = loadParser()
  if (!parser) return null
  const { visitorKeys } = parser
  try {
    const ast = parser.parse(text, { filePath: path, range: true, loc: true, jsx: !/\.[mc]?ts$/.test(path), loggerFn: false })
    const isCommonJs = /\.c[jt]s$/.test(path)
    const scopeManager = parser.analyze(ast, { sourceType: isCommonJs ? 'script' : 'module', globalReturn: isCommonJs, childVisitorKeys: visitorKeys })
    const file = toSourceFile({ ast, visitorKeys }, text, () => scopeManager)
    paths.set(file.ast, path)
    return file
  } catch {
    // A file under way in an editor, or in a dialect of its own: what it does is not known.
    return null
  }
}
