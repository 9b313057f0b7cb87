import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingFunction, functionName, isFunction, isImmediatelyInvoked, isInside, type FunctionNode } from '../ast/functions.ts'
import { memberName, words } from '../ast/names.ts'
import type { SourceFile } from '../ast/source-file.ts'
import { unwrap, wrapped } from '../ast/unwrap.ts'
import type { FetchNames } from '../catalog/history-fetches.ts'
import { frequencyOfHook } from '../catalog/hot-hooks.ts'
import { isOneOffName } from '../catalog/polls.ts'
import { isForFinished, isGuarded } from './fetch-guard.ts'
import { findFetchName, tailName } from './history-fetch.ts'
import { endsPoll } from './poll-end.ts'
import { isSparingCall, resolveCallees } from './resolve-value.ts'
import { frameOfCall, type Frame, type FunctionValue, type Search } from './search.ts'
import { indexSource } from './source-index.ts'

/** Code that runs on a hot path: a function, or a part of one such as a loop's body. */
export interface HotCode {
  readonly file: SourceFile
  /** The function, or the part of it that is hot. */
  readonly body: TSESTree.Node
  readonly frame: Frame | null
  /** Where in `body` the hot part begins, when an exit in it lets only some runs come so far. */
  readonly start?: number
  /** How the reader knows it, as the first step of the path: `"tool.execute.after"`, `setInterval callback`. */
  readonly label: string
  /** Where a report stands when the linted file holds nothing closer to the fetch. */
  readonly anchor: TSESTree.Node
  /** A poll ends: code that runs when it does is not hot. A message event comes for unfinished messages too: code for finished ones is not hot. */
  readonly kind: 'hook' | 'poll' | 'event'
  /** How often it runs, as the end of a sentence. */
  readonly frequency: string
}

/** A function on the way, and the file it stands in. */
export interface Step {
  readonly name: string
  readonly file: SourceFile
}

/** A history fetch that hot code reaches. */
export interface Reach {
  /** The fetch, or the call in the searched file that leads to it. */
  readonly node: TSESTree.Node
  /** `session.messages` */
  readonly fetch: string
  readonly fetchFile: SourceFile
  readonly path: readonly Step[]
}

interface Visit {
  readonly search: Search
  readonly names: FetchNames
  readonly hot: HotCode
  readonly seen: Set<FunctionNode>
  readonly found: Reach[]
}

interface At {
  readonly file: SourceFile
  readonly body: TSESTree.Node
  readonly frame: Frame | null
  readonly path: readonly Step[]
  readonly anchor: TSESTree.Node
}

const MAX_CALLS_DEEP = 12

/** The history fetches that run each time `hot` does: not behind a cache, a once-flag or a limit. Each call of the searched file is given once. */
export function findFetches(search: Search, hot: HotCode, names: FetchNames): Reach[] {
  const visit: Visit = { search, names, hot, seen: new Set(), found: [] }
  if (isFunction(hot.body)) visit.seen.add(hot.body)
  visitCode(visit, { file: hot.file, body: hot.body, frame: hot.frame, path: [], anchor: hot.anchor })
  return visit.found
}

function visitCode(visit: Visit, at: At): void {
  if (at.path.length > MAX_CALLS_DEEP) return
  const start = (at.path.length === 0 ? visit.hot.start : undefined) ?? at.body.range[0]
  for (const call of indexSource(at.file).calls) {
    if (visit.search.stepsLeft <= 0) return
    if (call.range[0] >= start && call.range[1] <= at.body.range[1] && runsWithin(visit.search, at, call)) visitCall(visit, at, call)
  }
}

