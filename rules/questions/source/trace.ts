import type { TSESTree } from '@typescript-eslint/utils'

import { findExports } from '../../analysis/find-export.ts'
import { enclosingClass, isClass, isFunction } from '../../ast/functions.ts'
import { keyName, memberName } from '../../ast/names.ts'
import { returnedExpressions } from '../../ast/traverse.ts'
import { unwrap, wrapped } from '../../ast/unwrap.ts'
import { findVariable, importOf, type Variable } from '../../ast/variables.ts'
import type { Place, ProgramFile, ProgramView } from '../../program/view.ts'
import { classifyMade } from './calls.ts'
import type { End } from './ends.ts'
import { endOfParameter } from './parameters.ts'
import { isFiniteType } from './types.ts'
import { end, enter, pathTo, type Trace } from './walk.ts'

/** A trace takes at most so many steps in all, and follows so many one from another. */
const MAX_STEPS = 160
const MAX_DEPTH = 14

/**
 * Where the value of an expression comes from, or that of the member at `path` of it (`*` is any element): through constants, destructuring,
 * parameters to all callers, fields to their writers, results of functions, awaited promises, callbacks to who calls them. What can't be followed
 * further ends as `unknown`.
 */
export function traceValue(view: ProgramView, place: Place, path: readonly string[] = []): End[] {
  return follow({ view, stepsLeft: MAX_STEPS, seen: new Set(), follow }, place, path, MAX_DEPTH)
}

function follow(trace: Trace, { home, node }: Place, path: readonly string[], depth: number): End[] {
  const at = unwrap(node)
  const unknown = (): End[] => [end(home, at, 'unknown', 'likely', 'is not followed further')]
  if (depth <= 0 || trace.stepsLeft-- <= 0 || path.length > 6) return unknown()
  const next = (inner: TSESTree.Node, rest: readonly string[] = path): End[] => follow(trace, { home, node: inner }, rest, depth - 1)
  switch (at.type) {
    case 'Literal':
      return [end(home, at, 'constant', 'proven', 'is written in the code')]
    case 'TemplateLiteral':
      return at.expressions.length === 0 ? [end(home, at, 'constant', 'proven', 'is written in the code')] : at.expressions.flatMap((part) => next(part, []))
    case 'BinaryExpression':
      if (at.operator !== '+' && at.operator !== '-' && at.operator !== '*' && at.operator !== '/') return [end(home, at, 'constant', 'proven', 'has few values')]
      return [...next(at.left, []), ...next(at.right, [])]
    case 'UnaryExpression':
      return at.operator === '-' || at.operator === '+' ? next(at.argument) : [end(home, at, 'constant', 'proven', 'has few values')]
    case 'UpdateExpression':
      return [end(home, at, 'generated', 'proven', 'counts up')]
    case 'LogicalExpression':
      return at.operator === '&&' ? next(at.right) : [...next(at.left), ...next(at.right)]
    case 'ConditionalExpression':
      return [...next(at.consequent), ...next(at.alternate)]
    case 'AssignmentExpression':
      return next(at.right)
    case 'AwaitExpression':
      return next(at.argument)
    case 'SequenceExpression': {
      const last = at.expressions.at(-1)
      return last ? next(last) : unknown()
    }
    case 'ArrayExpression':
      if (path.length === 0) return [end(home, at, 'generated', 'likely', 'is made anew')]
      return at.elements.flatMap((element) => (element === null ? [] : element.type === 'SpreadElement' ? next(element.argument) : next(element, path.slice(1))))
    case 'ObjectExpression':
      return memberOfObject(trace, home, at, path, depth) ?? unknown()
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
    case 'ClassExpression':
      return [end(home, at, 'generated', 'likely', 'is made anew')]
    case 'NewExpression':
      return followNew(trace, home, at, path, depth)
    case 'CallExpression':
      return followCall(trace, home, at, path, depth)
    case 'MemberExpression':
      return followMember(trace, home, at, path, depth)
    case 'ThisExpression':
      return path.length === 0 ? [end(home, at, 'generated', 'likely', 'is one instance after the other')] : unknown()
    case 'Identifier':
      return followIdentifier(trace, home, at, path, depth)
    case 'SpreadElement':
      return next(at.argument, ['*', ...path])
    default:
      return unknown()
  }
}

function memberOfObject(trace: Trace, home: ProgramFile, object: TSESTree.ObjectExpression, path: readonly string[], depth: number): End[] | null {
  const [name, ...rest] = path
  if (name === undefined) return [end(home, object, 'generated', 'likely', 'is made anew')]
  const values = object.properties.flatMap((property): TSESTree.Node[] => (property.type === 'Property' && (name === '*' || keyName(property) === name) ? [property.value] : []))
  if (values.length > 0) return values.slice(0, 6).flatMap((value) => follow(trace, { home, node: value }, rest, depth - 1))
  const spreads = object.properties.flatMap((property) => (property.type === 'SpreadElement' ? [property.argument] : []))
  return spreads.length > 0 ? spreads.flatMap((spread) => follow(trace, { home, node: spread }, path, depth - 1)) : null
}

