import { words } from '../ast/names.ts'
import { ownerSpanNamed } from './owners.ts'
import { gateOf } from './text-gate.ts'

/** Methods that add a listener under an event's name, with those that take it away. */
const LISTENER_METHODS: Readonly<Record<string, readonly string[]>> = {
  addEventListener: ['removeEventListener'],
  addListener: ['removeListener', 'off', 'removeAllListeners'],
  on: ['off', 'removeListener', 'removeAllListeners', 'un', 'unbind'],
  $on: ['$off'],
  prependListener: ['removeListener', 'off', 'removeAllListeners'],
  once: ['off', 'removeListener', 'removeAllListeners'],
  subscribe: ['unsubscribe', 'off'],
}

/** The methods that take away what the method of this name adds; null when it adds no listener. */
export function removersOf(method: string): readonly string[] | null {
  return Object.hasOwn(LISTENER_METHODS, method) ? (LISTENER_METHODS[method] ?? null) : null
}

export const LISTENER_NAMES: readonly string[] = Object.keys(LISTENER_METHODS)

/** Does a property of this name subscribe when it is called with a listener, as VS Code's events do: `workspace.onDidChangeConfiguration(listener)`? */
export function isEventProperty(name: string): boolean {
  return /^on(?:Did|Will)[A-Z]/.test(name)
}

export const OBSERVER_CLASSES: ReadonlySet<string> = new Set(['MutationObserver', 'ResizeObserver', 'IntersectionObserver', 'PerformanceObserver', 'ReportingObserver'])

/** Globals that live as long as the page, the worker or the process, and whose listeners do too. */
export const LASTING_GLOBALS: ReadonlySet<string> = new Set(['window', 'document', 'globalThis', 'self', 'global', 'process', 'navigator', 'screen', 'visualViewport', 'chrome', 'browser', 'speechSynthesis', 'history', 'location', 'matchMedia', 'cookieStore', 'vscode', 'electron', 'Bun', 'Deno'])

/** Functions and methods whose result emits for as long as what they are called on. */
export const STREAM_VIEWS: ReadonlySet<string> = new Set(['pipe', 'select', 'asObservable', 'watch', 'valueChanges', 'snapshotChanges'])

/** Functions of RxJS that join streams into one, which ends when the last of them does. */
export const STREAM_JOINS: ReadonlySet<string> = new Set(['merge', 'combineLatest', 'concat', 'race', 'zip'])

/** Operators after which a stream ends by itself or with its owner: `take(1)`, `takeUntil(destroyed$)`, `untilDestroyed(this)`. */
export function isEndingOperator(name: string): boolean {
  const [first, second] = words(name)
  return first === 'take' || first === 'first' || first === 'last' || first === 'single' || first === 'until' || (first === 'find' && second === undefined) || second === 'until' || /destroy|unmount|unsub/i.test(name)
}

const LASTING_TYPES = new Set(['service', 'store', 'router', 'bus', 'hub', 'facade', 'registry', 'events', 'broker', 'dispatcher', 'app', 'application', 'gateway', 'emitter', 'manager', 'provider', 'server', 'orchestrator', 'coordinator', 'supervisor'])

/** Does a type of this name stand for one of the few objects that the whole program shares: `MessageService`, `Router`, `EventBus`? */
export function isLastingType(name: string): boolean {
  const last = words(name.replace(/^I(?=[A-Z][a-z])/, '').replace(/(?:Impl|Base)$/, '')).at(-1) ?? ''
  return LASTING_TYPES.has(last) && name !== 'EventEmitter' && name !== 'Emitter'
}

const LASTING_NAMES = new Set(['bus', 'hub', 'store', 'registry', 'router'])

/** The same for a variable, parameter or hook whose type is not seen: `bus`, `eventBus`, `useEventBus()`. */
export function isLastingName(name: string): boolean {
  return LASTING_NAMES.has(words(name).at(-1) ?? '')
}

/** Does a field of this name come from the application: `this.$root`, `this.$store`, `this.$bus`? */
export function isApplicationField(name: string): boolean {
  return name.startsWith('$') && (name === '$root' || isLastingName(name))
}

/** Does a function of this name register what it is given, for as long as its caller likes: `onUpdate(callback)`, `subscribe(listener)`? */
export function isRegistrationName(name: string): boolean {
  return /^(?:on[A-Z]|subscribe|listen|watch|observe|add\w*Listener)/.test(name)
}

/** Is a parameter of this name a function to call back? */
export function isCallbackName(name: string): boolean {
  return /^(?:cb|fn|func)$|(?:callback|listener|handler|subscriber|observer)$/i.test(name)
}

const ENDING_WITH_THEIR_OWN = new Set(['socket', 'ws', 'stream', 'child', 'proc', 'process', 'subprocess', 'req', 'request', 'res', 'response', 'reply', 'conn', 'connection', 'reader', 'writer', 'stdin', 'stdout', 'stderr', 'rl', 'readline', 'xhr', 'upload', 'image', 'img', 'audio', 'video', 'script', 'worker', 'transport', 'tx', 'transaction', 'db', 'channel', 'port', 'pty', 'terminal', 'tool'])

/** Does a thing of this name end by itself, and its listeners with it: a socket, a stream, a child process? */
export function isShortLivedEmitterName(name: string): boolean {
  return ENDING_WITH_THEIR_OWN.has(words(name).at(-1) ?? '')
}

