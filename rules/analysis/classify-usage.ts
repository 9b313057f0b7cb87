import type { TSESTree } from '@typescript-eslint/utils'

import { isFunction, type FunctionNode } from '../ast/functions.ts'
import { calleeName, dottedName, memberName } from '../ast/names.ts'
import type { SourceFile } from '../ast/source-file.ts'
import { wrapped } from '../ast/unwrap.ts'
import { findVariable, isModuleLevel } from '../ast/variables.ts'
import { effectOfMethod, isReader } from '../catalog/collection-methods.ts'
import { isInsertHelperName, isReleaseHelperName } from '../catalog/function-names.ts'
import { calleesOf, findUses } from './call-graph.ts'
import { classifyAssignedValue, classifyMutation } from './classify-write.ts'
import type { RawUsage, Subject } from './raw-usage.ts'

/** Classifies one expression that denotes the collection: the position it stands in decides. */
export function classifyUsage(file: SourceFile, node: TSESTree.Node, subject: Subject): RawUsage[] {
  const at = wrapped(node)
  const parent = at.parent
  const read = (iterates = false): RawUsage[] => [{ kind: 'read', node: at, iterates }]
  switch (parent?.type) {
    case 'MemberExpression':
      return parent.object === at ? classifyMember(file, parent, subject) : read()
    case 'AssignmentExpression':
      if (parent.left === at) return classifyAssignedValue(file, parent, subject)
      // `x = x || {}`: the assignment itself has been looked at from its left side.
      if (at.type === 'LogicalExpression' && isWrittenAlike(file, at.left, parent.left)) return read()
      return [...aliasesOfTarget(file, parent.left, at), ...classifyUsage(file, parent, subject).filter((usage) => usage.kind !== 'read')]
    case 'VariableDeclarator':
      return parent.init === at ? aliasesOfDeclarator(file, parent, subject) : read()
    case 'LogicalExpression':
    case 'ConditionalExpression':
    case 'SequenceExpression':
    case 'AwaitExpression':
      return parent.type === 'ConditionalExpression' && parent.test === at ? read() : classifyUsage(file, parent, subject)
    case 'CallExpression':
    case 'NewExpression':
      return parent.callee === at ? [{ kind: 'unknown', node: at }] : classifyArgument(file, parent, at, subject)
    case 'ForOfStatement':
    case 'ForInStatement':
      return parent.right === at ? read(true) : [{ kind: 'unknown', node: at }]
    case 'SpreadElement':
      return read(true)
    case 'ReturnStatement':
      return returned(file, parent, at)
    case 'ArrowFunctionExpression':
      return parent.body === at ? returned(file, parent, at) : read()
    case 'Property':
    case 'ArrayExpression':
    case 'PropertyDefinition':
    case 'JSXExpressionContainer':
    case 'JSXSpreadAttribute':
      return parent.type === 'PropertyDefinition' && parent.key === at ? read() : [{ kind: 'escape', node: at, to: 'store' }]
    case 'YieldExpression':
      return [{ kind: 'escape', node: at, to: 'return' }]
    case 'ExportSpecifier':
    case 'ExportDefaultDeclaration':
      return [{ kind: 'escape', node: at, to: 'export' }]
    case 'BinaryExpression':
    case 'IfStatement':
    case 'WhileStatement':
    case 'UnaryExpression':
    case 'TemplateLiteral':
    case 'ExpressionStatement':
    case 'SwitchStatement':
    case 'TSTypeQuery':
    case 'TaggedTemplateExpression':
      return read()
    default:
      return [{ kind: 'unknown', node: at }]
  }
}

function classifyMember(file: SourceFile, member: TSESTree.MemberExpression, subject: Subject): RawUsage[] {
  const at = wrapped(member)
  const parent = at.parent
  const name = memberName(member)
  if (parent?.type === 'CallExpression' && parent.callee === at && name !== null && !(member.computed && subject.kind === 'record')) return classifyMethodCall(file, parent, name, subject)
  const mutation = classifyMutation(member, subject)
  if (mutation) return [mutation]
  // `cache[kind]` of a table of dictionaries is a dictionary itself.
  if (subject.isNested && member.computed) {
    return classifyUsage(file, member, { ...subject, isNested: false }).map((usage): RawUsage => (usage.kind === 'escape' || usage.kind === 'unknown' ? { kind: 'read', node: at, iterates: false } : usage))
  }
  return [{ kind: 'read', node: at, iterates: false }]
}

