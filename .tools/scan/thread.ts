import { parentPort, workerData } from 'node:worker_threads'

import { lintHere, type ThreadWork } from './lint-files.ts'

const { files, preset, root } = workerData as ThreadWork
parentPort?.postMessage(await lintHere(files, preset, root))
