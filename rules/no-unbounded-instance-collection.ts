import type { FoundCollection } from './analysis/find-collections.ts'
import { livesLong, ownerNameOf } from './analysis/owner-span.ts'
import { REACH_DEFAULTS, REACH_SCHEMA, resolveCollectionOptions, type ReachOptionsInput } from './support/collection-options.ts'
import { createRule } from './support/create-rule.ts'
import { isFileMatched } from './support/file-filter.ts'
import { findUnbounded, messageData } from './support/unbounded.ts'

export default createRule<[ReachOptionsInput], 'unbounded'>({
  name: 'no-unbounded-instance-collection',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow collections in class fields and factory closures that grow without a release that keeps up',
      preset: 'recommended',
      presetOptions: { strict: [{ exported: 'report' }] },
    },
    messages: {
      unbounded: '`{{name}}` of `{{owner}}` gains {{entries}} {{trigger}} (line {{line}}), but {{releases}}. {{remedy}}.',
    },
    schema: [REACH_SCHEMA],
    defaultOptions: [REACH_DEFAULTS],
  },
  create(context) {
    const options = resolveCollectionOptions(REACH_DEFAULTS, context.options[0])
    const { sourceCode } = context
    if (isFileMatched(context, options.ignoreFiles)) return {}
    const isWanted = (collection: FoundCollection): boolean => collection.lifetime === 'owner' && livesLong(sourceCode, collection)
    return {
      'Program:exit'(): void {
        for (const found of findUnbounded(context, options, isWanted)) {
          const { collection } = found.facts
          context.report({ node: collection.node, messageId: 'unbounded', data: { ...messageData(found), owner: ownerNameOf(collection) } })
        }
      },
    }
  },
})