function classifyMethodCall(file: SourceFile, call: TSESTree.CallExpression, method: string, subject: Subject): RawUsage[] {
  if (subject.releaseFunctions.has(method)) return [{ kind: 'release', node: call, extent: 'entry', key: call.arguments[0] ?? null }]
  const effect = effectOfMethod(subject.kind, method)
  switch (effect) {
    case 'grow-key':
      return [{ kind: 'grow', node: call, key: call.arguments[0] ?? null }, ...chained(file, call, subject)]
    case 'grow-value':
      return [{ kind: 'grow', node: call, key: call.arguments[0] ?? null }]
    case 'release-entry':
      return [{ kind: 'release', node: call, extent: isCapped(method, call) ? 'cap' : 'entry', key: subject.kind === 'array' ? null : (call.arguments[0] ?? null) }]
    case 'release-all':
      return [{ kind: 'release', node: call, extent: 'all', key: null }]
    case 'read':
    case 'iterate':
    case 'derive':
      return [{ kind: 'read', node: call, iterates: effect === 'iterate' }]
    case 'self':
      return [{ kind: 'read', node: call, iterates: true }, ...chained(file, call, subject)]
    case null:
      return [{ kind: 'unknown', node: call }]
    default:
      return effect satisfies never
  }
}

/** `splice(0)`, `splice(0, n)` at the front: a drain or a cut to a length, not the removal of one known entry. */
function isCapped(method: string, call: TSESTree.CallExpression): boolean {
  return method === 'splice' && call.arguments[0]?.type === 'Literal' && call.arguments[0].value === 0
}

/** `map.set(a, 1).set(b, 2)`: the call denotes the collection again. */
function chained(file: SourceFile, call: TSESTree.CallExpression, subject: Subject): RawUsage[] {
  const at = wrapped(call)
  return at.parent?.type === 'MemberExpression' && at.parent.object === at ? classifyUsage(file, call, subject) : []
}

function aliasesOfDeclarator(file: SourceFile, declarator: TSESTree.VariableDeclarator, subject: Subject): RawUsage[] {
  if (declarator.id.type !== 'Identifier') {
    return [{ kind: 'read', node: declarator, iterates: declarator.id.type === 'ArrayPattern' || subject.kind === 'record' }]
  }
  const variable = findVariable(file, declarator.id)
  return [{ kind: 'alias', nodes: (variable?.references ?? []).filter((reference) => !reference.init).map((reference) => reference.identifier) }]
}

/** `local = this.cache` makes an alias; `other.cache = this.cache` leaves our sight. */
function aliasesOfTarget(file: SourceFile, target: TSESTree.Node, value: TSESTree.Node): RawUsage[] {
  if (target.type !== 'Identifier') return [{ kind: 'escape', node: value, to: 'store' }]
  const variable = findVariable(file, target)
  if (!variable || isModuleLevel(variable)) return [{ kind: 'escape', node: value, to: 'store' }]
  return [{ kind: 'alias', nodes: variable.references.filter((reference) => reference.isRead()).map((reference) => reference.identifier) }]
}

/** An argument is followed one level, into functions of this file; names speak for functions that can't be seen. */
function classifyArgument(file: SourceFile, call: TSESTree.CallExpression | TSESTree.NewExpression, argument: TSESTree.Node, subject: Subject): RawUsage[] {
  const dotted = dottedName(call.callee)
  if (dotted !== null && isReader(dotted)) return [{ kind: 'read', node: argument, iterates: true }]
  const at = call.arguments.findIndex((candidate) => candidate === argument)
  if (dotted === 'Object.assign' || dotted === 'Reflect.deleteProperty' || dotted === 'Reflect.set') return classifyReflection(dotted, call, at)
  if (isCopiedBack(file, call, argument)) return [{ kind: 'read', node: argument, iterates: true }]
  const parameters = calleesOf(file, call).flatMap((fn) => parameterReferences(file, fn, at))
  if (parameters.length > 0) return [{ kind: 'alias', nodes: parameters }]
  const name = calleeName(call)
  if (name !== null && subject.releaseFunctions.has(name)) return [{ kind: 'release', node: call, extent: 'cap', key: null }]
  if (name !== null && calleesOf(file, call).length === 0 && at === 0) {
    if (isReleaseHelperName(name)) return [{ kind: 'release', node: call, extent: 'cap', key: call.arguments[1] ?? null, passed: argument }]
    if (isInsertHelperName(name) && call.arguments.length > 1) return [{ kind: 'grow', node: call, key: call.arguments[1] ?? null, passed: argument }]
  }
  return calleesOf(file, call).length > 0 ? [{ kind: 'read', node: argument, iterates: true }] : [{ kind: 'escape', node: argument, to: 'argument' }]
}

