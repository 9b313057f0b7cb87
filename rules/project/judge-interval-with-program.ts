import type { TSESTree } from '@typescript-eslint/utils'

import { findUses } from '../analysis/call-graph.ts'
import type { HandleVerdict, Resource } from '../analysis/resources/judge-handle.ts'
import { enclosingFunctions, functionName } from '../ast/functions.ts'
import type { SourceFile } from '../ast/source-file.ts'
import { isProtocolName } from '../catalog/handle-helpers.ts'
import { lintedProgramFile } from './program-file.ts'
import { findCallersElsewhere, isReachableByOthers, mayBeCalledThroughInterface, type Callers } from './typed-callers.ts'
import type { TypedProgram } from './typed-program.ts'

/**
 * Judges a released resource anew by who calls the functions that release it. Only where every one of them waits for code
 * outside the file, and the program holds all such code. A method that hosts call without naming it (`dispose`, `close`) counts
 * as called, and so does everything about a resource that nobody starts.
 */
export function judgeIntervalWithProgram(file: SourceFile, resource: Resource, typed: TypedProgram): HandleVerdict {
  const { verdict } = resource
  if (verdict.kind !== 'released' || verdict.isShared) return verdict
  if (callersOf(file, resource.call, typed) === 'none') return verdict
  const callers = verdict.by.map((release) => callersOf(file, release, typed))
  const [release] = verdict.by
  if (release === undefined || !callers.every((one) => one === 'none' || one === 'tests')) return verdict
  return { kind: 'kept', flaw: callers.includes('tests') ? 'test-only' : 'uncalled', release }
}

/** Who calls the outermost function around a node, when only other files could. */
function callersOf(file: SourceFile, node: TSESTree.Node, typed: TypedProgram): Callers {
  const fn = enclosingFunctions(node).at(-1)
  if (!fn || isProtocolName(functionName(fn) ?? '') || mayBeCalledThroughInterface(fn)) return 'unknown'
  const use = findUses(file, fn)
  const home = lintedProgramFile(typed, file)
  if (!home || !use.isVisible || use.calls.length > 0 || use.values.length > 0 || isReachableByOthers(fn, typed, home)) return 'unknown'
  return findCallersElsewhere(typed, fn)
}
