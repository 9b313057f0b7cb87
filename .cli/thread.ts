import { parentPort, workerData } from 'node:worker_threads'

import { lintHere, type LintWork } from './lint-files.ts'

parentPort?.postMessage(await lintHere(workerData as LintWork))
