import type ts from 'typescript'

import { functionName, isBehindInterface, isClass, type FunctionNode } from '../ast/functions.ts'
import { isShortLivedPath } from '../catalog/file-kinds.ts'
import { isPublic } from './package-entry.ts'
import { filesNaming, identifiersNamed, pathInProgram, symbolAt, type TypedProgram } from './typed-program.ts'

/** Who calls a function from other files: somebody who counts, only tests, nobody at all, or nobody knows. */
export type Callers = 'production' | 'tests' | 'none' | 'unknown'

/**
 * Looks for callers of an exported function or public method in the other files of the program. A method that an interface or base
 * class may stand for, and a name whose symbol does not resolve, count as called.
 */
export function findCallersElsewhere(typed: TypedProgram, fn: FunctionNode): Callers {
  const name = functionName(fn)
  const declared = declaredName(fn)
  const node = declared && typed.toTypeScript(declared)
  const symbol = node && symbolAt(typed.checker, node)
  if (name === null || !node || !symbol) return 'unknown'
  let callers: Callers = 'none'
  for (const source of filesNaming(typed, name)) {
    if (source === node.getSourceFile() || !identifiersNamed(source, name).some((place) => mayMean(typed, place, symbol))) continue
    if (!isShortLivedPath(pathInProgram(typed, source))) return 'production'
    callers = 'tests'
  }
  return callers
}

/** The node that declares the function's name: its own, its member's or its variable's. */
function declaredName(fn: FunctionNode): FunctionNode['id'] | FunctionNode['parent'] | null {
  if (fn.id) return fn.id
  const { parent } = fn
  if (parent.type === 'MethodDefinition' || parent.type === 'PropertyDefinition' || parent.type === 'Property') return parent.key
  return parent.type === 'VariableDeclarator' ? parent.id : null
}

/**
 * Can the name at this place be the function? Certainly when the symbols agree; also when it belongs to no class or function of its own
 * (an interface, a type literal, `any`), since the function may be called through it.
 */
function mayMean(typed: TypedProgram, place: ts.Node, symbol: ts.Symbol): boolean {
  const found = symbolAt(typed.checker, place)
  if (!found || found === symbol) return true
  const [declaration] = found.declarations ?? []
  const [target] = symbol.declarations ?? []
  return declaration === undefined || target === undefined || declaration.kind !== target.kind
}

/** Does the method's class stand behind an interface or base class, so that calls need not name it? */
export function mayBeCalledThroughInterface(fn: FunctionNode): boolean {
  const owner = fn.parent.parent?.parent
  return isClass(owner) && isBehindInterface(owner)
}

/** Can a package that is not in the program call the function, or make an instance of its class? */
export function isReachableByOthers(fn: FunctionNode, typed: TypedProgram): boolean {
  const owner = fn.parent.parent?.parent
  const named = isClass(owner) ? owner.id : declaredName(fn)
  const node = named && typed.toTypeScript(named)
  const symbol = node && symbolAt(typed.checker, node)
  return !node || !symbol || isPublic(typed, node.getSourceFile(), symbol)
}
