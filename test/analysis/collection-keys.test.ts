import { describe, expect, it } from 'vitest'

import { expectMarked } from '../support/markers.ts'
import { openEntityNamed, openKeyNamed, isConfiguredName } from '../../rules/catalog/id-names.ts'

/** Statements that grow `m` inside an exported function, after the declaration that all cases share. */
function expectKeys(code: string): void {
  const marked = code.includes('grow open') ? 'leaks' : 'bounded'
  expectMarked(`const m = new Map() // process map ${marked}\n${code}`)
}

describe('finite keys', () => {
  it.each(
    Object.entries({
      'literals': `
export const f = () => {
  m.set('a', 1) // grow finite
  m.set(7, 1) // grow finite
  m.set(\`a\`, 1) // grow finite
  m.set(true, 1) // grow finite
  m.set('a' + 'b', 1) // grow finite
  m.set(typeof x, 1) // grow finite
  m.set(!x, 1) // grow finite
  m.set(undefined, 1) // grow finite
  m.set(isOn ? 'a' : 'b', 1) // grow finite
}`,
      'members of an enum, of a constant, and the enum as a type': `
enum Level { Debug, Info }
const EVENTS = { open: 'open', close: 'close' }
export const f = (level: Level, name: keyof typeof EVENTS) => {
  m.set(Level.Debug, 1) // grow finite
  m.set(EVENTS.close, 1) // grow finite
  m.set(EVENTS[name], 1) // grow finite
  m.set(level, 1) // grow finite
  m.set(name, 1) // grow finite
}`,
      'unions, aliases of unions, indexed constant types': `
type Side = 'left' | 'right'
type Place = Side | 'top'
const LEVELS = ['low', 'high'] as const
export const f = (a: 'x' | 'y', b: Side, c: Place, d: (typeof LEVELS)[number], e: boolean) => {
  m.set(a, 1) // grow finite
  m.set(b, 1) // grow finite
  m.set(c, 1) // grow finite
  m.set(d, 1) // grow finite
  m.set(e, 1) // grow finite
}`,
      'imported types that name kinds': `
import type { NodeType, LogLevel } from './types'
export const f = (a: NodeType, b: LogLevel) => {
  m.set(a, 1) // grow finite
  m.set(b, 1) // grow finite
}`,
      'loops and iterations over constants': `
const KEYS = ['a', 'b']
const table = { a: 1, b: 2 }
export const f = () => {
  for (const key of KEYS) m.set(key, 1) // grow finite
  for (const key of ['x', 'y']) m.set(key, 1) // grow finite
  for (const key in table) m.set(key, 1) // grow finite
  for (const key of Object.keys(table)) m.set(key, 1) // grow finite
  KEYS.forEach((key) => m.set(key, 1)) // grow finite
  KEYS.filter(Boolean).forEach((key) => m.set(key, 1)) // grow finite
}`,
      'early return unless the key is in a constant table': `
const ALLOWED = ['a', 'b']
const table = { a: 1, b: 2 }
const known = new Set(['a', 'b'])
export const f = (a: string, b: string, c: string, d: string) => {
  if (!table[a]) return
  m.set(a, 1) // grow finite
  if (!ALLOWED.includes(b)) return
  m.set(b, 1) // grow finite
  if (!(c in table)) throw new Error()
  m.set(c, 1) // grow finite
  if (known.has(d)) m.set(d, 1) // grow finite
}`,
      'parameters whose callers all pass finite keys': `
function put(key: string) { m.set(key, 1) } // grow finite
export const f = () => put('a')
export const g = () => put('b')`,
      'a constant variable, a call whose results are finite': `
const KEY = 'a'
function keyOf(x: number) { return x > 1 ? 'many' : 'one' }
const short = (x: number) => (x ? 'a' : 'b')
export const f = (x: number) => {
  const name = 'n' + KEY
  m.set(KEY, 1) // grow finite
  m.set(name, 1) // grow finite
  m.set(keyOf(x), 1) // grow finite
  m.set(short(x), 1) // grow finite
}`,
      'classes and functions of the file': `
class Service {}
function handler() {}
export const f = () => {
  m.set(Service, 1) // grow finite
  m.set(handler, 1) // grow finite
}`,
      'configured things': `
export const f = (serverName: string, tool: { toolId: string }, languageId: string, { provider }) => {
  m.set(serverName, 1) // grow finite
  m.set(tool.toolId, 1) // grow finite
  m.set(languageId, 1) // grow finite
  m.set(provider, 1) // grow finite
}`,
    }),
  )('%s', (_name, code) => {
    expectKeys(code)
  })
})

