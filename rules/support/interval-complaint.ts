import { isInComponent } from '../analysis/components.ts'
import { isPageOnly, type Host } from '../analysis/hosts.ts'
import { isKeepAlive, isSleep } from '../analysis/resources/intervals.ts'
import type { Resource } from '../analysis/resources/judge-handle.ts'
import { isMeantToLast } from '../analysis/resources/meant-to-last.ts'
import type { SourceFile } from '../ast/source-file.ts'
import type { IntervalOptions } from './interval-options.ts'

/** What is wrong with an interval, and where it runs. */
export interface Complaint {
  readonly kind: 'needsUnref' | 'holdsProcess' | 'neverCleared' | 'sleeps'
  readonly host: Host
}

/** What is known of the file before any of its intervals is looked at. */
export interface Place {
  readonly host: Host
  /** The file's top level runs for each component: a Svelte instance script, a Vue `<script setup>`. Its template is not seen. */
  readonly isComponentScript: boolean
}

/**
 * Decides what a project with these options wants to hear of an interval. `.unref()` is asked for wherever the code may
 * run in Node, also where nothing tells; of pages and components only the clearing is asked.
 */
export function findComplaint(file: SourceFile, interval: Resource, place: Place, options: IntervalOptions): Complaint | null {
  const { verdict } = interval
  if (isKeepAlive(interval)) return null
  const host = place.host === 'both' && isPageOnly(file, interval.call) ? 'browser' : place.host
  const isComponent = place.isComponentScript || isInComponent(file, interval.call)
  switch (verdict.kind) {
    case 'relaxed':
    case 'handed-on':
      return null
    case 'released':
      return options.cleared === 'allow' || host === 'browser' || isComponent || verdict.isScoped || verdict.isShared ? null : { kind: 'holdsProcess', host }
    case 'kept':
      if (isSleep(interval)) return { kind: 'sleeps', host }
      // The template may call the function that clears it.
      if (place.isComponentScript && verdict.release) return null
      if (isComponent) return { kind: 'neverCleared', host }
      if (host === 'browser') return isMeantToLast(file, interval, host) ? null : { kind: 'neverCleared', host }
      return options.cleared === 'allow' && isMeantToLast(file, interval, host) ? null : { kind: 'needsUnref', host }
    default:
      return verdict satisfies never
  }
}
