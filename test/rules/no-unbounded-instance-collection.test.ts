import { RuleTester } from '@typescript-eslint/rule-tester'

import rule from '../../rules/no-unbounded-instance-collection.ts'

const tester = new RuleTester({ languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } } })
const unbounded = 'unbounded' as const

tester.run('no-unbounded-instance-collection: fields that are never released', rule, {
  valid: [],
  invalid: [
    {
      name: 'a private field keyed by message id, and the whole message',
      code: `
export class ConnectionService {
  private readonly sessionOf = new Map<string, string>()
  onMessage(messageId: string, sessionId: string): void {
    this.sessionOf.set(messageId, sessionId)
  }
}`,
      errors: [
        {
          messageId: unbounded,
          line: 3,
          column: 20,
          data: {
            name: 'sessionOf',
            owner: 'ConnectionService',
            entries: 'an entry for every new `messageId`',
            trigger: 'on every message',
            line: '5',
            releases: 'nothing ever removes an entry',
            remedy: 'Delete the key when what it stands for ends, cap the size, or expire old entries on a timer',
          },
        },
      ],
    },
    {
      name: 'a #private field',
      code: `
export class RateLimiter {
  #windows = new Map<string, Window>()
  check(ip: string) {
    const window = this.#windows.get(ip)
    if (!window || window.resetAt < Date.now()) this.#windows.set(ip, new Window())
  }
}`,
      errors: [{ messageId: unbounded, line: 3 }],
    },
    {
      name: 'declared in the class, made in the constructor',
      code: `
export class UploadManager {
  private parts: Map<string, Part[]>
  constructor() { this.parts = new Map() }
  begin(uploadId: string) { this.parts.set(uploadId, []) }
}`,
      errors: [{ messageId: unbounded, line: 3 }],
    },
    {
      name: 'plain JavaScript: made in the constructor under an underscore',
      code: `
export class Hub {
  constructor() { this._peers = {} }
  join(peerId, peer) { this._peers[peerId] = peer }
}`,
      errors: [{ messageId: unbounded, line: 3 }],
    },
    {
      name: 'an array field that is only ever copied when read',
      code: `
export class ExecutionService {
  private history: ExecutionRecord[] = []
  async run(code: string) {
    const record = await execute(code)
    this.history.push(record)
  }
  stats() { return this.history.filter((record) => record.ok).length }
}`,
      errors: [{ messageId: unbounded, line: 3 }],
    },
    {
      name: 'a Set field',
      code: `
export class SessionTracker {
  private tracked = new Set<string>()
  follow(sessionId: string) { this.tracked.add(sessionId) }
  isTracked(sessionId: string) { return this.tracked.has(sessionId) }
}`,
      errors: [{ messageId: unbounded }],
    },
    {
      name: 'through `const { field } = this`',
      code: `
export class OrderService {
  private readonly states = new Map<string, State>()
  update(orderId: string, state: State) {
    const { states } = this
    states.set(orderId, state)
  }
}`,
      errors: [{ messageId: unbounded }],
    },
    {
      name: 'through a local alias',
      code: `
export class OrderService {
  private readonly states = new Map<string, State>()
  update(orderId: string, state: State) {
    const all = this.states
    all.set(orderId, state)
  }
}`,
      errors: [{ messageId: unbounded }],
    },
    {
      name: 'through `const self = this`',
      code: `
export class OrderService {
  private readonly states = new Map<string, State>()
  listen() {
    const self = this
    socket.on('message', function (message) { self.states.set(message.orderId, message) })
  }
}`,
      errors: [{ messageId: unbounded }],
    },
    {
      name: 'the object of a module singleton',
      code: `
class Presence {
  private online = new Map<string, Date>()
  seen(userId: string) { this.online.set(userId, new Date()) }
}
export const presence = new Presence()`,
      errors: [{ messageId: unbounded, line: 3 }],
    },
    {
      name: 'finished jobs stay, the limit counts running ones only',
      code: `
export class JobService {
  private jobs = new Map<string, Job>()
  start(command: string) {
    const running = [...this.jobs.values()].filter((job) => job.isRunning)
    if (running.length >= 10) throw new Error('Too many jobs.')
    const job = spawn(command)
    this.jobs.set(crypto.randomUUID(), job)
  }
}`,
      errors: [{ messageId: unbounded }],
    },
    {
      name: 'a result list for every query that somebody types',
      code: `
export class SearchProvider {
  private cache = new Map<string, Hit[]>()
  search(query: string) {
    const known = this.cache.get(query)
    if (known) return known
    const hits = this.index.find(query)
    this.cache.set(query, hits)
    return hits
  }
}`,
      errors: [{ messageId: unbounded }],
    },
    {
      name: 'one entry per user and tool',
      code: `
export class PermissionGuard {
  private counters = new Map<string, Counter>()
  isAllowed(userId: string, tool: string) {
    const key = \`\${userId}:\${tool}\`
    const counter = this.counters.get(key)
    if (!counter || counter.until < Date.now()) {
      this.counters.set(key, new Counter())
      return true
    }
    return counter.take()
  }
}`,
      errors: [{ messageId: unbounded }],
    },
    {
      name: 'sockets are deleted from two maps and forgotten in the third',
      code: `
export class SocksProxy {
  private direct = new Map<string, Socket>()
  private connections = new Map<string, Connection>()
  accept(socket: Socket) {
    const uid = createGuid()
    this.direct.set(uid, socket)
    this.connections.set(uid, new Connection(socket))
    socket.on('close', () => this.direct.delete(uid))
  }
}`,
      errors: [{ messageId: unbounded, line: 4 }],
    },
  ],
})

