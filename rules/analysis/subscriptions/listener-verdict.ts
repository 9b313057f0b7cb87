import { dottedName } from '../../ast/names.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { resolveAlias } from '../../ast/variables.ts'
import { SUBSCRIPTION, SUBSCRIPTION_OBJECT } from '../../catalog/resource-pairs.ts'
import { functionsNamedBy } from '../named-functions.ts'
import { followHandle } from '../resources/handle-trail.ts'
import { judgeTrail, type HandleVerdict } from '../resources/judge-handle.ts'
import type { Listener } from './find-subscriptions.ts'
import { findRemovals, type Removals } from './listener-removal.ts'

/** Judges what lets go of a listener: the calls that remove it, and what becomes of the handle that adding it returned. */
export function judgeListenerRelease(file: SourceFile, subscription: Listener, removals: Removals = findRemovals(file, subscription)): HandleVerdict {
  const { call, listener } = subscription
  const pair = subscription.method === 'addEventListener' ? SUBSCRIPTION_OBJECT : SUBSCRIPTION
  const trail = followHandle(file, call, pair, () => null)
  return judgeTrail(file, { pair, call, callbacks: functionsNamedBy(file, listener) }, { ...trail, escapes: returnsNothing(file, subscription) ? [] : trail.escapes, releases: [...trail.releases, ...removals.working] })
}

/** Listeners of globals give nothing to keep, so handing on their result hands on no duty. */
function returnsNothing(file: SourceFile, { emitter, method }: Listener): boolean {
  const name = dottedName(resolveAlias(file, emitter))
  return method === 'addEventListener' && name !== null && /^(?:window|document|globalThis|self)\b/.test(name)
}
