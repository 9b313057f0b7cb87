import type { Certainty, Role } from './fact.ts'

/** The four facts that a report claims. */
export type FactName = 'again' | 'newKeys' | 'livesOn' | 'nothingKeepsUp'

/** How well each of the four facts is known; `refuted` where the opposite is. */
export type Known = Readonly<Record<FactName, Certainty | 'refuted'>>

/** How much proof a report needs: `firm` is what `recommended` asks, `likely` what `strict` does. */
export type Evidence = 'firm' | 'likely'

interface Bar {
  /** So many facts may rest on a name, or on a plausible step that was not followed. */
  readonly likely: number
  /** So many may not be known at all. */
  readonly unknown: number
}

/** The plain cases that a file by itself shows stay reported where there is no other file to look at. */
const ALONE: Readonly<Record<Evidence, Bar>> = { firm: { likely: 4, unknown: 1 }, likely: { likely: 4, unknown: 1 } }

/** Which facts must be proven, by what the collection is for. Chosen by the figures in docs/quality.md. */
const POLICY: Readonly<Record<Role, Readonly<Record<Evidence, Bar>>>> = {
  cache: { firm: { likely: 2, unknown: 0 }, likely: { likely: 3, unknown: 0 } },
  pending: { firm: { likely: 2, unknown: 0 }, likely: { likely: 3, unknown: 0 } },
  seen: { firm: { likely: 2, unknown: 0 }, likely: { likely: 3, unknown: 0 } },
  registry: { firm: { likely: 1, unknown: 0 }, likely: { likely: 2, unknown: 0 } },
  log: { firm: { likely: 1, unknown: 0 }, likely: { likely: 2, unknown: 0 } },
  state: { firm: { likely: 1, unknown: 0 }, likely: { likely: 2, unknown: 0 } },
  unknown: { firm: { likely: 1, unknown: 0 }, likely: { likely: 2, unknown: 0 } },
}

/** Is what is known enough for a report? */
export function meetsPolicy(known: Known, role: Role, evidence: Evidence, isAlone: boolean): boolean {
  const certainties = Object.values(known)
  // Where somebody out of sight may release, there is no case.
  if (certainties.includes('refuted') || known.nothingKeepsUp === 'unknown') return false
  const bar = isAlone ? ALONE[evidence] : POLICY[role][evidence]
  return certainties.filter((one) => one === 'likely').length <= bar.likely && certainties.filter((one) => one === 'unknown').length <= bar.unknown
}
