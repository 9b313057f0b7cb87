import type { TSESTree } from '@typescript-eslint/utils'

import type { FunctionNode } from '../../ast/functions.ts'
import { dottedName } from '../../ast/names.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { descendants } from '../../ast/traverse.ts'
import { unwrap } from '../../ast/unwrap.ts'
import { calleesOf } from '../call-graph.ts'
import { indexSource } from '../source-index.ts'
import type { Resource } from './judge-handle.ts'

/** What ends a connection, and lets go of the process. */
const CLOSES: readonly string[] = ['close', 'destroy', 'end', 'terminate', 'disconnect']

/** Functions that the tick calls are followed so far. */
const MAX_CALLS = 2

/**
 * Does the tick work on something that its file closes, as the heartbeat of a socket does: `this.socket.send(ping)`, and elsewhere `this.socket.close()`?
 * As long as that is open, it holds the process itself. Follows two calls within the file.
 */
export function isOfConnection(file: SourceFile, { callbacks }: Resource): boolean {
  const closed = new Set(CLOSES.flatMap((name) => (indexSource(file).callsByName.get(name) ?? []).flatMap((call) => receiverOf(call) ?? [])))
  if (closed.size === 0) return false
  const seen = new Set<FunctionNode>(callbacks)
  let level = [...seen]
  for (let depth = 0; depth <= MAX_CALLS && level.length > 0; depth++) {
    const calls = level.flatMap((fn) => [...descendants(file, fn.body)].filter((node) => node.type === 'CallExpression'))
    if (calls.some((call) => closed.has(receiverOf(call) ?? ''))) return true
    level = calls.flatMap((call) => calleesOf(file, call)).filter((fn) => !seen.has(fn))
    for (const fn of level) seen.add(fn)
  }
  return false
}

function receiverOf({ callee }: TSESTree.CallExpression): string | null {
  const at = unwrap(callee)
  const name = at.type === 'MemberExpression' ? dottedName(at.object) : null
  return name === 'this' ? null : name
}
