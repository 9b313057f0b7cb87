import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingClass, enclosingFunction, enclosingFunctions, functionName, isFunction, isInside, type FunctionNode } from '../../ast/functions.ts'
import { calleeName, dottedName } from '../../ast/names.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { unwrap, wrapped } from '../../ast/unwrap.ts'
import { findVariable } from '../../ast/variables.ts'
import { isFrequentEvent } from '../../catalog/frequent-events.ts'
import { COMPONENT_EFFECTS, COMPONENT_METHODS } from '../../catalog/lifecycles.ts'
import { isCalledPerView, isMakerOfMany, isOneOfMany, isOneTimeEvent } from '../../catalog/subscriptions.ts'
import { isOutsideTrigger } from '../../catalog/triggers.ts'
import { findUses, runsOnlyAtLoad } from '../call-graph.ts'
import { findComponent } from '../components.ts'
import { isExit } from '../control/exits.ts'
import { triggerOf } from '../growth-trigger.ts'
import { classifyEntry, isTestOnly, isUnreached } from '../reach.ts'
import { indexSource } from '../source-index.ts'
import { isFilledLater } from './emitter-life.ts'
import { findRemade, findToldId, isMadeInNumbers, isOfJob } from './signs-of-repetition.ts'
import type { Listener } from './subscription.ts'

/** Why code runs again and again while the program lives. */
export interface Recurrence {
  readonly kind: 'component' | 'instance' | 'call'
  /** As a message says it: ``each time `Banner` mounts``, ``for each `ChatSession` ``, `on every request`. */
  readonly often: string
}

/** What brings the code at a node again, by its callers in the whole program; null when it is not known to come again. */
export type FindAgain = (node: TSESTree.Node) => Recurrence | null

/**
 * Tells how often the code at `node` runs, where the file shows that it is often: in a component, in a class of which there are
 * many, in a handler of something that keeps coming. Null when it may run once.
 */
export function findRecurrence(file: SourceFile, node: TSESTree.Node, isComponentScript = false): Recurrence | null {
  const functions = enclosingFunctions(node)
  if (functions.some((fn) => (isUnreached(file, fn) && !isUsedByMarkup(fn)) || isTestOnly(fn)) || isOnceOnly(file, node)) return null
  const store = functions.find((fn) => findUses(file, fn).values.some(isStoreOfHook))
  if (store) return { kind: 'component', often: 'each time a component mounts that uses the store' }
  const component = findComponent(file, node) ?? (isComponentScript ? { name: null } : null)
  if (component?.name && isRootName(component.name)) return null
  if (component) return { kind: 'component', often: oftenInComponent(file, functions, component.name) }
  if (runsOnlyAtLoad(file, node)) return null
  const trigger = triggerOf(node)
  if (isOutsideTrigger(trigger)) return { kind: 'call', often: trigger }
  for (const fn of functions) {
    const often = oftenOf(fn)
    if (often !== null) return { kind: 'call', often }
  }
  const remade = findRemade(file, node)
  if (remade) return { kind: 'call', often: `whenever \`${functionName(remade.fn) ?? 'this function'}\` runs, which ends the last \`${remade.place}\` first` }
  const job = node.type === 'CallExpression' ? isOfJob(file, node) : null
  if (job) return { kind: 'call', often: `whenever \`${functionName(job) ?? 'this function'}\` runs` }
  return recurrenceOfInstances(file, node)
}

