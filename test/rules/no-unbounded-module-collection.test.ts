import { RuleTester } from '@typescript-eslint/rule-tester'

import rule from '../../rules/no-unbounded-module-collection.ts'

const tester = new RuleTester({ languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } } })
const unbounded = 'unbounded' as const

tester.run('no-unbounded-module-collection: what is never released', rule, {
  valid: [],
  invalid: [
    {
      name: 'a Map keyed by session id, and the whole message',
      code: `
const lastSeen = new Map<string, number>()
export function touch(sessionId: string): void {
  lastSeen.set(sessionId, Date.now())
}`,
      errors: [
        {
          messageId: unbounded,
          line: 2,
          column: 7,
          data: {
            name: 'lastSeen',
            entries: 'an entry for every new `sessionId`',
            trigger: 'whenever `touch` runs',
            line: '4',
            releases: 'nothing ever removes an entry',
            remedy: 'Delete the key when what it stands for ends, cap the size, or expire old entries on a timer',
          },
        },
      ],
    },
    {
      name: 'a Set, with the remedy for Sets',
      code: `
const announced = new Set<string>()
export const announce = (messageId: string): boolean => {
  if (announced.has(messageId)) return false
  announced.add(messageId)
  return true
}`,
      errors: [
        {
          messageId: unbounded,
          data: {
            name: 'announced',
            entries: 'every new `messageId`',
            trigger: 'whenever `announce` runs',
            line: '5',
            releases: 'nothing ever removes an entry',
            remedy: 'Delete the entry when what it stands for ends, or cap the size',
          },
        },
      ],
    },
    {
      name: 'an array that a request handler appends to',
      code: `
const accessLog: AccessLine[] = []
app.get('/', (req, res) => {
  accessLog.push({ path: req.path, at: Date.now() })
  res.send('ok')
})`,
      errors: [
        {
          messageId: unbounded,
          data: {
            name: 'accessLog',
            entries: 'each `{ path: req.path, at: Date.now() }`',
            trigger: 'on every request to `/`',
            line: '4',
            releases: 'nothing ever removes an entry',
            remedy: 'Drop what is no longer needed, or keep only the last entries',
          },
        },
      ],
    },
    {
      name: 'a plain object used as a dictionary, typed by an index signature',
      code: `
const transports: { [sessionId: string]: Transport } = {}
export function accept(transport: Transport): void {
  transport.oninitialized = (sessionId: string) => { transports[sessionId] = transport }
}`,
      errors: [{ messageId: unbounded, line: 2 }],
    },
    {
      name: 'a plain untyped object',
      code: `
const hits = {}
export function count(userId) {
  hits[userId] = (hits[userId] || 0) + 1
}`,
      errors: [{ messageId: unbounded, line: 2 }],
    },
    {
      name: 'a dictionary without a prototype, in a file that exports by hand',
      code: `
const byRequest = Object.create(null)
exports.start = function start(requestId) {
  byRequest[requestId] = process.hrtime()
}`,
      errors: [{ messageId: unbounded, line: 2 }],
    },
    {
      name: 'a static field',
      code: `
export class RunStore {
  private static readonly states = new Map<string, RunState>()
  static begin(runId: string): void {
    RunStore.states.set(runId, { step: 0 })
  }
}`,
      errors: [{ messageId: unbounded, line: 3 }],
    },
    {
      name: 'a static private field reached through `this`',
      code: `
export class Lobby {
  static #games = new Set<string>()
  static open(gameId: string) { this.#games.add(gameId) }
}`,
      errors: [{ messageId: unbounded, line: 3 }],
    },
    {
      name: 'a member of a namespace',
      code: `
export namespace Sessions {
  const titles = new Map<string, string>()
  export function rename(sessionID: string, title: string) { titles.set(sessionID, title) }
}`,
      errors: [{ messageId: unbounded, line: 3 }],
    },
    {
      name: 'a member of a module object',
      code: `
const state = { drafts: new Map<string, string>(), isOpen: false }
export function saveDraft(chatId: string, text: string) { state.drafts.set(chatId, text) }`,
      errors: [{ messageId: unbounded, line: 2 }],
    },
    {
      name: 'declared empty and filled later',
      code: `
let pool: Map<string, Connection> | undefined
export function connectionOf(userId: string): Connection {
  pool ??= new Map()
  const known = pool.get(userId)
  if (known) return known
  const created = dial(userId)
  pool.set(userId, created)
  return created
}`,
      errors: [{ messageId: unbounded, line: 2 }],
    },
    {
      name: 'declared empty and made on first use',
      code: `
let pool: Map<string, Connection> | undefined
function connections() {
  if (!pool) pool = new Map()
  return pool
}
export const connect = (userId: string) => connections().set(userId, dial(userId))`,
      errors: [{ messageId: unbounded, line: 2 }],
    },
    {
      name: 'declared null and made on first use by `||`',
      code: `
let pool = null
export function connect(userId) {
  pool = pool || {}
  pool[userId] = dial(userId)
}`,
      errors: [{ messageId: unbounded, line: 2 }],
    },
    {
      name: 'kept on globalThis under a local name, so that hot reloading keeps it',
      code: `
const cache = (globalThis.__sessionCache ??= new Map<string, Session>())
export function load(sessionId: string) {
  cache.set(sessionId, open(sessionId))
}`,
      errors: [{ messageId: unbounded, line: 2 }],
    },
    {
      name: 'a property of globalThis, used as one',
      code: `
globalThis.__sessions ??= new Map<string, Session>()
export function load(sessionId: string) {
  globalThis.__sessions.set(sessionId, open(sessionId))
}`,
      errors: [
        {
          messageId: unbounded,
          line: 2,
          column: 12,
          data: {
            name: 'globalThis.__sessions',
            entries: 'an entry for every new `sessionId`',
            trigger: 'whenever `load` runs',
            line: '4',
            releases: 'nothing ever removes an entry',
            remedy: 'Delete the key when what it stands for ends, cap the size, or expire old entries on a timer',
          },
        },
      ],
    },
    {
      name: 'inside the module wrapper of older code',
      code: `
(function () {
  var seen = {}
  window.onmessage = function (event) {
    seen[event.data.messageId] = true
  }
})()`,
      errors: [{ messageId: unbounded, line: 3 }],
    },
    {
      name: 'a subclass of Map that adds nothing but a helper',
      code: `
class SessionMap<V> extends Map<string, V> {
  firstKey() { return this.keys().next().value }
}
const open = new SessionMap<Session>()
export const enter = (sessionId: string, session: Session) => open.set(sessionId, session)`,
      errors: [{ messageId: unbounded, line: 5 }],
    },
    {
      name: 'through an alias of an inner dictionary',
      code: `
const compiled = { true: {}, false: {} }
export function compile(path: string, isExact: boolean, requestId: string) {
  const byPath = compiled[String(isExact)]
  return (byPath[requestId] = new RegExp(path))
}`,
      errors: [{ messageId: unbounded, line: 2 }],
    },
    {
      name: 'through a function that takes the collection',
      code: `
const counters = new Map<string, number>()
function bump(map: Map<string, number>, key: string) {
  map.set(key, (map.get(key) ?? 0) + 1)
}
export const onTurn = (threadId: string) => bump(counters, threadId)`,
      errors: [{ messageId: unbounded, line: 2 }],
    },
    {
      name: 'through an imported helper that says that it inserts',
      code: `
import { setIfUndefined } from './maps'
const rooms = new Map<string, Room>()
export const join = (roomId: string) => setIfUndefined(rooms, roomId, () => new Room())`,
      errors: [{ messageId: unbounded, line: 3 }],
    },
    {
      name: 'through an accessor that returns it',
      code: `
const byTask = new Map<string, Progress>()
function table() { return byTask }
export function report(taskId: string, progress: Progress) { table().set(taskId, progress) }`,
      errors: [{ messageId: unbounded, line: 2 }],
    },
    {
      name: 'by a spread copy with one more key',
      code: `
let titles: Record<string, string> = {}
export function rename(conversationId: string, title: string) {
  titles = { ...titles, [conversationId]: title }
}`,
      errors: [{ messageId: unbounded, line: 2 }],
    },
    {
      name: 'by a copy of the array with one more element',
      code: `
let notifications: Notification[] = []
export const notify = (notification: Notification) => { notifications = [...notifications, notification] }`,
      errors: [{ messageId: unbounded, line: 2 }],
    },
    {
      name: 'by concat',
      code: `
let errors: Error[] = []
process.on('unhandledRejection', (error) => { errors = errors.concat(error) })`,
      errors: [{ messageId: unbounded, line: 2 }],
    },
    {
      name: 'by a rebuilt Map',
      code: `
let views = new Map<string, number>()
export function view(postId: string) { views = new Map([...views, [postId, Date.now()]]) }`,
      errors: [{ messageId: unbounded, line: 2 }],
    },
    {
      name: 'by assoc',
      code: `
import { assoc } from 'ramda'
let balances: Record<string, number> = {}
export const pay = (accountId: string, cents: number) => { balances = assoc(accountId, cents, balances) }`,
      errors: [{ messageId: unbounded, line: 3 }],
    },
    {
      name: 'keys with the time in them never meet again',
      code: `
const executed = new Set<string>()
export function once(command: string) {
  const key = \`\${command}@\${Date.now()}\`
  if (executed.has(key)) return
  executed.add(key)
}`,
      errors: [{ messageId: unbounded, line: 2 }],
    },
    {
      name: 'the values are capped, the keys are not',
      code: `
const output = new Map<string, string>()
export function append(jobId: string, chunk: string) {
  const text = (output.get(jobId) ?? '') + chunk
  output.set(jobId, text.slice(-10_000))
}`,
      errors: [{ messageId: unbounded, line: 2 }],
    },
    {
      name: 'an expired rate limit window is overwritten in place',
      code: `
const windows = new Map<string, { count: number; resetAt: number }>()
export function allow(ip: string): boolean {
  const now = Date.now()
  const window = windows.get(ip)
  if (!window || window.resetAt < now) {
    windows.set(ip, { count: 1, resetAt: now + 60_000 })
    return true
  }
  return ++window.count <= 100
}`,
      errors: [{ messageId: unbounded, line: 2 }],
    },
    {
      name: 'a chain of promises per key, whose key nobody removes',
      code: `
const locks = new Map<string, Promise<void>>()
export function inOrder(eventId: string, work: () => Promise<void>) {
  const before = locks.get(eventId) ?? Promise.resolve()
  const after = before.then(work)
  locks.set(eventId, after)
  return after
}`,
      errors: [{ messageId: unbounded, line: 2 }],
    },
    {
      name: 'one sibling is released, the other forgotten',
      code: `
const titles = new Map<string, string>()
const lastActive = new Map<string, number>()
export function start(sessionId: string) {
  titles.set(sessionId, 'New')
  lastActive.set(sessionId, Date.now())
}
export function end(sessionId: string) {
  titles.delete(sessionId)
}`,
      errors: [{ messageId: unbounded, line: 3 }],
    },
  ],
})

