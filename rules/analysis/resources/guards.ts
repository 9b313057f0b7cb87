import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingFunction, isInside, type FunctionNode } from '../../ast/functions.ts'
import { dottedName, memberName } from '../../ast/names.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { unwrap } from '../../ast/unwrap.ts'
import { indexSource } from '../source-index.ts'
import { conditionsOn } from '../control/conditions.ts'
import { isExit } from '../control/exits.ts'
import type { Origin } from './acquisitions.ts'

/** Does the code at `site` run instead of the acquisition rather than before it: another branch, or one that leaves the function? */
export function isExclusiveBranch(site: TSESTree.Node, acquisition: TSESTree.Node, fn: FunctionNode | null): boolean {
  let at: TSESTree.Node = site
  while (at.parent && at.parent !== fn) {
    const { parent } = at
    if (isInside(acquisition, parent)) return isOtherBranch(parent, at)
    if (parent.type === 'BlockStatement' && isExit(parent)) return true
    if (parent.type === 'IfStatement' && isExit(at)) return true
    at = parent
  }
  return false
}

/**
 * Can the function release and then not acquire again, so that it is a stop as well: `clearInterval(t); if (ms > 0) t = setInterval(tick, ms)`,
 * or `clearInterval(t); if (!on) return; t = …`?
 */
export function isOptionalStart(site: TSESTree.Node, acquisition: TSESTree.Node, fn: FunctionNode | null): boolean {
  for (let at: TSESTree.Node | undefined = acquisition; at?.parent && at !== fn && !isInside(site, at); at = at.parent) {
    const parent: TSESTree.Node = at.parent
    if ((parent.type === 'IfStatement' || parent.type === 'ConditionalExpression') && parent.test !== at && !isInside(site, parent)) return true
    if (parent.type !== 'BlockStatement' && parent.type !== 'Program') continue
    const body: readonly TSESTree.Node[] = parent.body
    if (body.slice(0, body.indexOf(at)).some((statement) => statement.range[0] > site.range[1] && statement.type === 'IfStatement' && isExit(statement.consequent))) return true
  }
  return false
}

/** `branch` holds the site and not the acquisition, `parent` holds both. */
function isOtherBranch(parent: TSESTree.Node, branch: TSESTree.Node): boolean {
  if (parent.type === 'IfStatement' || parent.type === 'ConditionalExpression') return branch !== parent.test
  return parent.type === 'SwitchStatement' && branch !== parent.discriminant
}

/**
 * Does the release wait until a collection is empty, while the interval's own callback takes entries out of that same
 * collection and never looks? Then entries that the callback removes leave it ticking for ever.
 */
export function isWaitingForWhatTheCallbackEmpties(file: SourceFile, acquisition: Origin, site: TSESTree.Node): boolean {
  const collection = emptinessAwaitedAt(site)
  return collection !== null && acquisition.callbacks.some((callback) => shrinks(file, callback, collection))
}

/** The collection whose emptiness is the condition of the `if` around a node, in the node's own function: `if (queue.length === 0) …` → `queue`. */
function emptinessAwaitedAt(site: TSESTree.Node): string | null {
  const fn = enclosingFunction(site)
  for (let at: TSESTree.Node | undefined = site; at?.parent && at.parent !== fn; at = at.parent) {
    if (at.parent.type === 'IfStatement' && at.parent.consequent === at) {
      const collection = collectionTestedEmpty(unwrap(at.parent.test))
      if (collection !== null) return collection
    }
  }
  return null
}

/** `if (sockets.size === 0) map.delete(key)`, `if (sockets.size > 0) return`: does the code run once a collection is found empty, as the last member of a group leaves? */
export function runsOnceEmpty(node: TSESTree.Node): boolean {
  const fn = enclosingFunction(node)
  return fn !== null && conditionsOn(node, fn).some(({ test, runsWhen }) => (runsWhen ? collectionTestedEmpty(test) : collectionTestedFilled(test)) !== null)
}

function collectionTestedFilled(test: TSESTree.Node): string | null {
  const at = unwrap(test)
  if (at.type === 'BinaryExpression') return /^(?:>|!==?)$/.test(at.operator) && isZero(unwrap(at.right)) ? collectionMeasured(unwrap(at.left)) : null
  return collectionMeasured(at)
}

function collectionTestedEmpty(test: TSESTree.Node): string | null {
  if (test.type === 'UnaryExpression' && test.operator === '!') return collectionMeasured(unwrap(test.argument))
  if (test.type !== 'BinaryExpression' || !isZero(unwrap(test.right))) return null
  return test.operator === '===' || test.operator === '==' || test.operator === '<=' ? collectionMeasured(unwrap(test.left)) : null
}

function collectionMeasured(node: TSESTree.Node): string | null {
  if (node.type !== 'MemberExpression') return null
  const name = memberName(node)
  return name === 'length' || name === 'size' ? dottedName(node.object) : null
}

function isZero(node: TSESTree.Node): boolean {
  return node.type === 'Literal' && node.value === 0
}

const SHRINKERS = ['delete', 'clear', 'splice', 'shift', 'pop']

function shrinks(file: SourceFile, callback: FunctionNode, collection: string): boolean {
  const index = indexSource(file)
  const isTaken = SHRINKERS.some((method) =>
    (index.callsByName.get(method) ?? []).some((call) => call.callee.type === 'MemberExpression' && dottedName(call.callee.object) === collection && isInside(call, callback)),
  )
  return isTaken || index.assignments.some((assignment) => assignment.operator === '=' && dottedName(assignment.left) === collection && isInside(assignment, callback))
}
