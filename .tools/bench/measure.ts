import * as tsParser from '@typescript-eslint/parser'
import { Linter, type SourceCode } from 'eslint'

import type { SourceText } from './sources.ts'

/** What is timed: a name and the rules that are on. */
export interface Contender {
  readonly name: string
  readonly config: Linter.Config
}

/** Milliseconds by contender and round; `parse` is a contender of its own. */
export type Times = Map<string, number[]>

export const PARSE = 'parse'

/** `stats` makes ESLint time the parser and each rule; its types leave it out. */
function withStats(file: SourceText): Linter.LintOptions {
  const options: Linter.LintOptions & { stats: boolean } = { filename: file.path, stats: true }
  return options
}

/** ESLint's `verify` adds to times that only `verifyAndFix` starts, here on nothing. */
function timedLinter(): Linter {
  const linter = new Linter()
  const options: Linter.FixOptions & { stats: boolean } = { fix: false, stats: true }
  linter.verifyAndFix('', [], options)
  return linter
}

/** Times every contender on one file and adds to `times`. Returns false when the file does not parse. */
export function measureFile(file: SourceText, contenders: readonly Contender[], rounds: number, times: Times): boolean {
  for (let round = 0; round < rounds; round++) {
    // Each round starts with another contender, so that none always pays for cold caches or profits from warm ones.
    for (let turn = 0; turn < contenders.length; turn++) {
      const contender = contenders[(turn + round) % contenders.length]
      if (!contender) continue
      // A tree of its own for each: what our analysis remembers hangs on the tree, so each run computes everything anew.
      const parsed = parse(file)
      if (!parsed) return false
      add(times, PARSE, round, parsed.milliseconds / contenders.length)
      add(times, contender.name, round, timeRules(file, parsed.source, contender))
    }
  }
  return true
}

function add(times: Times, name: string, round: number, milliseconds: number): void {
  const rounds = times.get(name) ?? []
  rounds[round] = (rounds[round] ?? 0) + milliseconds
  times.set(name, rounds)
}

function languageOf(file: SourceText): Linter.Config {
  return file.path.endsWith('.ts') ? { files: ['**/*.*'], languageOptions: { parser: tsParser } } : { files: ['**/*.*'], languageOptions: { sourceType: 'commonjs' } }
}

function parse(file: SourceText): { readonly source: SourceCode; readonly milliseconds: number } | null {
  const linter = timedLinter()
  const messages = linter.verify(file.text, [languageOf(file)], withStats(file))
  const milliseconds = linter.getTimes().passes[0]?.parse?.total ?? 0
  return messages.some((message) => message.fatal) ? null : { source: linter.getSourceCode(), milliseconds }
}

/** What ESLint itself counts for the rules: their `create` and all their listeners, without parsing and walking. */
function timeRules(file: SourceText, source: SourceCode, contender: Contender): number {
  const linter = timedLinter()
  linter.verify(source, [languageOf(file), contender.config], withStats(file))
  const rules = linter.getTimes().passes[0]?.rules ?? {}
  return Object.values(rules).reduce((sum, rule) => sum + rule.total, 0)
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}