describe('open keys', () => {
  it.each(
    Object.entries({
      'ids by name, whatever the spelling': `
export const f = (sessionId: string, message_id: string, userID: string, requestUuid: string, parentSessionID: string) => {
  m.set(sessionId, 1) // grow open session ids
  m.set(message_id, 1) // grow open message ids
  m.set(userID, 1) // grow open user ids
  m.set(requestUuid, 1) // grow open generated ids
  m.set(parentSessionID, 1) // grow open session ids
}`,
      'ids of objects, by property': `
export const f = (session: Session, call: Call, event: Event, x: X) => {
  m.set(session.id, 1) // grow open session ids
  m.set(call.callID, 1) // grow open call ids
  m.set(event.properties.sessionID, 1) // grow open session ids
  m.set(x.session.id, 1) // grow open session ids
}`,
      'destructured ids, also renamed and with a default': `
export const f = ({ sessionID, user: { userId }, messageId: key, taskId: t = 'x' }) => {
  m.set(sessionID, 1) // grow open session ids
  m.set(userId, 1) // grow open user ids
  m.set(key, 1) // grow open message ids
  m.set(t, 1) // grow open task ids
}
export const g = (input: Input) => {
  const { sessionID: s } = input
  m.set(s, 1) // grow open session ids
}`,
      'types that name ids': `
export const f = (a: SessionID, b: Message['id'], c: UserId) => {
  m.set(a, 1) // grow open session ids
  m.set(b, 1) // grow open message ids
  m.set(c, 1) // grow open user ids
}`,
      'generated, counted, timed': `
let next = 0
export const f = () => {
  m.set(crypto.randomUUID(), 1) // grow open generated ids
  m.set(nanoid(), 1) // grow open generated ids
  m.set(next++, 1) // grow open counters
  m.set(++next, 1) // grow open counters
  m.set(Date.now(), 1) // grow open timestamps
  m.set(new Date().toISOString(), 1) // grow open timestamps
  m.set(createHash('sha1').update(text).digest('hex'), 1) // grow open content hashes
  m.set(JSON.stringify(x), 1) // grow open serialized values
}`,
      'made of parts, one of them open': `
export const f = (userId: string, tool: string) => {
  m.set(\`\${userId}:\${tool}\`, 1) // grow open user ids
  m.set(userId + '/' + tool, 1) // grow open user ids
  m.set([userId, tool].join('/'), 1) // grow open user ids
  m.set('x' + Date.now(), 1) // grow open timestamps
  m.set(isOn ? 'a' : userId, 1) // grow open user ids
  m.set(userId ?? 'none', 1) // grow open user ids
}`,
      'through constants, calls and forms of the same': `
const keyFor = (sessionId: string, name: string) => sessionId + name
export const f = (sessionId: string, x: string) => {
  const key = \`\${sessionId}:x\`
  m.set(key, 1) // grow open session ids
  m.set(keyFor(sessionId, x), 1) // grow open session ids
  m.set(imported.keyOf(sessionId, x), 1) // grow open session ids
  m.set(String(sessionId), 1) // grow open session ids
  m.set(sessionId.toLowerCase().trim(), 1) // grow open session ids
  m.set(getSessionId(x), 1) // grow open session ids
  m.set(await_(x), 1) // grow undecided
}`,
      'parameters, of which one caller passes an open key': `
function put(key: string) { m.set(key, 1) } // grow open user ids
export const f = () => put('a')
export const g = (userId: string) => put(userId)`,
      'parameters, two calls away': `
function put(key: string) { m.set(key, 1) } // grow open user ids
function outer(name: string) { put(name) }
export const g = (userId: string) => outer(userId)`,
      'addresses, tokens, contents': `
export const f = (req: Request, email: string, query: string, token: string) => {
  m.set(req.ip, 1) // grow open client addresses
  m.set(email, 1) // grow open email addresses
  m.set(query, 1) // grow open query text
  m.set(req.text, 1) // grow open texts
  m.set(token, 1) // grow open tokens
}`,
      'objects that come and go': `
export const f = (socket: Socket, req: Request) => {
  m.set(socket, 1) // grow open connections
  m.set(req, 1) // grow open requests
}`,
      'a trigger from outside makes any key open': `
process.on('message', (x) => { m.set(x.name, 1) }) // grow open values from outside
export const handler = (req, res) => { m.set(req.params.word, 1) } // grow open values from outside`,
    }),
  )('%s', (_name, code) => {
    expectKeys(code)
  })
})

describe('undecided keys', () => {
  it.each(
    Object.entries({
      'a plain string of an exported function': `
export const f = (key: string, path: string, id: string) => {
  m.set(key, 1) // grow undecided
  m.set(path, 1) // grow undecided
  m.set(id, 1) // grow undecided
  m.set(path + '/x', 1) // grow undecided
}`,
      'a parameter whose function is handed on': `
function put(key: string) { m.set(key, 1) } // grow undecided
export const f = () => put('a')
register(put)`,
      'a result of code out of sight': `
import { lookup } from './lookup'
export const f = (x: string) => {
  m.set(lookup(x), 1) // grow undecided
  m.set(x.y[0], 1) // grow undecided
  m.set(...x) // grow undecided
}`,
    }),
  )('%s', (_name, code) => {
    expectKeys(code)
  })
})

