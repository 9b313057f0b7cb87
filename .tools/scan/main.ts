import { fileURLToPath } from 'node:url'

import { scan } from './scan.ts'

const { exitCode, stdout, stderr } = await scan(process.argv.slice(2), {
  environment: process.env,
  isTerminal: process.stdout.isTTY,
  example: fileURLToPath(new URL('../../../docs/example', import.meta.url)),
})
process.stdout.write(stdout)
process.stderr.write(stderr)
process.exitCode = exitCode
