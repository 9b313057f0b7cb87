import type { TSESTree } from '@typescript-eslint/utils'

import type { FunctionNode } from '../../../ast/functions.ts'
import { unwrap } from '../../../ast/unwrap.ts'
import type { FoundFunction, HelperFinder } from '../../callee-finder.ts'
import { collectWrites } from './collect-writes.ts'
import { findRelease } from '../drop-strength.ts'
import type { HelperUse, HelperWrites } from './handed-place.ts'
import { PlaceFinder } from './places.ts'
import { readReturned } from './replacements.ts'
import type { PlaceLookup } from './place-lookup.ts'
import { emptyModel, type StateStore } from '../declared/state-store.ts'
import type { StateWrite, WriteBase } from './state-writes.ts'

/** How many helpers are entered one from another. */
const MAX_CALLS = 3

/**
 * What functions of other files do to a place that they are handed: `dropRecordKey(state.messages, id)`, `evictSession(draft, id)`, an imported
 * reducer. Each is read in its file as the reducer that it is. Null when they are not to be had, or take the place apart.
 */
export function helperWrites(find: HelperFinder, depth = MAX_CALLS): HelperWrites {
  return (use) => {
    const functions = depth > 0 ? find(use.file, use.callee) : []
    if (functions.length === 0) return null
    const writes = functions.map((fn) => writesOf(use, fn, helperWrites(find, depth - 1)))
    return writes.every((one) => one !== null) ? writes.flat() : null
  }
}

function writesOf(use: HelperUse, { file, node: fn }: FoundFunction, readHelper: HelperWrites): StateWrite[] | null {
  const parameter = fn.params[use.index]
  if (!parameter || parameter.type === 'RestElement') return null
  const inner: StateStore = { shape: 'reducer', name: use.store.name, node: fn, initial: null, type: null, owner: null }
  const model = emptyModel()
  model.stores.push(inner)
  model.given.set(fn, { store: inner, index: use.index })
  const finder = new PlaceFinder(file, model, readHelper)
  const written = collectWrites(finder)
  const returned = use.isReplaced ? readReturned({ finder, store: inner, path: [], merges: use.merges }, fn) : []
  const writes = [...written, ...returned]
  return writes.flatMap((write) => writeAtCall(use, fn, write, countsAs(finder, write, writes)))
}

/** How a letting go inside the helper counts: on its own, as often as the call, or not at all. */
type Counted = 'always' | 'as-called' | 'never'

function countsAs(finder: PlaceLookup, write: StateWrite, writes: readonly StateWrite[]): Counted {
  if (write.kind !== 'drop' && write.kind !== 'prune' && write.kind !== 'replace') return 'as-called'
  const grown = writes.filter((other) => other.kind === 'grow' && other.path === write.path)
  const { strength } = findRelease(finder, write, grown)
  switch (strength) {
    case 'evict':
      return 'always'
    case 'lifecycle':
    case 'teardown':
      return 'as-called'
    case 'failure':
    case 'revisit':
    case 'test-only':
    case 'unreached':
      return 'never'
    default:
      return strength satisfies never
  }
}

function writeAtCall(use: HelperUse, fn: FunctionNode, write: StateWrite, counted: Counted): StateWrite[] {
  const path = [...use.path, ...(write.path === '' ? [] : [write.path])].join('.')
  const base: WriteBase = { store: use.store, path, node: use.node }
  switch (write.kind) {
    case 'grow':
      return [{ ...base, kind: 'grow', key: argumentFor(use, fn, write.key), value: argumentFor(use, fn, write.value), isCopy: write.isCopy }]
    case 'drop':
    case 'prune':
    case 'replace':
      if (counted === 'never') return []
      if (counted === 'always' || write.kind === 'prune') return [{ ...base, kind: 'prune' }]
      return [write.kind === 'drop' ? { ...base, kind: 'drop', key: argumentFor(use, fn, write.key) } : { ...base, kind: 'replace', isEmpty: write.isEmpty }]
    case 'unknown':
      return [{ ...base, kind: 'unknown' }]
    default:
      return write satisfies never
  }
}

/** The argument that a parameter stands for, where an expression of the helper is just that parameter. */
function argumentFor({ args }: HelperUse, fn: FunctionNode, node: TSESTree.Node | null): TSESTree.Node | null {
  const at = node && unwrap(node)
  if (at?.type !== 'Identifier') return null
  return args[fn.params.findIndex((parameter) => parameter.type === 'Identifier' && parameter.name === at.name)] ?? null
}
