import type { Place } from '../../program/view.ts'
import type { Certainty, Fact, Life } from '../fact.ts'

/** How long something lives, with the places that prove it. */
export interface LifeFact extends Fact<Life> {
  /** Is it, or is what holds it, an entry of a collection that lets entries go? Then it ends while the program runs. */
  readonly isEntry?: boolean
}

export const UNKNOWN_LIFE: LifeFact = { value: 'unknown', certainty: 'unknown', witnesses: [] }

/** A fact of one witness. */
export function livesFor(value: Life, certainty: Certainty, place: Place, shows: string): LifeFact {
  return { value, certainty, witnesses: [{ ...place, shows }] }
}

/** The fact, no surer than `likely`. */
export function likely(fact: LifeFact): LifeFact {
  return fact.certainty === 'proven' ? { ...fact, certainty: 'likely' } : fact
}

/**
 * How long it lives when several hold it, or when several are made: as long as the surest long life among them; short only if all of them
 * are, and no surer than the least sure. Nothing at all is unknown.
 */
export function longest(facts: readonly LifeFact[]): LifeFact {
  let best: LifeFact | null = null
  for (const fact of facts) if (isLong(fact) && (!best || isBetter(fact, best))) best = fact
  if (best) return best
  const [first] = facts
  if (!first || facts.some(({ value }) => value === 'unknown')) return UNKNOWN_LIFE
  return facts.every(({ certainty }) => certainty === 'proven') ? first : likely(first)
}

export function isLong({ value }: LifeFact): boolean {
  return value === 'process' || value === 'long'
}

/** No other holder can say more. */
export function isForEver({ value, certainty }: LifeFact): boolean {
  return value === 'process' && certainty === 'proven'
}

function isBetter(one: LifeFact, other: LifeFact): boolean {
  if (one.certainty !== other.certainty) return one.certainty === 'proven'
  return one.value === 'process' && other.value !== 'process'
}
