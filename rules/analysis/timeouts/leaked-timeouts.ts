import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingFunctions, functionName, isInside } from '../../ast/functions.ts'
import { words } from '../../ast/names.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { isTeardownName } from '../../catalog/function-names.ts'
import { MAIN_FUNCTIONS } from '../../catalog/hosts.ts'
import type { ResourcePair } from '../../catalog/resource-pairs.ts'
import { runsOnlyAtLoad } from '../call-graph.ts'
import type { HelperFinder } from '../callee-finder.ts'
import { classifyEntry } from '../reach.ts'
import { findResources, type Resource } from '../resources/judge-handle.ts'
import type { HelperReader } from '../resources/trail.ts'
import { delayIn, delayOf, delayOfCall } from './delay.ts'
import { promisesAround } from './executors.ts'
import { classifyGuard, sleptPromise, type Guard } from './guards.ts'
import { makerOf, racedImports, racedPromisedTimers } from './races.ts'
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

export interface LeakedTimeout {
  readonly resource: Resource
  readonly guard: Exclude<Guard, { kind: 'raced-sleep' }>
  readonly flaw: TimeoutFlaw
  /** The release of `on-abort`, the `await` of `success-only`. */
  readonly because: TSESTree.Node | null
  /** In milliseconds, as far as the file tells. */
  readonly delay: number | null
}

/** A sleep that is one side of a race. Nobody can end it when another side wins. */
export interface RacedSleep {
  readonly call: TSESTree.CallExpression
  readonly delay: number | null
}

export interface LeakedTimeouts {
  readonly timeouts: readonly LeakedTimeout[]
  readonly sleeps: readonly RacedSleep[]
}

/** What other files tell: the functions that a callee denotes, and what they do with a handle. */
export interface OtherFiles {
  readonly findHelper: HelperFinder
  readonly readHelper: HelperReader
}

const ALONE: OtherFiles = { findHelper: () => [], readHelper: () => null }

/**
 * Finds the timeouts that outlive what they guard: a race, a promise, a piece of work with an `AbortController`. Delayed tasks,
 * sleeps and debounces are none. Silent on what runs once, when the program or its owner starts or ends.
 */
export function findLeakedTimeouts(file: SourceFile, pair: ResourcePair, { findHelper, readHelper }: OtherFiles = ALONE): LeakedTimeouts {
  const timeouts: LeakedTimeout[] = []
  const sleeps: RacedSleep[] = [...racedPromisedTimers(file).map((call) => ({ call, delay: call.arguments[0] ? delayIn(file, call.arguments[0]) : 0 })), ...racedSleepsElsewhere(file, pair, findHelper)]
  for (const resource of findResources(file, pair, readHelper)) {
    const fault = findFault(file, resource)
    const guard = fault && classifyGuard(file, resource)
    if (!guard) continue
    if (guard.kind === 'raced-sleep') sleeps.push(...guard.calls.map((call) => ({ call, delay: delayOfCall(file, call, file, resource) })))
    else if (!isEnough(guard, fault.flaw, delayOf(file, resource))) timeouts.push({ resource, guard, ...fault, delay: delayOf(file, resource) })
  }
  return { timeouts: timeouts.filter(({ resource, delay }) => !runsOnce(file, resource.call, delay)), sleeps: sleeps.filter(({ call, delay }) => !runsOnce(file, call, delay)) }
}

/** Sleeps of other files that are raced here. */
function racedSleepsElsewhere(file: SourceFile, pair: ResourcePair, find: HelperFinder): RacedSleep[] {
  return racedImports(file).flatMap((call) => {
    const [helper, ...others] = find(file, call.callee)
    if (!helper || others.length > 0) return []
    const [timeout, ...more] = findResources(helper.file, pair).filter((resource) => isInside(resource.call, helper.node))
    if (!timeout || more.length > 0 || !findFault(helper.file, timeout)) return []
    const promise = sleptPromise(helper.file, timeout)
    return promise && makerOf(promise) === helper.node ? [{ call, delay: delayOfCall(file, call, helper.file, timeout) }] : []
  })
}

function findFault(file: SourceFile, { call, verdict }: Resource): Pick<LeakedTimeout, 'flaw' | 'because'> | null {
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

/** A component's timeout must be known to be this long: a shorter one is over before anybody misses it. */
const LONG_IN_COMPONENT_MS = 10_000

/**
 * Is the clear good enough for what is guarded? One on abort is, where abort is what ends the work: an abortable sleep, a controller
 * that the caller gets. One that a throw would skip is, where not even the timeout makes the race throw.
 */
function isEnough(guard: Guard, flaw: TimeoutFlaw, delay: number | null): boolean {
  if (guard.kind === 'component') return delay === null || delay < LONG_IN_COMPONENT_MS || flaw === 'on-abort' || flaw === 'success-only'
  if (flaw === 'on-abort') return guard.kind !== 'abort' || guard.isShared
  return flaw === 'success-only' && guard.kind === 'race' && !guard.rejects
}

const PROGRAM_ENDS = new Set(['shutdown', 'deactivate', 'quit', 'teardown', 'sigterm', 'sigint'])
const LONG_STOP_MS = 10_000

/** At load, in `main()`, while the program shuts down, or a short grace while an owner ends. */
function runsOnce(file: SourceFile, call: TSESTree.Node, delay: number | null): boolean {
  // An executor runs on the spot.
  if ([call, ...promisesAround(file, call).map(({ node }) => node)].some((site) => runsOnlyAtLoad(file, site))) return true
  return enclosingFunctions(call).some((fn) => {
    const entry = classifyEntry(fn)
    const name = functionName(fn) ?? (entry.type === 'event' ? entry.event : null)
    if (name === null) return false
    return MAIN_FUNCTIONS.has(name) || words(name).some((word) => PROGRAM_ENDS.has(word)) || (isTeardownName(name) && delay !== null && delay < LONG_STOP_MS)
  })
}
