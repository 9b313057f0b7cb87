import { describe, expect, it } from 'vitest'

import { lintExample } from '../support/example.ts'
import { RULES } from '../support/repository.ts'

const REGISTERED = new Set(RULES.map(([name]) => name))

/** Where each leak of `docs/example/leaky` is reported, by preset. Lines of rules that are not registered (yet) are passed over. */
const RECOMMENDED: readonly string[] = [
  'leaky/agent/session-titles.ts:6 no-unbounded-module-collection',
  'leaky/agent/session-tracker.ts:12 no-unbounded-instance-collection',
  'leaky/agent/session-tracker.ts:12 complete-session-cleanup',
  'leaky/agent/todo-reminder.ts:10 require-interval-unref',
  'leaky/agent/todo-reminder.ts:13 no-history-fetch-in-poll',
  'leaky/agent/tool-budget.ts:12 no-history-fetch-in-tool-hook',
  'leaky/editor/session-store.ts:12 no-unbounded-session-record',
  'leaky/editor/session-store.ts:12 no-unbounded-session-record',
  'leaky/server/connections.ts:11 no-unbounded-instance-collection',
  'leaky/server/rate-limit.ts:11 no-unbounded-module-collection',
]
const STRICT_ONLY: readonly string[] = [
  'leaky/editor/conversation.ts:17 no-duplicate-transcript',
  'leaky/editor/message-list.tsx:11 no-unwindowed-message-list',
  'leaky/editor/session-panel.tsx:14 no-leaked-subscription',
  'leaky/server/file-events.ts:17 no-full-payload-broadcast',
  'leaky/server/file-events.ts:20 no-full-payload-broadcast',
  'leaky/server/model-call.ts:11 no-leaked-timeout',
  'leaky/server/slim-tool-output.ts:19 no-passthrough-slimmer',
]

async function placesIn(config: string): Promise<string[]> {
  const reports = await lintExample('ESLint 10', config)
  return reports.map((report) => report.replace(/^(\S+) leaks\/([\w-]+): .*$/s, '$1 $2'))
}

function expected(places: readonly string[]): string[] {
  return places.filter((place) => REGISTERED.has(place.split(' ')[1] ?? '')).sort()
}

describe('the example', () => {
  it('reports its leaks under recommended', async () => {
    expect(await placesIn('preset.config.js')).toEqual(expected(RECOMMENDED))
  })

  it('reports the rest under strict', async () => {
    expect(await placesIn('strict.config.js')).toEqual(expected([...RECOMMENDED, ...STRICT_ONLY]))
  })

  it('reports the same with type information', async () => {
    expect(await placesIn('typed.config.js')).toEqual(expected([...RECOMMENDED, ...STRICT_ONLY]))
  })

  it('is silent where it is fixed', async () => {
    expect((await placesIn('strict.config.js')).filter((place) => place.startsWith('fixed/'))).toEqual([])
  })
})
