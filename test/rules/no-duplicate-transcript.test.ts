import { RuleTester } from '@typescript-eslint/rule-tester'

import rule from '../../rules/no-duplicate-transcript.ts'

const chat = (body: string): string => `class Chat { messages = []; ${body} }`

new RuleTester().run('no-duplicate-transcript', rule, {
  valid: [
    { name: 'an entry of a map without the conversation', code: `class Debug { last = new Map(); keep(id, model, messages) { this.last.set(id, structuredClone({ model, count: messages.length })) } }` },
    { name: 'an entry with a window of it', code: `class Debug { last = new Map(); keep(id, model, messages) { this.last.set(id, structuredClone({ model, messages: messages.slice(-5) })) } }` },
    { name: 'an index over the same objects', code: chat('byId = new Map(); add(m) { this.messages.push(m); this.byId.set(m.id, m) }') },
    { name: 'a window', code: chat('add(m) { this.messages.push(m); this.tailMessages = this.messages.slice(-20) }') },
    { name: 'a window in two steps', code: chat('add(m) { const latest = this.messages.slice(-20); this.shown = latest }') },
    { name: 'one field of each message', code: chat('add(m) { this.titles = this.messages.map((known) => known.title) }') },
    { name: 'previews', code: chat('add(m) { this.shown = this.messages.map(toPreview); this.other = this.messages.map((known) => summarize(known)) }') },
    { name: 'chosen fields of each message', code: chat('add(m) { this.shown = this.messages.map(({ id, role }) => ({ id, role })) }') },
    { name: 'a copy of one call', code: chat('ask() { const copy = structuredClone(this.messages); return model.ask(copy) }') },
    { name: 'the same list, updated', code: chat('edit(m) { this.messages = this.messages.map((known) => (known.id === m.id ? { ...known, ...m } : known)) }') },
    { name: 'the same list, added to', code: chat('add(m) { this.messages = [...this.messages, m] }') },
    { name: 'a constructor\'s defensive copy of an argument', code: 'class Chat { constructor(messages) { this.messages = [...messages] } replace(messages) { this.messages = structuredClone(messages) } }' },
    { name: 'a hash of the text', code: chat('save() { this.lastHash = sha1(JSON.stringify(this.messages)) }') },
    { name: 'the text of what waits to be written', code: chat('save() { this.pendingText = JSON.stringify(this.messages) }') },
    { name: 'text that is handed on', code: chat('save() { const text = JSON.stringify(this.messages); writeFileSync(this.path, text) }') },
    { name: 'text of settings', code: 'let last = ""; export function save(config, history) { last = JSON.stringify(config) }' },
    { name: 'an undo step', code: chat('edit(m) { this.undoMessages = structuredClone(this.messages) }') },
    { name: 'a copy emptied once it has served', code: chat('send() { this.outgoing = [...this.messages]; post(this.outgoing); this.outgoing = [] }') },
    { name: 'two lists of different things', code: chat('add(m, entry) { this.messages.push(m); this.browserHistory.push(entry) }') },
    { name: 'two lists, one by each branch', code: chat('add(m) { if (m.mine) { this.messages.push(m) } else { this.otherMessages.push(m) } }') },
    { name: 'a second list that is kept short', code: chat('add(m) { this.messages.push(m); this.sideMessages.push(m); if (this.sideMessages.length > 50) this.sideMessages.shift() }') },
    { name: 'a queue', code: chat('add(m) { this.messages.push(m); this.queuedMessages.push(m) }') },
    { name: 'a manager that persists its own list', code: 'class SessionManager { add(message) { this.messages.push(message); appendFileSync(this.path, JSON.stringify(message)) } }' },
    { name: 'a recorder that keeps nothing', code: 'class ChatRecorder { add(message) { appendFileSync(this.path, JSON.stringify(message)) } }' },
    { name: 'a recorder that keeps the latest', code: 'class ChatRecorder { add(message) { this.messages.push(message); if (this.messages.length > 9) this.messages.shift(); appendFileSync(this.path, JSON.stringify(message)) } }' },
    { name: 'a getter that copies the list only', code: chat('getMessages() { return [...this.messages] } send() { return model.ask(this.getMessages()) }') },
    { name: 'a cloning getter nobody here calls', code: chat('getMessages() { return structuredClone(this.messages) }') },
    { name: 'a clone to fork a session', code: chat('forkMessages() { return structuredClone(this.messages) } branch() { return new Chat(this.forkMessages()) }') },
    { name: 'cloning getters are wanted', code: chat('getMessages() { return structuredClone(this.messages) } send() { return model.ask(this.getMessages()) }'), options: [{ getters: 'ignore' }] },
    { name: 'a name the project trusts', code: chat('add(m) { this.shown = [...this.messages] }'), options: [{ ignore: ['^shown$'] }] },
    { name: 'a file the project ignores', filename: 'dev/chat.ts', code: chat('add(m) { this.shown = [...this.messages] }'), options: [{ ignoreFiles: ['^dev/'] }] },
  ],
  invalid: [
    { name: 'an entry of a map with a clone of it', code: `class Debug { last = new Map(); keep(id, model, messages) { const snapshot = { model, messages }; this.last.set(id, structuredClone(snapshot)) } }`, errors: [{ messageId: 'stored' }] },
    {
      name: 'a second array made anew on each change',
      code: chat('add(m) { this.messages.push(m); this.shown = [...this.messages] }'),
      errors: [{ messageId: 'stored', data: { target: 'shown', source: 'messages', how: 'as a second array', trigger: 'whenever `add` runs' } }],
    },
    { name: 'a private field with a clone', code: 'class Chat { #history = []; #copy = []; add(m) { this.#history.push(m); this.#copy = structuredClone(this.#history) } }', errors: [{ messageId: 'stored' }] },
    { name: 'whole messages, a field more', code: chat('add(m) { this.shown = this.messages.map((known) => ({ ...known, shown: true })) }'), errors: [{ messageId: 'stored' }] },
    { name: 'slice and Array.from without a limit', code: chat('add(m) { this.a = this.messages.slice(); this.b = Array.from(this.messages) }'), errors: [{ messageId: 'stored' }, { messageId: 'stored' }] },
    { name: 'module variables', code: 'const messages = []; let shown = []; export function add(m) { messages.push(m); shown = [...messages] }', errors: [{ messageId: 'stored' }] },
    { name: 'variables of a factory', code: 'export function createChat() { let history = []; let sent = []; return { add(m) { history = [...history, m]; sent = structuredClone(history) } } }', errors: [{ messageId: 'stored' }] },
    {
      name: 'the text that was written last, in two constants',
      code: 'class Service { lastText = null; save(conversation) { const next = JSON.stringify(conversation, null, 2); if (next === this.lastText) return; const text = JSON.stringify(conversation, null, 2); this.lastText = text; writeFileSync(this.path, text) } }',
      errors: [{ messageId: 'stored', data: { target: 'lastText', source: 'conversation', how: 'as text', trigger: 'whenever `save` runs' } }],
    },
    { name: 'the text of last time in a ref', code: 'function useChat(messages) { useEffect(() => { const text = JSON.stringify(messages); textRef.current = JSON.stringify(messages) }, [messages]) }', errors: [{ messageId: 'stored' }] },
    {
      name: 'two lists fed with the same messages',
      code: chat('apiHistory = []; receive(m) { this.messages.push(m); this.apiHistory.push(toApi(m)) }'),
      errors: [{ messageId: 'fedTwice', data: { target: 'apiHistory', source: 'messages', trigger: 'whenever `receive` runs' } }],
    },
    {
      name: 'a recorder that writes each message and keeps it, one method away',
      code: 'class ChatRecordingService { #append(record) { appendFileSync(this.path, JSON.stringify(record)) } push(message) { this.#append(message); this.cached.messages.push(message) } }',
      errors: [{ messageId: 'recorded', data: { target: 'cached', owner: 'ChatRecordingService', trigger: 'whenever `push` runs' } }],
    },
    { name: 'a logger that appends to a file itself', code: 'class TranscriptLogger { log(message) { this.messages.push(message); fs.appendFile(this.path, message.text, done) } }', errors: [{ messageId: 'recorded' }] },
    {
      name: 'a getter that clones for each caller, by way of a choice',
      code: 'class Chat { history = []; getHistory(curated) { const history = curated ? curate(this.history) : this.history; return structuredClone(history) } send(m) { const request = this.getHistory(true).concat(m); return model.ask(request, this.getHistory()) } }',
      errors: [
        {
          messageId: 'getter', data: { getter: 'getHistory', source: 'history', calls: '2' },
          suggestions: [{ messageId: 'shallowCopy', output: 'class Chat { history = []; getHistory(curated) { const history = curated ? curate(this.history) : this.history; return [...history] } send(m) { const request = this.getHistory(true).concat(m); return model.ask(request, this.getHistory()) } }' }],
        },
      ],
    },
    { name: 'a clone of a conversation that may be no array has no suggestion', code: 'class Chat { get = () => JSON.parse(JSON.stringify(this.conversation)); send() { return ask(this.get()) } }', errors: [{ messageId: 'getter', suggestions: [] }] },
  ],
})
