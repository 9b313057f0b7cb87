import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingFunction, enclosingFunctions, functionName, isFunction, isInside, type ClassNode, type FunctionNode } from '../../ast/functions.ts'
import { dottedName, keyName, memberName, words } from '../../ast/names.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { descendants, returnedExpressions } from '../../ast/traverse.ts'
import { unwrap, wrapped } from '../../ast/unwrap.ts'
import { findVariable, isModuleLevel, resolveAlias } from '../../ast/variables.ts'
import { isProcessEndEvent, isTeardownName } from '../../catalog/function-names.ts'
import { MAIN_FUNCTIONS } from '../../catalog/hosts.ts'
import { isOneOfMany, isStartName } from '../../catalog/subscriptions.ts'
import { findUses, isIterationCallback } from '../call-graph.ts'
import { indexSource } from '../source-index.ts'

/**
 * Does the function end the last one of what it makes before it makes the next, so that it runs again and again: `this.win?.close(); this.win = new Window()`?
 * The place that it does so with; null when it does not.
 */
export function findRemade(file: SourceFile, node: TSESTree.Node): Remade | null {
  const fn = enclosingFunction(node)
  if (!fn || functionName(fn) === 'constructor') return null
  const known = remadeIn.get(fn)
  const found = known === undefined ? findRemadeIn(file, fn) : known
  remadeIn.set(fn, found)
  return found
}

interface Remade {
  readonly fn: FunctionNode
  readonly place: string
}

/** Asked for every subscription of a function, and answered once. */
const remadeIn = new WeakMap<FunctionNode, Remade | null>()

function findRemadeIn(file: SourceFile, fn: FunctionNode): Remade | null {
  for (const { left, right, range } of indexSource(file).assignments) {
    const place = dottedName(left)
    const made = unwrap(right)
    if (place === null || enclosingFunction(left) !== fn || !isMaking(file, made) || !isFromBefore(file, left, fn)) continue
    const isEnded = indexSource(file).calls.some((call) => call.range[1] < range[0] && enclosingFunction(call) === fn && isEndOf(call, place))
    if (isEnded) return { fn, place }
  }
  return null
}

function isMaking(file: SourceFile, node: TSESTree.Node): boolean {
  const made = resolveAlias(file, node)
  return made.type === 'NewExpression' || made.type === 'CallExpression'
}

function isEndOf({ callee }: TSESTree.CallExpression, place: string): boolean {
  const at = unwrap(callee)
  return at.type === 'MemberExpression' && dottedName(at.object) === place && isTeardownName(memberName(at) ?? '')
}

/** Does the place keep its value between two runs of the function? */
function isFromBefore(file: SourceFile, place: TSESTree.Node, fn: FunctionNode): boolean {
  let root = unwrap(place)
  while (root.type === 'MemberExpression') root = unwrap(root.object)
  if (root.type === 'ThisExpression') return true
  const declared = root.type === 'Identifier' ? findVariable(file, root)?.identifiers[0] : undefined
  return declared !== undefined && !isInside(declared, fn)
}

/** Does a function of this file make an instance for each entry of a list that it is given or finds: `paths.map((path) => new Reader(path))`? */
export function isMadeInNumbers(file: SourceFile, owner: ClassNode): boolean {
  return (indexSource(file).newsByName.get(owner.id?.name ?? '') ?? []).some((made) => {
    for (let at: TSESTree.Node = made; at.parent; at = at.parent) {
      const parent: TSESTree.Node = at.parent
      if (parent.type === 'ForOfStatement' && at === parent.body) return isOpenList(file, parent.right)
      if (!isFunction(parent)) continue
      const call = wrapped(parent).parent
      return isIterationCallback(parent) && call?.type === 'CallExpression' && call.callee.type === 'MemberExpression' && isOpenList(file, call.callee.object)
    }
    return false
  })
}

/** A list that is not written down in the file, nor one of its module's constants. */
function isOpenList(file: SourceFile, list: TSESTree.Node): boolean {
  const at = resolveAlias(file, list)
  if (at.type === 'ArrayExpression' || enclosingFunction(list) === null) return false
  const variable = at.type === 'Identifier' ? findVariable(file, at) : null
  return variable === null || !isModuleLevel(variable)
}

/** The id of one of many that the constructor is told, as `sessionId`: so there is an instance for each, whatever the class is called. Null when it is told none. */
export function findToldId(owner: ClassNode): string | null {
  for (const member of owner.body.body) {
    if (member.type !== 'MethodDefinition' || member.kind !== 'constructor' || keyName(member) !== 'constructor') continue
    for (const parameter of member.value.params) {
      const target = parameter.type === 'TSParameterProperty' ? parameter.parameter : parameter
      const name = target.type === 'Identifier' ? target.name : null
      const parts = name === null ? [] : words(name)
      if (name !== null && parts.length > 1 && parts.at(-1) === 'id' && isOneOfMany(parts.slice(0, -1).join('_'))) return name
    }
  }
  return null
}

/**
 * Is the listener one for the program's end that a job adds for itself: an async function that others call with what to work on, that gives back a result, and whose
 * listener holds its own variables? What starts something that goes on, by its name, is no job.
 */
export function isOfJob(file: SourceFile, call: TSESTree.CallExpression): FunctionNode | null {
  const [event, listener] = call.arguments
  const emitter = call.callee.type === 'MemberExpression' ? dottedName(call.callee.object) : null
  const name = event?.type === 'Literal' && typeof event.value === 'string' ? event.value : null
  const job = enclosingFunctions(call).at(-1)
  if (!job || !listener || name === null || !isProcessEndEvent(emitter, name) || enclosingFunction(call) !== job) return null
  const title = functionName(job)
  if (!job.async || job.params.length === 0 || title === null || MAIN_FUNCTIONS.has(title) || isStartName(title) || !findUses(file, job).isVisible) return null
  const gives = returnedExpressions(file, job).some((result) => !isFunction(unwrap(result)) && unwrap(result).type !== 'ObjectExpression')
  return gives && holdsVariableOf(file, listener, job) ? job : null
}

function holdsVariableOf(file: SourceFile, listener: TSESTree.Node, job: FunctionNode): boolean {
  return [...descendants(file, listener)].some((node) => {
    const declared = node.type === 'Identifier' ? findVariable(file, node)?.identifiers[0] : undefined
    return declared !== undefined && isInside(declared, job) && !isInside(declared, listener)
  })
}
