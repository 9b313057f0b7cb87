import type { TSESLint, TSESTree } from '@typescript-eslint/utils'

import { enclosingClass } from '../ast/functions.ts'
import { dottedName, keyName, memberName } from '../ast/names.ts'
import type { SourceFile } from '../ast/source-file.ts'
import { unwrap, wrapped } from '../ast/unwrap.ts'
import { findVariable } from '../ast/variables.ts'

/**
 * The edit that takes an interval out of the process's way, or null where there is no safe one.
 * Where the handle is certainly Node's, `.unref()` is chained; where it may be a browser's number, a chained call would lose
 * the handle, so `t?.unref?.()` becomes a statement of its own, unless the handle is dropped anyway. None where the handle is said to be a number.
 */
export function unrefEdit(file: SourceFile, call: TSESTree.CallExpression, isNodeHandle: boolean, isDropped: boolean): TSESLint.ReportFixFunction | null {
  const at = wrapped(call)
  const { parent } = at
  const [statement, handle] = parent ? statementThatNames(parent, at) : []
  if (PAGE_OBJECTS.has(ownerOfCallee(call)) || (handle && !mayBeTimer(file, handle))) return null
  if (isNodeHandle) return (fixer) => fixer.insertTextAfter(call, '.unref()')
  if (isDropped) return parent && DROPS.has(parent.type) ? (fixer) => fixer.insertTextAfter(call, '?.unref?.()') : null
  if (!statement || !handle || !isPlainPlace(handle) || (statement.parent.type !== 'BlockStatement' && statement.parent.type !== 'Program')) return null
  const name = file.text.slice(handle.range[0], handle.typeAnnotation ? handle.typeAnnotation.range[0] : handle.range[1])
  const semicolon = file.text[statement.range[1] - 1] === ';' ? ';' : ''
  return (fixer) => fixer.insertTextAfter(statement, `\n${indentOf(file, statement)}${name}?.unref?.()${semicolon}`)
}

/** A page's own timers are numbers, whatever else there is. */
const PAGE_OBJECTS: ReadonlySet<string | null> = new Set(['window', 'self', 'document'])

function ownerOfCallee({ callee }: TSESTree.CallExpression): string | null {
  return callee.type === 'MemberExpression' ? dottedName(callee.object) : null
}

/** Where a value is dropped, so that anything may be chained to it; a template behind it would be a part of the chain. */
const DROPS: ReadonlySet<string> = new Set(['ExpressionStatement', 'ArrowFunctionExpression', 'UnaryExpression', 'LogicalExpression', 'ConditionalExpression', 'SequenceExpression'])

/** Can the place be named twice without doing anything twice: `this.timers[id]`, and not `timers[next()]`? */
function isPlainPlace(node: TSESTree.Node): boolean {
  const at = unwrap(node)
  if (at.type !== 'MemberExpression') return at.type === 'Identifier' || at.type === 'ThisExpression' || at.type === 'Literal'
  return isPlainPlace(at.object) && (!at.computed || isPlainPlace(at.property))
}

/** Does what the place is declared to hold have an `unref`, as far as its declaration says anything? */
function mayBeTimer(file: SourceFile, handle: Named): boolean {
  const annotation = annotationOf(file, handle)
  return !annotation || /\b(?:Timeout|Timer|Immediate|setInterval|setTimeout|any|IntervalHandle|TimerHandle)\b/.test(file.text.slice(...annotation.range))
}

function annotationOf(file: SourceFile, handle: Named): TSESTree.Node | null {
  if (handle.typeAnnotation) return handle.typeAnnotation
  if (handle.type === 'Identifier') {
    const [declared] = findVariable(file, handle)?.identifiers ?? []
    return declared && 'typeAnnotation' in declared ? (declared.typeAnnotation ?? null) : null
  }
  if (handle.object.type !== 'ThisExpression') return null
  const name = memberName(handle)
  const field = enclosingClass(handle)?.body.body.find((member) => member.type === 'PropertyDefinition' && keyName(member) === name)
  return field?.type === 'PropertyDefinition' ? (field.typeAnnotation ?? null) : null
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
