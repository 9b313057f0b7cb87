import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingClass, enclosingFunction, isClass, isFunction } from '../ast/functions.ts'
import { calleeName, memberName, staticString, words } from '../ast/names.ts'
import type { SourceFile } from '../ast/source-file.ts'
import { returnedExpressions } from '../ast/traverse.ts'
import { unwrap, wrapped } from '../ast/unwrap.ts'
import { findVariable } from '../ast/variables.ts'
import { findMember } from './resolve-member.ts'
import { valuesOfVariable } from './resolve-variable.ts'
import { frameOf, frameOfCall, openImport, type Frame, type FunctionValue, type Neighbors, type Search, type Value } from './search.ts'

const MAX_STEPS = 20_000

/** Begins a search at `root`. */
export function startSearch(root: SourceFile, neighbors: Neighbors): Search {
  return { root, neighbors, depths: new Map([[root, 0]]), stepsLeft: MAX_STEPS, resolve: resolveValues, member: findMember }
}

/**
 * What an expression of `file` can be, seen from inside the run `frame`: functions, objects, classes and their instances,
 * through variables, parameters, members, factory calls and relative imports. An unknown thing has no values. Loops
 * over unknown lists, reassigned members and inheritance from packages are not followed.
 */
export function resolveValues(search: Search, file: SourceFile, expression: TSESTree.Node, frame: Frame | null, depth = 24): Value[] {
  if (depth <= 0 || search.stepsLeft-- <= 0) return []
  const node = unwrap(expression)
  const resolve = (inner: TSESTree.Node): Value[] => resolveValues(search, file, inner, frame, depth - 1)
  if (isFunction(node)) return [{ kind: 'function', file, node, closure: frameOf(enclosingFunction(node), frame) }]
  if (isClass(node)) return [{ kind: 'class', file, node }]
  switch (node.type) {
    case 'Identifier': {
      const variable = findVariable(file, node)
      return variable ? valuesOfVariable(search, file, variable, frame, depth - 1) : []
    }
    case 'MemberExpression': {
      const name = memberName(node)
      return name === null ? [] : resolve(node.object).flatMap((value) => findMember(search, value, name, depth - 1))
    }
    case 'ThisExpression':
      return valuesOfThis(file, node, frame)
    case 'ObjectExpression':
      return [{ kind: 'object', file, node, frame }]
    case 'ArrayExpression':
      return [{ kind: 'array', file, node, frame }]
    case 'CallExpression':
      return valuesOfCall(search, file, node, frame, depth)
    case 'NewExpression':
      return resolve(node.callee).flatMap((value): Value[] => (value.kind === 'class' ? [{ kind: 'instance', file: value.file, node: value.node }] : []))
    case 'ImportExpression':
      return moduleValues(search, file, staticString(node.source))
    case 'AwaitExpression':
      return resolve(node.argument)
    case 'ConditionalExpression':
      return [...resolve(node.consequent), ...resolve(node.alternate)]
    case 'LogicalExpression':
      return node.operator === '&&' ? resolve(node.right) : [...resolve(node.left), ...resolve(node.right)]
    case 'AssignmentExpression':
      return resolve(node.right)
    case 'SequenceExpression': {
      const last = node.expressions.at(-1)
      return last ? resolve(last) : []
    }
    case 'TSModuleDeclaration':
      return [{ kind: 'namespace', file, node }]
    default:
      return []
  }
}

/** The functions a call may enter. `f.call(x)` and `f.apply(x)` enter `f`. */
export function resolveCallees(search: Search, file: SourceFile, call: TSESTree.CallExpression, frame: Frame | null): FunctionValue[] {
  const callee = unwrap(call.callee)
  const passes = callee.type === 'MemberExpression' && ['call', 'apply'].includes(memberName(callee) ?? '')
  return functionsOf(resolveValues(search, file, passes ? callee.object : callee, frame))
}

export function functionsOf(values: readonly Value[]): FunctionValue[] {
  return values.filter((value) => value.kind === 'function')
}

/** Wrappers that make a function run less often than it is called. */
const SPARING = new Set(['debounce', 'debounced', 'throttle', 'throttled', 'once', 'memo', 'memoize', 'memoized', 'memoise', 'cache', 'cached', 'dedupe', 'dedup', 'coalesce', 'single', 'singleflight', 'batch', 'lazy', 'ttl'])

/** Does a callee's name promise that what it is given runs less often: `debounce(fn)`, `transcriptCache.get(id, load)`, `getOrCreate(id, make)`? */
export function isSparingCall(call: TSESTree.CallExpression | TSESTree.NewExpression): boolean {
  const callee = unwrap(call.callee)
  const names = callee.type === 'MemberExpression' ? [memberName(callee), ownName(callee.object)] : [calleeName(call)]
  const all = names.flatMap((name) => words(name ?? ''))
  return all.some((word) => SPARING.has(word)) || (all.includes('or') && (all.includes('get') || all.includes('ensure'))) || all[0] === 'ensure'
}

function ownName(node: TSESTree.Node): string | null {
  const at = unwrap(node)
  if (at.type === 'Identifier') return at.name
  return at.type === 'MemberExpression' ? memberName(at) : null
}

function valuesOfCall(search: Search, file: SourceFile, call: TSESTree.CallExpression, frame: Frame | null, depth: number): Value[] {
  const callee = unwrap(call.callee)
  const [first] = call.arguments
  if (callee.type === 'Identifier' && callee.name === 'require') return moduleValues(search, file, staticString(first))
  if (callee.type === 'MemberExpression' && memberName(callee) === 'bind') return resolveValues(search, file, callee.object, frame, depth - 1)
  if (first && callee.type === 'MemberExpression' && callee.object.type === 'Identifier' && callee.object.name === 'Object') return resolveValues(search, file, first, frame, depth - 1)
  const makers = functionsOf(resolveValues(search, file, callee, frame, depth - 1))
  if (makers.length > 0) {
    return makers.flatMap((maker) => {
      const run = frameOfCall(maker, call.arguments, file, frame)
      return returnedExpressions(maker.file, maker.node).flatMap((returned) => resolveValues(search, maker.file, returned, run, depth - 1))
    })
  }
  // An unknown wrapper, as in `safely('name', async () => {})`: what it returns runs what it was given.
  if (isSparingCall(call)) return []
  return call.arguments.flatMap((argument): Value[] => (isFunction(argument) ? [{ kind: 'function', file, node: argument, closure: frameOf(enclosingFunction(argument), frame) }] : []))
}

function moduleValues(search: Search, file: SourceFile, specifier: string | null): Value[] {
  const found = specifier === null ? null : openImport(search, file, specifier, 1)
  return found ? [{ kind: 'module', file: found }] : []
}

function valuesOfThis(file: SourceFile, node: TSESTree.ThisExpression, frame: Frame | null): Value[] {
  let fn = enclosingFunction(node)
  while (fn?.type === 'ArrowFunctionExpression') fn = enclosingFunction(fn)
  const holder = fn ? wrapped(fn).parent : undefined
  if (fn && holder?.type === 'Property' && holder.parent.type === 'ObjectExpression') {
    return [{ kind: 'object', file, node: holder.parent, frame: frameOf(enclosingFunction(fn), frame) }]
  }
  const own = enclosingClass(node)
  return own ? [{ kind: 'instance', file, node: own }] : []
}
