#!/usr/bin/env node
import { scan } from './scan.ts'

// Who reads no further (`| head`) has seen enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

const { exitCode, stdout, stderr } = await scan(process.argv.slice(2), {
  environment: process.env,
  isTerminal: process.stdout.isTTY,
  folder: process.cwd(),
})
process.stdout.write(stdout)
process.stderr.write(stderr)
process.exitCode = exitCode
