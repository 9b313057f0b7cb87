import type { TSESLint, TSESTree } from '@typescript-eslint/utils'

import type { SourceFile } from '../ast/source-file.ts'
import { wrapped } from '../ast/unwrap.ts'

/**
 * The edit that takes an interval out of the process's way, or null where there is no safe one.
 * Where the handle is certainly Node's, `.unref()` is chained; where it may be a browser's number, a chained call would lose
 * the handle, so `t?.unref?.()` becomes a statement of its own, unless the handle is dropped anyway.
 */
export function unrefEdit(file: SourceFile, call: TSESTree.CallExpression, isNodeHandle: boolean, isDropped: boolean): TSESLint.ReportFixFunction | null {
  if (isNodeHandle) return (fixer) => fixer.insertTextAfter(call, '.unref()')
  const at = wrapped(call)
  if (isDropped) return (fixer) => fixer.insertTextAfter(at, '?.unref?.()')
  const { parent } = at
  const [statement, handle] = parent ? statementThatNames(parent, at) : []
  if (!statement || !handle || (statement.parent.type !== 'BlockStatement' && statement.parent.type !== 'Program')) return null
  const name = file.text.slice(handle.range[0], handle.typeAnnotation ? handle.typeAnnotation.range[0] : handle.range[1])
  const semicolon = file.text[statement.range[1] - 1] === ';' ? ';' : ''
  return (fixer) => fixer.insertTextAfter(statement, `\n${indentOf(file, statement)}${name}?.unref?.()${semicolon}`)
}

/** What the line that a node starts on is indented with. */
function indentOf(file: SourceFile, node: TSESTree.Node): string {
  const line = file.text.slice(file.text.lastIndexOf('\n', node.range[0]) + 1, node.range[0])
  return /^\s*/.exec(line)?.[0] ?? ''
}

type Named = (TSESTree.Identifier | TSESTree.MemberExpression) & { typeAnnotation?: TSESTree.TSTypeAnnotation | undefined }

/** `const t = setInterval(…)` or `this.t = setInterval(…)`, with the expression that names the handle from there on. */
function statementThatNames(parent: TSESTree.Node, value: TSESTree.Node): [TSESTree.VariableDeclaration | TSESTree.ExpressionStatement, Named] | [] {
  if (parent.type === 'VariableDeclarator' && parent.init === value && parent.id.type === 'Identifier' && parent.parent.declarations.length === 1) return [parent.parent, parent.id]
  if (parent.type !== 'AssignmentExpression' || parent.right !== value || parent.operator !== '=' || parent.parent.type !== 'ExpressionStatement') return []
  return parent.left.type === 'Identifier' || parent.left.type === 'MemberExpression' ? [parent.parent, parent.left] : []
}

/** The edit that makes a timeout of an interval, or null when the call is not written `setInterval(…)` or `object.setInterval(…)`. */
export function timeoutEdit(call: TSESTree.CallExpression): TSESLint.ReportFixFunction | null {
  const { callee } = call
  const name = callee.type === 'MemberExpression' && !callee.computed ? callee.property : callee
  if (name.type !== 'Identifier' || name.name !== 'setInterval') return null
  return (fixer) => fixer.replaceText(name, 'setTimeout')
}
