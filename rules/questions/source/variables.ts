import type { TSESTree } from '@typescript-eslint/utils'

import { findExports } from '../../analysis/find-export.ts'
import { isClass, isFunction } from '../../ast/functions.ts'
import { findVariable, importOf, isModuleLevel, type ImportedName, type Variable } from '../../ast/variables.ts'
import type { ProgramFile } from '../../program/view.ts'
import { isCheckedAgainstConstant } from './checks.ts'
import { asksForContents, followContents, isEmptyCollection } from './contents.ts'
import { countingOf, startsAnew } from './counters.ts'
import type { End } from './ends.ts'
import { endOfParameter } from './parameters.ts'
import { isFiniteType } from './types.ts'
import { atMostLikely, defaultsTo, end, enter, isWhole, notFollowed, pathTo, type Path, type Trace } from './walk.ts'

/** So many references of a variable are looked at, and so many files that pass an export on. */
const MAX_REFERENCES = 30
const MAX_PASSED_ON = 6

/** Values that the platform gives and that never change. */
const FIXED_GLOBALS = new Set(['undefined', 'NaN', 'Infinity', '__dirname', '__filename'])

export function followIdentifier(trace: Trace, home: ProgramFile, node: TSESTree.Identifier, path: Path, depth: number): End[] {
  const variable = findVariable(home.file, node)
  if (!variable || variable.defs.length === 0) {
    return FIXED_GLOBALS.has(node.name) ? [end(home, node, 'constant', 'proven', 'never changes')] : notFollowed(home, node)
  }
  if (isWhole(path) && isCheckedAgainstConstant(trace.view, { home, node })) return [end(home, node, 'constant', 'proven', 'is checked against a constant')]
  return followVariable(trace, home, variable, path, depth)
}

function followVariable(trace: Trace, home: ProgramFile, variable: Variable, path: Path, depth: number): End[] {
  const [definition] = variable.defs
  if (!definition) return []
  const { node } = definition
  const type = definition.name.type === 'Identifier' ? definition.name.typeAnnotation?.typeAnnotation : undefined
  if (type && isFiniteType(trace.view, home, type, path)) return [end(home, definition.name, 'constant', 'proven', 'has few values by its type')]
  const imported = importOf(variable)
  if (imported) return followImport(trace, home, imported, path, depth)
  if (isFunction(node) && definition.type === 'Parameter') return endOfParameter(trace, { home, fn: node, variable }, path, depth)
  if (isFunction(node) || isClass(node) || node.type === 'TSEnumDeclaration') return [end(home, definition.name, 'constant', 'proven', 'is declared in the code')]
  if (node.type !== 'VariableDeclarator') return notFollowed(home, definition.name)
  if (isWhole(path) && isFixed(trace, variable, node)) return [end(home, node, 'constant', 'proven', 'stays the same as long as its owner lives')]
  return followDeclared(trace, home, variable, node, path, depth)
}

/** Is it made once, while the module loads or the owner begins, and never assigned again? */
function isFixed({ owner }: Trace, variable: Variable, { parent, init }: TSESTree.VariableDeclarator): boolean {
  const isConstant = parent.kind === 'const' || variable.references.every((reference) => !reference.isWrite() || reference.init === true)
  if (!isConstant || !init || parent.parent.type === 'ForOfStatement') return false
  return isModuleLevel(variable) || (owner !== null && isFunction(owner) && variable.scope.block === owner)
}

