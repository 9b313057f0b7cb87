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
  /** May one fact be unknown, where the keys are proven and at most this many others are likely? */
  readonly likelyBesideUnknown: number
}

const FIRM: Bar = { likely: 0, likelyUnderProvenKeys: 2, likelyBesideUnknown: 1 }
/** What the program is there to keep needs the most proof. */
const FIRM_STATE: Bar = { likely: 0, likelyUnderProvenKeys: 2, likelyBesideUnknown: 0 }
/** Lists are filled and worked off in more ways than are followed. */
const FIRM_LIST: Bar = { likely: 0, likelyUnderProvenKeys: 0, likelyBesideUnknown: -1 }
const LIKELY: Bar = { likely: 2, likelyUnderProvenKeys: 3, likelyBesideUnknown: 0 }

/** A file beside no other: the plain cases that it shows by itself stay reported. */
const ALONE: Readonly<Record<Evidence, Bar>> = {
  firm: { likely: 4, likelyUnderProvenKeys: 4, likelyBesideUnknown: 3 },
  likely: { likely: 4, likelyUnderProvenKeys: 4, likelyBesideUnknown: 3 },
}

/**
 * Which facts must be proven, by what the collection is for. Chosen by two sets of collections. The labelled ones (47 leaks, 78 look-alikes): keys that are
 * proven and of what is made anew for each use, 20 leaks to 0 look-alikes; keys that end beside, 9 to 0; other keys, 11 to 9. And 44 reports on
 * unseen repositories, read by others: made anew and proven, 9 true of 13 (two of the four misread, since repaired); ends beside, 3 of 4; other keys, 1 of 20;
 * lists, 0 of 9.
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

/** What the policy weighs of a claim. */
export interface Weighed {
  readonly known: Known
  readonly role: Role
  /** Is there no other file to look at? */
  readonly isAlone: boolean
  /** Are the keys of what is made anew for each use? */
  readonly isTransient: boolean
  /** Where another collection lets go of the same key: what it stands for ends while the program runs. */
  readonly endBeside: object | null
  readonly isList: boolean
}

/** Is what is known enough for a report? */
export function meetsPolicy({ known, role, isAlone, isTransient, endBeside, isList }: Weighed, evidence: Evidence): boolean {
  // Where somebody out of sight may release, there is no case.
  if (known.nothingKeepsUp === 'unknown') return false
  const bar = isAlone ? ALONE[evidence] : isList && evidence === 'firm' ? FIRM_LIST : POLICY[role][evidence]
  // Keys of accounts, sites or projects come from outside too, and stay few.
  if (evidence === 'firm' && !isAlone && !isTransient && endBeside === null) return false
  const newKeys = endBeside !== null && known.newKeys === 'likely' ? 'proven' : known.newKeys
  const facts = { ...known, newKeys }
  const likely = count(facts, 'likely')
  const unknown = count(facts, 'unknown')
  if (unknown > 0) return unknown === 1 && likely <= bar.likelyBesideUnknown && (newKeys === 'proven' || isAlone)
  return likely <= (newKeys === 'proven' ? bar.likelyUnderProvenKeys : bar.likely)
}

function count(known: Known, certainty: Certainty): number {
  return Object.values(known).filter((one) => one === certainty).length
}
