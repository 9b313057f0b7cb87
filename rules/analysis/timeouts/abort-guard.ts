import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingFunction, enclosingFunctions, isFunction, isInside, type FunctionNode } from '../../ast/functions.ts'
import { calleeName, dottedName, memberName } from '../../ast/names.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { unwrap, wrapped } from '../../ast/unwrap.ts'
import { constantInit, findVariable, isModuleLevel, resolveAlias, type Variable } from '../../ast/variables.ts'
import type { Acquisition } from '../resources/acquisitions.ts'
import { indexSource } from '../source-index.ts'
import { callsInside } from '../calls-inside.ts'

/** `setTimeout(() => controller.abort(), ms)`, the controller made for this one piece of work. */
export interface AbortGuard {
  readonly kind: 'abort'
  /** Null for a field, or a variable that is assigned again. */
  readonly controller: Variable | null
  /** Others get the controller itself, and may abort it when they are done. */
  readonly isShared: boolean
}

/** The work that a timeout aborts. Only controllers that the same function, or one around it, has made. */
export function abortGuard(file: SourceFile, acquisition: Acquisition, running: readonly FunctionNode[]): AbortGuard | null {
  for (const member of abortMembers(file, acquisition, running)) {
    const object = unwrap(member.object)
    const controller = object.type === 'Identifier' ? findVariable(file, object) : null
    if (!controller || !isOwnController(file, controller)) {
      if (isMadeAnew(file, acquisition.call, object)) return { kind: 'abort', controller: null, isShared: true }
      continue
    }
    const outer = outerControllerOf(file, controller)
    const uses = [...controller.references, ...(outer?.references ?? [])].map(({ identifier }) => identifier).filter((use) => !isInside(use, acquisition.call))
    const isShared = uses.some(isHandedOut)
    if (isShared || uses.some((use) => isSignal(use) && !isGivenBack(use))) return { kind: 'abort', controller, isShared }
  }
  return null
}

/** `controller.abort` of the calls that the timeout makes, and of `setTimeout(controller.abort.bind(controller), ms)`. */
function abortMembers(file: SourceFile, { call }: Acquisition, running: readonly FunctionNode[]): TSESTree.MemberExpression[] {
  const callees = running.flatMap((fn) => callsInside(file, fn).map(({ callee }) => unwrap(callee)))
  const [callback] = call.arguments
  const bound = callback && !isFunction(callback) && callback.type === 'CallExpression' && calleeName(callback) === 'bind' && callback.callee.type === 'MemberExpression' ? [unwrap(callback.callee.object)] : []
  return [...callees, ...bound].filter((node) => node.type === 'MemberExpression').filter((node) => memberName(node) === 'abort')
}

/** `const controller = new AbortController()` inside a function: made anew for each run. */
function isOwnController(file: SourceFile, variable: Variable): boolean {
  const init = constantInit(variable) ?? defaultOf(variable)
  if (init === null || isModuleLevel(variable)) return false
  const outer = outerControllerOf(file, variable)
  return isNewController(resolveAlias(file, init)) && !(outer && isModuleLevel(outer))
}

/** `own` of `(ms, controller = own) => …` */
function outerControllerOf(file: SourceFile, variable: Variable): Variable | null {
  const init = defaultOf(variable)
  return init?.type === 'Identifier' ? findVariable(file, init) : null
}

/** What a parameter is when its caller gives nothing. */
function defaultOf(variable: Variable): TSESTree.Node | null {
  const around = variable.defs[0]?.type === 'Parameter' ? variable.identifiers[0]?.parent : null
  return around?.type === 'AssignmentPattern' && around.left === variable.identifiers[0] ? around.right : null
}

/** `controller.signal` */
function isSignal(identifier: TSESTree.Node): boolean {
  const { parent } = wrapped(identifier)
  return parent?.type === 'MemberExpression' && memberName(parent) === 'signal'
}

/** `return controller.signal`: a deadline for whoever asked for one, as `AbortSignal.timeout` gives. */
function isGivenBack(identifier: TSESTree.Node): boolean {
  const signal = wrapped(identifier).parent
  const type = signal && wrapped(signal).parent?.type
  return type === 'ReturnStatement' || type === 'ArrowFunctionExpression'
}

const HANDING_OUT = new Set(['CallExpression', 'NewExpression', 'Property', 'ArrayExpression', 'ReturnStatement', 'AssignmentExpression'])

/** `run(controller)`, `{ controller }`, `[controller, signal]`, `this.controller = controller` */
function isHandedOut(identifier: TSESTree.Node): boolean {
  return HANDING_OUT.has(wrapped(identifier).parent?.type ?? '')
}

/** `this.controller = new AbortController()` before the timeout in the same function, or one around it, and `this.controller.signal` somewhere. */
function isMadeAnew(file: SourceFile, call: TSESTree.Node, object: TSESTree.Node): boolean {
  const name = dottedName(object)
  if (name === null) return false
  const { assignments, membersByName } = indexSource(file)
  const homes = enclosingFunctions(call)
  return (
    assignments.some(({ left, right, range }) => range[1] < call.range[0] && dottedName(left) === name && isNewController(right) && homes.some((home) => home === enclosingFunction(left))) &&
    (membersByName.get('signal') ?? []).some((member) => dottedName(member.object) === name)
  )
}

function isNewController(node: TSESTree.Node): boolean {
  const at = unwrap(node)
  return at.type === 'NewExpression' && calleeName(at) === 'AbortController'
}
