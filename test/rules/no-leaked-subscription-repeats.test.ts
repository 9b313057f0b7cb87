import { RuleTester } from '@typescript-eslint/rule-tester'

import rule from '../../rules/no-leaked-subscription.ts'

const tester = new RuleTester({ languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } } })

/** A component whose only effect is `body`. */
const effect = (body: string): string => `function Panel({ add }) { useEffect(() => { ${body} }, [add]); return <b /> }`

tester.run('no-leaked-subscription: calls that register a callback', rule, {
  valid: [
    { name: 'what it returns is returned', code: `import { onSnapshot } from 'firebase/firestore'\n${effect(`return onSnapshot(rows, (r) => add(r))`)}` },
    { name: 'what it returns is called', code: `import { onAuthStateChanged } from 'firebase/auth'\n${effect(`const off = onAuthStateChanged(auth, (u) => add(u)); return () => off()`)}` },
    { name: 'the package takes it off again', code: `import { onValue, off } from 'firebase/database'\n${effect(`onValue(rows, (r) => add(r)); return () => off(rows)`)}` },
    { name: 'a function of that name of the file', code: `function onSnapshot(f) { f() }\n${effect(`onSnapshot((r) => add(r))`)}` },
    { name: 'the channel is removed from its client', code: `import { client } from './client'\n${effect(`const c = client.channel('a').on('x', {}, (r) => add(r)).subscribe(); return () => { client.removeChannel(c) }`)}` },
    { name: 'the channel is unsubscribed by its variable', code: `import { client } from './client'\n${effect(`const c = client.channel('a'); c.on('x', {}, (r) => add(r)).subscribe(); return () => { c.unsubscribe() }`)}` },
    { name: 'a disposer of MobX', code: `import { reaction } from 'mobx'\n${effect(`return reaction(() => shop.total, add)`)}` },
    { name: "a form's own watch", code: effect(`const form = useForm(); form.watch(() => add())`) },
    { name: 'a watch whose object is ended', code: `function Panel({ form, add }) { useEffect(() => { const s = form.watch(() => add()); return () => s.unsubscribe() }, [form]); return <b /> }` },
  ],
  invalid: [
    { name: 'a snapshot listener', code: `import { onSnapshot } from 'firebase/firestore'\n${effect(`onSnapshot(rows, (r) => add(r))`)}`, errors: [{ messageId: 'recurring', data: { subject: 'The listener on `rows`', often: 'each time `Panel` mounts', flaw: 'nothing removes it', emitter: 'rows', remedy: 'Remove it when its owner ends' } }] },
    { name: 'a reaction of MobX', code: `import { autorun } from 'mobx'\n${effect(`autorun(() => add(shop.total))`)}`, errors: [{ messageId: 'recurring' }] },
    { name: "a server's event", code: `import { client } from './client'\n${effect(`client.auth.onAuthStateChange((e, s) => add(s))`)}`, errors: [{ messageId: 'recurring' }] },
    { name: 'a channel', code: `import { client } from './client'\n${effect(`client.channel('a').on('x', {}, (r) => add(r)).subscribe()`)}`, errors: [{ messageId: 'recurring' }] },
    { name: 'a channel in a variable', code: `import { client } from './client'\n${effect(`const c = client.channel('a'); c.on('x', {}, (r) => add(r)).subscribe()`)}`, errors: [{ messageId: 'recurring' }] },
    { name: 'a watch whose object an effect returns', code: `function Panel({ form, add }) { useEffect(() => form.watch(() => add()), [form]); return <b /> }`, errors: [{ messageId: 'recurring' }] },
  ],
})