tester.run('no-unbounded-instance-collection: releases of fields that do not keep up', rule, {
  valid: [],
  invalid: [
    {
      name: 'cleared only in dispose',
      code: `
export class ScriptService {
  private output = new Map<string, string>()
  write(workspaceId: string, text: string) { this.output.set(workspaceId, text.slice(-5000)) }
  dispose() { this.output.clear() }
}`,
      errors: [
        {
          messageId: unbounded,
          data: {
            name: 'output',
            owner: 'ScriptService',
            entries: 'an entry for every new `workspaceId`',
            trigger: 'whenever `write` runs',
            line: '4',
            releases: 'the removal in `dispose` runs only when the whole owner ends',
            remedy: 'Delete the key when what it stands for ends, cap the size, or expire old entries on a timer',
          },
        },
      ],
    },
    {
      name: 'cleared only in `[Symbol.dispose]`',
      code: `
export class ScriptService {
  private output = new Map<string, string>()
  write(workspaceId: string, text: string) { this.output.set(workspaceId, text) }
  [Symbol.dispose]() { this.output.clear() }
}`,
      errors: [{ messageId: unbounded }],
    },
    {
      name: 'cleared by a private method that only dispose calls',
      code: `
export class ScriptService {
  #output = new Map<string, string>()
  write(workspaceId: string, text: string) { this.#output.set(workspaceId, text) }
  #forget() { this.#output.clear() }
  dispose() { this.#forget() }
}`,
      errors: [{ messageId: unbounded }],
    },
    {
      name: 'a private delete that nobody calls',
      code: `
export class TaskHistory {
  #entries = new Map<string, Task[]>()
  record(sessionId: string, task: Task) { this.#entries.set(sessionId, [task]) }
  #forget(sessionId: string) { this.#entries.delete(sessionId) }
}`,
      errors: [{ messageId: unbounded }],
    },
    {
      name: 'expired only when the same key is asked for',
      code: `
export class ResultCache {
  private entries = new Map<string, { value: string; expires: number }>()
  get(requestId: string) {
    const entry = this.entries.get(requestId)
    if (!entry) return undefined
    if (entry.expires < Date.now()) {
      this.entries.delete(requestId)
      return undefined
    }
    return entry.value
  }
  set(requestId: string, value: string) { this.entries.set(requestId, { value, expires: Date.now() + 1000 }) }
}`,
      errors: [{ messageId: unbounded }],
    },
    {
      name: 'a tombstone that goes only when the removed thing is added again',
      code: `
export class WorkspaceStore {
  private removed = new Set<string>()
  remove(workspaceId: string) { this.removed.add(workspaceId) }
  upsert(workspaceId: string) {
    if (this.removed.has(workspaceId)) this.removed.delete(workspaceId)
  }
}`,
      errors: [{ messageId: unbounded }],
    },
    {
      name: 'the returned unsubscriber empties the inner Set only',
      code: `
export class ChatAdapter {
  private listeners = new Map<string, Set<Listener>>()
  listen(sessionId: string, listener: Listener) {
    let set = this.listeners.get(sessionId)
    if (!set) this.listeners.set(sessionId, (set = new Set()))
    set.add(listener)
    return () => { this.listeners.get(sessionId)?.delete(listener) }
  }
}`,
      errors: [{ messageId: unbounded }],
    },
  ],
})

