import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

export const PRESETS = ['recommended', 'strict'] as const
export type Preset = (typeof PRESETS)[number]
export const FORMATS = ['stylish', 'json', 'sarif', 'html', 'github', 'gitlab'] as const
export type Format = (typeof FORMATS)[number]

/** What the command line asks for. */
export type Request =
  | { readonly command: 'help' | 'version' }
  | { readonly command: 'scan'; readonly scan: ScanRequest }
  | { readonly command: 'explain'; readonly place: string }

export interface ScanRequest {
  /** The folders and files to scan, absolute. */
  readonly targets: readonly string[]
  readonly preset: Preset
  readonly format: Format
  /** Up to this many reports the scan still succeeds. */
  readonly maxReports: number
  /** A file of known reports, absolute; null for none. */
  readonly baseline: string | null
  readonly updatesBaseline: boolean
  /** A git revision: only what has been added since then is reported. */
  readonly since: string | null
  /** Where the report goes, absolute; null for the standard output. */
  readonly output: string | null
}

const USAGE = 'Usage: eslint-plugin-leaks [paths] [options], or eslint-plugin-leaks explain <file>:<line>. `--help` tells more.'
export const HELP = `Usage: eslint-plugin-leaks [paths] [options]
       eslint-plugin-leaks explain <file>:<line>

Lints folders and files that need no ESLint set-up; without paths, the folder it is called in.
\`explain\` tells what is known of the code at a line, and why it is reported or not.

  --preset <name>         recommended: what is nearly always a leak (the default). strict: everything.
  -f, --format <name>     stylish for people (the default), json, sarif for code scanning, html for a page that tells
                          each report's story, github for annotations, gitlab for its code quality report.
  -o, --output-file <file>
                          where the report goes; the standard output unless told.
  --max-warnings <number> how many reports are let pass; 0 unless told.
  --baseline <file>       reports that this file knows are not made again.
  --update-baseline       writes what is reported now into that file.
  --since <revision>      only what has been added since the change left that git revision.
  --version               tells the version.

Exit code 0: clean. 1: reports, or files that cannot be read. 2: the scan itself could not be done.
`

/** A request that cannot be carried out; its message is the one line that the user sees. */
export class UsageError extends Error {}

/** Reads the command line; paths start at `from`. Throws `UsageError`. */
export function readArguments(args: readonly string[], from: string): Request {
  const { values, positionals } = parse(args)
  if (values.help) return { command: 'help' }
  if (values.version) return { command: 'version' }
  const preset = oneOf(PRESETS, 'preset', values.preset ?? 'recommended')
  if (positionals[0] === 'explain') {
    const [, place, ...others] = positionals
    if (place === undefined || others.length > 0) throw new UsageError(`\`explain\` takes one place: \`src/cache.ts:12\`. ${USAGE}`)
    return { command: 'explain', place }
  }
  const limit = values['max-warnings'] ?? '0'
  if (!/^\d+$/.test(limit)) throw new UsageError(`\`--max-warnings\` takes a number, not \`${limit}\`. ${USAGE}`)
  const { baseline, since, 'update-baseline': updatesBaseline = false, 'output-file': output } = values
  if (updatesBaseline && baseline === undefined) throw new UsageError(`\`--update-baseline\` needs \`--baseline <file>\`. ${USAGE}`)
  if (updatesBaseline && since !== undefined) throw new UsageError('A baseline is of everything: leave out `--since` to write it.')
  const absolute = (path: string | undefined): string | null => (path === undefined ? null : resolve(from, path))
  const scan: ScanRequest = {
    targets: [...new Set(positionals.length > 0 ? positionals : ['.'])].map((name) => resolve(from, name)),
    preset,
    format: oneOf(FORMATS, 'format', values.json ? 'json' : (values.format ?? 'stylish')),
    maxReports: Number(limit),
    baseline: absolute(baseline),
    updatesBaseline,
    since: since ?? null,
    output: absolute(output),
  }
  return { command: 'scan', scan }
}

function oneOf<T extends string>(known: readonly T[], what: string, name: string): T {
  const found = known.find((one) => one === name)
  if (found === undefined) throw new UsageError(`There is no ${what} \`${name}\`: ${known.join(', ')}. ${USAGE}`)
  return found
}

const OPTIONS = {
  preset: { type: 'string' },
  format: { type: 'string', short: 'f' },
  json: { type: 'boolean' },
  'output-file': { type: 'string', short: 'o' },
  'max-warnings': { type: 'string' },
  baseline: { type: 'string' },
  'update-baseline': { type: 'boolean' },
  since: { type: 'string' },
  version: { type: 'boolean' },
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
