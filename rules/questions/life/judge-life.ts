import { findComponent } from '../../analysis/components.ts'
import { indexSource } from '../../analysis/source-index.ts'
import { enclosingFunction, functionName, isFunction } from '../../ast/functions.ts'
import { frequencyOfHook } from '../../catalog/hot-hooks.ts'
import { ownerSpanNamed } from '../../catalog/owners.ts'
import type { ClassRef, FunctionRef, ProgramView } from '../../program/view.ts'
import { classifyRegistration } from '../frequency/registration.ts'
import { nameOfOwner } from '../owner-name.ts'
import { inProduction } from '../production.ts'
import { frameFrequency, lifeOfDropped, lifeOfLocal } from './frames.ts'
import { lifeInContainer, lifeInFramework } from './frameworks.ts'
import { heldFor } from './holders.ts'
import { isForEver, likely, livesFor, longest, UNKNOWN_LIFE, type LifeFact } from './outcome.ts'
import { heldByCallersOf } from './returned.ts'
import { lifeOfListener } from './variables.ts'
import { enter, type Walk } from './walk.ts'

const MAX_STEPS = 14
const MAX_PLACES = 80

const known = new WeakMap<ProgramView, WeakMap<object, LifeFact>>()

/**
 * How long the owner of a collection, timer or subscription lives: the instances of a class, what a function closes over, or the module.
 * Told by where it is made and what holds it there, followed through variables, fields, collections, arguments and factories' results; at most
 * 14 steps and 80 places. Components count as `call`: a view comes and goes, and its collections with it. Owners that only tests make, or that
 * nobody in sight makes, are unknown.
 */
export function judgeLife(view: ProgramView, owner: ClassRef | FunctionRef | 'module'): LifeFact {
  if (owner === 'module') return lifeOfModule(view)
  const byOwner = known.get(view) ?? new WeakMap<object, LifeFact>()
  known.set(view, byOwner)
  const before = byOwner.get(owner.node)
  if (before) return before
  const life = lifeOf({ view, lifeOf, heldFor, open: new Set(), depth: MAX_STEPS, budget: { left: MAX_PLACES } }, owner)
  byOwner.set(owner.node, life)
  return life
}

/** A test or a tool of development runs and ends; any other module lives as long as the program. */
function lifeOfModule({ root }: ProgramView): LifeFact {
  const place = { home: root, node: root.file.ast }
  if (root.kind !== 'production') return livesFor('call', 'likely', place, `is a ${root.kind}, which runs and ends`)
  return livesFor('process', 'proven', place, 'lives as long as its module')
}

function lifeOf(walk: Walk, owner: ClassRef | FunctionRef): LifeFact {
  const next = enter(walk, owner.node)
  if (!next) return UNKNOWN_LIFE
  const { node } = owner
  return isFunction(node) ? lifeOfClosure(next, { home: owner.home, node }) : lifeOfInstances(next, { home: owner.home, node })
}

function lifeOfInstances(walk: Walk, ref: ClassRef): LifeFact {
  const inFramework = lifeInFramework(ref)
  if (inFramework?.certainty === 'proven') return inFramework
  const { sites, isComplete } = walk.view.constructionsOf(ref)
  const facts: LifeFact[] = inFramework ? [inFramework] : []
  for (const site of inProduction(walk.view, sites)) {
    const held = site.as === 'value' ? lifeInContainer(walk, site) : (heldFor(walk, site) ?? lifeOfLocal(walk.view, site))
    if (held) facts.push(site.match === 'certain' ? held : likely(held))
    if (held && site.match === 'certain' && isForEver(held)) break
  }
  if (facts.length === 0) return isComplete ? UNKNOWN_LIFE : (lifeInHost(walk, ref, sites.length > 0) ?? lifeByName(ref))
  const life = longest(facts)
  if (life.value === 'unknown') return lifeByName(ref)
  return isComplete || life.value !== 'call' ? life : likely(life)
}

/** A class that a module exports as its default, extending what a package gave it: its host makes the one instance, as of a plugin. */
function lifeInHost(walk: Walk, ref: ClassRef, isMadeByTests: boolean): LifeFact | null {
  const isDefault = ref.node.parent.type === 'ExportDefaultDeclaration'
  if (!isDefault || isMadeByTests || walk.view.baseOf(ref) !== 'unseen') return null
  return livesFor('process', 'likely', ref, 'is made by the host that the module gives it to')
}

