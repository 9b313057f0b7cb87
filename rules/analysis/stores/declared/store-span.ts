import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingFunctions, functionName, isFunction } from '../../../ast/functions.ts'
import { calleeName } from '../../../ast/names.ts'
import { wrapped } from '../../../ast/unwrap.ts'
import { openKeyNamed } from '../../../catalog/id-names.ts'
import { ownerSpanNamed } from '../../../catalog/owners.ts'
import { isAppLifetimeName, isSessionKind } from '../../../catalog/session-words.ts'
import type { StateStore } from './state-store.ts'

/**
 * How long a store lives: `app`: it outlives sessions; `hook`: a hook without parameters holds it, which may be one of the app's or
 * one of a view's; `view`: it goes with a component, or belongs to the one session its maker is told.
 */
export type StoreSpan = 'app' | 'hook' | 'view'

/** Calls that run their function once for the whole program. */
const SHARED_SETUPS = new Set(['defineStore', 'createSharedComposable', 'createGlobalState', 'createContextProvider', 'createSimpleContext', 'createRoot'])

export function findSpan(store: StateStore): StoreSpan {
  const { owner } = store
  if (!owner) return 'app'
  if (!isFunction(owner)) return owner.id === null || ownerSpanNamed(owner.id.name) !== 'short' ? 'app' : 'view'
  for (const fn of [owner, ...enclosingFunctions(owner)]) {
    if (fn.params.some(isSessionParameter)) return 'view'
    const call = wrapped(fn).parent
    if (call?.type === 'CallExpression' && SHARED_SETUPS.has(calleeName(call) ?? '')) return 'app'
    const name = functionName(fn)
    if (name === null) continue
    if (isAppLifetimeName(name)) return 'app'
    return /^use[A-Z]/.test(name) && fn.params.length === 0 ? 'hook' : 'view'
  }
  return 'view'
}

/** `function createView(sessionId)`, `useChat({ threadId })`: made for the one session it is told. */
function isSessionParameter(parameter: TSESTree.Parameter): boolean {
  const at = parameter.type === 'AssignmentPattern' ? parameter.left : parameter
  if (at.type === 'Identifier') return isSessionKind(openKeyNamed(at.name) ?? '')
  if (at.type !== 'ObjectPattern') return false
  return at.properties.some((property) => property.type === 'Property' && property.key.type === 'Identifier' && isSessionKind(openKeyNamed(property.key.name) ?? ''))
}
