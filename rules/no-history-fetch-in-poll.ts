import { findPolls } from './analysis/find-polls.ts'
import { findQueryPolls } from './analysis/find-query-polls.ts'
import { findFetches } from './analysis/reach-fetch.ts'
import { startSearch } from './analysis/resolve-value.ts'
import { mentionsPoll } from './catalog/polls.ts'
import { createNeighbors } from './program/neighbors.ts'
import { createProgramView } from './program/source-view.ts'
import { createRule } from './support/create-rule.ts'
import { tellFetch } from './support/fetch-story.ts'
import { createFetchTest, describePath, fetchesSchema, fetchNames, mayReachFetch } from './support/history-report.ts'
import { pathOfLinted } from './support/linted-path.ts'
import { keepStory } from './support/story.ts'

interface Options {
  readonly fetches?: readonly string[]
  readonly intervals?: readonly string[]
}

export default createRule<[Options], 'fetch' | 'query'>({
  name: 'no-history-fetch-in-poll',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow fetching the whole history of a session on every tick of a poll',
      preset: 'recommended',
    },
    messages: {
      fetch: 'The whole history is fetched {{frequency}}: {{path}} calls `{{fetch}}()`. Listen for events, ask for a status or a count first, or ask for a part with a `limit`.',
      query: 'The whole history is fetched each time this query refetches itself: {{path}} repeats `{{fetch}}()`. Refetch it from events, or ask for a part with a `limit`.',
    },
    schema: [
      {
        type: 'object',
        additionalProperties: false,
        properties: {
          fetches: fetchesSchema,
          intervals: { type: 'array', items: { type: 'string' }, description: 'Further functions that call their first argument again and again: `scheduleEvery`.' },
        },
      },
    ],
    defaultOptions: [{ fetches: [], intervals: [] }],
  },
  create(context, [input]) {
    const { fetches = [], intervals = [] } = input
    const file = context.sourceCode
    const names = fetchNames(fetches)
    if (!mentionsPoll(file.text, intervals) || !mayReachFetch(file, names)) return {}
    return {
      Program() {
        const neighbors = createNeighbors(createProgramView(file, pathOfLinted(context)), createFetchTest(names))
        const search = startSearch(file, neighbors)
        const queries = findQueryPolls(search)
        for (const { node, fetch, label } of queries.fetches) context.report({ node, messageId: 'query', data: { path: label, fetch } })
        const reported = new Set<unknown>()
        for (const hot of [...findPolls(search, intervals), ...queries.code]) {
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