function lifeOfClosure(walk: Walk, ref: FunctionRef): LifeFact {
  const { home, node: fn } = ref
  const component = findComponent(home.file, fn.body)
  if (component) return livesFor('call', 'proven', ref, 'is a component or hook, which comes and goes')
  const step = fn.type === 'FunctionDeclaration' ? null : classifyRegistration(home.file, fn)
  switch (step?.kind) {
    case 'with':
      return lifeOfDropped(walk.view, { home, node: step.node }) ?? UNKNOWN_LIFE
    case 'again':
      return lifeOfHandler(walk, ref)
    case 'argument':
      return lifeOfRegistered(walk, ref)
    case 'returned':
    case 'part':
    case 'exported':
      return lifeOfCalls(walk, ref, true)
    default:
      return lifeOfCalls(walk, ref, false)
  }
}

/**
 * What a handler closes over lives as long as what its own listeners listen to: the socket of a connection, something that lives on. Without any
 * it is done when the handler is.
 */
function lifeOfHandler(walk: Walk, ref: FunctionRef): LifeFact {
  const frequency = frameFrequency(walk.view, { home: ref.home, node: ref.node.body })
  if (frequency.value === 'never') return UNKNOWN_LIFE
  const inner = indexSource(ref.home.file).functions.filter((fn) => enclosingFunction(fn) === ref.node)
  const listeners = inner.flatMap((fn) => {
    const step = fn.type === 'FunctionDeclaration' ? null : classifyRegistration(ref.home.file, fn)
    if (step?.kind !== 'again' || step.by === 'render') return []
    return lifeOfListener(walk, { home: ref.home, node: step.node }, ref.node) ?? []
  })
  const done = livesFor('call', 'likely', ref, `is made ${frequency.event ?? 'for each run'} and dropped after it`)
  return longest([done, ...listeners])
}

/** Handed to code that can't be seen: what is set up at start lives on. */
function lifeOfRegistered(walk: Walk, ref: FunctionRef): LifeFact {
  const frequency = frameFrequency(walk.view, ref)
  if (frequency.value === 'load' || frequency.value === 'start') return livesFor('process', 'likely', ref, 'is handed over when the program starts')
  return UNKNOWN_LIFE
}

/** `isHandedOut`: the function is a value that goes out of sight, so that others may call it. */
function lifeOfCalls(walk: Walk, ref: FunctionRef, isHandedOut: boolean): LifeFact {
  const { sites, isComplete } = walk.view.callersOf(ref)
  const calls = inProduction(walk.view, sites).filter((site) => site.as === 'call')
  if (calls.length > 0) {
    const life = longest(heldByCallersOf(walk, ref))
    return life.value === 'unknown' ? (lifeOfDroppedCalls(walk, ref) ?? lifeByName(ref)) : life
  }
  const frequency = frameFrequency(walk.view, { home: ref.home, node: ref.node.body })
  if (frequency.value === 'start' || frequency.value === 'load') return livesFor('process', frequency.certainty, ref, 'runs when the program starts')
  if (frequency.value === 'never') return UNKNOWN_LIFE
  if (returnsHooks(ref)) return livesFor('process', 'likely', ref, 'is made once by the host whose hooks it returns')
  return isComplete && !isHandedOut ? UNKNOWN_LIFE : lifeByName(ref)
}

function lifeOfDroppedCalls(walk: Walk, ref: FunctionRef): LifeFact | null {
  const { sites, isComplete } = walk.view.callersOf(ref)
  if (!isComplete) return null
  const calls = inProduction(walk.view, sites).filter((site) => site.as === 'call')
  const facts = calls.flatMap((site) => lifeOfDropped(walk.view, site) ?? [])
  const life = longest(facts)
  return life.value === 'unknown' ? null : life
}

/** Does the function return an object of hooks that a host calls? */
function returnsHooks({ node }: FunctionRef): boolean {
  const { body } = node
  const last = body.type === 'BlockStatement' ? body.body.at(-1) : null
  const object = last?.type === 'ReturnStatement' ? last.argument : body
  if (object?.type !== 'ObjectExpression') return false
  return object.properties.some((property) => {
    if (property.type !== 'Property' || property.key.type !== 'Literal' || typeof property.key.value !== 'string') return false
    return property.key.value === 'event' || frequencyOfHook(property.key.value) !== null
  })
}

/** Nobody makes it in sight, or where it goes can't be followed: only its name is left to tell. */
function lifeByName(ref: ClassRef | FunctionRef): LifeFact {
  const name = nameOfMade(ref)
  return name !== null && ownerSpanNamed(name) === 'long' ? livesFor('long', 'likely', ref, `is called \`${name}\``) : UNKNOWN_LIFE
}

/** `createPlugin = (config) => async (ctx) => …`: what is returned is what the outer function makes. */
function nameOfMade(ref: ClassRef | FunctionRef): string | null {
  const name = nameOfOwner(ref)
  if (name !== null || !isFunction(ref.node)) return name
  const outer = classifyRegistration(ref.home.file, ref.node).kind === 'returned' ? enclosingFunction(ref.node) : null
  return outer && functionName(outer)
}
