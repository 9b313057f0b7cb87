import type { TSESTree } from '@typescript-eslint/utils'

import type { Growth } from '../analysis/facts.ts'
import type { FoundCollection } from '../analysis/find-collections.ts'
import { stepAt, stepAtNode, type Step, type Story } from './story.ts'
import type { Place } from '../program/view.ts'

/** A collection that an end forgets, as a story: what fills it, who keeps it, which end leaves it out. */
export function tellForgotten(collection: FoundCollection, growth: Growth, end: TSESTree.Node | Place, forgets: string): Story {
  const { name, node } = collection
  const missing: Step = 'home' in end ? stepAt('missing', end, forgets, null) : stepAtNode('missing', end, forgets)
  return {
    by: null,
    often: growth.trigger,
    certainty: null,
    retained: null,
    weight: 'unknown',
    steps: [stepAtNode('growth', growth.node, `adds an entry to \`${name}\`: ${growth.keys.evidence}`), stepAtNode('owner', node, `\`${name}\` keeps them`), missing],
  }
}