const ONE_OF_MANY = new Set([
  'session', 'connection', 'socket', 'request', 'response', 'turn', 'conversation', 'chat', 'message', 'component', 'dialog', 'modal', 'widget', 'tab', 'task', 'job', 'thread', 'room', 'peer', 'item', 'row', 'node', 'tooltip', 'popover', 'menu', 'dropdown', 'card', 'cell', 'entity', 'player', 'call',
])

/** Is a class, or the thing that a function of this name makes, one of many that come and go: `ChatSession`, `createConnection`? */
export function isOneOfMany(name: string): boolean {
  const last = words(name.replace(/(?:Impl|Base)$/, '')).at(-1) ?? ''
  return ONE_OF_MANY.has(last) && ownerSpanNamed(name) !== 'long'
}

const OPENED = new Set(['session', 'connection', 'socket', 'request', 'turn', 'conversation', 'chat', 'message', 'dialog', 'modal', 'tab', 'task', 'job', 'thread', 'room', 'peer', 'agent', 'subagent', 'tool', 'step', 'query', 'prompt'])
const MAKERS = new Set(['create', 'open', 'start', 'make', 'spawn', 'begin', 'handle', 'accept', 'join', 'attach', 'run', 'execute', 'process'])

/** Does a function of this name begin, or handle, one of many: `openSession`, `handleConnection`? */
export function isMakerOfMany(name: string): boolean {
  const parts = words(name)
  return parts.length > 1 && MAKERS.has(parts[0] ?? '') && OPENED.has(parts.at(-1) ?? '')
}

const PER_VIEW = new Set(['resolveWebviewView', 'resolveCustomTextEditor', 'resolveCustomEditor', 'deserializeWebviewPanel', 'resolveNotebookEditor'])

/** Does an editor call a method of this name for each view that it opens? */
export function isCalledPerView(name: string): boolean {
  return PER_VIEW.has(name)
}

const STARTS = new Set(['start', 'serve', 'run', 'launch', 'boot', 'bootstrap', 'init', 'initialize', 'setup', 'listen', 'connect', 'create', 'register', 'install', 'attach', 'mount', 'activate', 'load', 'watch', 'dev', 'main', 'cli', 'command', 'open', 'begin', 'spawn', 'handle', 'use'])

/** Does a function of this name start something that goes on after it: `startServer`, `watchFiles`? */
export function isStartName(name: string): boolean {
  return STARTS.has(words(name)[0] ?? '')
}

/** Events that come once in the life of their emitter, or of the program. */
const ONE_TIME_EVENTS = new Set(['load', 'DOMContentLoaded', 'ready', 'deviceready', 'listening', 'start', 'started', 'init', 'activate', 'install', 'exit', 'beforeExit', 'uncaughtException', 'teardown', 'close', 'end', 'finish', 'error', 'abort', 'unload', 'beforeunload', 'open', 'spawn', 'online', 'boot'])

/** Does an emitter send this event, or call the listener of a property of this name, when it ends: `close`, `onDidDispose`? Its listeners go with it. */
export function isEndOfEmitter(event: string): boolean {
  return /^(?:close|closed|end|finish|exit|dispose|disposed|destroy|destroyed|disconnect|onDidDispose|onDidClose|onWillDispose)$/.test(event)
}

export function isOneTimeEvent(event: string): boolean {
  return ONE_TIME_EVENTS.has(event) || /ready|start|init|load/i.test(event)
}

/** Does a member of this name hold what ends subscriptions: `unsubscribe`, `offs`, `eventSubscriptions`, `disposables`? */
export function isDisposerName(name: string): boolean {
  return words(name).some((word) => /^(?:unsub|unsubs|unsubscribe|unsubscribes|unsubscribers?|subscriptions?|subs?|unlisten|unlisteners?|off|offs|disposables?|disposers?|listeners?|cleanups?|detach|unwatch)$/.test(word))
}

const DISPOSABLE_HOLDERS = new Set(['MutableDisposable', 'DisposableStore', 'DisposableMap', 'DisposableSet', 'CompositeDisposable', 'SerialDisposable', 'DisposableCollection', 'DisposableDelegate'])

/** Does a class of this name hold disposables, which it ends with itself? */
export function isDisposableHolder(name: string): boolean {
  return DISPOSABLE_HOLDERS.has(name)
}

const DISPOSABLE_HOLDER = gateOf(DISPOSABLE_HOLDERS)

const LISTENER_CALL = new RegExp(String.raw`\.(?:${gateOf(LISTENER_NAMES).source}|on(?:Did|Will)[A-Z]\w*)\s*[?(<]`)
const OBSERVER_CLASS = gateOf(OBSERVER_CLASSES)

/** A cheap look at a text: may it subscribe to anything at all? */
export function mentionsSubscription(text: string): boolean {
  return LISTENER_CALL.test(text) || OBSERVER_CLASS.test(text) || DISPOSABLE_HOLDER.test(text) || /\bReplaySubject\b|\bshareReplay\b/.test(text) || mentionsDisposers(text)
}

/** May it remove entries that hold what ends subscriptions? */
export function mentionsDisposers(text: string): boolean {
  return text.includes('.delete(') && /\.\w*(?:unsub|Unsub|ubscription|isposer|isposable|istener|unlisten|offs)\w*/.test(text)
}
