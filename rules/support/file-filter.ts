import type { TSESLint, TSESTree } from '@typescript-eslint/utils'
import { relative, sep } from 'node:path'

import { isRecord } from '../ast/type-guards.ts'
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

/** What bundlers put into every file that they write. */
const BUNDLE_MARKS = ['var __defProp = Object.defineProperty', '__webpack_require__', 'var __commonJS = (', 'System.register([']
/** Source that says so is short; a bundle is long. */
const MIN_BUNDLE_LENGTH = 50_000

/** Was the text put together of many files? What is wrong in it is wrong in its sources. */
function isBundle(text: string): boolean {
  return text.length >= MIN_BUNDLE_LENGTH && BUNDLE_MARKS.some((mark) => text.includes(mark))
}

/** Is the file a bundle, or does one of the patterns, from an option `ignoreFiles`, match the file's path below the working directory, written with `/`? */
export function isFileMatched(context: Context, patterns: readonly string[]): boolean {
  const known = answers.get(context.sourceCode) ?? new Map<string, boolean>()
  answers.set(context.sourceCode, known)
  const question = questionOf(patterns)
  const before = known.get(question)
  if (before !== undefined) return before
  const path = pathBelow(context)
  const isMatched = isBundle(context.sourceCode.text) || compilePatterns('ignoreFiles', patterns).some((pattern) => pattern.test(path))
  known.set(question, isMatched)
  return isMatched
}

/** The file's path below the working directory, written with `/`. */
function pathBelow({ cwd, filename }: Context): string {
  const isBelow = filename.startsWith(cwd) && filename.charAt(cwd.length) === sep && !filename.includes('..')
  const path = isBelow ? filename.slice(cwd.length + 1) : relative(cwd, filename)
  return sep === '/' ? path : path.split(sep).join('/')
}

/** Does module scope live per component here: a Svelte instance script, a Vue `<script setup>`? Their parsers call it a module all the same. */
export function isComponentScript(context: Context): boolean {
  if (context.filename.endsWith('.svelte')) return true
  return context.filename.endsWith('.vue') && context.sourceCode.text.includes('<script setup')
}

const MODULE_SCRIPT = /<script\b[^>]*\bmodule\b/

/** Has a component nothing that lives as long as the program? A Svelte module script does, beside the one that runs per component. */
export function isOnlyPerComponent(context: Context): boolean {
  return isComponentScript(context) && !(context.filename.endsWith('.svelte') && MODULE_SCRIPT.test(context.sourceCode.text))
}

/** Does what is declared at a node live per component? In a component it does, but for what stands in a module script. */
export function isPerComponent(context: Context, node: TSESTree.Node): boolean {
  return isComponentScript(context) && !isInModuleScript(node)
}

/** `<script module>`, `<script context="module">`: the element is a node of the parser's own. */
function isInModuleScript(node: TSESTree.Node): boolean {
  for (let at: unknown = node; isRecord(at); at = at['parent']) {
    if (at['type'] !== 'SvelteScriptElement') continue
    const tag = at['startTag']
    const attributes = isRecord(tag) && Array.isArray(tag['attributes']) ? tag['attributes'] : []
    return attributes.some((attribute) => isRecord(attribute) && isModuleAttribute(attribute))
  }
  return false
}

function isModuleAttribute({ key, value }: Readonly<Record<string, unknown>>): boolean {
  const name = isRecord(key) ? key['name'] : null
  if (name !== 'context') return name === 'module'
  const first: unknown = Array.isArray(value) ? value[0] : null
  return isRecord(first) && first['value'] === 'module'
}
