import { words } from '../ast/names.ts'

/**
 * Calls that bring the whole history of a session over a wire, by the end of their dotted name. They are one in any
 * argument, unless it limits them.
 */
const CERTAIN: readonly string[] = ['session.messages', 'sessions.messages', 'Session.messages', 'session.messages.list', 'sessions.messages.list']

const VERBS = new Set(['list', 'get', 'fetch', 'load', 'read', 'query', 'retrieve', 'request', 'pull'])
const HISTORIES = new Set(['messages', 'history', 'transcript'])
/** Things whose messages are a history. */
const OWNERS = new Set(['session', 'sessions', 'chat', 'chats', 'thread', 'conversation', 'conversations', 'agent', 'task', 'room', 'dialog', 'dialogue'])
/** Things whose history is one of messages, and not of orders, commands or edits. */
const TALKS = new Set(['session', 'chat', 'thread', 'conversation', 'dialog', 'dialogue', 'message', 'messages'])
/** Words after which the name speaks of a part of a history, or of something else. */
const PARTS = new Set(['latest', 'last', 'recent', 'new', 'unread', 'next', 'page', 'paginated', 'count', 'since', 'pending', 'queued', 'error', 'commit', 'log', 'browser', 'version', 'git', 'file', 'validation', 'summary', 'length', 'size', 'first', 'limit', 'local', 'cached', 'visible', 'toast', 'path', 'undo', 'edit', 'order', 'payment', 'price', 'status', 'command', 'input', 'terminal', 'shell', 'navigation', 'search', 'inbox', 'mail', 'email'])

/** Object members that make a query ask for a part only: `{ limit: 20 }`, `{ query: { since } }`. */
const LIMITS = new Set([
  'limit', 'take', 'first', 'last', 'count', 'pageSize', 'page_size', 'perPage', 'per_page', 'page', 'max', 'maxResults', 'maxItems', 'maxMessages', 'tail', 'top', 'since', 'sinceId', 'after', 'afterId', 'cursor', 'offset', 'lastN', 'n', 'size',
  'messageID', 'messageId', 'from', 'startAfter', 'before', 'window', 'batchSize',
])

/** Fetches of the user's own, by the end of their dotted name: `api.loadThread`, `loadThread`. */
export interface FetchNames {
  readonly extra: readonly string[]
}

/** Does a dotted callee end with a name that always means a whole history? */
export function isCertainFetch(dotted: string, names: FetchNames): boolean {
  return CERTAIN.some((name) => endsWithName(dotted, name)) || names.extra.some((name) => endsWithName(dotted, name))
}

function endsWithName(dotted: string, name: string): boolean {
  return dotted === name || dotted.endsWith(`.${name}`)
}

/**
 * Does a dotted callee's last name say that it lists a conversation: `listMessages`, `getSessionMessages`,
 * `fetchTranscript`? Callers still have to see that it is a session's, and that it is asked for over a wire.
 */
export function isLikelyFetch(dotted: string): boolean {
  const parts = words(dotted.slice(dotted.lastIndexOf('.') + 1))
  const [verb] = parts
  if (verb === undefined || !VERBS.has(verb) || parts.some((part) => PARTS.has(part))) return false
  const history = parts.find((part, at) => at > 0 && HISTORIES.has(part))
  return history === 'messages' || (history !== undefined && parts.some((part) => TALKS.has(part)))
}

/** Does a name speak of a session, chat or thread, whose messages are a history? */
export function namesConversation(name: string): boolean {
  return words(name).some((word) => OWNERS.has(word))
}

export function isLimitKey(key: string): boolean {
  return LIMITS.has(key) || words(key).some((word) => word === 'limit')
}

/** Members of a polled result that hold a history: `snapshot.messages`. */
export function isHistoryMember(name: string): boolean {
  return name === 'messages' || name === 'transcript' || name === 'history'
}

/** Addresses of a whole history: `/api/sessions/${id}/messages`. */
const ADDRESS = /(?:(?:session|chat|thread|conversation|task|agent|room)s?\b.*\/messages|(?:session|chat|thread|conversation)s?\b.*\/(?:history|transcript))\/?$/i

/** Is it such an address, with `*` for what is put in? A query limits it by a key that limits, or by one that is not seen. */
export function isHistoryAddress(address: string): boolean {
  const [path = '', query] = address.split('?', 2)
  const keys = (query ?? '').split('&').filter((part) => part !== '').map((part) => part.split('=')[0] ?? '')
  return ADDRESS.test(path) && !keys.some((key) => key.includes('*') || isLimitKey(key))
}

/** Functions that read an address, by the last word of their name: `fetch`, `api.get`, `customFetch`, `getJson`. */
export function isReader(name: string): boolean {
  return ['fetch', 'get', 'request', 'json'].includes(words(name).at(-1) ?? '')
}

/** A cheap look at a text: may it hold a fetch at all? */
export function mentionsFetch(text: string, names: FetchNames): boolean {
  return (
    /[sS]essions?[?!]*\s*\.\s*messages\b|(?:list|get|fetch|load|read|query|retrieve|request|pull)\w*(?:Messages|History|Transcript|Conversation)|\/(?:messages|history|transcript)\b|[a-z]Interval\b[\s\S]*\.messages\b|(?:LIST|GET|FETCH)_\w*MESSAGES/.test(text) ||
    names.extra.some((name) => text.includes(name.slice(name.lastIndexOf('.') + 1)))
  )
}
