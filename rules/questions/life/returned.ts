import { enclosingFunction } from '../../ast/functions.ts'
import { calleeName } from '../../ast/names.ts'
import { wrapped } from '../../ast/unwrap.ts'
import { MEMOIZERS, PROVIDING_CALLS } from '../../catalog/containers.ts'
import type { Caller, FunctionRef, Place } from '../../program/view.ts'
import { classifyRegistration } from '../frequency/registration.ts'
import { inProduction } from '../production.ts'
import { lifeOfLocal } from './frames.ts'
import { isForEver, likely, livesFor, longest, UNKNOWN_LIFE, type LifeFact } from './outcome.ts'
import { beside, enter, type Walk } from './walk.ts'

/** How long what a function returns is held by those who call it. `value` is what it returns. */
export function heldByCallers(walk: Walk, value: Place): LifeFact | null {
  const fn = enclosingFunction(value.node)
  if (!fn) return UNKNOWN_LIFE
  const next = enter(walk, fn)
  if (!next) return null
  const inline = heldByTaker(next, beside(value, fn))
  if (inline !== undefined) return inline
  const held = heldByCallersOf(next, { home: value.home, node: fn })
  return held.length === 0 ? UNKNOWN_LIFE : longest(held)
}

/** How long each caller of a function holds what it gets back; tests do not count. */
export function heldByCallersOf(walk: Walk, ref: FunctionRef): LifeFact[] {
  const { sites, isComplete } = walk.view.callersOf(ref)
  const facts: LifeFact[] = isComplete ? [] : [UNKNOWN_LIFE]
  for (const site of inProduction(walk.view, sites)) {
    const held = heldAt(walk, site)
    if (held) facts.push(site.match === 'certain' ? held : likely(held))
    if (held && site.match === 'certain' && isForEver(held)) break
  }
  return facts
}

function heldAt(walk: Walk, site: Caller): LifeFact | null {
  if (site.as === 'call') return walk.heldFor(walk, site) ?? lifeOfLocal(walk.view, site)
  return heldByTaker(walk, site) ?? UNKNOWN_LIFE
}

/** Who holds the results of a function that is handed over as a value; undefined when the place does not tell. */
function heldByTaker(walk: Walk, place: Place): LifeFact | null | undefined {
  const at = wrapped(place.node)
  const { parent } = at
  if (parent?.type !== 'CallExpression' || parent.callee === at) return undefined
  const step = classifyRegistration(place.home.file, at)
  if (step.kind === 'with') return walk.heldFor(walk, { home: place.home, node: parent })
  if (step.kind === 'again') return livesFor('call', step.by === 'render' ? 'proven' : 'likely', place, `is made ${step.event}`)
  const name = calleeName(parent)
  if (name !== null && MEMOIZERS.has(name)) return walk.heldFor(walk, { home: place.home, node: parent })
  if (name !== null && PROVIDING_CALLS.has(name)) return livesFor('process', 'likely', place, 'is made once by a container')
  return step.kind === 'argument' ? UNKNOWN_LIFE : undefined
}
