import type { TSESTree } from '@typescript-eslint/utils'
import type ts from 'typescript'

import { findPair } from '../../analysis/payloads/file-pairs.ts'
import { aliasTarget, identifiersNamed, type TypedProgram } from './typed-program.ts'

/** How many names are followed from an event's definition, and how many nodes are looked at in all. */
const MAX_DEPTH = 3
const MAX_NODES = 400

interface Search {
  readonly typed: TypedProgram
  readonly seen: Set<ts.Node>
}

/**
 * The pair of whole file contents in the schema of an event, `define('session.diff', z.object({ diff: FileDiff.array() }))`, wherever in the
 * program it and its parts are written. Follows three names; null for an event that is no such definition.
 */
export function findPairInSchema(typed: TypedProgram, topic: TSESTree.Node): readonly [string, string] | null {
  const name = topic.type === 'MemberExpression' ? topic.property : topic
  const node = typed.toTypeScript(name)
  return node ? searchNamed({ typed, seen: new Set() }, node, MAX_DEPTH) : null
}

function searchNamed(search: Search, name: ts.Node, depth: number): readonly [string, string] | null {
  const definition = initializerOf(search, name)
  return definition && depth > 0 ? searchIn(search, definition, depth) : null
}

function searchIn(search: Search, node: ts.Node, depth: number): readonly [string, string] | null {
  if (search.seen.has(node) || search.seen.size > MAX_NODES) return null
  search.seen.add(node)
  const pair = pairOf(node)
  if (pair) return pair
  if (isName(node)) return searchNamed(search, node, depth - 1)
  let found: readonly [string, string] | null = null
  node.forEachChild((child) => {
    found ??= searchIn(search, child, depth)
  })
  return found
}

/** A literal such as `{ file: z.string(), before: z.string(), after: z.string() }`. */
function pairOf(node: ts.Node): readonly [string, string] | null {
  if (!('properties' in node) || !Array.isArray(node.properties)) return null
  const names = node.properties.flatMap((property: ts.Node) => {
    const [, name, value] = /^\s*["']?(\w+)["']?\s*:\s*([\s\S]*)$/.exec(property.getText()) ?? []
    return name !== undefined && value !== undefined && /\bstring\b/i.test(value) ? [name] : []
  })
  return findPair(names)
}

function isName(node: ts.Node): boolean {
  return 'escapedText' in node
}

/** What the constant or property behind a name is initialized with. */
function initializerOf({ typed }: Search, name: ts.Node): ts.Node | null {
  const symbol = typed.checker.getSymbolAtLocation(name)
  for (const declaration of (symbol && aliasTarget(typed.checker, symbol).declarations) ?? []) {
    if (!declaration.getSourceFile().isDeclarationFile && hasInitializer(declaration)) return declaration.initializer
  }
  return initializerBehindAlias(typed, name)
}

function hasInitializer(node: ts.Node): node is ts.Node & { readonly initializer: ts.Node } {
  return 'initializer' in node && node.initializer !== undefined
}

/** `Snapshot.FileDiff` where `Snapshot` comes by a path alias that the program does not resolve: looked up in the file that the alias ends like. */
function initializerBehindAlias({ program, checker }: TypedProgram, name: ts.Node): ts.Node | null {
  const access = name.parent
  if (!('expression' in access) || !('name' in access) || access.name !== name) return null
  const tail = aliasTail(checker, access)
  if (tail === null) return null
  const from = name.getSourceFile().fileName
  const candidates = program.getSourceFiles().filter(({ fileName }) => fileName.endsWith(`${tail}.ts`) || fileName.endsWith(`${tail}/index.ts`))
  // An alias points into the package that uses it.
  const [file] = candidates.sort((a, b) => sharedLength(b.fileName, from) - sharedLength(a.fileName, from))
  const declared = file && identifiersNamed(file, name.getText()).find((id) => hasInitializer(id.parent) && 'name' in id.parent && id.parent.name === id)
  return declared && hasInitializer(declared.parent) ? declared.parent.initializer : null
}

/** How far two paths are the same. */
function sharedLength(a: string, b: string): number {
  let at = 0
  while (at < a.length && a[at] === b[at]) at++
  return at
}

/** `/snapshot` of `import { Snapshot } from '@/snapshot'`, for the object of a member access; null for any other import. */
function aliasTail(checker: ts.TypeChecker, access: ts.Node): string | null {
  const object = 'expression' in access ? access.expression : null
  const node = typeof object === 'object' && object !== null && 'pos' in object ? access.getChildAt(0) : null
  const [declaration] = (node && checker.getSymbolAtLocation(node)?.declarations) ?? []
  for (let at: ts.Node | undefined = declaration; at; at = at.parent) {
    if ('moduleSpecifier' in at) return /from\s+["'](?:@|~|#)(\/[\w./-]+)["']/.exec(at.getText())?.[1] ?? null
  }
  return null
}
