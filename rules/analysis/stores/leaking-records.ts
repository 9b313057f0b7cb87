import type { SourceFile } from '../../ast/source-file.ts'
import { isSessionKind, isWholeSessionKind } from '../../catalog/session-words.ts'
import type { Growth, Release } from '../facts.ts'
import { judge } from '../judge.ts'
import { findDeletedOnly, isHeavy } from './heavy-records.ts'
import { findSpan } from './store-span.ts'
import { findStoreRecords, type StoreOptions, type StoreRecord } from './store-records.ts'

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

/** Every record of the file's stores keyed by session-like ids that the judge finds leaking, or that keeps heavy values until deletion. */
export function findLeakingRecords(file: SourceFile, options: StoreOptions & { readonly heavyPatterns: readonly string[] }): LeakingRecord[] {
  const heavy = options.heavyPatterns.map((pattern) => new RegExp(pattern, 'u'))
  return findStoreRecords(file, options).flatMap((record): LeakingRecord[] => {
    const isKind = findSpan(record.store) === 'hook' ? isWholeSessionKind : isSessionKind
    const growth = record.usages.find((usage): usage is Growth => usage.kind === 'grow' && usage.keys.kind === 'open' && isKind(usage.keys.evidence))
    if (!growth) return []
    const verdict = judge(record.usages)
    if (verdict.kind === 'leaks') return [{ record, growth, keys: growth.keys.evidence, tooWeak: verdict.tooWeak, kept: null }]
    if (verdict.kind !== 'released' || !isHeavy(record, heavy)) return []
    const kept = findDeletedOnly(file, record)
    return kept ? [{ record, growth, keys: growth.keys.evidence, tooWeak: [], kept }] : []
  })
}