function visitCall(visit: Visit, at: At, call: TSESTree.CallExpression): void {
  const { search, names, hot, found } = visit
  const callees = resolveCallees(search, at.file, call, at.frame)
  const fetch = findFetchName(at.file, call, at.frame, names, callees.length > 0)
  const isRoot = at.file === search.root
  if (fetch !== null) {
    if (isSpared(visit, at, call, [])) return
    const node = isRoot ? call : at.anchor
    if (!found.some((reach) => reach.node === node)) found.push({ node, fetch, fetchFile: at.file, path: at.path })
    return
  }
  const unseen = callees.filter((callee) => !visit.seen.has(callee.node))
  if (unseen.length === 0 || isReportedThere(call) || (hot.kind === 'poll' && isOneOffName(words(tailName(call.callee)?.split('.').at(-1) ?? '')))) return
  if (isSpared(visit, at, call, unseen)) return
  for (const callee of unseen) {
    visit.seen.add(callee.node)
    const step = { name: functionName(callee.node) ?? memberLabel(call), file: callee.file }
    visitCode(visit, { file: callee.file, body: callee.node, frame: frameOfCall(callee, call.arguments, at.file, at.frame), path: [...at.path, step], anchor: isRoot ? call : at.anchor })
  }
}

function memberLabel(call: TSESTree.CallExpression): string {
  return tailName(call.callee)?.split('.').at(-1) ?? 'a callback'
}

function isSpared(visit: Visit, at: At, call: TSESTree.CallExpression, callees: readonly FunctionValue[]): boolean {
  if (isGuarded({ file: at.file, node: call, boundary: at.body, callees, isEntry: at.path.length === 0 })) return true
  return visit.hot.kind === 'poll' ? endsPoll(call, at.body) : visit.hot.kind === 'event' && isForFinished(at.file, call, at.body)
}

/** `monitor['tool.execute.after']?.(input, output)`: that object's own file is where its hook is reported. */
function isReportedThere(call: TSESTree.CallExpression): boolean {
  const callee = unwrap(call.callee)
  return callee.type === 'MemberExpression' && callee.computed && frequencyOfHook(memberName(callee) ?? '') !== null
}

/** Does a call stand in code that runs when `at.body` does: not in a function that is only made there, to run later or elsewhere? */
function runsWithin(search: Search, at: At, call: TSESTree.Node): boolean {
  let fn = isFunction(at.body) && call === at.body ? null : enclosingFunction(call)
  while (fn && fn !== at.body && isInside(fn, at.body)) {
    if (!runsInPlace(search, at, fn)) return false
    fn = enclosingFunction(fn)
  }
  return true
}

/** Calls whose callback runs because of something else, later. */
const REGISTRATIONS = new Set(['on', 'once', 'addEventListener', 'addListener', 'subscribe', 'listen', 'watch', 'register', 'use', 'tool', 'command', 'registerCommand', 'registerTool', 'onAbort', 'setInterval', 'useEffect', 'useCallback', 'useMemo', 'createEffect', 'createMemo', 'createResource', 'describe', 'it', 'test'])

/** Is the function run on the spot: at once, as the callback of a list, a promise, a lock, a retry, or of another function that is not at hand? */
function runsInPlace(search: Search, at: At, fn: FunctionNode): boolean {
  if (isImmediatelyInvoked(fn)) return true
  const holder = wrapped(fn)
  const parent = holder.parent
  if (parent?.type === 'NewExpression') return parent.callee.type === 'Identifier' && parent.callee.name === 'Promise'
  if (parent?.type !== 'CallExpression' || parent.callee === holder) return false
  const name = memberLabel(parent)
  if (REGISTRATIONS.has(name) || isSparingCall(parent) || (name === 'setTimeout' && mayBePutOff(at, parent))) return false
  // A function at hand is entered with its arguments instead, so that its own guards are seen.
  return resolveCallees(search, at.file, parent, at.frame).length === 0
}

/** A timeout whose handle is kept can be put off by the next call. */
function mayBePutOff(at: At, call: TSESTree.CallExpression): boolean {
  const holder = wrapped(call).parent
  return holder?.type === 'AssignmentExpression' || (holder?.type === 'CallExpression' && indexSource(at.file).callsByName.has('clearTimeout'))
}
