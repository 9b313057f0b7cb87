import type { TSESTree } from '@typescript-eslint/utils'

import { conditionsOn, type Condition } from '../../analysis/control/conditions.ts'
import { enclosingFunction } from '../../ast/functions.ts'
import { dottedName, memberName } from '../../ast/names.ts'
import { unwrap, wrapped } from '../../ast/unwrap.ts'
import { constantInit, findVariable, isModuleLevel, type Variable } from '../../ast/variables.ts'
import type { Place, ProgramFile, ProgramView } from '../../program/view.ts'
import { isFiniteType } from './types.ts'

/**
 * Does code run at `node` only if what stands there is one of a few constants: `case 'a':`, `if (kind === 'a')`, `if (!KINDS.includes(kind)) return`,
 * `if (isKind(x))` with a type predicate? Looks in the enclosing function only.
 */
export function isCheckedAgainstConstant(view: ProgramView, { home, node }: Place): boolean {
  const name = dottedName(node)
  const fn = enclosingFunction(node)
  if (name === null || !fn) return false
  return conditionsOn(node, fn).some((condition) => holdsFor(view, home, condition, name))
}

function holdsFor(view: ProgramView, home: ProgramFile, { test, runsWhen, equals }: Condition, name: string): boolean {
  const at = unwrap(test)
  if (equals) return dottedName(at) === name && isConstant(equals)
  switch (at.type) {
    case 'BinaryExpression': {
      if (at.operator === 'in') return runsWhen && dottedName(at.left) === name && isConstantTable(view, { home, node: at.right })
      const isEqual = (at.operator === '===' || at.operator === '==') === runsWhen && /^[!=]==?$/.test(at.operator)
      return isEqual && ((dottedName(at.left) === name && isConstant(at.right)) || (dottedName(at.right) === name && isConstant(at.left)))
    }
    case 'LogicalExpression':
      return at.operator === '||' && runsWhen && [at.left, at.right].every((one) => holdsFor(view, home, { test: one, runsWhen, instead: null, equals: null }, name))
    case 'MemberExpression':
      return runsWhen && at.computed && dottedName(at.property) === name && isConstantTable(view, { home, node: at.object })
    case 'CallExpression':
      return runsWhen && isMembershipTest(view, home, at, name)
    default:
      return false
  }
}

/** `KINDS.includes(kind)`, `isKind(kind)`: only what it answers with yes goes on. */
function isMembershipTest(view: ProgramView, home: ProgramFile, call: TSESTree.CallExpression, name: string): boolean {
  const [first] = call.arguments
  if (!first || dottedName(first) !== name) return false
  const callee = unwrap(call.callee)
  const method = callee.type === 'MemberExpression' ? memberName(callee) : null
  if (callee.type === 'MemberExpression' && (method === 'includes' || method === 'has')) return isConstantTable(view, { home, node: callee.object })
  return view.definitionsOf({ home, node: call.callee }).some((found) => {
    const type = found.kind === 'function' ? found.node.returnType?.typeAnnotation : undefined
    return type?.type === 'TSTypePredicate' && type.typeAnnotation !== null && isFiniteType(view, found.home, type.typeAnnotation.typeAnnotation, [])
  })
}

function isConstant(node: TSESTree.Node): boolean {
  const at = unwrap(node)
  return at.type === 'Literal' || (at.type === 'MemberExpression' && /^[A-Z]/.test(memberName(at) ?? '') && /^[A-Z]/.test(dottedName(at.object) ?? ''))
}

/** A list, set or object that is written in the code with entries in it, and to which nothing is added. */
export function isConstantTable(view: ProgramView, place: Place): boolean {
  const at = unwrap(place.node)
  if (isFilledLiteral(at)) return true
  if (at.type !== 'Identifier') return false
  const variable = findVariable(place.home.file, at)
  const init = variable && isModuleLevel(variable) ? constantInit(variable) : null
  if (variable && init) return isFilledLiteral(unwrap(init)) && !isAddedTo(variable)
  return view.definitionsOf(place).some((found) => (found.kind === 'object' || found.kind === 'value') && isFilledLiteral(unwrap(found.node)))
}

function isFilledLiteral(node: TSESTree.Node): boolean {
  switch (node.type) {
    case 'ObjectExpression':
      return node.properties.length > 0 && node.properties.every((property) => property.type === 'Property' && !property.computed)
    case 'ArrayExpression':
      return node.elements.length > 0 && node.elements.every((element) => element !== null && element.type !== 'SpreadElement')
    case 'NewExpression': {
      const [first] = node.arguments
      return first !== undefined && node.callee.type === 'Identifier' && (node.callee.name === 'Set' || node.callee.name === 'Map') && isFilledLiteral(unwrap(first))
    }
    case 'CallExpression': {
      const [first] = node.arguments
      return dottedName(node.callee) === 'Object.freeze' && first !== undefined && isFilledLiteral(unwrap(first))
    }
    default:
      return false
  }
}

/** `TABLE[key] = value`, `LIST.push(x)`: what the program adds to is no constant, though it starts with entries. */
function isAddedTo(variable: Variable): boolean {
  return variable.references.some(({ identifier }) => {
    const member = wrapped(identifier).parent
    if (member?.type !== 'MemberExpression' || member.object !== wrapped(identifier)) return false
    const at = wrapped(member)
    if (at.parent?.type === 'AssignmentExpression') return at.parent.left === at && member.computed
    return at.parent?.type === 'CallExpression' && at.parent.callee === at && ['set', 'add', 'push', 'unshift'].includes(memberName(member) ?? '')
  })
}
