import { words } from '../ast/names.ts'

/**
 * What is made anew for each use of a program, and is over after it. An id of one of these is an open key, wherever it comes from.
 * The value is the plural a message uses.
 */
const TRANSIENT_ENTITIES: Readonly<Record<string, string>> = {
  session: 'session ids', agentsession: 'session ids', message: 'message ids', msg: 'message ids', chat: 'chat ids', conversation: 'conversation ids', thread: 'thread ids',
  request: 'request ids', req: 'request ids', response: 'response ids', call: 'call ids', event: 'event ids', connection: 'connection ids', conn: 'connection ids',
  socket: 'connection ids', task: 'task ids', job: 'job ids', run: 'run ids', execution: 'execution ids', exec: 'execution ids', turn: 'turn ids', stream: 'stream ids',
  part: 'part ids', transaction: 'transaction ids', tx: 'transaction ids', trace: 'trace ids', span: 'span ids', upload: 'upload ids', download: 'download ids',
  process: 'process ids', invocation: 'invocation ids', correlation: 'correlation ids', approval: 'approval ids', question: 'question ids', batch: 'batch ids',
  snapshot: 'snapshot ids', checkpoint: 'checkpoint ids', operation: 'operation ids', op: 'operation ids', subagent: 'agent run ids',
  subscription: 'subscription ids', terminal: 'terminal ids', pty: 'terminal ids',
}

/** What comes and goes as well, but of which one user, one bot or one installation may have only so many. */
const LASTING_ENTITIES: Readonly<Record<string, string>> = {
  user: 'user ids', member: 'member ids', client: 'client ids', peer: 'peer ids', order: 'order ids', room: 'room ids', game: 'game ids', match: 'match ids', player: 'player ids',
  workspace: 'workspace ids', permission: 'permission ids', notification: 'notification ids', ticket: 'ticket ids', issue: 'issue ids', comment: 'comment ids', post: 'post ids',
  device: 'device ids', visitor: 'visitor ids', customer: 'customer ids', account: 'account ids', tab: 'tab ids', page: 'page ids', window: 'window ids', pane: 'pane ids',
  worker: 'worker ids', query: 'query ids', group: 'group ids', guild: 'guild ids', lobby: 'lobby ids', meeting: 'meeting ids', participant: 'participant ids', booking: 'booking ids',
  payment: 'payment ids',
}

const OPEN_ENTITIES: Readonly<Record<string, string>> = { ...TRANSIENT_ENTITIES, ...LASTING_ENTITIES }

/** The same for names that are open by themselves, without an `id` behind them. */
const TRANSIENT_WORDS: Readonly<Record<string, string>> = {
  uuid: 'generated ids', guid: 'generated ids', ulid: 'generated ids', nonce: 'nonces', timestamp: 'timestamps', ip: 'client addresses', ips: 'client addresses',
  remoteaddress: 'client addresses', fingerprint: 'fingerprints', hash: 'content hashes', digest: 'content hashes', checksum: 'content hashes', pid: 'process ids', token: 'tokens',
  jti: 'token ids', prompt: 'prompts', mid: 'message ids', sid: 'session ids',
}
const LASTING_WORDS: Readonly<Record<string, string>> = { uid: 'generated ids', email: 'email addresses', username: 'user names', useragent: 'user agents' }
const OPEN_WORDS: Readonly<Record<string, string>> = { ...TRANSIENT_WORDS, ...LASTING_WORDS }

/** Configuration-like things: the program knows only as many as somebody has set up. */
const CONFIGURED_WORDS = new Set([
  'provider', 'model', 'server', 'plugin', 'tool', 'connector', 'language', 'lang', 'locale', 'extension', 'command', 'route', 'theme', 'platform', 'feature', 'flag', 'setting', 'config',
  'option', 'kind', 'type', 'category', 'level', 'scheme', 'service', 'module', 'package', 'adapter', 'driver', 'region', 'env', 'environment', 'template', 'rule', 'hook', 'schema', 'table',
  'column', 'field', 'property', 'role', 'mode', 'method', 'status', 'format', 'profile', 'integration', 'strategy', 'policy', 'metric', 'queue', 'topic', 'variant', 'experiment', 'namespace',
  'channel', 'folder', 'directory', 'dir', 'root', 'project', 'icon', 'font', 'color', 'tag', 'shard', 'partition', 'zone', 'host', 'cluster', 'engine', 'renderer', 'view', 'layer', 'slot', 'skill', 'mcp', 'docs',
])

/** Things whose `key` is an id too; a `clientKey` or `queryKey` may be anything. */
const KEYED = new Set(['session', 'message', 'chat', 'conversation', 'thread', 'user', 'request', 'task', 'job', 'room', 'connection'])

const ID_SUFFIXES = new Set(['id', 'ids', 'uid', 'uuid', 'guid', 'key', 'identifier'])

