import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

import * as babelParser from '@babel/eslint-parser'
import * as tsParser from '@typescript-eslint/parser'
import { simpleTraverse } from '@typescript-eslint/typescript-estree'
import { Linter } from 'eslint'
import { Linter as Linter9 } from 'eslint9'
import leaks from 'eslint-plugin-leaks'
import * as svelteParser from 'svelte-eslint-parser'
import * as vueParser from 'vue-eslint-parser'

import { readSource, SOURCES } from '../bench/sources.ts'
import { mutate, pick, randomFrom, type Span } from './mutate.ts'

const { values } = parseArgs({ options: { programs: { type: 'string', default: '2000' }, seed: { type: 'string', default: '1' } } })
const random = randomFrom(Number(values.seed))
const nodeModules = fileURLToPath(new URL('../../../node_modules', import.meta.url))

/** What the two hosts have in common. */
interface TextLinter {
  verify(code: string, config: Linter.Config[], options: { filename: string }): Linter.LintMessage[]
}

/** What a program is read with, and what stands around it there. */
interface Host {
  readonly filename: string
  readonly languageOptions: NonNullable<Linter.Config['languageOptions']>
  readonly wrap?: (text: string) => string
  /** Some parsers do not know the latest host. */
  readonly isForNine?: boolean
}

const filename = 'src/mutated.ts'
const babelOptions = { babelrc: false, configFile: false, parserOpts: { plugins: ['typescript', 'jsx'] } }

/** The parsers that users bring; the mutated texts are TypeScript or plain JavaScript. */
const HOSTS: readonly Host[] = [
  { filename, languageOptions: { parser: tsParser } },
  { filename, languageOptions: { parser: tsParser, parserOptions: { ecmaFeatures: { jsx: true } } } },
  { filename, languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } } },
  { filename, languageOptions: { parser: vueParser, parserOptions: { parser: tsParser } } },
  { filename, languageOptions: { parser: babelParser, parserOptions: { requireConfigFile: false, babelOptions } }, isForNine: true },
  { filename: 'src/Mutated.svelte', languageOptions: { parser: svelteParser, parserOptions: { parser: tsParser } }, wrap: (text) => `<script module lang="ts">\n${text}\n</script>\n` },
]
const RULE_SETS: readonly NonNullable<Linter.Config['rules']>[] = [
  leaks.configs.strict.rules ?? {},
  leaks.configs.recommended.rules ?? {},
  Object.fromEntries(Object.keys(leaks.rules).map((name) => [`leaks/${name}`, 'error'])),
  Object.fromEntries(Object.keys(leaks.rules).filter((name) => name.startsWith('no-unbounded-')).map((name) => [`leaks/${name}`, ['error', name.endsWith('record') ? {} : { exported: 'report', evidence: 'likely' }]])),
]

const published = SOURCES.flatMap((source) => readSource(source, nodeModules).map(({ text }) => text)).filter((text) => text.length < 20_000)
/** Half of the programs are made of the example. */
const texts = [published, ownExamples()]
const linter: TextLinter = new Linter()
const linter9: TextLinter = new Linter9()
const count = { programs: 0, parsed: 0, reports: 0, suggestions: 0 }
const faults: string[] = []

while (count.programs < Number(values.programs)) {
  const text = pick(pick(texts, random), random)
  const spans = spansOf(text)
  if (spans.length === 0) continue
  for (let turn = 0; turn < 10; turn++) check(mutate(text, spans, random))
}
process.stdout.write(`${JSON.stringify(count)}, seed ${values.seed}, ${String(faults.length)} faults\n${faults.slice(0, 20).join('\n')}\n`)
process.exitCode = faults.length > 0 ? 1 : 0

/** Lints one text, and applies each suggestion: that must parse, take its report away, and have nothing more to suggest there. */
function check(program: string): void {
  count.programs++
  const host = pick(HOSTS, random)
  const text = host.wrap?.(program) ?? program
  const config: Linter.Config = { files: ['**/*.*'], plugins: { leaks }, languageOptions: host.languageOptions, rules: pick(RULE_SETS, random) }
  const messages = lint(text, config, host)
  if (!messages || messages.some(({ fatal }) => fatal)) return
  count.parsed++
  count.reports += messages.length
  for (const message of messages) {
    for (const { fix, messageId } of message.suggestions ?? []) {
      count.suggestions++
      const fixed = text.slice(0, fix.range[0]) + fix.text + text.slice(fix.range[1])
      const after = lint(fixed, config, host)
      const what = `${message.ruleId ?? ''} ${messageId ?? ''}: ${JSON.stringify(text.slice(Math.max(0, fix.range[0] - 80), fix.range[1] + 40))} + ${JSON.stringify(fix.text)}`
      if (!after) continue
      if (after.some(({ fatal }) => fatal)) faults.push(`does not parse: ${what}`)
      else if (reportsOf(after, message.ruleId).length >= reportsOf(messages, message.ruleId).length) faults.push(`keeps its report: ${what}`)
      else if (after.some((left) => left.suggestions?.some((again) => again.messageId === messageId && again.fix.range[0] === fix.range[0] && again.fix.text === fix.text))) faults.push(`is suggested again: ${what}`)
    }
  }
}

function reportsOf(messages: readonly Linter.LintMessage[], ruleId: string | null): readonly Linter.LintMessage[] {
  return messages.filter((message) => message.ruleId === ruleId)
}

/** Null where a rule throws, which is a fault. */
function lint(text: string, config: Linter.Config, host: Host): Linter.LintMessage[] | null {
  try {
    return (host.isForNine === true ? linter9 : linter).verify(text, [config], { filename: host.filename })
  } catch (error) {
    faults.push(`throws: ${error instanceof Error ? (error.stack ?? error.message).split('\n').slice(0, 4).join(' ') : String(error)}`)
    return null
  }
}

/** The leaky half of the example, where nearly every line is reported. */
function ownExamples(): string[] {
  const folder = fileURLToPath(new URL('../../../docs/example/leaky', import.meta.url))
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
  return names.map((name) => readFileSync(join(folder, name), 'utf8'))
}

function spansOf(text: string): Span[] {
  const spans: Span[] = []
  try {
    const { ast } = tsParser.parseForESLint(text, { range: true })
    simpleTraverse(ast, {
      enter({ type, range }) {
        if (type !== 'Program') spans.push([range[0], range[1]])
      },
    })
  } catch {
    // A text with JSX, or of another dialect.
  }
  return spans
}
