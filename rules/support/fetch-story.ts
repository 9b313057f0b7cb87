import type { HotCode, Reach } from '../analysis/reach-fetch.ts'
import { stepAtNode, type Story } from './story.ts'

/** A fetch on a hot path as a story: what runs so often, and where it leads. */
export function tellFetch(hot: HotCode, reach: Reach): Story {
  const way = reach.path.map(({ name }) => `\`${name}\``)
  const through = way.length === 0 ? '' : ` through ${way.join(', ')}`
  return {
    by: hot.kind === 'poll' ? 'timer' : 'event',
    often: hot.frequency,
    certainty: null,
    retained: null,
    weight: 'heavy',
    steps: [stepAtNode('event', hot.anchor, `runs ${hot.frequency}`), stepAtNode('growth', reach.node, `fetches the whole history by \`${reach.fetch}\`${through}`)],
  }
}
