import { enclosingClass, enclosingFunctions } from '../../ast/functions.ts'
import { wrapped } from '../../ast/unwrap.ts'
import type { Caller, Place, ProgramView } from '../../program/view.ts'
import { inProduction } from '../production.ts'

/**
 * Is the code at a place there for the users of a package, and run by none of its own files: in a class that is never made, or a function that is never called, in
 * a file that the package's entries lead to? They may run it as often as they like.
 */
export function isForUsersAlone(view: ProgramView, { home, node }: Place): boolean {
  if (!view.isOffered(home)) return false
  const owner = enclosingClass(node)
  if (owner) return !isRunWithin(view, view.constructionsOf({ home, node: owner }).sites)
  const outermost = enclosingFunctions(node).at(-1)
  if (!outermost) return false
  const { parent } = wrapped(outermost)
  const byName = parent?.type === 'Property' ? view.callsOfMember({ home, node: parent }).sites : []
  return !isRunWithin(view, [...view.callersOf({ home, node: outermost }).sites, ...byName].filter(({ as }) => as === 'call'))
}

/** Does a file run it that is itself of what the package offers? An example beside it does what any user may. */
function isRunWithin(view: ProgramView, sites: readonly Caller[]): boolean {
  return inProduction(view, sites).some((site) => view.isOffered(site.home))
}
