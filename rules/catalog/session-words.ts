import { words } from '../ast/names.ts'

/** The kind of ids that the user's own patterns name. */
export const OWN_KIND = 'listed ids'

/** Kinds of ids, as the key analysis words them, of which a long-running program meets more with every use. */
const SESSION_KINDS: ReadonlySet<string> = new Set([
  'session ids', 'message ids', 'chat ids', 'conversation ids', 'thread ids', 'room ids', 'task ids', 'turn ids', 'part ids', 'call ids', 'agent run ids', 'message text', 'prompts', OWN_KIND,
])

export function isSessionKind(evidence: string): boolean {
  return SESSION_KINDS.has(evidence)
}

const HEAVY = new Set([
  'message', 'part', 'output', 'diff', 'blob', 'content', 'transcript', 'history', 'log', 'line', 'chunk', 'event', 'snapshot', 'file', 'image', 'attachment', 'buffer', 'patch', 'result', 'entry', 'document', 'stream', 'todo',
])

/** Words of things that take memory: message lists, outputs, diffs, file contents. `own` are the user's additions. */
export function isHeavyName(name: string, own: readonly RegExp[]): boolean {
  return own.some((pattern) => pattern.test(name)) || words(name).some((word) => HEAVY.has(word) || HEAVY.has(word.replace(/s$/, '')))
}

const DELETION = new Set(['delete', 'deleted', 'deletes', 'remove', 'removed', 'destroy', 'destroyed', 'fail', 'failed', 'rejected', 'error'])

/** Does a handler of this name run when a session or message is deleted, and not when somebody turns to another one? */
export function isDeletionName(name: string): boolean {
  return words(name).some((word) => DELETION.has(word))
}

const OPENING = new Set(['load', 'loaded', 'loading', 'open', 'opened', 'select', 'selected', 'sync', 'synced', 'fetch', 'fetched', 'visit', 'visited', 'history', 'view', 'activate', 'enter', 'switch', 'show', 'navigate'])

/** Does a function of this name run when somebody opens or visits a session? */
export function isOpeningName(name: string): boolean {
  return words(name).some((word) => OPENING.has(word))
}

const START = new Set(['bootstrap', 'boot', 'init', 'initialize', 'initialise', 'hydrate', 'rehydrate', 'restore', 'migrate', 'mount', 'mounted', 'startup'])

/** Does a function of this name run once, when the program starts? */
export function isStartName(name: string): boolean {
  return words(name).some((word) => START.has(word))
}

const SIGN_OUT = new Set(['logout', 'signout', 'loggedout', 'signedout'])

/** Does a function of this name end everything for the user? */
export function isSignOutName(name: string): boolean {
  const parts = words(name)
  return parts.some((word) => SIGN_OUT.has(word)) || parts.some((word, at) => (word === 'log' || word === 'sign') && parts[at + 1] === 'out')
}

/** Ids of what a user turns to and away from; messages, parts and tasks are inside one of them. */
const WHOLE_SESSIONS: ReadonlySet<string> = new Set(['session ids', 'chat ids', 'conversation ids', 'thread ids', 'room ids', OWN_KIND])

export function isWholeSessionKind(evidence: string): boolean {
  return WHOLE_SESSIONS.has(evidence)
}

const APP_WIDE = new Set(['app', 'global', 'store', 'provider', 'manager', 'registry', 'shared', 'root', 'cache'])
const ONE_VIEW = new Set(['session', 'view', 'component', 'item', 'row', 'message', 'chat', 'thread', 'conversation', 'panel', 'page', 'modal', 'dialog', 'form', 'editor', 'tab', 'task', 'test', 'mock'])

/**
 * Does what a function of this name holds outlive one view: a provider, the app, a factory of stores? A component, and a hook whose name does not say
 * so, are taken to belong to a view.
 */
export function isAppLifetimeName(name: string): boolean {
  const parts = words(name)
  const [first] = parts
  const last = parts.at(-1) ?? ''
  if (last === 'provider' || name === 'App' || name === 'init' || name === 'setup') return true
  if (first === 'use') return parts.some((word) => APP_WIDE.has(word))
  if (/^[A-Z]/.test(name)) return false
  return (first === 'create' || first === 'make' || first === 'init' || first === 'build' || first === 'setup') && !ONE_VIEW.has(last)
}
