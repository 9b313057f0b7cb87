/** Calls whose result never comes twice, by the last name of the callee. The value is the plural a message uses. */
const GENERATORS: Readonly<Record<string, string>> = {
  randomUUID: 'generated ids', uuid: 'generated ids', uuidv4: 'generated ids', uuidv7: 'generated ids', uuidV4: 'generated ids', v4: 'generated ids', v7: 'generated ids', nanoid: 'generated ids', ulid: 'generated ids', cuid: 'generated ids', createId: 'generated ids', generateId: 'generated ids',
  generateUUID: 'generated ids', generateUuid: 'generated ids', createGuid: 'generated ids', genId: 'generated ids', makeId: 'generated ids', newId: 'generated ids', uniqueId: 'generated ids', getUniqueId: 'generated ids', randomBytes: 'random values', getRandomValues: 'random values', random: 'random values', randomId: 'generated ids',
  now: 'timestamps', getTime: 'timestamps', toISOString: 'timestamps', hrtime: 'timestamps', digest: 'content hashes', createHash: 'content hashes', stringify: 'serialized values', hash: 'content hashes', sha256: 'content hashes', md5: 'content hashes', objectHash: 'content hashes',
}

/** What a call of this name makes keys of, in words for a message; null when it is no generator. */
export function generatedBy(name: string): string | null {
  return Object.hasOwn(GENERATORS, name) ? (GENERATORS[name] ?? null) : null
}

/** Calls and methods that keep the identity of their receiver or first argument. */
const TRANSPARENT = new Set(['String', 'Number', 'toString', 'trim', 'trimStart', 'trimEnd', 'toLowerCase', 'toUpperCase', 'slice', 'substring', 'replace', 'replaceAll', 'padStart', 'padEnd', 'normalize', 'encodeURIComponent', 'decodeURIComponent', 'encodeURI', 'join', 'concat', 'parseInt', 'Symbol', 'unref', 'deref', 'at'])

/** Does a call of this name give back a form of what it was given: `String(id)`, `id.toLowerCase()`? */
export function isTransparent(name: string): boolean {
  return TRANSPARENT.has(name)
}

/** Names of values that are content rather than names: what users type, models answer, files hold. */
const CONTENT = new Set(['text', 'content', 'input', 'prompt', 'query', 'question', 'answer', 'sql', 'html', 'markdown', 'code', 'body', 'payload', 'snippet', 'sentence', 'paragraph', 'search', 'term', 'cursor', 'params', 'args'])

export function isContentName(word: string): boolean {
  return CONTENT.has(word)
}

/** Objects that come and go with connections, requests and mounts, kept as keys or elements. */
const COMING_AND_GOING: Readonly<Record<string, string>> = {
  socket: 'connections', ws: 'connections', conn: 'connections', connection: 'connections', client: 'clients', req: 'requests', request: 'requests', res: 'responses', response: 'responses', reply: 'responses', session: 'sessions', peer: 'peers', subscriber: 'subscribers',
  controller: 'controllers', message: 'messages', msg: 'messages', event: 'events', error: 'errors', err: 'errors', entry: 'entries', record: 'records', line: 'lines', chunk: 'chunks', frame: 'frames', packet: 'packets', job: 'jobs', task: 'tasks', run: 'runs', call: 'calls',
  transaction: 'transactions', notification: 'notifications', snapshot: 'snapshots', sample: 'samples', measurement: 'measurements', log: 'log entries', trace: 'traces', span: 'spans', turn: 'turns', part: 'parts', delta: 'deltas', attempt: 'attempts', crash: 'crashes', component: 'mounted components', vm: 'component instances',
}

/** What an object of this name is one of, in words for a message; null when the name does not say that ever new ones come. */
export function comingAndGoing(word: string): string | null {
  if (Object.hasOwn(COMING_AND_GOING, word)) return COMING_AND_GOING[word] ?? null
  const singular = word.replace(/s$/, '')
  return Object.hasOwn(COMING_AND_GOING, singular) ? (COMING_AND_GOING[singular] ?? null) : null
}
