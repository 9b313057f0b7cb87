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
 * Which facts must be proven, by what the collection is for. Chosen by the labelled collections (47 leaks, 78 look-alikes; the tables of docs/quality.md)
 * and by 62 reports on unseen repositories that two readers each read. Of those: keys that are proven, made anew for each use, and brought by what
 * was followed, 9 true of 11; the same without anything followed that brings them, 3 of 13; keys that end beside, 2 of 6 (both with more than a number
 * as entry); other keys, 1 of 23; lists, 0 of 9. Of 62 later ones, where more callers were followed, 17 were true: `isFirm` tells what was left out for that.
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
  /** Does an entry keep no more than a number or a short text? */
  readonly isTiny: boolean
  /** Is an entry taken out where its key comes again, and keys come from what the program itself meets, not from anybody's requests? */
  readonly isTakenAgain: boolean
  /** How surely, and by what, the growth comes again. */
  readonly again: { readonly certainty: Certainty; readonly by: string | null }
  /** Where another collection lets go of the same key: what it stands for ends while the program runs. */
  readonly endBeside: object | null
  readonly isList: boolean
  /** Is the owner an entry of a collection that lets entries go, such as a session? */
  readonly isEntry: boolean
}

/** Is what is known enough for a report? */
export function meetsPolicy(claim: Weighed, evidence: Evidence): boolean {
  const { known, role, isAlone, endBeside, isList } = claim
  // Where somebody out of sight may release, there is no case.
  if (known.nothingKeepsUp === 'unknown') return false
  if (evidence === 'firm' && !isAlone && !isFirm(claim)) return false
  const bar = isAlone ? ALONE[evidence] : isList && evidence === 'firm' ? FIRM_LIST : POLICY[role][evidence]
  const newKeys = endBeside !== null && known.newKeys === 'likely' ? 'proven' : known.newKeys
  const facts = { ...known, newKeys }
  const likely = count(facts, 'likely')
  const unknown = count(facts, 'unknown')
  if (unknown > 0) return unknown === 1 && likely <= bar.likelyBesideUnknown && (newKeys === 'proven' || isAlone)
  return likely <= (newKeys === 'proven' ? bar.likelyUnderProvenKeys : bar.likely)
}

/**
 * What a firm report shows besides: that something was followed which brings the growth again, and keys that are surely ever new. Keys of accounts, sites or
 * projects come from outside too, and stay few, unless they are seen to end beside. On unseen code owners that end were no leaks (0 of 3), entries that
 * are no more than a number seldom (3 of 13; 3 of 7 where how often, keys and releases are proven), and keys under which an entry is taken out when they come again neither (2 of
 * 10): most do come again, unless anybody may send them with a request.
 */
function isFirm({ known, again, isTransient, isTiny, isTakenAgain, endBeside, isEntry }: Weighed): boolean {
  if (isEntry || isTakenAgain || (isTiny && (again.certainty !== 'proven' || known.newKeys !== 'proven' || known.nothingKeepsUp !== 'proven'))) return false
  if (isTransient && known.newKeys === 'proven') return again.certainty === 'proven' || again.by !== null
  return endBeside !== null && !isTiny && again.certainty === 'proven'
}

function count(known: Known, certainty: Certainty): number {
  return Object.values(known).filter((one) => one === certainty).length
}
