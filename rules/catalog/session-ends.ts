import { words } from '../ast/names.ts'
import { isConfiguredName, isOpenEntity } from './id-names.ts'

const ENDS = new Set(['delete', 'close', 'end', 'remove', 'destroy', 'kill', 'evict', 'cleanup', 'clear', 'forget', 'unregister', 'drop', 'release', 'dispose', 'terminate', 'archive', 'purge', 'disconnect', 'leave', 'logout'])
const ENDED = new Set(['deleted', 'closed', 'ended', 'removed', 'destroyed', 'killed', 'evicted', 'disconnected', 'terminated', 'expired', 'left', 'archived', 'gone', 'disposed', 'deletion', 'close', 'end', 'disconnect', 'exit', 'leave', 'cleanup', 'removal'])
const ANY_END = new RegExp([...ENDS, ...ENDED, 'clean'].join('|'), 'i')
const TAILS = new Set(['data', 'state', 'resources', 'entry', 'by', 'id', 'maps', 'internal', 'event', 'now', 'and'])

/** Does a function or event of this name end one session, connection, room, task …: `deleteSession`, `handleSessionDeleted`, `session.deleted`, `onUserLeft`? */
export function isEndOfOne(name: string): boolean {
  // Most names are told by one look; taking them apart costs more.
  if (!ANY_END.test(name)) return false
  const parts = words(name)
  if (parts[0] === 'clean' && parts[1] === 'up') parts.splice(0, 2, 'cleanup')
  return parts.some((part, at) => {
    if (!isOpenEntity(part)) return false
    const before = parts[at - 1]
    const after = parts[at + 1]
    if (after !== undefined && ENDED.has(after)) return true
    return before !== undefined && ENDS.has(before) && (after === undefined || TAILS.has(after))
  })
}

/** What functions are called that end one of a noun: `deleteSession`, `removeSession`, `closeSession` of `session`. */
export function endNamesOf(noun: string): string[] {
  const capital = noun.charAt(0).toUpperCase() + noun.slice(1)
  return [...ENDS].map((verb) => `${verb}${capital}`)
}

/** Does a name say that the thing itself goes, and not only what it held: `delete`, `removeSession`, `closed`; not `clear` or `reset`? */
export function isRemoval(name: string): boolean {
  return words(name).some((word) => REMOVALS.has(word) || ENDED.has(word))
}

const REMOVALS = new Set(['delete', 'close', 'end', 'remove', 'destroy', 'kill', 'evict', 'unregister', 'terminate', 'disconnect', 'archive', 'purge'])

/** Parts of a program, and of its own bookkeeping, that are ended one by one without being one of ever new things. */
const PARTS = new Set([
  'all', 'item', 'entry', 'listener', 'handler', 'callback', 'element', 'key', 'value', 'cache', 'timer', 'timeout', 'interval', 'node', 'child', 'row', 'cell', 'button', 'style', 'filter', 'widget', 'marker', 'shortcut',
])

/**
 * The noun of a function that ends one thing: `removeOrchard` → `orchard`, `onVesselGone` → `vessel`. Only a name of nothing else says it; null for
 * what somebody has set up, such as a provider.
 */
export function endedNounOf(name: string): string | null {
  if (!ANY_END.test(name)) return null
  const parts = words(name)
  if (parts[0] === 'on' || parts[0] === 'handle') parts.shift()
  const [first = '', second = '', third] = parts
  const noun = third !== undefined ? null : ENDED.has(second) ? first : ENDS.has(first) ? second : null
  return noun === null || noun === '' || PARTS.has(noun) || isConfiguredName(noun) || noun.endsWith('s') ? null : noun
}

const CLEANUP_CALL = new RegExp(String.raw`\b(?!delete\(|clearTimeout|clearInterval|remove\w*Listener)(?:${[...ENDS, 'reset', 'clean'].join('|')})(?:[A-Z]\w*)?\(\s*[\w'"]`)

/** May a text call a function that is named so, with something to let go of? */
export function mentionsCleanup(text: string): boolean {
  return CLEANUP_CALL.test(text)
}

/** Their first word, by one look at the name: every call of a file is asked. */
const CLEANUP = new RegExp(`^[^A-Za-z0-9]*(?:${[...ENDS, 'reset', 'clean'].map((word) => `[${word.charAt(0)}${word.charAt(0).toUpperCase()}]${word.slice(1)}`).join('|')})(?![a-z])`)

/** Does a function of this name let go of something that one session or the like had: `clearSessionAgent(id)`, `resetCursor(id)`, `forgetTitle(id)`? */
export function isCleanupName(name: string): boolean {
  return CLEANUP.test(name)
}

const EVENTS = new Set(['disconnect', 'disconnected', 'close', 'closed', 'disconnecting', 'end', 'leave', 'exit', 'logout'])

/** Events that come only when a peer says goodbye: an MCP client that sends HTTP DELETE. One that just goes away never does. */
const GOODBYES = new Set(['sessionclosed'])

export function isGoodbye(event: string): boolean {
  return GOODBYES.has(event)
}

/** Is it the event by which an object tells its own end: `socket.on('close')`, `worker.on('exit')`? */
export function isEndEvent(event: string): boolean {
  return EVENTS.has(event) || isEndOfOne(event)
}
