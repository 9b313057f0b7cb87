import { dottedName } from '../../ast/names.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { resolveAlias } from '../../ast/variables.ts'
import { functionsNamedBy } from '../named-functions.ts'
import { followHandle } from '../resources/trail/handle-trail.ts'
import { judgeTrail, type HandleVerdict } from '../resources/judge-handle.ts'
import type { Listener } from './subscription.ts'
import { findRemovals, type Removals } from './listener-removal.ts'

/** Judges what lets go of a listener: the calls that remove it, and what becomes of the handle that adding it returned. */
export function judgeListenerRelease(file: SourceFile, subscription: Listener, removals: Removals = findRemovals(file, subscription)): HandleVerdict {
  const { call, listener, pair, handle } = subscription
  const trail = followHandle(file, handle, pair, () => null)
  return judgeTrail(file, { pair, call, callbacks: functionsNamedBy(file, listener) }, { ...trail, escapes: returnsNothing(file, subscription) ? [] : trail.escapes, releases: [...trail.releases, ...removals.working] })
}

/** Listeners of globals give nothing to keep, so handing on their result hands on no duty. */
function returnsNothing(file: SourceFile, { emitter, method }: Listener): boolean {
  const name = dottedName(resolveAlias(file, emitter))
  return method === 'addEventListener' && name !== null && /^(?:window|document|globalThis|self)\b/.test(name)
}
