import { describe, expect, it } from 'vitest'

import { traceList } from '../../rules/analysis/list-source.ts'
import { indexSource } from '../../rules/analysis/source-index.ts'
import { classifyListName, isEntryViewName, isWholeViewName, WINDOWING_SIGNS } from '../../rules/catalog/message-lists.ts'
import { parse } from '../support/parse.ts'

describe('the name of a list', () => {
  it.each([
    ['messages', 'whole'], ['userMessages', 'whole'], ['visibleMessages', 'whole'], ['logs', 'whole'], ['chatEntries', 'whole'], ['logLines', 'whole'], ['conversationHistory', 'whole'],
    ['history', 'weak'], ['entries', 'weak'], ['events', 'weak'], ['items', 'bare'], ['rows', 'bare'],
    ['errorMessages', 'no'], ['recentMessages', 'no'], ['queuedMessages', 'no'], ['apiEntries', 'no'], ['terminalRows', 'no'], ['users', 'no'], ['', 'no'],
  ] as const)('%s is %s', (name, expected) => {
    expect(classifyListName(name)).toBe(expected)
  })
})

describe('the name of a component', () => {
  it.each(['MessageList', 'ChatPane', 'log-viewer', 'ConsoleView'])('%s is the list itself', (name) => {
    expect(isWholeViewName(name)).toBe(true)
  })

  it.each(['ChatHistorySidebar', 'TimelineView', 'MessageBubble'])('%s is not', (name) => {
    expect(isWholeViewName(name)).toBe(false)
  })

  it.each(['SessionTurn', 'ToolGroupContainer', 'MessageBubble', 'LlmConfigPanel'])('%s draws one entry, or settings', (name) => {
    expect(isEntryViewName(name)).toBe(true)
  })

  it.each(['MessageList', 'ChatPane'])('%s draws all', (name) => {
    expect(isEntryViewName(name)).toBe(false)
  })
})

describe('where a list comes from', () => {
  // Each line: the expression, and behind it the name of its base and whether it is cut on the way.
  const code = `
    use(messages) // messages
    use(props.messages!) // messages
    use(session.messages()) // messages
    use(messages.value.filter(Boolean).toReversed()) // messages
    use([...msgs, pending].sort()) // msgs
    use(state?.logs ?? []) // logs
    use(ready && turns) // turns
    use(ready ? [] : turns) // turns
    use(Object.values(messages)) // messages
    use(groupByDay(messages)) // messages
    use($messages) // messages
    use(messages.slice(-20)) // messages cut
    use(messages.filter((_, at) => at > from)) // messages cut
    use(paginate(messages, page)) // messages cut
    use(lastMessages) // lastMessages cut
    use(open ? messages : messages.slice(0, 3)) // cut
    use(42) // nothing
  `
  const lines = code.split('\n').filter((line) => line.includes('use('))
  const calls = indexSource(parse(code)).callsByName.get('use') ?? []

  it.each(lines.map((line, at) => [line.trim(), at] as const))('%s', (line, at) => {
    const argument = calls[at]?.arguments[0]
    const source = argument ? traceList(argument) : null
    const told = source ? [source.name, source.isCut ? 'cut' : ''].filter(Boolean).join(' ') : 'nothing'
    expect(told).toBe(line.split('// ')[1])
  })
})

describe('signs of windowing', () => {
  it.each(['const v = useVirtualizer()', 'if (hasMore) loadMore()', 'fetchNextPage()', 'const PAGE_SIZE = 20', 'api.list({ limit: 50 })', 'fetch("/logs?limit=50")', 'const MAX_MESSAGES = 200', '<InfiniteScroll>', 'new IntersectionObserver(f)'])('%s is one', (text) => {
    expect(WINDOWING_SIGNS.test(text)).toBe(true)
  })

  it.each(['const MAX_VISIBLE_LINES = 4', 'const limit = Math.floor(x)', 'const hasMessages = true', 'window.scrollTo(0, 0)', 'delimited: x'])('%s is none', (text) => {
    expect(WINDOWING_SIGNS.test(text)).toBe(false)
  })
})
