import type { TSESTree } from '@typescript-eslint/utils'
import type ts from 'typescript'

import { functionName, isBehindInterface, isClass, type FunctionNode } from '../ast/functions.ts'
import { isRecord } from '../ast/type-guards.ts'
import { isShortLivedPath } from '../catalog/file-kinds.ts'
import { isPublic } from './package-entry.ts'
import { toTypeScript, type ProgramFile } from './program-file.ts'
import { filesNaming, identifiersNamed, isSameSymbol, pathInProgram, symbolAt, type TypedProgram } from './typed-program.ts'

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
  if (name === null || !node || !symbol || isExportedAsDefault(fn)) return 'unknown'
  let callers: Callers = 'none'
  for (const source of filesNaming(typed, name)) {
    if (source === node.getSourceFile() || !identifiersNamed(source, name).some((place) => mayMean(symbolAt(typed.checker, place), symbol))) continue
    if (!isShortLivedPath(pathInProgram(typed, source))) return 'production'
    callers = 'tests'
  }
  return callers
}

/** The node that declares the function's name: its own, its member's or its variable's. */
export function declaredName(fn: FunctionNode): FunctionNode['id'] | FunctionNode['parent'] | null {
  if (fn.id) return fn.id
  const { parent } = fn
  if (parent.type === 'MethodDefinition' || parent.type === 'PropertyDefinition' || parent.type === 'Property') return parent.key
  return parent.type === 'VariableDeclarator' ? parent.id : null
}

/** Is the function its file's default export, which others may call as they like? */
export function isExportedAsDefault(fn: FunctionNode): boolean {
  if (fn.parent.type === 'ExportDefaultDeclaration') return true
  let at: TSESTree.Node = fn
  while (at.parent) at = at.parent
  const name = functionName(fn)
  return at.type === 'Program' && at.body.some((statement) => statement.type === 'ExportDefaultDeclaration' && statement.declaration.type === 'Identifier' && statement.declaration.name === name)
}

/**
 * Can a name that stands for `found` be the function? Certainly when the symbols agree; also when it is not known, or has no body of its own
 * (an interface, a type literal, `any`, a destructured member), since the function may be called through it.
 */
export function mayMean(found: ts.Symbol | null, symbol: ts.Symbol): boolean {
  if (!found || isSameSymbol(found, symbol)) return true
  return !(found.declarations ?? []).some((declaration) => hasBody(declaration) || ('initializer' in declaration && hasBody(declaration.initializer)))
}

function hasBody(node: unknown): boolean {
  return isRecord(node) && node.body !== undefined
}

/** Does the method's class stand behind an interface or base class, so that calls need not name it? */
export function mayBeCalledThroughInterface(fn: FunctionNode): boolean {
  const owner = fn.parent.parent?.parent
  return isClass(owner) && isBehindInterface(owner)
}

/** Can a package that is not in the program call the function, or make an instance of its class? */
export function isReachableByOthers(fn: FunctionNode, typed: TypedProgram, home: ProgramFile): boolean {
  const owner = fn.parent.parent?.parent
  const named = isClass(owner) ? owner.id : declaredName(fn)
  const node = named && toTypeScript(typed, home, named)
  const symbol = node && symbolAt(typed.checker, node)
  return !node || !symbol || isPublic(typed, node.getSourceFile(), symbol)
}