tester.run('no-leaked-subscription: signs that code runs again', rule, {
  valid: [
    { name: 'within the guard of what is made once', code: `import { open } from './host'\nclass Almanac { show(pages) { if (!this.panel) { this.panel = open(); this.panel.on('pick', (p) => log(p)) } this.panel.draw(pages) } }` },
    { name: 'left when it is there', code: `import { open } from './host'\nclass Almanac { show(pages) { if (this.panel) { this.panel.draw(); return } this.panel = open(); this.panel.on('pick', () => log(pages)) } }` },
    { name: 'made anew each time', code: `import { open } from './host'\nclass Almanac { show(pages) { if (this.panel) this.panel.close(); this.panel = open(); this.panel.on('pick', () => log(pages)) } }` },
    { name: 'goes with the one that is made', code: `import { ipcMain, BrowserWindow } from 'electron'\nclass Stage { open(play) { this.booth?.close(); this.booth = new BrowserWindow(); const f = () => log(play); ipcMain.on('choice', f); this.booth.once('closed', () => ipcMain.removeListener('choice', f)) } }` },
    { name: 'a list of constants', code: `import { bus } from './bus'\nclass Probe { constructor(n) { bus.on('tick', () => log(n)) } }\nexport function all() { return ['a', 'b'].map((n) => new Probe(n)) }` },
    { name: 'one instance, made at load', code: `class Gardener { constructor(sessionId) { process.on('exit', () => log(sessionId)) } }\nexport const only = new Gardener('a')` },
    { name: 'a start that goes on', code: `export async function startServer(options) { const server = await open(options); process.on('SIGINT', () => server.close()); return server }` },
    { name: 'the end of what holds none of the job', code: `export async function bake(loaves) { process.on('SIGINT', stop); return loaves.length }\nfunction stop() {}` },
    { name: 'once, for an event that comes', code: `import { bus } from './bus'\nexport function openSession(id) { bus.once('ready', () => log(id)) }` },
    { name: 'removed in finally', code: `class Run { constructor(n) { this.n = n } async go() { const f = () => log(this.n); process.once('SIGINT', f); try { await work() } finally { process.off('SIGINT', f) } } }\nexport const all = (list) => list.map((n) => new Run(n).go())` },
  ],
  invalid: [
    { name: 'outside the guard of what is made once', code: `import { open } from './host'\nclass Almanac { show(pages) { if (!this.panel) { this.panel = open() } this.panel.web.on('pick', () => log(pages)) } }`, errors: [{ messageId: 'recurring', data: { subject: 'The listener for `pick` on `this.panel.web`', often: 'whenever `show` runs, which makes `this.panel` only once', flaw: 'nothing removes it', emitter: 'this.panel.web', remedy: 'Remove it when its owner ends' } }] },
    { name: 'made by `??=`', code: `import { open } from './host'\nlet panel\nexport function show(pages) { panel ??= open(); panel.on('pick', () => log(pages)) }`, errors: [{ messageId: 'recurring' }] },
    { name: 'the last one is closed first', code: `import { ipcMain, BrowserWindow } from 'electron'\nclass Stage { open(play) { if (this.booth) this.booth.close(); this.booth = new BrowserWindow(); ipcMain.on('choice', () => log(play)) } }`, errors: [{ messageId: 'recurring', data: { subject: 'The listener for `choice` on `ipcMain`', often: 'whenever `open` runs, which ends the last `this.booth` first', flaw: 'nothing removes it', emitter: 'ipcMain', remedy: 'Remove it when its owner ends' } }] },
    { name: 'an instance for each entry of a list', code: `import { bus } from './bus'\nclass Probe { constructor(n) { bus.on('tick', () => log(n)) } }\nexport function all(names) { return names.map((n) => new Probe(n)) }`, errors: [{ messageId: 'recurring' }] },
    { name: 'an instance for each id that it is told', code: `export class Gardener { constructor(sessionId) { this.sessionId = sessionId } load() { process.on('exit', () => log(this.sessionId)) } }`, errors: [{ messageId: 'recurring' }] },
    { name: 'once, for the end of the program', code: `class Run { constructor(n) { process.once('SIGINT', () => log(n)) } }\nexport const all = (list) => list.map((n) => new Run(n))`, errors: [{ messageId: 'recurring' }] },
    { name: 'a job that hooks the end of the program', code: `export async function bake(loaves) { const open = []; process.on('SIGINT', () => log(open)); for (const loaf of loaves) open.push(loaf); return open }`, errors: [{ messageId: 'recurring' }] },
    { name: 'a command of an editor', code: `import * as vscode from 'vscode'\nexport function activate(context) { context.subscriptions.push(vscode.commands.registerCommand('a', () => { vscode.window.onDidChangeActiveTextEditor(() => draw()) })) }`, errors: [{ messageId: 'recurring' }] },
    { name: 'an error of what all share', code: `import { pool } from './pool'\nexport function query(text) { return new Promise((resolve, reject) => { pool.on('error', (e) => reject(e)); pool.run(text).then(resolve, reject) }) }`, errors: [{ messageId: 'waiting' }] },
  ],
})

