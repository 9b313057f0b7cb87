import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingClass, enclosingFunction, type ClassNode } from '../../ast/functions.ts'
import { memberName } from '../../ast/names.ts'
import { unwrap, wrapped } from '../../ast/unwrap.ts'
import { findVariable, globalObjectOf, isModuleLevel } from '../../ast/variables.ts'
import type { Place } from '../../program/view.ts'
import { heldByCall } from './arguments.ts'
import { lifeOfDropped, lifeOfLocal } from './frames.ts'
import { lifeOfEntry, lifeOfField, lifeOfReplaced } from './kept.ts'
import { livesFor, longest, UNKNOWN_LIFE, type LifeFact } from './outcome.ts'
import { heldByCallers } from './returned.ts'
import { heldByVariable } from './variables.ts'
import { beside, enter, type Walk } from './walk.ts'

/**
 * How long the value of an expression is held, by the place it stands in: a variable, a field, an entry of a collection, an argument, the
 * result of the function around it. Null when nothing holds it past its use.
 */
export function heldFor(walk: Walk, value: Place): LifeFact | null {
  const at = wrapped(value.node)
  const { parent } = at
  const next = enter(walk, at)
  if (!parent || !next) return UNKNOWN_LIFE
  const here = beside(value, at)
  switch (parent.type) {
    case 'AwaitExpression':
    case 'ConditionalExpression':
    case 'LogicalExpression':
    case 'SequenceExpression':
    case 'ObjectExpression':
    case 'ArrayExpression':
    case 'SpreadElement':
      return next.heldFor(next, beside(value, parent))
    case 'Property':
      return parent.value === at ? next.heldFor(next, beside(value, parent.parent)) : null
    case 'VariableDeclarator':
      return heldByPattern(next, here, parent.id)
    case 'AssignmentExpression': {
      const target = heldByTarget(next, here, parent)
      const result = parent.parent.type === 'ExpressionStatement' ? null : next.heldFor(next, beside(value, parent))
      return longestOf([target, result])
    }
    case 'AssignmentPattern':
      return heldByDefault(next, here, parent)
    case 'PropertyDefinition':
      return heldByFieldOf(next, here, enclosingClass(parent), parent.static)
    case 'ReturnStatement':
      return heldByCallers(next, here)
    case 'ArrowFunctionExpression':
      return parent.body === at ? heldByCallers(next, here) : UNKNOWN_LIFE
    case 'CallExpression':
    case 'NewExpression':
      return parent.callee === at ? null : heldByCall(next, here, parent)
    case 'ExportDefaultDeclaration':
      return livesFor('process', 'proven', here, 'is exported by its module')
    case 'ExpressionStatement':
      return lifeOfDropped(next.view, here)
    case 'MemberExpression':
      return heldByChain(next, here, parent)
    case 'ThrowStatement':
      return livesFor('call', 'proven', here, 'is thrown')
    case 'JSXExpressionContainer':
    case 'JSXSpreadAttribute':
      return livesFor('call', 'likely', here, 'is handed to a component')
    default:
      return null
  }
}

function longestOf(facts: readonly (LifeFact | null)[]): LifeFact | null {
  const known = facts.filter((fact) => fact !== null)
  return known.length === 0 ? null : longest(known)
}

/** `new Server().listen(80)` at start runs as long as the program; `new Parser().parse(text)` is done when it returns. */
function heldByChain(walk: Walk, value: Place, member: TSESTree.MemberExpression): LifeFact | null {
  if (member.object !== value.node) return null
  const call = wrapped(member).parent
  const isDropped = call?.type === 'CallExpression' && (call.parent.type === 'ExpressionStatement' || call.parent.type === 'AwaitExpression')
  return isDropped ? lifeOfLocal(walk.view, value) : null
}

function heldByPattern(walk: Walk, value: Place, pattern: TSESTree.Node): LifeFact | null {
  if (pattern.type === 'Identifier') {
    const variable = findVariable(value.home.file, pattern)
    return variable ? heldByVariable(walk, value, variable) : UNKNOWN_LIFE
  }
  if (pattern.type !== 'ObjectPattern') return UNKNOWN_LIFE
  // `const { push, close } = createQueue()`: each of them closes over it.
  const facts = pattern.properties.map((property) => (property.type === 'Property' ? heldByPattern(walk, value, property.value) : UNKNOWN_LIFE))
  return longestOf(facts)
}

/** `constructor(private store = new Store())` is a field; another parameter's default is a local. */
function heldByDefault(walk: Walk, value: Place, pattern: TSESTree.AssignmentPattern): LifeFact | null {
  if (pattern.parent.type === 'TSParameterProperty') return heldByFieldOf(walk, value, enclosingClass(pattern), false)
  return heldByPattern(walk, value, pattern.left)
}

function heldByFieldOf(walk: Walk, value: Place, owner: ClassNode | null, isStatic: boolean): LifeFact | null {
  if (!owner) return UNKNOWN_LIFE
  return isStatic ? livesFor('process', 'proven', value, 'is kept in a static field') : lifeOfField(walk, value, owner)
}

function heldByTarget(walk: Walk, value: Place, assignment: TSESTree.AssignmentExpression): LifeFact | null {
  const { file } = value.home
  const target = unwrap(assignment.left)
  if (target.type === 'Identifier') {
    const variable = findVariable(file, target)
    const held = variable ? heldByVariable(walk, value, variable) : UNKNOWN_LIFE
    return variable && isModuleLevel(variable) ? lifeOfReplaced(walk, value, assignment, held) : held
  }
  if (target.type !== 'MemberExpression') return heldByPattern(walk, value, target)
  if (memberName(target) === null) return lifeOfEntry(walk, value, target.object)
  const object = unwrap(target.object)
  if (object.type === 'ThisExpression') {
    const owner = enclosingClass(target)
    return lifeOfReplaced(walk, value, assignment, heldByFieldOf(walk, value, owner, isInStatic(target)))
  }
  if (globalObjectOf(file, object) !== null) return livesFor('process', 'proven', value, 'is kept in a global')
  return heldByRoot(walk, value, assignment, object)
}

/** `Registry.instance = …`, `exports.hub = …`, `state.hub = …`: as long as what it is a member of. */
function heldByRoot(walk: Walk, value: Place, assignment: TSESTree.AssignmentExpression, object: TSESTree.Node): LifeFact | null {
  let root = object
  while (root.type === 'MemberExpression') root = unwrap(root.object)
  if (root.type === 'ThisExpression') return lifeOfReplaced(walk, value, assignment, heldByFieldOf(walk, value, enclosingClass(root), isInStatic(root)))
  if (root.type !== 'Identifier') return UNKNOWN_LIFE
  if (root.name === 'module' || root.name === 'exports') return livesFor('process', 'proven', value, 'is exported by its module')
  const variable = findVariable(value.home.file, root)
  if (!variable) return UNKNOWN_LIFE
  if (isModuleLevel(variable)) return lifeOfReplaced(walk, value, assignment, livesFor('process', 'proven', value, `is kept in \`${root.name}\``))
  // A member of what is handed in lives as long as that does, which its callers know.
  return variable.defs[0]?.type === 'Parameter' ? UNKNOWN_LIFE : heldByVariable(walk, value, variable)
}

function isInStatic(node: TSESTree.Node): boolean {
  for (let fn = enclosingFunction(node); fn; fn = enclosingFunction(fn)) {
    const { parent } = fn
    if (parent.type === 'MethodDefinition') return parent.static
    if (parent.type === 'PropertyDefinition') return parent.static
  }
  return false
}
