import { isInComponent } from '../../analysis/components.ts'
import { isPageOnly, isSentToPage } from '../../analysis/hosts.ts'
import { isKeepAlive, isSleep } from '../../analysis/resources/intervals.ts'
import type { HandleVerdict, Resource } from '../../analysis/resources/judge-handle.ts'
import { isOfConnection } from '../../analysis/resources/of-connection.ts'
import { isAccompanying, isWaitToEnd } from '../../analysis/resources/meant-to-last.ts'
import { isMountedOnce, isRootFile } from '../life/mounted-once.ts'
import type { Complaint, Setting } from './complaint.ts'
import { complaintsOfHandle } from './handle-complaints.ts'
import { isBehindEnvironment } from '../behind-environment.ts'
import { isEnough } from './policy.ts'
import { complaintsOfProcess } from './process-complaints.ts'
import { judgeInProgram } from './program-releases.ts'

/**
 * Judges what becomes of an interval: the first complaint whose proof is enough. A leak is one that starts again and again and is never cleared, or whose
 * owner ends before it: in any host. One that starts once is asked for an `unref` only in Node, and only where the process could otherwise end.
 */
export function judgeInterval(setting: Setting, interval: Resource): Complaint | null {
  for (const complaint of complaintsOf(setting, interval)) if (isEnough(complaint.proof, setting.evidence)) return complaint
  return null
}

function* complaintsOf(setting: Setting, interval: Resource): Generator<Complaint> {
  const { file, view } = setting
  const isComponent = setting.isComponentScript || isInComponent(file, interval.call)
  // A page has no process to keep alive.
  if ((isKeepAlive(interval) && !isComponent) || isHandedOn(interval.verdict) || isWaitToEnd(file, interval) || isBehindEnvironment(interval.call)) return
  const verdict = judgeInProgram(file, view, interval)
  const isInPage = isSentToPage(interval.call) || (setting.host === 'both' && isPageOnly(file, interval.call))
  const host = isInPage ? 'hosted' : setting.host
  switch (verdict.kind) {
    case 'relaxed':
    case 'handed-on':
      return
    case 'released':
      if (setting.isClearEnough || isComponent || verdict.isScoped || verdict.isShared || isAccompanying(file, interval, verdict.by) || isOfConnection(file, interval)) return
      yield* complaintsOfProcess({ ...setting, host }, interval, 'holdsProcess', null)
      return
    case 'kept':
      if (isSleep(interval)) yield { kind: 'sleeps', proof: 'waits-once' }
      // The template may call the function that clears it.
      else if (setting.isComponentScript && verdict.release) return
      else if (isComponent) {
        if (!isMountedOnce(view, { home: view.homeOf(file), node: interval.call }) && !(setting.isComponentScript && isRootFile(view))) yield { kind: 'neverCleared', proof: 'component', fault: verdict, owner: 'the component' }
      } else {
        yield* complaintsOfHandle(setting, interval, verdict)
        yield* complaintsOfProcess({ ...setting, host }, interval, 'needsUnref', verdict)
      }
      return
    default:
      verdict satisfies never
  }
}

function isHandedOn(verdict: HandleVerdict): boolean {
  return verdict.kind === 'relaxed' || verdict.kind === 'handed-on'
}
