import type { TSESLint, TSESTree } from '@typescript-eslint/utils'

import type { LeakedTimeout } from '../analysis/timeouts/leaked-timeouts.ts'
import { isInside } from '../ast/functions.ts'
import { memberName } from '../ast/names.ts'
import type { SourceFile } from '../ast/source-file.ts'
import { unwrap, wrapped } from '../ast/unwrap.ts'

/**
 * Replaces a controller that only this timeout aborts by `AbortSignal.timeout(ms)`. Offered where the controller and the timeout
 * are statements of their own in one block, nothing is done with the handle, the signal is read in one place, and nobody looks for an `AbortError`
 * (a signal of `AbortSignal.timeout` brings a `TimeoutError`).
 */
export function suggestSignal(file: SourceFile, { guard, resource, flaw }: LeakedTimeout): TSESLint.SuggestionReportDescriptor<'useSignal'>[] {
  if (guard.kind !== 'abort' || guard.controller === null || guard.isShared || flaw !== 'discarded' || file.text.includes('AbortError')) return []
  const { call } = resource
  const [, delay] = call.arguments
  const timer = wrapped(call).parent
  const declaration = declarationOf(guard.controller)
  const others = guard.controller.references.map(({ identifier }) => identifier).filter((use) => !isInside(use, call) && !isInside(use, declaration ?? call))
  const member = others.length === 1 ? wrapped(others[0] ?? call).parent : null
  if (!delay || !declaration || timer?.type !== 'ExpressionStatement' || timer.parent !== declaration.parent) return []
  if (member?.type !== 'MemberExpression' || memberName(member) !== 'signal' || !isPlainAbort(resource.call) || member.range[0] < timer.range[1]) return []
  const text = `AbortSignal.timeout(${file.text.slice(...delay.range)})`
  return [
    {
      messageId: 'useSignal',
      fix: (fixer) => [fixer.removeRange(withLineBreak(file, declaration)), fixer.removeRange(withLineBreak(file, timer)), fixer.replaceText(member, text)],
    },
  ]
}

function declarationOf({ defs }: TSESLint.Scope.Variable): TSESTree.VariableDeclaration | null {
  const declarator = defs[0]?.node
  return declarator?.type === 'VariableDeclarator' && declarator.parent.declarations.length === 1 ? declarator.parent : null
}

/** `() => controller.abort()` and `() => { controller.abort() }`: no reason is given, and nothing else done. */
function isPlainAbort({ arguments: [callback] }: TSESTree.CallExpression): boolean {
  if (callback?.type !== 'ArrowFunctionExpression') return false
  const only = callback.body.type === 'BlockStatement' ? (callback.body.body.length === 1 ? callback.body.body[0] : undefined) : callback.body
  const expression = only && unwrap(only.type === 'ExpressionStatement' ? only.expression : only)
  return expression?.type === 'CallExpression' && expression.arguments.length === 0
}

/** A statement with the line break and the indentation before it. */
function withLineBreak(file: SourceFile, statement: TSESTree.Node): [number, number] {
  const [start, end] = statement.range
  const before = /\n[ \t]*$/.exec(file.text.slice(0, start))?.[0] ?? ''
  return [start - before.length, end]
}
