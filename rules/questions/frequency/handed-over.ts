import type { TSESTree } from '@typescript-eslint/utils'

import { conditionsOn } from '../../analysis/control/conditions.ts'
import { isExported } from '../../analysis/exported.ts'
import { enclosingFunction, isFunction, isInside } from '../../ast/functions.ts'
import { keyName, memberName } from '../../ast/names.ts'
import { unwrap, wrapped } from '../../ast/unwrap.ts'
import { findVariable, type Variable } from '../../ast/variables.ts'
import type { FunctionRef, Place, ProgramFile } from '../../program/view.ts'
import { isGivenToPackage } from '../given-to-package.ts'
import { inProduction } from '../production.ts'
import { again, atMostLikely, busiest, frequencyOf, UNKNOWN_FREQUENCY, type FrequencyFact } from './outcome.ts'
import { classifyRegistration, type Comes, type Registration } from './registration.ts'
import { firstAgain, runsOfSite } from './sites.ts'
import { deeper, ownFrame, type Walk } from './walk.ts'

/**
 * How often a function runs that stands as a value at `node`: follows registrations, parameters of the program's own functions, variables,
 * parts of objects and lists, and what factories return. What is handed to a function that can't be seen may run as often as that is called.
 */
export function runsOfValue(walk: Walk, home: ProgramFile, node: TSESTree.Node): FrequencyFact {
  if (walk.depth <= 0 || walk.budget.left-- <= 0) return UNKNOWN_FREQUENCY
  const step = classifyRegistration(home.file, node)
  switch (step.kind) {
    case 'with':
      return runsWith(walk, { home, node: step.node }, step.later)
    case 'again': {
      const isForPackage = !step.isCertain && isGivenToPackage(walk.view, home, step.node)
      const called = step.isCertain || isForPackage ? null : runsThroughName(walk, home, step.node)
      if (called && called.value !== 'unknown') return called
      const registered = walk.runsAt(walk, { home, node: step.node })
      // A table of hooks is made for a host, which nobody of the program has to be.
      const isHostsTable = step.isCertain && step.node.type === 'Property'
      // What the code in question registers itself brings it again: `on('close', () => connect())` within `connect`.
      if (registered.value === 'never' && !isHostsTable && !ownFrame(walk, step.node)) return registered
      const named = again(step.by, step.isCertain || isForPackage ? 'proven' : 'likely', { home, node: step.node }, step.event)
      const followed = runsOfOwnFunction(walk, home, step.node, node)
      return followed === null ? named : followed.value === 'unknown' ? atMostLikely(named) : followed
    }
    case 'test':
      return frequencyOf('never', 'proven', { home, node }, 'is run by a test')
    case 'argument':
      return runsOfArgument(walk, home, step.call, step.index)
    case 'part':
      return runsOfPart(walk, home, step.node, step.member)
    case 'returned':
      return runsOfReturned(walk, home, node, null)
    case 'kept':
      return runsOfKept(walk, home, step.node)
    case 'exported':
    case 'unknown':
      return UNKNOWN_FREQUENCY
    default:
      return step satisfies never
  }
}

/** `createServer(app, fn)` of a function that the program itself declares does what that does, whatever others of its name do; null for any other place. */
function runsOfOwnFunction(walk: Walk, home: ProgramFile, place: TSESTree.Node, value: TSESTree.Node): FrequencyFact | null {
  if (place.type !== 'CallExpression' || unwrap(place.callee).type !== 'Identifier') return null
  const isOwn = walk.view.definitionsOf({ home, node: place.callee }).some(({ kind }) => kind === 'function')
  const index = place.arguments.findIndex((argument) => argument === wrapped(value))
  return isOwn && index >= 0 ? runsOfArgument(walk, home, place, index) : null
}

/** A function that sets a timeout for itself, or waits for an end to start anew, runs again and again, unless it may be a retry; else a callback runs as often as the call that takes it. */
function runsWith(walk: Walk, place: Place, later: Comes | null): FrequencyFact {
  const self = later !== null ? ownFrame(walk, place.node) : null
  if (self && later !== null) {
    const brought = enclosingFunction(place.node) === self ? null : walk.runsAt(walk, place)
    if (brought?.value === 'again' && brought.by !== null) return brought
    // Within a handler of its own, what brings that is what would have to be known.
    const sure = brought === null && conditionsOn(place.node, self).length === 0 ? 'proven' : 'likely'
    return again(later.by, sure, place, later.event)
  }
  const fact = walk.runsAt(walk, place)
  return fact.value === 'load' && later !== null ? { ...fact, value: 'start' } : fact
}

