import { extname } from 'node:path'

import { analyze } from '@typescript-eslint/scope-manager'
import { visitorKeys } from '@typescript-eslint/visitor-keys'
import type { Linter } from 'eslint'
import { parseSync, type ParserOptions } from 'oxc-parser'

type Dialect = 'ts' | 'tsx' | 'jsx'

/** What a file may be written in, the likeliest first. A component does not tell here, so both are tried. */
function dialectsOf(path: string): readonly Dialect[] {
  switch (extname(path)) {
    case '.ts':
    case '.mts':
    case '.cts':
      return ['ts']
    case '.vue':
    case '.svelte':
      return ['ts', 'tsx']
    case '.tsx':
      return ['tsx']
    default:
      // Types in a `.js` file are a dialect of its project's own, which the second look often understands.
      return ['jsx', 'tsx']
  }
}

function sourceTypeOf(path: string): NonNullable<ParserOptions['sourceType']> {
  if (/\.c[jt]s$/.test(path)) return 'commonjs'
  return extname(path) === '.js' ? 'unambiguous' : 'module'
}

interface Position {
  readonly line: number
  readonly column: number
}

/** Places of offsets; lines count from 1, columns from 0. */
function createLocator(text: string): (offset: number) => Position {
  const starts = [0]
  for (const { index, 0: end } of text.matchAll(/\r\n|[\r\n\u2028\u2029]/g)) starts.push(index + end.length)
  return (offset) => {
    let low = 0
    for (let high = starts.length - 1; low < high; ) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) }
  }
}

interface Spanned {
  type: string
  start: number
  end: number
  range?: [number, number]
  loc?: { readonly start: Position; readonly end: Position }
}

function isSpanned(value: unknown): value is Spanned {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value
}

/** Gives every node below one its `loc`, without recursion: chains of thousands of operands exist. */
function addLocations(root: Spanned, locate: (offset: number) => Position): void {
  const open: Spanned[] = [root]
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    node.range ??= [node.start, node.end]
    node.loc = { start: locate(node.start), end: locate(node.end) }
    for (const key of visitorKeys[node.type] ?? []) {
      const child: unknown = Reflect.get(node, key)
      if (Array.isArray(child)) open.push(...child.filter(isSpanned))
      else if (isSpanned(child)) open.push(child)
    }
  }
}

/** What ESLint shows of a file that does not parse. */
class ParseError extends Error {
  readonly index: number
  readonly lineNumber: number
  readonly column: number

  constructor(message: string, index: number, { line, column }: Position) {
    super(message)
    this.index = index
    this.lineNumber = line
    this.column = column + 1
  }
}

function parse(text: string, path: string): { program: Spanned; comments: Spanned[] } {
  let failure: ParseError | null = null
  for (const lang of dialectsOf(path)) {
    const { program, comments, errors } = parseSync(path, text, { astType: 'ts', range: true, lang, preserveParens: false, sourceType: sourceTypeOf(path) })
    const [error] = errors
    // Where the parser could go on, the tree is whole.
    if (!error || program.body.length > 0) return { program, comments }
    const index = error.labels[0]?.start ?? 0
    failure ??= new ParseError(error.message, index, createLocator(text)(index))
  }
  throw failure ?? new Error('Unreadable')
}

/**
 * TypeScript, JavaScript and JSX for ESLint by the parser that the rules read other files with: it needs no TypeScript at the user's. There
 * are no tokens; no rule of ours asks for one.
 */
export const scriptParser = {
  meta: { name: 'eslint-plugin-leaks/script-parser', version: '1' },
  parseForESLint(text: string, options?: { readonly filePath?: string }) {
    const path = options?.filePath ?? 'file.ts'
    const { program, comments } = parse(text, path)
    const locate = createLocator(text)
    addLocations(program, locate)
    for (const comment of comments) addLocations(comment, locate)
    const ast = Object.assign(program, { tokens: [], comments })
    const isCommonJs = /\.c[jt]s$/.test(path)
    const scopeManager = analyze(ast as never, { sourceType: isCommonJs ? 'script' : 'module', globalReturn: isCommonJs, childVisitorKeys: visitorKeys, lib: [] })
    return { ast, scopeManager, visitorKeys, services: {} }
  },
} as unknown as Linter.Parser
