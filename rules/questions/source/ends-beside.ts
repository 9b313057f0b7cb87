import type { TSESTree } from '@typescript-eslint/utils'

import { indexSource } from '../../analysis/source-index.ts'
import { enclosingFunction, type FunctionNode } from '../../ast/functions.ts'
import { calleeName, dottedName } from '../../ast/names.ts'
import type { SourceFile } from '../../ast/source-file.ts'
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
  const { callsByName, deletions } = indexSource(key.home.file)
  const name = lastName(key.node)
  if (name === null || isBareId(name) || name === 'name') return null
  const own = collection.split('.').at(-1)
  const isOther = (object: TSESTree.Node): boolean => {
    const held = dottedName(unwrap(object))?.split('.').at(-1)
    return held !== undefined && held !== own
  }
  for (const call of callsByName.get('delete') ?? []) {
    const [first] = call.arguments
    const callee = unwrap(call.callee)
    if (call.arguments.length !== 1 || !first || callee.type !== 'MemberExpression' || enclosingFunction(call) === null) continue
    if (lastName(first) === name && isOther(callee.object) && !isWorkUnderWay(key.home.file, call, callee.object)) return call
  }
  for (const deletion of deletions) {
    const at = unwrap(deletion.argument)
    if (at.type === 'MemberExpression' && at.computed && lastName(at.property) === name && isOther(at.object) && !isWorkUnderWay(key.home.file, deletion, at.object)) return deletion
  }
  return null
}

function lastName(node: TSESTree.Node): string | null {
  return dottedName(unwrap(node))?.split('.').at(-1) ?? null
}

/** Does the run that lets go of an entry put one there too? */
function isWorkUnderWay(file: SourceFile, deletion: TSESTree.Node, object: TSESTree.Node): boolean {
  const name = dottedName(unwrap(object))
  const added = addedTo(file, name)
  for (let fn = enclosingFunction(deletion); fn; fn = isSameRun(fn) ? enclosingFunction(fn) : null) {
    const run = fn
    if (added.some((node) => enclosingFunction(node) === run)) return true
  }
  return false
}

/** Where a collection of that name gets entries: `m.set(k, v)`, `m.add(k)`, `m[k] = v`. */
function addedTo(file: SourceFile, name: string | null): TSESTree.Node[] {
  const { callsByName, assignments } = indexSource(file)
  const calls = ['set', 'add'].flatMap((method) => callsByName.get(method) ?? []).filter(({ callee }) => {
    const at = unwrap(callee)
    return at.type === 'MemberExpression' && dottedName(unwrap(at.object)) === name
  })
  return [...calls, ...assignments.filter(({ left }) => left.type === 'MemberExpression' && left.computed && dottedName(unwrap(left.object)) === name)]
}

/** `job().finally(() => …)`, `(async () => …)()`: part of the run that it is written in. */
function isSameRun(fn: FunctionNode): boolean {
  const at = wrapped(fn)
  const call = at.parent
  if (call?.type !== 'CallExpression') return false
  return call.callee === at || SETTLES.has(calleeName(call) ?? '')
}
