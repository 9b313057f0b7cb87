import type { KeySpace } from '../facts.ts'

export const FINITE: KeySpace = { kind: 'finite', evidence: '' }
/** What a name says to be one of a few: `providerName`. */
export const CONFIGURED: KeySpace = { kind: 'finite', evidence: '', isByName: true }
export const UNDECIDED: KeySpace = { kind: 'undecided', evidence: '' }

export function open(evidence: string): KeySpace {
  return { kind: 'open', evidence }
}

/** A key made of several parts is open when any part is, and finite only when all are. */
export function combine(parts: readonly KeySpace[]): KeySpace {
  const open = parts.find((part) => part.kind === 'open')
  if (open) return open
  if (!parts.every((part) => part.kind === 'finite')) return UNDECIDED
  return parts.find((part) => !isSurelyFinite(part)) ?? FINITE
}

/** Is it finite by what the code is, so that no other file can make it open? */
export function isSurelyFinite({ kind, isByName }: KeySpace): boolean {
  return kind === 'finite' && isByName !== true
}
