import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingFunction } from '../ast/functions.ts'
import type { SourceFile } from '../ast/source-file.ts'
import type { Recurrence } from '../analysis/subscriptions/recurrence.ts'
import { createProgramView } from '../program/source-view.ts'
import { judgeFrequency } from '../questions/frequency/judge-frequency.ts'

/**
 * Tells what brings the code at a node again while the program runs, where that is followed through its callers to an event, a request, a
 * timer or a loop; null when it is not.
 */
export function createAgainFinder(file: SourceFile, path: string): (node: TSESTree.Node) => Recurrence | null {
  return (node) => {
    if (!enclosingFunction(node)) return null
    const view = createProgramView(file, path)
    const { value, certainty, event } = judgeFrequency(view, { home: view.root, node }, 'module')
    return value === 'again' && certainty === 'proven' && event !== null ? { kind: 'call', often: event } : null
  }
}
