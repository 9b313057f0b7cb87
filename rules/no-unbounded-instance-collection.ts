import type { FoundCollection } from './analysis/find-collections.ts'
import { ownerNameOf } from './analysis/owner-span.ts'
import { REACH_DEFAULTS, REACH_SCHEMA, resolveCollectionOptions, type ReachOptionsInput } from './support/collection-options.ts'
import { tellClaim } from './support/claim-story.ts'
import { createRule } from './support/create-rule.ts'
import { isFileMatched } from './support/file-filter.ts'
import { findClaims, messageData } from './support/collection-claims.ts'
import { keepStory } from './support/story.ts'

export default createRule<[ReachOptionsInput], 'unbounded'>({
  name: 'no-unbounded-instance-collection',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow collections in class fields and factory closures that grow without a release that keeps up',
      preset: 'recommended',
      presetOptions: { strict: [{ exported: 'report', evidence: 'likely' }] },
    },
    messages: {
      unbounded: '`{{name}}` of `{{owner}}` gains {{entries}} {{trigger}} (line {{line}}), but {{releases}}. {{remedy}}.',
    },
    schema: [REACH_SCHEMA],
    defaultOptions: [REACH_DEFAULTS],
  },
  create(context, [input]) {
    const options = resolveCollectionOptions(REACH_DEFAULTS, input)
    if (isFileMatched(context, options.ignoreFiles)) return {}
    const isWanted = (collection: FoundCollection): boolean => collection.lifetime === 'owner'
    return {
      'Program:exit'(): void {
        for (const found of findClaims(context, options, isWanted)) {
          const { collection } = found
          keepStory(context, collection.node, () => tellClaim(found))
          context.report({ node: collection.node, messageId: 'unbounded', data: { ...messageData(found), owner: ownerNameOf(collection) } })
        }
      },
    }
  },
})
