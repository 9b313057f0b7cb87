#!/usr/bin/env node
import { scan } from './scan.ts'

// Who reads no further (`| head`) has seen enough.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
}

try {
  const { exitCode, stdout, stderr } = await scan(process.argv.slice(2), {
    environment: process.env,
    isTerminal: process.stdout.isTTY,
    terminal: process.stderr,
    folder: process.cwd(),
  })
  process.stdout.write(stdout)
  process.stderr.write(stderr)
  process.exitCode = exitCode
} catch (error) {
  process.stderr.write(`The scan failed; please report this as a bug: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  process.exitCode = 2
}
