import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingFunctions } from '../../ast/functions.ts'
import { oncePerFile, type SourceFile } from '../../ast/source-file.ts'
import { wrapped } from '../../ast/unwrap.ts'
import type { Variable } from '../../ast/variables.ts'
import { mayHoldStore, type StoreFactory } from '../../catalog/store-libraries.ts'
import { isExported } from '../exported.ts'
import { judgeCollections } from '../collection-facts.ts'
import type { Collection, Growth, Usage } from '../facts.ts'
import { triggerOf } from '../growth-trigger.ts'
import type { HelperFinder } from '../callee-finder.ts'
import { isUnderLimit } from '../control/limits.ts'
import { collectWrites } from './writes/collect-writes.ts'
import { findRelease } from './drop-strength.ts'
import { findStores } from './declared/find-stores.ts'
import type { HelperWrites } from './writes/handed-place.ts'
import { helperWrites } from './writes/writes-elsewhere.ts'
import { findSpan } from './declared/store-span.ts'
import { PlaceFinder } from './writes/places.ts'
import { findGrowthKeys } from './record-keys.ts'
import { findRecordShape, type RecordShape } from './record-shape.ts'
import type { StateModel, StateStore } from './declared/state-store.ts'
import type { StateWrite } from './writes/state-writes.ts'

/** A record of a store with all its uses, ready for the judge. */
export interface StoreRecord {
  readonly collection: Collection
  readonly store: StateStore
  readonly shape: RecordShape
  readonly usages: readonly Usage[]
  readonly growths: readonly Extract<StateWrite, { kind: 'grow' }>[]
  /** Functions that run at moments of their own: the store's owner, the cases of its reducers. */
  readonly entries: ReadonlySet<TSESTree.Node>
}

/** What the user's options add to the analysis. */
export interface StoreOptions {
  /** Store factories of the user's own. */
  readonly factories: readonly StoreFactory[]
  /** Names of keys that are ids of something session-like, as sources of regular expressions. */
  readonly idPatterns: readonly string[]
}

const memo = oncePerFile(() => new Map<string, readonly StoreRecord[]>())

/** Every record of the file's long-lived stores that grows by key; once per file and set of options. */
export function findStoreRecords(file: SourceFile, options: StoreOptions): readonly StoreRecord[] {
  const { factories, idPatterns } = options
  const key = factories.length === 0 && idPatterns.length === 0 ? '' : JSON.stringify([factories, idPatterns])
  const known = memo(file).get(key)
  if (known) return known
  const found = computeRecords(file, options, () => null)
  memo(file).set(key, found)
  return found
}

/** The same, with what functions of other files do to the records that they are handed; computed anew at each call. */
export function findRecordsWithHelpers(file: SourceFile, options: StoreOptions, find: HelperFinder): readonly StoreRecord[] {
  return computeRecords(file, options, helperWrites(find))
}

function computeRecords(file: SourceFile, options: StoreOptions, readHelper: HelperWrites): readonly StoreRecord[] {
  if (!mayHoldStore(file.text) && options.factories.length === 0) return []
  const model = findStores(file, options.factories)
  const lasting = model.stores.filter((store) => findSpan(store) !== 'view')
  if (lasting.length === 0) return []
  const patterns = options.idPatterns.map((pattern) => new RegExp(pattern, 'u'))
  const finder = new PlaceFinder(file, model, readHelper)
  const writes = collectWrites(finder)
  return lasting.flatMap((store) => {
    const mine = writes.filter((write) => write.store === store)
    const paths = new Set(mine.filter((write) => write.kind === 'grow').map((write) => write.path))
    return [...paths].flatMap((path) => recordAt(finder, { store, path, patterns }, mine))
  })
}

interface Subject {
  readonly store: StateStore
  readonly path: string
  readonly patterns: readonly RegExp[]
}

