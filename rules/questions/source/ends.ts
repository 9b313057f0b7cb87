import type { Place } from '../../program/view.ts'
import type { Source } from '../fact.ts'

/** Where a value was followed to. */
export interface End extends Place {
  readonly source: Source
  readonly certainty: 'proven' | 'likely'
  /** What this place shows, as words for a message. */
  readonly shows: string
  /** Which part of what comes from there, where that is told. */
  readonly part: readonly string[]
}

/** Are values from there as many as the outside world, the clock or a generator wants? */
export function isOpenSource(source: Source): boolean {
  switch (source) {
    case 'generated':
    case 'event':
    case 'request':
    case 'content':
    case 'clock':
      return true
    case 'constant':
    case 'configuration':
    case 'caller':
    case 'unknown':
      return false
    default:
      return source satisfies never
  }
}

export function isFiniteSource(source: Source): boolean {
  return source === 'constant' || source === 'configuration'
}
