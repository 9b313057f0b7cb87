import type { TSESTree } from '@typescript-eslint/utils'

import { parameterReferences } from '../../analysis/classify-usage.ts'
import { effectAtCall } from '../../analysis/effect-at-call.ts'
import type { Usage } from '../../analysis/facts.ts'
import type { FoundCollection } from '../../analysis/find-collections.ts'
import { findUsages, type AnalysisOptions } from '../../analysis/find-usages.ts'
import { wrapped } from '../../ast/unwrap.ts'
import type { BindingRef, Definition, FunctionRef, ProgramFile, ProgramView } from '../../program/view.ts'
import { bindingOfParameter, bindingOfStore } from './bindings.ts'
import type { PlacedUsage } from './placed-usage.ts'

/** A collection that is handed to a function: `prune(cache, 100)`, `new Sweeper(cache)`. */
export interface Handover {
  readonly view: ProgramView
  readonly collection: FoundCollection
  readonly options: AnalysisOptions
  readonly home: ProgramFile
  /** The argument that is the collection. */
  readonly argument: TSESTree.Node
  /** Expressions that denote the collection where it is handed over. */
  readonly references: ReadonlySet<TSESTree.Node>
  /** Functions are entered so deep. */
  readonly steps: number
}

/** What the functions that a call may enter do with the collection. */
export interface CallEffects {
  readonly call: TSESTree.CallExpression | TSESTree.NewExpression
  readonly usages: readonly PlacedUsage[]
  /** Is that all they do with it? */
  readonly isWhole: boolean
  /** Do they give it back, so that the call denotes it? */
  readonly isReturned: boolean
  /** Fields that it is kept in. */
  readonly kept: readonly BindingRef[]
}

/** What a call does with its argument, local, imported or typed alike; null when the functions are not to be had. */
export function effectsOfCall(handover: Handover): CallEffects | null {
  const { view, home, argument, steps } = handover
  const at = wrapped(argument)
  const call = at.parent
  if (steps <= 0 || (call?.type !== 'CallExpression' && call?.type !== 'NewExpression')) return null
  const index = call.arguments.findIndex((one) => one === at)
  if (index < 0 || call.arguments.slice(0, index).some((one) => one.type === 'SpreadElement')) return null
  const functions = view.definitionsOf({ home, node: call.callee }).map(functionOf)
  if (functions.length === 0) return null
  const gathered: Gathered = { usages: [], kept: [], isWhole: true, isReturned: false }
  for (const fn of functions) if (!fn || !gatherUses(handover, { fn, call, index }, gathered)) return null
  return { ...gathered, call, isReturned: gathered.isReturned && call.type === 'CallExpression' }
}

interface Gathered {
  readonly usages: PlacedUsage[]
  readonly kept: BindingRef[]
  isWhole: boolean
  isReturned: boolean
}

interface Entered {
  readonly fn: FunctionRef
  readonly call: TSESTree.CallExpression | TSESTree.NewExpression
  readonly index: number
}

/** The function that a definition lets a call enter: itself, or the constructor of a class. */
function functionOf(definition: Definition): FunctionRef | null {
  if (definition.kind === 'function') return definition
  if (definition.kind !== 'class') return null
  const made = definition.node.body.body.find((member) => member.type === 'MethodDefinition' && member.kind === 'constructor')
  const node = made?.type === 'MethodDefinition' ? made.value : null
  return node?.type === 'FunctionExpression' ? { home: definition.home, node } : null
}

/** Adds what one function does with the collection that it gets as its parameter; false when it takes it apart. */
function gatherUses(handover: Handover, { fn, call, index }: Entered, gathered: Gathered): boolean {
  const { collection, options, home, references } = handover
  const parameter = fn.node.params[index]
  const field = bindingOfParameter(fn.home, parameter)
  if (field) gathered.kept.push(field)
  else if (parameter?.type !== 'Identifier' && parameter?.type !== 'AssignmentPattern') return false
  const roots = parameterReferences(fn.home.file, fn.node, index).map((node) => ({ node, isGuess: false }))
  const testFunctions = options.testFunctions.map((pattern) => new RegExp(pattern, 'u'))
  const site = { file: home.file, call, fn: fn.node, collection, context: { references, testFunctions } }
  for (const usage of findUsages(fn.home.file, collection, roots, options)) {
    for (const inner of gatherInner(handover, { fn, usage, roots: new Set(roots.map(({ node }) => node)) }, gathered)) {
      const effect = effectAtCall(site, inner)
      if (effect) gathered.usages.push(...effect.map((one) => ({ usage: one, home })))
      else gathered.isWhole = false
    }
  }
  return true
}

/** The use of a parameter itself, or what the functions do with it that it is handed on to; none for what is followed by other ways. */
function gatherInner(handover: Handover, { fn, usage, roots }: { fn: FunctionRef; usage: Usage; roots: ReadonlySet<TSESTree.Node> }, gathered: Gathered): readonly Usage[] {
  const argument = usage.kind === 'escape' ? usage.node : usage.kind === 'grow' || usage.kind === 'release' ? usage.passed : undefined
  if (usage.kind === 'escape' && usage.to === 'return') {
    gathered.isReturned = true
    return []
  }
  if (usage.kind === 'escape' && usage.to === 'store') {
    const binding = bindingOfStore(fn.home, usage.node)
    if (!binding) return [usage]
    gathered.kept.push(binding)
    return []
  }
  if (!argument) return [usage]
  const effects = effectsOfCall({ ...handover, home: fn.home, argument, references: roots, steps: handover.steps - 1 })
  if (!effects) return [usage]
  gathered.kept.push(...effects.kept)
  gathered.isWhole &&= effects.isWhole && !effects.isReturned
  return effects.usages.map((one) => one.usage)
}
