import type { TSESTree } from '@typescript-eslint/utils'

import { findComponent } from '../../analysis/components.ts'
import { enclosingFunction, functionName, isFunction, isInside, type FunctionNode } from '../../ast/functions.ts'
import { unwrap, wrapped } from '../../ast/unwrap.ts'
import { findVariable, isModuleLevel, type Variable } from '../../ast/variables.ts'
import type { Place, ProgramFile } from '../../program/view.ts'
import { variableOfFunction } from '../../analysis/call-graph.ts'
import { classifyRegistration } from '../frequency/registration.ts'
import { frameFrequency, lifeOfLocal } from './frames.ts'
import { livesFor, longest, UNKNOWN_LIFE, type LifeFact } from './outcome.ts'
import { heldByCallers } from './returned.ts'
import { beside, enter, type Walk } from './walk.ts'

/**
 * How long a variable holds what it is given: a module's as long as the program; a local as long as its call, or as whatever it is handed to,
 * and as the functions that close over it.
 */
export function heldByVariable(walk: Walk, value: Place, variable: Variable): LifeFact | null {
  const declared = variable.identifiers[0]
  if (!declared) return UNKNOWN_LIFE
  if (isModuleLevel(variable)) return livesFor('process', 'proven', beside(value, declared), `is kept in \`${variable.name}\`, a variable of its module`)
  const next = enter(walk, variable)
  if (!next) return null
  const home = enclosingFunction(declared)
  if (home && findComponent(value.home.file, home.body)) return livesFor('call', 'proven', beside(value, declared), 'is a variable of a component')
  const held = holdsOf(next, value.home, variable, home)
  const isParameter = variable.defs[0]?.type === 'Parameter'
  const local = isParameter ? null : lifeOfLocal(walk.view, beside(value, declared))
  const all = local ? [local, ...held] : held
  return all.length === 0 ? null : longest(all)
}

/** What else holds the value of a local variable: where it is handed on, and the functions that close over it. */
function holdsOf(walk: Walk, home: ProgramFile, variable: Variable, frame: FunctionNode | null): LifeFact[] {
  const found: LifeFact[] = []
  const closures = new Set<FunctionNode>()
  for (const reference of variable.references) {
    if (!reference.isRead()) continue
    const { identifier } = reference
    const closure = closureAround(identifier, frame)
    if (closure) closures.add(closure)
    const held = isUsedInPlace(identifier) ? null : walk.heldFor(walk, { home, node: identifier })
    if (held) found.push(held)
  }
  for (const closure of closures) {
    const life = lifeOfClosure(walk, home, closure, frame)
    if (life) found.push(life)
  }
  return found
}

/** The outermost function around a node within the frame; null when it stands in the frame's own code. */
function closureAround(node: TSESTree.Node, frame: FunctionNode | null): FunctionNode | null {
  let closure: FunctionNode | null = null
  for (let fn = enclosingFunction(node); fn && fn !== frame; fn = enclosingFunction(fn)) closure = fn
  return closure
}

/** `hub.open()`, `hub.size`, `if (hub)`: nothing takes the value on. */
function isUsedInPlace(node: TSESTree.Node): boolean {
  const at = wrapped(node)
  const { parent } = at
  if (parent?.type !== 'MemberExpression') return false
  return parent.object === at
}

/** How long a function that closes over a local lives on after the call; null when it does not. */
function lifeOfClosure(walk: Walk, home: ProgramFile, closure: FunctionNode, frame: FunctionNode | null): LifeFact | null {
  const next = enter(walk, closure)
  if (!next) return null
  const variable = variableOfFunction(home.file, closure)
  if (!variable) return lifeOfHanded(next, home, closure, frame)
  const facts = variable.references.flatMap((reference): LifeFact[] => {
    const at = wrapped(reference.identifier)
    if (!reference.isRead() || isCalled(at) || isInside(at, closure)) return []
    const life = lifeOfHanded(next, home, at, frame)
    return life ? [life] : []
  })
  return facts.length === 0 ? null : longest(facts)
}

function isCalled(at: TSESTree.Node): boolean {
  return (at.parent?.type === 'CallExpression' || at.parent?.type === 'NewExpression') && at.parent.callee === at
}

function lifeOfHanded(walk: Walk, home: ProgramFile, value: TSESTree.Node, frame: FunctionNode | null): LifeFact | null {
  const at = wrapped(value)
  const step = classifyRegistration(home.file, at)
  switch (step.kind) {
    case 'again':
      return step.by === 'render' ? livesFor('call', 'likely', { home, node: step.node }, 'is used by a component') : lifeOfListener(walk, { home, node: step.node }, frame)
    case 'returned':
      return heldByCallers(walk, { home, node: at })
    case 'part':
      return walk.heldFor(walk, { home, node: at })
    case 'kept':
      return isFunction(at) ? null : walk.heldFor(walk, { home, node: at })
    case 'with':
    case 'test':
    case 'argument':
    case 'exported':
    case 'unknown':
      return null
    default:
      return step satisfies never
  }
}

/** A listener lives as long as what it listens to: what the function was handed for one event, or something that lives on. */
export function lifeOfListener({ view }: Walk, place: Place, frame: FunctionNode | null): LifeFact | null {
  const emitter = rootOf(emitterOf(place.node))
  const variable = emitter?.type === 'Identifier' ? findVariable(place.home.file, emitter) : null
  const declared = variable?.identifiers[0]
  const isLocal = frame !== null && declared !== undefined && isInside(declared, frame)
  const frequency = frameFrequency(view, frame ? beside(place, frame.body) : place)
  if (frequency.value === 'load' || frequency.value === 'start') return livesFor('process', frequency.certainty, place, 'is used by a handler that the program registers when it starts')
  if (frequency.value === 'never') return null
  const name = frame && functionName(frame)
  if (!isLocal) return livesFor('long', 'likely', place, `is used by a listener that ${name === null ? 'a function' : `\`${name}\``} leaves behind`)
  if (frequency.by === 'request') return livesFor('call', 'proven', place, 'is used while one request is answered')
  const isSession = variable?.defs[0]?.type === 'Parameter'
  return isSession ? livesFor('long', frequency.by === 'event' ? 'proven' : 'likely', place, `lives as long as \`${variable.name}\``) : null
}

function emitterOf(node: TSESTree.Node): TSESTree.Node | null {
  if (node.type === 'AssignmentExpression') return node.left
  return node.type === 'CallExpression' ? node.callee : null
}

function rootOf(node: TSESTree.Node | null): TSESTree.Node | null {
  let at = node && unwrap(node)
  while (at?.type === 'MemberExpression') at = unwrap(at.object)
  return at
}
