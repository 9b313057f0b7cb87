import type { TSESTree } from '@typescript-eslint/utils'

import { isClass, isFunction, type FunctionNode } from '../../ast/functions.ts'
import { calleeName, keyName } from '../../ast/names.ts'
import { wrapped } from '../../ast/unwrap.ts'
import type { Variable } from '../../ast/variables.ts'
import { declarationOf, type Declared } from '../declared.ts'
import type { ProgramFile } from '../view.ts'
import { elementsOf, FOREIGN, type Shape, type Shaper } from './shape.ts'

/** What a variable holds: by its annotation, what it is set to, or what it is imported from. */
export function shapesOfVariable(shaper: Shaper, home: ProgramFile, variable: Variable, depth: number): readonly Shape[] {
  const declared = depth > 0 ? declarationOf(shaper.reader, home, variable) : null
  return declared ? shaper.ofDeclared(declared, depth - 1) : []
}

/** What a declaration holds. */
export function shapesOfDeclared(shaper: Shaper, declared: Declared, depth: number): readonly Shape[] {
  switch (declared.kind) {
    case 'foreign':
      return FOREIGN
    case 'module':
      return [{ kind: 'module', home: declared.home }]
    case 'node':
      return shaper.ofExpression(declared.home, declared.node, depth)
    case 'variable':
      return shapesOfLocal(shaper, declared.home, declared.variable, depth)
  }
}

/** Variables that are written more often are not followed. */
const MAX_WRITES = 4

function shapesOfLocal(shaper: Shaper, home: ProgramFile, variable: Variable, depth: number): readonly Shape[] {
  const [definition] = variable.defs
  if (!definition) return []
  const { node } = definition
  if (definition.type === 'Parameter') return isFunction(node) ? shapesOfParameter(shaper, home, node, variable, depth) : []
  if (isFunction(node)) return [{ kind: 'function', home, node }]
  if (isClass(node)) return [{ kind: 'class', home, node }]
  if (node.type === 'TSModuleDeclaration') return [{ kind: 'namespace', home, node }]
  if (node.type !== 'VariableDeclarator') return []
  const declared = shapesOfPattern(shaper, home, node.id, variable.name, () => initialShapes(shaper, home, node, depth), depth)
  if (declared.length > 0) return declared
  const writes = variable.references.flatMap(({ writeExpr, init }) => (writeExpr && !init && writeExpr.type !== 'AssignmentPattern' ? [writeExpr] : []))
  return writes.length > MAX_WRITES ? [] : writes.flatMap((write) => shaper.ofExpression(home, write, depth - 1))
}

/** What a declarator's pattern is filled with. */
function initialShapes(shaper: Shaper, home: ProgramFile, node: TSESTree.VariableDeclarator, depth: number): readonly Shape[] {
  if (node.init) return shaper.ofExpression(home, node.init, depth - 1)
  const loop = node.parent.parent
  return loop?.type === 'ForOfStatement' && loop.left === node.parent ? elementsOf(shaper.ofExpression(home, loop.right, depth - 1)) : []
}

function shapesOfParameter(shaper: Shaper, home: ProgramFile, fn: FunctionNode, variable: Variable, depth: number): readonly Shape[] {
  for (const [index, param] of fn.params.entries()) {
    const pattern = param.type === 'TSParameterProperty' ? param.parameter : param
    const found = shapesOfPattern(shaper, home, pattern, variable.name, () => shapesOfArgument(shaper, home, fn, index, depth), depth)
    if (found.length > 0) return found
  }
  return []
}

/** Callbacks of lists get their elements: `clients.forEach((client) => …)`. */
const ITERATIONS = new Set(['forEach', 'map', 'filter', 'find', 'some', 'every', 'flatMap', 'findIndex'])

/** What a callback's parameter is given, where the callback is written. */
function shapesOfArgument(shaper: Shaper, home: ProgramFile, fn: FunctionNode, index: number, depth: number): readonly Shape[] {
  const at = wrapped(fn)
  const call = at.parent
  if (call?.type !== 'CallExpression' || call.callee.type !== 'MemberExpression' || call.arguments[0] !== at || index !== 0) return []
  return ITERATIONS.has(calleeName(call) ?? '') ? elementsOf(shaper.ofExpression(home, call.callee.object, depth - 1)) : []
}

/** What the variable `name` of a pattern holds: by annotations first, else `filled` says what the whole is filled with. */
function shapesOfPattern(shaper: Shaper, home: ProgramFile, pattern: TSESTree.Node, name: string, filled: () => readonly Shape[], depth: number): readonly Shape[] {
  switch (pattern.type) {
    case 'Identifier':
      if (pattern.name !== name) return []
      return pattern.typeAnnotation ? shaper.ofType(home, pattern.typeAnnotation.typeAnnotation, depth - 1) : filled()
    case 'AssignmentPattern': {
      const found = shapesOfPattern(shaper, home, pattern.left, name, filled, depth)
      const isPlain = pattern.left.type === 'Identifier' && pattern.left.name === name && !pattern.left.typeAnnotation
      return found.length === 0 && isPlain ? shaper.ofExpression(home, pattern.right, depth - 1) : found
    }
    case 'ObjectPattern': {
      const { typeAnnotation } = pattern
      const whole = typeAnnotation ? (): readonly Shape[] => shaper.ofType(home, typeAnnotation.typeAnnotation, depth - 1) : filled
      return pattern.properties.flatMap((property) => {
        const key = property.type === 'Property' ? keyName(property) : null
        if (property.type !== 'Property' || key === null) return []
        return shapesOfPattern(shaper, home, property.value, name, () => whole().flatMap((shape) => shaper.ofMember(shape, key, depth - 1)), depth)
      })
    }
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => (element ? shapesOfPattern(shaper, home, element, name, () => elementsOf(filled()), depth) : []))
    default:
      return []
  }
}
