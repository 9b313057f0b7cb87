import type { TSESTree } from '@typescript-eslint/utils'

import type { Growth } from '../../analysis/facts.ts'
import type { FoundCollection } from '../../analysis/find-collections.ts'
import { enclosingFunction } from '../../ast/functions.ts'
import { dottedName, memberName } from '../../ast/names.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { unwrap } from '../../ast/unwrap.ts'
import { constantInit, findVariable } from '../../ast/variables.ts'
import { isLastingId, isTransientId } from '../../catalog/id-names.ts'
import type { Place, ProgramFile, ProgramView } from '../../program/view.ts'
import type { Certainty, Fact, Source, Witness } from '../fact.ts'
import { isFiniteSource, isOpenSource, type End } from './ends.ts'
import { traceValue } from './trace.ts'
import { isFiniteType } from './types.ts'

/** Do ever new keys come? */
export interface KeyFact extends Fact<'open' | 'finite' | 'undecided'> {
  readonly source: Source
  /**
   * Are they of what is made anew for each use: generated, of a request, of read content, or ids of sessions, messages, calls and the like? Other keys that
   * come from outside may be as few as one user's accounts or sites.
   */
  readonly isTransient: boolean
}

/** One growth of a collection, and the file it stands in. */
export interface GrowthPlace {
  readonly home: ProgramFile
  readonly growth: Growth
  readonly collection: FoundCollection
}

const known = new WeakMap<ProgramView, WeakMap<Growth, KeyFact>>()

/**
 * Follows what a growth adds, the key or the added value, to where it comes from; once for each growth. One open source in production is enough for ever
 * new keys; finite is what has only finite ones. Where the trace ends in the dark, the names met decide at most that new keys are `likely`.
 */
export function judgeKeys(view: ProgramView, place: GrowthPlace): KeyFact {
  const before = known.get(view) ?? new WeakMap<Growth, KeyFact>()
  known.set(view, before)
  const fact = before.get(place.growth) ?? judge(view, place)
  before.set(place.growth, fact)
  return fact
}

function judge(view: ProgramView, { home, growth, collection }: GrowthPlace): KeyFact {
  const { key } = growth
  if (!key) return byName(growth, [])
  const { keyType, valueType } = collection.shape
  const isList = collection.kind === 'array'
  if (!isList && keyType && isFiniteType(view, view.root, keyType, [])) return fact('finite', 'proven', 'constant', [{ home: view.root, node: keyType, shows: 'has few values by its type' }])
  const isSpread = key.type === 'SpreadElement'
  const ends = traceValue(view, { home, node: isSpread ? key.argument : key }, isSpread ? ['*'] : [], collection.owner)
  const found = foldEnds(ends, keyType?.type === 'TSNumberKeyword') ?? byName(growth, ends.slice(0, 1))
  const followed = { ...found, isTransient: found.isTransient || namesIn(home.file, key).some((name) => isTransientId(name.split('.').slice(-2))) }
  if (!isList) return followed
  // What is appended is nearly always made anew: that alone says nothing of how many there will be.
  if (followed.value === 'open' && followed.source === 'generated') return { ...followed, certainty: 'likely' }
  if (followed.value !== 'finite') return followed
  // A list takes the same value again and again, unless it is asked first.
  const isAsked = isAskedFirst(growth.node, collection) || (valueType !== null && isFiniteType(view, view.root, valueType, []))
  return isAsked ? followed : { ...followed, value: 'open', certainty: 'likely' }
}

/** What the ends of a trace come to; null when they leave it undecided. Tests do not count. Numbers that a request names are few, unless they are ids. */
export function foldEnds(all: readonly End[], isNumber = false): KeyFact | null {
  const ends = all.filter((end) => end.home.kind !== 'test')
  const open = best(ends.filter(({ source }) => isOpenSource(source)))
  if (open?.certainty === 'proven') return fact('open', 'proven', open.source, [open], isOfTransient(open) && !(isNumber && open.source === 'request' && !isTransientId(open.part)))
  const isAllFinite = ends.length > 0 && ends.every(({ source }) => isFiniteSource(source))
  if (isAllFinite) return fact('finite', ends.every(({ certainty }) => certainty === 'proven') ? 'proven' : 'likely', ends[0]?.source ?? 'constant', ends.slice(0, 2))
  return open ? fact('open', 'likely', open.source, [open], isOfTransient(open)) : null
}

