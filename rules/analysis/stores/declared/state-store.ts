import type { TSESTree } from '@typescript-eslint/utils'

import type { ClassNode, FunctionNode } from '../../../ast/functions.ts'
import { keyName } from '../../../ast/names.ts'
import type { Variable } from '../../../ast/variables.ts'
import type { StoreShape } from '../../../catalog/store-libraries.ts'

/** One store of a file: state that lives as long as its owner and is written through it. */
export interface StateStore {
  readonly shape: StoreShape | 'reducer' | 'plain' | 'class'
  /** As the reader knows it: `store`, `useChatStore`, `chatSlice`. */
  readonly name: string
  /** Where it is declared. */
  readonly node: TSESTree.Node
  /** The initial state, when it stands in this file: an object literal, `new Map()`. */
  readonly initial: TSESTree.Node | null
  /** The declared type of the state. */
  readonly type: TSESTree.TypeNode | null
  /** The function or class whose life it shares; null when it lives as long as the program. */
  readonly owner: FunctionNode | ClassNode | null
  /** For a class: the fields that are live state, changed in place. */
  readonly liveFields?: Set<string>
}

/** One step from a state to a value in it: a property name, or the expression that an entry is looked up by. */
export type Step = string | TSESTree.Node

/** A place in a store's state: `store.messages[id]` is `messages`, then the node `id`. Copies of a place are that place. */
export interface Place {
  readonly store: StateStore
  readonly path: readonly Step[]
  /** Can a function that is handed this value change the state: a draft, a live object, a copy that is written back? */
  readonly isMutable: boolean
}

/** How an identifier gives the state. */
export type ReadAccess =
  /** It is the state. */
  | 'itself'
  /** Calling it gives the state: `messages()`, `get()`. */
  | 'call'
  /** A property holds it. */
  | 'current'
  | 'value'
  /** `useStore.getState()`, `useStore.setState(...)` */
  | 'api'
  /** `$store` in Svelte, `store.update(...)`, `store.set(...)` */
  | 'writable'

/** How a setter takes what it sets: a path and a value, a whole state, or a part that is merged into it. */
export type SetterStyle = 'path' | 'whole' | 'partial'

/** Everything a file says of its stores: which names give their state, which functions write it. */
export interface StateModel {
  readonly stores: StateStore[]
  readonly reads: Map<Variable, { readonly store: StateStore; readonly access: ReadAccess; readonly isMutable: boolean }>
  readonly setters: Map<Variable, { readonly store: StateStore; readonly style: SetterStyle }>
  /** Functions whose first parameter is the state and whose returned value replaces it: reducers. */
  readonly reducers: Map<FunctionNode, StateStore>
  /** Reducers of other files, by the expression that names them. */
  readonly foreignReducers: Map<TSESTree.Node, StateStore>
  /** For a file that is read for a helper in it: the function, and the parameter that is the state. */
  readonly given: Map<FunctionNode, { readonly store: StateStore; readonly index: number }>
  /** Objects whose methods reach the state as `this`: the actions of a definition. */
  readonly thisObjects: Map<TSESTree.Node, StateStore>
}

export function emptyModel(): StateModel {
  return { stores: [], reads: new Map(), setters: new Map(), reducers: new Map(), foreignReducers: new Map(), given: new Map(), thisObjects: new Map() }
}

/** `messages`, `entities.byId`: the static part of a path as text, and whether the path is nothing else. */
export function staticPath(path: readonly Step[]): string | null {
  return path.every((step) => typeof step === 'string') ? path.join('.') : null
}

export function extend(place: Place, steps: readonly Step[]): Place {
  return { ...place, path: [...place.path, ...steps] }
}

/**
 * The steps from a destructured value to the variable of that name in its pattern: `{ a: { b } }` to `b` is `a`, `b`; a rest
 * element is its object, less some entries. Null when the pattern does not bind it in a way that can be followed.
 */
export function stepsTo(pattern: TSESTree.Node, name: string): readonly Step[] | null {
  switch (pattern.type) {
    case 'Identifier':
      return pattern.name === name ? [] : null
    case 'AssignmentPattern':
      return stepsTo(pattern.left, name)
    case 'RestElement':
      return stepsTo(pattern.argument, name)
    case 'ObjectPattern': {
      for (const property of pattern.properties) {
        if (property.type === 'RestElement') {
          if (stepsTo(property, name)) return []
          continue
        }
        const inner = stepsTo(property.value, name)
        if (inner) return [keyName(property) ?? property.key, ...inner]
      }
      return null
    }
    default:
      return null
  }
}
