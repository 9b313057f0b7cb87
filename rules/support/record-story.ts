import type { LeakingRecord } from '../analysis/stores/leaking-records.ts'
import { explainReleases } from './explain.ts'
import { stepAtNode, type Step, type Story } from './story.ts'

/** A store's record as a story: what fills it, who keeps it, what fails to let go. */
export function tellRecord({ record, growth, keys, tooWeak, kept }: LeakingRecord): Story {
  const { name, node } = record.collection
  const weak = kept ? [kept] : tooWeak
  const ends = weak.map((release): Step => stepAtNode('release', release.node, kept ? 'lets an entry go only when what it stands for is deleted' : explainReleases([release])))
  return {
    by: null,
    often: growth.trigger,
    certainty: null,
    retained: null,
    weight: kept ? 'heavy' : 'unknown',
    steps: [
      stepAtNode('growth', growth.node, `adds an entry to \`${name}\` for ever new ${keys}`),
      stepAtNode('owner', node, `\`${name}\` lives as long as the store`),
      ...(ends.length > 0 ? ends : [stepAtNode('missing', node, explainReleases([]))]),
    ],
  }
}
