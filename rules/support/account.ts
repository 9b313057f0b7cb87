import type { TSESLint, TSESTree } from '@typescript-eslint/utils'

import { judgeCollections, type CollectionFacts } from '../analysis/collection-facts.ts'
import type { Growth } from '../analysis/facts.ts'
import { findCollections, type FoundCollection } from '../analysis/find-collections.ts'
import { isEffective } from '../analysis/judge.ts'
import { findRootReferences } from '../analysis/root-references.ts'
import { createProgramView } from '../program/source-view.ts'
import type { Place, ProgramFile, ProgramView } from '../program/view.ts'
import type { Frequency, Life } from '../questions/fact.ts'
import { judgeFrequency } from '../questions/frequency/judge-frequency.ts'
import { ownerRefOf } from '../questions/judge-collection.ts'
import { judgeLife } from '../questions/life/judge-life.ts'
import { findReleases, type Releases, type WeighedRelease } from '../questions/release/find-releases.ts'
import { judgeKeys, writtenKey } from '../questions/source/judge-keys.ts'
import { REACH_DEFAULTS } from './collection-options.ts'
import { explainReleases } from './explain.ts'
import { pathOfLinted } from './linted-path.ts'
import { stepAt, type Step } from './story.ts'

/** What is known of one collection, whether it is reported or not. */
export interface Account {
  readonly name: string
  readonly line: number
  /** What it grows by, what brings that, how long it lives, what lets go: as far as was found. */
  readonly steps: readonly Step[]
  /** What speaks against a leak, or is not known: why rules may be silent. Empty when nothing does. */
  readonly against: readonly string[]
}

type Context = Pick<TSESLint.RuleContext<string, readonly unknown[]>, 'cwd' | 'filename' | 'physicalFilename' | 'sourceCode'>

const GROWTHS_SHOWN = 3
const RELEASES_SHOWN = 5

/** An account of each collection that is declared on a line; if none is, of each that is used there. */
export function accountFor(context: Context, line: number): Account[] {
  const { sourceCode } = context
  const collections = findCollections(sourceCode)
  const isAt = (node: TSESTree.Node): boolean => node.loc.start.line <= line && line <= node.loc.end.line
  const declared = collections.filter(({ node }) => isAt(node))
  const asked = declared.length > 0 ? declared : collections.filter((collection) => findRootReferences(sourceCode, collection).some(({ node }) => isAt(node)))
  if (asked.length === 0) return []
  const view = createProgramView(sourceCode, pathOfLinted(context))
  const judged = judgeCollections(sourceCode, REACH_DEFAULTS)
  return asked.map((collection) => accountOf(view, collection, judged.find((facts) => facts.collection === collection) ?? null))
}

function accountOf(view: ProgramView, collection: FoundCollection, facts: CollectionFacts | null): Account {
  const { name, node } = collection
  const line = node.loc.start.line
  if (!facts) return { name, line, steps: [], against: ['nothing that can run again and again adds to it'] }
  const home = view.root
  const releases = findReleases(view, home, collection, REACH_DEFAULTS)
  const growths = growthsOf(home, facts, releases)
  const life = judgeLife(view, ownerRefOf(home, collection))
  const told = growths.slice(0, GROWTHS_SHOWN).map((grown) => accountOfGrowth(view, collection, grown))
  const owner = stepAt('owner', life.witnesses[0] ?? { home, node }, `\`${name}\` ${describeLife(life.value)}`, life.certainty)
  return {
    name,
    line,
    steps: [...told.flatMap(({ steps }) => steps), owner, ...releaseSteps(home, collection, releases)],
    against: [
      ...(growths.length === 0 ? ['nothing in production adds to it'] : []),
      // One growth that nothing speaks against is enough.
      ...(told.some(({ against }) => against.length === 0) ? [] : told.flatMap(({ against }) => against)),
      ...(life.value === 'call' ? ['its owner ends with a call, run or component'] : []),
      ...(life.value === 'unknown' ? ['how long its owner lives was not found'] : []),
      ...againstByReleases(releases),
    ],
  }
}

