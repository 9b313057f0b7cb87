import { isInComponent } from '../../analysis/components.ts'
import { isPageOnly, isSentToPage, type Host } from '../../analysis/hosts.ts'
import { isKeepAlive, isSleep } from '../../analysis/resources/intervals.ts'
import type { HandleVerdict, Resource } from '../../analysis/resources/judge-handle.ts'
import { endsItsProgram, isAccompanying, isProgramItself, isStartedByHand } from '../../analysis/resources/meant-to-last.ts'
import { enclosingClass, enclosingFunction, functionName } from '../../ast/functions.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import type { ProgramView } from '../../program/view.ts'
import { judgeFrequency } from '../frequency/judge-frequency.ts'
import type { FrequencyFact } from '../frequency/outcome.ts'
import { judgeLife } from '../life/judge-life.ts'
import type { ProcessEnd } from './process-end.ts'
import { judgeInProgram } from './program-releases.ts'
import { isRootComponent } from './root-component.ts'
import { isSetAnew } from './setters.ts'
import { findTestStart } from './started-by-tests.ts'

/** What is wrong with an interval. */
export type Complaint =
  /** Its process could otherwise end: `end` tells which. Without a flaw it is cleared, as soon as somebody remembers to. */
  | { readonly kind: 'needsUnref' | 'holdsProcess'; readonly fault: Fault | null; readonly host: Host; readonly end: ProcessEnd }
  /** Another one starts again and again: `event` tells when, as far as it was followed. */
  | { readonly kind: 'startsAgain'; readonly fault: Fault; readonly event: string | null }
  /** Its owner, or what it works for, ends before it does. */
  | { readonly kind: 'neverCleared'; readonly fault: Fault; readonly owner: string }
  | { readonly kind: 'sleeps' }

/** A handle that is kept for ever, why, and the release that does not work. */
export type Fault = Extract<HandleVerdict, { kind: 'kept' }>

/** What is known of the file and its program. */
export interface Setting {
  readonly file: SourceFile
  readonly view: ProgramView
  readonly host: Host
  /** Asked only when the rest speaks for a report. */
  readonly processEnd: () => ProcessEnd
  /** The file's top level runs for each component: a Svelte instance script, a Vue `<script setup>`. Its template is not seen. */
  readonly isComponentScript: boolean
  /** Is an interval fine that somebody clears, though somebody may forget to? */
  readonly isClearEnough: boolean
}

/**
 * Judges what becomes of an interval. A leak is one that starts again and again and is never cleared, or whose owner ends
 * before it: in any host. One that starts once is asked for an `unref` only in Node, and only where the process could otherwise end.
 */
export function judgeInterval(setting: Setting, interval: Resource): Complaint | null {
  const { file, view } = setting
  const isComponent = setting.isComponentScript || isInComponent(file, interval.call)
  // A page has no process to keep alive.
  if ((isKeepAlive(interval) && !isComponent) || isHandedOn(interval.verdict)) return null
  const verdict = judgeInProgram(file, view, interval)
  const isInPage = isSentToPage(interval.call) || (setting.host === 'both' && isPageOnly(file, interval.call))
  const host = isInPage ? 'hosted' : setting.host
  switch (verdict.kind) {
    case 'relaxed':
    case 'handed-on':
      return null
    case 'released':
      if (setting.isClearEnough || isComponent || verdict.isScoped || verdict.isShared || isAccompanying(file, interval, verdict.by)) return null
      return askForUnref({ ...setting, host }, interval, 'holdsProcess', null)
    case 'kept':
      if (isSleep(interval)) return { kind: 'sleeps' }
      // The template may call the function that clears it.
      if (setting.isComponentScript && verdict.release) return null
      if (isComponent) return isRootComponent(file, view, interval.call) ? null : { kind: 'neverCleared', fault: verdict, owner: 'the component' }
      return judgeKept(setting, interval, verdict) ?? askForUnref({ ...setting, host }, interval, 'needsUnref', verdict)
    default:
      return verdict satisfies never
  }
}

function isHandedOn(verdict: HandleVerdict): boolean {
  return verdict.kind === 'relaxed' || verdict.kind === 'handed-on'
}

