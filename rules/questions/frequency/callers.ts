import type { TSESTree } from '@typescript-eslint/utils'

import { variableOfFunction } from '../../analysis/call-graph.ts'
import { isExported } from '../../analysis/exported.ts'
import { findComponent } from '../../analysis/components.ts'
import { findExports } from '../../analysis/find-export.ts'
import { indexSource } from '../../analysis/source-index.ts'
import { decoratorsOf, enclosingClass, functionName, isBehindInterface, isInside, type ClassNode, type FunctionNode } from '../../ast/functions.ts'
import { calleeName } from '../../ast/names.ts'
import { wrapped } from '../../ast/unwrap.ts'
import { findVariable } from '../../ast/variables.ts'
import { CLOCK_DECORATORS, HANDLER_DECORATORS } from '../../catalog/registrations.ts'
import { isOneTimeEvent } from '../../catalog/subscriptions.ts'
import { variableOfClass } from '../../program/classes.ts'
import type { Caller, ClassRef, FunctionRef, Place } from '../../program/view.ts'
import { inProduction } from '../production.ts'
import { runsOfValue } from './handed-over.ts'
import { firstAgain, runsOfSite } from './sites.ts'
import { runsAsEntry } from './host-entries.ts'
import { again, atMostLikely, busiest, frequencyOf, UNKNOWN_FREQUENCY, type FrequencyFact } from './outcome.ts'
import { classifyRegistration } from './registration.ts'
import { deeper, isOwner, ownFrame, type Walk } from './walk.ts'

/** How often a function runs: as its place, its decorators, its callers, or its host say. */
export function runsOfFunction(walk: Walk, ref: FunctionRef): FrequencyFact {
  const { home, node: fn } = ref
  const call = walk.enteredAt.get(fn)
  if (call) return walk.runsAt({ ...walk, depth: walk.depth - 1 }, call)
  if (walk.open.has(fn)) return frequencyOf('never', 'proven', ref, 'only calls itself')
  const next = deeper(walk, fn)
  const member = memberOf(fn)
  if (member?.type === 'MethodDefinition' && member.kind === 'constructor') {
    const owner = enclosingClass(fn)
    return owner ? runsOfClass(next, { home, node: owner }) : UNKNOWN_FREQUENCY
  }
  const decorated = member ? runsAsDecorated(ref, member) : null
  if (decorated) return decorated
  const handed = fn.type === 'FunctionDeclaration' || member ? null : classifyRegistration(home.file, fn)
  switch (handed?.kind) {
    case 'with':
    case 'again':
    case 'test':
    case 'argument':
      return runsOfValue(next, home, fn)
    case 'returned':
      return orOpenEnd(ref, runsOfValue(next, home, fn))
    case 'part':
      return orOpenEnd(ref, busiest([runsOfValue(next, home, fn), runsAsCalled(next, ref, true)]))
    default:
      return runsAsCalled(next, ref, false)
  }
}

/** `isHeld`: the function is also part of an object or list that was asked about already. */
function runsAsCalled(walk: Walk, ref: FunctionRef, isHeld: boolean): FrequencyFact {
  const { sites, isComplete } = walk.view.callersOf(ref)
  // Where it is written is no use of it.
  const outside = sites.filter(({ node }) => !isInside(ref.node, node))
  const real = inProduction(walk.view, outside)
  if (real.length === 0) {
    if (isHeld) return NOBODY
    const asEntry = runsAsEntry(walk, ref)
    if (asEntry) return asEntry
    if (isHooked(walk, ref)) return again('event', 'likely', ref, `each time its host calls \`${functionName(ref.node) ?? 'it'}\``)
    if (outside.length > 0 && (isComplete || !isCalledThroughType(ref.node))) return frequencyOf('never', isComplete ? 'proven' : 'likely', ref, 'is called by tests or tools alone')
    return isComplete && !isCalledThroughType(ref.node) && !isOpenToHosts(walk, ref) ? frequencyOf('never', 'proven', ref, 'is called by nobody') : openEnd(ref)
  }
  const ways = [...firstAgain(real, (site) => runsOfSite(walk, site)), ...runsByItself(walk, sites.filter(({ node }) => isInside(ref.node, node)))]
  return busiest(isComplete ? ways : [...ways, openEnd(ref)])
}

/** `function connect() { socket.on('close', () => connect()) }`: what a handler within the function brings again. Other calls of itself are part of one run. */
function runsByItself(walk: Walk, inner: readonly Caller[]): FrequencyFact[] {
  return inner.filter(({ node }) => ownFrame(walk, node) !== null).slice(0, MAX_OWN_CALLS).map((site) => runsOfSite(walk, site)).filter(({ value, by }) => value === 'again' && by !== null)
}

/** So many calls of a function within itself are looked at. */
const MAX_OWN_CALLS = 4

const NOBODY: FrequencyFact = { value: 'never', certainty: 'proven', witnesses: [], event: null, by: null }

