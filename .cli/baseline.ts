import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, relative, resolve, sep } from 'node:path'

import { UsageError } from './arguments.ts'
import { withoutKnown, type Identity } from './fingerprints.ts'
import type { Report } from './lint-files.ts'

/** File, then rule, then the reported lines as written; files are named from the baseline's own folder. */
type Baseline = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>

/** Takes away what the baseline knows. Entries of files that were not looked at are not `gone`. Throws `UsageError`. */
export function subtractBaseline(
  reports: readonly Report[],
  path: string,
  linted: readonly string[],
): { readonly fresh: readonly Report[]; readonly gone: number } {
  const lookedAt = new Set(linted.map((file) => nameFrom(path, file)))
  const known = identitiesOf(readBaseline(path))
  const { fresh, gone } = withoutKnown(reports, known, (report) => identityIn(path, report))
  return { fresh, gone: gone.filter(({ file }) => lookedAt.has(file) || !existsSync(resolve(dirname(path), file))).length }
}

/** Writes what is reported now; what was known of files that were not looked at stays. Gives the number of known reports. */
export function writeBaseline(reports: readonly Report[], path: string, linted: readonly string[]): number {
  const lookedAt = new Set(linted.map((file) => nameFrom(path, file)))
  const before = existsSync(path) ? identitiesOf(readBaseline(path)) : []
  const kept = before.filter(({ file }) => !lookedAt.has(file) && existsSync(resolve(dirname(path), file)))
  const all = [...kept, ...reports.map((report) => identityIn(path, report))]
  try {
    writeFileSync(path, `${JSON.stringify(toBaseline(all), null, 2)}\n`)
  } catch (error) {
    throw new UsageError(`The baseline \`${path}\` cannot be written: ${codeOf(error)}.`)
  }
  return all.length
}

function readBaseline(path: string): Baseline {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') throw new UsageError(`There is no baseline \`${path}\`; \`--update-baseline\` writes it.`)
    throw new UsageError(`The baseline \`${path}\` cannot be read: ${codeOf(error)}.`)
  }
  const known = parse(text)
  if (!isBaseline(known)) throw new UsageError(`\`${path}\` is no baseline; \`--update-baseline\` writes one.`)
  return known
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function isBaseline(value: unknown): value is Baseline {
  const isObject = (one: unknown): one is object => typeof one === 'object' && one !== null && !Array.isArray(one)
  if (!isObject(value)) return false
  const rules: unknown[] = Object.values(value)
  return rules.every((byRule) => isObject(byRule) && Object.values(byRule).every((lines) => Array.isArray(lines) && lines.every((line) => typeof line === 'string')))
}

function identitiesOf(baseline: Baseline): Identity[] {
  return Object.entries(baseline).flatMap(([file, rules]) => Object.entries(rules).flatMap(([rule, lines]) => lines.map((code) => ({ file, rule, code }))))
}

function toBaseline(all: readonly Identity[]): Baseline {
  const files: Record<string, Record<string, string[]>> = {}
  const sorted = [...all].sort((a, b) => (`${a.file}\0${a.rule}\0${a.code}` < `${b.file}\0${b.rule}\0${b.code}` ? -1 : 1))
  for (const { file, rule, code } of sorted) ((files[file] ??= {})[rule] ??= []).push(code)
  return files
}

function identityIn(path: string, { file, rule, code }: Report): Identity {
  return { file: nameFrom(path, file), rule, code }
}

function nameFrom(path: string, file: string): string {
  return relative(dirname(path), file).split(sep).join('/')
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}