/** `rec = assoc(id, x, rec)`: a pure function makes the copy that is written back; the assignment says what it does. */
function isCopiedBack(file: SourceFile, call: TSESTree.CallExpression | TSESTree.NewExpression, argument: TSESTree.Node): boolean {
  const at = wrapped(call)
  if (at.parent?.type !== 'AssignmentExpression' || at.parent.right !== at) return false
  return isWrittenAlike(file, at.parent.left, argument)
}

function isWrittenAlike(file: SourceFile, a: TSESTree.Node, b: TSESTree.Node): boolean {
  return file.text.slice(a.range[0], a.range[1]) === file.text.slice(b.range[0], b.range[1])
}

function classifyReflection(dotted: string, call: TSESTree.CallExpression | TSESTree.NewExpression, at: number): RawUsage[] {
  if (at !== 0) return [{ kind: 'read', node: call, iterates: true }]
  const key = call.arguments[1] ?? null
  if (dotted === 'Reflect.deleteProperty') return [{ kind: 'release', node: call, extent: 'entry', key }]
  if (dotted === 'Reflect.set') return [{ kind: 'grow', node: call, key }]
  const computed = call.arguments.slice(1).flatMap((argument) => (argument.type === 'ObjectExpression' ? argument.properties : [])).find((property) => property.type === 'Property' && property.computed)
  if (computed?.type === 'Property') return [{ kind: 'grow', node: call, key: computed.key }]
  // `Object.assign(table, other)`: what is merged in is out of sight.
  return call.arguments.slice(1).every((argument) => argument.type === 'ObjectExpression') ? [{ kind: 'read', node: call, iterates: false }] : [{ kind: 'unknown', node: call }]
}

/** The places that name the parameter of `fn` at an index; none when it is taken apart there. */
export function parameterReferences(file: SourceFile, fn: FunctionNode, at: number): TSESTree.Node[] {
  const parameter = fn.params[at]
  const identifier = parameter?.type === 'AssignmentPattern' ? parameter.left : parameter
  if (identifier?.type !== 'Identifier') return []
  return (findVariable(file, identifier)?.references ?? []).filter((reference) => !reference.init).map((reference) => reference.identifier)
}

/** `return cache` in a function of this file that nobody outside can call: its calls denote the collection. */
function returned(file: SourceFile, holder: TSESTree.Node, at: TSESTree.Node): RawUsage[] {
  let fn: TSESTree.Node | undefined = holder
  while (fn && !isFunction(fn)) fn = fn.parent
  if (!isFunction(fn)) return [{ kind: 'escape', node: at, to: 'return' }]
  if (isReadonlyType(fn.returnType?.typeAnnotation)) return [{ kind: 'read', node: at, iterates: true }]
  const use = findUses(file, fn)
  if (use.isVisible || use.values.length > 0) return [{ kind: 'escape', node: at, to: 'return' }]
  return [{ kind: 'alias', nodes: use.calls }]
}

const READONLY_TYPES = new Set(['ReadonlyMap', 'ReadonlySet', 'ReadonlyArray', 'Readonly', 'Iterable', 'IterableIterator'])

function isReadonlyType(type: TSESTree.TypeNode | undefined): boolean {
  if (type?.type === 'TSTypeOperator') return type.operator === 'readonly'
  return type?.type === 'TSTypeReference' && type.typeName.type === 'Identifier' && READONLY_TYPES.has(type.typeName.name)
}
