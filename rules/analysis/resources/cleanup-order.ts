import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingFunction, enclosingFunctions, isFunction, isInside, functionName, type FunctionNode } from '../../ast/functions.ts'
import { calleeName } from '../../ast/names.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { descendants } from '../../ast/traverse.ts'
import { wrapped } from '../../ast/unwrap.ts'
import { RUNS_RETURNED_CLEANUP } from '../../catalog/callback-results.ts'
import { COMPONENT_ENDS, END_HOOKS } from '../../catalog/lifecycles.ts'
import { findUses, isIterationCallback } from '../call-graph.ts'
import { startsWithComponent } from '../components.ts'
import { conditionsOn } from '../control/conditions.ts'
import { leavesWithout } from '../control/ways-out.ts'
import { classifyEntry } from '../reach.ts'
import { indexSource } from '../source-index.ts'

/**
 * May the component end before the acquisition, so that its clean-up finds nothing to end: `await ready; window.addEventListener(…)` in what starts the
 * component? A test of any kind between the wait and the acquisition, or a wait that a signal ends, is trusted to ask for the end.
 */
export function mayComeTooEarly(file: SourceFile, acquisition: TSESTree.Node, release: TSESTree.Node): boolean {
  const around = enclosingFunctions(acquisition)
  const start = around.findIndex((fn) => isStart(file, fn))
  const starter = around[start]
  if (!starter || !isCleanupOf(file, starter, release) || abortsWait(file, release)) return false
  for (const [index, fn] of around.slice(0, start + 1).entries()) {
    const inner = index === 0 ? acquisition : (around[index - 1] ?? acquisition)
    if (waitsBefore(file, inner, fn, fn === starter)) return true
    // A test within an inner function comes after the waits of the outer ones: `const begin = () => { if (cancelled) return; … }`.
    if (fn !== starter && conditionsOn(inner, fn).length > 0) return false
  }
  return false
}

/** Does the clean-up abort something as well, so that the wait fails? */
function abortsWait(file: SourceFile, release: TSESTree.Node): boolean {
  const functions = enclosingFunctions(release)
  return (indexSource(file).callsByName.get('abort') ?? []).some((call) => functions[0] !== undefined && enclosingFunction(call) === functions[0])
}

/** Is it what a framework runs when a component starts? */
function isStart(file: SourceFile, fn: FunctionNode): boolean {
  const [inside] = fn.params
  return startsWithComponent(file, inside ?? fn.body)
}

/** Does the release stand in what ends the component that `start` begins: a function that it returns, `componentWillUnmount`, `onUnmounted(…)`? */
function isCleanupOf(file: SourceFile, start: FunctionNode, release: TSESTree.Node): boolean {
  return enclosingFunctions(release).some((fn) => {
    if (fn === start) return false
    if (COMPONENT_ENDS.has(functionName(fn) ?? '') && !isInside(fn, start)) return true
    const { parent } = wrapped(fn)
    if (parent?.type === 'CallExpression' && END_HOOKS.has(calleeName(parent) ?? '')) return true
    if (!isInside(fn, start) || enclosingFunction(fn) !== start) return false
    return isReturned(wrapped(fn)) || findUses(file, fn).values.some((value) => isReturned(value) && enclosingFunction(value) === start)
  })
}

function isReturned({ parent }: TSESTree.Node): boolean {
  return parent?.type === 'ReturnStatement'
}

/** Does the function wait before it comes to `node`, or run when a promise settles, and then look at nothing? */
function waitsBefore(file: SourceFile, node: TSESTree.Node, fn: FunctionNode, isStarter: boolean): boolean {
  const { parent } = wrapped(fn)
  const isSettled = !isStarter && classifyEntry(fn).type === 'settle' && parent?.type === 'CallExpression' && !mentionsSignal(file, parent.callee)
  const wait = lastWaitBefore(file, node, fn)
  if (!isSettled && !wait) return false
  if (wait && mentionsSignal(file, wait)) return false
  const since = wait ? wait.range[0] : fn.range[0]
  return !conditionsOn(node, fn).some(({ test }) => test.range[0] > since)
}

function mentionsSignal(file: SourceFile, node: TSESTree.Node): boolean {
  return /signal|abort/i.test(file.text.slice(...node.range))
}

function lastWaitBefore(file: SourceFile, node: TSESTree.Node, fn: FunctionNode): TSESTree.Node | null {
  if (!fn.async) return null
  let last: TSESTree.Node | null = null
  for (const inner of descendants(file, fn.body, (one) => !isFunction(one))) if (inner.type === 'AwaitExpression' && inner.range[1] <= node.range[0] && !isOneTurn(inner)) last = inner
  return last
}

/** `await nextTick()`: over before anything else can happen. */
function isOneTurn({ argument }: TSESTree.AwaitExpression): boolean {
  return argument.type === 'CallExpression' && /^(?:nextTick|\$nextTick|tick|flushPromises)$/.test(calleeName(argument) ?? '')
}

/** Is the clean-up given to a hook that has lost its component, since the function around has waited before: `await load(); onUnmounted(stop)`? */
export function isHookedTooLate(file: SourceFile, hook: TSESTree.CallExpression): boolean {
  if (!END_HOOKS.has(calleeName(hook) ?? '')) return false
  const fn = enclosingFunction(hook)
  return fn !== null && (lastWaitBefore(file, hook, fn) !== null || classifyEntry(fn).type === 'settle')
}

/**
 * Does an effect return its clean-up on some ways only: `window.addEventListener(…); if (!live) return; return () => …`? Asked of effects whose own body
 * acquires; a test that names what was acquired, or its listener, is trusted.
 */
export function isReturnedOnSomeWays(file: SourceFile, acquisition: TSESTree.Node, releases: readonly TSESTree.Node[], names: readonly string[]): boolean {
  let fn = enclosingFunction(acquisition)
  while (fn && isIterationCallback(fn)) fn = enclosingFunction(fn)
  if (!fn || !isEffect(fn) || !releases.every((release) => isInside(release, fn))) return false
  const covers = releases.flatMap((release) => coversOf(file, fn, release))
  const known = new Set([...names, ...namesIn(file, acquisition)])
  return leavesWithout(file, fn, acquisition, covers, (test) => namesIn(file, test).some((name) => known.has(name)))
}

function isEffect(fn: FunctionNode): boolean {
  const at = wrapped(fn)
  return at.parent?.type === 'CallExpression' && at.parent.arguments.some((argument) => argument === at) && RUNS_RETURNED_CLEANUP.has(calleeName(at.parent) ?? '')
}

/** The places in the body of `fn` that bring the release about: itself, the function written around it, and the uses of that function's name. */
function coversOf(file: SourceFile, fn: FunctionNode, release: TSESTree.Node): TSESTree.Node[] {
  const inner = enclosingFunctions(release).findLast((one) => one !== fn && isInside(one, fn))
  if (!inner) return [release]
  const { calls, values } = findUses(file, inner)
  const uses = [...calls, ...values].filter((use) => !isInside(use, inner))
  // One of another function's: who calls that is not looked at.
  return uses.length > 0 ? uses.map((use) => enclosingFunctions(use).findLast((one) => one !== fn && isInside(one, fn)) ?? use) : [inner]
}

function namesIn(file: SourceFile, node: TSESTree.Node): string[] {
  return [...descendants(file, node, (one) => !isFunction(one))].flatMap((one) => (one.type === 'Identifier' ? [one.name] : []))
}
