import type { TSESTree } from '@typescript-eslint/utils'

import { functionName, isFunction } from '../../ast/functions.ts'
import { memberName, words } from '../../ast/names.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { unwrap } from '../../ast/unwrap.ts'
import { findVariable, resolveAlias } from '../../ast/variables.ts'
import { isBareId, openEntityNamed } from '../../catalog/id-names.ts'
import { isWholeSessionKind, OWN_KIND } from '../../catalog/session-words.ts'
import type { KeySpace } from '../facts.ts'
import { classifyKey } from '../keys/classify-key.ts'
import { open, UNDECIDED } from '../keys/key-space.ts'
import type { StateStore } from './declared/state-store.ts'

/** The record whose keys are asked for. */
export interface KeyedRecord {
  readonly store: StateStore
  readonly name: string
  /** What its declared type says of its keys. */
  readonly declared: KeySpace
  /** The user's own names of session-like ids. */
  readonly patterns: readonly RegExp[]
}

/** What one growth of a record says of its keys: the key itself, then the declared type, then the name of a record that a bare `id` is put into. */
export function findGrowthKeys(file: SourceFile, record: KeyedRecord, key: TSESTree.Node | null): KeySpace {
  const name = key && nameOf(key)
  if (name && record.patterns.some((pattern) => pattern.test(name))) return open(OWN_KIND)
  const own = key ? classifyKey(file, key) : UNDECIDED
  // Text as a key: of messages, where the record says so.
  if (own.kind === 'open' && own.evidence.endsWith(' text') && openEntityNamed(record.name) === 'message ids') return open('message text')
  if (own.kind !== 'undecided') return own
  if (record.declared.kind !== 'undecided') return record.declared
  // Whole objects that are merged in may be settings; only a name such as `draftsByThread` says that they are entries.
  // A session that is a key is its id: `typing[room]`.
  const held = name && words(name).length === 1 ? openEntityNamed(name) : null
  if (held !== null && isWholeSessionKind(held)) return open(held)
  const entity = entityAfterBy(record.name) ?? (key && isBare(file, key) ? (entityHeld(record.name) ?? entityOfFunction(file, key) ?? entityOfOwner(record.store)) : null)
  return entity === null ? UNDECIDED : open(entity)
}

function nameOf(key: TSESTree.Node): string | null {
  const at = unwrap(key)
  return at.type === 'Identifier' ? at.name : at.type === 'MemberExpression' ? memberName(at) : null
}

/** `messagesBySession` → `session ids` */
function entityAfterBy(name: string): string | null {
  const parts = words(name)
  const at = parts.lastIndexOf('by')
  return at > 0 && at < parts.length - 1 ? openEntityNamed(parts.slice(at + 1).join('_')) : null
}

/** What a record of that name holds one of for each `id`: `chats`, `sessionDrafts`, `store.messages`; a longer name does not say. */
function entityHeld(name: string): string | null {
  const parts = words(name)
  return openEntityNamed(parts.at(-1) ?? '') ?? (parts.length === 2 ? openEntityNamed(parts[0] ?? '') : null)
}

function isBare(file: SourceFile, key: TSESTree.Node): boolean {
  const at = unwrap(key)
  if (at.type === 'Identifier') {
    if (isBareId(at.name)) return true
    const source = resolveAlias(file, at)
    return source !== at && isBare(file, source)
  }
  if (at.type !== 'MemberExpression') return false
  const name = memberName(at)
  return name !== null && isBareId(name)
}

/** `openThread(id)`: the parameter of a function that does something to one of them. */
function entityOfFunction(file: SourceFile, key: TSESTree.Node): string | null {
  const at = unwrap(key)
  const definition = at.type === 'Identifier' ? findVariable(file, at)?.defs[0] : undefined
  const name = definition?.type === 'Parameter' && isFunction(definition.node) ? functionName(definition.node) : null
  const parts = name === null ? [] : words(name)
  return parts.length === 2 ? openEntityNamed(parts[1] ?? '') : null
}

function entityOfOwner(store: StateStore): string | null {
  const { owner } = store
  const name = owner && (isFunction(owner) ? functionName(owner) : (owner.id?.name ?? null))
  return name ? openEntityNamed(name) : null
}
