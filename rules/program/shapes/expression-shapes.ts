import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingFunction, isClass, isFunction, type ClassNode } from '../../ast/functions.ts'
import { calleeName, memberName } from '../../ast/names.ts'
import { returnedExpressions } from '../../ast/traverse.ts'
import { wrapped } from '../../ast/unwrap.ts'
import { findVariable } from '../../ast/variables.ts'
import { requiredSource } from '../required.ts'
import type { ProgramFile } from '../view.ts'
import { BUILTIN, elementsOf, FOREIGN, instancesOf, isOutside, type Shape, type Shaper } from './shape.ts'

/** What an expression is. */
export function shapesOfExpression(shaper: Shaper, home: ProgramFile, node: TSESTree.Node, depth: number): readonly Shape[] {
  if (depth <= 0) return []
  if (isFunction(node)) return [{ kind: 'function', home, node }]
  if (isClass(node)) return [{ kind: 'class', home, node }]
  const inner = (at: TSESTree.Node): readonly Shape[] => shaper.ofExpression(home, at, depth - 1)
  switch (node.type) {
    case 'Identifier': {
      const variable = findVariable(home.file, node)
      if (!variable || variable.defs.length === 0) return BUILTIN
      return shaper.ofVariable(home, variable, depth - 1)
    }
    case 'ThisExpression':
      return shapesOfThis(home, node)
    case 'Super':
      return shapesOfSuper(shaper, home, node, depth)
    case 'MemberExpression':
      return shapesOfAccess(shaper, home, node, depth)
    case 'TSAsExpression':
    case 'TSTypeAssertion':
    case 'TSSatisfiesExpression': {
      const own = node.type === 'TSSatisfiesExpression' ? inner(node.expression) : shaper.ofType(home, node.typeAnnotation, depth - 1)
      return own.length > 0 ? own : inner(node.expression)
    }
    case 'TSNonNullExpression':
    case 'ChainExpression':
    case 'TSInstantiationExpression':
      return inner(node.expression)
    case 'AwaitExpression':
      return requiredModule(shaper, home, node) ?? inner(node.argument)
    case 'ImportExpression':
      return requiredModule(shaper, home, node) ?? []
    case 'CallExpression':
      return requiredModule(shaper, home, node) ?? shapesOfCallExpression(shaper, home, node, depth)
    case 'NewExpression': {
      const made = inner(node.callee)
      if (made.some(({ kind }) => kind === 'builtin')) return shapesOfCollection(shaper, home, node, depth)
      return made.some(({ kind }) => kind === 'foreign') ? FOREIGN : instancesOf(made)
    }
    case 'ConditionalExpression':
      return both(inner(node.consequent), inner(node.alternate))
    case 'LogicalExpression':
      return node.operator === '&&' ? inner(node.right) : both(inner(node.left), inner(node.right))
    case 'AssignmentExpression':
      return node.operator === '=' || node.operator === '??=' || node.operator === '||=' ? inner(node.right) : BUILTIN
    case 'SequenceExpression': {
      const last = node.expressions.at(-1)
      return last ? inner(last) : []
    }
    case 'ObjectExpression':
      return [{ kind: 'object', home, node }]
    case 'ArrayExpression':
      return [{ kind: 'list', of: node.elements.flatMap((element) => (element && element.type !== 'SpreadElement' ? inner(element) : [])) }]
    case 'Literal':
    case 'TemplateLiteral':
      return [{ kind: 'value', home, node }]
    default:
      return []
  }
}

/** One of two: `null` and `undefined` do not count; with an unknown side it is what the other is. */
function both(one: readonly Shape[], other: readonly Shape[]): readonly Shape[] {
  const known = [...one, ...other]
  const parts = known.filter((shape) => !isOutside(shape) && shape.kind !== 'value')
  return parts.length > 0 ? parts : known
}

function shapesOfThis(home: ProgramFile, node: TSESTree.ThisExpression): readonly Shape[] {
  const owner = ownerOfThis(node)
  if (!owner) return []
  if (owner.node.type === 'ObjectExpression') return [{ kind: 'object', home, node: owner.node }]
  return [{ kind: owner.isStatic ? 'class' : 'instance', home, node: owner.node }]
}

/** The class, or the object literal, whose `this` a place sees; null in a plain function. */
export function ownerOfThis(node: TSESTree.Node): { readonly node: ClassNode | TSESTree.ObjectExpression; readonly isStatic: boolean } | null {
  let at: TSESTree.Node = node
  while (at.parent) {
    const parent: TSESTree.Node = at.parent
    if (isFunction(at) && at.type !== 'ArrowFunctionExpression') {
      const holder = wrapped(at).parent
      if (holder?.type === 'Property' && holder.parent.type === 'ObjectExpression') return { node: holder.parent, isStatic: false }
      if (holder?.type !== 'MethodDefinition') return null
    }
    if (parent.type === 'ClassBody') return { node: parent.parent, isStatic: at.type === 'StaticBlock' || ('static' in at && at.static) }
    at = parent
  }
  return null
}

