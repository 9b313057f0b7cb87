import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingClass } from '../../ast/functions.ts'
import { dottedName } from '../../ast/names.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import type { Resource } from '../resources/judge-handle.ts'
import { indexSource } from '../source-index.ts'
import type { Guard } from './guards.ts'
import { awaitThatSkips } from './success-only.ts'

/** Why a timeout outlives what it guards. */
export type TimeoutFlaw =
  /** The handle is dropped. */
  | 'discarded'
  /** The handle is kept, and nothing clears it, or nothing that runs before it fires. */
  | 'never-cleared'
  /** Cleared when a signal aborts, not when the work is done. */
  | 'on-abort'
  /** Cleared after an `await`, and skipped when that throws. */
  | 'success-only'

export interface Fault {
  readonly flaw: TimeoutFlaw
  /** The release of `on-abort`, the `await` of `success-only`. */
  readonly because: TSESTree.Node | null
}

/** What is wrong with the release of a timeout; null where one works, or is somebody else's duty. */
export function findFault(file: SourceFile, { call, verdict, holder }: Resource): Fault | null {
  switch (verdict.kind) {
    case 'relaxed':
    case 'handed-on':
      return null
    case 'released': {
      const wait = verdict.isShared ? null : awaitThatSkips(file, call, verdict.by)
      return wait && { flaw: 'success-only', because: wait }
    }
    case 'kept':
      switch (verdict.flaw) {
        case 'discarded':
          return { flaw: 'discarded', because: null }
        case 'never-released':
          return holder && isFieldOfHeir(file, holder.node) ? null : { flaw: 'never-cleared', because: null }
        case 'emptied':
        case 'unreached':
        case 'too-late':
          return { flaw: 'never-cleared', because: null }
        case 'on-abort':
          return { flaw: 'on-abort', because: verdict.release }
        default:
          // The next start, the user, or a handle that another one overwrites: one timeout at a time, or not plain enough.
          return null
      }
    default:
      return verdict satisfies never
  }
}

/** Is it a field of a class whose base stands in another file, and may have the method that clears it: `this.clearRequestTimeout()`? */
function isFieldOfHeir(file: SourceFile, node: TSESTree.Node): boolean {
  if (node.type !== 'MemberExpression' || node.object.type !== 'ThisExpression') return false
  const base = enclosingClass(node)?.superClass
  return base !== null && base !== undefined && !indexSource(file).classes.some((one) => one.id !== null && one.id.name === dottedName(base))
}

/** A component's timeout must be known to be this long: a shorter one is over before anybody misses it. */
const LONG_IN_COMPONENT_MS = 10_000

/**
 * Is the clear good enough for what is guarded, for all its fault? One on abort is, where abort is what ends the work: an abortable sleep, a controller
 * that the caller gets. One that a throw would skip is, where not even the timeout makes the race throw.
 */
export function isExcused(guard: Guard, flaw: TimeoutFlaw, delay: number | null): boolean {
  if (guard.kind === 'component') return delay === null || delay < LONG_IN_COMPONENT_MS || flaw === 'on-abort' || flaw === 'success-only'
  if (flaw === 'on-abort') return guard.kind !== 'abort' || guard.isShared
  return flaw === 'success-only' && guard.kind === 'race' && !guard.rejects
}
