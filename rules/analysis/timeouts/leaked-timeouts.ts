import type { TSESTree } from '@typescript-eslint/utils'

import { isInside } from '../../ast/functions.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import type { ResourcePair } from '../../catalog/resource-pairs.ts'
import type { HelperFinder } from '../callee-finder.ts'
import { findResources, type Resource } from '../resources/judge-handle.ts'
import type { HelperReader } from '../resources/trail/trail.ts'
import { delayIn, delayOf, delayOfCall } from './delay.ts'
import { findFault, isExcused, type Fault } from './faults.ts'
import { classifyGuard, sleptPromise, type Guard } from './guards.ts'
import { makerOf, racedImports, racedPromisedTimers } from './races.ts'
import { runsOnce } from './runs-once.ts'

export interface LeakedTimeout extends Fault {
  readonly resource: Resource
  readonly guard: Exclude<Guard, { kind: 'raced-sleep' }>
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
    const delay = delayOf(file, resource)
    if (guard.kind === 'raced-sleep') sleeps.push(...guard.calls.map((call) => ({ call, delay: delayOfCall(file, call, file, resource) })))
    else if (!isExcused(guard, fault.flaw, delay)) timeouts.push({ resource, guard, ...fault, delay })
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
    return promise && makerOf(helper.file, promise) === helper.node ? [{ call, delay: delayOfCall(file, call, helper.file, timeout) }] : []
  })
}
