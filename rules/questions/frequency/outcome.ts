import type { Place } from '../../program/view.ts'
import type { Certainty, Fact, Frequency } from '../fact.ts'

/** What kind of thing brings code again. */
export type Bringer = 'event' | 'request' | 'timer' | 'command' | 'render' | 'loop'

/** How often code runs, and what brings it again. */
export interface FrequencyFact extends Fact<Frequency> {
  /** The kind of what brings it, where it was followed to that; null otherwise. */
  readonly by: Bringer | null
  /** What brings it, as words for a message, only where it was followed: ``on every `message` event``, `on every request`. */
  readonly event: string | null
}

/** A fact of one witness. */
export function frequencyOf(value: Frequency, certainty: Certainty, place: Place, shows: string): FrequencyFact {
  return { value, certainty, witnesses: [{ ...place, shows }], event: null, by: null }
}

/** Code that `event` brings again. */
export function again(by: Bringer, certainty: Certainty, place: Place, event: string): FrequencyFact {
  return { value: 'again', certainty, witnesses: [{ ...place, shows: `runs ${event}` }], event, by }
}

export const UNKNOWN_FREQUENCY: FrequencyFact = { value: 'unknown', certainty: 'unknown', witnesses: [], event: null, by: null }

const RANK: Readonly<Record<Frequency, number>> = { never: 0, load: 1, start: 2, instance: 3, unknown: 4, again: 5 }
const SURENESS: Readonly<Record<Certainty, number>> = { unknown: 0, likely: 1, proven: 2 }

/**
 * How often code runs that several ways lead to: as often as the busiest of them says. One way that comes again is enough, the
 * surest such way the witness; else one that could not be followed leaves it open; else it is as sure as the least sure.
 */
export function busiest(ways: readonly FrequencyFact[]): FrequencyFact {
  let best: FrequencyFact | null = null
  for (const way of ways) if (!best || isBusier(way, best)) best = way
  if (!best) return UNKNOWN_FREQUENCY
  if (best.value === 'again' || best.value === 'unknown') return best
  return ways.every(({ certainty }) => certainty === 'proven') ? best : { ...best, certainty: 'likely' }
}

function isBusier(one: FrequencyFact, other: FrequencyFact): boolean {
  const difference = RANK[one.value] - RANK[other.value]
  if (difference !== 0) return difference > 0
  if (one.certainty !== other.certainty) return SURENESS[one.certainty] > SURENESS[other.certainty]
  return one.event !== null && other.event === null
}

/** The fact, no surer than `likely`: a step on the way was not certain. */
export function atMostLikely(fact: FrequencyFact): FrequencyFact {
  return fact.certainty === 'proven' ? { ...fact, certainty: 'likely' } : fact
}
