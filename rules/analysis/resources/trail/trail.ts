import type { TSESTree } from '@typescript-eslint/utils'

import type { SourceFile } from '../../../ast/source-file.ts'
import type { ResourcePair } from '../../../catalog/resource-pairs.ts'

/** Where in a value the handle sits: `[]` is the handle itself, `['timer']` an object with it, `['*', 'timer']` a list of such objects. */
export type Path = readonly string[]

/** Any entry of a list, a `Map`, a `Set` or a dictionary. */
export const ENTRY = '*'

/** The value is the function that ends it: `const { remove } = subscription`, `return socket.close`. */
export const RELEASE = '()'

/** A named place that holds the handle. */
export interface Holder {
  /** As the reader knows it: `timer`, `cleanupInterval`. */
  readonly name: string
  readonly node: TSESTree.Node
}

/** The handle leaves our sight, and with it the duty to release it. */
export interface Escape {
  readonly node: TSESTree.Node
  readonly to: 'export' | 'argument' | 'return' | 'store' | 'unknown'
}

/** Everything that happens to one handle in its file. */
export interface Trail {
  /** Calls that end it. */
  readonly releases: readonly TSESTree.Node[]
  /** Calls that take it out of the way of the process's end. */
  readonly relaxes: readonly TSESTree.Node[]
  readonly holders: readonly Holder[]
  readonly escapes: readonly Escape[]
}

/** One step still to take: see what happens to a value, or to the names of a pattern that takes it apart. */
export type Step = { readonly kind: 'value'; readonly node: TSESTree.Node; readonly path: Path } | { readonly kind: 'bind'; readonly node: TSESTree.Node; readonly path: Path }

/** What a function of another file does with an argument that is the handle. */
export type HelperEffect =
  /** It ends it, at once or when something it has set up comes. */
  | 'releases'
  | 'relaxes'
  /** It looks at it and is done; no release of it works. */
  | 'reads'

/** Tells what a call does with its argument at an index, by the functions it enters in other files; null when that can't be told. */
export type HelperReader = (file: SourceFile, call: TSESTree.CallExpression, index: number) => HelperEffect | null

/** A walk in progress. Steps are queued rather than taken at once, so the files that take them need not know each other. */
export interface Walk {
  readonly file: SourceFile
  readonly pair: ResourcePair
  readonly readHelper: HelperReader
  readonly steps: Step[]
  readonly releases: TSESTree.Node[]
  readonly relaxes: TSESTree.Node[]
  readonly holders: Holder[]
  readonly escapes: Escape[]
  readonly seen: Map<unknown, Set<string>>
}

export function followValue(walk: Walk, node: TSESTree.Node, path: Path): void {
  walk.steps.push({ kind: 'value', node, path })
}

export function followPattern(walk: Walk, node: TSESTree.Node, path: Path): void {
  walk.steps.push({ kind: 'bind', node, path })
}

export function escape(walk: Walk, node: TSESTree.Node, to: Escape['to']): void {
  walk.escapes.push({ node, to })
}

/** Is this the first time that the walk meets `thing` with this path? */
export function isNew(walk: Walk, thing: unknown, path: Path): boolean {
  const key = path.join('.')
  const paths = walk.seen.get(thing)
  if (!paths) {
    walk.seen.set(thing, new Set([key]))
    return true
  }
  if (paths.has(key)) return false
  paths.add(key)
  return true
}
