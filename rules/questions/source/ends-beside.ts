import type { TSESTree } from '@typescript-eslint/utils'

import { indexSource } from '../../analysis/source-index.ts'
import { enclosingFunction, type FunctionNode } from '../../ast/functions.ts'
import { calleeName, dottedName } from '../../ast/names.ts'
import { oncePerFile, type SourceFile } from '../../ast/source-file.ts'
import { unwrap, wrapped } from '../../ast/unwrap.ts'
import { isBareId } from '../../catalog/id-names.ts'
import { SETTLES } from '../../catalog/registrations.ts'
import type { Place } from '../../program/view.ts'

/**
 * The place in the same file where another collection lets an entry go under the same key: `connections.delete(clientId)` beside `timers.set(clientId, t)`.
 * It proves that what the key stands for ends while the program runs, whatever its name. Null when there is none, for keys whose name says nothing
 * (`id`, `key`), and where only work under way ends: `running.set(url, job)` and `running.delete(url)` in one run of a function.
 */
export function findEndBeside(key: Place, collection: string): TSESTree.Node | null {
  const name = lastName(key.node)
  if (name === null || isBareId(name) || name === 'name') return null
  const own = collection.split('.').at(-1)
  const isOther = (object: TSESTree.Node): boolean => {
    const held = dottedName(unwrap(object))?.split('.').at(-1)
    return held !== undefined && held !== own
  }
  const removals = removalsByKey(key.home.file).get(name) ?? []
  return removals.find(({ node, object }) => isOther(object) && !isWorkUnderWay(key.home.file, node, object))?.node ?? null
}

interface Removal {
  readonly node: TSESTree.Node
  /** What lets the entry go. */
  readonly object: TSESTree.Node
}

/** `m.delete(k)` in a function, then `delete m[k]`, by the last name of the key. */
const removalsByKey = oncePerFile((file) => {
  const { callsByName, deletions } = indexSource(file)
  const removals = new Map<string, Removal[]>()
  const add = (key: TSESTree.Node, removal: Removal): void => {
    const name = lastName(key)
    if (name !== null) append(removals, name, removal)
  }
  for (const call of callsByName.get('delete') ?? []) {
    const [first] = call.arguments
    const callee = unwrap(call.callee)
    if (call.arguments.length === 1 && first && callee.type === 'MemberExpression' && enclosingFunction(call) !== null) add(first, { node: call, object: callee.object })
  }
  for (const deletion of deletions) {
    const at = unwrap(deletion.argument)
    if (at.type === 'MemberExpression' && at.computed) add(at.property, { node: deletion, object: at.object })
  }
  return removals
})

function append<T>(lists: Map<string, T[]>, name: string, item: T): void {
  const known = lists.get(name)
  if (known) known.push(item)
  else lists.set(name, [item])
}

function lastName(node: TSESTree.Node): string | null {
  return dottedName(unwrap(node))?.split('.').at(-1) ?? null
}

/** Does the run that lets go of an entry put one there too? */
function isWorkUnderWay(file: SourceFile, deletion: TSESTree.Node, object: TSESTree.Node): boolean {
  const adding = functionsAdding(file).get(dottedName(unwrap(object)) ?? '')
  if (!adding) return false
  for (let fn = enclosingFunction(deletion); fn; fn = isSameRun(fn) ? enclosingFunction(fn) : null) if (adding.has(fn)) return true
  return false
}

/** The functions in which a collection of a name gets entries: `m.set(k, v)`, `m.add(k)`, `m[k] = v`; what has no name is under the empty one. */
const functionsAdding = oncePerFile((file) => {
  const functions = new Map<string, Set<FunctionNode>>()
  const add = (object: TSESTree.Node, node: TSESTree.Node): void => {
    const name = dottedName(unwrap(object)) ?? ''
    const fn = enclosingFunction(node)
    const known = functions.get(name) ?? new Set<FunctionNode>()
    functions.set(name, known)
    if (fn) known.add(fn)
  }
  const { callsByName, assignments } = indexSource(file)
  for (const call of ['set', 'add'].flatMap((method) => callsByName.get(method) ?? [])) {
    const at = unwrap(call.callee)
    if (at.type === 'MemberExpression') add(at.object, call)
  }
  for (const assignment of assignments) if (assignment.left.type === 'MemberExpression' && assignment.left.computed) add(assignment.left.object, assignment)
  return functions
})

/** `job().finally(() => …)`, `(async () => …)()`: part of the run that it is written in. */
function isSameRun(fn: FunctionNode): boolean {
  const at = wrapped(fn)
  const call = at.parent
  if (call?.type !== 'CallExpression') return false
  return call.callee === at || SETTLES.has(calleeName(call) ?? '')
}
