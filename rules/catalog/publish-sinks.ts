import { words } from '../ast/names.ts'
import { gateOf } from './text-gate.ts'

/**
 * Where a published value goes. `copied`: it leaves the process or the thread, so every receiver gets a copy of its own. `shared`: listeners of
 * this process get the same object.
 */
export type SinkKind = 'copied' | 'shared'

/** Methods that publish whatever object they are called on. */
const BY_METHOD: Readonly<Record<string, SinkKind>> = {
  publish: 'copied', broadcast: 'copied', postMessage: 'copied', writeSSE: 'copied', sendSSE: 'copied', sendToAll: 'copied', sendToRenderer: 'copied', broadcastToAll: 'copied', broadcastEvent: 'copied', publishEvent: 'copied', publishAll: 'copied',
  emit: 'shared', emitEvent: 'shared', fire: 'shared', dispatchEvent: 'shared',
}

/** Methods that publish only on an object of such a name: `ws.send`, `controller.enqueue`, `res.write`, `io.emit`. */
const BY_RECEIVER: Readonly<Record<string, ReadonlySet<string>>> = {
  send: new Set(['ws', 'wss', 'websocket', 'socket', 'sock', 'contents', 'client', 'conn', 'connection', 'peer', 'port', 'channel', 'sse', 'stream', 'child', 'worker', 'ipc', 'sender', 'subscriber', 'renderer', 'window', 'win', 'process']),
  enqueue: new Set(['controller', 'ctrl', 'stream']),
  write: new Set(['res', 'response', 'reply', 'raw', 'stream', 'client', 'socket', 'sse', 'writer', 'subscriber']),
  // An event-sourced bus: `SyncEvent.run(Event.PartUpdated, …)` writes the event and publishes it.
  run: new Set(['sync', 'bus', 'eventbus']),
  emit: new Set(['io', 'socket', 'ws', 'wss', 'websocket', 'server', 'client', 'room', 'namespace', 'nsp', 'sockets', 'to', 'in', 'broadcast']),
}

/** Functions that publish without an object: a worker's own `postMessage`, an imported `broadcast`. */
const FUNCTIONS: ReadonlySet<string> = new Set(['postMessage', 'broadcast', 'publish', 'broadcastEvent', 'publishEvent', 'emitEvent', 'broadcastToClients', 'broadcastToAll', 'sendStateUpdate', 'broadcastState', 'publishState', 'postState', 'sendState'])

/** Every name that may publish, for looking calls up. */
export const SINK_NAMES: readonly string[] = [...new Set([...Object.keys(BY_METHOD), ...Object.keys(BY_RECEIVER), ...FUNCTIONS])]

/** What kind of sink a method of this name is on a receiver of that name (its last part); `receiver` is null for a plain function. Null: none. */
export function sinkKindOf(method: string, receiver: string | null): SinkKind | null {
  if (receiver === null) return FUNCTIONS.has(method) ? 'copied' : null
  const byReceiver = Object.hasOwn(BY_RECEIVER, method) ? BY_RECEIVER[method] : undefined
  if (byReceiver && words(receiver).some((word) => byReceiver.has(word))) return 'copied'
  return Object.hasOwn(BY_METHOD, method) ? (BY_METHOD[method] ?? null) : null
}

/** Does a call of this dotted name tell everybody who listens, as against one receiver: `Bus.publish`, `this.emit`? */
export function isBusMethod(dotted: string): boolean {
  const method = dotted.split('.').at(-1) ?? ''
  return words(method).some((word) => word === 'publish' || word === 'broadcast' || word === 'emit' || word === 'fire' || word === 'notify')
}

/** Words of functions that make a payload smaller, or pick from it. */
const STRIP_WORDS = new Set(['strip', 'slim', 'pick', 'truncate', 'trim', 'redact', 'summarize', 'summary', 'summarise', 'compact', 'preview', 'slice', 'omit', 'prune', 'shrink', 'limit', 'cap', 'clip', 'minimize', 'minify', 'lite', 'light', 'meta', 'metadata', 'header', 'headers', 'delta', 'diff', 'patch', 'partial', 'changes', 'select', 'project', 'without', 'count', 'digest', 'hash', 'sanitize', 'filter', 'splice', 'chunk', 'page', 'tail', 'last', 'recent', 'reduce', 'find', 'size', 'length', 'id', 'ids'])

export function isStripName(name: string): boolean {
  return words(name).some((word) => STRIP_WORDS.has(word))
}

/** Values that are small however they are copied: a clone of them is no report. */
const SMALL_WORDS = new Set(['config', 'configuration', 'settings', 'setting', 'options', 'option', 'theme', 'position', 'selection', 'error', 'errors', 'status', 'params', 'args', 'arguments', 'filter', 'filters', 'range', 'cursor', 'layout', 'preferences', 'prefs', 'permissions', 'headers', 'stats', 'usage', 'progress', 'defaults', 'schema', 'id', 'key', 'delta', 'flags', 'env', 'metadata', 'meta', 'request', 'query', 'color', 'colors', 'rect', 'bounds', 'viewport', 'command', 'input', 'data', 'message', 'msg', 'payload', 'value', 'obj', 'object', 'body'])

