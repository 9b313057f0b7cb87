import * as tsParser from '@typescript-eslint/parser'
import { ESLint, type Linter } from 'eslint'

import type { SourceText } from './sources.ts'

/** What is timed: a name and the rules that are on. */
export interface Contender {
  readonly name: string
  readonly config: Linter.Config
}

/** Milliseconds by contender and round; `parse` is a contender of its own. */
export type Times = Map<string, number[]>

export const PARSE = 'parse'

/** A linter for each contender, as a project has one: it works out the configuration once, and serves all files. */
export function createHosts(contenders: readonly Contender[]): Map<Contender, ESLint> {
  const languages: Linter.Config[] = [
    { files: ['**/*.ts'], languageOptions: { parser: tsParser } },
    { files: ['**/*.js'], languageOptions: { sourceType: 'commonjs' } },
  ]
  return new Map(contenders.map((contender) => [
    contender,
    new ESLint({ cwd: '/', stats: true, ignore: false, overrideConfigFile: true, overrideConfig: [...languages, contender.config] }),
  ]))
}

/** Times every contender on one file and adds to `times`. Returns false when the file does not parse. */
export async function measureFile(file: SourceText, hosts: ReadonlyMap<Contender, ESLint>, rounds: number, times: Times): Promise<boolean> {
  const contenders = [...hosts]
  for (let round = 0; round < rounds; round++) {
    // Each round starts with another contender, so that none always pays for cold caches or profits from warm ones.
    for (let turn = 0; turn < contenders.length; turn++) {
      const entry = contenders[(turn + round) % contenders.length]
      if (!entry) continue
      const [{ name }, host] = entry
      // A tree of its own for each: what our analysis remembers hangs on the tree, so each run computes everything anew.
      const [result] = await host.lintText(file.text, { filePath: `/no-such-folder/${file.path}` })
      const pass = result?.stats?.times.passes[0]
      if (!result || !pass || result.fatalErrorCount > 0) return false
      add(times, PARSE, round, (pass.parse?.total ?? 0) / contenders.length)
      // What ESLint itself counts for the rules: their `create` and all their listeners, without parsing and walking.
      add(times, name, round, Object.values(pass.rules ?? {}).reduce((sum, rule) => sum + rule.total, 0))
    }
  }
  return true
}

function add(times: Times, name: string, round: number, milliseconds: number): void {
  const rounds = times.get(name) ?? []
  rounds[round] = (rounds[round] ?? 0) + milliseconds
  times.set(name, rounds)
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}
