import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingClass, enclosingFunction, functionName, isClass, isImmediatelyInvoked, isInside, type FunctionNode } from '../ast/functions.ts'
import { calleeName, keyName } from '../ast/names.ts'
import { oncePerFile, type SourceFile } from '../ast/source-file.ts'
import { wrapped } from '../ast/unwrap.ts'
import { findVariable, isModuleLevel, type Variable } from '../ast/variables.ts'
import { ignoresResult } from '../catalog/callback-results.ts'
import { isExported } from './exported.ts'
import { indexSource } from './source-index.ts'

/** How a function of this file is used in this file. */
export interface FunctionUse {
  /** Calls whose target is this function, by its variable or by its method name on `this` or on an object of this file. */
  readonly calls: readonly (TSESTree.CallExpression | TSESTree.NewExpression)[]
  /** Places that take it as a value: a callback argument, an object property, an assignment, a JSX attribute. */
  readonly values: readonly TSESTree.Node[]
  /** Can code outside the file call it: exported, a public method of an exported class, a member of an exported or returned object. */
  readonly isVisible: boolean
}

const usesByFile = oncePerFile(() => new WeakMap<FunctionNode, FunctionUse>())

/** Finds the calls and value uses of a function in its own file. Methods are matched by name, so two classes' same-named methods share calls. */
export function findUses(file: SourceFile, fn: FunctionNode): FunctionUse {
  const known = usesByFile(file).get(fn)
  if (known) return known
  const use = computeUses(file, fn)
  usesByFile(file).set(fn, use)
  return use
}

function computeUses(file: SourceFile, fn: FunctionNode): FunctionUse {
  const holder = wrapped(fn)
  const parent = holder.parent
  if (isImmediatelyInvoked(fn) && parent?.type === 'CallExpression') return { calls: [parent], values: [], isVisible: false }
  const variable = variableOfFunction(file, fn)
  if (variable) return usesOfVariable(variable)
  const name = functionName(fn)
  if (name !== null && (parent?.type === 'MethodDefinition' || parent?.type === 'PropertyDefinition' || (parent?.type === 'Property' && parent.value === holder))) {
    return usesOfMember(file, name, { member: parent, fn })
  }
  return { calls: [], values: [holder], isVisible: false }
}

/** The variable a function is bound to: its declaration, or `const f = () => {}`, also through one wrapping call (`useCallback`), which a timer is not. */
export function variableOfFunction(file: SourceFile, fn: FunctionNode): Variable | null {
  if (fn.type === 'FunctionDeclaration') return fn.id ? findVariable(file, fn.id) : null
  let at: TSESTree.Node = wrapped(fn)
  if (at.parent?.type === 'CallExpression' && at.parent.arguments[0] === at && !ignoresResult(calleeName(at.parent) ?? '')) at = wrapped(at.parent)
  const declarator = at.parent
  if (declarator?.type === 'VariableDeclarator' && declarator.init === at && declarator.id.type === 'Identifier') return findVariable(file, declarator.id)
  return null
}

function usesOfVariable(variable: Variable): FunctionUse {
  const calls: (TSESTree.CallExpression | TSESTree.NewExpression)[] = []
  const values: TSESTree.Node[] = []
  let isVisible = isExported(variable)
  for (const reference of variable.references) {
    if (!reference.isRead()) continue
    const at = wrapped(reference.identifier)
    const parent = at.parent
    if ((parent?.type === 'CallExpression' || parent?.type === 'NewExpression') && parent.callee === at) calls.push(parent)
    else if (parent?.type === 'ExportSpecifier' || parent?.type === 'ExportDefaultDeclaration') isVisible = true
    else values.push(at)
  }
  return { calls, values, isVisible }
}

function usesOfMember(file: SourceFile, name: string, { member, fn }: { member: TSESTree.MethodDefinition | TSESTree.PropertyDefinition | TSESTree.Property; fn: FunctionNode }): FunctionUse {
  const calls: TSESTree.CallExpression[] = []
  const values: TSESTree.Node[] = []
  for (const node of indexSource(file).membersByName.get(name) ?? []) {
    const at = wrapped(node)
    // `clear() { this.entries.clear() }` hands on to another method of that name.
    if (node.object.type !== 'ThisExpression' && isInside(node, fn)) continue
    if (at.parent?.type === 'CallExpression' && at.parent.callee === at) calls.push(at.parent)
    else if (!(at.parent?.type === 'AssignmentExpression' && at.parent.left === at)) values.push(at)
  }
  const isHidden = name.startsWith('#') || (member.type !== 'Property' && member.accessibility === 'private')
  return { calls, values, isVisible: !isHidden }
}

/**
 * Does the code at `node` run at most once per module: at its top level, in a function called on the spot there, or in
 * functions of this file that are only called from such places? At most five calls deep.
 */
export function runsOnlyAtLoad(file: SourceFile, node: TSESTree.Node, depth = 5): boolean {
  const fn = enclosingFunction(node)
  if (!fn) return !isFieldInitializer(node)
  if (depth === 0) return false
  if (isIterationCallback(fn)) return runsOnlyAtLoad(file, fn, depth)
  const use = findUses(file, fn)
  if (use.isVisible || use.values.length > 0 || use.calls.length === 0) return false
  return use.calls.every((call) => call.type === 'CallExpression' && !isInLoopOfServer(call) && runsOnlyAtLoad(file, call, depth - 1))
}

