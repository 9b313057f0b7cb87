import type { TSESLint } from '@typescript-eslint/utils'

import { judgeCollections } from '../analysis/collection-facts.ts'
import type { FoundCollection } from '../analysis/find-collections.ts'
import { createProgramView } from '../program/source-view.ts'
import { judgeCollection, type Claim } from '../questions/judge-collection.ts'
import { meetsPolicy } from '../questions/policy.ts'
import { writtenKey } from '../questions/source/judge-keys.ts'
import { createExemption, type ReachOptions } from './collection-options.ts'
import { describePlace, explainReleases, explainRemedy } from './explain.ts'
import { pathOfLinted } from './linted-path.ts'

type Context = Pick<TSESLint.RuleContext<string, readonly unknown[]>, 'cwd' | 'filename' | 'physicalFilename' | 'sourceCode'>

/** Every collection of a file of which the four facts are known well enough for the user's options, of those that are `wanted`. */
export function findClaims(context: Context, options: ReachOptions, wanted: (collection: FoundCollection) => boolean): Claim[] {
  const { sourceCode } = context
  const suspects = judgeCollections(sourceCode, options).filter(({ collection }) => wanted(collection))
  if (suspects.length === 0) return []
  const isExempt = createExemption(options)
  const view = createProgramView(sourceCode, pathOfLinted(context))
  return suspects.flatMap((own) => {
    const claim = isExempt(own.collection) ? null : judgeCollection(view, own, options)
    return claim && meetsPolicy(claim, options.evidence) ? [claim] : []
  })
}

/** The data every message about a leaking collection is filled with. */
export function messageData({ collection, home, growth, growthHome, tooWeak, newKeys, again, known, endBeside }: Claim): Record<string, string> {
  const [origin] = newKeys.witnesses
  const followed = newKeys.certainty === 'proven' && origin && origin.node !== growth.key ? `, which ${origin.shows}${origin.home === growthHome ? '' : ` (${describePlace(home, origin)})`}` : ''
  return {
    name: collection.name,
    entries: `${describeEntry(collection, growth.key && writtenKey({ home: growthHome, node: growth.key }))}${followed}`,
    trigger: again.event ?? growth.trigger,
    line: describePlace(home, { home: growthHome, node: growth.node }),
    releases: tooWeak.length === 0 && known.nothingKeepsUp !== 'proven' ? 'nothing in its own program removes an entry' : explainReleases(tooWeak),
    remedy: endBeside ? `Delete it too where line ${describePlace(home, { home: growthHome, node: endBeside })} deletes the same key elsewhere` : explainRemedy(collection.kind),
  }
}

function describeEntry({ kind }: FoundCollection, key: string | null): string {
  const what = key === null || key === '' ? '' : ` \`${key}\``
  switch (kind) {
    case 'array':
      return `each${what === '' ? ' element' : what}`
    case 'set':
      return `every new${what === '' ? ' element' : what}`
    case 'map':
    case 'record':
      return what === '' ? 'an entry for every new key' : `an entry for every new${what}`
    default:
      return kind satisfies never
  }
}
