import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingClass, enclosingFunction, isFunction, isInside, type FunctionNode } from '../../ast/functions.ts'
import type { ClassRef, FunctionRef, Place, ProgramView } from '../../program/view.ts'
import { runsOfClass, runsOfFunction } from './callers.ts'
import { runsOfValue } from './handed-over.ts'
import { classifyLoop, isRepeatedBy } from './loops.ts'
import { findOnceGuard } from './once-guard.ts'
import { again, busiest, frequencyOf, UNKNOWN_FREQUENCY, type FrequencyFact } from './outcome.ts'
import { deeper, isOwner, type Walk } from './walk.ts'

/** So many calls up are looked at first: what brings code from near by is its usual way, and is found before a far one uses up the places. */
const FEW_CALLS = 3
const MAX_CALLS = 8
const MAX_PLACES = 100

/**
 * How often the code at `place` runs while its owner lives: `module` for what lives as long as the program. Follows callers up to what brings
 * them: an event, a request, a timer, a command, an endless loop, or the program's start. At most eight calls up and 100 places in all; past that,
 * and where a function is handed to code that can't be seen, it is `likely` or `unknown`.
 */
export function judgeFrequency(
  view: ProgramView,
  place: Place,
  owner: ClassRef | FunctionRef | 'module',
  places = MAX_PLACES,
): FrequencyFact {
  const boundary = owner !== 'module' && isFunction(owner.node) ? owner.node : null
  const within = (depth: number): FrequencyFact => runsAt({ view, owner, runsAt, runsOfValue, open: new Set(), from: new Map(), enteredAt: new Map(), boundary, depth, budget: { left: places } }, place)
  const near = within(FEW_CALLS)
  if (near.value === 'again' && near.certainty === 'proven') return near
  const far = within(MAX_CALLS)
  const isNearTold = near.by !== null && far.by === null && (far.value === 'again' || far.value === 'unknown')
  return isNearTold ? near : far
}

/** How often code at a place runs: climbs to the function around it, or to the module's top level. */
export function runsAt(walk: Walk, { home, node }: Place): FrequencyFact {
  if (walk.depth <= 0 || walk.budget.left-- <= 0) return UNKNOWN_FREQUENCY
  let loop: FrequencyFact | null = null
  for (let at = node; at.parent; at = at.parent) {
    const parent: TSESTree.Node = at.parent
    if (parent === walk.boundary) return oncePerOwner({ home, node: parent }, loop)
    if (isRepeatedBy(parent, at)) {
      const sure = classifyLoop(parent)
      if (sure !== null) loop = again('loop', sure, { home, node: parent }, 'on every turn of a loop')
    }
    if (isFunction(parent)) return repeated(loop, runsInFunction(walk, { home, node }, parent))
    if (parent.type === 'StaticBlock') break
    if (parent.type === 'PropertyDefinition' && parent.value === at) {
      const owner = enclosingClass(parent)
      if (owner && !parent.static) return runsOfClass(walk, { home, node: owner })
      break
    }
  }
  return repeated(loop, frequencyOf('load', 'proven', { home, node }, 'runs while its module loads'))
}

function oncePerOwner(place: Place, loop: FrequencyFact | null): FrequencyFact {
  return repeated(loop, frequencyOf('instance', 'proven', place, 'runs once for each owner'))
}

/** What an event brings again is said by the event; else a loop may repeat it. What nobody runs is not repeated. */
function repeated(loop: FrequencyFact | null, around: FrequencyFact): FrequencyFact {
  if (!loop || around.value === 'never') return around
  return around.value === 'again' && around.certainty === 'proven' ? around : busiest([loop, around])
}

function runsInFunction(walk: Walk, place: Place, fn: FunctionNode): FrequencyFact {
  const guard = findOnceGuard(place.home.file, place.node, fn)
  if (!guard) return runsOfFunction({ ...walk, from: new Map([...walk.from, [fn, place.node]]) }, { home: place.home, node: fn })
  const at: Place = { home: place.home, node: guard.node }
  if (guard.per === 'program') return frequencyOf('start', 'proven', at, 'runs once, the first time')
  // A variable of the function around it: once for each run of that.
  if (guard.per === 'frame') return walk.runsAt(deeper(walk, fn), { home: place.home, node: guard.declared })
  const owner = enclosingClass(place.node)
  if (owner && isMethodOf(fn, owner) && !isOwner(walk, owner)) return runsOfClass(walk, { home: place.home, node: owner })
  return frequencyOf('instance', 'proven', at, 'runs once for each owner')
}

function isMethodOf(fn: FunctionNode, owner: TSESTree.Node): boolean {
  return isInside(fn, owner) && enclosingFunction(owner) !== fn
}
