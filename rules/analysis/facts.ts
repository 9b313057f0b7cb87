import type { TSESTree } from '@typescript-eslint/utils'

import type { ClassNode, FunctionNode } from '../ast/functions.ts'
import type { CollectionKind } from '../catalog/collection-methods.ts'

/** How long a collection lives: `process`: as long as the program; `owner`: as long as the object, closure or store that holds it. */
export type Lifetime = 'process' | 'owner'

/** A long-lived place that can hold an open-ended number of entries. */
export interface Collection {
  readonly kind: CollectionKind
  readonly lifetime: Lifetime
  /** As the reader knows it: `cache`, `#rate`, `Registry.entries`, `messages`. */
  readonly name: string
  /** Where a report stands: the declared name. */
  readonly node: TSESTree.Node
  /** What it is initialized with, when that is known. */
  readonly init: TSESTree.Node | null
  /** The class or factory function whose life it shares; null for `process`. */
  readonly owner: ClassNode | FunctionNode | null
}

/** May the program meet ever new keys? `undecided` is a plain string that could be a configuration name or a project path. */
export interface KeySpace {
  readonly kind: 'finite' | 'open' | 'undecided'
  /** Why, as words for a message: `session ids`, `timestamps`, `message text`; empty when there is nothing to say. */
  readonly evidence: string
  /** Does only a name say that it is finite? Then following the key may show otherwise. */
  readonly isByName?: boolean
}

/** Whether a release keeps up with growth, strongest first. */
export type Strength = 'evict' | 'lifecycle' | 'failure' | 'revisit' | 'teardown' | 'test-only' | 'unreached'

/** One use of a collection. */
export type Usage =
  | Growth
  | Release
  /** `map.get(id)`, `for (const x of list)`, `Object.keys(rec)` */
  | { readonly kind: 'read'; readonly node: TSESTree.Node; readonly iterates: boolean }
  /** `export { cache }`, `use(cache)`, `return cache`, `this.other = cache` */
  | { readonly kind: 'escape'; readonly node: TSESTree.Node; readonly to: 'export' | 'argument' | 'return' | 'store' }
  /** Anything not understood. It absorbs: the judge stays silent. */
  | { readonly kind: 'unknown'; readonly node: TSESTree.Node }

/** `map.set(id, x)`, `list.push(x)`, `rec[id] = x`, `setStore('rec', id, x)`, `{ ...rec, [id]: x }` */
export interface Growth {
  readonly kind: 'grow'
  readonly node: TSESTree.Node
  /** The key expression, or the added value of a `Set` or array. */
  readonly key: TSESTree.Node | null
  readonly keys: KeySpace
  /** How often it happens, as words for a message: `per session`, `on every tool call`, `whenever \`track\` runs`. */
  readonly trigger: string
  /** The argument that is the collection, where only the name of a function elsewhere tells what it does with it. */
  readonly passed?: TSESTree.Node
}

/** `map.delete(id)`, `map.clear()`, `list.shift()`, `list.length = 0`, `delete rec[id]`, `const { [id]: _, ...rest } = rec` */
export interface Release {
  readonly kind: 'release'
  readonly node: TSESTree.Node
  /** One entry, everything, or whatever exceeds a limit. */
  readonly extent: 'entry' | 'all' | 'cap'
  readonly strength: Strength
  /** The key expression, for `entry`. */
  readonly key: TSESTree.Node | null
  /** The name of the function it stands in, for messages; null at module level or in a nameless callback. */
  readonly within: string | null
  /** The argument that is the collection, where only the name of a function elsewhere tells what it does with it. */
  readonly passed?: TSESTree.Node
}

export type Verdict =
  /** Nothing grows it without limit. */
  | { readonly kind: 'bounded' }
  | { readonly kind: 'released'; readonly by: Release }
  /** `tooWeak` are the releases that cannot keep up; empty when there is none at all. */
  | { readonly kind: 'leaks'; readonly growth: Growth; readonly tooWeak: readonly Release[] }
  | { readonly kind: 'unknown'; readonly because: Usage }
