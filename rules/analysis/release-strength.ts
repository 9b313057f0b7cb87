import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingFunction, functionName, isFunction, isInside, type FunctionNode } from '../ast/functions.ts'
import { memberName } from '../ast/names.ts'
import type { SourceFile } from '../ast/source-file.ts'
import { unwrap } from '../ast/unwrap.ts'
import { isLookupName, isProcessEndEvent, isTeardownName } from '../catalog/function-names.ts'
import { findUses } from './call-graph.ts'
import type { Strength } from './facts.ts'
import type { RawUsage } from './raw-usage.ts'
import { classifyEntry, isTestOnly, isUnreached } from './reach.ts'
import { hasSizeGuard } from './size-guard.ts'

type RawRelease = Extract<RawUsage, { kind: 'release' }>

/** What the strength of a release depends on, beside the release itself. */
export interface ReleaseContext {
  /** Functions whose name matches are taken as reachable from tests only; the user's own patterns. */
  readonly testFunctions: readonly RegExp[]
  /** Expressions that denote the collection; loops over them are sweeps. */
  readonly references: ReadonlySet<TSESTree.Node>
}

/** Judges how often a release runs compared with growth. The one opinion about it in the code base. */
export function classifyStrength(file: SourceFile, release: RawRelease, context: ReleaseContext): Strength {
  const weak = classifyUnrunnable(file, release.node, context)
  if (weak) return weak
  if (hasSizeGuard(file, release.node, context.references)) return 'evict'
  const fn = enclosingFunction(release.node)
  const sweep = classifySweep(release, context)
  if (sweep === 'some') return 'evict'
  const entered = classifyDeferred(release.node)
  if (entered) return entered
  const end = runsAtEnd(file, fn)
  if (release.extent === 'all' || sweep === 'all') return end ? 'teardown' : 'lifecycle'
  if (release.extent === 'cap') return 'evict'
  if (isRevisit(file, release, fn, context)) return 'revisit'
  return 'lifecycle'
}

/** Code that never runs in production: its function is for tests, or nobody can call it. Outer functions count too. */
function classifyUnrunnable(file: SourceFile, node: TSESTree.Node, context: ReleaseContext): 'test-only' | 'unreached' | null {
  for (let fn = enclosingFunction(node); fn; fn = enclosingFunction(fn)) {
    const name = functionName(fn)
    if (isTestOnly(file, fn) || (name !== null && context.testFunctions.some((pattern) => pattern.test(name)))) return 'test-only'
    if (isUnreached(file, fn)) return 'unreached'
  }
  return null
}

/** Does a loop over the collection itself stand around the release, and does a condition choose what goes? */
function classifySweep(release: RawRelease, context: ReleaseContext): 'some' | 'all' | null {
  let isConditional = false
  for (let at: TSESTree.Node | undefined = release.node; at?.parent; at = at.parent) {
    const parent: TSESTree.Node = at.parent
    if (parent.type === 'IfStatement' && parent.test !== at) isConditional = true
    if (parent.type === 'BlockStatement' && skipsSome(parent.body, at)) isConditional = true
    const source = loopSource(parent, at)
    if (source) {
      const isOwn = [...context.references].some((reference) => isInside(reference, source))
      if (isOwn) return isConditional || /filter/.test(textOfCallee(source)) ? 'some' : 'all'
      // A loop over a list of stale keys that was gathered before.
      return 'some'
    }
    if (isFunction(at) && classifyEntry(at).type !== 'inline') return null
  }
  return null
}

function skipsSome(statements: readonly TSESTree.Statement[], at: TSESTree.Node): boolean {
  return statements.some((statement) => statement !== at && statement.range[0] < at.range[0] && statement.type === 'IfStatement' && endsIteration(statement.consequent))
}

function endsIteration(statement: TSESTree.Statement): boolean {
  const last = statement.type === 'BlockStatement' ? statement.body.at(-1) : statement
  return last?.type === 'ContinueStatement' || last?.type === 'ReturnStatement'
}

function loopSource(parent: TSESTree.Node, at: TSESTree.Node): TSESTree.Node | null {
  if ((parent.type === 'ForOfStatement' || parent.type === 'ForInStatement') && parent.body === at) return parent.right
  if (!isFunction(at) || parent.type !== 'CallExpression' || parent.callee.type !== 'MemberExpression') return null
  return memberName(parent.callee) === 'forEach' ? parent.callee.object : null
}

function textOfCallee(node: TSESTree.Node): string {
  return node.type === 'CallExpression' && node.callee.type === 'MemberExpression' ? (memberName(node.callee) ?? '') : ''
}

