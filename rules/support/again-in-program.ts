import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingFunction } from '../ast/functions.ts'
import type { SourceFile } from '../ast/source-file.ts'
import type { Recurrence } from '../analysis/subscriptions/recurrence.ts'
import { isFrequentEvent } from '../catalog/frequent-events.ts'
import { createProgramView } from '../program/source-view.ts'
import { judgeFrequency } from '../questions/frequency/judge-frequency.ts'

/**
 * Tells what brings the code at a node again while the program runs, where that is followed through its callers to a frequent event, a
 * request, a timer or a loop; null when it is not. An event of another name may come once: `ready`, `end`.
 */
export function createAgainFinder(file: SourceFile, path: string): (node: TSESTree.Node) => Recurrence | null {
  return (node) => {
    if (!enclosingFunction(node)) return null
    const view = createProgramView(file, path)
    const { value, certainty, event, by } = judgeFrequency(view, { home: view.root, node }, 'module')
    if (by === 'event' && !isFrequentEvent(/`(.+?)`/.exec(event ?? '')?.[1] ?? '')) return null
    return value === 'again' && certainty === 'proven' && event !== null ? { kind: 'call', often: event } : null
  }
}

/**
 * The same, for what is brought again by something of this very file. Further away, the way often leads over a restart, and what a start sets up is left by one run
 * after the other at most.
 */
export function createNearAgainFinder(file: SourceFile, path: string): (node: TSESTree.Node) => Recurrence | null {
  const findAgain = createAgainFinder(file, path)
  return (node) => {
    const view = createProgramView(file, path)
    const { witnesses } = judgeFrequency(view, { home: view.root, node }, 'module')
    return witnesses.some(({ home }) => home === view.root) ? findAgain(node) : null
  }
}

/**
 * Tells whether the program shows that the code at a node does not come again: it runs while modules load, once from the start, or nobody runs
 * it. Says no where the callers can't be followed.
 */
export function createOnceFinder(file: SourceFile, path: string): (node: TSESTree.Node) => boolean {
  return (node) => {
    const view = createProgramView(file, path)
    const { value, certainty } = judgeFrequency(view, { home: view.root, node }, 'module')
    return certainty !== 'unknown' && (value === 'load' || value === 'start' || value === 'never')
  }
}
