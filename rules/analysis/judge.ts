import type { Release, Strength, Usage, Verdict } from './facts.ts'

/** Does a release of this strength keep up with growth? Failures, revisits, teardowns, tests and dead code do not. */
export function isEffective(strength: Strength): boolean {
  switch (strength) {
    case 'evict':
    case 'lifecycle':
      return true
    case 'failure':
    case 'revisit':
    case 'teardown':
    case 'test-only':
    case 'unreached':
      return false
    default:
      return strength satisfies never
  }
}

/**
 * Weighs all uses of one collection. This is the only place that decides what an effective release is. An unknown use or an
 * escape silences: somebody out of sight may release. Growth counts only under open keys.
 */
export function judge(usages: readonly Usage[]): Verdict {
  const growth = usages.find((usage) => usage.kind === 'grow' && usage.keys.kind === 'open')
  if (growth?.kind !== 'grow') return { kind: 'bounded' }
  const releases = usages.filter((usage): usage is Release => usage.kind === 'release')
  const effective = releases.find((release) => isEffective(release.strength))
  if (effective) return { kind: 'released', by: effective }
  const hidden = usages.find((usage) => usage.kind === 'unknown' || usage.kind === 'escape')
  if (hidden) return { kind: 'unknown', because: hidden }
  return { kind: 'leaks', growth, tooWeak: releases }
}
