import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingFunctions, type FunctionNode } from '../../ast/functions.ts'
import { memberName, staticString } from '../../ast/names.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { unwrap } from '../../ast/unwrap.ts'
import { findVariable, importOf, isGlobal, isModuleLevel, type Variable } from '../../ast/variables.ts'
import { GLOBAL_OBJECTS, type ResourcePair } from '../../catalog/resource-pairs.ts'
import { isDeadCode } from '../control/dead-code.ts'
import { functionsNamedBy } from '../named-functions.ts'
import { isUnreached } from '../reach.ts'
import { indexSource } from '../source-index.ts'

/** Where a handle comes from: a call that acquires it, or the parameter of a function that is given it. */
export interface Origin {
  readonly pair: ResourcePair
  readonly call: TSESTree.Node
  /** The functions of this file that run when the resource fires: an interval's ticks. Empty when they are not seen. */
  readonly callbacks: readonly FunctionNode[]
}

/** A call that acquires a resource. */
export interface Acquisition extends Origin {
  readonly call: TSESTree.CallExpression
}

/** Finds the calls of a host function: `setInterval(…)`, `window.setInterval(…)`, `timers.setInterval(…)`; a local function of that name is none. */
export function findAcquisitions(file: SourceFile, pair: ResourcePair): Acquisition[] {
  const found: Acquisition[] = []
  for (const name of namesOf(file, pair)) {
    for (const call of indexSource(file).callsByName.get(name) ?? []) {
      if (isHostFunction(file, call, pair) && !isNeverRun(file, call)) found.push({ pair, call, callbacks: call.arguments[0] ? functionsNamedBy(file, call.arguments[0]) : [] })
    }
  }
  return found
}

/** Is it behind an exit, or in a function of a function that nothing in sight runs? Who calls the outermost one, others may know. */
function isNeverRun(file: SourceFile, call: TSESTree.Node): boolean {
  return isDeadCode(call) || enclosingFunctions(call).slice(0, -1).some((fn) => isUnreached(file, fn))
}

/** The host's own names, and the local ones of `import { setInterval as every } from 'node:timers'`. */
function namesOf(file: SourceFile, pair: ResourcePair): Set<string> {
  const names = new Set([...pair.acquire, ...secondNamesOf(file, pair)])
  for (const statement of file.ast.body) {
    if (statement.type !== 'ImportDeclaration' || !pair.modules.has(statement.source.value)) continue
    for (const specifier of statement.specifiers) {
      if (specifier.type === 'ImportSpecifier' && specifier.imported.type === 'Identifier' && pair.acquire.has(specifier.imported.name)) names.add(specifier.local.name)
    }
  }
  return names
}

/** `const every = setInterval` at the top of the file. */
function secondNamesOf(file: SourceFile, pair: ResourcePair): string[] {
  return file.ast.body.flatMap((statement) => {
    if (statement.type !== 'VariableDeclaration' || statement.kind !== 'const') return []
    return statement.declarations.flatMap(({ id, init }) =>
      id.type === 'Identifier' && init?.type === 'Identifier' && pair.acquire.has(init.name) && isGlobal(file, init) ? [id.name] : [],
    )
  })
}

function isHostFunction(file: SourceFile, call: TSESTree.CallExpression, pair: ResourcePair): boolean {
  const callee = unwrap(call.callee)
  if (callee.type === 'Identifier') {
    const variable = findVariable(file, callee)
    if (isGlobal(file, callee) || (variable !== null && isAmbient(variable))) return pair.acquire.has(callee.name)
    if (variable !== null && isModuleLevel(variable) && secondNamesOf(file, pair).includes(callee.name)) return true
    return variable !== null && comesFrom(variable, pair)
  }
  if (callee.type !== 'MemberExpression') return false
  const object = unwrap(callee.object)
  // `globalThis.window.setInterval`
  if (object.type === 'MemberExpression') return GLOBAL_OBJECTS.has(memberName(object) ?? '') && object.object.type === 'Identifier' && isGlobal(file, object.object)
  if (object.type !== 'Identifier') return false
  if (isGlobal(file, object)) return GLOBAL_OBJECTS.has(object.name)
  const variable = findVariable(file, object)
  return variable !== null && comesFrom(variable, pair)
}

/** `declare function setInterval(…): Handle` only gives the host's own function a type. */
function isAmbient(variable: Variable): boolean {
  return variable.defs.every(({ node }) => node.type === 'TSDeclareFunction' && node.declare)
}

/** Is the variable bound by an import or a `require` of one of the pair's modules? */
function comesFrom(variable: Variable, pair: ResourcePair): boolean {
  const imported = importOf(variable)
  if (imported) return pair.modules.has(imported.source) && (imported.name === '*' || imported.name === 'default' || pair.acquire.has(imported.name))
  const definition = variable.defs[0]
  if (definition?.type !== 'Variable' || definition.node.type !== 'VariableDeclarator' || !definition.node.init) return false
  const init = unwrap(definition.node.init)
  if (init.type !== 'CallExpression' || init.callee.type !== 'Identifier' || init.callee.name !== 'require') return false
  return pair.modules.has(staticString(init.arguments[0]) ?? '')
}