/**
 * Does the code at `node` run once per instance of its class: in the constructor, a field initializer, or in private
 * methods that only those call? At most three calls deep.
 */
export function runsOnlyInConstructor(file: SourceFile, node: TSESTree.Node, depth = 3): boolean {
  const fn = enclosingFunction(node)
  if (!fn) return isFieldInitializer(node)
  const parent = fn.parent
  if (parent.type === 'MethodDefinition' && parent.kind === 'constructor') return true
  if (depth === 0 || enclosingClass(fn) === null) return false
  if (isIterationCallback(fn)) return runsOnlyInConstructor(file, fn, depth)
  const use = findUses(file, fn)
  if (use.isVisible || use.values.length > 0 || use.calls.length === 0) return false
  return use.calls.every((call) => runsOnlyInConstructor(file, call, depth - 1))
}

const ITERATIONS = new Set(['forEach', 'map', 'filter', 'reduce', 'flatMap', 'some', 'every', 'find', 'sort'])

/** Is the function the callback of an array iteration, so that it runs within its enclosing function? */
export function isIterationCallback(fn: FunctionNode): boolean {
  const at = wrapped(fn)
  const call = at.parent
  if (call?.type !== 'CallExpression' || call.arguments[0] !== at) return false
  const callee = call.callee
  return callee.type === 'MemberExpression' && callee.property.type === 'Identifier' && ITERATIONS.has(callee.property.name)
}

function isFieldInitializer(node: TSESTree.Node): boolean {
  let at: TSESTree.Node | undefined = node
  while (at?.parent) {
    if (isClass(at.parent)) return false
    if (at.parent.type === 'PropertyDefinition') return at.parent.value === at && !at.parent.static
    at = at.parent
  }
  return false
}

/** `while (true) { accept() }` at module level is a program's main loop, not a single run. */
export function isInLoopOfServer(node: TSESTree.Node): boolean {
  let at: TSESTree.Node | undefined = node
  while (at) {
    if (at.type === 'WhileStatement' || at.type === 'DoWhileStatement') return true
    at = at.parent
  }
  return false
}

/** The functions of this file that a call may enter: by variable, or by method name on `this`. */
export function calleesOf(file: SourceFile, call: TSESTree.CallExpression | TSESTree.NewExpression): FunctionNode[] {
  const target = functionsByName(file)
  const callee = wrappedCallee(call)
  if (callee.type === 'Identifier') {
    const variable = findVariable(file, callee)
    return variable ? (target.byVariable.get(variable) ?? []) : []
  }
  if (callee.type !== 'MemberExpression') return []
  const name = keyName({ key: callee.property, computed: callee.computed })
  if (name === null) return []
  const found = target.byMember.get(name) ?? []
  if (callee.object.type === 'ThisExpression') {
    const own = enclosingClass(call)
    return found.filter((fn) => enclosingClass(fn) === own)
  }
  // `helper.run()`: only when the object is a variable of this file, so that a library's method is not taken for ours.
  const object = callee.object
  if (object.type !== 'Identifier') return []
  const variable = findVariable(file, object)
  if (!variable || !isModuleLevel(variable) && variable.defs[0]?.type !== 'Variable') return []
  return variable.defs[0]?.type === 'Variable' || variable.defs[0]?.type === 'ClassName' ? found.filter((fn) => isMemberOf(fn, variable)) : []
}

function isMemberOf(fn: FunctionNode, variable: Variable): boolean {
  const definition = variable.defs[0]
  if (!definition) return false
  if (definition.type === 'ClassName') return enclosingClass(fn) === definition.node
  if (definition.node.type !== 'VariableDeclarator') return false
  const init = definition.node.init
  if (!init) return false
  let at: TSESTree.Node | undefined = fn
  while (at) {
    if (at === init) return true
    at = at.parent
  }
  if (init.type !== 'NewExpression' || init.callee.type !== 'Identifier') return false
  const own = enclosingClass(fn)
  return own?.id?.name === init.callee.name
}

function wrappedCallee(call: TSESTree.CallExpression | TSESTree.NewExpression): TSESTree.Node {
  let at: TSESTree.Node = call.callee
  while (at.type === 'ChainExpression' || at.type === 'TSNonNullExpression' || at.type === 'TSAsExpression') at = at.expression
  return at
}

/** The functions of a file, by the variable they are bound to and by the member they are. */
export const functionsByName = oncePerFile((file) => {
  const byVariable = new Map<Variable, FunctionNode[]>()
  const byMember = new Map<string, FunctionNode[]>()
  for (const fn of indexSource(file).functions) {
    const variable = variableOfFunction(file, fn)
    if (variable) {
      append(byVariable, variable, fn)
      continue
    }
    const parent = wrapped(fn).parent
    const isMember = parent?.type === 'MethodDefinition' || parent?.type === 'PropertyDefinition' || parent?.type === 'Property'
    const name = isMember ? keyName(parent) : null
    if (name !== null) append(byMember, name, fn)
  }
  return { byVariable, byMember }
})

function append<K>(lists: Map<K, FunctionNode[]>, key: K, fn: FunctionNode): void {
  const list = lists.get(key)
  if (list) list.push(fn)
  else lists.set(key, [fn])
}
