import type { TSESTree } from '@typescript-eslint/utils'

import { isClass } from '../../ast/functions.ts'
import { staticString } from '../../ast/names.ts'
import { findVariable, type Variable } from '../../ast/variables.ts'
import { declarationOf, type Declared } from '../declared.ts'
import type { ProgramFile } from '../view.ts'
import { BUILTIN, FOREIGN, instancesOf, type Shape, type Shaper } from './shape.ts'

/** Types that stand for what they are given: `Promise<C>` is awaited sooner or later. */
const TRANSPARENT = new Set(['Promise', 'PromiseLike', 'Awaited', 'Readonly', 'Partial', 'Required', 'NonNullable', 'Pick', 'Omit', 'Ref', 'MutableRefObject', 'RefObject', 'WeakRef', 'Mocked', 'DeepReadonly', 'Writable', 'Mutable'])
/** Types that hold many of their last argument. */
const LISTS = new Set(['Array', 'ReadonlyArray', 'Set', 'ReadonlySet', 'Map', 'ReadonlyMap', 'WeakMap', 'WeakSet', 'Iterable', 'IterableIterator', 'Generator', 'AsyncIterable', 'AsyncGenerator', 'Record'])

/** What a type annotation says. */
export function shapesOfType(shaper: Shaper, home: ProgramFile, node: TSESTree.TypeNode, depth: number): readonly Shape[] {
  if (depth <= 0) return []
  switch (node.type) {
    case 'TSTypeReference':
      return shapesOfReference(shaper, home, node, depth)
    case 'TSArrayType':
      return [{ kind: 'list', of: shaper.ofType(home, node.elementType, depth - 1) }]
    case 'TSTypeOperator':
    case 'TSOptionalType':
    case 'TSRestType':
      return node.typeAnnotation ? shaper.ofType(home, node.typeAnnotation, depth - 1) : []
    case 'TSUnionType':
      return shapesOfUnion(shaper, home, node.types, depth)
    case 'TSIntersectionType':
      return node.types.flatMap((type) => shaper.ofType(home, type, depth - 1))
    case 'TSTypeLiteral':
      return [{ kind: 'interface', home, node }]
    case 'TSTypeQuery':
      return shapesOfQuery(shaper, home, node, depth)
    case 'TSFunctionType':
    case 'TSStringKeyword':
    case 'TSNumberKeyword':
    case 'TSBooleanKeyword':
    case 'TSBigIntKeyword':
    case 'TSSymbolKeyword':
    case 'TSLiteralType':
    case 'TSTemplateLiteralType':
      return BUILTIN
    default:
      return []
  }
}

/** `C | null` is a C; a union with something unknown is not known. */
function shapesOfUnion(shaper: Shaper, home: ProgramFile, types: readonly TSESTree.TypeNode[], depth: number): readonly Shape[] {
  const values = types.filter(({ type }) => type !== 'TSNullKeyword' && type !== 'TSUndefinedKeyword' && type !== 'TSVoidKeyword')
  const found = values.map((type) => shaper.ofType(home, type, depth - 1))
  return found.some((shapes) => shapes.length === 0) ? [] : found.flat()
}

function shapesOfQuery(shaper: Shaper, home: ProgramFile, { exprName }: TSESTree.TSTypeQuery, depth: number): readonly Shape[] {
  if (exprName.type !== 'Identifier') return []
  const variable = findVariable(home.file, exprName)
  return variable ? shaper.ofVariable(home, variable, depth - 1) : []
}

function shapesOfReference(shaper: Shaper, home: ProgramFile, node: TSESTree.TSTypeReference, depth: number): readonly Shape[] {
  const args = node.typeArguments?.params ?? []
  const last = args.at(-1)
  const { typeName } = node
  if (typeName.type === 'TSQualifiedName') return shapesOfQualified(shaper, home, typeName, depth)
  if (typeName.type !== 'Identifier') return []
  const variable = findVariable(home.file, typeName)
  if (!variable || variable.defs.length === 0) {
    if (last && TRANSPARENT.has(typeName.name)) return shaper.ofType(home, args[0] ?? last, depth - 1)
    if (last && LISTS.has(typeName.name)) return [{ kind: 'list', of: shaper.ofType(home, last, depth - 1) }]
    if (last && typeName.name === 'InstanceType') return instancesOf(shaper.ofType(home, last, depth - 1))
    if (last && typeName.name === 'ReturnType') return shaper.ofType(home, last, depth - 1).flatMap((shape) => shaper.ofCall(home, shape, depth - 1))
    return BUILTIN
  }
  const declared = declarationOf(shaper.reader, home, variable)
  if (declared?.kind === 'foreign' && last && TRANSPARENT.has(typeName.name)) return shaper.ofType(home, last, depth - 1)
  return declared ? shapesOfNamedType(shaper, declared, depth) : []
}

/** What a name means where it stands for a type: an interface's base, `implements Store`. */
export function shapesOfTypeName(shaper: Shaper, home: ProgramFile, name: TSESTree.Identifier, depth: number): readonly Shape[] {
  const variable = findVariable(home.file, name)
  const declared = variable && variable.defs.length > 0 ? declarationOf(shaper.reader, home, variable) : null
  return declared ? shapesOfNamedType(shaper, declared, depth) : []
}

/** `ns.Type` of `import * as ns`, or of a namespace. */
function shapesOfQualified(shaper: Shaper, home: ProgramFile, name: TSESTree.TSQualifiedName, depth: number): readonly Shape[] {
  if (name.left.type !== 'Identifier') return []
  const variable = findVariable(home.file, name.left)
  if (!variable || variable.defs.length === 0) return BUILTIN
  const declared = declarationOf(shaper.reader, home, variable)
  if (!declared || declared.kind === 'foreign') return declared ? FOREIGN : []
  return shaper.ofDeclared(declared, depth - 1).flatMap((shape) => instancesOf(shaper.ofMember(shape, name.right.name, depth - 1)))
}

/** What a declared name means as a type. */
function shapesOfNamedType(shaper: Shaper, declared: Declared, depth: number): readonly Shape[] {
  switch (declared.kind) {
    case 'foreign':
      return FOREIGN
    case 'module':
      return []
    case 'node':
      return isClass(declared.node) ? [{ kind: 'instance', home: declared.home, node: declared.node }] : []
    case 'variable':
      return declared.variable.defs.flatMap((definition) => shapesOfDefinition(shaper, declared.home, definition.node, depth))
  }
}

function shapesOfDefinition(shaper: Shaper, home: ProgramFile, node: Variable['defs'][number]['node'], depth: number): readonly Shape[] {
  if (isClass(node)) return [{ kind: 'instance', home, node }]
  switch (node.type) {
    case 'TSInterfaceDeclaration':
      return [{ kind: 'interface', home, node }]
    case 'TSTypeAliasDeclaration':
      return shaper.ofType(home, node.typeAnnotation, depth - 1)
    case 'TSTypeParameter':
      return node.constraint ? shaper.ofType(home, node.constraint, depth - 1) : []
    case 'TSEnumDeclaration':
      return BUILTIN
    case 'VariableDeclarator':
      // `type C = InstanceType<…>` beside `const C = class {}`.
      return node.init && staticString(node.init) === null ? instancesOf(shaper.ofExpression(home, node.init, depth - 1)) : []
    default:
      return []
  }
}
