import type { TSESTree } from '@typescript-eslint/utils'

import { unwrap } from '../../ast/unwrap.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { isDeletionName, isHeavyName, isOpeningName } from '../../catalog/session-words.ts'
import type { Release } from '../facts.ts'
import { isEffective } from '../judge.ts'
import type { StoreRecord } from './store-records.ts'
import { findContext } from './writes/write-context.ts'

/** Does an entry of the record take real memory: a list, or something named after messages, outputs, diffs or file contents? */
export function isHeavy(record: StoreRecord, own: readonly RegExp[]): boolean {
  const { valueType } = record.shape
  if (valueType && isLight(valueType)) return false
  // A list of plain strings may be ids; its name has to say more.
  if (valueType?.type === 'TSArrayType') return !isLight(valueType.elementType) || isHeavyName(record.collection.name, own)
  if (record.growths.some((growth) => growth.value && unwrap(growth.value).type === 'ArrayExpression')) return true
  const name = valueType?.type === 'TSTypeReference' && valueType.typeName.type === 'Identifier' ? valueType.typeName.name : ''
  if (name === 'Array' || name === 'Map' || name === 'ReadonlyArray') return true
  return isHeavyName(record.collection.name, own) || (name !== '' && isHeavyName(name, own))
}

/** Does every entry take but a word: a flag, a number, a time, an id of a set? A text may be anything. */
export function holdsSmallThings(record: StoreRecord): boolean {
  if (record.collection.kind === 'set') return true
  const { valueType } = record.shape
  if (valueType) return isLight(valueType) && !mayBeText(valueType)
  const values = record.growths.flatMap(({ value }) => (value ? [unwrap(value)] : []))
  return values.length > 0 && values.every((value) => value.type === 'Literal' && typeof value.value !== 'string')
}

function mayBeText(type: TSESTree.TypeNode): boolean {
  return type.type === 'TSStringKeyword' || (type.type === 'TSUnionType' && type.types.some(mayBeText))
}

function isLight(type: TSESTree.TypeNode): boolean {
  switch (type.type) {
    case 'TSBooleanKeyword':
    case 'TSNumberKeyword':
    case 'TSStringKeyword':
    case 'TSLiteralType':
    case 'TSNullKeyword':
    case 'TSUndefinedKeyword':
      return true
    case 'TSUnionType':
      return type.types.every(isLight)
    default:
      return false
  }
}

/**
 * Is every entry kept until its session is deleted, although entries come whenever one is opened? Returns the release that
 * shows it and the growth that does, or null. Only where each effective release can be traced to handlers of this file that are named after deletion.
 */
export function findDeletedOnly(file: SourceFile, record: StoreRecord): { readonly release: Release; readonly opening: TSESTree.Node } | null {
  const releases = record.usages.filter((usage): usage is Release => usage.kind === 'release' && isEffective(usage.strength))
  const [first] = releases
  if (!first || !releases.every((release) => release.extent === 'entry' && isDeletionOnly(file, record, release.node))) return null
  const opening = record.growths.find((growth) => {
    const context = findContext(file, growth.node, record.entries)
    return context.names.some(isOpeningName)
  })
  return opening ? { release: first, opening: opening.node } : null
}

function isDeletionOnly(file: SourceFile, record: StoreRecord, node: TSESTree.Node): boolean {
  const context = findContext(file, node, record.entries)
  return !context.isVisible && context.entries.every((entry) => entry.some(isDeletionName))
}
