import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingFunction, isInside, type FunctionNode } from '../../ast/functions.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { wrapped } from '../../ast/unwrap.ts'
import type { Variable } from '../../ast/variables.ts'
import { calleesOf, findUses } from '../call-graph.ts'
import { callsInside } from '../calls-inside.ts'
import type { Acquisition } from '../resources/acquisitions.ts'
import { isExclusiveBranch } from '../resources/guards.ts'

const HELPERS_DEEP = 2

/** The functions of this file that run when a timeout fires: its callback, and what that calls, two calls deep. */
export function functionsThatRun(file: SourceFile, { callbacks }: Acquisition): FunctionNode[] {
  const found = [...callbacks]
  let fresh: readonly FunctionNode[] = callbacks
  for (let depth = 0; depth < HELPERS_DEEP && fresh.length > 0; depth++) {
    const next = fresh.flatMap((fn) => callsInside(file, fn).flatMap((call) => calleesOf(file, call))).filter((fn) => !found.includes(fn))
    fresh = [...new Set(next)]
    found.push(...fresh)
  }
  return found
}

/** Does the timeout use the variable when it fires, by its callback, the functions that calls, or as the callback itself? */
export function usesWhenFiring(acquisition: Acquisition, running: readonly FunctionNode[], variable: Variable): boolean {
  return variable.references.some(({ identifier }) => acquisition.call.arguments[0] === wrapped(identifier) || running.some((fn) => isInside(identifier, fn)))
}

/** Does the code at `node` run without the timeout, too? Not so inside its own callback, and in a helper that only the callback calls. */
export function runsWithoutFiring(file: SourceFile, acquisition: Acquisition, running: readonly FunctionNode[], node: TSESTree.Node): boolean {
  if (isInside(node, acquisition.call)) return false
  const helper = running.find((fn) => isInside(node, fn))
  if (!helper) return true
  // A check that starts the timeout in order to run again: whatever it settles, it settles instead of starting another.
  if (isInside(acquisition.call, helper)) return false
  const { calls, values } = findUses(file, helper)
  return [...calls, ...values].some((use) => !isInside(use, acquisition.call) && !running.some((fn) => isInside(use, fn)) && !isExclusiveBranch(use, acquisition.call, enclosingFunction(acquisition.call)))
}
