import type { Place } from '../program/view.ts'

/** How well a fact is known. `likely`: a name, or a plausible but unfollowed step, is the only witness. `unknown` silences. */
export type Certainty = 'proven' | 'likely' | 'unknown'

/** The place in the code that proves a fact. */
export interface Witness extends Place {
  /** What this place shows, as words for a message: `gets its keys from req.params.id`, `is constructed once per request`. */
  readonly shows: string
}

/** An answer to one of the questions, and what proves it; the decisive witness first. */
export interface Fact<T> {
  readonly value: T
  readonly certainty: Certainty
  readonly witnesses: readonly Witness[]
}

/** How often code runs while the owner of the collection, timer or subscription lives. */
export type Frequency =
  /** Nobody calls it, or only tests do. */
  | 'never'
  /** Only while modules load. */
  | 'load'
  /** Once, from the program's entry. */
  | 'start'
  /** Once for each owner. */
  | 'instance'
  | 'again'
  | 'unknown'

/** Where a key or value comes from, when followed. */
export type Source = 'constant' | 'configuration' | 'generated' | 'event' | 'request' | 'content' | 'clock' | 'caller' | 'unknown'

/** How long an instance lives: as long as the program; a connection, window or session; a request, turn, run or component. */
export type Life = 'process' | 'long' | 'call' | 'unknown'

/** What a collection is for, told by how it is used. */
export type Role = 'cache' | 'pending' | 'seen' | 'registry' | 'log' | 'state' | 'unknown'
