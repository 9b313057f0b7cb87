import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingFunction } from '../../ast/functions.ts'
import { calleeName } from '../../ast/names.ts'
import { unwrap } from '../../ast/unwrap.ts'
import { findVariable } from '../../ast/variables.ts'
import type { Caller, Place } from '../../program/view.ts'
import { nameOfOwner } from '../owner-name.ts'
import { atMostLikely, UNKNOWN_FREQUENCY, type FrequencyFact } from './outcome.ts'
import type { Walk } from './walk.ts'

/** Members of that name on values that can't be followed are asked for so many times; past that they leave it open. */
const MAX_POSSIBLE = 6

/** What the sites say, the certain ones first, up to the first that surely comes again: no other can say more. */
export function firstAgain(sites: readonly Caller[], ask: (site: Caller) => FrequencyFact): FrequencyFact[] {
  const certain = sites.filter(({ match }) => match === 'certain')
  const possible = sites.filter(({ match }) => match === 'possible')
  const found: FrequencyFact[] = possible.length > MAX_POSSIBLE ? [UNKNOWN_FREQUENCY] : []
  for (const site of [...certain, ...possible.slice(0, MAX_POSSIBLE)]) {
    const fact = ask(site)
    found.push(fact)
    if (fact.value === 'again' && (fact.certainty === 'proven' || site.match === 'possible')) break
  }
  return found
}

/** How often a place runs that calls a function, or what takes it as a value calls it. */
export function runsOfSite(walk: Walk, site: Caller): FrequencyFact {
  const boundary = site.as === 'call' ? blockOfOwner(walk, site) : null
  const from = boundary ? { ...walk, boundary } : walk
  const fact = site.as === 'call' ? walk.runsAt(from, site) : walk.runsOfValue(from, site.home, site.node)
  return site.match === 'certain' ? fact : atMostLikely(fact)
}

/**
 * `const seen = new Tracker(); seen.add(x)`: the block makes the owner whose method it calls, so that each run of it is another owner's life.
 * Told by the class's or factory's name in the declaration of what the method is called on.
 */
function blockOfOwner(walk: Walk, { home, node }: Place): TSESTree.Node | null {
  if (walk.owner === 'module' || node.type !== 'CallExpression') return null
  const callee = unwrap(node.callee)
  const receiver = callee.type === 'MemberExpression' ? unwrap(callee.object) : callee
  const declarator = receiver.type === 'Identifier' ? findVariable(home.file, receiver)?.defs[0]?.node : null
  if (declarator?.type !== 'VariableDeclarator' || !declarator.init) return null
  const init = unwrap(declarator.init)
  const made = init.type === 'AwaitExpression' ? unwrap(init.argument) : init
  if (made.type !== 'NewExpression' && made.type !== 'CallExpression') return null
  const name = nameOfOwner(walk.owner)
  return name !== null && calleeName(made) === name && enclosingFunction(declarator) ? (declarator.parent.parent ?? null) : null
}

