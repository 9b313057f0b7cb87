import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingFunction, enclosingFunctions, functionName } from '../../ast/functions.ts'
import { dottedName } from '../../ast/names.ts'
import { isExecutor } from '../../ast/promises.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { isTeardownName } from '../../catalog/function-names.ts'
import { isReleaseName } from '../../catalog/handle-helpers.ts'
import { COMPONENT_ENDS } from '../../catalog/lifecycles.ts'
import { classifyEntry } from '../reach.ts'
import { findSubscriptions } from './find-subscriptions.ts'
import type { Listener } from './subscription.ts'
import { judgeListenerRelease } from './listener-verdict.ts'

/** Another listener of the same emitter or of a part of it, added by the same function, that the end of the owner or of the promise removes; null when there is none. */
export function findRemovedSibling(file: SourceFile, subscription: Listener): { readonly sibling: Listener; readonly removal: TSESTree.Node } | null {
  const emitter = dottedName(subscription.emitter)
  const home = enclosingFunction(subscription.call)
  if (emitter === null || !home) return null
  for (const other of findSubscriptions(file)) {
    if (other.form !== 'listener' || other.call === subscription.call || !isRelated(emitter, dottedName(other.emitter)) || enclosingFunction(other.call) !== home || !isNamed(other)) continue
    const verdict = judgeListenerRelease(file, other)
    const removal = verdict.kind === 'released' ? verdict.by.find((release) => isAtEnd(release) || isExecutor(home)) : undefined
    if (removal) return { sibling: other, removal }
  }
  return null
}

/** Does the code name its event? A variable may stand for any, and so may what is removed: `for (const signal of signals) process.on(signal, end)`. */
function isNamed({ event }: Listener): boolean {
  return event === null || event.type !== 'Identifier' || /^[A-Z]/.test(event.name)
}

/** `this.client` and `this.client.ws` */
function isRelated(one: string, other: string | null): boolean {
  return other !== null && (one === other || one.startsWith(`${other}.`) || other.startsWith(`${one}.`))
}

/** Does the release stand in what ends its owner: a disposer that is returned, `dispose()`, `componentWillUnmount()`, `removeListeners()`? */
function isAtEnd(release: TSESTree.Node): boolean {
  return enclosingFunctions(release).some((fn) => {
    const name = functionName(fn)
    if (name !== null) return isTeardownName(name) || COMPONENT_ENDS.has(name) || isReleaseName(name)
    return classifyEntry(fn).type === 'returned'
  })
}
