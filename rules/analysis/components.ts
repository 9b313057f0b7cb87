import type { TSESTree } from '@typescript-eslint/utils'

import { decoratorsOf, enclosingClass, enclosingFunction, enclosingFunctions, functionName, type ClassNode, type FunctionNode } from '../ast/functions.ts'
import { calleeName, dottedName } from '../ast/names.ts'
import type { SourceFile } from '../ast/source-file.ts'
import { unwrap, wrapped } from '../ast/unwrap.ts'
import { COMPONENT_DECORATORS, COMPONENT_EFFECTS, COMPONENT_ENDS, COMPONENT_METHODS, COMPONENT_STARTS, COMPONENT_STEPS, isComponentBase, REACT_BASES } from '../catalog/lifecycles.ts'
import { indexSource } from './source-index.ts'

/** Does the code at `node` belong to a component or a hook, which come and go while the program runs? */
export function isInComponent(file: SourceFile, node: TSESTree.Node): boolean {
  const owner = enclosingClass(node)
  if (owner && isComponentClass(owner)) return true
  return enclosingFunctions(node).some((fn) => isComponentFunction(file, fn))
}

/** The component or hook that the code at `node` belongs to, with its name as far as it has one; null when it belongs to none. */
export function findComponent(file: SourceFile, node: TSESTree.Node): { readonly name: string | null } | null {
  const owner = enclosingClass(node)
  if (owner && isComponentClass(owner)) return { name: owner.id?.name ?? null }
  const functions = enclosingFunctions(node)
  if (!functions.some((fn) => isComponentFunction(file, fn))) return null
  return { name: functions.map((fn) => functionName(fn)).findLast((name) => name !== null && /^(?:use)?[A-Z]/.test(name)) ?? null }
}

function isComponentClass(node: ClassNode): boolean {
  const base = node.superClass ? lastName(node.superClass) : null
  if (base !== null && isComponentBase(base)) return true
  return decoratorsOf(node).some(({ expression }) => {
    const name = lastName(expression.type === 'CallExpression' ? expression.callee : expression)
    return name !== null && COMPONENT_DECORATORS.has(name)
  })
}

/** Is the function a method of a class component of React, which only the component itself and its JSX call? */
export function isMethodOfComponent(fn: FunctionNode): boolean {
  const owner = memberOwner(fn)
  const base = owner?.superClass ? lastName(owner.superClass) : null
  return base !== null && REACT_BASES.has(base)
}

/** Is the function the method of a component that runs when it ends: `componentWillUnmount`? */
export function isEndOfComponent(fn: FunctionNode): boolean {
  return isMethodOfComponent(fn) && COMPONENT_ENDS.has(functionName(fn) ?? '')
}

/** Is the function a method that React calls while the component lives, maybe never again before it ends: `componentDidUpdate`? */
export function isStepOfComponent(fn: FunctionNode): boolean {
  return isMethodOfComponent(fn) && COMPONENT_STEPS.has(functionName(fn) ?? '')
}

/** The class that a function is a method or an arrow-function field of. */
function memberOwner(fn: FunctionNode): ClassNode | null {
  const { parent } = wrapped(fn)
  return parent?.type === 'MethodDefinition' || parent?.type === 'PropertyDefinition' ? enclosingClass(parent) : null
}

/** Does the code at `node` run when a component starts or changes, itself and not in a handler: the body of an effect, of `componentDidMount`? */
export function startsWithComponent(file: SourceFile, node: TSESTree.Node): boolean {
  const fn = enclosingFunction(node)
  if (!fn) return false
  const at = wrapped(fn)
  if (at.parent?.type === 'CallExpression' && at.parent.arguments[0] === at) return COMPONENT_EFFECTS.has(calleeName(at.parent) ?? '')
  return COMPONENT_METHODS.has(functionName(fn) ?? '') && memberOwner(fn) !== null && isInComponent(file, fn)
}

function isComponentFunction(file: SourceFile, fn: FunctionNode): boolean {
  const at = wrapped(fn)
  if (at.parent?.type === 'CallExpression' && at.parent.arguments.some((argument) => argument === at)) {
    const name = calleeName(at.parent)
    if (name !== null && COMPONENT_STARTS.has(name)) return true
  }
  const name = functionName(fn)
  if (name === null) return false
  if (COMPONENT_METHODS.has(name) && enclosingFunction(fn) === null) return true
  if (name === 'setup') return isOptionOfVue(file, at)
  // `const useTheme = create(() => …)` makes one store for all; NestJS has `useFactory`, which is no hook.
  if (/^use[A-Z]/.test(name)) return name !== 'useFactory' && at.parent?.type !== 'CallExpression'
  return /^[A-Z]/.test(name) && fn.type !== 'FunctionExpression' && (indexSource(file).hasJsx || callsHook(file, fn))
}

/** A component that shows nothing is told by the hooks that its own body calls. */
function callsHook(file: SourceFile, fn: FunctionNode): boolean {
  const { callsByName } = indexSource(file)
  return [...COMPONENT_STARTS].some((hook) => hook.startsWith('use') && (callsByName.get(hook) ?? []).some((call) => enclosingFunction(call) === fn))
}

/** `defineComponent({ setup() {} })`, and `export default { setup() {} }` in a file of Vue. */
function isOptionOfVue(file: SourceFile, fn: TSESTree.Node): boolean {
  const options = fn.parent?.type === 'Property' ? fn.parent.parent : null
  const around = options?.type === 'ObjectExpression' ? wrapped(options).parent : null
  if (around?.type === 'ExportDefaultDeclaration') return /['"]vue['"]|<script/.test(file.text)
  return around?.type === 'CallExpression' && calleeName(around) === 'defineComponent'
}

function lastName(node: TSESTree.Node): string | null {
  return dottedName(unwrap(node))?.split('.').at(-1) ?? null
}
