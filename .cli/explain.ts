import { readFileSync } from 'node:fs'
import { dirname, relative, resolve, sep } from 'node:path'

import { ESLint, type Rule } from 'eslint'

import leaks from '../index.ts'
import { accountFor, type Account } from '../rules/support/account.ts'
import { findStory, type Step } from '../rules/support/story.ts'

import { PRESETS, UsageError } from './arguments.ts'
import { componentConfigs } from './component-parsers.ts'
import { isSource, isWithin, nameOf } from './find-files.ts'
import { scriptParser } from './script-parser.ts'

interface Found {
  readonly accounts: readonly Account[]
  readonly reports: readonly { readonly rule: string; readonly line: number; readonly message: string; readonly steps: readonly Step[]; readonly preset: string }[]
}

/** Tells what is known of the code at `file:line`, and why it is reported or not. Throws `UsageError`. */
export async function explainPlace(place: string, folder: string): Promise<string> {
  const [, name = '', number = ''] = /^(.+?):(\d+)(?::\d+)?$/.exec(place) ?? []
  if (name === '') throw new UsageError(`\`explain\` takes a file and a line: \`src/cache.ts:12\`, not \`${place}\`.`)
  const file = resolve(folder, name)
  const text = readSource(file, name)
  const line = Number(number)
  const code = text.split(/\r\n|[\r\n\u2028\u2029]/)[line - 1]
  if (code === undefined) throw new UsageError(`\`${name}\` has no line ${number}.`)
  const root = isWithin(file, folder) ? folder : dirname(file)
  const { accounts, reports } = await findAt(file, text, line, root)
  const shown = (step: Step): string => `${nameOf(step.path ?? file, root)}:${String(step.line)}`
  const blocks = [
    `${nameOf(file, root)}:${number}  ${code.trim()}`,
    ...reports.map((report) => [`Reported by ${report.rule} (${report.preset}): ${report.message}`, ...report.steps.map((step) => formatStep(step, shown(step)))].join('\n')),
    // A report tells its facts itself.
    ...accounts.filter(({ line: at }) => !reports.some((report) => report.line === at && report.steps.length > 0)).map((account) => formatAccount(account, shown)),
  ]
  if (blocks.length === 1) blocks.push('There is no report here, and nothing that lives on and could grow: no collection, and no timer, subscription or fetch that a rule speaks of.')
  return `${blocks.join('\n\n')}\n`
}

function readSource(file: string, name: string): string {
  if (!isSource(file)) throw new UsageError(`Not TypeScript, JavaScript, Vue or Svelte: \`${name}\`.`)
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new UsageError(`There is no file \`${name}\`, or it cannot be read.`)
  }
}

async function findAt(file: string, text: string, line: number, root: string): Promise<Found> {
  const accounts: Account[] = []
  const reports: Found['reports'][number][] = []
  let tree: object | null = null
  const witness: Rule.RuleModule = {
    create(context) {
      tree = context.sourceCode.ast
      return {
        'Program:exit'() {
          if (accounts.length === 0) accounts.push(...accountFor(context as never, line))
        },
      }
    },
  }
  for (const preset of PRESETS) {
    const overrideConfig = [
      { files: ['**/*.{ts,mts,cts,tsx,js,mjs,cjs,jsx}'], languageOptions: { parser: scriptParser } },
      { ...leaks.configs[preset], linterOptions: { reportUnusedDisableDirectives: 'off' as const } },
      { plugins: { explain: { rules: { witness } } }, rules: { 'explain/witness': 'error' as const } },
      ...(await componentConfigs([file], root)),
    ]
    const eslint = new ESLint({ cwd: root, overrideConfigFile: true, overrideConfig, ignore: false })
    const [result] = await eslint.lintText(text, { filePath: file })
    for (const { ruleId, line: at, column, message, fatal } of result?.messages ?? []) {
      if (fatal) throw new UsageError(`\`${relative(root, file).split(sep).join('/')}\` could not be parsed: ${message} (${String(at)}:${String(column)})`)
      const isAsked = at === line || accounts.some((account) => account.line === at)
      if (ruleId === null || !isAsked || reports.some((known) => known.rule === ruleId && known.line === at)) continue
      reports.push({ rule: ruleId, line: at, message, preset, steps: (tree && findStory(tree, ruleId, at, column)?.steps) ?? [] })
    }
  }
  return { accounts, reports }
}

function formatAccount({ name, line, steps, against }: Account, shown: (step: Step) => string): string {
  const reasons = against.map((reason) => `  - ${reason}`)
  const why = against.length > 0 ? ['What speaks against a leak, or is not known:', ...reasons] : []
  const silent = against.length > 0 ? [] : ['Nothing speaks against a leak, but too few of its facts are proven for a report, or the file is left out by its name.']
  return [`What is known of \`${name}\` (line ${String(line)}):`, ...steps.map((step) => formatStep(step, shown(step))), ...why, ...silent].join('\n')
}

const WORDS: Readonly<Record<Step['role'], string>> = { event: 'again', key: 'new keys', growth: 'growth', owner: 'lives on', release: 'release', missing: 'release' }

function formatStep({ role, text, certainty }: Step, place: string): string {
  return `  ${WORDS[role].padEnd(9)} ${(certainty ?? '').padEnd(8)} ${text} (${place})`
}
