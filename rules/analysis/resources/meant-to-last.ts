import type { TSESTree } from '@typescript-eslint/utils'

import { decoratorsOf, enclosingClass, enclosingFunctions, functionName, isInside, type ClassNode, type FunctionNode } from '../../ast/functions.ts'
import { calleeName, staticString } from '../../ast/names.ts'
import { oncePerFile, type SourceFile } from '../../ast/source-file.ts'
import { wrapped } from '../../ast/unwrap.ts'
import { MAIN_FUNCTIONS, SERVER_STARTS } from '../../catalog/hosts.ts'
import { ownerSpanNamed } from '../../catalog/owners.ts'
import { isIterationCallback, runsOnlyAtLoad } from '../call-graph.ts'
import type { Host } from '../hosts.ts'
import { indexSource } from '../source-index.ts'
import type { Resource } from './judge-handle.ts'

/**
 * Is the interval meant to run as long as its program: started once, when a page loads or when a program's own entry file
 * runs? A module that others import is no entry: it starts its interval in every program and test that imports it.
 */
export function isMeantToLast(file: SourceFile, interval: Resource, host: Host): boolean {
  if (host === 'browser') return runsOnlyAtLoad(file, interval.call) || isPerhapsStartedOnce(file, interval)
  if (isInMain(interval.call)) return true
  return runsOnlyAtLoad(file, interval.call) && isEntryFile(file)
}

/** Does a program's `main()` start it? */
function isInMain(call: TSESTree.Node): boolean {
  const outermost = enclosingFunctions(call).at(-1)
  return outermost !== undefined && MAIN_FUNCTIONS.has(functionName(outermost) ?? '')
}

/** Is the file a program of its own: has it a `#!` line, or does it start a server when it is loaded? */
const isEntryFile = oncePerFile((file) => file.text.startsWith('#!') || [...SERVER_STARTS].some((name) => (indexSource(file).callsByName.get(name) ?? []).some((call) => runsOnlyAtLoad(file, call))))

/**
 * Outside of components, a page starts most intervals once, in a function or a service that lives as long as the page.
 * Not so where the handle is lost on the way, where an event starts another one each time, and in a class of many instances.
 */
function isPerhapsStartedOnce(file: SourceFile, { call, verdict }: Resource): boolean {
  if (verdict.kind !== 'kept' || (verdict.flaw !== 'discarded' && verdict.flaw !== 'never-released')) return false
  if (enclosingFunctions(call).some((fn) => isEventHandler(fn) || isIterationCallback(fn))) return false
  const owner = enclosingClass(call)
  return !owner || isSingleton(file, owner)
}

function isSingleton(file: SourceFile, owner: ClassNode): boolean {
  const name = owner.id?.name
  if (name === undefined) return true
  if (ownerSpanNamed(name) === 'long' || decoratorsOf(owner).some(({ expression }) => expression.type === 'CallExpression' && calleeName(expression) === 'Injectable')) return true
  const news = indexSource(file).newsByName.get(name) ?? []
  return news.length > 0 && news.every((one) => runsOnlyAtLoad(file, one) || isInside(one, owner))
}

const ONE_TIME_EVENTS = new Set(['load', 'DOMContentLoaded', 'ready', 'deviceready'])

/** Is the function run for every event: `button.addEventListener('click', () => …)`, `onClick={() => …}`, `button.onclick = () => …`? */
function isEventHandler(fn: FunctionNode): boolean {
  const at = wrapped(fn)
  const { parent } = at
  if (parent?.type === 'JSXExpressionContainer') return true
  if (parent?.type === 'AssignmentExpression') return isHandlerProperty(parent.left)
  if (parent?.type !== 'CallExpression' || parent.arguments[1] !== at) return false
  const name = calleeName(parent)
  if (name !== 'addEventListener' && name !== 'on') return false
  const event = staticString(parent.arguments[0])
  return event === null || !ONE_TIME_EVENTS.has(event)
}

function isHandlerProperty(target: TSESTree.Node): boolean {
  if (target.type !== 'MemberExpression' || target.property.type !== 'Identifier') return false
  const { name } = target.property
  return /^on[a-z]/.test(name) && name !== 'onload' && name !== 'onready'
}