/** What stands in a component's handler runs when that is called; the rest when the component mounts. */
function oftenInComponent(file: SourceFile, functions: readonly FunctionNode[], component: string | null): string {
  const [home] = functions
  // The body of a function component runs for each of its renderings.
  if (home && component !== null && functionName(home) === component && callsReactHook(file)) return `each time \`${component}\` renders`
  const named = functions.find((fn) => functionName(fn) !== null)
  const name = named && functionName(named)
  const isHandler = named && name && name !== component && name !== 'constructor' && !/^(?:use)?[A-Z]/.test(name) && !functions.some(isStartOfComponent) && !findUses(file, named).calls.some(startsComponent)
  return isHandler ? `each time \`${name}\` runs` : `each time ${component === null ? 'the component' : `\`${component}\``} mounts`
}

function callsReactHook(file: SourceFile): boolean {
  const { callsByName } = indexSource(file)
  return ['useState', 'useEffect', 'useRef', 'useContext'].some((hook) => callsByName.has(hook))
}

function isStartOfComponent(fn: FunctionNode): boolean {
  const at = wrapped(fn)
  const name = at.parent?.type === 'CallExpression' ? calleeName(at.parent) : null
  return (name !== null && COMPONENT_EFFECTS.has(name)) || COMPONENT_METHODS.has(functionName(fn) ?? '')
}

/** A call that runs as the component starts: in one of its effects or first methods, or in its own body. */
function startsComponent(call: TSESTree.Node): boolean {
  const around = enclosingFunctions(call)
  return around.length <= 1 || around.some(isStartOfComponent)
}

/** Tells how often code runs that runs once for each instance of a class, where the file shows that there are many. */
function recurrenceOfInstances(file: SourceFile, node: TSESTree.Node): Recurrence | null {
  const owner = enclosingClass(node)
  const name = owner?.id?.name
  if (!owner || name === undefined || isMadeAtLoad(file, name)) return null
  if (isOneOfMany(name) || isMadeInNumbers(file, owner)) return { kind: 'instance', often: `for each \`${name}\`` }
  const id = findToldId(owner)
  return id === null ? null : { kind: 'instance', often: `for each \`${name}\`, of which there is one for each \`${id}\`` }
}

/**
 * Is the emitter from outside of the function, and the function called from a loop of this file with the same emitter each
 * time round: `while (!signal.aborted) await pause(1000, signal)`?
 */
export function findLoopOfCaller(file: SourceFile, { emitter }: Listener): Recurrence | null {
  if (isFilledLater(file, emitter)) return null
  const root = rootOf(emitter)
  const variable = root && findVariable(file, root)
  const declared = variable?.identifiers[0]
  if (!declared) return null
  for (const fn of enclosingFunctions(emitter)) {
    const position = fn.params.findIndex((parameter) => isInside(declared, parameter))
    // Made in the call, and gone with it.
    if (position < 0 && isInside(declared, fn)) return null
    for (const call of findUses(file, fn).calls) {
      const loop = endlessLoopAround(call)
      if (loop && !leavesAfter(call, loop) && isFromOutside(file, position < 0 ? declared : call.arguments[position], loop)) return { kind: 'call', often: `on every turn of the loop that calls \`${functionName(fn) ?? 'it'}\`` }
    }
    if (isInside(declared, fn)) return null
  }
  return null
}

/** `start(socket, hello); return`: the turn that comes to the call is the last one. */
function leavesAfter(call: TSESTree.Node, loop: TSESTree.Node): boolean {
  for (let at: TSESTree.Node = call; at.parent && at !== loop; at = at.parent) {
    if (at.parent.type === 'BlockStatement' && at.parent.body.some((statement) => statement.range[0] >= at.range[1] && leavesLoop(statement))) return true
    if (at.type === 'ReturnStatement') return true
  }
  return false
}

function leavesLoop({ type }: TSESTree.Node): boolean {
  return type === 'ReturnStatement' || type === 'BreakStatement' || type === 'ThrowStatement'
}

function isFromOutside(file: SourceFile, node: TSESTree.Node | undefined, loop: TSESTree.Node): boolean {
  const root = node && rootOf(node)
  const declared = root && findVariable(file, root)?.identifiers[0]
  return declared !== null && declared !== undefined && !isInside(declared, loop)
}

function rootOf(node: TSESTree.Node): TSESTree.Identifier | null {
  let at = unwrap(node)
  while (at.type === 'MemberExpression') at = unwrap(at.object)
  return at.type === 'Identifier' ? at : null
}