function followNew(trace: Trace, home: ProgramFile, node: TSESTree.NewExpression, path: readonly string[], depth: number): End[] {
  const name = node.callee.type === 'Identifier' ? node.callee.name : null
  if (name === 'Date') return [end(home, node, 'clock', 'proven', 'is the time')]
  const [first] = node.arguments
  if (path.length > 0 && first && (name === 'URL' || name === 'URLSearchParams' || name === 'Set' || name === 'Map' || name === 'Request')) return follow(trace, { home, node: first }, name === 'Set' ? path : [], depth - 1)
  if (path.length === 0) return [end(home, node, 'generated', 'proven', 'is made anew')]
  return [end(home, node, 'unknown', 'likely', 'is not followed further')]
}

function followCall(trace: Trace, home: ProgramFile, call: TSESTree.CallExpression, path: readonly string[], depth: number): End[] {
  const { view } = trace
  const functions = view.definitionsOf({ home, node: call.callee }).flatMap((found) => (found.kind === 'function' ? [found] : []))
  if (functions.length > 0) {
    if (!enter(trace, home, call, path)) return []
    return functions.slice(0, 4).flatMap((fn) => {
      const results = returnedExpressions(fn.home.file, fn.node).slice(0, 6)
      if (results.length === 0) return [end(fn.home, fn.node, 'unknown', 'likely', 'gives nothing back')]
      return results.flatMap((result) => follow(trace, { home: fn.home, node: result }, path, depth - 1))
    })
  }
  const made = classifyMade(call)
  if (!made) return [end(home, call, 'unknown', 'likely', 'is not followed further')]
  switch (made.of) {
    case 'end':
      return [end(home, call, made.source, made.certainty, made.source === 'clock' ? 'is the time' : made.source === 'generated' ? 'is generated' : made.source === 'configuration' ? 'is read from the settings' : 'is content')]
    case 'parts':
      return made.parts.flatMap((part) => follow(trace, { home, node: part }, [], depth - 1))
    case 'element':
      return follow(trace, { home, node: made.list }, ['*', ...path], depth - 1)
    case 'same':
      return follow(trace, { home, node: made.list }, path, depth - 1)
    default:
      return made satisfies never
  }
}

function followMember(trace: Trace, home: ProgramFile, node: TSESTree.MemberExpression, path: readonly string[], depth: number): End[] {
  const name = memberName(node)
  const object = unwrap(node.object)
  if (object.type === 'MemberExpression' && memberName(object) === 'env') return [end(home, node, 'configuration', 'proven', 'is a setting of the environment')]
  if (object.type === 'ThisExpression' && name !== null) return followField(trace, home, node, name, path, depth)
  if (name === 'length' || name === 'size') return [end(home, node, 'unknown', 'likely', 'is a count')]
  return follow(trace, { home, node: object }, [name ?? '*', ...path], depth - 1)
}

/** `this.id`: what its class's own declaration, assignments and constructor give it. */
function followField(trace: Trace, home: ProgramFile, node: TSESTree.MemberExpression, name: string, path: readonly string[], depth: number): End[] {
  const own = enclosingClass(node)
  if (!own || !enter(trace, home, node, path)) return own ? [] : [end(home, node, 'unknown', 'likely', 'is not followed further')]
  const ends: End[] = []
  for (const member of own.body.body) {
    if (member.type === 'PropertyDefinition' && keyName(member) === name) {
      if (member.typeAnnotation && isFiniteType(trace.view, home, member.typeAnnotation.typeAnnotation, path)) return [end(home, member, 'constant', 'proven', 'has few values by its type')]
      if (member.value) ends.push(...follow(trace, { home, node: member.value }, path, depth - 1))
    }
    if (member.type !== 'MethodDefinition') continue
    if (member.kind === 'get' && keyName(member) === name && isFunction(member.value)) {
      for (const result of returnedExpressions(home.file, member.value)) ends.push(...follow(trace, { home, node: result }, path, depth - 1))
    }
    if (member.kind !== 'constructor') continue
    for (const parameter of member.value.params) {
      if (parameter.type !== 'TSParameterProperty') continue
      const target = parameter.parameter.type === 'AssignmentPattern' ? parameter.parameter.left : parameter.parameter
      if (target.type !== 'Identifier' || target.name !== name || !isFunction(member.value)) continue
      const variable = findVariable(home.file, target)
      if (variable) ends.push(...endOfParameter(trace, { home, fn: member.value, variable }, path, depth - 1))
    }
  }
  for (const write of writesOfField(trace.view, home, own, name)) ends.push(...follow(trace, write, path, depth - 1))
  return ends.length > 0 ? ends : [end(home, node, 'unknown', 'likely', 'is not followed further')]
}

