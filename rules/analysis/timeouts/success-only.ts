import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingFunction, isInside, type FunctionNode } from '../../ast/functions.ts'
import { calleeName } from '../../ast/names.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { descendants } from '../../ast/traverse.ts'
import { unwrap, wrapped } from '../../ast/unwrap.ts'
import { isExit } from '../control/exits.ts'

/**
 * The `await` that skips the release when it throws: `await fetch(…); clearTimeout(timer)`. Null where a `finally`, a `catch`, or a
 * handler clears as well, and wherever the release is not in plain sight.
 */
export function awaitThatSkips(file: SourceFile, acquisition: TSESTree.Node, releases: readonly TSESTree.Node[]): TSESTree.AwaitExpression | null {
  const [first] = releases
  const fn = first ? enclosingFunction(first) : null
  if (!first || !fn || !isInside(acquisition, fn) || releases.some((release) => enclosingFunction(release) !== fn || release.range[0] < acquisition.range[1])) return null
  if (releases.some((release) => isAfterFailure(release, fn))) return null
  return waitsIn(file, fn).find((wait) => wait.range[0] > acquisition.range[1] && wait.range[1] < first.range[0] && canThrow(wait) && !releases.some((release) => isCaughtBefore(wait, release))) ?? null
}

const waitsByFunction = new WeakMap<FunctionNode, readonly TSESTree.AwaitExpression[]>()

/** The function's own `await`s, in source order. */
function waitsIn(file: SourceFile, fn: FunctionNode): readonly TSESTree.AwaitExpression[] {
  const known = waitsByFunction.get(fn)
  if (known) return known
  const waits = [...descendants(file, fn.body, (node) => node === fn.body || !isNested(node))].filter((node) => node.type === 'AwaitExpression')
  waitsByFunction.set(fn, waits)
  return waits
}

function isNested(node: TSESTree.Node): boolean {
  return node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression'
}

/** In a `catch` or a `finally`. */
function isAfterFailure(release: TSESTree.Node, fn: FunctionNode): boolean {
  for (let at: TSESTree.Node | undefined = release; at?.parent && at !== fn; at = at.parent) {
    if (at.type === 'CatchClause' || (at.parent.type === 'TryStatement' && at.parent.finalizer === at)) return true
  }
  return false
}

/** `await work().catch(() => null)`, `await Promise.allSettled(…)` and a sleep do not throw. */
function canThrow(wait: TSESTree.AwaitExpression): boolean {
  const at = unwrap(wait.argument)
  if (at.type !== 'CallExpression') return false
  const name = calleeName(at)
  return name !== 'catch' && name !== 'allSettled' && name !== 'sleep' && name !== 'delay'
}

/** Does a `try` around the `await`, before the release, catch what it throws and go on to the release? */
function isCaughtBefore(wait: TSESTree.Node, release: TSESTree.Node): boolean {
  for (let at: TSESTree.Node | undefined = wrapped(wait); at?.parent; at = at.parent) {
    const { parent }: TSESTree.Node = at
    if (parent?.type === 'TryStatement' && parent.block === at && parent.handler && !isInside(release, parent)) return !isExit(parent.handler.body)
  }
  return false
}
