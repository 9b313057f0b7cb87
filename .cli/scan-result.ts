import type { Preset } from './arguments.ts'
import { nameOf } from './find-files.ts'
import type { LintResult, Report, Trouble } from './lint-files.ts'

/** Components that were passed over because their parser is not installed. */
export interface LeftOut {
  readonly parser: string
  readonly files: readonly string[]
}

/** What a scan found; files and folders are named as they are shown. */
export interface ScanResult extends LintResult {
  /** The folder that files are named from. */
  readonly root: string
  readonly preset: Preset
  /** How many files were linted. */
  readonly files: number
  readonly seconds: number
  readonly leftOut: readonly LeftOut[]
}

/** Names files from a folder, and puts everything in a stable order: threads finish as they like. */
export function withNames({ reports, unparsable, unreadable, crashed }: LintResult, root: string): LintResult {
  const named = <T extends Trouble | Report>(items: readonly T[]): T[] => items.map((item) => ({ ...item, file: nameOf(item.file, root) })).sort(byPlace)
  return { reports: named(reports), unparsable: named(unparsable), unreadable: named(unreadable), crashed: named(crashed) }
}

function byPlace(a: Trouble | Report, b: Trouble | Report): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1
  return 'line' in a && 'line' in b ? a.line - b.line || a.column - b.column : 0
}
