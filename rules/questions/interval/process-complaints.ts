import { runsOnlyAtLoad } from '../../analysis/call-graph.ts'
import type { Resource } from '../../analysis/resources/judge-handle.ts'
import { endsItsProgram, isProgramItself, isStartedByHand } from '../../analysis/resources/meant-to-last.ts'
import type { Complaint, Fault, Setting } from './complaint.ts'
import type { Proof } from './policy.ts'
import type { ProcessEnd } from './process-end.ts'
import { findTestStart } from './started-by-tests.ts'

/** An interval that starts once, or once for each who imports it: only what keeps a process that could end is worth a word. */
export function* complaintsOfProcess(setting: Setting, interval: Resource, kind: 'needsUnref' | 'holdsProcess', fault: Fault | null): Generator<Complaint> {
  const { file, view, host, processEnd } = setting
  if (host === 'hosted' || isProgramItself(file, view.hasOthers, interval.call) || endsItsProgram(file, interval)) return
  const end = processEnd()
  const proof = proofOfEnd(setting, interval, fault, end)
  if (proof) yield { kind, proof: fault === null ? 'cleared-by-hand' : proof, fault, host, end }
  else if ((end === 'lasts' || end === 'unknown') && fault?.flaw === 'discarded') yield* complaintsOfTests(setting, interval, fault)
}

/** What shows that the process could end but for the interval; null when nothing does. */
function proofOfEnd({ file, view }: Setting, { call }: Resource, fault: Fault | null, end: ProcessEnd): Proof | null {
  // Who starts it by hand can stop it by hand.
  const isByHand = fault === null && isStartedByHand(file, call)
  switch (end) {
    case 'alone':
      return 'alone'
    case 'library':
      return isByHand ? null : 'started-by-library'
    case 'program':
    case 'command':
      // What the program sets up itself is its work; what it only imports holds it up.
      return !isByHand && runsOnlyAtLoad(file, call) && (end === 'command' || view.isOffered(view.root)) ? 'starts-on-import' : null
    case 'lasts':
    case 'unknown':
    case 'tests-load':
    case 'tests-call':
      return null
    default:
      return end satisfies never
  }
}

/** Nothing can stop an interval whose handle is dropped, and a test that starts it is a process of its own. */
function* complaintsOfTests({ file, view, host }: Setting, { call }: Resource, fault: Fault): Generator<Complaint> {
  const start = findTestStart(file, view, call)
  if (start !== null) yield { kind: 'needsUnref', proof: 'started-by-test', fault, host, end: start === 'loads' ? 'tests-load' : 'tests-call' }
}
