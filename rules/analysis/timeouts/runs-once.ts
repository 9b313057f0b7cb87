import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingFunctions, functionName } from '../../ast/functions.ts'
import { calleeName, words } from '../../ast/names.ts'
import { oncePerFile, type SourceFile } from '../../ast/source-file.ts'
import { isTeardownName } from '../../catalog/function-names.ts'
import { MAIN_FUNCTIONS } from '../../catalog/hosts.ts'
import { runsOnlyAtLoad } from '../call-graph.ts'
import { callsInside } from '../calls-inside.ts'
import { classifyEntry } from '../reach.ts'
import { promisesAround } from './executors.ts'

const PROGRAM_ENDS = new Set(['shutdown', 'deactivate', 'quit', 'teardown', 'sigterm', 'sigint'])
const LONG_STOP_MS = 10_000

/** Does the code run once, so that no timeouts pile up: at load, in `main()`, while the program shuts down, or, with a short delay, while an owner ends? */
export function runsOnce(file: SourceFile, call: TSESTree.Node, delay: number | null): boolean {
  // An executor runs on the spot.
  if ([call, ...promisesAround(file, call).map(({ node }) => node)].some((site) => runsOnlyAtLoad(file, site))) return true
  return endsProgram(file, call) || enclosingFunctions(call).some((fn) => {
    const entry = classifyEntry(fn)
    const name = functionName(fn) ?? (entry.type === 'event' ? entry.event : null)
    if (name === null) return false
    return MAIN_FUNCTIONS.has(name) || words(name).some((word) => PROGRAM_ENDS.has(word)) || (isTeardownName(name) && delay !== null && delay <= LONG_STOP_MS)
  })
}

const exits = oncePerFile(() => new WeakMap<TSESTree.Node, boolean>())

/** Does the function around leave the program when it is done: `await Promise.race([stop(), …]); process.exit(0)`? */
function endsProgram(file: SourceFile, call: TSESTree.Node): boolean {
  const fn = enclosingFunctions(call).find((one) => functionName(one) !== null)
  if (!fn) return false
  const known = exits(file).get(fn) ?? callsInside(file, fn).some((one) => calleeName(one) === 'exit')
  exits(file).set(fn, known)
  return known
}
