import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingFunction, isClass, isFunction } from '../ast/functions.ts'
import { keyName } from '../ast/names.ts'
import type { SourceFile } from '../ast/source-file.ts'
import { importOf, findVariable, type Variable } from '../ast/variables.ts'
import { findExports } from './find-export.ts'
import { frameOf, openImport, type Frame, type Search, type Value } from './search.ts'

/** What a variable can be: its function or class, what it was set to, the argument it was given, or what it is imported from. */
export function valuesOfVariable(search: Search, file: SourceFile, variable: Variable, frame: Frame | null, depth: number): Value[] {
  const imported = importOf(variable)
  if (imported) {
    const source = openImport(search, file, imported.source, 1)
    if (!source) return []
    return imported.name === '*' ? [{ kind: 'module', file: source }] : exportedValues(search, source, imported.name, depth)
  }
  const definition = variable.defs[0]
  if (!definition) return []
  const { node } = definition
  if (definition.type === 'Parameter') return isFunction(node) ? valuesOfParameter(search, file, node, variable, frame, depth) : []
  if (isFunction(node)) return [{ kind: 'function', file, node, closure: frameOf(enclosingFunction(node), frame) }]
  if (isClass(node)) return [{ kind: 'class', file, node }]
  if (node.type === 'TSModuleDeclaration') return [{ kind: 'namespace', file, node }]
  if (node.type !== 'VariableDeclarator') return []
  return writesOf(variable).flatMap((written) => valuesAt(search, file, written, frameOf(enclosingFunction(written.from), frame), depth))
}

/** A variable's place in what it is taken from: `const { a: { b } } = x` gives b the path `a`, `b` of `x`. */
interface Taken {
  readonly from: TSESTree.Node
  readonly path: readonly string[]
  /** Is it one of the elements of `from`, as in `for (const x of from)`? */
  readonly isElement: boolean
}

const MAX_WRITES = 4

function writesOf(variable: Variable): Taken[] {
  const found: Taken[] = []
  for (const definition of variable.defs) {
    const { node } = definition
    if (node.type !== 'VariableDeclarator') continue
    const path = pathTo(node.id, variable.name)
    const loop = node.parent.parent
    if (path && node.init) found.push({ from: node.init, path, isElement: false })
    else if (path && loop?.type === 'ForOfStatement' && loop.left === node.parent) found.push({ from: loop.right, path, isElement: true })
  }
  for (const { writeExpr, init } of variable.references) {
    if (writeExpr && !init && writeExpr.type !== 'AssignmentPattern') found.push({ from: writeExpr, path: [], isElement: false })
  }
  return found.slice(0, MAX_WRITES)
}

function valuesAt(search: Search, file: SourceFile, { from, path, isElement }: Taken, frame: Frame | null, depth: number): Value[] {
  let values = search.resolve(search, file, from, frame, depth - 1)
  if (isElement) values = values.flatMap((value) => elementsOf(search, value, depth))
  for (const name of path) values = values.flatMap((value) => search.member(search, value, name, depth - 1))
  return values
}

/** What a list literal holds. */
export function elementsOf(search: Search, value: Value, depth = 12): Value[] {
  if (value.kind !== 'array') return []
  return value.node.elements.flatMap((element) => {
    if (!element) return []
    if (element.type !== 'SpreadElement') return search.resolve(search, value.file, element, value.frame, depth - 1)
    return search.resolve(search, value.file, element.argument, value.frame, depth - 1).flatMap((spread) => elementsOf(search, spread, depth - 1))
  })
}

/** The member names that lead from a pattern's value to the variable it binds; null when it does not bind it, or through a list or a rest. */
function pathTo(pattern: TSESTree.Node, name: string): string[] | null {
  switch (pattern.type) {
    case 'Identifier':
      return pattern.name === name ? [] : null
    case 'AssignmentPattern':
      return pathTo(pattern.left, name)
    case 'TSParameterProperty':
      return pathTo(pattern.parameter, name)
    case 'ObjectPattern':
      for (const property of pattern.properties) {
        if (property.type !== 'Property') continue
        const key = keyName(property)
        const rest = key === null ? null : pathTo(property.value, name)
        if (key !== null && rest) return [key, ...rest]
      }
      return null
    default:
      return null
  }
}

type Callable = TSESTree.FunctionDeclaration | TSESTree.FunctionExpression | TSESTree.ArrowFunctionExpression

function valuesOfParameter(search: Search, file: SourceFile, fn: Callable, variable: Variable, frame: Frame | null, depth: number): Value[] {
  const index = fn.params.findIndex((param) => pathTo(param, variable.name) !== null)
  const param = fn.params[index]
  if (!param) return []
  const path = pathTo(param, variable.name) ?? []
  const own = frameOf(fn, frame)
  const argument = own?.args?.[index]
  if (own && argument && argument.type !== 'SpreadElement') {
    const values = valuesAt(search, own.callerFile, { from: argument, path, isElement: false }, own.caller, depth)
    if (values.length > 0) return values
  }
  return path.length === 0 ? valuesOfAnnotation(search, file, param, depth) : []
}

/** `poller: Poller` is an instance of the class, if `Poller` is one that can be found. */
export function valuesOfAnnotation(search: Search, file: SourceFile, declared: TSESTree.Node, depth: number): Value[] {
  const target = declared.type === 'TSParameterProperty' ? declared.parameter : declared.type === 'AssignmentPattern' ? declared.left : declared
  const type = 'typeAnnotation' in target && target.typeAnnotation?.type === 'TSTypeAnnotation' ? target.typeAnnotation.typeAnnotation : null
  if (type?.type !== 'TSTypeReference' || type.typeName.type !== 'Identifier') return []
  const variable = findVariable(file, type.typeName)
  if (!variable) return []
  return valuesOfVariable(search, file, variable, null, depth - 1).flatMap((value): Value[] => (value.kind === 'class' ? [{ kind: 'instance', file: value.file, node: value.node }] : []))
}

const MAX_FILES = 40

/** What a file exports under a name, also when it only passes it on; looks at forty files. */
export function exportedValues(search: Search, file: SourceFile, name: string, depth: number, seen = new Map<SourceFile, Set<string>>()): Value[] {
  const asked = seen.get(file) ?? new Set()
  if (asked.has(name) || seen.size >= MAX_FILES) return []
  seen.set(file, asked.add(name))
  const { byName, stars } = findExports(file)
  const target = byName.get(name)
  if (target?.kind === 'own') {
    const { node } = target
    if (isFunction(node)) return [{ kind: 'function', file, node, closure: null }]
    return search.resolve(search, file, node, null, depth - 1)
  }
  if (target) {
    const source = openImport(search, file, target.source, 0)
    if (!source) return []
    return target.name === '*' ? [{ kind: 'module', file: source }] : exportedValues(search, source, target.name, depth, seen)
  }
  for (const specifier of stars) {
    const source = search.neighbors.mayExport(file, specifier, name) ? openImport(search, file, specifier, 0) : null
    const found = source ? exportedValues(search, source, name, depth, seen) : []
    if (found.length > 0) return found
  }
  return []
}
