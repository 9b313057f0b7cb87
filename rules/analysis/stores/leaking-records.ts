import { words } from '../../ast/names.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { openEntityHeld } from '../../catalog/id-names.ts'
import { isSessionKind, isWholeSessionKind } from '../../catalog/session-words.ts'
import type { Growth, Release, Usage } from '../facts.ts'
import type { HelperFinder } from '../callee-finder.ts'
import { judge } from '../judge.ts'
import { findDeletedOnly, holdsSmallThings, isHeavy } from './heavy-records.ts'
import { findSpan } from './declared/store-span.ts'
import { findRecordsWithHelpers, findStoreRecords, type StoreOptions, type StoreRecord } from './store-records.ts'

/** A record of a store that keeps what it should let go. */
export interface LeakingRecord {
  readonly record: StoreRecord
  readonly growth: Growth
  /** What it is keyed by, in words: `session ids`. */
  readonly keys: string
  readonly tooWeak: readonly Release[]
  /** For a record that is evicted, but only when a session is deleted: the release that shows it. */
  readonly kept: Release | null
}

/**
 * Every record of the file's stores keyed by session-like ids that the judge finds leaking, or that keeps heavy values until deletion. Functions
 * of other files are read where the answer hangs on one.
 */
export function findLeakingRecords(file: SourceFile, options: StoreOptions & { readonly heavyPatterns: readonly string[] }, find: HelperFinder): LeakingRecord[] {
  const heavy = options.heavyPatterns.map((pattern) => new RegExp(pattern, 'u'))
  const own = findStoreRecords(file, options)
  const records = own.some(hangsOnHelper) ? findRecordsWithHelpers(file, options, find) : own
  return records.flatMap((record): LeakingRecord[] => {
    const growth = sessionGrowth(record)
    if (!growth) return []
    const verdict = judge(record.usages)
    if (verdict.kind === 'leaks' && isWhatIsShown(record, growth, heavy) && !isEndSeen(records, record, growth)) return []
    if (verdict.kind === 'leaks') return [{ record, growth, keys: growth.keys.evidence, tooWeak: verdict.tooWeak, kept: null }]
    if (verdict.kind !== 'released' || !isHeavy(record, heavy)) return []
    const kept = findDeletedOnly(file, record)
    if (!kept) return []
    const opening = record.usages.find((usage): usage is Growth => usage.kind === 'grow' && usage.node === kept.opening)
    return [{ record, growth: opening ?? growth, keys: growth.keys.evidence, tooWeak: [], kept: kept.release }]
  })
}

/** Is it what the program is there to keep: flags and numbers of each session, or the list of the sessions itself? Only where they end, it should let them go. */
function isWhatIsShown(record: StoreRecord, growth: Growth, heavy: readonly RegExp[]): boolean {
  if (holdsSmallThings(record)) return true
  const { evidence } = growth.keys
  return isWholeSessionKind(evidence) && isListOf(record.collection.name, evidence) && !isHeavy(record, heavy)
}

/** `sessions`, `chatMap`; not `byRoom`, `messagesByRoom`. */
function isListOf(name: string, evidence: string): boolean {
  return !words(name).includes('by') && openEntityHeld(name) === evidence
}

/** Does anything else of the file's stores let entries of the same kind go, so that their end is seen? */
function isEndSeen(records: readonly StoreRecord[], record: StoreRecord, growth: Growth): boolean {
  return records.some(({ usages }) => {
    const isSameKind = usages.some((usage) => usage.kind === 'grow' && usage.keys.evidence === growth.keys.evidence)
    return isSameKind && usages.some((usage) => usage.kind === 'release' && usage.extent === 'entry' && usage.strength === 'lifecycle')
  }) || record.usages.some((usage) => usage.kind === 'release' && usage.extent === 'entry')
}

function sessionGrowth(record: StoreRecord): Growth | undefined {
  const isKind = findSpan(record.store) === 'hook' ? isWholeSessionKind : isSessionKind
  return record.usages.find((usage): usage is Growth => usage.kind === 'grow' && usage.keys.kind === 'open' && isKind(usage.keys.evidence))
}

/** Is a record silent only because a function that is handed it is not understood, or is called like a release? */
function hangsOnHelper(record: StoreRecord): boolean {
  return sessionGrowth(record) !== undefined && judge(record.usages.filter((usage) => !isCallOfHelper(usage))).kind === 'leaks' && judge(record.usages).kind !== 'leaks'
}

function isCallOfHelper(usage: Usage): boolean {
  return usage.kind === 'unknown' || (usage.kind === 'release' && usage.extent === 'cap' && usage.node.type === 'CallExpression')
}