function runsOfArgument(walk: Walk, home: ProgramFile, call: TSESTree.CallExpression | TSESTree.NewExpression, index: number): FrequencyFact {
  const targets = walk.view.definitionsOf({ home, node: call.callee }).flatMap((one) => (one.kind === 'function' ? [one] : []))
  const followed = targets.map((target) => runsOfParameter(walk, { home, node: call }, target, index))
  const result = isFunction(unwrap(call.arguments[index] ?? call)) && isKept(call) ? [runsOfValue(walk, home, call)] : []
  if (followed.length > 0) return busiest([...followed, ...result])
  const taken = walk.runsAt(walk, { home, node: call })
  if (taken.value === 'again' || taken.value === 'never') return taken
  const known = result.filter(({ value }) => value !== 'unknown')
  if (known.length > 0) return busiest(known)
  const callback = call.arguments[index]
  // Handed to code that can't be seen, at start: a handler is told something each time it runs.
  if (callback && isFunction(callback) && callback.params.length > 0) return frequencyOf('again', 'likely', { home, node: call }, 'is handed over to be called')
  return UNKNOWN_FREQUENCY
}

/** `const save = debounce(fn, 100)`: the result may be the function under another name. */
function isKept(call: TSESTree.Node): boolean {
  const { parent } = wrapped(call)
  return parent?.type === 'VariableDeclarator' || parent?.type === 'Property' || parent?.type === 'JSXExpressionContainer' || parent?.type === 'ExportDefaultDeclaration'
}

/** What a function of the program does with the function it is handed: calls it, hands it on, registers it, keeps it. */
function runsOfParameter(walk: Walk, call: Place, target: FunctionRef, index: number): FrequencyFact {
  const { home, node: fn } = target
  const parameter = fn.params[index]
  const name = parameter?.type === 'AssignmentPattern' ? parameter.left : parameter
  if (name?.type !== 'Identifier' || walk.enteredAt.has(fn)) return atMostLikely(walk.runsAt(walk, call))
  const next: Walk = { ...walk, enteredAt: new Map([...walk.enteredAt, [fn, call]]), depth: walk.depth - 1 }
  const reads = findVariable(home.file, name)?.references.filter((reference) => reference.isRead()) ?? []
  return reads.length === 0 ? UNKNOWN_FREQUENCY : busiest(reads.map(({ identifier }) => runsOfResult(next, { home, node: identifier })))
}

/** Calls of a function by the name of the property that holds it: `options.onJoin(id)`; null when there are none that tell. */
function runsThroughName(walk: Walk, home: ProgramFile, property: TSESTree.Node): FrequencyFact | null {
  if (property.type !== 'Property' || walk.open.has(property)) return null
  const sites = inProduction(walk.view, walk.view.callsOfMember({ home, node: property }).sites)
  if (sites.length === 0) return null
  const ways = firstAgain(sites, (site) => runsOfSite(deeper(walk, property), site))
  const all = busiest(ways)
  return all.value === 'again' || sites.every(({ match }) => match === 'certain') ? all : null
}

function runsOfPart(walk: Walk, home: ProgramFile, whole: TSESTree.Node, member: string | null): FrequencyFact {
  if (whole.type !== 'ObjectExpression') return runsOfValue(walk, home, whole)
  const step = classifyRegistration(home.file, whole)
  const property = member === null ? undefined : whole.properties.find((one) => one.type === 'Property' && keyName(one) === member)
  const named = property && step.kind !== 'again' ? runsThroughName(walk, home, property) : null
  if (named?.certainty === 'proven') return named
  const followed = runsOfWhole(walk, home, whole, member, step)
  return named && followed.certainty !== 'proven' ? busiest([named, followed]) : followed
}

function runsOfWhole(walk: Walk, home: ProgramFile, whole: TSESTree.ObjectExpression, member: string | null, step: Registration): FrequencyFact {
  switch (step.kind) {
    case 'argument': {
      const taken = walk.runsAt(walk, { home, node: step.call })
      if (taken.value === 'again' || taken.value === 'never') return taken
      return frequencyOf('again', 'likely', { home, node: step.call }, 'is handed over to be called')
    }
    case 'returned':
      return member === null ? UNKNOWN_FREQUENCY : runsOfReturned(walk, home, whole, member)
    case 'part':
    case 'again':
      return runsOfValue(walk, home, whole)
    default:
      return UNKNOWN_FREQUENCY
  }
}