tester.run('no-unbounded-instance-collection: factory closures', rule, {
  valid: [
    {
      name: 'released by one of the returned handlers',
      code: `
export function createTracker() {
  const started = new Map<string, number>()
  return {
    begin(sessionId: string) { started.set(sessionId, Date.now()) },
    end(sessionId: string) { started.delete(sessionId) },
  }
}`,
    },
    {
      name: 'a sweep on a timer that the factory starts',
      code: `
export function createLimiter() {
  const windows = new Map<string, number>()
  setInterval(() => {
    for (const [ip, until] of windows) if (until < Date.now()) windows.delete(ip)
  }, 60_000).unref()
  return { hit: (ip: string) => windows.set(ip, Date.now() + 60_000) }
}`,
    },
    {
      name: 'a variable of the factory that only its own code writes',
      code: `
export function createRegistry(sessions: Session[]) {
  const byId = new Map<string, Session>()
  sessions.forEach((session) => byId.set(session.id, session))
  return { find: (sessionId: string) => byId.get(sessionId) }
}`,
    },
    {
      name: 'written in callbacks that the same call awaits',
      code: `
export async function loadManager(sessionIds: string[]) {
  const titles = new Map<string, string>()
  await Promise.all(sessionIds.map(async (sessionId) => { titles.set(sessionId, await read(sessionId)) }))
  return [...titles.values()]
}`,
    },
    {
      name: 'made once per stream',
      code: `
export function createJsonStream(source: AsyncIterable<Chunk>) {
  const controllers = new Map<string, Controller>()
  return new ReadableStream({
    async pull() { for await (const chunk of source) controllers.set(chunk.chunkId, new Controller()) },
  })
}`,
    },
    {
      name: 'a React component',
      code: `
export function MessageList({ socket }) {
  const seen = new Map<string, number>()
  socket.on('message', (message) => { seen.set(message.messageId, 1) })
  return <ul />
}`,
    },
    {
      name: 'a hook',
      code: `
export function useDrafts() {
  const drafts = new Map<string, string>()
  return { save: (chatId: string, text: string) => drafts.set(chatId, text) }
}`,
    },
    {
      name: 'a function whose name says nothing of its life',
      code: `
export function wrap(inner: Handler) {
  const calls = new Map<string, number>()
  return { handle: (callId: string) => calls.set(callId, 1) }
}`,
    },
  ],
  invalid: [
    {
      name: 'a plugin keeps a parent per session that it looked up, and the message names the factory',
      code: `
export async function createAgentPlugin(client: Client) {
  const parentOf = new Map<string, string | null>()
  return {
    'tool.execute.before': async (input: { sessionID: string }) => {
      if (!parentOf.has(input.sessionID)) parentOf.set(input.sessionID, await client.parent(input.sessionID))
    },
  }
}`,
      errors: [
        {
          messageId: unbounded,
          data: {
            name: 'parentOf',
            owner: 'createAgentPlugin',
            entries: 'an entry for every new `input.sessionID`, which comes with each `tool.execute.before`',
            trigger: 'on every tool call',
            line: '6',
            releases: 'nothing ever removes an entry',
            remedy: 'Delete the key when what it stands for ends, cap the size, or expire old entries on a timer',
          },
        },
      ],
    },
    {
      name: 'handlers registered for good',
      code: `
export function registerHandlers(ipc: Ipc) {
  const unsubscribers = new Map<string, () => void>()
  ipc.handle('chat:subscribe', (event, sessionId: string) => {
    unsubscribers.set(sessionId, subscribe(sessionId))
  })
}`,
      errors: [{ messageId: unbounded, line: 3 }],
    },
    {
      name: 'a client caches by path and serialized input',
      code: `
export function createClient(url: string) {
  const cache = new Map<string, Promise<unknown>>()
  return {
    query(path: string, input: unknown) {
      const key = path + JSON.stringify(input)
      const known = cache.get(key) ?? send(url, path, input)
      cache.set(key, known)
      return known
    },
  }
}`,
      errors: [{ messageId: unbounded }],
    },
    {
      name: 'a function declared in the factory and returned by name',
      code: `
export const createSessionManager = () => {
  const states = new Map<string, State>()
  function getState(sessionId: string) {
    const known = states.get(sessionId)
    if (known) return known
    const state = new State()
    states.set(sessionId, state)
    return state
  }
  return { getState }
}`,
      errors: [{ messageId: unbounded }],
    },
  ],
})

