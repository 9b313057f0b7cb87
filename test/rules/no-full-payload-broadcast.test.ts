import { RuleTester } from '@typescript-eslint/rule-tester'

import rule from '../../rules/no-full-payload-broadcast.ts'

const clone = { messageId: 'clone' } as const
const contents = { messageId: 'contents' } as const
const transcript = { messageId: 'transcript' } as const

new RuleTester().run('no-full-payload-broadcast', rule, {
  valid: [
    { name: 'a clone that is not published', code: 'export function edit(part) { const draft = structuredClone(part); draft.x = 1; return draft }' },
    { name: 'a clone kept for editing beside a bus', code: 'const draft = { text, parts: structuredClone(prompt.parts) }; bus.publish("opened", { id })' },
    { name: 'a clone of what a trimmer gave', code: 'bus.publish("part", { part: structuredClone(slimPart(part)) })' },
    { name: 'a clone of chosen fields', code: 'bus.publish("part", structuredClone({ id: part.id, state: part.state }))' },
    { name: 'a clone of settings', code: 'worker.postMessage({ type: "init", settings: structuredClone(settings) })' },
    { name: 'a clone of a wrapper\'s own argument, which says nothing of its size', code: 'const post = (data) => worker.postMessage(JSON.parse(JSON.stringify(data)))' },
    { name: 'a method of the same name that sends nothing', code: 'list.send(structuredClone(part)); file.write(structuredClone(part))' },
    { name: 'a local function called publish that keeps to itself', code: 'function publish(x) { return x.id } publish(structuredClone(part))' },
    { name: 'paths and counts of a change', code: 'bus.publish("diff", { files: diffs.map(({ file, before, after }) => ({ file, lines: after.length - before.length })) })' },
    { name: 'a page told by cursors', code: 'bus.publish("page", { before: cursor, after: next })' },
    { name: 'lengths before and after', code: 'bus.publish("compacted", { file: f, before: text.length, after: next.length })' },
    { name: 'both versions of a file, once, to one viewer', code: 'function show(file) { panel.webview.postMessage({ type: "diff", file, before: readOld(file), after: readNew(file) }) }' },
    { name: 'a declared type that has been picked from', code: 'interface FileDiff { file: string; before: string; after: string } export function changed(diffs: Pick<FileDiff, "file">[]) { bus.publish("diff", { diffs }) }' },
    { name: 'a declared type with counts before and after', code: 'interface Resize { before: number; after: number } export function resized(sizes: Resize[]) { bus.publish("resized", { sizes }) }' },
    { name: 'the history for a client that has just connected', code: 'server.on("connection", (socket) => { socket.send(JSON.stringify({ type: "init", messages: chat.messages })) })' },
    { name: 'the history as the answer to a request', code: 'router.get("/history", async (req, res) => { const messages = await session.messages(); res.write(JSON.stringify({ messages })) })' },
    { name: 'new messages on each tick', code: 'setInterval(() => { ws.send(JSON.stringify({ newMessages: this.newMessages })) }, 1000)' },
    { name: 'a window on each tick', code: 'setInterval(() => { const messages = chat.messages.slice(-20); ws.send(JSON.stringify({ messages })) }, 1000)' },
    { name: 'a batch taken from a queue', code: 'setInterval(() => { const messages = queue.splice(0, 100); ws.send(JSON.stringify({ messages })) }, 1000)' },
    { name: 'messages that came in with the event', code: 'chat.on("updated", (event) => { ws.send(JSON.stringify({ messages: event.messages })) })' },
    { name: 'a parameter that may be a batch', code: 'function flushMessages(messages) { ws.send(JSON.stringify({ messages })) } setInterval(() => flushMessages(takeBatch()), 1000)' },
    { name: 'whether there are more messages', code: 'chat.on("updated", () => ws.send(JSON.stringify({ more: this.hasMoreMessages })))' },
    { name: 'listeners of this process share the array', code: 'class Chat extends EventEmitter { add(m) { this.messages.push(m); this.emit("messages.changed", { messages: this.messages }) } }' },
    { name: 'a response body', code: 'setInterval(() => { res.write(transcriptOf(chat)) }, 1000)' },
    { name: 'the whole state once, when the view is ready', code: 'class P { async ready() { const state = await this.getState(); this.view.postMessage({ type: "init", state }) } }' },
    { name: 'a state of a few words on every change', code: 'connection.on("changed", () => panel.postMessage({ state: connection.getConnectionState() }))' },
    { name: 'a reducer of this process', code: 'store.subscribe(() => emitter.emit("state", store.getState()))' },
    { name: 'one topic that somebody asked for', code: 'bus.subscribe("opened", () => port.postMessage(store.getState()))' },
    { name: 'a publisher of state that is called once', code: 'class P { start() { this.postState() } async postState() { this.view.postMessage({ state: await this.getState() }) } }' },
    { name: 'a sink the project trusts', code: 'audit.publish("changed", structuredClone(record))', options: [{ ignore: [String.raw`^audit\.`] }] },
    { name: 'a file the project ignores', filename: 'dev/server.ts', code: 'bus.publish("part", structuredClone(part))', options: [{ ignoreFiles: ['^dev/'] }] },
    { name: 'a test', filename: 'bus.test.ts', code: 'bus.publish("part", structuredClone(part))' },
  ],
  invalid: [
    {
      name: 'a clone on a bus, in a database effect',
      code: 'export const update = fn(Input, async (part) => { Database.effect(() => Bus.publish(Event.PartUpdated, { part: structuredClone(part) })) })',
      errors: [{ messageId: 'clone', data: { sink: 'Bus.publish', name: 'part', topic: ' as `Event.PartUpdated`', trigger: 'each time this code runs' } }],
    },
    { name: 'a clone by way of JSON', code: 'function tell(snapshot) { io.emit("state", JSON.parse(JSON.stringify(snapshot))) }', errors: [clone] },
    { name: 'a clone by a library', code: 'import { cloneDeep } from "lodash"; emitter.emit("tree", cloneDeep(tree))', errors: [clone] },
    { name: 'a clone in a constant', code: 'function tell() { const copy = structuredClone(store.session); broadcast({ type: "session", copy }) }', errors: [clone] },
    { name: 'a clone spread into the payload', code: 'bus.publish("session", { ...structuredClone(session), at: now })', errors: [clone] },
    { name: 'an event that is written and published', code: 'yield* runSafe(sync.run(Event.PartUpdated, { part: structuredClone(part) }))', errors: [clone] },
    {
      name: 'a clone that postMessage makes anyway', code: 'worker.postMessage(structuredClone(tree))',
      errors: [{ ...clone, suggestions: [{ messageId: 'dropClone', data: { name: 'tree' }, output: 'worker.postMessage(tree)' }] }],
    },
    {
      name: 'a clone that is made text at once', code: 'ws.send(JSON.stringify({ type: "tree", tree: structuredClone(tree) }))',
      errors: [{ ...clone, suggestions: [{ messageId: 'dropClone', data: { name: 'tree' }, output: 'ws.send(JSON.stringify({ type: "tree", tree: tree }))' }] }],
    },
    { name: 'both versions of a file in a literal', code: 'bus.publish("file.edited", { file, before: oldContent, after: newContent })', errors: [{ ...contents, data: { sink: 'bus.publish', before: 'before', after: 'after', topic: ' as `file.edited`', trigger: 'each time this code runs' } }] },
    { name: 'both versions of each file', code: 'bus.publish("diff", { diffs: diffs.map(({ file, before, after }) => ({ file, before, after })) })', errors: [contents] },
    { name: 'a declared type of the file', code: 'interface FileDiff { file: string; before: string; after: string } export function changed(diffs: FileDiff[]) { bus.publish("diff", { diffs }) }', errors: [contents] },
    { name: 'a type alias with other names', code: 'export type Edit = { path: string; oldContent: string; newContent: string }; export function edited(edit: Edit) { this.broadcast({ type: "edited", edit }) }', errors: [contents] },
    { name: 'both versions on every change, to one viewer', code: 'watcher.on("change", (path) => { view.postMessage({ path, oldText: seen.get(path), newText: read(path) }) })', errors: [contents] },
    {
      name: 'the transcript on each poll, through a helper and a promise',
      code: 'function start(c) { const send = (event, data) => { c.controller.enqueue(encoder.encode(sseFrame(event, data))) }; setInterval(() => { void readTranscript().then((messages) => { send("snapshot", { id, messages }) }) }, 2000) }',
      errors: [{ messageId: 'transcript', data: { sink: 'send', name: 'messages', topic: ' as `snapshot`', trigger: 'on every tick of an interval' } }],
    },
    {
      name: 'the transcript on each update, two methods away',
      code: 'class Panel { constructor(chat) { chat.on("message.updated", () => this.refresh()) } refresh() { this.post({ type: "messages", messages: this.messages }) } post(message) { this.webview.postMessage(message) } }',
      errors: [{ messageId: 'transcript', data: { sink: 'this.post', name: 'messages', topic: ' as `messages`', trigger: 'on every `message.updated` event' } }],
    },
    { name: 'the transcript in a stream\'s loop', code: 'async function run(stream) { for await (const chunk of stream) { session.history.push(chunk); ws.send(JSON.stringify({ history: session.history })) } }', errors: [transcript] },
    { name: 'the transcript in an event frame', code: 'chat.on("changed", () => { res.write(`data: ${JSON.stringify({ messages: chat.messages })}\\n\\n`) })', errors: [transcript] },
    { name: 'a fetched history on a named tick', code: 'async function tick() { const history = await client.history(); process.send({ history }) } setInterval(tick, 500)', errors: [transcript] },
    {
      name: 'the whole state, from many places',
      code: 'class Provider { add() { this.postStateToWebview() } edit() { this.postStateToWebview() } async postStateToWebview() { const state = await this.getStateToPost(); this.send({ type: "state", state }) } send(message) { this.view.webview.postMessage(message) } }',
      errors: [{ messageId: 'state', data: { sink: 'this.send', name: 'getStateToPost', topic: ' as `state`', trigger: 'whenever `postStateToWebview` runs, which this file alone calls from 2 places' } }],
    },
    { name: 'the whole state on each change of a store', code: 'store.subscribe(() => port.postMessage(store.getState()))', errors: [{ messageId: 'state', data: { sink: 'port.postMessage', name: 'getState', topic: '', trigger: 'on every change of `store`' } }] },
    { name: 'a sink of the project', code: 'tellClients("part", structuredClone(part))', options: [{ sinks: ['tellClients'] }], errors: [clone] },
  ],
})
