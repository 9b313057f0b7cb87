import type { TSESTree } from '@typescript-eslint/utils'

import { someInside } from '../ast/descend.ts'
import { functionName } from '../ast/functions.ts'
import { keyName, memberName, words } from '../ast/names.ts'
import { oncePerFile, type SourceFile } from '../ast/source-file.ts'
import { endedNounOf, isEndOfOne } from '../catalog/session-ends.ts'
import type { CollectionFacts } from './collection-facts.ts'
import type { Usage } from './facts.ts'
import { open } from './keys/key-space.ts'
import { nameNodeOf, type EndHandler } from './session-end.ts'
import { indexSource } from './source-index.ts'

/** The handler of the end of something that no catalog knows: `onVesselGone(vesselId)`, `removeOrchard(orchardId)`. */
export interface NounEnd {
  readonly noun: string
  readonly handler: EndHandler
}

/**
 * Functions that are named for the end of one thing and are told its id under the same noun. That the program has an end for it, with its id,
 * proves that its ids come and go, whatever the noun is.
 */
export const findNounEnds: (file: SourceFile) => readonly NounEnd[] = oncePerFile((file) =>
  indexSource(file).functions.flatMap((fn) => {
    const name = functionName(fn)
    const noun = name === null || isEndOfOne(name) ? null : endedNounOf(name)
    if (name === null || noun === null || !fn.params.some((parameter) => tellsIdOf(parameter, noun))) return []
    return [{ noun, handler: { name, node: nameNodeOf(fn), regions: [fn.body] } }]
  }),
)

/** `vesselId`, `{ vesselId }` */
function tellsIdOf(parameter: TSESTree.Parameter, noun: string): boolean {
  if (parameter.type === 'Identifier') return isIdOf(parameter.name, noun)
  if (parameter.type !== 'ObjectPattern') return false
  return parameter.properties.some((property) => property.type === 'Property' && isIdOf(keyName(property) ?? '', noun))
}

function isIdOf(name: string, noun: string): boolean {
  const parts = words(name)
  return parts.length === 2 && parts[0] === noun && parts[1] === 'id'
}

/** A collection with what it gains under ids of the noun, alone or as a part of a key, as open keys; itself when there is none. */
export function withIdsOf(file: SourceFile, facts: CollectionFacts, noun: string): CollectionFacts {
  let isKeyed = false
  const usages = facts.usages.map((usage): Usage => {
    if (usage.kind !== 'grow' || usage.keys.kind !== 'undecided' || !usage.key || !isMadeOf(file, usage.key, noun)) return usage
    isKeyed = true
    return { ...usage, keys: open(`${noun} ids`) }
  })
  return isKeyed ? { ...facts, usages } : facts
}

function isMadeOf(file: SourceFile, key: TSESTree.Node, noun: string): boolean {
  return someInside(file, key, (node) => {
    if (node.type === 'MemberExpression') return isIdOf(memberName(node) ?? '', noun)
    return node.type === 'Identifier' && isIdOf(node.name, noun)
  })
}