tester.run('no-unbounded-module-collection: releases that do not keep up', rule, {
  valid: [],
  invalid: [
    {
      name: 'a clear that only tests call, by its name',
      code: `
const attempts = new Map<string, number>()
export function attempt(email: string) { attempts.set(email, (attempts.get(email) ?? 0) + 1) }
export function resetForTesting() { attempts.clear() }`,
      errors: [
        {
          messageId: unbounded,
          data: {
            name: 'attempts',
            entries: 'an entry for every new `email`',
            trigger: 'whenever `attempt` runs',
            line: '3',
            releases: 'the removal in `resetForTesting` is there for tests only',
            remedy: 'Delete the key when what it stands for ends, cap the size, or expire old entries on a timer',
          },
        },
      ],
    },
    {
      name: 'a clear when the program ends',
      code: `
const transcripts = new Map<string, string[]>()
export function record(sessionId: string, line: string) {
  const lines = transcripts.get(sessionId) ?? []
  lines.push(line)
  transcripts.set(sessionId, lines)
}
export function deactivate() { transcripts.clear() }`,
      errors: [
        {
          messageId: unbounded,
          data: {
            name: 'transcripts',
            entries: 'an entry for every new `sessionId`',
            trigger: 'whenever `record` runs',
            line: '6',
            releases: 'the removal in `deactivate` runs only when the whole owner ends',
            remedy: 'Delete the key when what it stands for ends, cap the size, or expire old entries on a timer',
          },
        },
      ],
    },
    {
      name: 'a fresh Map in a reset',
      code: `
let byUser = new Map<string, Profile>()
export function remember(userId: string, profile: Profile) { byUser.set(userId, profile) }
export function reset() { byUser = new Map() }`,
      errors: [{ messageId: unbounded }],
    },
    {
      name: 'a loop that closes everything at exit',
      code: `
const sockets = new Map<string, Socket>()
export function add(connectionId: string, socket: Socket) { sockets.set(connectionId, socket) }
process.on('SIGTERM', () => {
  for (const [connectionId, socket] of sockets) {
    socket.destroy()
    sockets.delete(connectionId)
  }
})`,
      errors: [{ messageId: unbounded }],
    },
    {
      name: 'a delete in a function that nobody calls',
      code: `
const entries = new Map<string, Entry>()
export function add(taskId: string, entry: Entry) { entries.set(taskId, entry) }
function remove(taskId: string) { entries.delete(taskId) }`,
      errors: [
        {
          messageId: unbounded,
          data: {
            name: 'entries',
            entries: 'an entry for every new `taskId`',
            trigger: 'whenever `add` runs',
            line: '3',
            releases: 'nobody calls the removal in `remove`',
            remedy: 'Delete the key when what it stands for ends, cap the size, or expire old entries on a timer',
          },
        },
      ],
    },
    {
      name: 'a time to live that is looked at only on read',
      code: `
const answers = new Map<string, { text: string; expiresAt: number }>()
export function getAnswer(requestId: string) {
  const entry = answers.get(requestId)
  if (entry && entry.expiresAt < Date.now()) {
    answers.delete(requestId)
    return undefined
  }
  return entry?.text
}
export function store(requestId: string, text: string) {
  answers.set(requestId, { text, expiresAt: Date.now() + 60_000 })
}`,
      errors: [
        {
          messageId: unbounded,
          data: {
            name: 'answers',
            entries: 'an entry for every new `requestId`',
            trigger: 'whenever `store` runs',
            line: '12',
            releases: 'the removal in `getAnswer` runs only when the same key is seen again, so an abandoned key stays for ever',
            remedy: 'Delete the key when what it stands for ends, cap the size, or expire old entries on a timer',
          },
        },
      ],
    },
    {
      name: 'a tombstone that goes only when the removed thing comes back',
      code: `
const removed = new Set<string>()
export function remove(workspaceId: string) { removed.add(workspaceId) }
export function upsert(workspaceId: string) {
  if (removed.has(workspaceId)) removed.delete(workspaceId)
}`,
      errors: [{ messageId: unbounded }],
    },
    {
      name: 'a delete only on the way through a failed promise',
      code: `
const pending = new Map<string, Promise<Answer>>()
export function ask(requestId: string) {
  const answer = send(requestId)
  pending.set(requestId, answer)
  answer.catch(() => pending.delete(requestId))
  return answer
}`,
      errors: [
        {
          messageId: unbounded,
          data: {
            name: 'pending',
            entries: 'an entry for every new `requestId`',
            trigger: 'whenever `ask` runs',
            line: '5',
            releases: 'the removal in `ask` runs only when something fails, so whatever goes well stays for ever',
            remedy: 'Delete the key when what it stands for ends, cap the size, or expire old entries on a timer',
          },
        },
      ],
    },
    {
      name: 'the inner Set is emptied, the key stays',
      code: `
const listeners = new Map<string, Set<() => void>>()
export function listen(sessionId: string, listener: () => void) {
  const set = listeners.get(sessionId) ?? new Set()
  set.add(listener)
  listeners.set(sessionId, set)
  return () => listeners.get(sessionId)?.delete(listener)
}`,
      errors: [{ messageId: unbounded }],
    },
    {
      name: 'the inner list is spliced, the key stays',
      code: `
const lines: Record<string, string[]> = {}
export function log(processId: string, line: string) {
  lines[processId] ??= []
  lines[processId].push(line)
  if (lines[processId].length > 1000) lines[processId].splice(0, 500)
}`,
      errors: [{ messageId: unbounded }],
    },
  ],
})

