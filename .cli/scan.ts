import { writeFileSync } from 'node:fs'

import { HELP, readArguments, UsageError, type ScanRequest } from './arguments.ts'
import { formatGithub } from './formats/github.ts'
import { formatGitlab } from './formats/gitlab.ts'
import { formatHtml } from './formats/html.ts'
import { formatJson } from './formats/json.ts'
import { formatSarif } from './formats/sarif.ts'
import { formatStylish, wantsColour } from './formats/stylish.ts'
import { lintTargets } from './lint-targets.ts'
import type { Terminal } from './progress.ts'
import { troublesOf, type ScanResult } from './scan-result.ts'
import { VERSION } from './version.ts'

export interface Outcome {
  /** As ESLint's: 0 clean, 1 with reports or files that cannot be read, 2 when the scan itself could not be done. */
  readonly exitCode: 0 | 1 | 2
  readonly stdout: string
  readonly stderr: string
}

export interface Surroundings {
  readonly environment: NodeJS.ProcessEnv
  /** Is the standard output one? */
  readonly isTerminal: boolean
  /** Where progress is shown. */
  readonly terminal: Terminal
  /** The folder that the command was called in. */
  readonly folder: string
}

/** The whole command: from arguments to what is printed. Only bugs throw. */
export async function scan(args: readonly string[], around: Surroundings): Promise<Outcome> {
  try {
    const request = readArguments(args, around.folder)
    switch (request.command) {
      case 'help':
        return { exitCode: 0, stdout: HELP, stderr: '' }
      case 'version':
        return { exitCode: 0, stdout: `${VERSION}\n`, stderr: '' }
      case 'explain':
        return { exitCode: 0, stdout: await explain(request.place, around.folder), stderr: '' }
      case 'scan':
        return await runScan(request.scan, around)
      default:
        return request satisfies never
    }
  } catch (error) {
    if (error instanceof UsageError) return { exitCode: 2, stdout: '', stderr: `${error.message}\n` }
    throw error
  }
}

/** As the linter itself, it is loaded only where it is needed. */
async function explain(place: string, folder: string): Promise<string> {
  const { explainPlace } = await import('./explain.ts')
  return await explainPlace(place, folder)
}

async function runScan(request: ScanRequest, { environment, isTerminal, terminal, folder }: Surroundings): Promise<Outcome> {
  const { format, output } = request
  const result = await lintTargets(request, folder, terminal)
  const colour = output === null && wantsColour(environment, isTerminal)
  const text = formatAs(request, result, colour)
  // What is meant for tools has no place for everything that a person should know.
  const troubles = format === 'stylish' ? [] : troublesOf(result).map(({ file, message }) => `${file}: ${message}\n`)
  if (output !== null) writeReport(output, text)
  return { exitCode: exitCodeOf(result, request), stdout: output === null ? text : '', stderr: troubles.join('') }
}

function writeReport(path: string, text: string): void {
  try {
    writeFileSync(path, text)
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new UsageError(`The report cannot be written to \`${path}\`: ${reason}.`)
  }
}

function exitCodeOf({ crashed, unparsable, unreadable, reports }: ScanResult, { maxReports }: ScanRequest): Outcome['exitCode'] {
  if (crashed.length > 0) return 2
  return unparsable.length + unreadable.length > 0 || reports.length > maxReports ? 1 : 0
}

function formatAs({ format, output }: ScanRequest, result: ScanResult, colour: boolean): string {
  switch (format) {
    case 'stylish':
      return formatStylish(result, colour)
    case 'json':
      return formatJson(result)
    case 'sarif':
      return formatSarif(result)
    case 'html':
      return formatHtml(result, output)
    case 'github':
      return formatGithub(result)
    case 'gitlab':
      return formatGitlab(result)
    default:
      return format satisfies never
  }
}
