import { HELP, readArguments, UsageError, type Format, type ScanRequest } from './arguments.ts'
import { findParser, parserNeededFor } from './component-parsers.ts'
import { findFiles, isSource, isWithin, nameOf, rootOf } from './find-files.ts'
import { formatGithub, formatJson, formatSarif } from './format-data.ts'
import { formatText, wantsColour } from './format-text.ts'
import type { LintResult, LintWork } from './lint-files.ts'
import { withNames, type LeftOut, type ScanResult } from './scan-result.ts'

export interface Outcome {
  /** As ESLint's: 0 clean, 1 with reports or files that cannot be read, 2 when the scan itself could not be done. */
  readonly exitCode: 0 | 1 | 2
  readonly stdout: string
  readonly stderr: string
}

export interface Surroundings {
  readonly environment: NodeJS.ProcessEnv
  readonly isTerminal: boolean
  /** The folder that the command was called in. */
  readonly folder: string
}

/** The whole command: from arguments to what is printed. Only bugs throw. */
export async function scan(args: readonly string[], { environment, isTerminal, folder }: Surroundings): Promise<Outcome> {
  try {
    const request = readArguments(args, folder)
    if (!request) return { exitCode: 0, stdout: HELP, stderr: '' }
    const result = await lintTargets(request, folder)
    return { exitCode: exitCodeOf(result, request), stdout: formatAs(request.format, result, wantsColour(environment, isTerminal)), stderr: '' }
  } catch (error) {
    if (error instanceof UsageError) return { exitCode: 2, stdout: '', stderr: `${error.message}\n` }
    throw error
  }
}

async function lintTargets({ targets, preset }: ScanRequest, folder: string): Promise<ScanResult> {
  const started = performance.now()
  const root = rootOf(targets, folder)
  // Names that can be clicked where the command was typed, if it was typed above.
  const base = isWithin(root, folder) ? folder : root
  const { files, closed } = findFiles(targets)
  const shown = (paths: readonly string[]): string => paths.map((path) => `\`${nameOf(path, folder)}\``).join(', ')
  const strangers = files.filter((file) => !isSource(file))
  if (strangers.length > 0) throw new UsageError(`Not TypeScript, JavaScript, Vue or Svelte: ${shown(strangers)}.`)
  if (files.length === 0 && closed.length === 0) throw new UsageError(`There is no TypeScript or JavaScript in ${shown(targets)}.`)

  const leftOut = findLeftOut(files, root)
  const passedOver = new Set(leftOut.flatMap((one) => one.files))
  const readable = files.filter((file) => !passedOver.has(file))
  const [missing] = leftOut
  if (missing && readable.length === 0) throw new UsageError(`Nothing was linted: these files need \`npm install --save-dev ${missing.parser}\`.`)

  const lintFiles = await loadLinter()
  const found = await lintFiles({ files: readable, preset, root })
  const unreadable = [...found.unreadable, ...closed.map((file) => ({ file, message: 'the folder cannot be read' }))]
  const linted = readable.length - found.unreadable.length - found.unparsable.length - found.crashed.length
  const seconds = (performance.now() - started) / 1000
  return { ...withNames({ ...found, unreadable }, base), root: base, preset, files: linted, seconds, leftOut }
}

/** ESLint takes a second to load, so a typing error does not wait for it. It is the user's own. */
async function loadLinter(): Promise<(work: LintWork) => Promise<LintResult>> {
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

function exitCodeOf({ crashed, unparsable, unreadable, reports }: ScanResult, { maxReports }: ScanRequest): Outcome['exitCode'] {
  if (crashed.length > 0) return 2
  return unparsable.length + unreadable.length > 0 || reports.length > maxReports ? 1 : 0
}

function formatAs(format: Format, result: ScanResult, colour: boolean): string {
  switch (format) {
    case 'stylish':
      return formatText(result, colour)
    case 'json':
      return formatJson(result)
    case 'sarif':
      return formatSarif(result)
    case 'github':
      return formatGithub(result)
    default:
      return format satisfies never
  }
}
