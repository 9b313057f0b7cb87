import type { TSESTree } from '@typescript-eslint/utils'

import { indexSource } from '../../analysis/source-index.ts'
import { enclosingFunction } from '../../ast/functions.ts'
import { dottedName } from '../../ast/names.ts'
import { unwrap } from '../../ast/unwrap.ts'
import { isBareId } from '../../catalog/id-names.ts'
import type { Place } from '../../program/view.ts'

/**
 * The place in the same file where another collection lets an entry go under the same key: `connections.delete(clientId)` beside `timers.set(clientId, t)`.
 * It proves that what the key stands for ends while the program runs, whatever its name. Null when there is none, and for keys whose name says nothing
 * (`id`, `key`).
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
    if (lastName(first) === name && isOther(callee.object)) return call
  }
  for (const deletion of deletions) {
    const at = unwrap(deletion.argument)
    if (at.type === 'MemberExpression' && at.computed && lastName(at.property) === name && isOther(at.object)) return deletion
  }
  return null
}

function lastName(node: TSESTree.Node): string | null {
  return dottedName(unwrap(node))?.split('.').at(-1) ?? null
}
