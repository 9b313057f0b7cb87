import type { TSESTree } from '@typescript-eslint/utils'

import { isFunction, isInside } from '../ast/functions.ts'
import { memberName, staticString } from '../ast/names.ts'
import { isNothing } from '../ast/nothing.ts'
import type { SourceFile } from '../ast/source-file.ts'
import { descendants } from '../ast/traverse.ts'
import { unwrap, wrapped } from '../ast/unwrap.ts'
import { constantInit, findVariable } from '../ast/variables.ts'
import { isCompletionName, isFailureName, isSparingName, isToolName } from '../catalog/guard-names.ts'
import { isFrequentTool } from '../catalog/hot-hooks.ts'
import { conditionsOn, type Condition } from './control/conditions.ts'
import type { FunctionValue } from './search.ts'
import { changesOf, initOf, memoriesRead, memoryOf, type Memory } from './memory.ts'
import { isUnconditional } from './control/unconditional.ts'

/**
 * Does something keep `node`, which runs in `boundary`, from running each time that `boundary` does? It does if a test on the way
 * there
 * - finds a kept value and uses it instead (`if (cached) return cached`, `cached ?? fetch()`),
 * - reads a flag, map, time or count that running `node` always changes (`if (done.has(id)) return; done.add(id); fetch()`). One that is set only
 *   in a rare case, or emptied again by the same run, does not count,
 * - lets only seldom used tools pass, every n-th run, or is named like a freshness check.
 */
export function isGuarded(run: GuardedRun): boolean {
  return conditionsOn(run.node, run.boundary).some(
    (condition) =>
      isForRareTool(run.file, condition) || usesKeptValue(run, condition) || isSparingByName(run, condition) || memoriesRead(run.file, condition.test).some((memory) => isChangedByRun(run, memory, condition)),
  )
}

/** A call that may be kept from running each time that the code around it does. */
export interface GuardedRun {
  readonly file: SourceFile
  readonly node: TSESTree.Node
  /** The function, or the part of one, that the tests are looked for in. */
  readonly boundary: TSESTree.Node
  /** The functions that the call enters: what they change counts too. */
  readonly callees: readonly FunctionValue[]
  /** Is `boundary` what the host calls? Then its parameters are new each time. */
  readonly isEntry: boolean
}

/** Does `node` run in `boundary` only for messages that are finished or have failed: `if (!info.time.completed) return`? */
export function isForFinished(file: SourceFile, node: TSESTree.Node, boundary: TSESTree.Node): boolean {
  // The test that picks the event may ask for more: `if (event.type === 'message.updated' && info.error)`.
  const around = boundary.parent?.type === 'IfStatement' ? boundary.parent : boundary
  return conditionsOn(node, around).some(({ test }) => [...descendants(file, test)].some((inner) => inner.type === 'Identifier' && isCompletionName(inner.name)))
}

/** `if (input.tool === 'task')`, `if (tool !== 'question') return`, `switch (tool) { case 'skill': }` */
function isForRareTool(file: SourceFile, { test, runsWhen, equals }: Condition): boolean {
  if (equals) return isTool(file, test) && isRareTool(equals)
  if (test.type === 'LogicalExpression') {
    return [test.left, test.right].every((side) => isForRareTool(file, { test: unwrap(side), runsWhen, instead: null, equals: null }))
  }
  if (test.type !== 'BinaryExpression' || !(runsWhen ? /^===?$/ : /^!==?$/).test(test.operator)) return false
  return (isTool(file, test.left) && isRareTool(test.right)) || (isTool(file, test.right) && isRareTool(test.left))
}

function isTool(file: SourceFile, expression: TSESTree.Node): boolean {
  const at = unwrap(expression)
  if (at.type === 'CallExpression') return at.callee.type === 'MemberExpression' && isTool(file, at.callee.object)
  if (at.type === 'MemberExpression') return isToolName(memberName(at) ?? '')
  if (at.type !== 'Identifier') return false
  const variable = findVariable(file, at)
  const init = variable && constantInit(variable)
  return isToolName(at.name) || (init ? isTool(file, init) : false)
}

