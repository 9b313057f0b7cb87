import { enclosingFunction, functionName } from '../../ast/functions.ts'
import type { Place, ProgramView } from '../../program/view.ts'
import { judgeFrequency } from '../frequency/judge-frequency.ts'
import type { FrequencyFact } from '../frequency/outcome.ts'
import { livesFor, UNKNOWN_LIFE, type LifeFact } from './outcome.ts'

/** Many frames are asked for one life: each looks at no more places than this. */
const MAX_PLACES = 30

const known = new WeakMap<ProgramView, WeakMap<object, FrequencyFact>>()

/** How often the function around a place runs while the program does; asked once for each function. */
export function frameFrequency(view: ProgramView, place: Place): FrequencyFact {
  const byFrame = known.get(view) ?? new WeakMap<object, FrequencyFact>()
  known.set(view, byFrame)
  const frame = enclosingFunction(place.node) ?? place.home.file.ast
  const before = byFrame.get(frame)
  if (before) return before
  const fact = judgeFrequency(view, place, 'module', MAX_PLACES)
  byFrame.set(frame, fact)
  return fact
}

/**
 * How long a local value that nothing holds lives: as long as the call. What the program's start makes lives on, since the start of a program
 * that serves is its whole run; null for code that nobody, or only a test, runs.
 */
export function lifeOfLocal(view: ProgramView, place: Place): LifeFact | null {
  const frequency = frameFrequency(view, place)
  const fn = enclosingFunction(place.node)
  const name = fn && functionName(fn)
  const where = name === null ? 'a function' : `\`${name}\``
  switch (frequency.value) {
    case 'never':
      return null
    case 'load':
    case 'start':
      return livesFor('process', frequency.certainty, place, 'is made when the program starts')
    case 'again':
      return livesFor('call', 'proven', place, `is made for each run of ${where} and dropped after it`)
    case 'instance':
    case 'unknown':
      return livesFor('call', 'likely', place, `is a local of ${where}`)
    default:
      return frequency.value satisfies never
  }
}

/** How long something lives that a call leaves behind without handing it back: whatever it registered with holds it. */
export function lifeOfDropped(view: ProgramView, place: Place): LifeFact | null {
  const frequency = frameFrequency(view, place)
  switch (frequency.value) {
    case 'never':
      return null
    case 'load':
    case 'start':
      return livesFor('process', frequency.certainty, place, 'is set up when the program starts')
    case 'again':
      return frequency.by === 'event' ? livesFor('long', 'likely', place, `is set up ${frequency.event ?? 'again and again'}`) : livesFor('call', 'likely', place, 'is set up for one run')
    case 'instance':
    case 'unknown':
      return UNKNOWN_LIFE
    default:
      return frequency.value satisfies never
  }
}