tester.run('no-unbounded-instance-collection: what keeps up, is bounded, or out of sight', rule, {
  valid: [
    {
      name: 'deleted by a method that somebody calls per session',
      code: `
export class ChatAdapter {
  private messages = new Map<string, Message[]>()
  add(sessionId: string, message: Message) { this.messages.set(sessionId, [message]) }
  clearSession(sessionId: string) { this.messages.delete(sessionId) }
}`,
    },
    {
      name: 'capped on insert',
      code: `
export class AuditService {
  private entries: LogEntry[] = []
  append(entry: LogEntry) {
    this.entries.push(entry)
    if (this.entries.length > 1000) this.entries.shift()
  }
}`,
    },
    {
      name: 'capped on insert in another method, through a private helper',
      code: `
export class AuditService {
  #entries: LogEntry[] = []
  append(entry: LogEntry) {
    this.#entries.push(entry)
    this.#trim()
  }
  #trim() { if (this.#entries.length > 1000) this.#entries.splice(0, 100) }
}`,
    },
    {
      name: 'drained by a flush',
      code: `
export class Telemetry {
  private events: Event[] = []
  track(event: Event) { this.events.push(event) }
  async flush() {
    const batch = this.events
    this.events = []
    await send(batch)
  }
}`,
    },
    {
      name: 'a debounce buffer whose timer deletes its own entry',
      code: `
export class TerminalService {
  private buffers = new Map<string, string>()
  write(terminalId: string, text: string) {
    this.buffers.set(terminalId, text)
    setTimeout(() => {
      send(this.buffers.get(terminalId))
      this.buffers.delete(terminalId)
    }, 300)
  }
}`,
    },
    {
      name: 'a claim that is given back',
      code: `
export class FetchRegistry {
  private inFlight = new Set<string>()
  start(workspaceId: string) { this.inFlight.add(workspaceId) }
  cancel(workspaceId: string) { this.inFlight.delete(workspaceId) }
}`,
    },
    {
      name: 'the members take themselves out of a field of another object',
      code: `
export class BrowserService {
  readonly _contexts = new Set<Context>()
  open(session: Session) { this._contexts.add(session) }
}
export class Context {
  constructor(private browser: BrowserService) {}
  close() { this.browser._contexts.delete(this) }
}`,
    },
    {
      name: 'the returned unsubscriber removes the key with its last listener',
      code: `
export class OutputService {
  private listeners = new Map<string, Set<Listener>>()
  listen(workspaceId: string, listener: Listener) {
    const set = this.listeners.get(workspaceId) ?? new Set()
    set.add(listener)
    this.listeners.set(workspaceId, set)
    return () => {
      set.delete(listener)
      if (set.size === 0) this.listeners.delete(workspaceId)
    }
  }
}`,
    },
    {
      name: 'filled only in the constructor, and by a private method that only it calls',
      code: `
export class CertificateService {
  #contexts = new Map<string, Context>()
  constructor(origins: Origin[]) {
    for (const origin of origins) this.#add(origin.id)
  }
  #add(requestId: string) { this.#contexts.set(requestId, new Context()) }
}`,
    },
    {
      name: 'keys of an imported enum-like type',
      code: `
import type { NodeType } from './nodes'
export class BehaviorRegistry {
  private behaviors = new Map<NodeType, Behavior>()
  register(type: NodeType, behavior: Behavior) { this.behaviors.set(type, behavior) }
}`,
    },
    {
      name: 'a union of ids that are written in the code',
      code: `
type ConnectorId = 'slack' | 'teams'
export class ConnectorManager {
  private connectors = new Map<ConnectorId, Connector>()
  register(id: ConnectorId, connector: Connector) { this.connectors.set(id, connector) }
}`,
    },
    {
      name: 'configured servers',
      code: `
export class McpService {
  private keys = new Map<string, string>()
  setKey(serverName: string, key: string) { this.keys.set(serverName, key) }
}`,
    },
    {
      name: 'listeners that others register',
      code: `
export class ConfigService {
  private listeners: Listener[] = []
  onUpdate(listener: Listener) { this.listeners.push(listener) }
}`,
    },
    {
      name: 'a class for one task',
      code: `
export class Task {
  private processed = new Set<string>()
  onCall(callId: string) { this.processed.add(callId) }
}`,
    },
    {
      name: 'a class for one parse',
      code: `
export class TemplateParser {
  private nodes = new Map<string, Node>()
  visit(node: Node) { this.nodes.set(node.nodeId, node) }
}`,
    },
    {
      name: 'a React class component',
      code: `
class Feed extends React.Component {
  private seen = new Set<string>()
  onMessage(messageId: string) { this.seen.add(messageId) }
}`,
    },
    {
      name: 'a public field: any file may release it',
      code: `
export class SessionService {
  sessions = new Map<string, Session>()
  open(sessionId: string) { this.sessions.set(sessionId, new Session()) }
}`,
    },
    {
      name: 'handed to an object out of sight',
      code: `
export class SessionService {
  private sessions = new Map<string, Session>()
  constructor() { janitor.watch(this.sessions) }
  open(sessionId: string) { this.sessions.set(sessionId, new Session()) }
}`,
    },
    {
      name: 'an LRU of a library',
      code: `
import QuickLRU from 'quick-lru'
export class SuggestionService {
  private recent = new QuickLRU<string, string>({ maxSize: 5 })
  add(requestId: string, text: string) { this.recent.set(requestId, text) }
}`,
    },
    {
      name: 'a module-level collection is the other rule\'s',
      code: `
const seen = new Map<string, number>()
export const touch = (sessionId: string) => seen.set(sessionId, 1)`,
    },
    {
      name: 'a mock in a file of tests',
      filename: 'test/mock-server.ts',
      code: `
export class FakeServer {
  private seen = new Map<string, number>()
  hit(requestId: string) { this.seen.set(requestId, 1) }
}`,
    },
  ],
  invalid: [],
})