tester.run('no-leaked-subscription: an end that forgets it', rule, {
  valid: [
    { name: 'it is removed', code: `export function feed(app) { let server; const send = (l) => log(l); return { start() { server = listen(); app.bus.on('line', send) }, stop() { app.bus.removeListener('line', send); server.close() } } }` },
    { name: 'the end ends the emitter', code: `export class Feed { constructor(bus) { this.bus = bus } start() { this.timer = setInterval(() => f(), 9); this.bus.on('line', () => g()) } stop() { clearInterval(this.timer); this.bus.destroy() } }` },
    { name: 'the start makes the emitter', code: `export class Feed { start() { this.server = listen(); this.link = open(); this.link.on('line', () => g()) } stop() { this.server.close() } }` },
    { name: 'each start is given its own', code: `export class Feed { start(link) { this.server = listen(); link.on('line', () => g()) } stop() { this.server.close() } }` },
    { name: 'the end ends nothing that the start begins', code: `export class Feed { constructor(bus) { this.bus = bus } start() { this.bus.on('line', () => g()) } stop() { this.done = true } }` },
    { name: 'a socket that it is handed', code: `export class Feed { constructor(socket) { this.socket = socket } start() { this.timer = setInterval(() => f(), 9); this.socket.on('line', () => g()) } stop() { clearInterval(this.timer) } }` },
    { name: 'an element that goes with its view', code: `export function complete(input: HTMLTextAreaElement) { const box = new Box(input); input.addEventListener('input', () => f()); return { destroy() { box.destroy() } } }` },
    { name: "the emitter's own end", code: `import * as vs from 'vscode'\nexport class View { constructor(title) { this.panel = vs.window.createWebviewPanel('a', title); this.panel.onDidDispose(() => this.dispose()); this.heard = this.panel.webview.onDidReceiveMessage(() => f()) } dispose() { this.heard.dispose() } }` },
    { name: 'added by a constructor to what it is handed, which may live as long', code: `export class Table { constructor(components) { this.timer = setInterval(() => f(), 9); components.events.addEventListener('update', () => g(this)) } stop() { clearInterval(this.timer) } }` },
    { name: 'what brings the end about', code: `import { life } from './life'\nexport class Feed { start() { this.server = listen(); life.on('stopped', async () => await this.close()) } close() { this.server.close() } }` },
    { name: 'a method that ends a part of its owner', code: `import { host } from './host'\nexport class Shell { constructor() { this.win = open(); host.focused.subscribe(() => f(this)) } closeWindow() { this.win.close() } }` },
    { name: 'begun once, behind a flag', code: `import { bus } from './bus'\nexport class Feed { start() { this.server = listen(); if (!this.heard) { bus.on('line', () => g()); this.heard = true } } stop() { this.server.close() } }` },
    { name: 'the one instance of the page', code: `class Hive { constructor(meadow) { this.meadow = meadow; this.meadow.on('hum', this.f); window.addEventListener('beforeunload', () => this.destroy()) } destroy() { this.meadow.off('hum', this.f) } }\nexport const hive = new Hive(meadow)` },
  ],
  invalid: [
    { name: 'a start and a stop in an object', code: `export function feed(app) { let server; const send = (l) => log(l); return { start() { server = listen(); app.bus.on('line', send) }, stop() { server?.close(); server = null } } }`, errors: [{ messageId: 'left', data: { subject: 'The listener for `line` on `app.bus`', start: 'start', end: 'stop' } }] },
    { name: 'a field that the constructor is given', code: `export class Feed { constructor(bus) { this.bus = bus } start() { this.timer = setInterval(() => f(), 9); this.bus.on('line', () => g()) } stop() { clearInterval(this.timer) } }`, errors: [{ messageId: 'left' }] },
    { name: 'a global, beside another emitter', code: `export class Hive { constructor(meadow) { this.meadow = meadow; this.meadow.on('hum', this.f); window.addEventListener('beforeunload', () => log(this)) } destroy() { this.meadow.off('hum', this.f) } }`, errors: [{ messageId: 'left', data: { subject: 'The listener for `beforeunload` on `window`', start: 'Hive', end: 'destroy' } }] },
    { name: 'a function that is returned', code: `export function watchAll(bus) { const t = setInterval(() => f(), 9); bus.on('line', () => g()); return () => clearInterval(t) }`, errors: [{ messageId: 'left' }] },
    { name: 'removed under another event', code: `function sail(cmd, done) { const ship = spawn(cmd); process.on('SIGTERM', sink); process.on('SIGINT', turn); ship.on('close', () => { process.removeListener('SIGTERM', sink); process.removeListener('SIGTERM', turn); done() }); function sink() {} function turn() { ship.kill() } }\nexports.sail = sail`, errors: [{ messageId: 'misnamed', data: { subject: 'The listener for `SIGINT` on `process`', removal: 'process.removeListener', place: ' in `sail`', other: 'SIGTERM' } }] },
  ],
})
