import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingFunction, isImmediatelyInvoked, type FunctionNode } from '../../../ast/functions.ts'
import { calleeName, keyName } from '../../../ast/names.ts'
import { wrapped } from '../../../ast/unwrap.ts'
import { ignoresResult, isFunctionWrapper } from '../../../catalog/callback-results.ts'
import { findUses } from '../../call-graph.ts'
import { isHandlerOfMarkup, isReactEffect } from '../../dropped-results.ts'
import { followArgument } from './follow-arguments.ts'
import { followMember } from './follow-members.ts'
import { bindPattern, holdInField } from './follow-places.ts'
import { ENTRY, RELEASE, escape, followPattern, followValue, isNew, type Path, type Walk } from './trail.ts'

/** What the code around an expression does with its value, which holds the handle at `path`. */
export function followExpression(walk: Walk, node: TSESTree.Node, path: Path): void {
  const at = wrapped(node)
  const { parent } = at
  switch (parent?.type) {
    case 'VariableDeclarator':
      if (parent.init !== at) return
      if (isUsing(parent)) walk.releases.push(parent)
      bindPattern(walk, parent.id, path)
      return
    case 'AssignmentExpression':
      if (parent.right !== at) return
      bindPattern(walk, parent.left, path)
      followValue(walk, parent, path)
      return
    case 'AssignmentPattern':
      if (parent.right === at) followPattern(walk, parent.left, path)
      return
    case 'PropertyDefinition':
      if (parent.value === at) holdInField(walk, parent, path)
      return
    case 'MemberExpression':
      if (parent.object === at) followMember(walk, parent, path)
      return
    case 'CallExpression':
    case 'NewExpression':
      if (parent.callee !== at) followArgument(walk, parent, at, path)
      else if ((walk.pair.isCallable && path.length === 0) || path[0] === RELEASE) walk.releases.push(parent)
      // A getter of a signal: `timer()`.
      else followValue(walk, parent, path)
      return
    case 'SpreadElement':
      followSpread(walk, parent, path)
      return
    case 'ArrayExpression':
      followValue(walk, parent, [ENTRY, ...path])
      return
    case 'Property':
      if (parent.value === at && parent.parent.type === 'ObjectExpression') followValue(walk, parent.parent, [keyName(parent) ?? ENTRY, ...path])
      return
    case 'ForOfStatement':
      if (parent.right === at) bindPattern(walk, parent.left, path[0] === ENTRY ? path.slice(1) : path)
      return
    case 'ReturnStatement':
      followResult(walk, enclosingFunction(parent), at, path)
      return
    case 'ArrowFunctionExpression':
      if (parent.body === at) followResult(walk, parent, at, path)
      return
    case 'LogicalExpression':
      if (parent.right === at || parent.operator !== '&&') followValue(walk, parent, path)
      return
    case 'ConditionalExpression':
      if (parent.test !== at) followValue(walk, parent, path)
      return
    case 'SequenceExpression':
      if (parent.expressions.at(-1) === at) followValue(walk, parent, path)
      return
    case 'AwaitExpression':
      followValue(walk, parent, path)
      return
    case 'ExportDefaultDeclaration':
    case 'ExportSpecifier':
      escape(walk, at, 'export')
      return
    case 'JSXExpressionContainer':
      if (!(walk.pair.isValue && isShown(parent))) escape(walk, at, 'argument')
      return
    case 'YieldExpression':
    case 'JSXSpreadAttribute':
      escape(walk, at, 'argument')
      return
    default:
      // Statements, comparisons, `typeof`, tests: the value is looked at and dropped.
  }
}

/** `<img src={url} />`: an element of the page, not a component. */
function isShown({ parent }: TSESTree.JSXExpressionContainer): boolean {
  const element = parent.type === 'JSXAttribute' ? parent.parent : null
  return element?.type === 'JSXOpeningElement' && element.name.type === 'JSXIdentifier' && /^[a-z]/.test(element.name.name)
}

function isUsing(declarator: TSESTree.VariableDeclarator): boolean {
  const { kind } = declarator.parent
  return kind === 'using' || kind === 'await using'
}

/** `[...timers, t]`, `{ ...state }`, `f(...timers)` */
function followSpread(walk: Walk, spread: TSESTree.SpreadElement, path: Path): void {
  const { parent } = spread
  if (parent.type === 'CallExpression' || parent.type === 'NewExpression') followArgument(walk, parent, spread, path.slice(1))
  else followValue(walk, parent, path)
}

/** Follows a function's result to its callers in this file. What nobody takes is dropped; a function that others can call hands the duty on. */
function followResult(walk: Walk, fn: FunctionNode | null, node: TSESTree.Node, path: Path): void {
  if (!fn || !isNew(walk, fn, path)) return
  const holder = wrapped(fn)
  const parent = holder.parent
  if (isImmediatelyInvoked(fn)) {
    if (parent) followValue(walk, parent, path)
    return
  }
  if (isDroppedCallback(holder)) return
  // React calls what an effect returns, and drops what is no function.
  if (isReactEffect(parent) && parent.arguments[0] === holder && !walk.pair.isCallable && path[0] !== RELEASE) return
  if ((parent?.type === 'CallExpression' || parent?.type === 'NewExpression') && parent.callee !== holder && !isFunctionWrapper(calleeName(parent) ?? '')) {
    followCallbackResult(walk, parent, node, path)
    return
  }
  const use = findUses(walk.file, fn)
  if (isHandlerOfMarkup(use)) return
  if (use.isVisible || use.values.length > 0 || use.calls.length === 0) escape(walk, node, 'return')
  for (const call of use.calls) followValue(walk, call, path)
}

/** `ids.map(() => setInterval(…))`, `useMemo(() => setInterval(…))`, `useRef(() => …)` */
function followCallbackResult(walk: Walk, call: TSESTree.CallExpression | TSESTree.NewExpression, node: TSESTree.Node, path: Path): void {
  const name = calleeName(call)
  if (name === 'map' || name === 'from' || name === 'flatMap') followValue(walk, call, [ENTRY, ...path])
  else if (name === 'useMemo' || name === 'run' || name === 'runInContext') followValue(walk, call, path)
  else escape(walk, node, 'return')
}

/** Is the function a callback whose caller drops what it returns: `setTimeout(() => …)`, `onClick={() => …}`, `socket.onopen = () => …`? */
function isDroppedCallback(holder: TSESTree.Node): boolean {
  const parent = holder.parent
  if (parent?.type === 'JSXExpressionContainer') return true
  if (parent?.type === 'AssignmentExpression' && parent.left.type === 'MemberExpression' && parent.left.property.type === 'Identifier') return /^on[a-z]/.test(parent.left.property.name)
  if (parent?.type !== 'CallExpression' && parent?.type !== 'NewExpression') return false
  const name = calleeName(parent)
  return parent.callee !== holder && name !== null && ignoresResult(name)
}
