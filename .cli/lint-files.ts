import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'

import { ESLint, type Linter } from 'eslint'
import leaks from '../index.ts'

import type { Preset } from './arguments.ts'
import { componentConfigs } from './component-parsers.ts'
import { scriptParser } from './script-parser.ts'

export interface Report {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly rule: string
  readonly message: string
}

export interface Trouble {
  readonly file: string
  readonly message: string
}

export interface LintResult {
  readonly reports: readonly Report[]
  /** Files that no parser here understands. */
  readonly unparsable: readonly Trouble[]
  /** Files that could not be opened. */
  readonly unreadable: readonly Trouble[]
  /** Files on which a rule threw: a bug of ours, never of the scanned code. */
  readonly crashed: readonly Trouble[]
}

/** Below this many files, starting threads costs more than it saves. */
const FILES_WORTH_A_THREAD = 300
const THREADS_AT_MOST = 4

export interface LintWork {
  readonly files: readonly string[]
  readonly preset: Preset
  /** A folder that holds all the files. */
  readonly root: string
}

/** Lints files that have no ESLint set-up of their own; on several threads when there are many. */
export async function lintFiles(work: LintWork): Promise<LintResult> {
  const { files } = work
  const threads = Math.min(THREADS_AT_MOST, availableParallelism(), Math.ceil(files.length / FILES_WORTH_A_THREAD))
  if (threads <= 1) return await lintHere(work)
  // Dealt out like cards: neighbours are alike in size, so every thread gets its share of the large ones.
  const hands = Array.from({ length: threads }, (_, hand) => files.filter((_file, index) => index % threads === hand))
  const results = await Promise.all(hands.map((hand) => lintInThread({ ...work, files: hand })))
  return {
    reports: results.flatMap((result) => result.reports),
    unparsable: results.flatMap((result) => result.unparsable),
    unreadable: results.flatMap((result) => result.unreadable),
    crashed: results.flatMap((result) => result.crashed),
  }
}

export async function lintHere({ files, preset, root }: LintWork): Promise<LintResult> {
  const eslint = new ESLint({ cwd: root, overrideConfigFile: true, overrideConfig: await configOf(files, preset, root), ignore: false })
  const result = { reports: [] as Report[], unparsable: [] as Trouble[], unreadable: [] as Trouble[], crashed: [] as Trouble[] }
  for (const file of files) {
    const text = readFile(file)
    if (typeof text !== 'string') {
      result.unreadable.push({ file, message: messageOf(text.error) })
      continue
    }
    try {
      for (const message of await messagesOf(eslint, file, text)) {
        // The scanned project's own `/* eslint no-undef: 2 */` and `/* eslint-env */` comments are none of our business.
        if (message.fatal && message.message.startsWith('Parsing error')) result.unparsable.push({ file, message: describeParseError(message) })
        else if (message.ruleId?.startsWith('leaks/')) result.reports.push({ file, line: message.line, column: message.column, rule: message.ruleId, message: message.message })
      }
    } catch (error) {
      result.crashed.push({ file, message: messageOf(error) })
    }
  }
  return result
}

function readFile(file: string): string | { readonly error: unknown } {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    return { error }
  }
}

/** Node's own messages end in the path, which is told already. */
function messageOf(error: unknown): string {
  return error instanceof Error ? error.message.replace(/, \w+ '.*'$/, '') : String(error)
}

function describeParseError({ message, line, column }: Linter.LintMessage): string {
  return `${message.replace(/^Parsing error: /, '')} (${line}:${column})`
}

async function messagesOf(eslint: ESLint, file: string, text: string): Promise<Linter.LintMessage[]> {
  const results = await eslint.lintText(text, { filePath: file })
  return results.flatMap((result) => result.messages)
}

function lintInThread(work: LintWork): Promise<LintResult> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./thread.js', import.meta.url), { workerData: work })
    worker.once('message', resolve)
    worker.once('error', reject)
  })
}

/** One parser for TypeScript and JavaScript: it reads scripts, modules and JSX alike. The others load only when there is work for them. */
async function configOf(files: readonly string[], preset: Preset, root: string): Promise<Linter.Config[]> {
  return [
    { files: ['**/*.{ts,mts,cts,tsx,js,mjs,cjs,jsx}'], languageOptions: { parser: scriptParser } },
    { files: ['**/*.{cjs,cts}'], languageOptions: { sourceType: 'commonjs' } },
    { ...leaks.configs[preset], linterOptions: { reportUnusedDisableDirectives: 'off' } },
    ...(await componentConfigs(files, root)),
  ]
}
