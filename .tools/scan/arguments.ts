import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

export type Preset = 'recommended' | 'strict'

export interface ScanRequest {
  /** The folder or file to scan, absolute. */
  readonly target: string
  readonly preset: Preset
  readonly json: boolean
}

export const USAGE = 'Usage: npm run scan -- [folder] [--preset recommended|strict] [--json]'

/** A request that cannot be carried out; its message is the one line that the user sees. */
export class UsageError extends Error {}

/** Reads the command line. Relative folders start at `from`; without a folder it is `fallback`. Throws `UsageError`. */
export function readArguments(args: readonly string[], from: string, fallback: string): ScanRequest {
  const { values, positionals } = parse(args)
  if (positionals.length > 1) throw new UsageError(`One folder at a time, got ${positionals.map((name) => `\`${name}\``).join(', ')}. ${USAGE}`)
  const preset = values.preset ?? 'recommended'
  if (preset !== 'recommended' && preset !== 'strict') throw new UsageError(`There is no preset \`${preset}\`. ${USAGE}`)
  const target = positionals[0] === undefined ? fallback : resolve(from, positionals[0])
  if (!existsSync(target)) throw new UsageError(`There is no folder or file \`${positionals[0] ?? target}\`.`)
  return { target, preset, json: values.json ?? false }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: { preset: { type: 'string' }, json: { type: 'boolean' } } })
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('. ')[0] ?? error.message) : String(error)
    throw new UsageError(`${reason}. ${USAGE}`)
  }
}
