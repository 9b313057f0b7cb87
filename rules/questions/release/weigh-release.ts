import type { TSESTree } from '@typescript-eslint/utils'

import { argumentFor } from '../../analysis/arguments.ts'
import { runsOnlyAtLoad, runsOnlyInConstructor } from '../../analysis/call-graph.ts'
import { classifySweep } from '../../analysis/control/sweeps.ts'
import type { Release, Strength } from '../../analysis/facts.ts'
import { isEffective } from '../../analysis/judge.ts'
import { classifyEntry, classifyHandOver, type Entry } from '../../analysis/reach.ts'
import { classifyStrength, strongest, weaker } from '../../analysis/release-strength.ts'
import type { ReleaseContext } from '../../analysis/revisits.ts'
import { enclosingFunction, functionName, isFunction, isInside, type FunctionNode } from '../../ast/functions.ts'
import { keyName } from '../../ast/names.ts'
import { isProcessEndEvent, isSoftEnd, isTeardownName } from '../../catalog/function-names.ts'
import { isGoodbye } from '../../catalog/session-ends.ts'
import type { Caller, FunctionRef, Place, ProgramFile, ProgramView } from '../../program/view.ts'
import { judgeFrequency } from '../frequency/judge-frequency.ts'

/** How strong a release is with its callers, and the place that decides it. */
export interface Weight {
  readonly strength: Strength
  readonly decisive: Place
  /** Were all callers seen that it depends on, or does it depend on none? */
  readonly isProven: boolean
}

/** Callers are asked for their own callers so deep, and so many functions in all. */
const MAX_DEPTH = 4
const MAX_FUNCTIONS = 16

export interface Weighing {
  readonly view: ProgramView
  readonly testFunctions: readonly RegExp[]
  /** Expressions that denote the collection, by file. */
  readonly referencesIn: (home: ProgramFile) => ReadonlySet<TSESTree.Node>
  /** Functions that add to the collection: what stands in one, or is called by one, runs as often. */
  readonly growing: ReadonlySet<FunctionNode>
  readonly seen: Set<FunctionNode>
}

/** What is let go at a place: by the release itself, or by a call of what holds it. */
interface Letting {
  readonly home: ProgramFile
  readonly node: TSESTree.Node
  readonly extent: Release['extent']
  readonly key: TSESTree.Node | null
}

/**
 * A release is as good as the best way to it. Nobody calls it: unreached; only tests do: test-only; only code that runs at the owner's end or its
 * start: teardown; where the same key is seen again: revisit. Whoever can't be seen may do it in time. Four calls up, at most sixteen functions.
 */
export function weighRelease(weighing: Weighing, home: ProgramFile, release: Release): Weight {
  const letting: Letting = { home, node: release.node, extent: release.extent, key: release.key }
  if (home.kind !== 'production') return { strength: 'test-only', decisive: letting, isProven: true }
  return weigh(weighing, letting, release.strength, MAX_DEPTH)
}

function weigh(weighing: Weighing, letting: Letting, own: Strength, depth: number): Weight {
  const settled = { strength: own, decisive: letting, isProven: true }
  if (own === 'unreached' || own === 'test-only' || own === 'failure') return settled
  const around = functionAround(letting.node)
  if (!around) return atLoad(letting, settled)
  const { fn, entered } = around
  if (isEffective(own) && weighing.growing.has(fn)) return settled
  if (entered.type === 'event' && isGoodbye(entered.event)) return { ...settled, strength: 'revisit' }
  if (entered.type !== 'named') return isEffective(own) ? onlyIfReached(weighing, { home: letting.home, node: fn }, settled) : settled
  // A decorator registers the method: what it is told there, nobody of the program can see.
  if (own === 'teardown' && isDecorated(fn)) return { ...settled, strength: 'lifecycle', isProven: false }
  // An end that its name tells is one, whoever calls it, and so is a lookup, unless a sweep goes through it.
  if (own === 'teardown' && !isSoftEnd(functionName(fn) ?? '')) return onlyIfReached(weighing, { home: letting.home, node: fn }, settled)
  return weighByCallers(weighing, { home: letting.home, node: fn }, letting, { own, depth })
}

function isDecorated(fn: FunctionNode): boolean {
  const { parent } = fn
  return parent.type === 'MethodDefinition' && (parent.decorators ?? []).length > 0
}

/** The function that a place runs in, and how it is entered; iteration callbacks and functions called on the spot belong to the next one. */
export function functionAround(node: TSESTree.Node): { fn: FunctionNode; entered: Entry } | null {
  for (let fn = enclosingFunction(node); fn; fn = enclosingFunction(fn)) {
    const entered = classifyEntry(fn)
    if (entered.type !== 'inline') return { fn, entered }
  }
  return null
}

/** Code at module level runs once, before anything can have grown. */
function atLoad(letting: Letting, settled: Weight): Weight {
  return runsOnlyAtLoad(letting.home.file, letting.node) ? { ...settled, strength: weaker(settled.strength, 'teardown') } : settled
}

/** A timer, a listener or a settled promise works only where the function around it is called at all. */
function onlyIfReached({ view }: Weighing, fn: FunctionRef, settled: Weight): Weight {
  const { entries, isComplete } = view.entriesOf(fn)
  if (!isComplete || entries.some((entry) => entry.how !== 'test')) return settled
  return { ...settled, strength: entries.length > 0 ? 'test-only' : 'unreached', decisive: entries[0] ?? fn }
}

