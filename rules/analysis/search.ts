import type { TSESTree } from '@typescript-eslint/utils'

import type { ClassNode, FunctionNode } from '../ast/functions.ts'
import type { SourceFile } from '../ast/source-file.ts'

/** How a search gets at the files that a file imports. What lies behind it (disk, a test's table) is not the search's business. */
export interface Neighbors {
  /** The file that an import of `from` means, parsed; null when it is not to be had. */
  open(from: SourceFile, specifier: string): SourceFile | null
  /** Could the file that an import of `from` means, or one of those it imports `depth` files deep, hold what is looked for? A cheap look. */
  mayHold(from: SourceFile, specifier: string, depth: number): boolean
  /** Could that file export `name`: is it written there, or does it pass all of another file's exports on? */
  mayExport(from: SourceFile, specifier: string, name: string): boolean
}

/** One run of a function, as far as it is known: who called it with what, and the run it was made in. */
export interface Frame {
  readonly fn: FunctionNode
  /** The arguments of the call, which stand in `callerFile`; null when the call is not known. */
  readonly args: readonly TSESTree.Node[] | null
  readonly callerFile: SourceFile
  readonly caller: Frame | null
  readonly closure: Frame | null
}

/** What an expression can be, as far as it can be called or has members that can be. */
export type Value =
  | { readonly kind: 'function'; readonly file: SourceFile; readonly node: FunctionNode; readonly closure: Frame | null }
  | { readonly kind: 'object'; readonly file: SourceFile; readonly node: TSESTree.ObjectExpression; readonly frame: Frame | null }
  | { readonly kind: 'array'; readonly file: SourceFile; readonly node: TSESTree.ArrayExpression; readonly frame: Frame | null }
  | { readonly kind: 'class'; readonly file: SourceFile; readonly node: ClassNode }
  | { readonly kind: 'instance'; readonly file: SourceFile; readonly node: ClassNode }
  /** A whole module: `import * as m`, `require('./m')`, `await import('./m')`. */
  | { readonly kind: 'module'; readonly file: SourceFile }
  | { readonly kind: 'namespace'; readonly file: SourceFile; readonly node: TSESTree.TSModuleDeclaration }

export type FunctionValue = Extract<Value, { kind: 'function' }>

/** One search through a file and its neighbours. It counts its steps: a search that runs out of them finds nothing more. */
export interface Search {
  readonly root: SourceFile
  readonly neighbors: Neighbors
  /** How many imports away from `root` a file was found. */
  readonly depths: Map<SourceFile, number>
  stepsLeft: number
  /** What an expression can be. The resolvers call each other through the search, so that none has to import the others in a circle. */
  readonly resolve: (search: Search, file: SourceFile, expression: TSESTree.Node, frame: Frame | null, depth: number) => Value[]
  /** What a member of a value can be. */
  readonly member: (search: Search, value: Value, name: string, depth: number) => Value[]
}

/** Imports are followed so many files deep; files that only pass exports on do not count. */
export const MAX_FILES_DEEP = 4
/** Opens what `from` imports, unless that lies too deep or cannot hold what is looked for. `hop` is 0 for a file that only passes an export on. */
export function openImport(search: Search, from: SourceFile, specifier: string, hop: 0 | 1): SourceFile | null {
  const depth = (search.depths.get(from) ?? 0) + hop
  if (depth > MAX_FILES_DEEP) return null
  if (!search.neighbors.mayHold(from, specifier, MAX_FILES_DEEP - depth)) return null
  const file = search.neighbors.open(from, specifier)
  if (file) search.depths.set(file, Math.min(depth, search.depths.get(file) ?? depth))
  return file
}

/** The run of `fn` that `frame` stands in: its own, or one it closes over. Null when it is not known. */
export function frameOf(fn: FunctionNode | null, frame: Frame | null): Frame | null {
  if (!fn) return null
  for (let at = frame; at; at = at.closure) if (at.fn === fn) return at
  return null
}

/** The run that a call of `value` begins. */
export function frameOfCall(value: FunctionValue, args: readonly TSESTree.Node[] | null, callerFile: SourceFile, caller: Frame | null): Frame {
  return { fn: value.node, args, callerFile, caller, closure: value.closure }
}
