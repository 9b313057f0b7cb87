import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingFunction, enclosingFunctions, functionName, isInside, type FunctionNode } from '../../ast/functions.ts'
import { dottedName } from '../../ast/names.ts'
import { isExecutor } from '../../ast/promises.ts'
import { oncePerFile, type SourceFile } from '../../ast/source-file.ts'
import { descendants } from '../../ast/traverse.ts'
import { unwrap } from '../../ast/unwrap.ts'
import { constantInit, findVariable } from '../../ast/variables.ts'
import { MAIN_FUNCTIONS } from '../../catalog/hosts.ts'
import { findUses, runsOnlyAtLoad } from '../call-graph.ts'
import { conditionsOn } from '../control/conditions.ts'
import { classifyEntry } from '../reach.ts'
import { indexSource } from '../source-index.ts'
import type { Resource } from './judge-handle.ts'

/**
 * Is the interval the program itself: started by its `main()`, or while the entry file of a program loads? A module that others import is no entry:
 * it starts its interval in every program and test that imports it. Among other files, one that exports nothing is run, not imported.
 */
export function isProgramItself(file: SourceFile, hasOthers: boolean, call: TSESTree.Node): boolean {
  const outermost = enclosingFunctions(call).at(-1)
  if (outermost !== undefined && MAIN_FUNCTIONS.has(functionName(outermost) ?? '')) return true
  return runsOnlyAtLoad(file, call) && (file.text.startsWith('#!') || (hasOthers && !exportsAnything(file)))
}

const exportsAnything = oncePerFile(
  (file) =>
    file.ast.body.some(({ type }) => type.startsWith('Export') || type === 'TSExportAssignment') ||
    indexSource(file).assignments.some(({ left }) => /^(?:module\.exports|exports)(?:\.|$)/.test(dottedName(left) ?? '')),
)

/** Does the interval's own tick end the program: `process.exit()`? Without it, nothing would. */
export function endsItsProgram(file: SourceFile, { callbacks }: Resource): boolean {
  const exits = indexSource(file).callsByName.get('exit') ?? []
  return callbacks.some((callback) => exits.some((exit) => isInside(exit, callback)))
}

/** Calls that end the page or program, and every interval of it. */
const ENDS_OF_PROGRAM = new Set(['location.reload', 'window.location.reload', 'process.exit', 'app.exit', 'app.quit'])

/** Does the interval only wait for the moment to end the page or program: `if (isOnline()) location.reload()`, with nothing else to do but tests and notes? */
export function isWaitToEnd(file: SourceFile, { callbacks }: Resource): boolean {
  return callbacks.some((callback) => {
    const ends = [...descendants(file, callback.body)].filter((node) => node.type === 'CallExpression' && ENDS_OF_PROGRAM.has(dottedName(node.callee) ?? ''))
    const works = [...descendants(file, callback.body)].filter((node) => node.type === 'ExpressionStatement')
    return ends.length > 0 && works.every(({ expression }) => ends.includes(unwrap(expression)) || isNote(expression))
  })
}

function isNote(node: TSESTree.Node): boolean {
  const at = unwrap(node)
  return at.type === 'CallExpression' && /^(?:(?:console|logger|log)\.\w+|debug|log|info|warn)$/.test(dottedName(at.callee) ?? '')
}

/** Does the interval start only when code outside of the file asks for it: in an exported function or a public method that nothing of the file calls? */
export function isStartedByHand(file: SourceFile, call: TSESTree.Node): boolean {
  const fn = enclosingFunctions(call).at(-1)
  if (!fn || functionName(fn) === 'constructor') return false
  const { isVisible, calls, values } = findUses(file, fn)
  return isVisible && calls.every((one) => isInside(one, fn)) && values.every((one) => isInside(one, fn))
}

/**
 * Does the interval last as long as the work of one call, or as what it accompanies: cleared in the function that starts it, in a promise's
 * executor, by a count of its own ticks, or when an event ends it? Only what somebody must remember to stop, by a method or an exported
 * function, is open; so is a field that its own tick clears under some other condition.
 */
export function isAccompanying(file: SourceFile, { call, callbacks, holder }: Resource, releases: readonly TSESTree.Node[]): boolean {
  const start = enclosingFunction(call)
  if (start && isExecutor(start)) return true
  const isHeldOutside = holder?.node.type === 'MemberExpression'
  return releases.some((release) => {
    const tick = callbacks.find((callback) => isInside(release, callback))
    if (tick && isHeldOutside) return isCounted(file, tick, release)
    return (start !== null && isInside(release, start)) || !isUpToOthers(file, release)
  })
}

/** `if (++tries > 50) clearInterval(t)`: does the release wait for a count, or a time, that the tick itself brings nearer? */
function isCounted(file: SourceFile, tick: FunctionNode, release: TSESTree.Node): boolean {
  const counted = new Set(indexSource(file).assignments.flatMap(({ left, operator }) => (operator !== '=' && isInside(left, tick) ? (dottedName(left) ?? []) : [])))
  return conditionsOn(release, tick).some(({ test }) =>
    testsOf(file, test).some((node) => {
      if (node.type === 'UpdateExpression') return true
      return node.type === 'BinaryExpression' && /^[<>]=?$/.test(node.operator) && [node.left, node.right].some((side) => isCountedIn(file, tick, counted, side))
    }),
  )
}

/** The nodes of a test, and of the constants that it names: `const isOver = tries > 50; if (isOver) …`. */
function testsOf(file: SourceFile, test: TSESTree.Node): TSESTree.Node[] {
  const nodes = [test, ...descendants(file, test)]
  const named = nodes.flatMap((node) => {
    const variable = node.type === 'Identifier' ? findVariable(file, node) : null
    return (variable && constantInit(variable)) ?? []
  })
  return [...nodes, ...named.flatMap((init) => [init, ...descendants(file, init)])]
}

function isCountedIn(file: SourceFile, tick: FunctionNode, counted: ReadonlySet<string>, side: TSESTree.Node): boolean {
  const name = dottedName(side)
  if (name === null) return [side, ...descendants(file, side)].some((node) => node.type === 'CallExpression' && CLOCKS.has(dottedName(node.callee) ?? ''))
  return counted.has(name) || [...descendants(file, tick)].some((node) => node.type === 'UpdateExpression' && dottedName(node.argument) === name)
}

const CLOCKS = new Set(['Date.now', 'performance.now'])

/** Does the release wait for code outside of the file, and not for an event or a settled promise? */
function isUpToOthers(file: SourceFile, release: TSESTree.Node): boolean {
  const functions = enclosingFunctions(release)
  const fn = functions.at(-1)
  if (!fn || functions.some(isHandler)) return false
  const { isVisible, calls, values } = findUses(file, fn)
  return isVisible && values.every((value) => isInside(value, fn)) && !calls.some((call) => enclosingFunctions(call).some(isHandler))
}

function isHandler(fn: FunctionNode): boolean {
  const { type } = classifyEntry(fn)
  return type === 'event' || type === 'settle'
}
