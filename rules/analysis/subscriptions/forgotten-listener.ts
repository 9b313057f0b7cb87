import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingFunction, enclosingFunctions, functionName, type FunctionNode } from '../../ast/functions.ts'
import { dottedName } from '../../ast/names.ts'
import { isExecutor } from '../../ast/promises.ts'
import { oncePerFile, type SourceFile } from '../../ast/source-file.ts'
import { isTeardownName } from '../../catalog/function-names.ts'
import { isReleaseName } from '../../catalog/handle-helpers.ts'
import { COMPONENT_ENDS } from '../../catalog/lifecycles.ts'
import { classifyEntry } from '../reach.ts'
import { findSubscriptions } from './find-subscriptions.ts'
import type { Listener } from './subscription.ts'
import { judgeListenerRelease } from './listener-verdict.ts'

interface RemovedSibling {
  readonly sibling: Listener
  readonly removal: TSESTree.Node
}

/** Another listener of the same emitter or of a part of it, added by the same function, that the end of the owner or of the promise removes; null when there is none. */
export function findRemovedSibling(file: SourceFile, subscription: Listener): RemovedSibling | null {
  const emitter = dottedName(subscription.emitter)
  const home = enclosingFunction(subscription.call)
  if (emitter === null || !home) return null
  const isSibling = ({ sibling }: RemovedSibling): boolean => sibling.call !== subscription.call && isRelated(emitter, dottedName(sibling.emitter))
  return removedIn(file, home).find(isSibling) ?? null
}

const removedByFunction = oncePerFile(() => new Map<FunctionNode, RemovedSibling[]>())

/** The listeners that a function adds and some end removes; judged once for all that it adds. */
function removedIn(file: SourceFile, home: FunctionNode): readonly RemovedSibling[] {
  const known = removedByFunction(file).get(home)
  if (known) return known
  const found = (listenersByFunction(file).get(home) ?? []).flatMap((sibling): RemovedSibling[] => {
    const verdict = isNamed(sibling) ? judgeListenerRelease(file, sibling) : null
    const removal = verdict?.kind === 'released' ? verdict.by.find((release) => isAtEnd(release) || isExecutor(home)) : undefined
    return removal ? [{ sibling, removal }] : []
  })
  removedByFunction(file).set(home, found)
  return found
}

const listenersByFunction = oncePerFile((file) => {
  const byFunction = new Map<FunctionNode, Listener[]>()
  for (const subscription of findSubscriptions(file)) {
    const home = subscription.form === 'listener' ? enclosingFunction(subscription.call) : null
    if (!home || subscription.form !== 'listener') continue
    const list = byFunction.get(home)
    if (list) list.push(subscription)
    else byFunction.set(home, [subscription])
  }
  return byFunction
})

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
