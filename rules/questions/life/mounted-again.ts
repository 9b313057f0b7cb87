import { classifyShowing, componentAround, type Component } from './mounted-once.ts'
import type { Place, ProgramView } from '../../program/view.ts'

const MAX_PARENTS = 6

/**
 * Is the component or hook around a place one that comes and goes while the page is open: shown under a condition, in a list, by a route, or within a component that
 * is, up to six components up? No where that is not seen.
 */
export function isMountedAgain(view: ProgramView, place: Place): boolean {
  const component = componentAround(place)
  return component !== null && isShownAgain(view, component, new Set(), MAX_PARENTS)
}

function isShownAgain(view: ProgramView, component: Component, open: Set<object>, depth: number): boolean {
  const known = component.kind === 'variable' ? component.variable : component.node
  if (depth === 0 || open.has(known)) return false
  open.add(known)
  return view.usesOf(component).sites.some((site) => {
    if (site.home.kind !== 'production') return false
    const showing = classifyShowing(site)
    switch (showing.by) {
      case 'choice':
        return true
      case 'name':
      case 'part':
        return isShownAgain(view, showing.component, open, depth - 1)
      case 'root':
      case 'none':
      case 'no':
        return false
      default:
        return showing satisfies never
    }
  })
}
