import type { TSESLint } from '@typescript-eslint/utils'

import { judgeCollections } from './analysis/collection-facts.ts'
import { findForgottenSiblings, type ForgottenSibling } from './analysis/forgotten-siblings.ts'
import { findEndHandlers } from './analysis/session-end.ts'
import type { SourceFile } from './ast/source-file.ts'
import { findForgottenElsewhere } from './questions/cleanup/forgotten-elsewhere.ts'
import { createHelperFinder } from './program/find-callees.ts'
import { createProgramView } from './program/source-view.ts'
import { readHelpers } from './questions/release/read-helpers.ts'
import { findCalledApart } from './questions/cleanup/called-apart.ts'
import { findForgottenRecords } from './questions/cleanup/forgotten-records.ts'
import { findLeftByEnds } from './questions/cleanup/left-by-ends.ts'
import { findCleanupEdit } from './support/cleanup-edit.ts'
import { tellForgotten } from './support/cleanup-story.ts'
import { COLLECTION_DEFAULTS, COLLECTION_SCHEMA, createExemption, resolveCollectionOptions, type CollectionOptionsInput } from './support/collection-options.ts'
import { createRule } from './support/create-rule.ts'
import { describeLine, describePlace } from './support/explain.ts'
import { isComponentScript, isFileMatched } from './support/file-filter.ts'
import { pathOfLinted } from './support/linted-path.ts'
import { keepStory } from './support/story.ts'

type MessageId = 'forgotten' | 'calledApart' | 'leftByEnd' | 'deleteToo'

export default createRule<[CollectionOptionsInput], MessageId>({
  name: 'complete-session-cleanup',
  meta: {
    type: 'problem',
    docs: {
      description: 'Require the handler of a session\'s end to release every collection that is keyed by it',
      preset: 'recommended',
    },
    hasSuggestions: true,
    messages: {
      forgotten: '`{{handler}}` (line {{end}}) releases {{released}} but forgets `{{name}}`, which gains {{entries}} {{trigger}} (line {{line}}) and keeps them after the end. Delete its entry there too.',
      calledApart: '`{{place}}` ends one by `{{alone}}` (line {{end}}), but only `{{cleanup}}` removes from `{{name}}`, which gains {{entries}} {{trigger}} (line {{line}}): entries that end this way stay. Call `{{cleanup}}` there too.',
      leftByEnd: '`{{name}}` gains {{entries}} {{trigger}} (line {{line}}) and keeps them: where one ends (line {{end}}), {{calls}} let go of what it had, but nothing removes its entry here. Delete it there too.',
      deleteToo: 'Delete the entry of `{{name}}` beside `{{sibling}}`.',
    },
    schema: [COLLECTION_SCHEMA],
    defaultOptions: [COLLECTION_DEFAULTS],
  },
  create(context, [input]) {
    const options = resolveCollectionOptions(COLLECTION_DEFAULTS, input)
    const { sourceCode } = context
    if (isComponentScript(context) || isFileMatched(context, options.ignoreFiles)) return {}
    const isExempt = createExemption(options)
    return {
      'Program:exit'(): void {
        if (findEndHandlers(sourceCode).length === 0 && judgeCollections(sourceCode, options).length === 0) return
        const view = createProgramView(sourceCode, pathOfLinted(context))
        const find = createHelperFinder(sourceCode, view)
        const own = findForgottenSiblings(sourceCode, judgeCollections(sourceCode, options), (facts) => readHelpers(sourceCode, facts, { find, options, reachesOthers: false }))
        for (const found of findCalledApart(view, judgeCollections(sourceCode, options))) {
          if (isExempt(found.forgotten.collection)) continue
          const { place, forgotten, growth, cleanup, alone } = found
          const { name } = forgotten.collection
          const data = { place: found.within ?? 'One way', alone, cleanup, name, end: describePlace(view.root, place), entries: growth.keys.evidence, trigger: growth.trigger, line: describeLine(growth.node) }
          keepStory(context, forgotten.collection.node, () => tellForgotten(forgotten.collection, growth, place, `ends one without \`${cleanup}\``))
          context.report({ node: forgotten.collection.node, messageId: 'calledApart', data })
        }
        for (const { claim, entries, end } of findLeftByEnds(() => view, judgeCollections(sourceCode, options), { ...options, exported: 'ignore' })) {
          if (isExempt(claim.collection)) continue
          const line = describePlace(view.root, { home: claim.growthHome, node: claim.growth.node })
          const data = { name: claim.collection.name, entries, trigger: claim.again.event ?? claim.growth.trigger, line, end: describePlace(view.root, end), calls: namesOf(end.calls) }
          context.report({ node: claim.collection.node, messageId: 'leftByEnd', data })
        }
        for (const { handler, collection, growth, entries, released } of findForgottenRecords(sourceCode, view, options)) {
          if (isExempt(collection)) continue
          const data = { handler: handler.name, end: describeLine(handler.node), released: namesOf(released), name: collection.name, entries, trigger: growth.trigger, line: describeLine(growth.node) }
          context.report({ node: collection.node, messageId: 'forgotten', data })
        }
        for (const found of [...own, ...findForgottenElsewhere(sourceCode, find, options)]) {
          const { handler, forgotten, growth, released, home } = found
          const { name } = forgotten.collection
          if (isExempt(forgotten.collection)) continue
          // A collection of another file has no place in this one.
          const node = home === sourceCode ? forgotten.collection.node : handler.node
          keepStory(context, node, () => tellForgotten(forgotten.collection, growth, handler.node, `\`${handler.name}\` ends one and forgets \`${name}\``))
          context.report({
            node,
            messageId: 'forgotten',
            data: { handler: handler.name, end: String(handler.node.loc.start.line), released: namesOf(released.map(({ facts }) => facts.collection.name)), name, entries: growth.keys.evidence, trigger: growth.trigger, line: describeLine(growth.node) },
            suggest: home === sourceCode ? suggestionFor(sourceCode, found) : [],
          })
        }
      },
    }
  },
})

/** The first few names, and how many more there are. */
function namesOf(names: readonly string[]): string {
  const shown = names.slice(0, 4).map((name) => `\`${name}\``).join(', ')
  return names.length > 4 ? `${shown} and ${String(names.length - 4)} more` : shown
}

function suggestionFor(file: SourceFile, found: ForgottenSibling): TSESLint.ReportSuggestionArray<MessageId> {
  const edit = findCleanupEdit(file, found)
  return edit ? [{ messageId: 'deleteToo', data: { name: found.forgotten.collection.name, sibling: edit.sibling }, fix: edit.fix }] : []
}
