import { words } from '../ast/names.ts'

const TEARDOWN = new Set(['dispose', 'disposed', 'deactivate', 'shutdown', 'destroy', 'teardown', 'terminate', 'quit', 'exit', 'reset', 'uninstall', 'unload', 'stop', 'close', 'end', 'finalize', 'kill', 'cleanup', 'detach', 'disconnect', 'release', 'free'])

/** Does a function of this name end its whole owner: `dispose`, `deactivate`, `shutdownAll`, `resetState`, `[Symbol.dispose]`? */
export function isTeardownName(name: string): boolean {
  const parts = words(name)
  if (parts[0] === 'shut' && parts[1] === 'down') return true
  if (parts[0] === 'tear' && parts[1] === 'down') return true
  if (parts[0] === 'clean' && parts[1] === 'up') return true
  const first = parts[0] === 'on' || parts[0] === 'handle' || parts[0] === 'async' ? parts[1] : parts[0]
  return first !== undefined && TEARDOWN.has(first)
}

const SOFT_ENDS = new Set(['reset', 'cleanup', 'clean', 'release', 'free', 'stop', 'disconnect', 'clear'])

/** Does a name that ends its owner leave it open how often that happens: `reset`, `cleanup`, `stop`? Who calls it tells. */
export function isSoftEnd(name: string): boolean {
  return words(name).some((word) => SOFT_ENDS.has(word))
}

/** Does the name say that only tests call it: `resetForTesting`, `_clearForTests`, `__test__reset`? */
export function isTestOnlyName(name: string): boolean {
  return words(name).some((word) => word === 'test' || word === 'tests' || word === 'testing' || word === 'spec' || word === 'mock')
}

const SWEEPS = new Set(['evict', 'prune', 'sweep', 'purge', 'expire', 'trim', 'cleanup', 'clean', 'gc', 'compact', 'limit', 'cap', 'enforce', 'drop', 'remove', 'delete', 'discard', 'forget', 'dissoc', 'omit', 'pull', 'unset', 'invalidate', 'truncate', 'shrink', 'bound', 'collect', 'flush', 'drain'])

/** Does a function of this name let entries of its argument go: `pruneExpired(cache)`, `dropRecordKey(rec, id)`, `ensureArrayLimit(list, 100)`? */
export function isReleaseHelperName(name: string): boolean {
  return words(name).some((word) => SWEEPS.has(word))
}

const INSERTS = new Set(['set', 'add', 'push', 'put', 'insert', 'upsert', 'append', 'remember', 'store'])

/** Does a function of this name add to its argument: `setIfUndefined(map, key, make)`, `getOrCreate(map, key)`, `pushTo(list, x)`? */
export function isInsertHelperName(name: string): boolean {
  const parts = words(name)
  if (INSERTS.has(parts[0] ?? '')) return true
  return parts[0] === 'get' && parts.includes('or') && parts.some((part) => part === 'create' || part === 'insert' || part === 'set' || part === 'add')
}

const LOOKUPS = new Set(['get', 'has', 'peek', 'find', 'lookup', 'is', 'check', 'read', 'resolve', 'load', 'fetch', 'ensure', 'upsert', 'set', 'add', 'create', 'register', 'put', 'insert', 'update', 'touch', 'record', 'track', 'allow', 'verify', 'validate', 'authenticate', 'consume', 'try', 'should', 'can', 'increment', 'open', 'start', 'begin', 'subscribe', 'init', 'initialize'])

/** Does a function of this name ask for, or add, the very key it is given, so that a delete in it runs only when that key is seen again? */
export function isLookupName(name: string): boolean {
  const parts = words(name)
  return LOOKUPS.has((parts[0] === 'async' || parts[0] === 'handle' ? parts[1] : parts[0]) ?? '')
}

const PROCESS_END = new Set(['exit', 'beforeExit', 'SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'will-quit', 'before-quit', 'quit', 'window-all-closed', 'beforeunload', 'unload', 'pagehide'])

const PROGRAMS = new Set(['process', 'app', 'window', 'globalThis', 'self', 'electron.app'])

/** Is this the event of a whole program's end: `process.on('exit')`, `app.on('will-quit')`? A child process exits too, but it is one of many. */
export function isProcessEndEvent(receiver: string | null, event: string): boolean {
  return PROCESS_END.has(event) && (receiver === null ? event.startsWith('before') : PROGRAMS.has(receiver))
}
