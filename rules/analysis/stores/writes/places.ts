import type { TSESTree } from '@typescript-eslint/utils'

import { calleeName, memberName } from '../../../ast/names.ts'
import type { SourceFile } from '../../../ast/source-file.ts'
import { unwrap, wrapped } from '../../../ast/unwrap.ts'
import { findVariable, type Variable } from '../../../ast/variables.ts'
import { indexSource } from '../../source-index.ts'
import type { HelperWrites } from './handed-place.ts'
import { findParameterPlaces } from './parameter-places.ts'
import type { PlaceLookup } from './place-lookup.ts'
import { extend, staticPath, stepsTo, type Place, type StateModel, type StateStore, type Step } from '../declared/state-store.ts'

/** Calls that hand back what they are given, or a copy of it. */
const PASSES_FIRST = new Set(['structuredClone', 'cloneDeep', 'clone', 'unwrap', 'toRaw', 'toJS', 'snapshot', 'original', 'current', 'createDraft', 'freeze', 'reactive', 'markRaw', 'toRefs', 'get', 'useSnapshot', 'storeToRefs'])

/** Methods of a collection that hand back a copy of it, or the collection itself. */
const PASSES_OBJECT = new Set(['slice', 'concat', 'set', 'add', 'entries', 'toJS'])

/**
 * Which places of which stores an expression may be. Follows aliases, destructuring, copies (`{ ...x }`, `new Map(x)`), the
 * parameters of updaters, drafts and reducers, and one function of the same file deep what it is called with.
 */
export class PlaceFinder implements PlaceLookup {
  readonly file: SourceFile
  readonly model: StateModel
  readonly readHelper: HelperWrites
  readonly #known = new Map<TSESTree.Node, readonly Place[]>()
  readonly #variables = new Map<Variable, readonly Place[]>()

  constructor(file: SourceFile, model: StateModel, readHelper: HelperWrites) {
    this.file = file
    this.model = model
    this.readHelper = readHelper
  }

  placesOf(node: TSESTree.Node): readonly Place[] {
    const at = unwrap(node)
    const known = this.#known.get(at)
    if (known) return known
    this.#known.set(at, []) // a cycle (`next = f(next)`) adds nothing
    const found = dedupe(this.#compute(at))
    this.#known.set(at, found)
    return found
  }

  entriesOf(store: StateStore): ReadonlySet<TSESTree.Node> {
    const cases = [...this.model.reducers].filter(([fn, of]) => of === store && (store.shape === 'reducer' || wrapped(fn).parent?.type === 'CallExpression'))
    return new Set<TSESTree.Node>([...cases.map(([fn]) => fn), ...(store.owner ? [store.owner] : [])])
  }

  referencesOf(store: StateStore, path: string): ReadonlySet<TSESTree.Node> {
    const name = path.split('.').at(-1) ?? ''
    const isIt = (places: readonly Place[]): boolean => places.some((place) => place.store === store && staticPath(place.path) === path)
    const members = (indexSource(this.file).membersByName.get(name) ?? []).filter((member) => isIt(this.placesOf(member)))
    const aliases = [...this.#variables].filter(([, places]) => isIt(places)).flatMap(([variable]) => variable.references.map((reference) => reference.identifier))
    return new Set<TSESTree.Node>([...members, ...aliases])
  }

  #compute(at: TSESTree.Node): readonly Place[] {
    switch (at.type) {
      case 'Identifier':
        return this.#ofIdentifier(at)
      case 'ThisExpression':
        return this.#ofThis(at)
      case 'MemberExpression':
        return this.#ofMember(at)
      case 'CallExpression':
        return this.#ofCall(at)
      case 'NewExpression': {
        const [argument] = at.arguments
        return argument ? mutable(this.placesOf(argument)) : []
      }
      case 'ObjectExpression':
        return mutable(at.properties.flatMap((property) => (property.type === 'SpreadElement' ? this.placesOf(property.argument) : [])))
      case 'ArrayExpression':
        return mutable(at.elements.flatMap((element) => (element?.type === 'SpreadElement' ? this.placesOf(element.argument) : [])))
      case 'LogicalExpression':
        return at.operator === '&&' ? this.placesOf(at.right) : [...this.placesOf(at.left), ...this.placesOf(at.right)]
      case 'ConditionalExpression':
        return [...this.placesOf(at.consequent), ...this.placesOf(at.alternate)]
      case 'AssignmentExpression':
        return this.placesOf(at.operator === '=' ? at.right : at.left)
      default:
        return []
    }
  }

  #ofIdentifier(id: TSESTree.Identifier): readonly Place[] {
    const variable = findVariable(this.file, id)
    if (variable && variable.defs.length > 0) return this.placesOfVariable(variable)
    // Svelte: `$store` is the value of `store`.
    if (!id.name.startsWith('$') || id.name.length < 2) return []
    for (const [known, read] of this.model.reads) {
      if (read.access === 'writable' && known.name === id.name.slice(1)) return [root(read.store, true)]
    }
    return []
  }

