import { findEndlessChains } from './analysis/resources/endless-chains.ts'
import { findLeakedResources } from './analysis/resources/leaked-resources.ts'
import type { HelperReader } from './analysis/resources/trail/trail.ts'
import { SHORT_LIVED_FILES } from './catalog/file-kinds.ts'
import { mentionsOpening } from './catalog/opened-resources.ts'
import type { ResourcePair } from './catalog/resource-pairs.ts'
import { createHelperFinder } from './program/find-callees.ts'
import { createProgramView } from './program/source-view.ts'
import { createHandleReader } from './questions/release/read-handle-helpers.ts'
import { createAgainFinder } from './support/again-in-program.ts'
import { createRule } from './support/create-rule.ts'
import { describeChain, describeResource, tellResource } from './support/describe-resource.ts'
import { isComponentScript, isFileMatched } from './support/file-filter.ts'
import { pathOfLinted } from './support/linted-path.ts'
import { stringList } from './support/patterns.ts'
import { createRootFinder } from './support/root-of-page.ts'
import { keepStory } from './support/story.ts'

interface Options {
  readonly ignoreFiles?: readonly string[]
}

export default createRule<[Options], 'open' | 'endless'>({
  name: 'no-leaked-resource',
  meta: {
    type: 'problem',
    docs: { description: 'Disallow connections, workers, object URLs, watchers and frame loops that are opened again and again and never closed', preset: 'strict' },
    messages: {
      open: 'The {{noun}} from `{{opener}}` is opened {{often}}, and {{flaw}}: {{stays}}. {{remedy}}.',
      endless: '`{{name}}` asks for its next {{link}} on every run, and {{flaw}}: it is started {{often}}, and each one runs on after its owner is gone. {{remedy}}.',
    },
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          ignoreFiles: stringList('Regular expressions on file paths, relative to the working directory with `/`, that are not checked; replaces the default list of tests, scripts and configuration files.'),
        },
      },
    ],
    defaultOptions: [{ ignoreFiles: [...SHORT_LIVED_FILES] }],
  },
  create(context, [{ ignoreFiles = [] }]) {
    const { sourceCode } = context
    if (isFileMatched(context, ignoreFiles) || !mentionsOpening(sourceCode.text)) return {}
    return {
      'Program:exit'(): void {
        const path = pathOfLinted(context)
        const find = createHelperFinder(sourceCode, createProgramView(sourceCode, path))
        const readerOf = (pair: ResourcePair): HelperReader => createHandleReader(find, pair)
        const isComponent = isComponentScript(context)
        const isOfRoot = createRootFinder(sourceCode, path)
        for (const leak of findLeakedResources(sourceCode, { isComponentScript: isComponent, findAgain: createAgainFinder(sourceCode, path), readerOf })) {
          const data = describeResource(sourceCode, leak)
          keepStory(context, leak.call.callee, () => tellResource(leak, data))
          if (leak.by === 'component' && isOfRoot(leak.call)) continue
          context.report({ node: leak.call.callee, messageId: 'open', data })
        }
        for (const chain of findEndlessChains(sourceCode, isComponent, readerOf)) context.report({ node: chain.call.callee, messageId: 'endless', data: describeChain(chain) })
      },
    }
  },
})