describe('second signs', () => {
  it.each(
    Object.entries({
      'a table that the program adds to is no constant': `
const m = new Map<string, X>() // process map bounded
const table = new Map([['a', 1]]) // process map bounded
const record = { a: 1 }
export const add = (name: string) => { table.set(name, 1) } // grow undecided
export const addToo = (name: string) => { record[name] = 1 }
export const f = (name: string, other: string) => {
  if (!table.has(name)) return
  m.set(name, 1) // grow undecided
  if (record[other]) m.set(other, 1) // grow undecided
}`,
      'a bare id in a collection whose name says of what': `
const sessions = new Map<string, X>() // process map leaks
export const f = (id: string) => { sessions.set(id, x) } // grow open session ids`,
      'a bare id in a collection whose value type says of what': `
const all = new Map<string, BackgroundJob>() // process map leaks
export const f = (id: string) => { all.set(id, x) } // grow open job ids`,
      'a bare key in such a collection, unless what it is made of stands there and says nothing': `
const sessions = new Map<string, X>() // process map leaks
const clients = new Map<string, X>() // process map bounded
export const f = (key: string, directory: string) => { sessions.set(key, x) } // grow open session ids
export const g = (directory: string) => {
  const key = describe(directory) || ''
  clients.set(key, x) // grow undecided
}`,
      'the key type of the declaration decides first': `
type Kind = 'a' | 'b'
const sessions = new Map<Kind, X>() // process map bounded
const other = new Map<SessionID, X>() // process map leaks
export const f = (id: Kind, x: string) => {
  sessions.set(id, x) // grow finite
  other.set(x, x) // grow open session ids
}`,
      'a table that counts callers': `
const loginAttempts = new Map<string, number>() // process map leaks
export const f = (key: string) => { loginAttempts.set(key, 1) } // grow open callers`,
      'a limiter class counts callers': `
export class RateLimiter {
  #table = new Map<string, number>() // owner map leaks
  hit(key: string) { this.#table.set(key, 1) } // grow open callers
}`,
      'a limiter has one entry a path': `
const rateLimiters = new Map<string, Limiter>() // process map bounded
export const f = (path: string) => { rateLimiters.set(normalizePath(path), new Limiter()) } // grow undecided`,
      'an event that names a property is a name': `
const cooldown = new Map() // process map bounded
const seen = new Map() // process map leaks
export const mark = (event, options) => {
  if (options.delays[event]) cooldown.set(event, Date.now()) // grow undecided
}
export const note = (event) => { seen.set(event, 1) } // grow open events`,
      'warn-once tables are keyed by what the code says': `
const alreadyWarned = new Set<string>() // process set bounded
export const f = (requestId: string) => { alreadyWarned.add(requestId) } // grow finite`,
      'arrays: what is appended, what the name says, registered functions': `
const history: Item[] = [] // process array leaks
const listeners: (() => void)[] = [] // process array bounded
const things: Thing[] = [] // process array bounded
const known: string[] = [] // process array leaks
const all: Base[] = [] // process array leaks
export const f = (item: Item, listener: () => void, thing: Thing) => {
  history.push(item) // grow open entries
  listeners.push(listener) // grow undecided
  things.push(thing) // grow undecided
  known.push(thing.sessionId) // grow open session ids
}
class Base { constructor() { all.push(this) } } // grow open instances
export { Base }`,
    }),
  )('%s', (_name, code) => {
    expectMarked(code)
  })
})

describe('names of keys', () => {
  it.each([
    ['sessionId', 'session ids'],
    ['session_id', 'session ids'],
    ['parentSessionID', 'session ids'],
    ['sessionKey', 'session ids'],
    ['clientIp', 'client addresses'],
    ['contentHash', 'content hashes'],
    ['id', null],
    ['key', null],
    ['configKey', null],
    ['serverId', null],
    ['modelHash', null],
    ['name', null],
    ['', null],
    ['__proto__', null],
    ['constructorId', null],
  ])('openKeyNamed(%o) is %o', (name, expected) => {
    expect(openKeyNamed(name)).toBe(expected)
  })

  it.each([
    ['sessionsById', 'session ids'],
    ['pendingRequests', 'request ids'],
    ['toolSessions', 'session ids'],
    ['sessionTools', null],
    ['cache', null],
  ])('openEntityNamed(%o) is %o', (name, expected) => {
    expect(openEntityNamed(name)).toBe(expected)
  })

  it.each([
    ['serverName', true],
    ['languageId', true],
    ['sessionId', false],
    ['thing', false],
  ])('isConfiguredName(%o) is %o', (name, expected) => {
    expect(isConfiguredName(name)).toBe(expected)
  })
})

it('takes no collection for a constant table by its name', () => {
  expectMarked(`
const CACHE = new Map() // process map leaks
export const f = (uuid: string) => {
  if (CACHE.has(uuid)) return
  CACHE.set(uuid, 1) // grow open generated ids
}`)
})
