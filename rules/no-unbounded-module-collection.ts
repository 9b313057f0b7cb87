import type { TSESLint } from '@typescript-eslint/utils'

import { findWeakForm, type WeakForm } from './analysis/weak-form.ts'
import { REACH_DEFAULTS, REACH_SCHEMA, resolveCollectionOptions, type ReachOptionsInput } from './support/collection-options.ts'
import { tellClaim } from './support/claim-story.ts'
import { createRule } from './support/create-rule.ts'
import { isFileMatched, isOnlyPerComponent, isPerComponent } from './support/file-filter.ts'
import { findClaims, messageData } from './support/collection-claims.ts'
import { keepStory } from './support/story.ts'

export default createRule<[ReachOptionsInput], 'unbounded' | 'holdWeakly'>({
  name: 'no-unbounded-module-collection',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow module-level and static collections that grow without a release that keeps up',
      preset: 'recommended',
      presetOptions: { strict: [{ exported: 'report', evidence: 'likely' }] },
    },
    hasSuggestions: true,
    messages: {
      unbounded: '`{{name}}` lives as long as the program and gains {{entries}} {{trigger}} (line {{line}}), but {{releases}}. {{remedy}}.',
      holdWeakly: 'Turn the `{{strong}}` into a `{{weak}}`, so that an entry goes with its key.',
    },
    schema: [REACH_SCHEMA],
    defaultOptions: [REACH_DEFAULTS],
  },
  create(context, [input]) {
    const options = resolveCollectionOptions(REACH_DEFAULTS, input)
    const { sourceCode } = context
    if (isOnlyPerComponent(context) || isFileMatched(context, options.ignoreFiles)) return {}
    return {
      'Program:exit'(): void {
        for (const found of findClaims(context, options, ({ lifetime, node }) => lifetime === 'process' && !isPerComponent(context, node))) {
          const { collection } = found
          keepStory(context, collection.node, () => tellClaim(found))
          context.report({ node: collection.node, messageId: 'unbounded', data: messageData(found), suggest: suggestWeakForm(findWeakForm(sourceCode, collection)) })
        }
      },
    }
  },
})

function suggestWeakForm(form: WeakForm | null): TSESLint.ReportSuggestionArray<'holdWeakly'> {
  if (!form) return []
  const { strong, weak, names } = form
  return [{ messageId: 'holdWeakly', data: { strong, weak }, fix: (fixer) => names.map((name) => fixer.replaceText(name, weak)) }]
}
