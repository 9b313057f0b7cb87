import { COLLECTION_DEFAULTS, COLLECTION_SCHEMA, resolveCollectionOptions, type CollectionOptionsInput } from './support/collection-options.ts'
import { createRule } from './support/create-rule.ts'
import { isComponentScript, isFileMatched } from './support/file-filter.ts'
import { findUnbounded, messageData } from './support/unbounded.ts'

export default createRule<[CollectionOptionsInput], 'unbounded'>({
  name: 'no-unbounded-module-collection',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow module-level and static collections that grow without a release that keeps up',
      preset: 'recommended',
      presetOptions: { strict: [{ exported: 'report' }] },
    },
    messages: {
      unbounded: '`{{name}}` lives as long as the program and gains {{entries}} {{trigger}} (line {{line}}), but {{releases}}. {{remedy}}.',
    },
    schema: [COLLECTION_SCHEMA],
    defaultOptions: [COLLECTION_DEFAULTS],
  },
  create(context) {
    const options = resolveCollectionOptions(context.options[0])
    const { sourceCode } = context
    if (isComponentScript(context) || isFileMatched(context, options.ignoreFiles)) return {}
    return {
      'Program:exit'(): void {
        for (const found of findUnbounded(sourceCode, options)) {
          if (found.facts.collection.lifetime !== 'process') continue
          context.report({ node: found.facts.collection.node, messageId: 'unbounded', data: messageData(found) })
        }
      },
    }
  },
})
