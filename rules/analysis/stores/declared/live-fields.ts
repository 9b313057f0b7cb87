import type { TSESTree } from '@typescript-eslint/utils'

import { keyName } from '../../../ast/names.ts'
import type { StateModel } from './state-store.ts'

/** A class whose fields are live state: `class Chats { drafts = $state({}) }`, `outputs = observable.map()`. One store for the class. */
export function bindLiveField(model: StateModel, field: TSESTree.PropertyDefinition): void {
  const name = keyName(field)
  const body = field.parent
  if (name === null || field.static) return
  const known = model.thisObjects.get(body)
  if (known?.liveFields) {
    known.liveFields.add(name)
    return
  }
  const owner = body.parent
  const store = { shape: 'class' as const, name: owner.id?.name ?? 'the class', node: owner.id ?? owner, initial: body, type: null, owner, liveFields: new Set([name]) }
  model.stores.push(store)
  model.thisObjects.set(body, store)
}