tester.run('no-unbounded-instance-collection: options', rule, {
  valid: [
    {
      name: '`ignore` by pattern',
      options: [{ ignore: ['^by[A-Z]'] }],
      code: `
export class UserStore {
  private byEmail = new Map<string, User>()
  add(email: string, user: User) { this.byEmail.set(email, user) }
}`,
    },
    {
      name: '`releaseFunctions`: a method of the collection',
      options: [{ releaseFunctions: ['evictIdle'] }],
      code: `
class IdleMap<V> extends Map<string, V> { evictIdle() {} }
export class UserStore {
  private users = new IdleMap<User>()
  add(userId: string, user: User) {
    this.users.evictIdle()
    this.users.set(userId, user)
  }
}`,
    },
    {
      name: '`boundedClasses`',
      options: [{ boundedClasses: ['IdleMap'] }],
      code: `
class IdleMap<V> extends Map<string, V> {}
export class UserStore {
  private users = new IdleMap<User>()
  add(userId: string, user: User) { this.users.set(userId, user) }
}`,
    },
    {
      name: '`ignoreFiles`',
      filename: 'src/cli/run.ts',
      options: [{ ignoreFiles: ['^src/cli/'] }],
      code: `
export class UserStore {
  private users = new Map<string, User>()
  add(userId: string, user: User) { this.users.set(userId, user) }
}`,
    },
    {
      name: '`exported: "report"` still leaves alone what its own class clears',
      options: [{ exported: 'report' }],
      code: `
export class UserStore {
  users = new Map<string, User>()
  add(userId: string, user: User) { this.users.set(userId, user) }
  dispose() { this.users.clear() }
}`,
    },
    {
      name: '`exported: "report"` leaves a queue to those who work it off',
      options: [{ exported: 'report' }],
      code: `
export class SocketClient {
  enqueuedMessages: Buffer[] = []
  send(message: Buffer) { if (this.isOpen) this.raw(message); else this.enqueuedMessages.push(message) }
}`,
    },
    {
      name: '`exported: "ignore"`: a public field that a method of its class grows',
      options: [{ exported: 'ignore' }],
      code: `
export class UserStore {
  users = new Map<string, User>()
  add(userId: string, user: User) { this.users.set(userId, user) }
}`,
    },
  ],
  invalid: [
    {
      name: '`exported: "report"`: a public field that a method of its class grows',
      options: [{ exported: 'report' }],
      code: `
export class UserStore {
  users = new Map<string, User>()
  add(userId: string, user: User) { this.users.set(userId, user) }
}`,
      errors: [{ messageId: unbounded }],
    },
    {
      name: '`testFunctions`',
      options: [{ testFunctions: ['^unsafe'] }],
      code: `
export class UserStore {
  private users = new Map<string, User>()
  add(userId: string, user: User) { this.users.set(userId, user) }
  unsafeForget(userId: string) { this.users.delete(userId) }
}`,
      errors: [{ messageId: unbounded }],
    },
  ],
})

