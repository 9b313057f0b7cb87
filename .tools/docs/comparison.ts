import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import * as parser from '@typescript-eslint/parser'
import { Linter, type ESLint } from 'eslint'

/** What the folders of fixtures are about. */
export const TOPICS = ['intervals', 'timeouts', 'listeners', 'observers', 'subscriptions', 'requests', 'collections'] as const
export type Topic = (typeof TOPICS)[number]

/** One file of `test/fixtures/comparison`: something is acquired, and it is a leak or it is fine. */
export interface Case {
  readonly topic: Topic
  readonly file: string
  /** Its first line. */
  readonly title: string
  readonly text: string
  readonly isLeak: boolean
  /** It stands in an effect of a React component. */
  readonly isInEffect: boolean
}

export interface Rival {
  /** As the table's head has it. */
  readonly name: string
  /** As npm has it. */
  readonly packageName: string
  /** What it looks for. Of anything else it is not asked. */
  readonly topics: readonly Topic[]
  readonly config: Linter.Config
}

/** Who reports which case. */
export interface Outcome {
  readonly case: Case
  readonly reportedBy: ReadonlySet<string>
}

export const OURS = 'these rules'

/** The linters that are compared. Ours is handed in, so that tests can take it from source. Rules of theirs that are about style, not about leaks, stay off. */
export async function findRivals(leaks: ESLint.Plugin, preset: Linter.Config): Promise<Rival[]> {
  return [
    { name: OURS, packageName: 'eslint-plugin-leaks', topics: ['intervals', 'timeouts', 'listeners', 'observers', 'subscriptions', 'collections'], config: { plugins: { leaks }, rules: preset.rules ?? {} } },
    await findRival('@eslint-react', '@eslint-react/eslint-plugin', ['intervals', 'timeouts', 'listeners', 'observers', 'requests'], (rule) => rule.startsWith('web-api-no-leaked-')),
    await findRival('listeners', 'eslint-plugin-listeners', ['listeners'], (rule) => rule !== 'no-inline-function-event-listener'),
    await findRival('clean-timer', 'eslint-plugin-clean-timer', ['intervals', 'timeouts'], () => true),
    await findRival('observers', 'eslint-plugin-observers', ['observers'], () => true),
  ]
}

/** Three of them have no types. */
async function load(name: string): Promise<ESLint.Plugin> {
  const loaded: unknown = await import(name)
  const plugin = isRecord(loaded) ? loaded['default'] : null
  if (!isPlugin(plugin)) throw new Error(`${name} is no plugin.`)
  return plugin
}

function isPlugin(value: unknown): value is ESLint.Plugin {
  return isRecord(value) && isRecord(value['rules'])
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

async function findRival(name: string, packageName: string, topics: readonly Topic[], isAsked: (rule: string) => boolean): Promise<Rival> {
  const plugin = await load(packageName)
  const rules = Object.keys(plugin.rules ?? {}).filter(isAsked)
  return { name, packageName, topics, config: { plugins: { peer: plugin }, rules: Object.fromEntries(rules.map((rule) => [`peer/${rule}`, 'error'])) } }
}

/** Reads the cases: one a file, with what it is in the first line, and `// leak` or `// fine` where the resource is acquired. */
export function readCases(folder: string): Case[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.tsx?$/.test(path))
    .sort()
    .map((path) => toCase(path, readFileSync(join(folder, path), 'utf8')))
}

function toCase(path: string, text: string): Case {
  const topic = TOPICS.find((name) => path.startsWith(`${name}/`))
  const title = /^\/\/ (.+\.)\n/.exec(text)?.[1]
  const marks = [...text.matchAll(/ \/\/ (leak|fine)$/gm)].map(([, mark]) => mark)
  if (!topic || title === undefined || marks.length !== 1) throw new Error(`${path} needs a known folder, a first line that says what it is, and one mark.`)
  return { topic, file: path, title, text, isLeak: marks[0] === 'leak', isInEffect: text.includes('useEffect(') }
}

/** Runs every linter over every case. A file that one of them cannot read is an error. */
export function compare(cases: readonly Case[], linters: readonly Rival[]): Outcome[] {
  const linter = new Linter()
  return cases.map((one) => {
    const reportedBy = new Set<string>()
    for (const { name, config } of linters) {
      const languageOptions = { parser, parserOptions: { ecmaFeatures: { jsx: one.file.endsWith('x') } } }
      const messages = linter.verify(one.text, [{ ...config, files: ['**/*.{ts,tsx}'], languageOptions }], { filename: one.file })
      const broken = messages.find(({ fatal }) => fatal)
      if (broken) throw new Error(`${name} on ${one.file}: ${broken.message}`)
      if (messages.length > 0) reportedBy.add(name)
    }
    return { case: one, reportedBy }
  })
}
