import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

export const PRESETS = ['recommended', 'strict'] as const
export type Preset = (typeof PRESETS)[number]
export const FORMATS = ['stylish', 'json', 'sarif', 'github'] as const
export type Format = (typeof FORMATS)[number]

export interface ScanRequest {
  /** The folders and files to scan, absolute. */
  readonly targets: readonly string[]
  readonly preset: Preset
  readonly format: Format
  /** Up to this many reports the scan still succeeds. */
  readonly maxReports: number
}

const USAGE = `Usage: eslint-plugin-leaks [paths] [--preset ${PRESETS.join('|')}] [--format ${FORMATS.join('|')}] [--max-warnings <number>]`
export const HELP = `${USAGE}

Lints folders and files that need no ESLint set-up; without paths, the folder it is called in.

  --preset        recommended: what is nearly always a leak (the default). strict: everything.
  --format        stylish for people (the default), json, sarif for code scanning, github for annotations.
  --max-warnings  how many reports are let pass; 0 unless told.

Exit code 0: clean. 1: reports, or files that cannot be read. 2: the scan itself could not be done.
`

/** A request that cannot be carried out; its message is the one line that the user sees. */
export class UsageError extends Error {}

/** Reads the command line; paths start at `from`. Null where only help is asked for. Throws `UsageError`. */
export function readArguments(args: readonly string[], from: string): ScanRequest | null {
  const { values, positionals } = parse(args)
  if (values.help) return null
  const preset = oneOf(PRESETS, 'preset', values.preset ?? 'recommended')
  const format = oneOf(FORMATS, 'format', values.json ? 'json' : (values.format ?? 'stylish'))
  const limit = values['max-warnings'] ?? '0'
  if (!/^\d+$/.test(limit)) throw new UsageError(`\`--max-warnings\` takes a number, not \`${limit}\`. ${USAGE}`)
  const names = positionals.length > 0 ? [...new Set(positionals)] : ['.']
  const targets = names.map((name) => resolve(from, name))
  const missing = names.find((_name, index) => !existsSync(targets[index] ?? ''))
  if (missing !== undefined) throw new UsageError(`There is no folder or file \`${missing}\`.`)
  return { targets, preset, format, maxReports: Number(limit) }
}

function oneOf<T extends string>(known: readonly T[], what: string, name: string): T {
  const found = known.find((one) => one === name)
  if (found === undefined) throw new UsageError(`There is no ${what} \`${name}\`. ${USAGE}`)
  return found
}

const OPTIONS = {
  preset: { type: 'string' },
  format: { type: 'string', short: 'f' },
  json: { type: 'boolean' },
  'max-warnings': { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS })
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('. ')[0] ?? error.message) : String(error)
    throw new UsageError(`${reason}. ${USAGE}`)
  }
}
