import type { TSESLint } from '@typescript-eslint/utils'
import { relative, sep } from 'node:path'

import { compilePatterns } from './patterns.ts'

type Context = Pick<TSESLint.RuleContext<string, readonly unknown[]>, 'cwd' | 'filename' | 'sourceCode'>

/** Does one of the patterns, from an option `ignoreFiles`, match the file's path below the working directory, written with `/`? */
export function isFileMatched(context: Context, patterns: readonly string[]): boolean {
  const path = relative(context.cwd, context.filename).split(sep).join('/')
  return compilePatterns('ignoreFiles', patterns).some((pattern) => pattern.test(path))
}

/** Does module scope live per component here: a Svelte instance script, a Vue `<script setup>`? Their parsers call it a module all the same. */
export function isComponentScript(context: Context): boolean {
  if (context.filename.endsWith('.svelte')) return true
  return context.filename.endsWith('.vue') && context.sourceCode.text.includes('<script setup')
}
