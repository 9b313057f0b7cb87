import type { TSESTree } from '@typescript-eslint/utils'

import { functionName, isFunction } from '../../ast/functions.ts'
import { dottedName, words } from '../../ast/names.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { unwrap } from '../../ast/unwrap.ts'
import { constantInit, findVariable } from '../../ast/variables.ts'
import { openEntityHeld } from '../../catalog/id-names.ts'
import { comingAndGoing } from '../../catalog/key-functions.ts'
import { isOutsideTrigger } from '../../catalog/triggers.ts'
import type { KeySpace, Release } from '../facts.ts'
import { classNameOf, type FoundCollection } from '../find-collections.ts'
import { classifyKey } from './classify-key.ts'
import { CONFIGURED, open, UNDECIDED } from './key-space.ts'
import { keySpaceOfType } from './key-type.ts'

/** One growth with what can witness for its keys. */
export interface GrowthContext {
  readonly key: TSESTree.Node | null
  readonly node: TSESTree.Node
  readonly collection: FoundCollection
  readonly trigger: string
  readonly releases: readonly Release[]
}

/** The key space of one growth. A key that is undecided by itself needs a second sign; without one it stays undecided. */
export function classifyGrowthKeys(file: SourceFile, context: GrowthContext): KeySpace {
  const { key, collection } = context
  if (isWarnOnce(collection)) return CONFIGURED
  if (collection.kind === 'array') return classifyAdded(file, context)
  if (!key || key.type === 'SpreadElement') return UNDECIDED
  const { keyType } = collection.shape
  const declared = keyType ? keySpaceOfType(file, keyType) : UNDECIDED
  if (declared.kind !== 'undecided') return declared
  const traced = classifyKey(file, key)
  if (traced.kind !== 'undecided') return traced
  return secondSign(file, context)
}

/** What else speaks for an open key: what the collection holds, an object that comes and goes, or a trigger from outside. */
function secondSign(file: SourceFile, { key, collection, trigger }: GrowthContext): KeySpace {
  const ofCollection = entityOf(collection)
  if (key && ofCollection !== null && isBareKey(key) && !isMadeHere(file, key)) return open(ofCollection)
  if (key && collection.shape.keyType?.type !== 'TSStringKeyword' && !isTypedString(file, key) && !isUsedAsName(file, key)) {
    const visitor = comingAndGoingNamed(key)
    if (visitor !== null) return open(visitor)
  }
  if (key && isRateLimit(file, collection) && !isPath(file, key)) return open('callers')
  return isOutsideTrigger(trigger) && key && !isFunctionLike(key) ? open('values from outside') : UNDECIDED
}

/** What the collection's own name or value type says it holds: `sessions`, `Map<string, BackgroundJob>`. */
function entityOf(collection: FoundCollection): string | null {
  const named = openEntityHeld(collection.name)
  if (named !== null) return named
  const { valueType } = collection.shape
  const type = valueType?.type === 'TSArrayType' ? valueType.elementType : valueType
  return type?.type === 'TSTypeReference' && type.typeName.type === 'Identifier' ? openEntityHeld(type.typeName.name) : null
}

function isBareKey(key: TSESTree.Node): boolean {
  const name = dottedName(key)?.split('.').at(-1)
  return name !== undefined && /^(?:id|key|uid|uuid|guid|identifier)$/i.test(name)
}

/** `const key = keyFor(directory)`: what the key is made of stands here, and did not speak for ever new ones; the collection's name knows no better. */
function isMadeHere(file: SourceFile, key: TSESTree.Node): boolean {
  const at = unwrap(key)
  if (at.type !== 'Identifier' || at.name !== 'key') return false
  const variable = findVariable(file, at)
  return variable !== null && constantInit(variable) !== null
}

function comingAndGoingNamed(key: TSESTree.Node): string | null {
  const at = unwrap(key)
  if (at.type !== 'Identifier') return null
  const last = words(at.name).at(-1)
  return last === undefined ? null : comingAndGoing(last)
}

/** `event: string` is a name, not an event. */
function isTypedString(file: SourceFile, key: TSESTree.Node): boolean {
  const at = unwrap(key)
  if (at.type !== 'Identifier') return false
  const name = findVariable(file, at)?.defs[0]?.name
  return name?.type === 'Identifier' && name.typeAnnotation?.typeAnnotation.type === 'TSStringKeyword'
}

/** `labels[event]`, `` `on:${event}` ``: what names a property or a part of a text is a name too. */
function isUsedAsName(file: SourceFile, key: TSESTree.Node): boolean {
  const at = unwrap(key)
  const variable = at.type === 'Identifier' ? findVariable(file, at) : null
  return variable?.references.some(({ identifier }) => {
    const { parent } = identifier
    return parent.type === 'TemplateLiteral' || (parent.type === 'MemberExpression' && parent.computed && parent.property === identifier)
  }) ?? false
}

function isFunctionLike(key: TSESTree.Node): boolean {
  const at = unwrap(key)
  return isFunction(at) || (at.type === 'Identifier' && /(?:listener|callback|handler|cb|fn|func|hook|middleware|plugin)s?$/i.test(at.name))
}

/** A limiter's table by path has as many entries as there are routes. */
function isPath(file: SourceFile, key: TSESTree.Node): boolean {
  return words(file.text.slice(...key.range)).some((word) => word === 'path' || word === 'pathname' || word === 'route' || word === 'endpoint')
}

/** A table that counts callers: its name or its owner's says rate, limit, attempts or throttle. */
function isRateLimit(file: SourceFile, collection: FoundCollection): boolean {
  const { owner } = collection
  const ownerName = owner === null ? null : isFunction(owner) ? functionName(owner) : classNameOf(owner)
  return [collection.name, ownerName ?? ''].some((name) => {
    const parts = words(name)
    return parts.includes('attempts') || parts.includes('throttle') || (parts.includes('rate') && (parts.includes('limiter') || parts.includes('limit') || parts.includes('limits')))
  })
}

/** `alreadyWarned`, `deprecationsShown`: keyed by what is written in the code. */
function isWarnOnce({ name }: FoundCollection): boolean {
  return words(name).some((word) => word === 'warned' || word === 'warnings' || word === 'deprecations' || word === 'deprecated' || word === 'deprecation' || word === 'logged' || word === 'warn')
}

/** Array elements: what is appended, or what the array's name says it collects. Registered functions are nobody's ever-new values. */
function classifyAdded(file: SourceFile, { key, collection, trigger }: GrowthContext): KeySpace {
  if (!key || isFunctionLike(key)) return UNDECIDED
  const visitor = comingAndGoingNamed(key.type === 'SpreadElement' ? key.argument : key)
  if (visitor !== null) return open(visitor)
  if (isOutsideTrigger(trigger)) return open('values from outside')
  // An id that is added is as open as one that is a key.
  const named = key.type === 'SpreadElement' ? UNDECIDED : classifyKey(file, key)
  if (named.kind === 'open') return named
  for (const word of words(collection.name).reverse()) {
    const held = comingAndGoing(word) ?? (word === 'history' || word === 'log' ? 'entries' : null)
    if (held !== null) return open(held)
  }
  return key.type === 'ThisExpression' ? open('instances') : UNDECIDED
}