tester.run('no-unbounded-module-collection: what keeps up', rule, {
  valid: [
    {
      name: 'deleted when the session ends',
      code: `
const titles = new Map<string, string>()
export function rename(sessionId: string, title: string) { titles.set(sessionId, title) }
bus.on('session.deleted', ({ sessionId }) => { titles.delete(sessionId) })`,
    },
    {
      name: 'deleted by an exported function that says what ends',
      code: `
const titles = new Map<string, string>()
export function rename(sessionId: string, title: string) { titles.set(sessionId, title) }
export function forgetSession(sessionId: string) { titles.delete(sessionId) }`,
    },
    {
      name: 'the oldest entry goes when there are too many',
      code: `
const MAX = 500
const cache = new Map<string, string>()
export function remember(messageId: string, text: string) {
  cache.set(messageId, text)
  if (cache.size > MAX) {
    const [oldest] = cache.keys()
    cache.delete(oldest)
  }
}`,
    },
    {
      name: 'a function of its own keeps the size',
      code: `
const cache = new Map<string, string>()
function trim() {
  while (cache.size > 100) cache.delete(cache.keys().next().value)
}
export function remember(messageId: string, text: string) {
  cache.set(messageId, text)
  trim()
}`,
    },
    {
      name: 'nothing is inserted beyond a limit',
      code: `
const seen = new Set<string>()
export function isNew(messageId: string) {
  if (seen.size >= 10_000) return true
  if (seen.has(messageId)) return false
  seen.add(messageId)
  return true
}`,
    },
    {
      name: 'a counter beside the cache limits it',
      code: `
const compiled = {}
let count = 0
export function compile(requestId) {
  const known = compiled[requestId]
  if (known) return known
  const made = build(requestId)
  if (count < 10000) {
    compiled[requestId] = made
    count++
  }
  return made
}`,
    },
    {
      name: 'swept by a timer',
      code: `
const windows = new Map<string, number>()
export function hit(ip: string) { windows.set(ip, Date.now()) }
setInterval(() => {
  const now = Date.now()
  for (const [ip, at] of windows) if (now - at > 60_000) windows.delete(ip)
}, 60_000).unref()`,
    },
    {
      name: 'swept on insert by a local function',
      code: `
const retryAt = new Map<string, number>()
function prune(now: number) {
  for (const [sessionId, at] of retryAt) if (at < now) retryAt.delete(sessionId)
}
export function failed(sessionId: string) {
  const now = Date.now()
  prune(now)
  retryAt.set(sessionId, now + 5000)
}`,
    },
    {
      name: 'each entry deletes itself after a while',
      code: `
const buffers = new Map<string, string>()
export function write(sessionId: string, text: string) {
  buffers.set(sessionId, text)
  setTimeout(() => { buffers.delete(sessionId) }, 300)
}`,
    },
    {
      name: 'in flight: deleted in finally',
      code: `
const running = new Set<string>()
export async function run(taskId: string) {
  running.add(taskId)
  try {
    await work(taskId)
  } finally {
    running.delete(taskId)
  }
}`,
    },
    {
      name: 'in flight: deleted when the promise settles',
      code: `
const pending = new Map<string, Promise<Answer>>()
export function ask(requestId: string) {
  const answer = send(requestId).finally(() => pending.delete(requestId))
  pending.set(requestId, answer)
  return answer
}`,
    },
    {
      name: 'the function returned to the caller removes the entry',
      code: `
const handlers = new Map<string, () => void>()
export function register(requestId: string, handler: () => void) {
  handlers.set(requestId, handler)
  return () => { handlers.delete(requestId) }
}`,
    },
    {
      name: 'a queue that is swapped for a fresh one when drained',
      code: `
let queue: LogMessage[] = []
process.on('message', (message) => { queue.push(message) })
setInterval(() => {
  const batch = queue
  queue = []
  send(batch)
}, 1000).unref()`,
    },
    {
      name: 'a queue that is shifted',
      code: `
const queue: Message[] = []
socket.on('message', (message) => { queue.push(message); next() })
function next() {
  const message = queue.shift()
  if (message) handle(message)
}`,
    },
    {
      name: 'only the last hundred are kept',
      code: `
let errors: Error[] = []
process.on('uncaughtException', (error) => {
  errors.push(error)
  errors = errors.slice(-100)
})`,
    },
    {
      name: 'filtered before each insert',
      code: `
let recent: Event[] = []
bus.on('message', (event) => {
  recent = recent.filter((known) => known.at > Date.now() - 1000)
  recent.push(event)
})`,
    },
    {
      name: 'a helper at the end of the file keeps an array short',
      code: `
const requests: Request[] = []
network.on('request', (request) => {
  requests.push(request)
  limitLength(requests, 100)
})
function limitLength<T>(list: T[], limit: number) {
  if (list.length > limit) list.splice(0, limit / 10)
}`,
    },
    {
      name: 'the key is taken out with a rest',
      code: `
let titles: Record<string, string> = {}
export const rename = (sessionId: string, title: string) => { titles = { ...titles, [sessionId]: title } }
export function drop(sessionId: string) {
  const { [sessionId]: _, ...rest } = titles
  titles = rest
}`,
    },
    {
      name: 'rebuilt from the entries that pass a filter',
      code: `
let seenAt: Record<string, number> = {}
export function see(userId: string) { seenAt[userId] = Date.now() }
setInterval(() => {
  seenAt = Object.fromEntries(Object.entries(seenAt).filter(([, at]) => at > Date.now() - 60_000))
}, 60_000).unref()`,
    },
    {
      name: 'dissoc takes the key out',
      code: `
import { assoc, dissoc } from 'ramda'
let balances: Record<string, number> = {}
export const open = (accountId: string) => { balances = assoc(accountId, 0, balances) }
export const close = (accountId: string) => { balances = dissoc(accountId, balances) }`,
    },
    {
      name: 'an imported helper that says that it prunes',
      code: `
import { pruneExpired } from './expiry'
const tokens = new Map<string, Grant>()
export function grant(token: string, value: Grant) {
  pruneExpired(tokens)
  tokens.set(token, value)
}`,
    },
    {
      name: 'the outer key goes with its last listener',
      code: `
const listeners = new Map<string, Set<() => void>>()
export function listen(sessionId: string, listener: () => void) {
  const set = listeners.get(sessionId) ?? new Set()
  set.add(listener)
  listeners.set(sessionId, set)
  return () => {
    set.delete(listener)
    if (set.size === 0) listeners.delete(sessionId)
  }
}`,
    },
    {
      name: 'holders are counted, and the key goes with the last one',
      code: `
const locks = new Map<string, Promise<void>>()
const holders = new Map<string, number>()
export async function inOrder(eventId: string, work: () => Promise<void>) {
  holders.set(eventId, (holders.get(eventId) ?? 0) + 1)
  const after = (locks.get(eventId) ?? Promise.resolve()).then(work)
  locks.set(eventId, after)
  try {
    await after
  } finally {
    const left = (holders.get(eventId) ?? 1) - 1
    if (left > 0) holders.set(eventId, left)
    else {
      holders.delete(eventId)
      locks.delete(eventId)
    }
  }
}`,
    },
    {
      name: 'deleted by an event of the entry itself',
      code: `
const transports: Record<string, Transport> = {}
export function accept(transport: Transport, sessionId: string) {
  transports[sessionId] = transport
  transport.onclose = () => { delete transports[sessionId] }
}`,
    },
  ],
  invalid: [],
})