function recordAt(finder: PlaceFinder, subject: Subject, writes: readonly StateWrite[]): StoreRecord[] {
  const { file, model } = finder
  const { store, path } = subject
  const shape = findRecordShape(file, store, path)
  if (shape.kind === 'array' || shape.kind === 'bounded') return []
  const touching = writes.filter((write) => touches(write, path))
  const growths = touching.filter((write) => write.kind === 'grow')
  // What a class holds and changes in place is a field like any other; another rule judges those.
  if (store.shape === 'class' && !store.liveFields?.has(path) && !growths.some((growth) => growth.isCopy)) return []
  if (isJudgedElsewhere(file, store, shape)) return []
  const references = finder.referencesOf(store, path)
  const usages = touching.flatMap((write): Usage[] => {
    switch (write.kind) {
      case 'grow':
        // What is only added below a limit is its own cap.
        if (isUnderLimit(file, write.node, references)) return [{ kind: 'release', node: write.node, extent: 'cap', strength: 'evict', key: null, within: null }]
        return [growthOf(file, subject, shape, write)]
      case 'drop':
      case 'prune':
      case 'replace':
        return [findRelease(finder, write, growths)]
      case 'unknown':
        return [{ kind: 'unknown', node: write.node }]
      default:
        return write satisfies never
    }
  })
  usages.push(...escapes(model, store))
  const name = path === '' ? store.name : path
  const collection: Collection = { kind: shape.kind, lifetime: store.owner ? 'owner' : 'process', name, node: shape.node, init: store.initial, owner: store.owner }
  return [{ collection, store, shape, usages, growths, entries: finder.entriesOf(store) }]
}

/** Module variables, members of module objects and class fields are collections in their own right: reported once, by the rules for those. */
function isJudgedElsewhere(file: SourceFile, store: StateStore, shape: RecordShape): boolean {
  if (store.shape !== 'plain' && store.shape !== 'class') return false
  const known = judgeCollections(file, { releaseFunctions: [], testFunctions: [] }).find((facts) => facts.collection.node === shape.node)
  return known !== undefined && (store.shape === 'plain' || known.verdict.kind === 'leaks')
}

function touches(write: StateWrite, path: string): boolean {
  const reachesBelow = write.kind === 'replace' || write.kind === 'unknown' || write.kind === 'prune'
  if (write.path !== path && !(reachesBelow && isPrefix(write.path, path))) return false
  // What a constructor sets is where the record begins.
  return write.kind !== 'replace' || write.store.shape !== 'class' || !isInConstructor(write.node)
}

function isInConstructor(node: TSESTree.Node): boolean {
  return enclosingFunctions(node).some((fn) => fn.parent.type === 'MethodDefinition' && fn.parent.kind === 'constructor')
}

function isPrefix(prefix: string, path: string): boolean {
  return prefix === '' || path.startsWith(`${prefix}.`)
}

function growthOf(file: SourceFile, { store, path, patterns }: Subject, shape: RecordShape, write: Extract<StateWrite, { kind: 'grow' }>): Growth {
  const name = path.split('.').at(-1) || store.name
  const keys = findGrowthKeys(file, { store, name, declared: shape.keys, patterns }, write.key)
  return { kind: 'grow', node: write.node, key: write.key, keys, trigger: triggerOf(write.node) }
}

/** Code out of sight may let entries go where live state is exported, or where a setter is handed to a function. */
function escapes(model: StateModel, store: StateStore): Usage[] {
  const found: Usage[] = []
  for (const [variable, read] of model.reads) {
    if (read.store === store && (read.isMutable || read.access === 'writable') && isExported(variable)) found.push({ kind: 'escape', node: store.node, to: 'export' })
  }
  for (const [variable, setter] of model.setters) {
    if (setter.store !== store || setter.style === 'partial') continue
    const node = handedOver(variable)
    if (node) found.push({ kind: 'escape', node, to: 'argument' })
  }
  return found
}

/** Where a setter is passed to a function or component: `useSync(setMessages)`, `connect({ store, setStore })`, `<List setItems={setItems} />`. */
function handedOver(setter: Variable): TSESTree.Node | null {
  for (const reference of setter.references) {
    const at = wrapped(reference.identifier)
    const parent = at.parent
    if (parent?.type === 'CallExpression' && parent.callee !== at) return at
    if (parent?.type === 'JSXExpressionContainer') return at
    if (parent?.type !== 'Property' || parent.value !== at) continue
    const holder = wrapped(parent.parent).parent
    if (holder?.type === 'CallExpression' || holder?.type === 'JSXExpressionContainer') return at
  }
  return null
}