export function isSmallName(name: string): boolean {
  return words(name).some((word) => SMALL_WORDS.has(word))
}

/** Pairs of properties that hold a file before and after a change. */
export const CONTENT_PAIRS: readonly (readonly [string, string])[] = [
  ['before', 'after'], ['oldContent', 'newContent'], ['oldContents', 'newContents'], ['originalContent', 'modifiedContent'], ['originalContent', 'newContent'], ['beforeContent', 'afterContent'], ['old_content', 'new_content'], ['oldText', 'newText'], ['contentBefore', 'contentAfter'],
  ['oldFile', 'newFile'], ['original', 'modified'], ['oldSource', 'newSource'], ['originalText', 'modifiedText'],
]

const CONTENT_WORDS = new Set(['file', 'path', 'uri', 'filename', 'content', 'contents', 'source', 'text'])

/** Does a key or variable of this name hold a file, where it lies, or what is in it: `filePath`, `newContents`? */
export function isContentName(name: string): boolean {
  return CONTENT_WORDS.has(words(name).at(-1) ?? '')
}

const WHOLE_STATES = new Set(['full', 'whole', 'entire', 'app', 'extension', 'webview', 'panel', 'post', 'client', 'initial', 'complete', 'current', 'to', 'for', 'send', 'ui'])

/** Does a function of this name give back the whole state of a store or program: `getState`, `getStateToPostToWebview`; not `getConnectionState`? */
export function isStateGetterName(name: string): boolean {
  const [get, ...rest] = words(name)
  return get === 'get' && rest.includes('state') && rest.every((word) => word === 'state' || WHOLE_STATES.has(word))
}

/** Does a method of this name give everything that its object holds: `getAllElements`, `getEntireDocument`? */
export function isWholeGetterName(name: string): boolean {
  const [get, all] = words(name)
  return get === 'get' && (all === 'all' || all === 'entire' || all === 'whole') && !isSmallName(name) && !isStripName(name)
}

const POSTING = new Set(['post', 'send', 'broadcast', 'publish', 'webview'])

/** Is a function of this name there to make the whole state that others post: `getStateToPostToWebview`? */
export function isPostedStateName(name: string): boolean {
  return isStateGetterName(name) && words(name).some((word) => POSTING.has(word))
}

/** Is this the name of something that messages are sent by: `sender`, `mainWindow`, `webContents`? */
export function isSenderName(name: string): boolean {
  return words(name).some((word) => BY_RECEIVER['send']?.has(word))
}

/** Is a function of this name there to publish the whole state: `postStateToWebview`, `broadcastState`? */
export function isStatePublisherName(name: string): boolean {
  const parts = words(name)
  return parts.includes('state') && ['post', 'send', 'broadcast', 'publish', 'push', 'emit', 'sync', 'notify'].includes(parts[0] ?? '')
}

/** Names of a whole conversation in a payload. */
const TRANSCRIPT_NAMES = new Set(['messages', 'history', 'transcript', 'conversation', 'turns', 'msgs'])
const TRANSCRIPT_GATE = gateOf(TRANSCRIPT_NAMES, 'i')

/** A cheap look at a text: may it name a whole conversation at all? */
export function mentionsTranscript(text: string): boolean {
  return TRANSCRIPT_GATE.test(text)
}

const NOT_WHOLE = new Set(['has', 'is', 'can', 'should', 'more', 'max', 'no', 'new', 'last', 'latest', 'recent', 'pending', 'queued', 'error', 'errors', 'unread', 'added', 'changed', 'updated', 'removed', 'deleted', 'batch', 'search', 'validation', 'browser', 'undo', 'command', 'git', 'version', 'warning', 'warnings', 'preview', 'system', 'initial'])

/** Does the name stand for a whole conversation: `messages`, `chatHistory`, `apiMessages`; not `newMessages`? */
export function isTranscriptName(name: string): boolean {
  const parts = words(name)
  return TRANSCRIPT_NAMES.has(parts.at(-1) ?? '') && !parts.some((part) => NOT_WHOLE.has(part))
}

/** Events and hooks that come with every change, as against a client that connects or asks. */
const UPDATE_WORDS = new Set(['update', 'updated', 'updates', 'change', 'changed', 'changes', 'delta', 'chunk', 'token', 'progress', 'part', 'added', 'appended', 'tick', 'sync', 'poll', 'flush', 'stream', 'mutation', 'notify'])

/** Does an event or function of this name come with every change? */
export function isUpdateName(name: string): boolean {
  return words(name).some((word) => UPDATE_WORDS.has(word))
}