tester.run('no-unbounded-module-collection: what is bounded or out of sight', rule, {
  valid: [
    {
      name: 'a constant table',
      code: `
const byExtension = new Map([['ts', 'typescript'], ['py', 'python']])
export const languageOf = (extension: string) => byExtension.get(extension)`,
    },
    {
      name: 'filled at load from a constant, by a loop and by a local function',
      code: `
const prices = new Map<string, number>()
function add(name: string, price: number) { prices.set(name, price) }
for (const { modelId, price } of PRICES) prices.set(modelId, price)
add('small', 1)
export const priceOf = (modelId: string) => prices.get(modelId)`,
    },
    {
      name: 'keys of a literal union',
      code: `
const counts = new Map<'open' | 'closed', number>()
export function count(state: 'open' | 'closed') { counts.set(state, (counts.get(state) ?? 0) + 1) }`,
    },
    {
      name: 'keys of an enum',
      code: `
enum Level { Debug, Info }
const sinks = new Map<Level, Sink>()
export function sinkOf(level: Level) {
  let sink = sinks.get(level)
  if (!sink) sinks.set(level, (sink = new Sink(level)))
  return sink
}`,
    },
    {
      name: 'keys that are looked up in a constant table first',
      code: `
const LANGUAGES = { ts: 'typescript', py: 'python' }
const parsers = new Map<string, Parser>()
export function parserFor(extension: string) {
  const language = LANGUAGES[extension]
  if (!language) return undefined
  parsers.set(extension, load(language))
}`,
    },
    {
      name: 'every caller passes a literal',
      code: `
const loggers = new Map<string, Logger>()
function logger(id: string) {
  const known = loggers.get(id) ?? new Logger(id)
  loggers.set(id, known)
  return known
}
export const start = () => logger('server').info('up')
export const stop = () => logger('client').info('down')`,
    },
    {
      name: 'keys that name what somebody has configured',
      code: `
const clients = new Map<string, Client>()
export function clientOf(serverName: string) {
  const known = clients.get(serverName)
  if (known) return known
  const client = connect(serverName)
  clients.set(serverName, client)
  return client
}`,
    },
    {
      name: 'a path may be one of a few project folders',
      code: `
const packageOf = new Map<string, string>()
export function findPackage(folder: string) {
  const known = packageOf.get(folder)
  if (known !== undefined) return known
  packageOf.set(folder, read(folder))
}`,
    },
    {
      name: 'a warn-once table',
      code: `
const alreadyWarned = {}
export function warnOnce(message) {
  if (alreadyWarned[message]) return
  alreadyWarned[message] = true
  console.warn(message)
}`,
    },
    {
      name: 'a registry of plugins',
      code: `
const plugins: Plugin[] = []
export function use(plugin: Plugin) { plugins.push(plugin) }`,
    },
    {
      name: 'a library class that limits itself',
      code: `
import { LRUCache } from 'lru-cache'
const cache = new LRUCache<string, string>({ max: 100 })
export const remember = (sessionId: string, text: string) => cache.set(sessionId, text)`,
    },
    {
      name: 'a subclass that limits itself, by its name',
      code: `
class BoundedMap<K, V> extends Map<K, V> {}
const cache = new BoundedMap<string, string>()
export const remember = (sessionId: string, text: string) => cache.set(sessionId, text)`,
    },
    {
      name: 'a subclass that limits itself, by its own `set`',
      code: `
class Recent<K, V> extends Map<K, V> {
  set(key: K, value: V) {
    if (this.size > 99) this.delete(this.keys().next().value)
    return super.set(key, value)
  }
}
const cache = new Recent<string, string>()
export const remember = (sessionId: string, text: string) => cache.set(sessionId, text)`,
    },
    {
      name: 'a WeakMap',
      code: `
const meta = new WeakMap<Request, Meta>()
export const tag = (request: Request, value: Meta) => meta.set(request, value)`,
    },
    {
      name: 'a Map of the file, not the built-in one',
      code: `
import { Map } from 'immutable'
const cache = new Map()
export const remember = (sessionId: string) => cache.set(sessionId, 1)`,
    },
    {
      name: 'local to a call',
      code: `
export function group(messages: Message[]) {
  const bySession = new Map<string, Message[]>()
  for (const message of messages) bySession.set(message.sessionId, [message])
  return bySession
}`,
    },
    {
      name: 'exported: any file may release it',
      code: `
export const active = new Set<string>()
export function start(sessionId: string) { active.add(sessionId) }`,
    },
    {
      name: 'handed to a function out of sight',
      code: `
import { janitor } from './janitor'
const active = new Map<string, number>()
janitor.watch(active)
export function start(sessionId: string) { active.set(sessionId, Date.now()) }`,
    },
    {
      name: 'returned to everybody',
      code: `
const active = new Map<string, number>()
export const all = () => active
export function start(sessionId: string) { active.set(sessionId, Date.now()) }`,
    },
    {
      name: 'only a function that nobody calls would grow it',
      code: `
const active = new Map<string, number>()
function start(sessionId: string) { active.set(sessionId, Date.now()) }
export const count = () => active.size`,
    },
    {
      name: 'a file of tests',
      filename: 'src/session.test.ts',
      code: `
const seen = new Map<string, number>()
export function spy(sessionId: string) { seen.set(sessionId, 1) }`,
    },
    {
      name: 'a script that runs and exits',
      filename: 'scripts/import-users.ts',
      code: `
const users = new Map<string, User>()
export function add(userId: string, user: User) { users.set(userId, user) }`,
    },
    {
      name: 'a Svelte instance script lives per component',
      filename: 'Chat.svelte',
      code: `
const drafts = new Map<string, string>()
function save(chatId: string, text: string) { drafts.set(chatId, text) }
register(save)`,
    },
  ],
  invalid: [],
})