function isRareTool(expression: TSESTree.Node): boolean {
  const name = staticString(expression)
  // A constant is most likely the name of a tool of the plugin's own.
  return name === null ? unwrap(expression).type === 'Identifier' || unwrap(expression).type === 'MemberExpression' : !isFrequentTool(name)
}

/** The parts of a test that are there when a kept value is there, given when the node runs: `cached` in `if (cached && isValid(cached)) …; else fetch()`. */
function keptSubjects(test: TSESTree.Node, runsWhen: boolean): TSESTree.Node[] {
  const at = unwrap(test)
  switch (at.type) {
    case 'LogicalExpression':
      return at.operator === (runsWhen ? '||' : '&&') ? [...keptSubjects(at.left, runsWhen), ...keptSubjects(at.right, runsWhen)] : []
    case 'UnaryExpression':
      return at.operator === '!' ? keptSubjects(at.argument, !runsWhen) : []
    case 'BinaryExpression': {
      const asks = runsWhen ? ['===', '=='] : ['!==', '!=']
      if (!asks.includes(at.operator)) return []
      return isNothing(at.right) ? [at.left] : isNothing(at.left) ? [at.right] : []
    }
    case 'Identifier':
    case 'MemberExpression':
    case 'CallExpression':
      return runsWhen ? [] : [at]
    default:
      return []
  }
}

function usesKeptValue({ file, node, boundary }: GuardedRun, { test, runsWhen, instead }: Condition): boolean {
  if (instead && instead === test) {
    // `a ?? fetch()`: whatever there is of it is used. `a || fetch()` may be a plain question.
    const isNullish = node.parent !== undefined && isNullishFallback(node, test)
    return isNullish || unwrap(test).type !== 'CallExpression' || isLookup(test)
  }
  return keptSubjects(test, runsWhen).some((subject) => {
    if (!isKept(file, subject, boundary)) return false
    const memory = memoryOf(file, subject)
    if (!memory) return false
    if (instead) return readsValue(file, memory, instead)
    return isAssignedTo(file, node, memory)
  })
}

function isNullishFallback(node: TSESTree.Node, left: TSESTree.Node): boolean {
  let at: TSESTree.Node | undefined = node
  while (at) {
    if (at.type === 'LogicalExpression' && unwrap(at.left) === unwrap(left)) return at.operator === '??'
    if (at.type === 'AssignmentExpression' && at.left === left) return true
    at = at.parent
  }
  return false
}

function isLookup(expression: TSESTree.Node): boolean {
  const at = unwrap(expression)
  return at.type === 'CallExpression' && at.callee.type === 'MemberExpression' && ['get', 'peek', 'at', 'find'].includes(memberName(at.callee) ?? '')
}

/** Is a value kept from elsewhere, or looked up, rather than made here: an outer variable, a member, what a call or an entry gave? */
function isKept(file: SourceFile, subject: TSESTree.Node, boundary: TSESTree.Node): boolean {
  const memory = memoryOf(file, subject)
  if (!memory) return false
  // What went wrong is no value.
  if (isFailureName(memory.path.split('.').at(-1) ?? '')) return false
  if (!memory.variable || memory.path !== '') return true
  const { block } = memory.variable.scope
  if (!isInside(block, boundary)) return true
  const init = initOf(memory.variable)
  const source = init ? unwrap(init) : null
  const inner = source?.type === 'AwaitExpression' ? unwrap(source.argument) : source
  return inner?.type === 'CallExpression' || inner?.type === 'MemberExpression' || inner?.type === 'ConditionalExpression' || inner?.type === 'LogicalExpression'
}

/** Does code use the remembered value, and not only ask whether it is there? */
function readsValue(file: SourceFile, memory: Memory, within: TSESTree.Node): boolean {
  for (const node of descendants(file, within)) {
    if (node.type !== 'Identifier' && node.type !== 'ThisExpression') continue
    let at: TSESTree.Node = wrapped(node)
    while (at.parent?.type === 'MemberExpression' && at.parent.object === at) at = wrapped(at.parent)
    const read = memoryOf(file, at)
    if (read && read.variable === memory.variable && read.path.startsWith(memory.path) && !isWritten(at) && !isLogged(at)) return true
  }
  return false
}

/** `this.timer = undefined` */
function isWritten(node: TSESTree.Node): boolean {
  return node.parent?.type === 'AssignmentExpression' && node.parent.left === node && node.parent.operator === '='
}