tester.run('no-unbounded-instance-collection: look-alikes that differ in one word', rule, {
  valid: [
    {
      name: 'an owner that is named for tests',
      code: `
export class TestServer {
  #answers = new Map<string, string>()
  answer(requestId: string, text: string) { this.#answers.set(requestId, text) }
}`,
    },
    {
      name: 'a list in a class of which nothing tells how long it lives',
      code: `
export class Mixer {
  #events: Event[] = []
  mix(event: Event) { this.#events.push(event) }
}`,
    },
  ],
  invalid: [
    {
      name: 'the same server, not for tests',
      code: `
export class Server {
  #answers = new Map<string, string>()
  answer(requestId: string, text: string) { this.#answers.set(requestId, text) }
}`,
      errors: [{ messageId: unbounded }],
    },
    {
      name: 'the same list in a service',
      code: `
export class MixerService {
  #events: Event[] = []
  mix(event: Event) { this.#events.push(event) }
}`,
      errors: [{ messageId: unbounded }],
    },
    {
      name: 'a map under ids in a class of which nothing tells how long it lives',
      code: `
export class Mixer {
  #events = new Map<string, Event>()
  mix(sessionId: string, event: Event) { this.#events.set(sessionId, event) }
}`,
      errors: [{ messageId: unbounded }],
    },
  ],
})