/** `if (!list.includes(x)) list.push(x)` */
function isAskedFirst(node: TSESTree.Node, { name }: FoundCollection): boolean {
  const fn = enclosingFunction(node)
  const own = name.split('.').at(-1) ?? name
  if (!fn) return false
  for (let at: TSESTree.Node | undefined = node; at && at !== fn; at = at.parent) {
    if (at.type === 'IfStatement' && asksFor(at.test, own)) return true
    if (at.type !== 'BlockStatement') continue
    for (const statement of at.body) {
      if (statement.range[0] >= node.range[0]) break
      if (statement.type === 'IfStatement' && asksFor(statement.test, own)) return true
    }
  }
  return false
}

function asksFor(test: TSESTree.Node, name: string): boolean {
  const at = unwrap(test)
  if (at.type === 'UnaryExpression') return asksFor(at.argument, name)
  if (at.type === 'LogicalExpression' || at.type === 'BinaryExpression') return asksFor(at.left, name) || asksFor(at.right, name)
  if (at.type !== 'CallExpression' || at.callee.type !== 'MemberExpression') return false
  return dottedName(at.callee.object)?.split('.').at(-1) === name
}

/** The last resort: what the names of its own file say. */
function byName(growth: Growth, witnesses: readonly Witness[]): KeyFact {
  const { kind } = growth.keys
  return fact(kind, kind === 'undecided' ? 'unknown' : 'likely', 'unknown', witnesses)
}

function best(ends: readonly End[]): End | undefined {
  return ends.find((one) => one.certainty === 'proven' && isOfTransient(one)) ?? ends.find(({ certainty }) => certainty === 'proven') ?? ends.find(isOfTransient) ?? ends[0]
}

/** Parts of a request that are whatever its sender writes: where it goes to, what it asks. The request itself, or what is made of it, too. */
const FREE_TEXTS = new Set(['url', 'href', 'uri', 'pathname', 'search', 'query', 'q', 'text', 'term', 'body', 'headers', 'authorization', 'cookie', 'params'])

function isFreeText(part: readonly string[]): boolean {
  const named = part.filter((step) => /^[a-z]/i.test(step))
  return named.length === 0 || FREE_TEXTS.has(named.at(-1) ?? '')
}

function isOfTransient({ source, part, shows }: End): boolean {
  if (source === 'event') return isTransientId(part)
  // A request may name one of the few users, networks or rooms that somebody has set up: an address or a text may be any.
  if (source === 'request') return isTransientId(part) || (isFreeText(part) && !isLastingId(part))
  // An object or function is another one each time, which says nothing of how many are kept.
  return source === 'generated' ? shows !== 'is made anew' : isOpenSource(source)
}

function fact(value: KeyFact['value'], certainty: Certainty, source: Source, witnesses: readonly Witness[], isTransient = false): KeyFact {
  return { value, certainty, source, witnesses, isTransient }
}

/** The dotted names that a key is made of, through one variable: `a.sessionId` and `b` of `` `${a.sessionId}:${b}` ``. */
function namesIn(file: SourceFile, node: TSESTree.Node, steps = 1): string[] {
  const at = unwrap(node)
  const inAll = (parts: readonly TSESTree.Node[]): string[] => parts.flatMap((part) => namesIn(file, part, steps))
  switch (at.type) {
    case 'Identifier': {
      const variable = steps > 0 ? findVariable(file, at) : null
      const init = variable && constantInit(variable)
      return [at.name, ...(init ? namesIn(file, init, steps - 1) : [])]
    }
    case 'MemberExpression':
      return [dottedName(at) ?? memberName(at) ?? '']
    case 'TemplateLiteral':
      return inAll(at.expressions)
    case 'BinaryExpression':
    case 'LogicalExpression':
      return inAll([at.left, at.right])
    case 'CallExpression':
      return inAll(at.arguments)
    default:
      return []
  }
}

/** The key as its author wrote it, for a message: `event.sessionID`; null when that is long. */
export function writtenKey({ home, node }: Place): string | null {
  const text = home.file.text.slice(...rangeOf(node)).replace(/\s+/g, ' ')
  return text.length <= 40 ? text : null
}

function rangeOf({ range }: TSESTree.Node): [number, number] {
  return [range[0], range[1]]
}
