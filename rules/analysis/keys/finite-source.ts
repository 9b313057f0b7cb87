import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingFunction, isFunction } from '../../ast/functions.ts'
import { calleeName, dottedName, memberName } from '../../ast/names.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { unwrap, wrapped } from '../../ast/unwrap.ts'
import { constantInit, findVariable, isModuleLevel, type Variable } from '../../ast/variables.ts'

/** Is this a constant of the program: a literal table at module level, an imported or local `UPPER_CASE` name, `Object.keys(TABLE)`? */
export function isConstantTable(file: SourceFile, node: TSESTree.Node): boolean {
  const at = unwrap(node)
  if (at.type === 'ArrayExpression') return at.elements.every((element) => element !== null && element.type !== 'SpreadElement' && isLiteral(element))
  if (at.type === 'MemberExpression') {
    const name = memberName(at)
    return name !== null && isConstantName(name)
  }
  if (at.type === 'CallExpression') {
    const dotted = dottedName(at.callee)
    const [first] = at.arguments
    if ((dotted === 'Object.keys' || dotted === 'Object.values' || dotted === 'Object.entries' || dotted === 'Array.from') && first) return isConstantTable(file, first)
    // `TABLE.entries()`, `LIST.filter(…)` stay within the constant.
    return at.callee.type === 'MemberExpression' && isConstantTable(file, at.callee.object)
  }
  if (at.type !== 'Identifier') return false
  const variable = findVariable(file, at)
  if (isConstantName(at.name)) return variable === null || !isToBeFilled(variable)
  return variable !== null && isModuleLevel(variable) && isFilledLiteral(constantInit(variable)) && !isAddedTo(variable)
}

/** `const CACHE = new Map()`: named like a constant, but what is in it comes later. */
function isToBeFilled(variable: Variable): boolean {
  const init = constantInit(variable)
  const at = init && unwrap(init)
  const isEmpty = (at?.type === 'NewExpression' && at.arguments.length === 0) || (at?.type === 'ObjectExpression' && at.properties.length === 0) || (at?.type === 'ArrayExpression' && at.elements.length === 0)
  return isEmpty || isAddedTo(variable)
}

/** `TABLE[key] = value`, `LIST.push(x)`: what the program adds to is no constant, though it starts with entries. */
function isAddedTo(variable: Variable): boolean {
  return variable.references.some(({ identifier }) => {
    const member = wrapped(identifier).parent
    if (member?.type !== 'MemberExpression' || member.object !== wrapped(identifier)) return false
    const at = wrapped(member)
    if (at.parent?.type === 'AssignmentExpression') return at.parent.left === at && member.computed
    if (at.parent?.type !== 'CallExpression' || at.parent.callee !== at) return false
    return ['set', 'add', 'push', 'unshift'].includes(memberName(member) ?? '')
  })
}

function isConstantName(name: string): boolean {
  return /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$/.test(name) && name.length > 1
}

function isLiteral(node: TSESTree.Node): boolean {
  const at = unwrap(node)
  return at.type === 'Literal' || (at.type === 'TemplateLiteral' && at.expressions.length === 0) || at.type === 'ObjectExpression' || at.type === 'ArrayExpression'
}

/** A literal with entries in it; an empty one is there to be filled. */
function isFilledLiteral(init: TSESTree.Expression | null): boolean {
  if (!init) return false
  const at = unwrap(init)
  if (at.type === 'ObjectExpression') return at.properties.length > 0
  if (at.type === 'ArrayExpression') return at.elements.length > 0
  if (at.type === 'CallExpression' && dottedName(at.callee) === 'Object.freeze' && at.arguments[0]) return isLiteral(at.arguments[0])
  return at.type === 'NewExpression' && at.arguments[0]?.type === 'ArrayExpression' && at.arguments[0].elements.length > 0
}

/** Does the variable run over a constant: `for (const k of KEYS)`, `KEYS.forEach((k) => …)`, `for (const [k, v] of Object.entries(TABLE))`? */
export function runsOverConstant(file: SourceFile, variable: Variable): boolean {
  const source = iteratedSource(variable)
  return source !== null && isConstantTable(file, source)
}

/** What a loop or iteration variable runs over, or null when it is none. */
export function iteratedSource(variable: Variable): TSESTree.Node | null {
  const definition = variable.defs[0]
  if (definition?.type === 'Variable') {
    const statement = definition.parent?.parent
    return statement?.type === 'ForOfStatement' || statement?.type === 'ForInStatement' ? statement.right : null
  }
  if (definition?.type !== 'Parameter' || !isFunction(definition.node)) return null
  const at = wrapped(definition.node)
  const call = at.parent
  if (call?.type !== 'CallExpression' || call.arguments[0] !== at || call.callee.type !== 'MemberExpression') return null
  const name = calleeName(call)
  return name !== null && ['forEach', 'map', 'filter', 'flatMap', 'some', 'every'].includes(name) ? call.callee.object : null
}

/**
 * Does the code before `node` leave or branch unless the key is in a constant table: `if (!TABLE[key]) return`, `if (key in TABLE)`,
 * `if (!ALLOWED.includes(key)) throw`? Looks in the enclosing function only.
 */
export function isCheckedAgainstConstant(file: SourceFile, variable: Variable, node: TSESTree.Node): boolean {
  const checks = checksOf(file, variable)
  if (checks.length === 0) return false
  const fn = enclosingFunction(node)
  return checks.some((check) => check.range[0] <= node.range[0] && enclosingFunction(check) === fn)
}

const checksByVariable = new WeakMap<Variable, readonly TSESTree.Node[]>()

/** Where a variable is looked up in a constant table. */
function checksOf(file: SourceFile, variable: Variable): readonly TSESTree.Node[] {
  const known = checksByVariable.get(variable)
  if (known) return known
  const checks = variable.references.flatMap((reference) => {
    const table = reference.isRead() ? lookedUpIn(wrapped(reference.identifier)) : null
    return table !== null && isConstantTable(file, table) ? [reference.identifier] : []
  })
  checksByVariable.set(variable, checks)
  return checks
}

function lookedUpIn(at: TSESTree.Node): TSESTree.Node | null {
  const { parent } = at
  if (parent?.type === 'MemberExpression' && parent.computed && parent.property === at) return parent.object
  if (parent?.type === 'BinaryExpression' && parent.operator === 'in' && parent.left === at) return parent.right
  if (parent?.type !== 'CallExpression' || parent.arguments[0] !== at || parent.callee.type !== 'MemberExpression') return null
  const method = memberName(parent.callee)
  return method === 'has' || method === 'includes' || method === 'get' || method === 'indexOf' ? parent.callee.object : null
}
