import type { TSESLint } from '@typescript-eslint/utils'

import { triggerOf } from './analysis/growth-trigger.ts'
import { findCloningGetters } from './analysis/transcripts/cloning-getters.ts'
import { findFedTwice } from './analysis/transcripts/fed-twice.ts'
import { findRecordedTwice } from './analysis/transcripts/recorded-twice.ts'
import { findStoredCopies } from './analysis/transcripts/stored-copies.ts'
import type { SourceFile } from './ast/source-file.ts'
import { SHORT_LIVED_FILES } from './catalog/file-kinds.ts'
import { mentionsTranscript } from './catalog/publish-sinks.ts'
import { createRule } from './support/create-rule.ts'
import { isFileMatched } from './support/file-filter.ts'
import { compilePatterns } from './support/patterns.ts'

interface Options {
  readonly ignore?: readonly string[]
  readonly getters?: 'report' | 'ignore'
  readonly ignoreFiles?: readonly string[]
}

type MessageId = 'stored' | 'fedTwice' | 'recorded' | 'getter' | 'shallowCopy'

/** One duplicate, ready to be reported. `name` is what the `ignore` option is held against. */
type Duplicate = TSESLint.ReportDescriptor<MessageId> & { readonly name: string }

export default createRule<[Options], MessageId>({
  name: 'no-duplicate-transcript',
  meta: {
    type: 'problem',
    hasSuggestions: true,
    docs: { description: 'Disallow a full second copy of a message history kept beside the first', preset: 'strict' },
    messages: {
      stored: '`{{target}}` keeps `{{source}}` a second time {{how}}, made anew {{trigger}}: the whole conversation is in memory twice. Derive it when it is asked for, or keep a hash, an index or a window of the latest entries.',
      fedTwice: '`{{target}}` is given the same messages as `{{source}}` {{trigger}}, and both keep all of them. Keep one list and derive the other, or an index of it.',
      recorded: '`{{owner}}` writes each message down and keeps all of them in `{{target}}` as well, {{trigger}}: a full copy of a conversation that its owner holds already. Keep what the next write needs, and read the rest back.',
      getter: '`{{getter}}` gives back a deep clone of all of `{{source}}`, and this file alone calls it in {{calls}} place(s): each call copies the whole conversation. Return a read-only view or a shallow copy.',
      shallowCopy: 'Copy the list, not its entries.',
    },
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          ignore: { description: 'Regular expressions on names of fields, variables and getters that are never reported.', type: 'array', items: { type: 'string' }, uniqueItems: true },
          getters: { description: 'Whether getters that deep-clone the history for each caller are reported; their copies die with the caller.', type: 'string', enum: ['report', 'ignore'] },
          ignoreFiles: { description: 'Regular expressions on file paths, relative to the working directory with `/`, that are not checked; replaces the default list of tests, scripts and configuration files.', type: 'array', items: { type: 'string' }, uniqueItems: true },
        },
      },
    ],
    defaultOptions: [{ ignore: [], getters: 'report', ignoreFiles: [...SHORT_LIVED_FILES] }],
  },
  create(context, [{ ignore = [], getters, ignoreFiles = [] }]) {
    const file = context.sourceCode
    const ignored = compilePatterns('ignore', ignore)
    if (isFileMatched(context, ignoreFiles) || !mentionsTranscript(file.text)) return {}
    return {
      'Program:exit'() {
        const duplicates = [...findKept(file), ...(getters === 'ignore' ? [] : findCloned(file))]
        for (const { name, ...report } of duplicates) if (!ignored.some((pattern) => pattern.test(name))) context.report(report)
      },
    }
  },
})

function findKept(file: SourceFile): Duplicate[] {
  const stored = findStoredCopies(file).map(({ node, target, source, how }): Duplicate => ({ name: target, node, messageId: 'stored', data: { target, source, how, trigger: triggerOf(node) } }))
  const recorded = findRecordedTwice(file).map(({ node, target, owner }): Duplicate => ({ name: target, node, messageId: 'recorded', data: { target, owner, trigger: triggerOf(node) } }))
  const fedTwice = findFedTwice(file).map(({ node, target, source }): Duplicate => ({ name: target, node, messageId: 'fedTwice', data: { target, source, trigger: triggerOf(node) } }))
  return [...stored, ...recorded, ...fedTwice]
}

function findCloned(file: SourceFile): Duplicate[] {
  return findCloningGetters(file).map(({ node, list, source, getter, calls }): Duplicate => {
    const data = { getter, source, calls: String(calls) }
    const copied = list && file.text.slice(...list.range)
    return { name: getter, node, messageId: 'getter', data, suggest: copied === null ? [] : [{ messageId: 'shallowCopy', fix: (fixer) => fixer.replaceText(node, `[...${copied}]`) }] }
  })
}