function weighByCallers(weighing: Weighing, fn: FunctionRef, letting: Letting, { own, depth }: { own: Strength; depth: number }): Weight {
  const settled: Weight = { strength: own, decisive: letting, isProven: own === 'revisit' }
  if (depth === 0 || weighing.seen.has(fn.node) || weighing.seen.size >= MAX_FUNCTIONS) return settled
  weighing.seen.add(fn.node)
  const { sites, isComplete } = weighing.view.callersOf(fn)
  const isKnown = isComplete && sites.every(({ match }) => match === 'certain')
  const real = sites.filter(({ home, node }) => home.kind === 'production' && !isInside(node, fn.node))
  if (real.length === 0) return uncalled(weighing, fn, { letting, settled, isKnown, test: sites.find(({ home }) => home.kind !== 'production') ?? null })
  // Whoever can't be seen may run it in time.
  if (!isKnown && isEffective(own)) return settled
  const ways: Weight[] = isKnown ? [] : [settled]
  for (const site of real) {
    const way = weighCaller(weighing, site, { fn: fn.node, letting, own, depth })
    if (isEffective(way.strength)) return way
    ways.push(way)
  }
  const strength = strongest(ways.map((way) => way.strength))
  return ways.find((way) => way.strength === strength) ?? settled
}

interface Uncalled {
  readonly letting: Letting
  readonly settled: Weight
  readonly isKnown: boolean
  /** The first place in tests that uses the function. */
  readonly test: Place | null
}

/** What nothing of the program calls may be its host's to run: a route, a handler by its decorator. */
function uncalled({ view }: Weighing, fn: FunctionRef, { letting, settled, isKnown, test }: Uncalled): Weight {
  const { value, certainty } = judgeFrequency(view, letting, 'module')
  if (value === 'again' && certainty === 'proven') return settled
  if (!isKnown || value !== 'never') {
    // Who empties everything, and is given no key for it, does so at an end or a new start; code out of sight that does it while it runs is not to be expected.
    const isOnce = (letting.extent === 'all' && fn.node.params.length === 0) || value === 'load' || value === 'start'
    return isOnce ? { ...settled, strength: weaker(settled.strength, 'teardown') } : settled
  }
  return test ? { strength: 'test-only', decisive: test, isProven: true } : { strength: 'unreached', decisive: fn, isProven: true }
}

interface Called {
  readonly fn: FunctionNode
  readonly letting: Letting
  readonly own: Strength
  readonly depth: number
}

function weighCaller(weighing: Weighing, site: Caller, called: Called): Weight {
  return site.as === 'call' ? weighCall(weighing, site, called) : weighValue(weighing, site, called)
}

/** The weaker of what the function does and of how the call of it runs. */
function weighCall(weighing: Weighing, { home, node }: Caller, { fn, letting, own, depth }: Called): Weight {
  const key = node.type === 'CallExpression' || node.type === 'NewExpression' ? argumentFor(node, fn, letting.key) : null
  const extent = own === 'evict' ? 'cap' : letting.extent
  const context: ReleaseContext = { testFunctions: weighing.testFunctions, references: weighing.referencesIn(home) }
  const here: Letting = { home, node, extent, key: key ?? letting.key }
  if (runsOnlyAtLoad(home.file, node) || runsOnlyInConstructor(home.file, node)) return { strength: weaker(own, 'teardown'), decisive: here, isProven: true }
  const atCall = weigh(weighing, here, classifyStrength(home.file, { kind: 'release', node, extent, key }, context), depth - 1)
  const isSwept = own === 'revisit' && atCall.strength === 'evict' && classifySweep(home.file, node, context.references) !== null
  return { ...atCall, strength: isSwept ? 'evict' : combine(own, atCall.strength) }
}

/** What a call of a release comes to. Who calls what is named like an end says how often that ends. A sweep alone makes a visit a look at all keys. */
function combine(own: Strength, atCall: Strength): Strength {
  if (own === 'teardown') return atCall
  // What cuts to a size does so however it comes to run.
  if (own === 'evict' && isEffective(atCall)) return 'evict'
  return weaker(own, atCall)
}

/** Handed on or registered: `socket.on('close', forget)`, `setInterval(sweep, 1000)`, `{ dispose: clear }`. */
function weighValue(weighing: Weighing, site: Caller, { letting, own }: Called): Weight {
  const node = site.node.type === 'Property' ? site.node.value : site.node
  const name = site.node.type === 'Property' ? keyName(site.node) : isFunction(node) ? functionName(node) : nameGiven(node)
  const settled: Weight = { strength: own === 'teardown' ? 'lifecycle' : own, decisive: site, isProven: false }
  const entered = classifyHandOver(node, name)
  switch (entered.type) {
    case 'timer':
      return onlyIfReachedFrom(weighing, site, { ...settled, strength: own === 'teardown' || own === 'revisit' ? own : 'evict' })
    case 'settle':
      return { ...settled, strength: entered.onlyOnFailure ? weaker(own, 'failure') : own }
    case 'event':
      if (isProcessEndEvent(entered.receiver, entered.event)) return { ...settled, strength: weaker(own, 'teardown') }
      if (isGoodbye(entered.event)) return { ...settled, strength: weaker(own, 'revisit') }
      return onlyIfReachedFrom(weighing, site, settled)
    case 'named':
      if (name !== null && letting.extent === 'all' && isTeardownName(name)) return { ...settled, strength: weaker(own, 'teardown') }
      return settled
    case 'returned':
    case 'callback':
    case 'inline':
      return settled
    default:
      return entered satisfies never
  }
}

/** The property that a function is put under by its name: `{ dispose: clearAll }`. */
function nameGiven({ parent }: TSESTree.Node): string | null {
  return parent?.type === 'Property' ? keyName(parent) : null
}

function onlyIfReachedFrom(weighing: Weighing, { home, node }: Place, settled: Weight): Weight {
  const fn = enclosingFunction(node)
  return fn && isEffective(settled.strength) ? onlyIfReached(weighing, { home, node: fn }, settled) : settled
}
