import type { Story } from '../rules/support/story.ts'

import type { Preset } from './arguments.ts'
import { nameOf } from './find-files.ts'
import type { LintResult, Report, Trouble } from './lint-files.ts'

/** Components that were passed over because their parser is not installed. */
export interface LeftOut {
  readonly parser: string
  readonly files: readonly string[]
}

/** Reports that are not made again, and why. */
export interface Known {
  /** The baseline knows them. */
  readonly inBaseline: number
  /** They were there at the revision of `--since`. */
  readonly before: number
  /** Entries of the baseline that nothing matches any more. */
  readonly gone: number
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
  readonly known: Known
}

/** Names files from a folder, and puts everything in a stable order: threads finish as they like. */
export function withNames({ reports, unparsable, unreadable, crashed }: LintResult, root: string): LintResult {
  const named = <T extends Trouble | Report>(items: readonly T[]): T[] => items.map((item) => ({ ...item, file: nameOf(item.file, root) })).sort(byPlace)
  const told = named(reports).map((report) => ({ ...report, story: report.story && withNamedSteps(report.story, report.file, root) }))
  return { reports: told, unparsable: named(unparsable), unreadable: named(unreadable), crashed: named(crashed) }
}

function withNamedSteps(story: Story, file: string, root: string): Story {
  return { ...story, steps: story.steps.map((step) => ({ ...step, path: step.path === null ? file : nameOf(step.path, root) })) }
}

/** Everything that kept a file from being linted, each with what happened. */
export function troublesOf({ unparsable, unreadable, crashed }: LintResult): Trouble[] {
  return [
    ...unparsable.map(({ file, message }) => ({ file, message: `Could not be parsed: ${message}` })),
    ...unreadable.map(({ file, message }) => ({ file, message: `Could not be read: ${message}` })),
    ...crashed.map(({ file, message }) => ({ file, message: `A rule failed; please report this as a bug: ${firstLine(message)}` })),
  ]
}

export function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? ''
}

function byPlace(a: Trouble | Report, b: Trouble | Report): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1
  return 'line' in a && 'line' in b ? a.line - b.line || a.column - b.column : 0
}
