import type { CollectionFacts } from '../../analysis/collection-facts.ts'
import { isInside } from '../../ast/functions.ts'
import type { ProgramView } from '../../program/view.ts'
import { judgeCollection, type Claim, type JudgeOptions } from '../judge-collection.ts'
import { meetsPolicy } from '../policy.ts'
import { findEndOf, type EndOfOne } from './ends-of-noun.ts'

/** A collection that nothing lets go of, though the program has a place where what it is keyed by ends. */
export interface LeftByEnd {
  readonly claim: Claim
  /** What it is keyed by, in words: `session ids`. */
  readonly entries: string
  readonly end: EndOfOne
}

/**
 * Finds collections of the linted file under the ids of something that the program ends somewhere, letting go of three things or more there,
 * but not of these. That its keys come and go is proven by the end; the rest must be known as for any report. What another rule tells is not told again.
 */
export function findLeftByEnds(view: () => ProgramView, all: readonly CollectionFacts[], options: JudgeOptions): LeftByEnd[] {
  return all.flatMap((facts): LeftByEnd[] => {
    if (facts.collection.kind === 'array' || facts.verdict.kind !== 'leaks') return []
    const { evidence } = facts.verdict.growth.keys
    const noun = /^(\w+) ids$/.exec(evidence)?.[1]
    const end = noun === undefined ? null : findEndOf(view(), noun)
    if (!end) return []
    const claim = judgeCollection(view(), facts, options)
    if (!claim || claim.tooWeak.length > 0 || claim.known.livesOn !== 'proven' || claim.known.nothingKeepsUp !== 'proven' || meetsPolicy(claim, 'firm')) return []
    if (claim.growthHome.file === end.home.file && isInside(claim.growth.node, end.node)) return []
    return [{ claim, entries: evidence, end }]
  })
}
