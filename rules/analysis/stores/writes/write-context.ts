import type { TSESTree } from '@typescript-eslint/utils'

import { functionName, isFunction, type FunctionNode } from '../../../ast/functions.ts'
import { dottedName, staticString } from '../../../ast/names.ts'
import type { SourceFile } from '../../../ast/source-file.ts'
import { unwrap, wrapped } from '../../../ast/unwrap.ts'
import { findUses } from '../../call-graph.ts'
import { classifyEntry } from '../../reach.ts'

/** The circumstances in which a piece of code runs. */
export interface WriteContext {
  /** Every name that says when it runs: functions, event names, `case` labels, the actions of a reducer, and those of its callers. */
  readonly names: readonly string[]
  /** Can code outside the file run it at a moment of its own choice? */
  readonly isVisible: boolean
  /** Names for each separate way in; a function called from two handlers has two. */
  readonly entries: readonly (readonly string[])[]
}

/**
 * Climbs from `node` to the functions and handlers around it, and from functions of the file to their callers, three deep. `ends`
 * are functions beyond which nothing more is to be learnt: the one that made the store, the cases of its reducers.
 */
export function findContext(file: SourceFile, node: TSESTree.Node, ends: ReadonlySet<TSESTree.Node>, depth = 3): WriteContext {
  const names: string[] = []
  for (let at: TSESTree.Node | undefined = node; at?.parent; at = at.parent) {
    const parent: TSESTree.Node = at.parent
    if (parent.type === 'SwitchCase' && parent.test && parent.test !== at) addLabel(names, parent.test)
    if (parent.type === 'IfStatement' && parent.consequent === at) addComparison(names, parent.test)
    if (!isFunction(at)) continue
    const name = functionName(at)
    if (name !== null) names.push(name)
    const call = wrapped(at).parent
    if (call?.type === 'CallExpression' && call.callee !== wrapped(at)) for (const argument of call.arguments) if (argument !== wrapped(at)) addLabel(names, argument)
    if (ends.has(at)) break
    const entry = classifyEntry(at)
    if (entry.type === 'event' && call?.type === 'CallExpression') break
    if (entry.type === 'named' || (name !== null && call?.type !== 'CallExpression')) return enterFrom(file, { fn: at, names, ends, depth })
  }
  return { names, isVisible: false, entries: [names] }
}

interface Entered {
  readonly fn: FunctionNode
  readonly names: readonly string[]
  readonly ends: ReadonlySet<TSESTree.Node>
  readonly depth: number
}

function enterFrom(file: SourceFile, { fn, names, ends, depth }: Entered): WriteContext {
  const use = findUses(file, fn)
  const isVisible = use.isVisible || use.values.length > 0
  const outer = depth > 0 ? use.calls.filter((call) => !isWithin(call, fn)).slice(0, 6).map((call) => findContext(file, call, ends, depth - 1)) : []
  if (outer.length === 0) return { names, isVisible, entries: [names] }
  return {
    names: [...names, ...outer.flatMap((context) => context.names)],
    isVisible: isVisible || outer.some((context) => context.isVisible),
    entries: outer.flatMap((context) => context.entries.map((entry) => [...names, ...entry])),
  }
}

function isWithin(node: TSESTree.Node, fn: FunctionNode): boolean {
  let at: TSESTree.Node | undefined = node
  while (at && at !== fn) at = at.parent
  return at === fn
}

function addLabel(names: string[], node: TSESTree.Node): void {
  const label = staticString(node) ?? dottedName(unwrap(node))
  if (label !== null) names.push(label)
}

/** `if (event.type === 'session.deleted')` */
function addComparison(names: string[], test: TSESTree.Node): void {
  const at = unwrap(test)
  if (at.type === 'LogicalExpression') {
    addComparison(names, at.left)
    addComparison(names, at.right)
  }
  if (at.type !== 'BinaryExpression' || (at.operator !== '===' && at.operator !== '==')) return
  for (const side of [at.left, at.right]) {
    const label = staticString(side)
    if (label !== null) names.push(label)
  }
}
