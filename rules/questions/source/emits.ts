import type { TSESTree } from '@typescript-eslint/utils'

import { indexSource } from '../../analysis/source-index.ts'
import { dottedName, staticString } from '../../ast/names.ts'
import { unwrap } from '../../ast/unwrap.ts'
import type { Place, ProgramFile } from '../../program/view.ts'
import type { End } from './ends.ts'
import type { CalledBy } from './registrations.ts'
import { atMostLikely, type Path, type Trace } from './walk.ts'

const EMITS = ['emit', 'publish', 'fire', 'dispatch', 'trigger', 'broadcast'] as const
/** So many places that send an event are followed. */
const MAX_EMITS = 6

/**
 * What is sent with an event of the program's own: by the calls that emit it, in the file that listens and the one that has the emitter's class. Null when
 * the emitter is not the program's own, so that the event comes from outside.
 */
export function followEmits(trace: Trace, home: ProgramFile, by: Extract<CalledBy, { by: 'event' }>, index: number, path: Path, depth: number): End[] | null {
  const callee = by.registered && unwrap(by.registered.call.callee)
  const event = by.registered?.event ?? null
  if (callee?.type !== 'MemberExpression' || event === null) return null
  const emitter = callee.object
  const own = trace.view.definitionsOf({ home, node: emitter }).flatMap((found) => (found.kind === 'instance' ? [found] : []))
  const files = [...new Set([home, ...own.map((found) => found.home)])]
  const name = dottedName(emitter)
  const sent = files.flatMap((file) => emitsIn(file, event).filter((call) => own.length > 0 || isSentBy(call, name)).map((node) => ({ home: file, node })))
  if (sent.length > 0) return sent.slice(0, MAX_EMITS).flatMap((place) => followSent(trace, place, index, path, depth))
  return own.length > 0 ? atMostLikely([{ home, node: emitter, source: 'event', certainty: 'likely', shows: `comes with each ${by.name}`, part: [] }]) : null
}

function emitsIn({ file }: ProgramFile, event: string): TSESTree.CallExpression[] {
  const { callsByName } = indexSource(file)
  return EMITS.flatMap((name) => callsByName.get(name) ?? []).filter((call): call is TSESTree.CallExpression => call.type === 'CallExpression' && staticString(call.arguments[0]) === event)
}

function isSentBy({ callee }: TSESTree.CallExpression, name: string | null): boolean {
  const at = unwrap(callee)
  return at.type === 'MemberExpression' && name !== null && dottedName(at.object) === name
}

function followSent(trace: Trace, { home, node }: Place & { readonly node: TSESTree.CallExpression }, index: number, path: Path, depth: number): End[] {
  const argument = node.arguments[index + 1]
  return argument ? trace.follow(trace, { home, node: argument }, path, depth - 2) : []
}
