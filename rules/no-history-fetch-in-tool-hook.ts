import { findToolHooks } from './analysis/find-tool-hooks.ts'
import { findFetches } from './analysis/reach-fetch.ts'
import { startSearch } from './analysis/resolve-value.ts'
import { mentionsHook } from './catalog/hot-hooks.ts'
import { createNeighbors } from './program/neighbors.ts'
import { createProgramView } from './program/source-view.ts'
import { createRule } from './support/create-rule.ts'
import { tellFetch } from './support/fetch-story.ts'
import { createFetchTest, describePath, fetchesSchema, fetchNames, mayReachFetch } from './support/history-report.ts'
import { pathOfLinted } from './support/linted-path.ts'
import { keepStory } from './support/story.ts'

interface Options {
  readonly fetches?: readonly string[]
  readonly hooks?: readonly string[]
  readonly messageEvents?: boolean
}

export default createRule<[Options], 'fetch'>({
  name: 'no-history-fetch-in-tool-hook',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow fetching the whole history of a session on every tool call, step or message event',
      preset: 'recommended',
      presetOptions: { strict: [{ messageEvents: true }] },
    },
    messages: {
      fetch: 'The whole history is fetched {{frequency}}: {{path}} calls `{{fetch}}()`. Keep what is needed per session and update it from events, or ask for a part with a `limit`.',
    },
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          fetches: fetchesSchema,
          hooks: { type: 'array', items: { type: 'string' }, description: 'Further object members whose function runs on a hot path: `afterToolCall`.' },
          messageEvents: { type: 'boolean', description: 'Whether handlers of `message.updated` and `message.part.updated` count as hot too.' },
        },
      },
    ],
    defaultOptions: [{ fetches: [], hooks: [], messageEvents: false }],
  },
  create(context, [input]) {
    const { fetches = [], hooks = [], messageEvents = false } = input
    const file = context.sourceCode
    const names = fetchNames(fetches)
    if (!mentionsHook(file.text, hooks, messageEvents) || !mayReachFetch(file, names)) return {}
    return {
      Program() {
        const neighbors = createNeighbors(createProgramView(file, pathOfLinted(context)), createFetchTest(names))
        const search = startSearch(file, neighbors)
        const reported = new Set<unknown>()
        for (const hot of findToolHooks(search, { hooks, messageEvents })) {
          for (const reach of findFetches(startSearch(file, neighbors), hot, names)) {
            if (reported.has(reach.node)) continue
            reported.add(reach.node)
            keepStory(context, reach.node, () => tellFetch(hot, reach))
            context.report({ node: reach.node, messageId: 'fetch', data: { frequency: hot.frequency, path: describePath(hot.label, reach, file), fetch: reach.fetch } })
          }
        }
      },
    }
  },
})