/** The leaks of any host. */
function judgeKept({ file, view, isClearEnough }: Setting, interval: Resource, fault: Fault): Complaint | null {
  switch (fault.flaw) {
    case 'overwritten':
      return { kind: 'startsAgain', fault, event: null }
    case 'emptied':
    case 'outlived':
      return { kind: 'neverCleared', fault, owner: 'its owner' }
    case 'at-exit':
      return null
    case 'discarded':
    case 'never-released':
    case 'unreached':
    case 'uncalled':
    case 'test-only':
    case 'on-abort':
    case 'on-demand':
    case 'early':
    case 'on-some-ways':
    case 'too-late': {
      const frequency = judgeFrequency(view, { home: view.root, node: interval.call }, 'module')
      const isSure = frequency.certainty === 'proven' || (!isClearEnough && frequency.event !== null) || isByShowing(view, frequency)
      if (frequency.value === 'again' && isSure && !isOwnedForLong(file, view, interval)) return { kind: 'startsAgain', fault, event: frequency.event }
      if (isSetAnew(file, interval.call)) return { kind: 'startsAgain', fault, event: null }
      return judgeOwner(file, view, interval, fault)
    }
    case 'restart':
      return judgeOwner(file, view, interval, fault)
    default:
      return fault.flaw satisfies never
  }
}

/** Does a component that comes and goes start it, through functions of other files? */
function isByShowing(view: ProgramView, { by, witnesses: [witness] }: FrequencyFact): boolean {
  return by === 'render' && witness !== undefined && !isRootComponent(witness.home.file, view, witness.node)
}

/** Does it start in the constructor of what lives as long as the program, or of what nobody can say that it ends? Two ways must agree that instances come again. */
function isOwnedForLong(file: SourceFile, view: ProgramView, { call }: Resource): boolean {
  const owner = enclosingClass(call)
  const fn = enclosingFunction(call)
  if (!owner || !fn || functionName(fn) !== 'constructor') return false
  const { value } = judgeLife(view, { home: view.homeOf(file), node: owner })
  return value === 'process' || value === 'unknown'
}

/** An interval of a class whose instances come and go outlives them. */
function judgeOwner(file: SourceFile, view: ProgramView, { call }: Resource, fault: Fault): Complaint | null {
  const owner = enclosingClass(call)
  if (!owner) return null
  const life = judgeLife(view, { home: view.homeOf(file), node: owner })
  if (life.certainty !== 'proven' || (life.value !== 'call' && life.value !== 'long')) return null
  return { kind: 'neverCleared', fault, owner: owner.id ? `its \`${owner.id.name}\`` : 'its owner' }
}

/** An interval that starts once, or once for each who imports it: only what keeps a process that could end is worth a word. */
function askForUnref(setting: Setting, interval: Resource, kind: 'needsUnref' | 'holdsProcess', fault: Fault | null): Complaint | null {
  const { file, view, host, processEnd } = setting
  if (host === 'hosted' || isProgramItself(file, view.hasOthers, interval.call) || endsItsProgram(file, interval)) return null
  const end = processEnd()
  switch (end) {
    case 'library':
      // Who starts it by hand can stop it by hand.
      return fault === null && isStartedByHand(file, interval.call) ? null : { kind, fault, host, end }
    case 'alone':
      return { kind, fault, host, end }
    case 'command': {
      const { value } = judgeFrequency(view, { home: view.root, node: interval.call }, 'module')
      // What the command's own start sets up is its work.
      return value === 'start' || value === 'never' || (fault === null && isStartedByHand(file, interval.call)) ? null : { kind, fault, host, end }
    }
    case 'lasts':
    case 'unknown':
      return fault?.flaw === 'discarded' ? askForTests(setting, interval, fault) : null
    case 'tests-load':
    case 'tests-call':
      return { kind, fault, host, end }
    default:
      return end satisfies never
  }
}

/** Nothing can stop an interval whose handle is dropped, and a test that starts it is a process of its own. */
function askForTests({ file, view, host }: Setting, { call }: Resource, fault: Fault): Complaint | null {
  const start = findTestStart(file, view, call)
  return start === null ? null : { kind: 'needsUnref', fault, host, end: start === 'loads' ? 'tests-load' : 'tests-call' }
}