/** How often a class's constructor and field initializers run. */
export function runsOfClass(walk: Walk, ref: ClassRef): FrequencyFact {
  if (isOwner(walk, ref.node)) return frequencyOf('instance', 'proven', ref, 'runs when an instance is made')
  if (walk.open.has(ref.node)) return NOBODY
  const next = deeper(walk, ref.node)
  const { sites, isComplete } = walk.view.constructionsOf(ref)
  const real = inProduction(walk.view, sites)
  const component = findComponent(ref.home.file, ref.node.body)
  if (component) return again('render', 'likely', ref, `each time \`${component.name ?? 'the component'}\` is shown`)
  if (real.length === 0) return isComplete && sites.length > 0 ? frequencyOf('never', 'proven', ref, 'is made by tests alone') : UNKNOWN_FREQUENCY
  // A class taken as a value is made by a container, mostly once.
  const ways = firstAgain(real, (site) => {
    if (site.as === 'value') return frequencyOf('start', 'likely', site, 'is made by what it is handed to')
    return site.match === 'certain' ? walk.runsAt(next, site) : atMostLikely(walk.runsAt(next, site))
  })
  return busiest(isComplete ? ways : [...ways, UNKNOWN_FREQUENCY])
}

type Member = TSESTree.MethodDefinition | TSESTree.PropertyDefinition

function memberOf(fn: FunctionNode): Member | null {
  const { parent } = wrapped(fn)
  return parent?.type === 'MethodDefinition' || parent?.type === 'PropertyDefinition' ? parent : null
}

function runsAsDecorated(ref: FunctionRef, member: Member): FrequencyFact | null {
  for (const decorator of member.decorators ?? []) {
    const { expression } = decorator
    const name = expression.type === 'CallExpression' ? calleeName(expression) : expression.type === 'Identifier' ? expression.name : null
    const at: Place = { home: ref.home, node: decorator }
    if (name !== null && HANDLER_DECORATORS.has(name)) return again('event', 'proven', at, 'on every request or message')
    if (name !== null && CLOCK_DECORATORS.has(name)) return again('timer', 'proven', at, 'on every tick of a timer')
  }
  return null
}

/** A method that a package's type declares, which is told something: the package calls it each time there is something to tell. */
function isHooked({ view }: Walk, ref: FunctionRef): boolean {
  const name = functionName(ref.node)
  return ref.node.params.length > 0 && name !== null && !isOneTimeEvent(name) && !isPrivate(ref.node) && view.isCalledByPackage(ref)
}

function isPrivate(fn: FunctionNode): boolean {
  const member = memberOf(fn)
  return member !== null && (member.key.type === 'PrivateIdentifier' || member.accessibility === 'private' || member.accessibility === 'protected')
}

/** A method of a class behind an interface or base class, or of a class that a framework makes, may be called through that. */
function isCalledThroughType(fn: FunctionNode): boolean {
  const owner: ClassNode | null = memberOf(fn) ? enclosingClass(fn) : null
  return owner !== null && (isBehindInterface(owner) || decoratorsOf(owner).length > 0)
}

/** What hands it on can't be followed to where it is called. */
function orOpenEnd(ref: FunctionRef, fact: FrequencyFact): FrequencyFact {
  return fact.value === 'unknown' ? openEnd(ref) : fact
}

/** Is it, its class or an instance of that exported by a file that no other imports, such as a route, a plugin or a program's entry? */
function isOpenToHosts({ view }: Walk, { home, node }: FunctionRef): boolean {
  const owner = enclosingClass(node)
  const isPublic = owner ? isExportedClass({ home, node: owner }) : isExportedFunction({ home, node })
  return isPublic && !view.isImported(home)
}

function isExportedClass({ home, node }: ClassRef): boolean {
  const variable = variableOfClass({ home, node })
  if (!variable) return wrapped(node).parent?.type === 'ExportDefaultDeclaration'
  if (isExported(variable)) return true
  return (indexSource(home.file).newsByName.get(variable.name) ?? []).some((made) => {
    const { parent } = wrapped(made)
    const kept = parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? findVariable(home.file, parent.id) : null
    return kept !== null && isExported(kept)
  })
}

/** `export function f() {}`, `exports.f = () => {}`, `export default () => {}` */
function isExportedFunction({ home, node }: FunctionRef): boolean {
  const variable = variableOfFunction(home.file, node)
  if (variable) return isExported(variable)
  return [...findExports(home.file).byName.values()].some((target) => target.kind === 'own' && (target.node === node || target.node === wrapped(node)))
}

/** Nobody in sight calls it, but somebody may: again, likely, when it takes something to work on. */
function openEnd(ref: FunctionRef): FrequencyFact {
  if (ref.node.params.length === 0) return UNKNOWN_FREQUENCY
  const name = functionName(ref.node)
  return frequencyOf('again', 'likely', ref, name === null ? 'can be called from outside' : `\`${name}\` can be called from outside`)
}
