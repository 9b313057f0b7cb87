import { statSync } from 'node:fs'
import { dirname } from 'node:path'

import { readArguments, UsageError } from './arguments.ts'
import { findFiles } from './find-files.ts'
import { formatJson, formatText, wantsColour } from './format.ts'

export interface Outcome {
  /** 0 clean, 1 with reports, 2 when the scan itself could not be done. */
  readonly exitCode: 0 | 1 | 2
  readonly stdout: string
  readonly stderr: string
}

export interface Surroundings {
  readonly environment: NodeJS.ProcessEnv
  readonly isTerminal: boolean
  /** What is scanned when no folder is named. */
  readonly example: string
}

/** The whole command: from arguments to what is printed. Only bugs throw. */
export async function scan(args: readonly string[], { environment, isTerminal, example }: Surroundings): Promise<Outcome> {
  const started = performance.now()
  try {
    // npm runs scripts in the package's folder; INIT_CWD is where the user typed the command.
    const request = readArguments(args, environment['INIT_CWD'] ?? process.cwd(), example)
    const root = statSync(request.target).isFile() ? dirname(request.target) : request.target
    const files = findFiles(request.target)
    if (files.length === 0) throw new UsageError(`There is no TypeScript or JavaScript in \`${request.target}\`.`)
    // ESLint and TypeScript take a second to load: a typing error should not wait for them.
    const { lintFiles } = await import('./lint-files.ts')
    const found = await lintFiles(files, request.preset, root)
    const result = { ...found, root, preset: request.preset, files: files.length, seconds: (performance.now() - started) / 1000 }
    const stdout = request.json ? formatJson(result) : formatText(result, wantsColour(environment, isTerminal))
    return { exitCode: found.crashed.length > 0 ? 2 : found.reports.length > 0 ? 1 : 0, stdout, stderr: '' }
  } catch (error) {
    if (error instanceof UsageError) return { exitCode: 2, stdout: '', stderr: `${error.message}\n` }
    throw error
  }
}