function shapesOfSuper(shaper: Shaper, home: ProgramFile, node: TSESTree.Super, depth: number): readonly Shape[] {
  const owner = ownerOfThis(node)
  if (!owner || !isClass(owner.node) || !owner.node.superClass) return []
  const base = shaper.ofExpression(home, owner.node.superClass, depth - 1)
  return owner.isStatic ? base : base.map((shape): Shape => (shape.kind === 'class' ? { ...shape, kind: 'instance' } : shape))
}

function shapesOfAccess(shaper: Shaper, home: ProgramFile, node: TSESTree.MemberExpression, depth: number): readonly Shape[] {
  const objects = shaper.ofExpression(home, node.object, depth - 1)
  const name = memberName(node)
  if (name === null) return elementsOf(objects)
  return objects.flatMap((shape) => shaper.ofMember(shape, name, depth - 1))
}

function requiredModule(shaper: Shaper, home: ProgramFile, node: TSESTree.Node): readonly Shape[] | null {
  const source = requiredSource(node)
  if (source === null) return null
  const target = shaper.reader.openImport(home, source)
  if (target === 'foreign') return FOREIGN
  return target ? [{ kind: 'module', home: target }] : []
}

/** Methods of lists that give one of their elements, or a list of them. */
const ELEMENT_METHODS = new Set(['get', 'at', 'pop', 'shift', 'find', 'findLast'])
const LIST_METHODS = new Set(['values', 'filter', 'slice', 'concat', 'reverse', 'sort', 'toSorted', 'splice'])

function shapesOfCallExpression(shaper: Shaper, home: ProgramFile, node: TSESTree.CallExpression, depth: number): readonly Shape[] {
  const { callee } = node
  if (callee.type === 'MemberExpression') {
    const name = memberName(callee) ?? ''
    const lists = shaper.ofExpression(home, callee.object, depth - 1).filter(({ kind }) => kind === 'list')
    if (lists.length > 0) return ELEMENT_METHODS.has(name) ? elementsOf(lists) : LIST_METHODS.has(name) ? lists : BUILTIN
    if (name === 'bind' || (name === 'freeze' && callee.object.type === 'Identifier' && callee.object.name === 'Object')) {
      const [first] = node.arguments
      return name === 'bind' ? shaper.ofExpression(home, callee.object, depth - 1) : first ? shaper.ofExpression(home, first, depth - 1) : []
    }
  }
  const makers = shaper.ofExpression(home, callee, depth - 1)
  const made = makers.flatMap((maker) => shaper.ofCall(home, maker, depth - 1))
  if (made.some((shape) => !isOutside(shape))) return made
  const askedFor = shapesAskedFor(shaper, home, node, depth)
  return askedFor.length > 0 ? askedFor : made
}

/** A container is asked by the class: `container.get(Store)`, `inject(Store)`, `useService(Store)`. A type argument says it too: `container.get<Store>('store')`. */
function shapesAskedFor(shaper: Shaper, home: ProgramFile, node: TSESTree.CallExpression, depth: number): readonly Shape[] {
  const [type] = node.typeArguments?.params ?? []
  if (type) {
    const named = shaper.ofType(home, type, depth - 1)
    if (named.length > 0) return named
  }
  const [first] = node.arguments
  if (first?.type !== 'Identifier' || !/^(?:get|inject|resolve|use|create|select)/u.test(calleeName(node) ?? '')) return []
  return instancesOf(shaper.ofExpression(home, first, depth - 1))
}

/** What a call of a function gives: by its return type, else by what it returns. */
export function shapesOfCall(shaper: Shaper, callee: Shape, depth: number): readonly Shape[] {
  if (isOutside(callee)) return [callee]
  if (callee.kind !== 'function' || depth <= 0) return []
  const { home, node } = callee
  if (node.returnType) {
    const named = shaper.ofType(home, node.returnType.typeAnnotation, depth - 1)
    if (named.length > 0) return named
  }
  if (node.generator || enclosingDepth(node) > MAX_ENCLOSING) return []
  return returnedExpressions(home.file, node).flatMap((returned) => shaper.ofExpression(home, returned, depth - 1))
}

const MAX_ENCLOSING = 12

function enclosingDepth(node: TSESTree.Node): number {
  let count = 0
  for (let at = enclosingFunction(node); at; at = enclosingFunction(at)) count++
  return count
}

/** `new Map<string, C>()` holds instances of C. */
function shapesOfCollection(shaper: Shaper, home: ProgramFile, { callee, typeArguments }: TSESTree.NewExpression, depth: number): readonly Shape[] {
  const last = typeArguments?.params.at(-1)
  if (callee.type !== 'Identifier' || !/^(?:Weak)?(?:Map|Set)$|^Array$/u.test(callee.name)) return BUILTIN
  return [{ kind: 'list', of: last ? shaper.ofType(home, last, depth - 1) : [] }]
}
