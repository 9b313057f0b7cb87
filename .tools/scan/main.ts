import { statSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

import { readArguments, UsageError } from './arguments.ts'
import { findFiles } from './find-files.ts'
import { formatJson, formatText, wantsColour } from './format.ts'
import { lintFiles } from './lint-files.ts'

/** Exit codes: 0 clean, 1 with reports, 2 when the scan itself could not be done. */
async function scan(): Promise<number> {
  const example = fileURLToPath(new URL('../../../docs/example', import.meta.url))
  // npm runs scripts in the package's folder; INIT_CWD is where the user typed the command.
  const request = readArguments(process.argv.slice(2), process.env['INIT_CWD'] ?? process.cwd(), example)
  const started = performance.now()
  const root = statSync(request.target).isFile() ? dirname(request.target) : request.target
  const files = findFiles(request.target)
  if (files.length === 0) throw new UsageError(`There is no TypeScript or JavaScript in \`${request.target}\`.`)
  const found = await lintFiles(files, request.preset, root)
  const result = { ...found, root, preset: request.preset, files: files.length, seconds: (performance.now() - started) / 1000 }
  process.stdout.write(request.json ? formatJson(result) : formatText(result, wantsColour(process.env, process.stdout.isTTY)))
  if (found.crashed.length > 0) return 2
  return found.reports.length > 0 ? 1 : 0
}

try {
  process.exitCode = await scan()
} catch (error) {
  if (!(error instanceof UsageError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 2
}
