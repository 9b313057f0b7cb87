import type { TSESTree } from '@typescript-eslint/utils'

import type { FunctionNode } from '../ast/functions.ts'
import { calleeName } from '../ast/names.ts'
import type { SourceFile } from '../ast/source-file.ts'
import { wrapped } from '../ast/unwrap.ts'
import { findUses, type FunctionUse } from './call-graph.ts'

const REACT_EFFECTS: ReadonlySet<string> = new Set(['useEffect', 'useLayoutEffect', 'useInsertionEffect'])

/** Is it an effect of React, which calls the function that its callback returns, and drops anything else? */
export function isReactEffect(call: TSESTree.Node | undefined): call is TSESTree.CallExpression {
  return call?.type === 'CallExpression' && REACT_EFFECTS.has(calleeName(call) ?? '')
}

/** Is the function used as a handler of markup alone, whose result nobody takes: `<button onClick={start}>`? Lists of dependencies do not count. */
export function isHandlerOfMarkup({ calls, values, isVisible }: FunctionUse): boolean {
  const uses = values.filter((value) => !isDependency(value))
  return !isVisible && calls.length === 0 && uses.length > 0 && uses.every(isHandler)
}

/** Does nobody take what the function returns: all its calls stand as statements, or it is a handler of markup? */
export function isResultDropped(file: SourceFile, fn: FunctionNode): boolean {
  const use = findUses(file, fn)
  if (isHandlerOfMarkup(use)) return true
  return !use.isVisible && use.values.length === 0 && use.calls.length > 0 && use.calls.every((call) => isStatement(wrapped(call)))
}

/** `start()`, `void start()`, `await start()` */
function isStatement({ parent }: TSESTree.Node): boolean {
  if (parent?.type === 'UnaryExpression' && parent.operator === 'void') return true
  if (parent?.type === 'AwaitExpression') return isStatement(wrapped(parent))
  return parent?.type === 'ExpressionStatement'
}

function isHandler({ parent }: TSESTree.Node): boolean {
  const attribute = parent?.type === 'JSXExpressionContainer' ? parent.parent : null
  return attribute?.type === 'JSXAttribute' && attribute.name.type === 'JSXIdentifier' && /^on[A-Z]/.test(attribute.name.name)
}

function isDependency({ parent }: TSESTree.Node): boolean {
  return parent?.type === 'ArrayExpression' && parent.parent.type === 'CallExpression' && parent.parent.arguments.at(-1) === parent
}
