import { periodOf } from '../analysis/resources/intervals.ts'
import type { Resource } from '../analysis/resources/judge-handle.ts'
import { findResourceHome } from '../analysis/resources/resource-home.ts'
import type { SourceFile } from '../ast/source-file.ts'
import type { Complaint, Fault } from '../questions/interval/complaint.ts'
import type { ProcessEnd } from '../questions/interval/process-end.ts'
import { duration } from './durations.ts'
import { tellHandle } from './handle-story.ts'
import type { Story } from './story.ts'

/** What a message says of one interval. */
export interface IntervalWords extends Record<string, string> {
  /** ``The interval `timer` `` */
  readonly interval: string
  /** `is never cleared` */
  readonly flaw: string
  /** `every 60 s` */
  readonly often: string
  /** When another one starts: ``on every `connection` event``. */
  readonly again: string
  /** What it outlives: `the component`. */
  readonly owner: string
  /** When the process could end but for it. */
  readonly after: string
}

/** Puts an interval into words: which one, what is wrong with its release, how often it ticks, and what makes that matter. */
export function describeInterval(file: SourceFile, interval: Resource, complaint: Complaint): IntervalWords {
  const isSleep = complaint.kind === 'sleeps'
  return {
    interval: subjectOf(interval),
    flaw: isSleep || complaint.fault === null ? 'is cleared' : describeFlaw(complaint.fault),
    often: rhythmOf(periodOf(file, interval)),
    again: complaint.kind === 'startsAgain' ? againOf(complaint.event) : '',
    owner: complaint.kind === 'neverCleared' ? complaint.owner : '',
    after: complaint.kind === 'needsUnref' || complaint.kind === 'holdsProcess' ? afterOf(complaint.end) : '',
  }
}

/** The same as a story. */
export function tellInterval({ call }: Resource, complaint: Complaint, flaw: string): Story {
  const fault = complaint.kind === 'sleeps' ? null : complaint.fault
  const often = complaint.kind === 'startsAgain' ? (complaint.event ?? 'on each start') : null
  return tellHandle({ node: call.callee, does: 'starts an interval', often, by: null, release: fault?.release ?? null, flaw })
}

function subjectOf(interval: Resource): string {
  if (interval.holder) return `The interval \`${interval.holder.name}\``
  const home = findResourceHome(interval.call)
  return home === null ? 'This interval' : `The interval that \`${home}\` starts`
}

function againOf(event: string | null): string {
  return event === null ? 'Each start adds another one' : `Another one starts ${event}`
}

function afterOf(end: ProcessEnd): string {
  switch (end) {
    case 'library':
    case 'program':
      return 'in every program that uses it, tests and scripts among them'
    case 'command':
      return 'after a command has done its work'
    case 'tests-load':
      return 'in every test that imports this module'
    case 'tests-call':
      return 'in every test that starts it'
    case 'alone':
    case 'lasts':
    case 'unknown':
      return 'when nothing else is left to do'
    default:
      return end satisfies never
  }
}

function describeFlaw({ flaw, release }: Fault): string {
  const home = release ? findResourceHome(release) : null
  const within = home === null ? '' : ` in \`${home}\``
  switch (flaw) {
    case 'discarded':
      return 'can never be cleared, because its handle is dropped'
    case 'never-released':
      return 'is never cleared'
    case 'overwritten':
      return 'loses its handle, because the next one overwrites it before anything clears it'
    case 'on-demand':
      return `is only cleared${within} when something asks for it, and not when the component goes away`
    case 'on-abort':
      return `is only cleared${within} when a signal aborts`
    case 'too-late':
      return 'is only cleared by its own callback'
    case 'restart':
      return `is only cleared${within} when the next one starts, so the last one runs on`
    case 'emptied':
      return `is not cleared${within}, because the handle is emptied first`
    case 'unreached':
      return home === null ? 'is not cleared, because nothing runs the function that would do it' : `is not cleared, because nothing runs \`${home}\``
    case 'uncalled':
      return `is not cleared, because nothing in the program calls \`${home ?? 'the function that clears it'}\``
    case 'test-only':
      return `is not cleared, because only tests call \`${home ?? 'the function that clears it'}\``
    case 'outlived':
      return `is only cleared${within} once a list is empty, but its own callback empties that list too and does not stop`
    case 'early':
      return 'is not cleared if the component goes away before it starts, because it starts only after a wait'
    case 'on-some-ways':
      return 'is not cleared on every way, because the effect returns its clean-up only on some'
    case 'at-exit':
      return 'is only cleared when the process exits, which it prevents'
    default:
      return flaw satisfies never
  }
}

function rhythmOf(period: number | null): string {
  return period === null ? 'again and again' : `every ${duration(period)}`
}
