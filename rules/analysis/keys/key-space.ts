import type { KeySpace } from '../facts.ts'

export const FINITE: KeySpace = { kind: 'finite', evidence: '' }
export const UNDECIDED: KeySpace = { kind: 'undecided', evidence: '' }

export function open(evidence: string): KeySpace {
  return { kind: 'open', evidence }
}

/** A key made of several parts is open when any part is, and finite only when all are. */
export function combine(parts: readonly KeySpace[]): KeySpace {
  return parts.find((part) => part.kind === 'open') ?? (parts.every((part) => part.kind === 'finite') ? FINITE : UNDECIDED)
}
