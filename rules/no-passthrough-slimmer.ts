import { findLeakySlimmers, type LeakySlimmer } from './analysis/slimmers/leaky-slimmers.ts'
import { SHORT_LIVED_FILES } from './catalog/file-kinds.ts'
import { mentionsTrimmer } from './catalog/trimmers.ts'
import { hasOnlyKnownLiterals } from './program/types/literal-union.ts'
import { typedProgramOf } from './program/types/typed-program.ts'
import { createRule } from './support/create-rule.ts'
import { isFileMatched } from './support/file-filter.ts'
import { compilePatterns } from './support/patterns.ts'

interface Options {
  readonly ignore?: readonly string[]
  readonly ignoreFiles?: readonly string[]
}

export default createRule<[Options], 'passesThrough'>({
  name: 'no-passthrough-slimmer',
  meta: {
    type: 'problem',
    docs: { description: 'Disallow tables of payload trimmers that let unknown kinds through untrimmed', preset: 'strict' },
    messages: {
      passesThrough: '`{{table}}` trims {{count}} kinds ({{kinds}}), and `{{within}}` hands on every other kind whole, so a payload that nobody thought of travels and is kept at full size. Add a default trimmer for unknown kinds, or cap the result after the lookup.',
    },
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          ignore: { description: 'Regular expressions on names of tables, or of functions with a `switch`, that are never reported.', type: 'array', items: { type: 'string' }, uniqueItems: true },
          ignoreFiles: { description: 'Regular expressions on file paths, relative to the working directory with `/`, that are not checked; replaces the default list of tests, scripts and configuration files.', type: 'array', items: { type: 'string' }, uniqueItems: true },
        },
      },
    ],
    defaultOptions: [{ ignore: [], ignoreFiles: [...SHORT_LIVED_FILES] }],
  },
  create(context, [{ ignore = [], ignoreFiles = [] }]) {
    const file = context.sourceCode
    const ignored = compilePatterns('ignore', ignore)
    if (isFileMatched(context, ignoreFiles) || !mentionsTrimmer(file.text)) return {}
    return {
      'Program:exit'() {
        const typed = typedProgramOf(file.parserServices)
        for (const slimmer of findLeakySlimmers(file)) {
          if (ignored.some((pattern) => pattern.test(slimmer.table))) continue
          if (typed && slimmer.key && hasOnlyKnownLiterals(typed, slimmer.key, slimmer.kinds)) continue
          context.report({ node: slimmer.node, messageId: 'passesThrough', data: messageData(slimmer) })
        }
      },
    }
  },
})

function messageData({ table, kinds, within }: LeakySlimmer): Record<string, string> {
  const shown = kinds.slice(0, 3).map((kind) => `\`${kind}\``)
  return { table, within, count: String(kinds.length), kinds: kinds.length > shown.length ? `${shown.join(', ')} …` : shown.join(', ') }
}
