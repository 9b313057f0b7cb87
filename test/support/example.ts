import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

import { ESLint } from 'eslint'
import { ESLint as ESLint9 } from 'eslint9'

import { ROOT } from './repository.ts'

export const EXAMPLE = join(ROOT, 'docs/example')
export type Preset = 'recommended' | 'strict'

const HOSTS = { 'ESLint 9': ESLint9, 'ESLint 10': ESLint } as const

/** The example linted by the built plugin: `file:line rule: message` for each report, sorted. `config` is a file in test/fixtures/hosts. */
export async function lintExample(host: keyof typeof HOSTS, config: string): Promise<string[]> {
  const eslint = new HOSTS[host]({ cwd: EXAMPLE, overrideConfigFile: join(ROOT, 'test/fixtures/hosts', config) })
  const results = await eslint.lintFiles(['.'])
  const lines = results.flatMap((result) =>
    result.messages.map((message) => `${nameOf(result.filePath)}:${message.line} ${message.ruleId ?? 'error'}: ${message.message}`),
  )
  return lines.sort()
}

interface OxlintOutput {
  readonly diagnostics: readonly {
    readonly message: string
    readonly code: string
    readonly filename: string
    readonly labels: readonly { readonly span: { readonly line: number } }[]
  }[]
}

/** The same by Oxlint, with the preset's file, in the same form. */
export function lintExampleWithOxlint(preset: Preset): string[] {
  const config = join(ROOT, '.cache', `oxlint-${preset}.json`)
  mkdirSync(join(ROOT, '.cache'), { recursive: true })
  writeFileSync(config, JSON.stringify({ extends: [join(ROOT, 'dist/oxlint', `${preset}.json`)], categories: { correctness: 'off' } }))
  const { diagnostics } = JSON.parse(runOxlint(['-c', config, '--format', 'json', '.'])) as OxlintOutput
  return diagnostics.map(({ message, code, filename, labels }) => `${filename}:${labels[0]?.span.line ?? 0} ${code.replace(/^(\w+)\((.+)\)$/, '$1/$2')}: ${message}`).sort()
}

/** Oxlint exits with 1 when it reports; what it says is on standard output all the same. */
function runOxlint(args: readonly string[]): string {
  const oxlint = join(ROOT, 'node_modules/oxlint/bin/oxlint')
  try {
    return execFileSync(process.execPath, [oxlint, ...args], { cwd: EXAMPLE, encoding: 'utf8' })
  } catch (error) {
    if (error instanceof Error && 'stdout' in error && typeof error.stdout === 'string') return error.stdout
    throw error
  }
}

function nameOf(path: string): string {
  return relative(EXAMPLE, path).split(sep).join('/')
}
