import type { TSESTree } from '@typescript-eslint/utils'

import { isFunction, type FunctionNode } from '../../../ast/functions.ts'
import { calleeName, memberName, staticString } from '../../../ast/names.ts'
import { unwrap, wrapped } from '../../../ast/unwrap.ts'
import { findVariable, resolveAlias, type Variable } from '../../../ast/variables.ts'
import { findUses } from '../../call-graph.ts'
import type { PlaceLookup } from './place-lookup.ts'
import { extend, stepsTo, type Place, type SetterStyle, type StateStore, type Step } from '../declared/state-store.ts'

/** Immer's `produce` and its kin: a function whose argument changes a draft. */
const DRAFTERS = new Set(['produce', 'mutate', 'create', 'produceWithPatches', 'withMutations', 'immer'])

/** Calls that hand a function on as it is. */
const WRAPPERS = new Set(['useCallback', 'useEvent', 'action', 'batch', 'untrack', 'castDraft'])

/** What a parameter may be: the state of a reducer, the draft or previous value of an update, or what the function is called with. */
export function findParameterPlaces(finder: PlaceLookup, variable: Variable, node: TSESTree.Node): readonly Place[] {
  if (!isFunction(node)) return []
  const index = node.params.findIndex((parameter) => stepsTo(parameter, variable.name) !== null)
  const parameter = node.params[index]
  const steps = parameter && stepsTo(parameter, variable.name)
  if (!steps) return []
  return argumentPlaces(finder, node, index).map((place) => extend(place, steps))
}

function argumentPlaces(finder: PlaceLookup, fn: FunctionNode, index: number): readonly Place[] {
  const store = finder.model.reducers.get(fn)
  if (store) return index === 0 ? [{ store, path: [], isMutable: true }] : []
  const given = finder.model.given.get(fn)
  if (given) return index === given.index ? [{ store: given.store, path: [], isMutable: true }] : []
  const at = wrapped(fn)
  const call = at.parent
  if (call?.type === 'CallExpression' && call.callee !== at) {
    const inline = callbackPlaces(finder, call, at, index)
    if (inline.length > 0 || !WRAPPERS.has(calleeName(call) ?? '')) return inline
  }
  const use = findUses(finder.file, fn)
  const fromCalls = use.calls.flatMap((made) => {
    const argument = made.arguments[index]
    return argument && argument.type !== 'SpreadElement' ? finder.placesOf(argument) : []
  })
  const fromUpdates = use.values.flatMap((value) => {
    const at = wrapped(value)
    return at.parent?.type === 'CallExpression' && at.parent.callee !== at ? callbackPlaces(finder, at.parent, at, index) : []
  })
  return [...fromCalls, ...fromUpdates]
}

/** What a call hands to parameter `index` of the function it is given as the argument `at`. */
function callbackPlaces(finder: PlaceLookup, call: TSESTree.CallExpression, at: TSESTree.Node, index: number): readonly Place[] {
  const name = calleeName(call)
  if (name !== null && DRAFTERS.has(name)) {
    if (index !== 0) return []
    const [first] = call.arguments
    if (first && first !== at) return finder.placesOf(first).map((place) => ({ ...place, isMutable: true }))
    return findTargets(finder, call)
  }
  return index === 0 ? findTargets(finder, at) : []
}

/** The places that `node` becomes the new value of, when it is what a setter sets. */
export function findTargets(finder: PlaceLookup, node: TSESTree.Node): readonly Place[] {
  const at = wrapped(node)
  const call = at.parent
  if (call?.type !== 'CallExpression' || call.callee === at) return []
  const setter = findSetter(finder, call)
  if (!setter) return []
  const target = findTarget(finder, setter.store, setter.style, call)
  return target && target.value === at ? [{ ...target.place, isMutable: true }] : []
}

/** Is the call one of a setter of the file's stores: `setStore(...)`, `set(...)`, `useStore.setState(...)`, `store.update(...)`? */
export function findSetter(finder: PlaceLookup, call: TSESTree.CallExpression): { readonly store: StateStore; readonly style: SetterStyle } | null {
  const callee = unwrap(call.callee)
  if (callee.type === 'Identifier') {
    const variable = findVariable(finder.file, callee)
    return (variable && finder.model.setters.get(variable)) ?? null
  }
  if (callee.type !== 'MemberExpression' || callee.object.type !== 'Identifier') return null
  const variable = findVariable(finder.file, callee.object)
  const read = variable && finder.model.reads.get(variable)
  if (!read) return null
  const name = memberName(callee)
  if (read.access === 'api') return name === 'setState' ? { store: read.store, style: 'partial' } : null
  if (read.access !== 'writable') return null
  return name === 'set' || name === 'update' ? { store: read.store, style: 'whole' } : null
}

/** Which place a setter's call writes, and with what. */
export function findTarget(finder: PlaceLookup, store: StateStore, style: SetterStyle, call: TSESTree.CallExpression): { readonly place: Place; readonly value: TSESTree.Node } | null {
  const args = call.arguments
  const value = style === 'path' ? args.at(-1) : args[0]
  if (!value || args.some((argument) => argument.type === 'SpreadElement')) return null
  const path = style === 'path' ? args.slice(0, -1).map((step) => stepOf(finder, step)) : []
  return { place: { store, path, isMutable: true }, value }
}

function stepOf(finder: PlaceLookup, node: TSESTree.Node): Step {
  return staticString(resolveAlias(finder.file, node)) ?? node
}
