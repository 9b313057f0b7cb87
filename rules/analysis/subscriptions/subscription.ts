import type { TSESTree } from '@typescript-eslint/utils'

import { dottedName, staticString } from '../../ast/names.ts'
import type { ResourcePair } from '../../catalog/resource-pairs.ts'

/** `window.addEventListener('online', update)`, `bus.on('tick', f)`, `router.events.subscribe(f)`, `workspace.onDidChangeConfiguration(f)` */
export interface Listener {
  readonly form: 'listener'
  readonly call: TSESTree.CallExpression
  /** As written: `on`. */
  readonly method: string
  readonly emitter: TSESTree.Node
  readonly event: TSESTree.Node | null
  readonly listener: TSESTree.Node
  /** How what adding it returns ends it. */
  readonly pair: ResourcePair
  /** The call whose result ends it; mostly `call` itself. */
  readonly handle: TSESTree.CallExpression
  /** Is it known that the emitter lives on, whatever its expression says? */
  readonly isLasting: boolean
}

/** `new ResizeObserver(f)` */
export interface Observer {
  readonly form: 'observer'
  readonly call: TSESTree.NewExpression
  readonly name: string
}

/** A place that starts to listen to something. */
export type Subscription = Listener | Observer

/** What the subscription listens for, as a message names it: `online`, `Bus.Updated`; null when the code does not name it. */
export function eventNameOf({ event }: { readonly event: TSESTree.Node | null }): string | null {
  return event && (staticString(event) ?? dottedName(event))
}