tester.run('no-unbounded-module-collection: options', rule, {
  valid: [
    {
      name: '`ignore` by pattern',
      options: [{ ignore: ['^legacy'] }],
      code: `
const legacySessions = new Map<string, number>()
export const touch = (sessionId: string) => legacySessions.set(sessionId, 1)`,
    },
    {
      name: '`releaseFunctions`: a function that takes the collection',
      options: [{ releaseFunctions: ['retire'] }],
      code: `
import { retire } from './retire'
const active = new Map<string, number>()
export function touch(sessionId: string) {
  retire(active)
  active.set(sessionId, 1)
}`,
    },
    {
      name: '`boundedClasses`: a Map class of one\'s own',
      options: [{ boundedClasses: ['Recent'] }],
      code: `
class Recent<K, V> extends Map<K, V> {}
const active = new Recent<string, number>()
export const touch = (sessionId: string) => active.set(sessionId, 1)`,
    },
    {
      name: '`ignoreFiles` replaces the default list',
      filename: 'server/jobs/nightly.ts',
      options: [{ ignoreFiles: ['^server/jobs/'] }],
      code: `
const users = new Map<string, User>()
export function add(userId: string, user: User) { users.set(userId, user) }`,
    },
    {
      name: '`exported: "report"` still leaves alone what its own file releases, what was handed away, and what others fill',
      options: [{ exported: 'report' }],
      code: `
import { watch } from './watch'
export const active = new Set<string>()
export const start = (sessionId: string) => active.add(sessionId)
export const dispose = () => active.clear()
export const watched = new Set<string>()
watch(watched)
export const follow = (sessionId: string) => watched.add(sessionId)
export const filledElsewhere = new Set<string>()`,
    },
    {
      name: '`exported: "ignore"`, the default',
      options: [{ exported: 'ignore' }],
      code: `
export const active = new Set<string>()
export function start(sessionId: string) { active.add(sessionId) }`,
    },
  ],
  invalid: [
    {
      name: '`ignore` looks at the name as messages write it',
      options: [{ ignore: ['^drafts$'] }],
      code: `
const state = { drafts: new Map<string, string>() }
export const save = (chatId: string, text: string) => state.drafts.set(chatId, text)`,
      errors: [{ messageId: unbounded }],
    },
    {
      name: '`testFunctions`: a release that only one\'s own test functions use',
      options: [{ testFunctions: ['^__'] }],
      code: `
const active = new Map<string, number>()
export const touch = (sessionId: string) => active.set(sessionId, 1)
export const __forget = (sessionId: string) => active.delete(sessionId)`,
      errors: [{ messageId: unbounded }],
    },
    {
      name: '`exported: "report"`: an exported collection that its own file never releases',
      options: [{ exported: 'report' }],
      code: `
export const active = new Set<string>()
export const start = (sessionId: string) => active.add(sessionId)`,
      errors: [
        {
          messageId: unbounded,
          data: {
            name: 'active',
            entries: 'every new `sessionId`',
            trigger: 'whenever `start` runs',
            line: '3',
            releases: 'nothing in its own program removes an entry',
            remedy: 'Delete the entry when what it stands for ends, or cap the size',
          },
        },
      ],
    },
    {
      name: '`ignoreFiles: []` checks scripts too',
      filename: 'scripts/watch.ts',
      options: [{ ignoreFiles: [] }],
      code: `
const users = new Map<string, User>()
export function add(userId: string, user: User) { users.set(userId, user) }`,
      errors: [{ messageId: unbounded }],
    },
    {
      name: 'without `boundedClasses` the same subclass is reported',
      code: `
class Recent<K, V> extends Map<K, V> {}
const active = new Recent<string, number>()
export const touch = (sessionId: string) => active.set(sessionId, 1)`,
      errors: [{ messageId: unbounded }],
    },
  ],
})

