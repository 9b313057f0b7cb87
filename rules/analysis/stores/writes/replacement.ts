import type { TSESTree } from '@typescript-eslint/utils'

import { wrapped } from '../../../ast/unwrap.ts'
import type { PlaceLookup } from './place-lookup.ts'
import { staticPath, type StateStore } from '../declared/state-store.ts'
import type { StateWrite, WriteBase } from './state-writes.ts'

/** What takes the place of a record, or of the state around it. */
export interface Replacement {
  readonly finder: PlaceLookup
  readonly store: StateStore
  readonly path: readonly string[]
  /** Solid merges plain objects into what is there, instead of replacing it; so does `set({ ... })` with the whole state. */
  readonly merges: boolean
}

/** Is the expression the place that is being replaced, or a copy of it? */
export function isSelf(at: Replacement, node: TSESTree.Node): boolean {
  const path = at.path.join('.')
  return at.finder.placesOf(node).some((place) => place.store === at.store && staticPath(place.path) === path)
}

/** Is the expression that place, or the state around it? */
export function mentionsSelf(at: Replacement, node: TSESTree.Node): boolean {
  const path = at.path.join('.')
  return at.finder.placesOf(node).some((place) => {
    const known = place.store === at.store ? staticPath(place.path) : null
    return known !== null && (known === '' || known === path || path.startsWith(`${known}.`))
  })
}

export function writeAt(at: Replacement, node: TSESTree.Node): WriteBase {
  return { store: at.store, path: at.path.join('.'), node: wrapped(node) }
}

export function replaced(at: Replacement, node: TSESTree.Node, isEmpty: boolean): StateWrite[] {
  return at.merges ? [] : [{ ...writeAt(at, node), kind: 'replace', isEmpty }]
}

export function pruned(at: Replacement, node: TSESTree.Node): StateWrite[] {
  return [{ ...writeAt(at, node), kind: 'prune' }]
}

export function unknown(at: Replacement, node: TSESTree.Node): StateWrite[] {
  return [{ ...writeAt(at, node), kind: 'unknown' }]
}
