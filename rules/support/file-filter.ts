import type { TSESLint } from '@typescript-eslint/utils'
import { relative, sep } from 'node:path'

type Context = Pick<TSESLint.RuleContext<string, readonly unknown[]>, 'cwd' | 'filename' | 'sourceCode'>

/** Does one of the patterns (regular expressions) match the file's path below the working directory, written with `/`? */
export function isFileMatched(context: Context, patterns: readonly string[]): boolean {
  const path = relative(context.cwd, context.filename).split(sep).join('/')
  return patterns.some((pattern) => compile(pattern).test(path))
}

/** Compiling a pattern costs more than matching it, and every rule brings the same few for every file. */
const compiled = new Map<string, RegExp>()
const PATTERNS_AT_MOST = 100

function compile(pattern: string): RegExp {
  const known = compiled.get(pattern)
  if (known) return known
  if (compiled.size >= PATTERNS_AT_MOST) compiled.clear()
  const regex = new RegExp(pattern, 'u')
  compiled.set(pattern, regex)
  return regex
}

/** Does module scope live per component here: a Svelte instance script, a Vue `<script setup>`? Their parsers call it a module all the same. */
export function isComponentScript(context: Context): boolean {
  if (context.filename.endsWith('.svelte')) return true
  return context.filename.endsWith('.vue') && context.sourceCode.text.includes('<script setup')
}
