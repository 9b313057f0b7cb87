import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingFunction } from '../ast/functions.ts'
import type { SourceFile } from '../ast/source-file.ts'
import type { Recurrence } from '../analysis/subscriptions/recurrence.ts'
import { isFrequentEvent } from '../catalog/frequent-events.ts'
import { createProgramView } from '../program/source-view.ts'
import { isForUsersAlone } from '../questions/frequency/for-users.ts'
import { judgeFrequency } from '../questions/frequency/judge-frequency.ts'
import { isSharedByCalls } from '../questions/life/lasting-signal.ts'

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

/** Tells whether the program shows that the code at a node runs while modules load, or once from the start. Says no where the callers can't be followed. */
export function createStartFinder(file: SourceFile, path: string): (node: TSESTree.Node) => boolean {
  return (node) => {
    const view = createProgramView(file, path)
    const { value, certainty } = judgeFrequency(view, { home: view.root, node }, 'module')
    return certainty !== 'unknown' && (value === 'load' || value === 'start')
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

/**
 * Tells whether the code at a node comes again, where a name is all that the file itself has to say for it: the program shows that it does, or nobody in the program
 * runs it, and a package offers it to whoever likes to. Where there are no other files, the name has to do.
 */
export function createManyFinder(file: SourceFile, path: string): (node: TSESTree.Node) => boolean {
  const findAgain = createAgainFinder(file, path)
  const runsOnce = createOnceFinder(file, path)
  return (node) => {
    if (runsOnce(node)) return false
    const view = createProgramView(file, path)
    if (!view.hasOthers) return true
    return findAgain(node) !== null || isForUsersAlone(view, { home: view.root, node })
  }
}

/** Tells whether a signal is one for many of the waits that listen to it. Where there are no other files, it is taken for one. */
export function createShareFinder(file: SourceFile, path: string): (signal: TSESTree.Node) => boolean {
  return (signal) => {
    const view = createProgramView(file, path)
    return !view.hasOthers || isSharedByCalls(view, { home: view.root, node: signal })
  }
}
