import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingFunction, functionName, isFunction, isInside, type FunctionNode } from '../ast/functions.ts'
import { memberName } from '../ast/names.ts'
import type { SourceFile } from '../ast/source-file.ts'
import { isProcessEndEvent, isTeardownName } from '../catalog/function-names.ts'
import { argumentFor } from './arguments.ts'
import { calleesOf, findUses } from './call-graph.ts'
import { isUnderLimit } from './control/limits.ts'
import { classifySweep } from './control/sweeps.ts'
import type { Strength } from './facts.ts'
import { classifyEntry, isTestOnly, isUnreached } from './reach.ts'
import { functionGiven, isRevisit, type RawRelease, type ReleaseContext } from './revisits.ts'

/**
 * Judges how often a release runs compared with growth, as far as its own file tells. A delete in a helper that is given the key is as good as the
 * calls of it, three calls up.
 */
export function classifyStrength(file: SourceFile, release: RawRelease, context: ReleaseContext, calls = 3): Strength {
  const weak = classifyUnrunnable(file, release.node, context)
  if (weak) return weak
  if (isUnderLimit(file, release.node, context.references)) return 'evict'
  const fn = enclosingFunction(release.node)
  const sweep = classifySweep(file, release.node, context.references)
  if (sweep === 'some') return 'evict'
  const entered = classifyDeferred(release.node)
  if (entered) return entered
  const end = runsAtEnd(file, fn)
  if (release.extent === 'all' || sweep === 'all') return end ? 'teardown' : 'lifecycle'
  if (release.extent === 'cap') return 'evict'
  return classifyByCallers(file, release, isRevisit(file, release, context) ? 'revisit' : 'lifecycle', context, calls)
}

/** `if (expired(id)) drop(id)`, `for (const id of map.keys()) dropIfExpired(id)`: the best of the calls decides, where they are all in sight. */
function classifyByCallers(file: SourceFile, release: RawRelease, inside: 'revisit' | 'lifecycle', context: ReleaseContext, depth: number): Strength {
  const fn = functionGiven(file, release)
  if (!fn || depth === 0 || classifyEntry(fn).type !== 'named') return inside
  const use = findUses(file, fn)
  const calls = use.calls.filter((call) => !isInside(call, fn) && calleesOf(file, call).includes(fn))
  const strengths = calls.map((call) => classifyStrength(file, { kind: 'release', node: call, extent: 'entry', key: argumentFor(call, fn, release.key) }, context, depth - 1))
  const isSeen = !use.isVisible && use.values.length === 0 && calls.length > 0
  if (inside === 'revisit') return calls.some((call) => classifySweep(file, call, context.references) !== null) ? strongest([...strengths, inside]) : inside
  return strongest(isSeen ? strengths : [...strengths, inside])
}

const STRONGEST_FIRST: readonly Strength[] = ['evict', 'lifecycle', 'failure', 'revisit', 'teardown', 'test-only', 'unreached']

/** The strongest of them; `unreached` of none. */
export function strongest(strengths: readonly Strength[]): Strength {
  return STRONGEST_FIRST.find((strength) => strengths.includes(strength)) ?? 'unreached'
}

/** The weaker of two. */
export function weaker(one: Strength, other: Strength): Strength {
  return STRONGEST_FIRST.indexOf(one) > STRONGEST_FIRST.indexOf(other) ? one : other
}

/** Code that never runs in production: its function is for tests, or nobody can call it. Outer functions count too. */
function classifyUnrunnable(file: SourceFile, node: TSESTree.Node, context: ReleaseContext): 'test-only' | 'unreached' | null {
  for (let fn = enclosingFunction(node); fn; fn = enclosingFunction(fn)) {
    const name = functionName(fn)
    if (isTestOnly(fn) || (name !== null && context.testFunctions.some((pattern) => pattern.test(name)))) return 'test-only'
    if (isUnreached(file, fn)) return 'unreached'
  }
  return null
}

/** A release in `finally`, in a settled promise, on a timer or in an event handler runs by itself. */
function classifyDeferred(node: TSESTree.Node): Strength | null {
  let inCatch = false
  for (let at: TSESTree.Node | undefined = node; at?.parent; at = at.parent) {
    const parent: TSESTree.Node = at.parent
    if (parent.type === 'TryStatement' && parent.finalizer === at) return 'evict'
    if (parent.type === 'CatchClause') inCatch = true
    if (!isFunction(at)) continue
    const entry = classifyEntry(at)
    switch (entry.type) {
      case 'timer':
        return 'evict'
      case 'settle':
        return entry.onlyOnFailure ? 'failure' : 'evict'
      case 'event':
        return isProcessEndEvent(entry.receiver, entry.event) ? 'teardown' : 'lifecycle'
      case 'returned':
        return enclosingFunction(at) ? 'lifecycle' : null
      case 'inline':
        continue
      case 'named':
      case 'callback':
        return inCatch ? 'failure' : null
      default:
        return entry satisfies never
    }
  }
  return null
}

/** Does the function run when the whole owner ends: by its name, or because only such functions call it? */
function runsAtEnd(file: SourceFile, fn: FunctionNode | null, depth = 3): boolean {
  if (!fn) return false
  const entry = classifyEntry(fn)
  if (entry.type === 'inline') return runsAtEnd(file, enclosingFunction(fn), depth)
  const name = functionName(fn)
  if (name !== null && isTeardownName(name)) return true
  if (isSymbolDispose(fn)) return true
  if (depth === 0 || entry.type !== 'named') return false
  const use = findUses(file, fn)
  if (use.isVisible || use.values.length > 0 || use.calls.length === 0) return false
  return use.calls.every((call) => runsAtEnd(file, enclosingFunction(call), depth - 1))
}

function isSymbolDispose(fn: FunctionNode): boolean {
  const { parent } = fn
  return (parent.type === 'MethodDefinition' || parent.type === 'Property') && parent.computed && parent.key.type === 'MemberExpression' && /dispose/i.test(memberName(parent.key) ?? '')
}
