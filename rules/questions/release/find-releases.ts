import type { TSESTree } from '@typescript-eslint/utils'

import type { Release, Strength } from '../../analysis/facts.ts'
import type { FoundCollection } from '../../analysis/find-collections.ts'
import type { AnalysisOptions } from '../../analysis/find-usages.ts'
import { isEffective } from '../../analysis/judge.ts'
import { findRootReferences } from '../../analysis/root-references.ts'
import type { Place, ProgramFile, ProgramView } from '../../program/view.ts'
import type { Certainty, Witness } from '../fact.ts'
import type { PlacedUsage } from './placed-usage.ts'
import { findReachableUses } from './reachable-uses.ts'
import { functionAround, weighRelease, type Weighing } from './weigh-release.ts'

/** A release, as strong as the best way to it. */
export interface WeighedRelease extends Release {
  readonly home: ProgramFile
  readonly certainty: Certainty
  /** The place that decides its strength: the release itself, or whoever calls it. */
  readonly witness: Witness
}

/** Every release that can reach a collection, the strongest first. */
export interface Releases {
  readonly releases: readonly WeighedRelease[]
  /** Everything else that is done with it, its growth in other files included. */
  readonly usages: readonly PlacedUsage[]
  /** Were all uses seen? If not, somebody out of sight may release. */
  readonly isComplete: boolean
  /** How well it is known that no other release, and no other way to these, is stronger; for where none keeps up. */
  readonly certainty: Certainty
  /** Where it leaves our sight first; null when it does not, or only by being public. */
  readonly hidden: Place | null
}

/**
 * Finds every release that can reach a collection, in its own file and in all others of the program, each with its callers weighed. When one keeps up, those after
 * it are not weighed: they keep the strength that their own file tells.
 */
export function findReleases(view: ProgramView, home: ProgramFile, collection: FoundCollection, options: AnalysisOptions): Releases {
  const uses = findReachableUses(view, home, collection, options)
  const weighing = createWeighing(view, { home, collection, options, usages: uses.usages })
  const releases: WeighedRelease[] = []
  let keepsUp = false
  const ordered = [...uses.usages].sort((a, b) => costOf(weighing, a, home) - costOf(weighing, b, home))
  for (const { usage, home: place } of ordered) {
    if (usage.kind !== 'release') continue
    const release = toWeighed(weighing, place, usage, keepsUp)
    keepsUp ||= isEffective(release.strength)
    releases.push(release)
  }
  releases.sort((a, b) => rank(a.strength) - rank(b.strength))
  const isProven = releases.every(({ certainty }) => certainty === 'proven')
  return {
    releases,
    usages: uses.usages.filter(({ usage }) => usage.kind !== 'release'),
    isComplete: uses.isComplete,
    certainty: !uses.isComplete ? 'unknown' : isProven ? 'proven' : 'likely',
    hidden: uses.hidden,
  }
}

interface Weighed {
  readonly home: ProgramFile
  readonly collection: FoundCollection
  readonly options: AnalysisOptions
  readonly usages: readonly PlacedUsage[]
}

/** The cheapest answers first: a release beside the growth needs no callers, one of its own file fewer. */
function costOf({ growing }: Weighing, { usage, home: place }: PlacedUsage, home: ProgramFile): number {
  const fn = functionAround(usage.node)?.fn
  if (usage.kind === 'release' && isEffective(usage.strength) && fn && growing.has(fn)) return 0
  return place === home ? 1 : 2
}

function createWeighing(view: ProgramView, { home, collection, options, usages }: Weighed): Weighing {
  const known = new Map<ProgramFile, ReadonlySet<TSESTree.Node>>()
  const none: ReadonlySet<TSESTree.Node> = new Set()
  return {
    view,
    testFunctions: options.testFunctions.map((pattern) => new RegExp(pattern, 'u')),
    seen: new Set(),
    growing: new Set(usages.flatMap(({ usage }) => (usage.kind === 'grow' ? (functionAround(usage.node)?.fn ?? []) : []))),
    referencesIn: (place) => {
      if (place !== home) return none
      const references = known.get(place) ?? new Set(findRootReferences(place.file, collection).map(({ node }) => node))
      known.set(place, references)
      return references
    },
  }
}

function toWeighed(weighing: Weighing, home: ProgramFile, release: Release, keepsUp: boolean): WeighedRelease {
  const own = { strength: release.strength, decisive: { home, node: release.node }, isProven: false }
  const weight = keepsUp && home.kind === 'production' ? own : weighRelease({ ...weighing, seen: new Set() }, home, release)
  const witness = { ...weight.decisive, shows: showsOf(release, weight.strength) }
  return { ...release, home, strength: weight.strength, certainty: weight.isProven ? 'proven' : 'likely', witness }
}

function rank(strength: Strength): number {
  return ORDER.indexOf(strength)
}

const ORDER: readonly Strength[] = ['evict', 'lifecycle', 'failure', 'revisit', 'teardown', 'test-only', 'unreached']

/** What a release's decisive place shows, as words for a message. */
function showsOf({ within }: Release, strength: Strength): string {
  const name = within === null ? 'the removal' : `the removal in \`${within}\``
  switch (strength) {
    case 'evict':
      return `${name} keeps up with what is added`
    case 'lifecycle':
      return `${name} runs when an entry has served`
    case 'failure':
      return `${name} runs only when something fails`
    case 'revisit':
      return `${name} runs only when the same key is seen again`
    case 'teardown':
      return `${name} runs only when the whole owner ends, or before it starts`
    case 'test-only':
      return `only tests reach ${name}`
    case 'unreached':
      return `nobody calls ${name}`
    default:
      return strength satisfies never
  }
}
