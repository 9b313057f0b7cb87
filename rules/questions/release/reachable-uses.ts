import type { TSESTree } from '@typescript-eslint/utils'

import { isDropped } from '../../analysis/effect-at-call.ts'
import type { Usage } from '../../analysis/facts.ts'
import type { FoundCollection } from '../../analysis/find-collections.ts'
import { findUsages, type AnalysisOptions } from '../../analysis/find-usages.ts'
import { findRootReferences, type RootReference } from '../../analysis/root-references.ts'
import { enclosingFunction } from '../../ast/functions.ts'
import { wrapped } from '../../ast/unwrap.ts'
import type { BindingRef, Place, ProgramFile, ProgramView } from '../../program/view.ts'
import { bindingOf, bindingOfGetter, bindingOfStore } from './bindings.ts'
import { effectsOfCall } from './effects-of-call.ts'
import type { PlacedUsage } from './placed-usage.ts'

/** Every use of a collection that the program shows. */
export interface ReachableUses {
  readonly usages: readonly PlacedUsage[]
  /** Can there be no other? */
  readonly isComplete: boolean
  /** Where it leaves our sight first; null when it does not, or only by being public. */
  readonly hidden: Place | null
}

/** A collection is followed from file to file, through getters, second names and helpers, so many steps. */
const MAX_STEPS = 4
/** And through so many expressions that hand it on. */
const MAX_HANDOVERS = 40

interface Search {
  readonly view: ProgramView
  readonly collection: FoundCollection
  readonly options: AnalysisOptions
  readonly usages: PlacedUsage[]
  readonly seen: Set<TSESTree.Node>
  hidden: Place | null
  isComplete: boolean
  handovers: number
}

/**
 * Finds what the whole program does to a collection: its own file, base and sub classes, holders, importers, helpers that are handed it, callers of
 * what returns it. Tests are looked at too (`home.kind` tells). An export or public field alone hides nothing when the program shows all who use it.
 * Four steps and forty hand-overs, then the answer is incomplete.
 */
export function findReachableUses(view: ProgramView, home: ProgramFile, collection: FoundCollection, options: AnalysisOptions): ReachableUses {
  const search: Search = { view, collection, options, usages: [], seen: new Set(), hidden: null, isComplete: true, handovers: 0 }
  followRoots(search, home, findRootReferences(home.file, collection), MAX_STEPS)
  const binding = bindingOf(home, collection)
  // What only convention hides (`_entries`, protected) is known well enough when the files can't all be seen.
  if (binding && !followBinding(search, binding, MAX_STEPS) && collection.isVisible) search.isComplete = false
  return { usages: search.usages, isComplete: search.isComplete, hidden: search.hidden }
}

/** Follows every place that names the binding; false when there may be others. A second name that is set to something else lets nothing go. */
function followBinding(search: Search, binding: BindingRef, steps: number, isSecond = false): boolean {
  const { sites, isComplete } = search.view.usesOf(binding)
  const byFile = new Map<ProgramFile, RootReference[]>()
  for (const { home, node, match } of sites) {
    if (isSecond && isWritten(node)) continue
    const roots = byFile.get(home) ?? []
    roots.push({ node, isGuess: match === 'possible' })
    byFile.set(home, roots)
  }
  for (const [home, roots] of byFile) followRoots(search, home, roots, steps)
  return isComplete
}

function isWritten(node: TSESTree.Node): boolean {
  const at = wrapped(node)
  return at.parent?.type === 'AssignmentExpression' && at.parent.left === at
}

function followRoots(search: Search, home: ProgramFile, all: readonly RootReference[], steps: number): void {
  const fresh = all.filter(({ node }) => !search.seen.has(node) && !isDeclaration(node))
  if (fresh.length === 0) return
  // The same list has been gone through before.
  const roots = fresh.length === all.length ? all : fresh
  for (const { node } of roots) search.seen.add(node)
  for (const usage of findUsages(home.file, search.collection, roots, search.options)) followUsage(search, home, usage, { roots, steps })
}

/** The names in `import { x }`, `export { x }` and `class { x = … }` are no uses. */
function isDeclaration({ parent }: TSESTree.Node): boolean {
  switch (parent?.type) {
    case 'ImportSpecifier':
    case 'ImportDefaultSpecifier':
    case 'ImportNamespaceSpecifier':
    case 'ExportSpecifier':
    case 'ExportDefaultDeclaration':
      return true
    default:
      return false
  }
}

interface Way {
  readonly roots: readonly RootReference[]
  readonly steps: number
}

function followUsage(search: Search, home: ProgramFile, usage: Usage, way: Way): void {
  switch (usage.kind) {
    case 'read':
      search.usages.push({ usage, home })
      return
    case 'grow':
    case 'release':
      if (!usage.passed || !followArgument(search, home, usage.passed, way)) search.usages.push({ usage, home })
      return
    case 'unknown':
      hide(search, home, usage.node)
      return
    case 'escape':
      if (!followEscape(search, home, usage, way)) hide(search, home, usage.node)
      return
    default:
      usage satisfies never
  }
}

function hide(search: Search, home: ProgramFile, node: TSESTree.Node): void {
  // What a test does with it is the test's.
  if (home.kind === 'test') return
  search.isComplete = false
  search.hidden ??= { home, node }
}

/** Follows a collection that is handed on; false when it is lost. */
function followEscape(search: Search, home: ProgramFile, { node, to }: Extract<Usage, { kind: 'escape' }>, way: Way): boolean {
  search.handovers++
  if (way.steps === 0 || search.handovers > MAX_HANDOVERS) return false
  switch (to) {
    case 'export':
      // Whoever imports it is asked for by its name.
      return true
    case 'argument':
      return followArgument(search, home, node, way)
    case 'return':
      return followReturn(search, home, node, way.steps - 1)
    case 'store': {
      const binding = bindingOfStore(home, node)
      return binding !== null && followBinding(search, binding, way.steps - 1, true)
    }
    default:
      return to satisfies never
  }
}

function followArgument(search: Search, home: ProgramFile, argument: TSESTree.Node, { roots, steps }: Way): boolean {
  const effects = effectsOfCall({ ...search, home, argument, references: new Set(roots.map(({ node }) => node)), steps })
  if (!effects) return false
  search.usages.push(...effects.usages)
  const isKept = effects.kept.every((binding) => followBinding(search, binding, steps - 1, true))
  if (effects.isReturned && !isDropped(effects.call)) followRoots(search, home, [{ node: effects.call, isGuess: false }], steps - 1)
  return effects.isWhole && isKept
}

/** `get rooms() { return this.#rooms }`, `entries() { return this.map }`: whoever asks for it is followed. */
function followReturn(search: Search, home: ProgramFile, node: TSESTree.Node, steps: number): boolean {
  const getter = bindingOfGetter(home, node)
  if (getter) return followBinding(search, getter, steps)
  const fn = enclosingFunction(node)
  if (!fn) return false
  const { sites, isComplete } = search.view.callersOf({ home, node: fn })
  const production = sites.filter((site) => site.home.kind !== 'test')
  if (production.some((site) => site.as === 'value')) return false
  for (const site of production) followRoots(search, site.home, [{ node: site.node, isGuess: site.match === 'possible' }], steps)
  return isComplete
}