interface Grown {
  readonly home: ProgramFile
  readonly growth: Growth
}

function growthsOf(home: ProgramFile, { usages }: CollectionFacts, { usages: all }: Releases): Grown[] {
  const own = usages.flatMap((usage) => (usage.kind === 'grow' ? [{ home, growth: usage }] : []))
  const known = new Set(own.map(({ growth }) => growth.node))
  const others = all.flatMap(({ usage, home: at }) => (usage.kind === 'grow' && at.kind === 'production' && !known.has(usage.node) ? [{ home: at, growth: usage }] : []))
  return [...own, ...others]
}

function accountOfGrowth(view: ProgramView, collection: FoundCollection, { home, growth }: Grown): Pick<Account, 'steps' | 'against'> {
  const place: Place = { home, node: growth.node }
  const again = judgeFrequency(view, place, ownerRefOf(view.root, collection))
  const keys = judgeKeys(view, { home, growth, collection })
  const written = growth.key && writtenKey({ home, node: growth.key })
  const key = written === null || written === '' ? 'the key' : `\`${written}\``
  return {
    steps: [
      stepAt('growth', place, `adds an entry${written === null || written === '' ? '' : ` under ${key}`}`, 'proven'),
      stepAt('event', again.witnesses[0] ?? place, again.witnesses[0]?.shows ?? describeFrequency(again.value), again.certainty),
      stepAt('key', keys.witnesses[0] ?? place, `${key} ${keys.witnesses[0]?.shows ?? describeKeys(keys.value)}`, keys.certainty),
    ],
    against: [
      ...(again.value === 'again' || again.value === 'unknown' ? [] : [`the growth ${describeFrequency(again.value)}`]),
      ...(again.value === 'unknown' ? ['whether the growth comes again was not found'] : []),
      ...(keys.value === 'open' ? [] : [keys.value === 'finite' ? `${key} has few values` : `whether ever new keys come was not found`]),
    ],
  }
}

function releaseSteps(home: ProgramFile, { node }: FoundCollection, { releases, certainty, isComplete }: Releases): Step[] {
  if (releases.length === 0) return [stepAt('missing', { home, node }, isComplete ? 'nothing removes an entry' : 'nothing in sight removes an entry', certainty)]
  return releases.slice(0, RELEASES_SHOWN).map((release) => stepAt('release', { home: release.home, node: release.node }, describeRelease(release), release.certainty))
}

function describeRelease(release: WeighedRelease): string {
  if (!isEffective(release.strength)) return explainReleases([release])
  return `the removal${release.within === null ? '' : ` in \`${release.within}\``} keeps up (${release.strength})`
}

function againstByReleases({ releases, hidden, isComplete }: Releases): string[] {
  return [
    ...(releases.some(({ strength }) => isEffective(strength)) ? ['a removal keeps up with the growth'] : []),
    ...(hidden ? [`it leaves sight on line ${String(lineOf(hidden))}`] : []),
    ...(isComplete || hidden ? [] : ['code out of sight may use it']),
  ]
}

function lineOf({ home, node }: Place): number {
  return stepAt('owner', { home, node }, '', null).line
}

function describeFrequency(frequency: Frequency): string {
  switch (frequency) {
    case 'never':
      return 'is run by nobody, or by tests only'
    case 'load':
      return 'runs while modules load'
    case 'start':
      return 'runs once, from the start'
    case 'instance':
      return 'runs once for each owner'
    case 'again':
      return 'runs again and again'
    case 'unknown':
      return 'runs nobody knows how often'
    default:
      return frequency satisfies never
  }
}

function describeKeys(keys: 'open' | 'finite' | 'undecided'): string {
  return keys === 'open' ? 'is ever new by its name' : keys === 'finite' ? 'has few values' : 'could not be followed to where it comes from'
}

function describeLife(life: Life): string {
  switch (life) {
    case 'process':
      return 'lives as long as the program'
    case 'long':
      return 'lives as long as a connection, window or session'
    case 'call':
      return 'ends with a call, run or component'
    case 'unknown':
      return 'lives nobody knows how long'
    default:
      return life satisfies never
  }
}
