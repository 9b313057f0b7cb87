import { existsSync } from 'node:fs'

import { UsageError, type ScanRequest } from './arguments.ts'
import { subtractBaseline, writeBaseline } from './baseline.ts'
import { findParser, parserNeededFor } from './component-parsers.ts'
import { layOutEarlier } from './earlier-state.ts'
import { findFiles, isSource, isWithin, nameOf, rootOf } from './find-files.ts'
import { withoutKnown } from './fingerprints.ts'
import type { LintResult, LintWork, Report, Trouble } from './lint-files.ts'
import { showProgress, type Terminal } from './progress.ts'
import { withNames, type Known, type LeftOut, type ScanResult } from './scan-result.ts'

type Lint = (work: LintWork, onDone?: (files: number) => void) => Promise<LintResult>

/** Lints everything that was asked for, and takes away what is known. Throws `UsageError` when there is nothing to lint. */
export async function lintTargets(request: ScanRequest, folder: string, terminal: Terminal): Promise<ScanResult> {
  const { preset } = request
  const started = performance.now()
  const found = findTargets(request.targets, folder)
  const { root, files } = found
  const leftOut = findLeftOut(files, root)
  const passedOver = new Set(leftOut.flatMap((one) => one.files))
  const readable = files.filter((file) => !passedOver.has(file))
  const [missing] = leftOut
  if (missing && readable.length === 0) throw new UsageError(`Nothing was linted: these files need \`npm install --save-dev ${missing.parser}\`.`)

  const lint = await loadLinter()
  const progress = showProgress(terminal, readable.length)
  const linted = await lint({ files: readable, preset, root, parsersFrom: root }, progress.advance)
  progress.end()
  const { reports, known } = await takeAwayKnown(linted.reports, { request, files: readable, root, lint })
  const result = { ...linted, reports, unreadable: [...linted.unreadable, ...found.unreadable] }
  // Names that can be clicked where the command was typed, if it was typed above.
  const base = isWithin(root, folder) ? folder : root
  const failed = linted.unreadable.length + linted.unparsable.length + linted.crashed.length
  const seconds = (performance.now() - started) / 1000
  return { ...withNames(result, base), root: base, preset, files: readable.length - failed, seconds, leftOut, known }
}

interface Targets {
  readonly root: string
  readonly files: readonly string[]
  /** What was named and cannot be linted. */
  readonly unreadable: readonly Trouble[]
}

/** What is not there, or is no source, is told and keeps nothing else from being linted. */
function findTargets(targets: readonly string[], folder: string): Targets {
  const existing = targets.filter((target) => existsSync(target))
  const missing = targets.filter((target) => !existsSync(target))
  const shown = (paths: readonly string[]): string => paths.map((path) => `\`${nameOf(path, folder)}\``).join(', ')
  if (existing.length === 0) throw new UsageError(`There is no folder or file ${shown(missing)}.`)
  const root = rootOf(existing, folder)
  const { files: all, closed } = findFiles(existing, folder)
  const files = all.filter((file) => isSource(file))
  const strangers = all.filter((file) => !isSource(file))
  if (files.length === 0 && strangers.length > 0) throw new UsageError(`Not TypeScript, JavaScript, Vue or Svelte: ${shown(strangers)}.`)
  if (files.length === 0 && closed.length === 0) throw new UsageError(`There is no TypeScript or JavaScript in ${shown(existing)}.`)
  const unreadable = [
    ...missing.map((file) => ({ file, message: 'there is no such folder or file' })),
    ...strangers.map((file) => ({ file, message: 'not TypeScript, JavaScript, Vue or Svelte' })),
    ...closed.map((file) => ({ file, message: 'the folder cannot be read' })),
  ]
  return { root, files, unreadable }
}

/** ESLint takes a second to load, so a typing error does not wait for it. It is the user's own. */
async function loadLinter(): Promise<Lint> {
  try {
    const { lintFiles } = await import('./lint-files.ts')
    return lintFiles
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND' && error.message.includes("'eslint'")
    if (isMissing) throw new UsageError('ESLint is not installed: `npm install --save-dev eslint`.')
    throw error
  }
}

function findLeftOut(files: readonly string[], root: string): LeftOut[] {
  const needed = new Map<string, string[]>()
  for (const file of files) {
    const parser = parserNeededFor(file)
    if (parser !== null) needed.set(parser, [...(needed.get(parser) ?? []), file])
  }
  return [...needed].flatMap(([parser, its]) => (findParser(parser, root) === null ? [{ parser, files: its }] : []))
}

interface Scanned {
  readonly request: ScanRequest
  readonly files: readonly string[]
  readonly root: string
  readonly lint: Lint
}

async function takeAwayKnown(reports: readonly Report[], scanned: Scanned): Promise<{ readonly reports: readonly Report[]; readonly known: Known }> {
  const { baseline, updatesBaseline, since } = scanned.request
  const added = since === null ? reports : await onlyAdded(reports, since, scanned)
  const before = reports.length - added.length
  if (baseline === null) return { reports: added, known: { inBaseline: 0, before, gone: 0 } }
  if (updatesBaseline) {
    const inBaseline = writeBaseline(reports, baseline, scanned.files)
    return { reports: [], known: { inBaseline, before, gone: 0 } }
  }
  const { fresh, gone } = subtractBaseline(added, baseline, scanned.files)
  return { reports: fresh, known: { inBaseline: added.length - fresh.length, before, gone } }
}

/**
 * The reports that were not there at an earlier state. Only the files that have reports now are linted as they were, among all that the program was: so
 * a change in one file that makes a leak of another shows too.
 */
async function onlyAdded(reports: readonly Report[], revision: string, { request: { preset }, root, lint }: Scanned): Promise<readonly Report[]> {
  const earlier = layOutEarlier(root, revision)
  try {
    const earlierOf = new Map(reports.map(({ file }) => [file, earlier.pathOf(file)]))
    const files = [...new Set(earlierOf.values())].flatMap((file) => (file !== null && existsSync(file) ? [file] : []))
    if (files.length === 0) return reports
    const earlierRoot = files.every((file) => isWithin(file, earlier.root)) ? earlier.root : rootOf(files, earlier.root)
    const { reports: before } = await lint({ files, preset, root: earlierRoot, parsersFrom: root })
    return withoutKnown(reports, before, (report) => ({ ...report, file: earlierOf.get(report.file) ?? report.file })).fresh
  } finally {
    earlier.remove()
  }
}
