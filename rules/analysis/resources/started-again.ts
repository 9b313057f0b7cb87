import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingFunction, functionName, isInside, type FunctionNode } from '../../ast/functions.ts'
import { calleeName, dottedName, staticString } from '../../ast/names.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { unwrap, wrapped } from '../../ast/unwrap.ts'
import { findVariable } from '../../ast/variables.ts'
import { isFrequentEvent } from '../../catalog/frequent-events.ts'
import { findUses, runsOnlyAtLoad, runsOnlyInConstructor } from '../call-graph.ts'
import type { Origin } from './acquisitions.ts'
import { findResourceHome } from './resource-home.ts'
import type { Trail } from './trail.ts'

/**
 * Is the resource acquired again while the one before still runs, its handle overwritten? Only where the file shows both: one
 * place outside of the function, nothing in the function that looks at it or leaves early, and either an event that comes
 * often or two calls that nothing guards. A `start()` that others call is not taken for it.
 */
export function isStartedAgain(file: SourceFile, acquisition: Origin, assignment: TSESTree.AssignmentExpression, trail: Trail): boolean {
  const start = enclosingFunction(assignment)
  const place = dottedName(assignment.left)
  if (!start || place === null || !isOutside(file, assignment.left, start) || trail.releases.some((release) => isInside(release, start) || acquisition.callbacks.some((callback) => isInside(release, callback)))) return false
  const words: GuardWords = { place: place.split('.').at(-1) ?? place, releasers: releasersOf(trail) }
  if (isGuarded(file, start, assignment, words)) return false
  if (isOnFrequentEvent(file, start)) return true
  const calls = findUses(file, start).calls.filter((call) => !isInside(call, start) && !runsOnlyAtLoad(file, call) && !runsOnlyInConstructor(file, call) && enclosingFunction(call) !== null)
  const open = calls.filter((call) => !isGuarded(file, enclosingFunction(call), call, words))
  return open.length > 1 && new Set(open.map((call) => enclosingFunction(call))).size > 1
}

interface GuardWords {
  /** The name of the place that holds the handle. */
  readonly place: string
  /** Names of the functions that release it. */
  readonly releasers: readonly string[]
}

function releasersOf(trail: Trail): string[] {
  return trail.releases.flatMap((release) => findResourceHome(release) ?? [])
}

function isOutside(file: SourceFile, place: TSESTree.Node, start: FunctionNode): boolean {
  let root = unwrap(place)
  while (root.type === 'MemberExpression') root = unwrap(root.object)
  if (root.type === 'ThisExpression') return true
  const declared = root.type === 'Identifier' ? findVariable(file, root)?.identifiers[0] : undefined
  return declared !== undefined && !isInside(declared, start)
}

/** Does anything in the function before `node` look at the place, release it, or leave early, or does a condition on more than the function's input stand around it? */
function isGuarded(file: SourceFile, fn: FunctionNode | null, node: TSESTree.Node, words: GuardWords): boolean {
  if (!fn) return true
  const before = file.text.slice(fn.range[0], node.range[0])
  if (new RegExp(`\\b${words.place}\\b`).test(before) || /\b(?:return|throw|await)\b/.test(before) || words.releasers.some((name) => before.includes(`${name}(`))) return true
  for (let at = node.parent; at && at !== fn; at = at.parent) {
    if (at.type === 'IfStatement' && /!|\bthis\b|\bself\b|\bstate\b/.test(file.text.slice(...at.test.range))) return true
    if (at.type === 'ConditionalExpression' || at.type === 'LogicalExpression' || at.type === 'SwitchCase') return true
  }
  return false
}

/** Is the function a handler of `data`, `message` and the like, whether written in place or passed by name? */
function isOnFrequentEvent(file: SourceFile, fn: FunctionNode): boolean {
  if (functionName(fn) === null) return isFrequentHandler(wrapped(fn))
  return findUses(file, fn).values.some(isFrequentHandler)
}

function isFrequentHandler(value: TSESTree.Node): boolean {
  const call = value.parent
  if (call?.type !== 'CallExpression' || call.arguments[1] !== value) return false
  const name = calleeName(call)
  const event = staticString(call.arguments[0])
  return (name === 'on' || name === 'addListener' || name === 'addEventListener') && event !== null && isFrequentEvent(event)
}
