import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingClass, enclosingFunctions, isFunction, isInside, type FunctionNode } from '../../ast/functions.ts'
import { dottedName, keyName, memberName } from '../../ast/names.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { unwrap } from '../../ast/unwrap.ts'
import { findVariable, importOf, isModuleLevel, resolveAlias, type Variable } from '../../ast/variables.ts'
import { indexSource } from '../../analysis/source-index.ts'
import type { ClassRef, FunctionRef, Place, ProgramView } from '../../program/view.ts'
import { judgeFrequency } from '../frequency/judge-frequency.ts'
import { inProduction } from '../production.ts'

const MAX_CALLS = 4
const MAX_CALLERS = 12

/**
 * Is what a function listens to, as the expression at `signal` names it, one thing for many of its calls: a field or a constant that the same place listens to again and
 * again, or what some caller hands in more than once? Follows parameters four calls up, to at most twelve callers each. No where that is not seen.
 */
export function isSharedByCalls(view: ProgramView, signal: Place): boolean {
  return isShared(view, signal, [], signal, MAX_CALLS)
}

/** `path`: the members to take of what is at `value`; `site`: the place that runs once for each listener. */
function isShared(view: ProgramView, { home, node }: Place, path: readonly string[], site: Place, depth: number): boolean {
  const named = unwrap(resolveAlias(home.file, node))
  // What a variable was made by has no life of its own.
  const at = named.type === 'MemberExpression' || named.type === 'Identifier' ? named : unwrap(node)
  if (at.type === 'MemberExpression' && unwrap(at.object).type !== 'ThisExpression') {
    const name = memberName(at)
    return name !== null && isShared(view, { home, node: at.object }, [name, ...path], site, depth)
  }
  if (at.type === 'MemberExpression') return isSharedField(view, { home, node: at }, site)
  const variable = at.type === 'Identifier' ? findVariable(home.file, at) : null
  if (!variable) return false
  const definition = variable.defs[0]
  if (definition?.type === 'Parameter' && isFunction(definition.node)) return isSharedParameter(view, { home, node: definition.node }, variable, path, site, depth)
  if (importOf(variable) || (isModuleLevel(variable) && !isFilledAgain(variable))) return comesAgain(view, site, 'module')
  const maker = definition ? enclosingFunctions(definition.node)[0] : undefined
  const part = partOf(variable)
  if (part) return isShared(view, { home, node: part.of }, [part.name, ...path], site, depth)
  return maker !== undefined && !isFilledAgain(variable) && isInside(site.node, maker) && comesAgain(view, site, { home, node: maker })
}

/** `const { signal } = controller` */
function partOf(variable: Variable): { readonly of: TSESTree.Node; readonly name: string } | null {
  const node = variable.defs[0]?.node
  if (node?.type !== 'VariableDeclarator' || node.id.type !== 'ObjectPattern' || !node.init) return null
  const property = node.id.properties.find((one) => one.type === 'Property' && one.value.type === 'Identifier' && one.value.name === variable.name)
  const name = property?.type === 'Property' ? keyName(property) : null
  return name === null ? null : { of: node.init, name }
}

/** A variable or field that a later assignment fills anew holds another thing each time. */
function isFilledAgain({ references }: Variable): boolean {
  return references.some((reference) => reference.isWrite() && !reference.init)
}

function isSharedField(view: ProgramView, { home, node }: Place, site: Place): boolean {
  const owner = enclosingClass(node)
  const name = dottedName(node)
  if (!owner || name === null || !isInside(site.node, owner)) return false
  return !isFilledOutside(home.file, owner, name) && comesAgain(view, site, { home, node: owner })
}

/** Is the field assigned anywhere but in the constructor? */
function isFilledOutside(file: SourceFile, owner: TSESTree.Node, name: string): boolean {
  return indexSource(file).assignments.some(({ left }) => dottedName(left) === name && isInside(left, owner) && !isInConstructor(left))
}

function isInConstructor(node: TSESTree.Node): boolean {
  const [fn] = enclosingFunctions(node)
  return fn?.parent?.type === 'MethodDefinition' && fn.parent.kind === 'constructor'
}

function isSharedParameter(view: ProgramView, fn: FunctionRef, variable: Variable, path: readonly string[], site: Place, depth: number): boolean {
  // A function within that runs again and again with what the outer one was given.
  if (isInside(site.node, fn.node) && comesAgain(view, site, fn)) return true
  const taken = takenBy(fn.node, variable)
  if (depth === 0 || !taken) return false
  const callers = inProduction(view, view.callersOf(fn).sites)
  return callers.slice(0, MAX_CALLERS).some(({ home, node }) => {
    const given = node.type === 'CallExpression' || node.type === 'NewExpression' ? node.arguments[taken.position] : undefined
    return given !== undefined && isSharedArgument(view, { home, node: given }, [...taken.path, ...path], { home, node }, depth - 1)
  })
}

/** The argument that a parameter is, and the members that a pattern takes of it: `signal` of `({ signal }) => …`. */
function takenBy(fn: FunctionNode, variable: Variable): { readonly position: number; readonly path: readonly string[] } | null {
  for (const [position, parameter] of fn.params.entries()) {
    const target = parameter.type === 'AssignmentPattern' ? parameter.left : parameter
    if (target.type === 'Identifier' && target.name === variable.name) return { position, path: [] }
    if (target.type !== 'ObjectPattern') continue
    for (const property of target.properties) {
      const value = property.type === 'Property' && property.value.type === 'AssignmentPattern' ? property.value.left : property.type === 'Property' ? property.value : null
      const name = property.type === 'Property' ? keyName(property) : null
      if (value?.type === 'Identifier' && value.name === variable.name && name !== null) return { position, path: [name] }
    }
  }
  return null
}

/** An argument, or the property of it that the path leads to: `{ signal: this.signal }`. */
function isSharedArgument(view: ProgramView, given: Place, path: readonly string[], site: Place, depth: number): boolean {
  const at = unwrap(given.node)
  const [first, ...rest] = path
  if (at.type !== 'ObjectExpression' || first === undefined) return isShared(view, given, path, site, depth)
  const property = at.properties.find((one) => one.type === 'Property' && keyName(one) === first)
  return property?.type === 'Property' && isShared(view, { home: given.home, node: property.value }, rest, site, depth)
}

function comesAgain(view: ProgramView, site: Place, owner: ClassRef | FunctionRef | 'module'): boolean {
  const { value, certainty } = judgeFrequency(view, site, owner)
  return value === 'again' && certainty === 'proven'
}
