import type { TSESLint, TSESTree } from '@typescript-eslint/utils'

import { createNearest } from './nearest.ts'
import type { SourceFile } from './source-file.ts'
import { unwrap } from './unwrap.ts'

export type Variable = TSESLint.Scope.Variable
export type Scope = TSESLint.Scope.Scope

/** The innermost scope that `node` stands in. */
export function scopeOf(file: SourceFile, node: TSESTree.Node): Scope | null {
  const manager = file.scopeManager
  return manager ? nearestScope(node, manager) : null
}

const nearestScope = createNearest((node: TSESTree.Node, manager: TSESLint.Scope.ScopeManager): Scope | null => {
  const scope = manager.acquire(node, true)
  return scope?.type === 'function-expression-name' ? (scope.childScopes[0] ?? scope) : scope
})

/** The variable that an identifier refers to, or null when no scope of the file declares it. */
export function findVariable(file: SourceFile, node: TSESTree.Identifier | TSESTree.JSXIdentifier): Variable | null {
  let scope = scopeOf(file, node)
  while (scope) {
    const variable = scope.set.get(node.name)
    if (variable) return variable
    scope = scope.upper
  }
  return null
}

/** Is `name`, used at `node`, the host's own global and not something the file declares or imports? */
export function isGlobal(file: SourceFile, node: TSESTree.Identifier): boolean {
  // Hosts differ: an undeclared built-in resolves to null or to a variable without definitions.
  const variable = findVariable(file, node)
  return variable === null || variable.defs.length === 0
}

/** Does the variable live as long as the module: declared at the top, in a namespace, or in a CommonJS wrapper? */
export function isModuleLevel(variable: Variable): boolean {
  const { scope } = variable
  if (scope.type === 'module' || scope.type === 'global' || scope.type === 'tsModule') return true
  // `.cjs`: the top scope is a function scope whose block is the program.
  return scope.type === 'function' && scope.block.type === 'Program'
}

/** The expression a variable is initialized with, when it is never assigned again; null otherwise. */
export function constantInit(variable: Variable): TSESTree.Expression | null {
  const definition = variable.defs[0]
  if (variable.defs.length !== 1 || definition?.type !== 'Variable') return null
  const { node } = definition
  if (node.type !== 'VariableDeclarator' || node.id.type !== 'Identifier' || !node.init) return null
  if (variable.references.some((reference) => reference.isWrite() && !reference.init)) return null
  return node.init
}

/** Follows plain aliases (`const a = b`) from an expression to what it was first; at most five steps. */
export function resolveAlias(file: SourceFile, node: TSESTree.Node): TSESTree.Node {
  let at = unwrap(node)
  for (let step = 0; step < 5 && at.type === 'Identifier'; step++) {
    const variable = findVariable(file, at)
    const init = variable && constantInit(variable)
    if (!init) return at
    at = unwrap(init)
  }
  return at
}

const GLOBAL_OBJECTS = new Set(['globalThis', 'global', 'window', 'self'])

/** The name of the host's global object that the expression denotes, also through a constant (`const g = globalThis as Cached`); null for anything else. */
export function globalObjectOf(file: SourceFile, node: TSESTree.Node): string | null {
  const at = resolveAlias(file, node)
  return at.type === 'Identifier' && GLOBAL_OBJECTS.has(at.name) && isGlobal(file, at) ? at.name : null
}

/** Where an imported name comes from: `import { name as local } from 'source'`. */
export interface ImportedName {
  readonly source: string
  /** The exported name; `default` for a default import, `*` for a namespace import. */
  readonly name: string
}

/** What import (or top-level `require`) a variable is bound by, or null. */
export function importOf(variable: Variable): ImportedName | null {
  const definition = variable.defs[0]
  if (definition?.type !== 'ImportBinding') return null
  const { node, parent } = definition
  if (parent?.type !== 'ImportDeclaration') return null
  const source = parent.source.value
  if (node.type === 'ImportDefaultSpecifier') return { source, name: 'default' }
  if (node.type === 'ImportNamespaceSpecifier') return { source, name: '*' }
  if (node.type !== 'ImportSpecifier') return null
  return { source, name: node.imported.type === 'Identifier' ? node.imported.name : node.imported.value }
}