tester.run('no-unbounded-module-collection: false reports of other linters', rule, {
  valid: [
    {
      name: 'a static lookup table called cache (reported by name alone elsewhere)',
      code: `
const cache = new Map()
cache.set('json', parseJson)
cache.set('yaml', parseYaml)
export const parserOf = (extension) => cache.get(extension)`,
    },
    {
      name: 'a transient Map called cache, in a function indented by four',
      code: `
export function solve(tasks) {
    const cache = new Map()
    for (const task of tasks) cache.set(task.taskId, task)
    return tasks.map((task) => cache.get(task.parent))
}`,
    },
    {
      name: 'evicted by size, with no word that says so',
      code: `
const recent = new Map<string, number>()
export function see(messageId: string) {
  recent.set(messageId, 1)
  if (recent.size > 50) for (const key of recent.keys()) { recent.delete(key); break }
}`,
    },
  ],
  invalid: [
    {
      name: 'typed, so that a regular expression on `new Map()` misses it',
      code: `
const byUser: Map<string, Profile> = new Map<string, Profile>()
export const load = (userId: string) => byUser.set(userId, read(userId))`,
      errors: [{ messageId: unbounded }],
    },
    {
      name: 'the word lru, or an unrelated delete, exempts nothing',
      code: `
// Not an LRU: maxSize was dropped.
const byUser = new Map<string, Profile>()
const other = new Map<string, Profile>()
export const load = (userId: string) => byUser.set(userId, read(userId))
export const drop = (key: string) => other.delete(key)`,
      errors: [{ messageId: unbounded }],
    },
    {
      name: 'assigned as a record, where others look at methods only',
      code: `
const byUser: Record<string, Profile> = {}
export const load = (userId: string) => { byUser[userId] = read(userId) }`,
      errors: [{ messageId: unbounded }],
    },
  ],
})