/** A release in `finally`, in a settled promise, on a timer or in an event handler runs by itself. */
function classifyDeferred(node: TSESTree.Node): Strength | null {
  let inCatch = false
  for (let at: TSESTree.Node | undefined = node; at?.parent; at = at.parent) {
    const parent: TSESTree.Node = at.parent
    if (parent.type === 'TryStatement' && parent.finalizer === at) return 'evict'
    if (parent.type === 'CatchClause') inCatch = true
    if (!isFunction(at)) continue
    const entry = classifyEntry(at)
    switch (entry.type) {
      case 'timer':
        return 'evict'
      case 'settle':
        return entry.onlyOnFailure ? 'failure' : 'evict'
      case 'event':
        return isProcessEndEvent(entry.receiver, entry.event) ? 'teardown' : 'lifecycle'
      case 'returned':
        return enclosingFunction(at) ? 'lifecycle' : null
      case 'inline':
        continue
      case 'named':
      case 'callback':
        return inCatch ? 'failure' : null
      default:
        return entry satisfies never
    }
  }
  return null
}

/** Does the function run when the whole owner ends: by its name, or because only such functions call it? */
function runsAtEnd(file: SourceFile, fn: FunctionNode | null, depth = 3): boolean {
  if (!fn) return false
  const entry = classifyEntry(fn)
  if (entry.type === 'inline') return runsAtEnd(file, enclosingFunction(fn), depth)
  const name = functionName(fn)
  if (name !== null && isTeardownName(name)) return true
  if (isSymbolDispose(fn)) return true
  if (depth === 0 || entry.type !== 'named') return false
  const use = findUses(file, fn)
  if (use.isVisible || use.values.length > 0 || use.calls.length === 0) return false
  return use.calls.every((call) => runsAtEnd(file, enclosingFunction(call), depth - 1))
}

function isSymbolDispose(fn: FunctionNode): boolean {
  const { parent } = fn
  return (parent.type === 'MethodDefinition' || parent.type === 'Property') && parent.computed && parent.key.type === 'MemberExpression' && /dispose/i.test(memberName(parent.key) ?? '')
}

/**
 * A delete inside a function that looks up or adds the same key, under a condition on the entry itself or on time, runs only when
 * that key is seen again. `take(key)`, `remove(key)`, `end(key)` are no lookups: whoever owns the key calls them once at its end.
 */
function isRevisit(file: SourceFile, release: RawRelease, fn: FunctionNode | null, context: ReleaseContext): boolean {
  const name = fn && functionName(fn)
  if (!fn || name === null || !isLookupName(name)) return false
  return conditionsAround(release.node, fn).some((test) => asksForEntry(file, test, context))
}

function conditionsAround(node: TSESTree.Node, fn: FunctionNode): TSESTree.Node[] {
  const tests: TSESTree.Node[] = []
  for (let at: TSESTree.Node = node; at !== fn && at.parent; at = at.parent) {
    if (at.parent.type === 'IfStatement' && at.parent.test !== at) tests.push(at.parent.test)
    if (at.parent.type === 'LogicalExpression' && at.parent.right === at) tests.push(at.parent.left)
  }
  return tests
}

/** `if (count <= 1)`, `if (--entry.holders === 0)`: the last of several holders leaves, and each of them comes once. */
function isCountdown(test: TSESTree.Node): boolean {
  const at = unwrap(test)
  if (at.type !== 'BinaryExpression' || !['===', '==', '<', '<='].includes(at.operator)) return false
  const counted = unwrap(at.left)
  if (at.right.type !== 'Literal' || (at.right.value !== 0 && at.right.value !== 1)) return false
  // An inner list that is found empty says nothing of who comes.
  return !(counted.type === 'MemberExpression' && /^(?:size|length)$/.test(memberName(counted) ?? ''))
}

/** `if (Date.now() > entry.expiresAt)`, `if (cache.has(key))`, `if (entry !== undefined)` with `entry = cache.get(key)`. */
function asksForEntry(file: SourceFile, test: TSESTree.Node, context: ReleaseContext): boolean {
  if (isCountdown(test)) return false
  const text = file.text.slice(test.range[0], test.range[1])
  if (/expir|\bttl\b|stale|\bage\b|\bnow\b|Date\.|timestamp/i.test(text)) return true
  const isInTest = (node: TSESTree.Node): boolean => isInside(node, test)
  if ([...context.references].some(isInTest)) return true
  return [...context.references].some((reference) => {
    const holder = declaredFrom(reference)
    return holder !== null && new RegExp(`(?<![\\w$.])${holder.replaceAll('$', '\\$')}(?![\\w$])`).test(text)
  })
}

/** `entry` in `const entry = cache.get(key)`. */
function declaredFrom(reference: TSESTree.Node): string | null {
  let at: TSESTree.Node | undefined = reference
  while (at && at.type !== 'VariableDeclarator') at = isFunction(at) ? undefined : at.parent
  return at?.type === 'VariableDeclarator' && at.id.type === 'Identifier' ? at.id.name : null
}
