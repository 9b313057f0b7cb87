import type { TSESLint } from '@typescript-eslint/utils'

import { findUnwindowedLists, importsAny, type ListNames, type UnwindowedList } from './analysis/unwindowed-lists.ts'
import { SHORT_LIVED_FILES } from './catalog/file-kinds.ts'
import { createRule } from './support/create-rule.ts'
import { isFileMatched } from './support/file-filter.ts'
import { compilePatterns } from './support/patterns.ts'
import { templateListeners } from './support/template-lists.ts'

interface Options {
  readonly lists?: readonly string[]
  readonly ignore?: readonly string[]
  readonly windowingModules?: readonly string[]
  readonly ignoreFiles?: readonly string[]
}

type MessageId = 'unwindowed'

/** A file without one of these draws no list. */
const GATE = /\.map\(|v-for|\{#each|<(?:For|Index)\b|\brepeat\(/

/** `src/chat/MessageList.vue` → `MessageList`. */
function componentName(filename: string): string | null {
  return /([\w-]+)\.(?:vue|svelte|[jt]sx?)$/.exec(filename)?.[1] ?? null
}

export default createRule<[Options], MessageId>({
  name: 'no-unwindowed-message-list',
  meta: {
    type: 'problem',
    docs: { description: 'Disallow rendering a whole message or log list without windowing', preset: 'strict' },
    messages: {
      unwindowed: '`{{form}}` draws every entry of `{{name}}`, which grows as long as the conversation or log does: each entry keeps its elements and component state, so memory and render time grow with it. Draw a window: a virtualizer, pages, or a `slice` of the latest entries.',
    },
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          lists: { description: 'Further names of lists that grow like a conversation or a log.', type: 'array', items: { type: 'string' }, uniqueItems: true },
          ignore: { description: 'Regular expressions on names of lists that are never reported.', type: 'array', items: { type: 'string' }, uniqueItems: true },
          windowingModules: { description: 'Further modules that draw only what is on the screen; a file that imports one is not reported.', type: 'array', items: { type: 'string' }, uniqueItems: true },
          ignoreFiles: { description: 'Regular expressions on file paths, relative to the working directory with `/`, that are not checked; replaces the default list of tests, scripts and configuration files.', type: 'array', items: { type: 'string' }, uniqueItems: true },
        },
      },
    ],
    defaultOptions: [{ lists: [], ignore: [], windowingModules: [], ignoreFiles: [...SHORT_LIVED_FILES] }],
  },
  create(context, [options]) {
    const file = context.sourceCode
    const ignored = compilePatterns('ignore', options.ignore ?? [])
    if (isFileMatched(context, options.ignoreFiles ?? []) || !GATE.test(file.text) || importsAny(file, options.windowingModules ?? [])) return {}
    const names: ListNames = { lists: new Set(options.lists), ignored, component: componentName(context.filename) }
    const report = ({ rendered, name }: UnwindowedList): void => { context.report({ node: rendered.node, messageId: 'unwindowed', data: { form: rendered.form, name } }); }
    return {
      ...templateListeners(file, names, report),
      // Not `Program:exit`: that is where vue-eslint-parser walks the template.
      Program() {
        for (const found of findUnwindowedLists(file, names)) report(found)
      },
    } satisfies TSESLint.RuleListener
  },
})
