import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'

import * as tsParser from '@typescript-eslint/parser'
import { ESLint, type Linter } from 'eslint'
import leaks from 'eslint-plugin-leaks'

import type { Preset } from './arguments.ts'

export interface Report {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly rule: string
  readonly message: string
}

export interface Unreadable {
  readonly file: string
  readonly message: string
}

export interface LintResult {
  readonly reports: readonly Report[]
  /** Files that no parser here understands. */
  readonly unparsable: readonly Unreadable[]
  /** Files on which a rule threw: a bug of ours, never of the scanned code. */
  readonly crashed: readonly Unreadable[]
}

/** Below this many files, starting threads costs more than it saves. */
const FILES_WORTH_A_THREAD = 300
const THREADS_AT_MOST = 4

/** Lints files that have no ESLint set-up of their own; on several threads when there are many. */
export async function lintFiles(files: readonly string[], preset: Preset, root: string): Promise<LintResult> {
  const threads = Math.min(THREADS_AT_MOST, availableParallelism(), Math.ceil(files.length / FILES_WORTH_A_THREAD))
  if (threads <= 1) return await lintHere(files, preset, root)
  // Dealt out like cards: neighbours are alike in size, so every thread gets its share of the large ones.
  const hands = Array.from({ length: threads }, (_, hand) => files.filter((_file, index) => index % threads === hand))
  const results = await Promise.all(hands.map((hand) => lintInThread(hand, preset, root)))
  return {
    reports: results.flatMap((result) => result.reports),
    unparsable: results.flatMap((result) => result.unparsable),
    crashed: results.flatMap((result) => result.crashed),
  }
}

export async function lintHere(files: readonly string[], preset: Preset, root: string): Promise<LintResult> {
  return await lintTexts(files.map((file) => ({ file })), preset, root)
}

/** Lints files under texts of their own, or as they are on the disk. */
export async function lintTexts(texts: readonly { readonly file: string; readonly text?: string }[], preset: Preset, root: string): Promise<LintResult> {
  const files = texts.map(({ file }) => file)
  const eslint = new ESLint({ cwd: root, overrideConfigFile: true, overrideConfig: await configOf(files, preset), ignore: false })
  const reports: Report[] = []
  const unparsable: Unreadable[] = []
  const crashed: Unreadable[] = []
  for (const { file, text } of texts) {
    try {
      for (const message of await messagesOf(eslint, file, text ?? readFileSync(file, 'utf8'))) {
        // The scanned project's own `/* eslint no-undef: 2 */` and `/* eslint-env */` comments are none of our business.
        if (message.fatal && message.message.startsWith('Parsing error')) unparsable.push({ file, message: message.message })
        else if (message.ruleId?.startsWith('leaks/')) reports.push({ file, line: message.line, column: message.column, rule: message.ruleId, message: message.message })
      }
    } catch (error) {
      crashed.push({ file, message: error instanceof Error ? error.message : String(error) })
    }
  }
  return { reports, unparsable, crashed }
}

async function messagesOf(eslint: ESLint, file: string, text: string): Promise<Linter.LintMessage[]> {
  const results = await eslint.lintText(text, { filePath: file })
  return results.flatMap((result) => result.messages)
}

function lintInThread(files: readonly string[], preset: Preset, root: string): Promise<LintResult> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./thread.js', import.meta.url), { workerData: { files, preset, root } satisfies ThreadWork })
    worker.once('message', resolve)
    worker.once('error', reject)
  })
}

export interface ThreadWork {
  readonly files: readonly string[]
  readonly preset: Preset
  readonly root: string
}

/** One parser for TypeScript and JavaScript: it reads scripts, modules and JSX alike. The others load only when there is work for them. */
async function configOf(files: readonly string[], preset: Preset): Promise<Linter.Config[]> {
  const config: Linter.Config[] = [
    { files: ['**/*.{ts,mts,cts,tsx,js,mjs,cjs,jsx}'], languageOptions: { parser: tsParser, parserOptions: { ecmaFeatures: { jsx: true } } } },
    { files: ['**/*.cjs'], languageOptions: { sourceType: 'commonjs' } },
    { ...leaks.configs[preset], linterOptions: { reportUnusedDisableDirectives: 'off' } },
  ]
  if (files.some((file) => file.endsWith('.vue'))) config.push(componentConfig('**/*.vue', await import('vue-eslint-parser')))
  if (files.some((file) => file.endsWith('.svelte'))) config.push(componentConfig('**/*.svelte', await import('svelte-eslint-parser')))
  return config
}

function componentConfig(pattern: string, parser: Linter.Parser): Linter.Config {
  return { files: [pattern], languageOptions: { parser, parserOptions: { parser: tsParser } } }
}