function followDeclared(trace: Trace, home: ProgramFile, variable: Variable, node: TSESTree.VariableDeclarator, path: Path, depth: number): End[] {
  const ends: End[] = []
  const inner = pathTo(node.id, variable.name)
  const type = node.id.type === 'Identifier' ? undefined : node.id.typeAnnotation?.typeAnnotation
  if (type && inner && isFiniteType(trace.view, home, type, [...inner, ...path])) return [end(home, type, 'constant', 'proven', 'has few values by its type')]
  const loop = node.parent.parent
  const isOver = (loop?.type === 'ForOfStatement' || loop?.type === 'ForInStatement') && loop.left === node.parent
  if (node.init && inner && !(asksForContents(path) && isEmptyCollection(node.init))) ends.push(...trace.follow(trace, { home, node: node.init }, [...inner, ...path], depth - 1))
  else if (inner && isOver) ends.push(...trace.follow(trace, { home, node: loop.right }, loop.type === 'ForInStatement' ? ['#'] : ['*', ...inner, ...path], depth - 1))
  for (const { node: value, path: rest } of defaultsTo(node.id, variable.name)) ends.push(...trace.follow(trace, { home, node: value }, [...rest, ...path], depth - 1))
  if (!enter(trace, { home, node }, [variable.name, ...path], depth)) return ends
  ends.push(...followWrites(trace, home, variable, path, depth))
  if (asksForContents(path)) {
    const uses = isModuleLevel(variable) ? trace.view.usesOf({ kind: 'variable', home, variable }).sites : variable.references.map(({ identifier }) => ({ home, node: identifier, match: 'certain' as const }))
    ends.push(...followContents(trace, uses, path, depth))
  }
  return ends.length > 0 ? ends : notFollowed(home, definitionName(variable, node))
}

function followWrites(trace: Trace, home: ProgramFile, variable: Variable, path: Path, depth: number): End[] {
  const writes = variable.references.filter((reference) => reference.isWrite() && reference.init !== true).slice(0, MAX_REFERENCES)
  const isBothWays = writes.some(({ identifier }) => countingOf(identifier) === 'down')
  return writes.flatMap(({ identifier, writeExpr }): End[] => {
    if (countingOf(identifier) !== null) {
      if (startsAnew(variable, identifier)) return [end(home, identifier, 'constant', 'likely', 'is counted anew each time')]
      return isBothWays ? notFollowed(home, identifier) : [end(home, identifier.parent, 'generated', 'proven', 'counts up')]
    }
    if (identifier.parent.type !== 'AssignmentExpression' || !writeExpr) return notFollowed(home, identifier)
    return trace.follow(trace, { home, node: writeExpr }, path, depth - 1)
  })
}

function definitionName({ defs }: Variable, node: TSESTree.Node): TSESTree.Node {
  return defs[0]?.name ?? node
}

/** A name that is imported: to its declaration, through files that pass it on. */
function followImport(trace: Trace, home: ProgramFile, { source, name }: ImportedName, path: Path, depth: number): End[] {
  // A namespace's member is an export of that name.
  const [wantedFirst, rest] = name === '*' ? [path[0] ?? '', path.slice(1)] : [name, path]
  let wanted = wantedFirst
  let file = trace.view.importedFile(home, source)
  for (let hops = 0; file && hops < MAX_PASSED_ON; hops++) {
    const target = findExports(file.file).byName.get(wanted)
    if (target?.kind === 'own') {
      const { node } = target
      if (node.type === 'Identifier') return followIdentifier(trace, file, node, rest, depth - 1)
      const isDeclaration = isFunction(node) || isClass(node) || node.type.startsWith('TS')
      return isDeclaration ? [end(file, node, 'constant', 'proven', 'is declared in the code')] : trace.follow(trace, { home: file, node }, rest, depth - 1)
    }
    if (!target) break
    wanted = target.name
    file = trace.view.importedFile(file, target.source)
  }
  if (/\.(?:json|ya?ml|toml)$/.test(source)) return [end(home, home.file.ast, 'configuration', 'proven', 'is read from a file of the program')]
  // `Kind.Request` of a package: members of what it exports under a capital are its constants.
  if (rest.length === 1 && /^[A-Z]/.test(name) && /^[A-Z]/.test(rest[0] ?? '')) return atMostLikely([end(home, home.file.ast, 'constant', 'likely', 'is a constant of a package')])
  return notFollowed(home, home.file.ast)
}
