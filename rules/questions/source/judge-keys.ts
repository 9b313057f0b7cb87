import type { TSESTree } from '@typescript-eslint/utils'

import type { Growth } from '../../analysis/facts.ts'
import type { FoundCollection } from '../../analysis/find-collections.ts'
import type { Place, ProgramFile, ProgramView } from '../../program/view.ts'
import type { Certainty, Fact, Source, Witness } from '../fact.ts'
import { isFiniteSource, isOpenSource, type End } from './ends.ts'
import { traceValue } from './trace.ts'
import { isFiniteType } from './types.ts'

/** Do ever new keys come? */
export interface KeyFact extends Fact<'open' | 'finite' | 'undecided'> {
  readonly source: Source
}

/** One growth of a collection, and the file it stands in. */
export interface GrowthPlace {
  readonly home: ProgramFile
  readonly growth: Growth
  readonly collection: FoundCollection
}

/**
 * Follows what a growth adds, the key or the added value, to where it comes from. One open source in production is enough for ever new keys; finite is
 * what has only finite ones. Where the trace ends in the dark, the names met decide at most that new keys are `likely`.
 */
export function judgeKeys(view: ProgramView, { home, growth, collection }: GrowthPlace): KeyFact {
  const { key } = growth
  if (!key) return byName(growth, [])
  const { keyType, valueType } = collection.shape
  const declared = collection.kind === 'array' ? valueType : keyType
  if (declared && isFiniteType(view, view.root, declared, [])) return fact('finite', 'proven', 'constant', [{ home: view.root, node: declared, shows: 'has few values by its type' }])
  const ends = traceValue(view, { home, node: key.type === 'SpreadElement' ? key.argument : key }, key.type === 'SpreadElement' ? ['*'] : [])
  return foldEnds(ends) ?? byName(growth, ends.slice(0, 1))
}

/** What the ends of a trace come to; null when they leave it undecided. Tests do not count. */
export function foldEnds(all: readonly End[]): KeyFact | null {
  const ends = all.filter((end) => end.home.kind !== 'test')
  const open = best(ends.filter(({ source }) => isOpenSource(source)))
  if (open?.certainty === 'proven') return fact('open', 'proven', open.source, [open])
  const isAllFinite = ends.length > 0 && ends.every(({ source }) => isFiniteSource(source))
  if (isAllFinite) return fact('finite', ends.every(({ certainty }) => certainty === 'proven') ? 'proven' : 'likely', ends[0]?.source ?? 'constant', ends.slice(0, 2))
  return open ? fact('open', 'likely', open.source, [open]) : null
}

/** The last resort: what the names of its own file say. */
function byName(growth: Growth, witnesses: readonly Witness[]): KeyFact {
  const { kind } = growth.keys
  return fact(kind, kind === 'undecided' ? 'unknown' : 'likely', 'unknown', witnesses)
}

function best(ends: readonly End[]): End | undefined {
  return ends.find(({ certainty }) => certainty === 'proven') ?? ends[0]
}

function fact(value: KeyFact['value'], certainty: Certainty, source: Source, witnesses: readonly Witness[]): KeyFact {
  return { value, certainty, source, witnesses }
}

/** The key as its author wrote it, for a message: `event.sessionID`; null when that is long. */
export function writtenKey({ home, node }: Place): string | null {
  const text = home.file.text.slice(...rangeOf(node)).replace(/\s+/g, ' ')
  return text.length <= 40 ? text : null
}

function rangeOf({ range }: TSESTree.Node): [number, number] {
  return [range[0], range[1]]
}