/** A reported collection and, if it has a weak form, the file with it. */
function weakly(name: string, code: string, output: string | null) {
  return { name, code, errors: [{ messageId: unbounded, suggestions: output === null ? null : [{ messageId: 'holdWeakly' as const, output }] }] }
}

tester.run('no-unbounded-module-collection: suggestion to hold keys weakly', rule, {
  valid: [],
  invalid: [
    weakly(
      'a Map by objects of a well-known type',
      `
const startedAt = new Map<Request, number>()
export const start = (req: Request) => startedAt.set(req, Date.now())
export const stop = (req: Request) => Date.now() - (startedAt.get(req) ?? 0)`,
      `
const startedAt = new WeakMap<Request, number>()
export const start = (req: Request) => startedAt.set(req, Date.now())
export const stop = (req: Request) => Date.now() - (startedAt.get(req) ?? 0)`,
    ),
    weakly(
      'annotation and initializer together',
      `
import type { Socket } from 'node:net'
const users: Map<Socket, string> = new Map()
export const login = (socket: Socket, user: string) => { users.set(socket, user) }`,
      `
import type { Socket } from 'node:net'
const users: WeakMap<Socket, string> = new WeakMap()
export const login = (socket: Socket, user: string) => { users.set(socket, user) }`,
    ),
    weakly(
      'a Set by an interface of the file',
      `
interface Session { id: string }
const greeted = new Set<Session>()
export function greet(session: Session) {
  if (greeted.has(session)) return
  greeted.add(session)
}`,
      `
interface Session { id: string }
const greeted = new WeakSet<Session>()
export function greet(session: Session) {
  if (greeted.has(session)) return
  greeted.add(session)
}`,
    ),
    weakly(
      'by a type alias of an object, through a qualified name',
      `
import type * as http from 'node:http'
const seen = new Map<http.IncomingMessage | Wrapped, number>()
type Wrapped = { inner: http.IncomingMessage }
export const see = (req: Wrapped) => seen.set(req, 1)`,
      `
import type * as http from 'node:http'
const seen = new WeakMap<http.IncomingMessage | Wrapped, number>()
type Wrapped = { inner: http.IncomingMessage }
export const see = (req: Wrapped) => seen.set(req, 1)`,
    ),
    weakly(
      'untyped, where every key is an object',
      `
const jobs = new Map()
export function run() {
  const job = new Job()
  jobs.set(job, Date.now())
}`,
      `
const jobs = new WeakMap()
export function run() {
  const job = new Job()
  jobs.set(job, Date.now())
}`,
    ),
    weakly(
      'a private static field',
      `
export class Job {
  static readonly #started: Map<Job, number> = new Map<Job, number>()
  start(job: Job) { Job.#started.set(job, 1) }
}`,
      `
export class Job {
  static readonly #started: WeakMap<Job, number> = new WeakMap<Job, number>()
  start(job: Job) { Job.#started.set(job, 1) }
}`,
    ),
    weakly(
      'not with keys that are strings',
      `
const users = new Map<string, number>()
export const login = (userId: string) => users.set(userId, 1)`,
      null,
    ),
    weakly(
      'not with keys of an imported type, which may be strings',
      `
import type { SessionID } from './session'
const seen = new Map<SessionID, number>()
export const see = (id: SessionID) => seen.set(id, 1)`,
      null,
    ),
    weakly(
      'not with an untyped key that may be anything',
      `
const seen = new Map()
export const see = (socket) => seen.set(socket, 1)`,
      null,
    ),
    weakly(
      'not when one of the keys is a string',
      `
const jobs = new Map()
jobs.set('first', 0)
export const run = (request: Request) => jobs.set(request, 1)`,
      null,
    ),
    weakly(
      'not when somebody iterates it',
      `
const open = new Set<Socket>()
export const add = (socket: Socket) => open.add(socket)
export const broadcast = (text: string) => { for (const socket of open) socket.write(text) }`,
      null,
    ),
    weakly(
      'not when somebody asks its size',
      `
const open = new Set<Socket>()
export const add = (socket: Socket) => open.add(socket)
export const count = () => open.size`,
      null,
    ),
    weakly(
      'not when somebody clears it',
      `
const open = new Set<Socket>()
export const add = (socket: Socket) => open.add(socket)
export const dispose = () => open.clear()`,
      null,
    ),
    weakly(
      'not when it starts with entries',
      `
const open = new Set<Socket>([first])
export const add = (socket: Socket) => open.add(socket)`,
      null,
    ),
    weakly(
      'not when it goes through another name or a function',
      `
const open = new Set<Socket>()
const addTo = (set: Set<Socket>, socket: Socket) => set.add(socket)
export const add = (socket: Socket) => addTo(open, socket)`,
      null,
    ),
    weakly(
      'not when it is a subclass or declared as something wider',
      `
const open: Set<Socket> | undefined = new Set<Socket>()
export const add = (socket: Socket) => open?.add(socket)`,
      null,
    ),
  ],
})

tester.run('no-unbounded-module-collection: look-alikes that differ in one word', rule, {
  valid: [
    {
      name: 'an object of a known shape, some of it left out',
      code: `
const settings: Partial<Settings> = {}
export function set(sessionId: keyof Settings, value: string) { settings[sessionId] = value }`,
    },
    {
      name: 'the id of something that somebody has set up',
      code: `
const players = new Map<string, Player>()
export function use(theme: Theme, player: Player) { players.set(theme.id, player) }`,
    },
  ],
  invalid: [
    {
      name: 'a dictionary, some of it left out',
      code: `
const settings: Partial<Record<string, string>> = {}
export function set(sessionId: string, value: string) { settings[sessionId] = value }`,
      errors: [{ messageId: unbounded }],
    },
    {
      name: 'the id of something that says nothing, in a map of players',
      code: `
const players = new Map<string, Player>()
export function use(thing: Thing, player: Player) { players.set(thing.id, player) }`,
      errors: [{ messageId: unbounded }],
    },
  ],
})