/** A loop that goes on as long as something holds, within the node's own function. */
function endlessLoopAround(node: TSESTree.Node): TSESTree.Node | null {
  for (let at = node.parent; at && !isFunction(at); at = at.parent) {
    if (at.type === 'WhileStatement' || at.type === 'DoWhileStatement' || (at.type === 'ForOfStatement' && at.await) || (at.type === 'ForStatement' && !at.test)) return at
  }
  return null
}

/** The component that a page mounts once, by its name. */
function isRootName(name: string): boolean {
  return /^(?:App|Root|AppRoot)(?:Component)?$/.test(name)
}

/** `useSyncExternalStore(subscribe, read)` */
function isStoreOfHook(value: TSESTree.Node): boolean {
  const call = value.parent
  return call?.type === 'CallExpression' && call.arguments[0] === value && calleeName(call) === 'useSyncExternalStore'
}

/** A component is used by JSX, which not every parser counts among the uses of a variable. */
function isUsedByMarkup(fn: FunctionNode): boolean {
  return /^(?:use)?[A-Z]/.test(functionName(fn) ?? '')
}

function oftenOf(fn: FunctionNode): string | null {
  const entry = classifyEntry(fn)
  if (entry.type === 'event' && isFrequentEvent(entry.event) && !isOneTimeEvent(entry.event)) return `on every \`${entry.event}\` event`
  const name = functionName(fn)
  if (name !== null && isCalledPerView(name)) return 'for each view that the host opens'
  // One of many is told which one it is.
  return name !== null && fn.params.length > 0 && isMakerOfMany(name) ? `whenever \`${name}\` runs` : null
}

/** Does the file make the one instance when it is loaded? */
function isMadeAtLoad(file: SourceFile, name: string): boolean {
  return (indexSource(file).newsByName.get(name) ?? []).some((one) => runsOnlyAtLoad(file, one))
}

/** Does the code run once however often its function is called: behind `if (installed) return`, `if (!installed)`, where the function itself sets `installed`? */
export function isOnceOnly(file: SourceFile, node: TSESTree.Node): boolean {
  for (let at: TSESTree.Node = node; at.parent; at = at.parent) {
    const { parent } = at
    if ((parent.type === 'IfStatement' || parent.type === 'ConditionalExpression') && at !== parent.test && isFlag(file, parent.test, node)) return true
    if (parent.type === 'LogicalExpression' && at === parent.right && isFlag(file, parent.left, node)) return true
    if (parent.type === 'AssignmentExpression' && parent.operator === '??=') return true
    if (parent.type !== 'BlockStatement' || !isFunction(parent.parent)) continue
    for (const statement of parent.body) {
      if (statement.range[0] >= at.range[0]) break
      if (statement.type === 'IfStatement' && isExit(statement.consequent) && isFlag(file, statement.test, node)) return true
    }
  }
  return false
}

/** Does the test look at something outside of the function that the function sets, or count listeners? */
function isFlag(file: SourceFile, test: TSESTree.Node, node: TSESTree.Node): boolean {
  if (/listenerCount|listeners\(/.test(file.text.slice(test.range[0], test.range[1]))) return true
  const at = unwrap(test)
  if (at.type === 'LogicalExpression') return isFlag(file, at.left, node) || isFlag(file, at.right, node)
  if (at.type === 'UnaryExpression') return isFlag(file, at.argument, node)
  if (at.type === 'BinaryExpression') return isFlag(file, at.left, node) || isFlag(file, at.right, node)
  // `if (seen.has(emitter)) return; seen.add(emitter)`
  if (at.type === 'CallExpression') return calleeName(at) === 'has'
  const name = dottedName(at)
  const home = enclosingFunction(node)
  if (name === null || !home) return false
  const outer = enclosingFunctions(node).at(-1) ?? home
  if (at.type === 'Identifier' && isInsideOf(findVariable(file, at)?.identifiers[0], home)) return false
  return indexSource(file).assignments.some((assignment) => dottedName(assignment.left) === name && isInside(assignment, outer))
}

function isInsideOf(declared: TSESTree.Node | undefined, fn: FunctionNode): boolean {
  return declared !== undefined && isInside(declared, wrapped(fn))
}
