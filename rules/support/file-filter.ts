import type { TSESLint } from '@typescript-eslint/utils'
import { relative, sep } from 'node:path'

import { compilePatterns } from './patterns.ts'

type Context = Pick<TSESLint.RuleContext<string, readonly unknown[]>, 'cwd' | 'filename' | 'sourceCode'>

/** Every rule asks the same of every file, mostly with the same patterns. */
const answers = new WeakMap<object, Map<string, boolean>>()
/** The lists of one configuration, as one text each. */
const questions = new WeakMap<readonly string[], string>()

function questionOf(patterns: readonly string[]): string {
  const question = questions.get(patterns) ?? patterns.join('\n')
  questions.set(patterns, question)
  return question
}

/** Does one of the patterns, from an option `ignoreFiles`, match the file's path below the working directory, written with `/`? */
export function isFileMatched(context: Context, patterns: readonly string[]): boolean {
  const known = answers.get(context.sourceCode) ?? new Map<string, boolean>()
  answers.set(context.sourceCode, known)
  const question = questionOf(patterns)
  const before = known.get(question)
  if (before !== undefined) return before
  const path = relative(context.cwd, context.filename).split(sep).join('/')
  const isMatched = compilePatterns('ignoreFiles', patterns).some((pattern) => pattern.test(path))
  known.set(question, isMatched)
  return isMatched
}

/** Does module scope live per component here: a Svelte instance script, a Vue `<script setup>`? Their parsers call it a module all the same. */
export function isComponentScript(context: Context): boolean {
  if (context.filename.endsWith('.svelte')) return true
  return context.filename.endsWith('.vue') && context.sourceCode.text.includes('<script setup')
}
