import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'

import { ESLint, type Linter, type Rule } from 'eslint'
import leaks from '../index.ts'
import { askDiskAgain } from '../rules/program/sources/source-files.ts'
import { findStory, type Story } from '../rules/support/story.ts'

import type { Preset } from './arguments.ts'
import { componentConfigs } from './component-parsers.ts'
import { scriptParser } from './script-parser.ts'

export interface Report {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly rule: string
  readonly message: string
  /** The reported line as written: what it is known by when it has moved. */
  readonly code: string
  /** What the report claims, by its witnesses; null where the rule tells none. */
  readonly story: Story | null
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
  /** The folder whose packages have the parsers of components; another one than `root` for a copy of an earlier state. */
  readonly parsersFrom: string
}

/** What a thread says: how many more files are done, or what it found. */
export type ThreadMessage = { readonly done: number } | { readonly result: LintResult }

/** Lints files that have no ESLint set-up of their own; on several threads when there are many. `onDone` hears of every few files. */
export async function lintFiles(work: LintWork, onDone: (files: number) => void = () => undefined): Promise<LintResult> {
  const { files } = work
  const threads = Math.min(THREADS_AT_MOST, availableParallelism(), Math.ceil(files.length / FILES_WORTH_A_THREAD))
  if (threads <= 1) return await lintHere(work, onDone)
  // Dealt out like cards: neighbours are alike in size, so every thread gets its share of the large ones.
  const hands = Array.from({ length: threads }, (_, hand) => files.filter((_file, index) => index % threads === hand))
  const results = await Promise.all(hands.map((hand) => lintInThread({ ...work, files: hand }, onDone)))
  return {
    reports: results.flatMap((result) => result.reports),
    unparsable: results.flatMap((result) => result.unparsable),
    unreadable: results.flatMap((result) => result.unreadable),
    crashed: results.flatMap((result) => result.crashed),
  }
}

const FILES_A_WORD = 20

export async function lintHere(work: LintWork, onDone: (files: number) => void): Promise<LintResult> {
  askDiskAgain()
  const { files, root } = work
  const trees = new Map<string, object>()
  const config = await configOf(work, trees)
  const eslint = new ESLint({ cwd: root, overrideConfigFile: true, overrideConfig: config, ignore: false })
  const result = { reports: [] as Report[], unparsable: [] as Trouble[], unreadable: [] as Trouble[], crashed: [] as Trouble[] }
  for (const [index, file] of files.entries()) {
    if (index % FILES_A_WORD === FILES_A_WORD - 1) onDone(FILES_A_WORD)
    const text = readFile(file)
    if (typeof text !== 'string') {
      result.unreadable.push({ file, message: messageOf(text.error) })
      continue
    }
    try {
      for (const message of await messagesOf(eslint, file, withoutOtherRules(text))) {
        // The scanned project's own `/* eslint no-undef: 2 */` and `/* eslint-env */` comments are none of our business.
        if (message.fatal && message.message.startsWith('Parsing error')) result.unparsable.push({ file, message: describeParseError(message) })
        else if (message.ruleId?.startsWith('leaks/')) result.reports.push(toReport(file, text, message, trees.get(file)))
      }
    } catch (error) {
      result.crashed.push({ file, message: messageOf(error) })
    }
    trees.clear()
  }
  return result
}

function toReport(file: string, text: string, { ruleId, line, column, message }: Linter.LintMessage, tree: object | undefined): Report {
  const rule = ruleId ?? ''
  const code = text.split(/\r\n|[\r\n\u2028\u2029]/)[line - 1]?.trim() ?? ''
  return { file, line, column, rule, message, code, story: tree ? findStory(tree, rule, line, column) : null }
}

function readFile(file: string): string | { readonly error: unknown } {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    return { error }
  }
}

/** A comment that sets rules up for its file. */
const RULES_COMMENT = /\/\*\s*eslint\s[^*]*\*\//g

/** The text without comments that turn on rules of others, which would run here too, on a tree without the tokens that they may need. Places stay where they are. */
function withoutOtherRules(text: string): string {
  return text.includes('eslint ') ? text.replace(RULES_COMMENT, (comment) => (comment.includes('leaks/') ? comment : comment.replace(/[^\n\r/*]/g, ' '))) : text
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

function lintInThread(work: LintWork, onDone: (files: number) => void): Promise<LintResult> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./thread.js', import.meta.url), { workerData: work })
    worker.on('message', (message: ThreadMessage) => {
      if ('done' in message) onDone(message.done)
      else resolve(message.result)
    })
    worker.once('error', reject)
  })
}

/** One parser for TypeScript and JavaScript: it reads scripts, modules and JSX alike. The others load only when there is work for them. */
async function configOf({ files, preset, parsersFrom }: LintWork, trees: Map<string, object>): Promise<Linter.Config[]> {
  return [
    { files: ['**/*.{ts,mts,cts,tsx,js,mjs,cjs,jsx}'], languageOptions: { parser: scriptParser } },
    { files: ['**/*.{cjs,cts}'], languageOptions: { sourceType: 'commonjs' } },
    { ...leaks.configs[preset], linterOptions: { reportUnusedDisableDirectives: 'off' } },
    { plugins: { scan: { rules: { trees: createTreeKeeper(trees) } } }, rules: { 'scan/trees': 'error' } },
    ...(await componentConfigs(files, parsersFrom)),
  ]
}

/** Reports nothing, and keeps the tree by which the stories of a file's reports are found. */
function createTreeKeeper(trees: Map<string, object>): Rule.RuleModule {
  return {
    create({ filename, sourceCode }) {
      trees.set(filename, sourceCode.ast)
      return {}
    },
  }
}