  placesOfVariable(variable: Variable): readonly Place[] {
    const known = this.#variables.get(variable)
    if (known) return known
    this.#variables.set(variable, [])
    const found = dedupe(this.#computeVariable(variable))
    this.#variables.set(variable, found)
    return found
  }

  #computeVariable(variable: Variable): readonly Place[] {
    const read = this.model.reads.get(variable)
    if (read) return read.access === 'itself' ? [root(read.store, read.isMutable)] : []
    const definition = variable.defs[0]
    if (definition?.type === 'Parameter') return findParameterPlaces(this, variable, definition.node)
    if (definition?.type !== 'Variable' || definition.node.type !== 'VariableDeclarator') return []
    const { id, init } = definition.node
    if (!init) return []
    const steps = stepsTo(id, variable.name)
    return steps ? this.placesOf(init).map((place) => extend(place, steps)) : []
  }

  #ofThis(node: TSESTree.Node): readonly Place[] {
    let at = node.parent
    while (at) {
      const store = this.model.thisObjects.get(at)
      if (store) return [root(store, true)]
      if (at.type === 'ClassBody') return []
      at = at.parent
    }
    return []
  }

  #ofMember(node: TSESTree.MemberExpression): readonly Place[] {
    const name = memberName(node)
    if (node.object.type === 'Identifier' && (name === 'value' || name === 'current')) {
      const variable = findVariable(this.file, node.object)
      const read = variable && this.model.reads.get(variable)
      if (read?.access === name) return [root(read.store, true)]
    }
    const step: Step = name ?? node.property
    return this.placesOf(node.object).map((place) => extend(place, [step]))
  }

  #ofCall(call: TSESTree.CallExpression): readonly Place[] {
    const callee = unwrap(call.callee)
    if (callee.type === 'Identifier') {
      const variable = findVariable(this.file, callee)
      const read = variable && this.model.reads.get(variable)
      if (read?.access === 'call') return [root(read.store, read.isMutable)]
    }
    const name = calleeName(call)
    if (callee.type === 'MemberExpression') {
      if (callee.object.type === 'Identifier') {
        const variable = findVariable(this.file, callee.object)
        const read = variable && this.model.reads.get(variable)
        if (read?.access === 'api' && name === 'getState') return [root(read.store, false)]
      }
      const places = this.placesOf(callee.object)
      if (places.length > 0) {
        const [key] = call.arguments
        if (name === 'get' && key) return places.map((place) => extend(place, [key]))
        return name !== null && PASSES_OBJECT.has(name) ? mutable(places) : []
      }
      if (name === 'assign') return mutable(call.arguments.flatMap((argument) => this.placesOf(argument)))
    }
    const [first] = call.arguments
    if (!first || name === null) return []
    // `get(store)` hands on its argument, `map.get(store)` does not.
    const passes = callee.type === 'Identifier' ? name === 'produce' || PASSES_FIRST.has(name) : name === 'cloneDeep' || name === 'freeze' || name === 'clone'
    return passes ? mutable(this.placesOf(first)) : []
  }
}

function root(store: StateStore, isMutable: boolean): Place {
  return { store, path: [], isMutable }
}

/** A copy, or a draft: whoever is handed it may change what becomes the state. */
function mutable(places: readonly Place[]): readonly Place[] {
  return places.map((place) => ({ ...place, isMutable: true }))
}

function dedupe(places: readonly Place[]): readonly Place[] {
  const seen = new Set<string>()
  return places
    .filter((place) => {
      const key = `${place.store.node.range[0]}:${place.path.map((step) => (typeof step === 'string' ? step : `[${step.range[0]}]`)).join('.')}`
      return !seen.has(key) && seen.add(key)
    })
    .slice(0, 8)
}
