import { words } from '../ast/names.ts'

/** Class-name words that promise a limit: `LRUCache`, `QuickLRU`, `BoundedMap`, `TTLCache`, `RingBuffer`, `MatcherCache` does not. */
const BOUNDED_WORDS = new Set(['lru', 'lfu', 'fifo', 'ttl', 'bounded', 'capped', 'limited', 'expiring', 'expiry', 'ring', 'circular', 'weak', 'fixed', 'evicting', 'rolling', 'sliding'])

/** Does a collection class of this name limit itself, or hold its entries weakly? */
export function isBoundedClassName(name: string): boolean {
  return words(name).some((word) => BOUNDED_WORDS.has(word) || word.endsWith('lru') || word.startsWith('lru')) || name === 'NodeCache' || name === 'Keyv'
}