/** The kind of open key a name stands for, in words for a message (`session ids`); null when the name does not say. */
export function openKeyNamed(name: string): string | null {
  const parts = words(name)
  const last = parts.at(-1)
  if (last === undefined) return null
  const bare = openWord(last) ?? openWord(parts.slice(-2).join(''))
  if (bare !== null && !(parts.length > 1 && isConfigured(parts[parts.length - 2]))) return bare
  if (!ID_SUFFIXES.has(last) || parts.length < 2) return null
  // One word may stand between: `sessionStoreKey` is a session, `sessionPanelSectionId` is a section.
  for (let at = parts.length - 2; at >= 0 && at >= parts.length - 3; at--) {
    const part = parts[at] ?? ''
    if (CONFIGURED_WORDS.has(part)) return null
    if (last === 'key' && !KEYED.has(part)) continue
    const known = entityNamed(part)
    if (known !== null) return known
  }
  return null
}

/** Is the word, in the singular, something a running program meets ever new ones of: `session`, `connection`, `task`? */
export function isOpenEntity(word: string): boolean {
  return Object.hasOwn(OPEN_ENTITIES, word)
}

/** Is it the id of something that is made anew for each use: `sessionId`, `request.id`, `ip`? `path` is how it is reached, the last step last. */
export function isTransientId(path: readonly string[]): boolean {
  const parts = path.flatMap((step) => words(step))
  const last = parts.at(-1) ?? ''
  if (Object.hasOwn(TRANSIENT_WORDS, last) || Object.hasOwn(TRANSIENT_WORDS, parts.slice(-2).join(''))) return true
  const noun = ID_SUFFIXES.has(last) ? (parts.at(-2) ?? '') : last
  return isTransientNoun(noun)
}

/** Is it the id of something of which an installation may have only so many: `userId`, `account.id`, or an `id` that does not say of what? */
export function isLastingId(path: readonly string[]): boolean {
  const parts = path.filter((step) => /^[a-z_]/i.test(step)).flatMap((step) => words(step))
  const last = parts.at(-1) ?? ''
  if (!ID_SUFFIXES.has(last)) return Object.hasOwn(LASTING_WORDS, last)
  return !isTransientNoun(parts.at(-2) ?? '')
}

function isTransientNoun(noun: string): boolean {
  return Object.hasOwn(TRANSIENT_ENTITIES, noun) || Object.hasOwn(TRANSIENT_ENTITIES, noun.replace(/s$/, ''))
}

function openWord(word: string): string | null {
  return Object.hasOwn(OPEN_WORDS, word) ? (OPEN_WORDS[word] ?? null) : null
}

function entityNamed(word: string): string | null {
  if (Object.hasOwn(OPEN_ENTITIES, word)) return OPEN_ENTITIES[word] ?? null
  const singular = word.replace(/s$/, '')
  return Object.hasOwn(OPEN_ENTITIES, singular) ? (OPEN_ENTITIES[singular] ?? null) : null
}

/** What an object's own `id` identifies, by the object's name: `session`, `currentSession` → `session ids`. */
export function openEntityNamed(name: string): string | null {
  for (const part of words(name).reverse()) {
    if (CONFIGURED_WORDS.has(part) || CONFIGURED_WORDS.has(part.replace(/s$/, ''))) return null
    const known = entityNamed(part)
    if (known !== null) return known
  }
  return null
}

const HOLDERS = new Set(['map', 'cache', 'store', 'registry', 'set', 'list', 'record', 'records', 'dict', 'table', 'lookup', 'index', 'by', 'id', 'ids', 'key', 'keys', 'state', 'states', 'data', 'info'])

/** What a collection of this name is kept by or holds, told by its head noun: `sessions`, `jobMap`, `titleBySession`; not `sessionOverrideCache`. */
export function openEntityHeld(name: string): string | null {
  const parts = words(name)
  while (parts.length > 1 && HOLDERS.has(parts.at(-1) ?? '')) parts.pop()
  return entityNamed(parts.at(-1) ?? '')
}

/** Does the name speak of something configured, of which there are only as many as somebody has set up: `serverName`, `languageId`? */
export function isConfiguredName(name: string): boolean {
  const parts = words(name)
  return parts.some((part) => isConfigured(part)) && openKeyNamed(name) === null
}

function isConfigured(word: string | undefined): boolean {
  return word !== undefined && (CONFIGURED_WORDS.has(word) || CONFIGURED_WORDS.has(word.replace(/s$/, '')))
}

/** Is the name a bare `id`, `key`, `uid` or the like, that says nothing of what it identifies? */
export function isBareId(name: string): boolean {
  const parts = words(name)
  return parts.length === 1 && ID_SUFFIXES.has(parts[0] ?? '')
}
