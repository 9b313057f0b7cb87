import { parentPort, workerData } from 'node:worker_threads'

import { lintHere, type LintWork, type ThreadMessage } from './lint-files.ts'

const say = (message: ThreadMessage): void => parentPort?.postMessage(message)
say({ result: await lintHere(workerData as LintWork, (done) => { say({ done }) }) })
