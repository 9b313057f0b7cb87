import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingFunction, isFunction, type FunctionNode } from '../../ast/functions.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { unwrap, wrapped } from '../../ast/unwrap.ts'
import { constantInit, findVariable } from '../../ast/variables.ts'
import { isIdentityName } from '../../catalog/trimmers.ts'

/** Where a value goes on as it came when a lookup gave nothing: `return fn ? fn(part) : part`; null when there is a default or nothing to see. */
export function findPassThrough(file: SourceFile, lookup: TSESTree.Node): TSESTree.Node | null {
  for (const value of valuesOf(file, lookup)) {
    const found = passedOnMiss(file, value)
    if (found) return found
  }
  return null
}

/** The lookup itself, and the places that use the constant it is kept in. */
function valuesOf(file: SourceFile, lookup: TSESTree.Node): TSESTree.Node[] {
  const at = wrapped(lookup)
  const { parent } = at
  if (parent?.type !== 'VariableDeclarator' || parent.init !== at || parent.id.type !== 'Identifier') return [at]
  const variable = findVariable(file, parent.id)
  return (variable?.references ?? []).flatMap((reference) => (reference.isRead() ? [wrapped(reference.identifier)] : []))
}

function passedOnMiss(file: SourceFile, value: TSESTree.Node): TSESTree.Node | null {
  const { parent } = value
  switch (parent?.type) {
    case 'ConditionalExpression':
      return parent.test === value ? whole(file, parent.alternate) : null
    case 'UnaryExpression':
      return parent.operator === '!' ? missBranch(file, parent) : null
    case 'BinaryExpression':
      return isNullish(parent.right) ? comparedBranch(file, parent) : null
    case 'IfStatement':
      return parent.test === value ? afterHit(file, parent) : null
    case 'CallExpression':
      return parent.callee === value && parent.optional ? otherwise(file, parent) : null
    case 'LogicalExpression':
      return parent.left === value && parent.operator !== '&&' ? identity(parent.right) : null
    default:
      return null
  }
}

/** `if (!fn) return part`, `!fn ? part : fn(part)` */
function missBranch(file: SourceFile, test: TSESTree.Node): TSESTree.Node | null {
  const { parent } = test
  if (parent?.type === 'IfStatement' && parent.test === test) return returnedWhole(file, parent.consequent)
  return parent?.type === 'ConditionalExpression' && parent.test === test ? whole(file, parent.consequent) : null
}

/** `if (fn === undefined) return part`, `fn !== undefined ? fn(part) : part` */
function comparedBranch(file: SourceFile, test: TSESTree.BinaryExpression): TSESTree.Node | null {
  if (test.operator === '===' || test.operator === '==') return missBranch(file, test)
  const { parent } = test
  if (parent.type === 'IfStatement') return afterHit(file, parent)
  return parent.type === 'ConditionalExpression' && parent.test === test ? whole(file, parent.alternate) : null
}

function isNullish(node: TSESTree.Node): boolean {
  return (node.type === 'Identifier' && node.name === 'undefined') || (node.type === 'Literal' && node.value === null)
}

/** `if (fn) return fn(part); return part` */
function afterHit(file: SourceFile, statement: TSESTree.IfStatement): TSESTree.Node | null {
  if (statement.alternate) return returnedWhole(file, statement.alternate)
  const block = statement.parent
  if (block.type !== 'BlockStatement') return null
  const next = block.body[block.body.indexOf(statement) + 1]
  return next ? returnedWhole(file, next) : null
}

/** `table[kind]?.(part) ?? part` */
function otherwise(file: SourceFile, call: TSESTree.Node): TSESTree.Node | null {
  const at = wrapped(call)
  const { parent } = at
  return parent?.type === 'LogicalExpression' && parent.left === at && parent.operator !== '&&' ? whole(file, parent.right) : null
}

/** `table[kind] ?? identity`, `table[kind] ?? ((part) => part)` */
function identity(fallback: TSESTree.Node): TSESTree.Node | null {
  const at = unwrap(fallback)
  if (at.type === 'Identifier') return isIdentityName(at.name) ? at : null
  if (at.type !== 'ArrowFunctionExpression') return null
  const [only] = at.params
  return only?.type === 'Identifier' && at.body.type === 'Identifier' && at.body.name === only.name ? at : null
}

/** The returned expression of a statement, when it is the function's own argument as it came. */
export function returnedWhole(file: SourceFile, statement: TSESTree.Statement): TSESTree.Node | null {
  const only = statement.type === 'BlockStatement' ? (statement.body.length === 1 ? statement.body[0] : undefined) : statement
  return only?.type === 'ReturnStatement' && only.argument ? whole(file, only.argument) : null
}

/** The expression, when it names a parameter of the function around it, or a constant that is nothing but one: `const tool = part as ToolPart`. */
function whole(file: SourceFile, node: TSESTree.Node): TSESTree.Node | null {
  const at = unwrap(node)
  if (at.type !== 'Identifier') return null
  return isArgument(file, at, enclosingFunction(node)) ? at : null
}

function isArgument(file: SourceFile, identifier: TSESTree.Identifier, fn: FunctionNode | null, depth = 3): boolean {
  const variable = findVariable(file, identifier)
  const definition = variable?.defs[0]
  if (!variable || !fn || depth === 0) return false
  if (definition?.type === 'Parameter') return isFunction(definition.node) && !isCallableParameter(definition.name)
  const init = constantInit(variable)
  const inner = init && unwrap(init)
  return inner?.type === 'Identifier' && isArgument(file, inner, fn, depth - 1)
}

/** A parameter that is a function is no payload. */
function isCallableParameter(name: TSESTree.Node): boolean {
  return name.type === 'Identifier' && name.typeAnnotation?.typeAnnotation.type === 'TSFunctionType'
}