function isLogged(node: TSESTree.Node): boolean {
  for (let at: TSESTree.Node | undefined = node; at; at = at.parent) {
    if (at.type === 'ReturnStatement' || at.type === 'AssignmentExpression' || at.type === 'VariableDeclarator') return false
    if (at.type === 'ExpressionStatement') return true
  }
  return false
}

/** `if (!pending) pending = fetch()`: is what `node` gives put where the test looked? */
function isAssignedTo(file: SourceFile, node: TSESTree.Node, memory: Memory): boolean {
  for (let at: TSESTree.Node | undefined = node; at; at = at.parent) {
    if (at.type === 'ExpressionStatement' && at.expression.type !== 'AssignmentExpression') return false
    if (at.type !== 'AssignmentExpression' || at.left === node) continue
    const target = memoryOf(file, at.left)
    return target !== null && target.variable === memory.variable && target.path === memory.path
  }
  return false
}

function isSparingByName(run: GuardedRun, { test, runsWhen }: Condition): boolean {
  const { file } = run
  for (const node of descendants(file, test, (inner) => !isFunction(inner))) {
    if (node.type === 'BinaryExpression' && node.operator === '%') return true
    if (node.type === 'Identifier' && isSparingName(node.name, runsWhen)) return !isSetRarely(run, test)
  }
  return false
}

/** Is what a test reads seen to be set by the run, but not each time that the call is made? Its name promises too much then. */
function isSetRarely({ file, node, boundary, callees }: GuardedRun, test: TSESTree.Node): boolean {
  const changes = memoriesRead(file, test).flatMap((memory) => changesOf(file, memory, boundary).filter(({ kind }) => kind === 'arm'))
  const further = callees.some((callee) => callee.file === file && memoriesRead(file, test).some((memory) => changesOf(file, memory, callee.node).length > 0))
  return changes.length > 0 && !further && !changes.some((change) => isUnconditional(file, change.node, node, boundary))
}

/** Does running `node` always change a memory for the next time, and leave it so? */
function isChangedByRun(run: GuardedRun, memory: Memory, condition: Condition): boolean {
  const { file, node, boundary, callees } = run
  const own = changesOf(file, memory, boundary).filter((change) => isUnconditional(file, change.node, node, boundary))
  const further = callees.flatMap((callee) => (callee.file === file && !isInside(callee.node, boundary) ? changesOf(file, memory, callee.node) : []))
  const kinds = new Set([...own, ...further].map((change) => change.kind))
  if (!isKeptBetweenRuns(run, memory) || isUseless(condition, kinds)) return false
  return kinds.size === 1 || (kinds.size === 0 && callees.some((callee) => setsMember(callee, memory)))
}

/** Does a plain question (`done.has(id)`, `this.loaded`) let the node run again after the change? A comparison may go either way. */
function isUseless({ test, runsWhen }: Condition, kinds: ReadonlySet<'arm' | 'disarm'>): boolean {
  const isQuestion = test.type === 'CallExpression' && test.callee.type === 'MemberExpression' && ['has', 'get', 'includes'].includes(memberName(test.callee) ?? '')
  return (isQuestion || test.type === 'Identifier' || test.type === 'MemberExpression') && kinds.has(runsWhen ? 'arm' : 'disarm')
}

/** A variable of the run itself remembers nothing for the next one, nor does what the host hands over. */
function isKeptBetweenRuns({ boundary, isEntry }: GuardedRun, { variable, path }: Memory): boolean {
  if (!variable || !isInside(variable.scope.block, boundary)) return true
  return variable.defs[0]?.type === 'Parameter' ? !isEntry || variable.scope.block !== boundary : path !== ''
}

/** `task.started`, remembered in an object that the callee is given: does it set that member on whatever name it has there? */
function setsMember(callee: FunctionValue, memory: Memory): boolean {
  const last = memory.path.split('.').at(-1)
  if (!last || !memory.variable) return false
  for (const node of descendants(callee.file, callee.node.body)) {
    if (node.type === 'AssignmentExpression' && node.left.type === 'MemberExpression' && memberName(node.left) === last) return true
  }
  return false
}
