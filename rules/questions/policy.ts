import type { Certainty, Role } from './fact.ts'

/** The four facts that a report claims. */
export type FactName = 'again' | 'newKeys' | 'livesOn' | 'nothingKeepsUp'

/** How well each of the four facts is known. */
export type Known = Readonly<Record<FactName, Certainty>>

/** How much proof a report needs: `firm` is what `recommended` asks, `likely` what `strict` does. */
export type Evidence = 'firm' | 'likely'

interface Bar {
  /** So many facts may rest on a name, or on a plausible step that was not followed. */
  readonly likely: number
  /** The same where the keys were followed to where ever new ones come from: the best single witness. */
  readonly likelyUnderProvenKeys: number
  /** May one fact be unknown where no other is in doubt? */
  readonly oneUnknown: boolean
}

const FIRM: Bar = { likely: 1, likelyUnderProvenKeys: 2, oneUnknown: true }
/** What the program is there to keep needs the most proof. */
const FIRM_STATE: Bar = { likely: 1, likelyUnderProvenKeys: 1, oneUnknown: false }
const LIKELY: Bar = { likely: 2, likelyUnderProvenKeys: 3, oneUnknown: true }

/** A file beside no other: the plain cases that it shows by itself stay reported. */
const ALONE: Readonly<Record<Evidence, Bar>> = {
  firm: { likely: 4, likelyUnderProvenKeys: 4, oneUnknown: true },
  likely: { likely: 4, likelyUnderProvenKeys: 4, oneUnknown: true },
}

/**
 * Which facts must be proven, by what the collection is for. Chosen by the labelled collections (47 leaks, 78 look-alikes), counted by how many facts were
 * likely (L) and unknown (U): nothing in doubt 9 leaks to 0 look-alikes, L1 10 to 2, L2 with proven keys 3 to 0, L2 with likely keys 4 to 4, L3 4 to 2,
 * U1 alone 2 to 0, U1 with others in doubt 5 to 4.
 */
const POLICY: Readonly<Record<Role, Readonly<Record<Evidence, Bar>>>> = {
  cache: { firm: FIRM, likely: LIKELY },
  pending: { firm: FIRM, likely: LIKELY },
  seen: { firm: FIRM, likely: LIKELY },
  registry: { firm: FIRM, likely: LIKELY },
  log: { firm: FIRM, likely: LIKELY },
  state: { firm: FIRM_STATE, likely: LIKELY },
  unknown: { firm: FIRM, likely: LIKELY },
}

/** Is what is known enough for a report? */
export function meetsPolicy(known: Known, role: Role, evidence: Evidence, isAlone: boolean): boolean {
  // Where somebody out of sight may release, there is no case.
  if (known.nothingKeepsUp === 'unknown') return false
  const bar = isAlone ? ALONE[evidence] : POLICY[role][evidence]
  const likely = count(known, 'likely')
  const unknown = count(known, 'unknown')
  if (unknown > 0) return unknown === 1 && bar.oneUnknown && (likely === 0 || isAlone)
  return likely <= (known.newKeys === 'proven' ? bar.likelyUnderProvenKeys : bar.likely)
}

function count(known: Known, certainty: Certainty): number {
  return Object.values(known).filter((one) => one === certainty).length
}