/** Where the results of the factory around it, or the member of that name of them, are handed on, registered or called. */
function runsOfReturned(walk: Walk, home: ProgramFile, node: TSESTree.Node, member: string | null): FrequencyFact {
  const factory = enclosingFunction(node)
  if (!factory || walk.open.has(factory)) return UNKNOWN_FREQUENCY
  const next = deeper({ ...walk, boundary: null }, factory)
  const { sites, isComplete } = walk.view.callersOf({ home, node: factory })
  const calls = inProduction(walk.view, sites).filter((site) => site.as === 'call')
  const ways = calls.flatMap((site) => (member === null ? [runsOfResult(next, site)] : runsOfMember(next, site, member)))
  const inline = member === null ? classifyRegistration(home.file, factory) : null
  if (inline?.kind === 'again' || inline?.kind === 'with') ways.push(atMostLikely(runsOfValue(next, home, factory)))
  return isComplete && ways.length > 0 ? busiest(ways) : busiest([...ways, UNKNOWN_FREQUENCY])
}

function runsOfResult(walk: Walk, { home, node }: Place): FrequencyFact {
  const at = wrapped(node)
  if (at.parent?.type === 'CallExpression' && at.parent.callee === at) return walk.runsAt(walk, { home, node: at.parent })
  return runsOfValue(walk, home, node)
}

/** `const queue = createQueue(); queue.push(x)`: how often each use of the member runs. The block that makes it makes the owner. */
function runsOfMember(walk: Walk, { home, node }: Place, member: string): FrequencyFact[] {
  const declarator = declaratorOf(node)
  if (!declarator) return [UNKNOWN_FREQUENCY]
  const uses = membersTaken(home, declarator, member)
  if (!uses) return [UNKNOWN_FREQUENCY]
  const boundary = enclosingFunction(declarator) ? (declarator.parent.parent ?? null) : null
  return uses.map((use) => runsOfResult({ ...walk, boundary }, { home, node: use }))
}

/** The declaration that keeps the result of a call, awaited or not. */
function declaratorOf(call: TSESTree.Node): TSESTree.VariableDeclarator | null {
  const at = wrapped(call)
  const whole = at.parent?.type === 'AwaitExpression' ? wrapped(at.parent) : at
  return whole.parent?.type === 'VariableDeclarator' ? whole.parent : null
}

/** Every place of its own file that takes the member: `queue.push`, `{ push }`; null when the whole is handed on, so that others may. */
function membersTaken({ file }: ProgramFile, { id }: TSESTree.VariableDeclarator, member: string): TSESTree.Node[] | null {
  if (id.type === 'ObjectPattern') {
    const taken = id.properties.find((property) => property.type === 'Property' && keyName(property) === member)
    if (taken?.type !== 'Property' || taken.value.type !== 'Identifier') return []
    return findVariable(file, taken.value)?.references.filter((reference) => reference.isRead()).map(({ identifier }) => identifier) ?? []
  }
  const variable = id.type === 'Identifier' ? findVariable(file, id) : null
  if (!variable || isExported(variable)) return null
  const found: TSESTree.Node[] = []
  for (const { identifier } of variable.references.filter((reference) => reference.isRead())) {
    const at = wrapped(identifier)
    if (at.parent?.type !== 'MemberExpression' || at.parent.object !== at) return null
    if (memberName(at.parent) === member) found.push(at.parent)
  }
  return found
}

/** The uses of the variable that a function is kept in. */
function runsOfKept(walk: Walk, home: ProgramFile, holder: TSESTree.Node): FrequencyFact {
  const name = holder.type === 'VariableDeclarator' ? holder.id : holder.type === 'AssignmentExpression' ? holder.left : null
  const variable = name?.type === 'Identifier' ? findVariable(home.file, name) : null
  const uses = variable ? usesOf(variable, holder) : []
  if (uses.length === 0) return UNKNOWN_FREQUENCY
  return busiest(uses.map((use) => runsOfResult(walk, { home, node: use })))
}

function usesOf(variable: Variable, holder: TSESTree.Node): TSESTree.Node[] {
  return variable.references.filter((reference) => reference.isRead() && !isInside(reference.identifier, holder)).map(({ identifier }) => identifier)
}