function writesOfField(view: ProgramView, home: ProgramFile, owner: ReturnType<typeof enclosingClass>, name: string): Place[] {
  if (!owner) return []
  return view.usesOf({ kind: 'member', home, owner, name, isStatic: false }).sites.flatMap((site): Place[] => {
    const at = wrapped(site.node)
    if (at.parent?.type === 'UpdateExpression') return [{ home: site.home, node: at.parent }]
    if (at.parent?.type !== 'AssignmentExpression' || at.parent.left !== at) return []
    return at.parent.operator === '+=' ? [] : [{ home: site.home, node: at.parent.right }]
  }).slice(0, 6)
}

function followIdentifier(trace: Trace, home: ProgramFile, node: TSESTree.Identifier, path: readonly string[], depth: number): End[] {
  const variable = findVariable(home.file, node)
  if (!variable || variable.defs.length === 0) {
    return [end(home, node, node.name === 'undefined' || node.name === 'NaN' ? 'constant' : 'unknown', 'likely', 'is not followed further')]
  }
  return followVariable(trace, home, variable, path, depth)
}

function followVariable(trace: Trace, home: ProgramFile, variable: Variable, path: readonly string[], depth: number): End[] {
  const [definition] = variable.defs
  if (!definition) return []
  const { node } = definition
  const type = definition.name.type === 'Identifier' ? definition.name.typeAnnotation?.typeAnnotation : undefined
  if (type && isFiniteType(trace.view, home, type, path)) return [end(home, definition.name, 'constant', 'proven', 'has few values by its type')]
  const imported = importOf(variable)
  if (imported) return followImport(trace, home, imported, path, depth)
  if (isFunction(node) && definition.type === 'Parameter') return endOfParameter(trace, { home, fn: node, variable }, path, depth)
  if (isFunction(node) || isClass(node) || node.type === 'TSEnumDeclaration') return [end(home, node, 'constant', 'proven', 'is declared in the code')]
  if (node.type !== 'VariableDeclarator') return [end(home, definition.name, 'unknown', 'likely', 'is not followed further')]
  const ends: End[] = []
  const inner = pathTo(node.id, variable.name)
  const loop = node.parent.parent
  if (node.init && inner) ends.push(...follow(trace, { home, node: node.init }, [...inner, ...path], depth - 1))
  else if (inner && loop?.type === 'ForOfStatement' && loop.left === node.parent) ends.push(...followElements(trace, home, loop.right, [...inner, ...path], depth))
  else if (loop?.type === 'ForInStatement' && loop.left === node.parent) ends.push(...follow(trace, { home, node: loop.right }, ['*'], depth - 1))
  if (enter(trace, home, node, [variable.name, ...path])) {
    for (const { writeExpr, init, identifier } of variable.references.slice(0, 30)) {
      if (init || (!writeExpr && identifier.parent?.type !== 'UpdateExpression')) continue
      if (!writeExpr || isCountedUp(identifier)) ends.push(end(home, identifier, 'generated', 'proven', 'counts up'))
      else if (identifier.parent?.type === 'AssignmentExpression') ends.push(...follow(trace, { home, node: writeExpr }, path, depth - 1))
    }
  }
  return ends.length > 0 ? ends : [end(home, definition.name, 'unknown', 'likely', 'is not followed further')]
}

/** `next += 1`, `next++` */
function isCountedUp(identifier: TSESTree.Node): boolean {
  const { parent } = identifier
  return parent?.type === 'UpdateExpression' || (parent?.type === 'AssignmentExpression' && parent.operator === '+=' && parent.left === identifier && parent.right.type === 'Literal')
}

/** `for (const [k, v] of map)`: an index or key of a list is as open as the list itself. */
function followElements(trace: Trace, home: ProgramFile, list: TSESTree.Node, path: readonly string[], depth: number): End[] {
  const at = unwrap(list)
  const method = at.type === 'CallExpression' && at.callee.type === 'MemberExpression' ? memberName(at.callee) : null
  const rest = method === 'entries' && path[0] === '*' ? path.slice(1) : path
  return follow(trace, { home, node: list }, ['*', ...rest], depth - 1)
}

function followImport(trace: Trace, home: ProgramFile, { source, name }: { readonly source: string; readonly name: string }, path: readonly string[], depth: number): End[] {
  let file = trace.view.importedFile(home, source)
  let wanted = name
  for (let hops = 0; file && hops < 6; hops++) {
    const target = findExports(file.file).byName.get(wanted)
    if (target?.kind === 'own') {
      const { node } = target
      if (node.type === 'Identifier') return followIdentifier(trace, file, node, path, depth - 1)
      return isFunction(node) || isClass(node) || node.type.startsWith('TS') ? [end(file, node, 'constant', 'proven', 'is declared in the code')] : follow(trace, { home: file, node }, path, depth - 1)
    }
    if (!target) break
    wanted = target.name
    file = trace.view.importedFile(file, target.source)
  }
  // A JSON file, or a package's constant.
  if (/\.(?:json|ya?ml)$/.test(source)) return [end(home, home.file.ast, 'configuration', 'proven', 'is read from a file of the program')]
  return [end(home, home.file.ast, 'unknown', 'likely', 'is not followed further')]
}
