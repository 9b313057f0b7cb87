import { RuleTester } from '@typescript-eslint/rule-tester'

import rule from '../../rules/no-leaked-resource.ts'

const tester = new RuleTester({ languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } } })

/** A component whose only effect is `body`. */
const effect = (body: string): string => `function Panel({ show, file, url }) { useEffect(() => { ${body} }, []); return <b /> }`

tester.run('no-leaked-resource: what is opened', rule, {
  valid: [
    { name: 'a worker behind a lazy guard', code: `import { Worker } from 'node:worker_threads'\nclass Blocks { work() { if (!this.worker) { this.worker = new Worker('./w.js'); this.worker.once('exit', () => { this.worker = null }) } this.worker.postMessage(1) } }\nconst blocks = new Blocks()\nsetInterval(() => blocks.work(), 9)` },
    { name: 'a frame that is asked for until it comes to rest', code: `function Panel({ show }) { const go = () => { requestAnimationFrame(() => { if (show() > 1) go() }) }; return <b onClick={go} /> }` },
    { name: 'a stream that goes to a store, through a `catch`', code: `import { store } from './store'\nfunction Share() { const share = async () => { const stream = await navigator.mediaDevices.getDisplayMedia({}).catch(() => null); if (!stream) return; store.show(stream) }; return <b onClick={share} /> }` },
    { name: 'a socket whose end brings the next', code: `export function start(url) { let socket; function onClose() { setTimeout(connect, 1000) } function connect() { socket = new WebSocket(url); socket.addEventListener('close', onClose) } connect() }` },
    { name: 'a socket whose `onclose` brings the next', code: `export function start(url) { let socket; const connect = () => { socket = new WebSocket(url); socket.onclose = () => setTimeout(() => connect(), 1000) }; connect() }` },
    { name: 'an object URL that a promise gives to whoever waits for it', code: `export function preview(file) { return new Promise((resolve) => { const reader = new FileReader(); reader.onload = () => resolve({ name: file.name, url: URL.createObjectURL(file) }); reader.readAsText(file) }) }` },
    { name: 'a socket of a test', code: `describe('upgrade', () => { it('works', async () => { server.on('connection', () => { const socket = new WebSocket(url); socket.send('a') }) }) })` },
    { name: 'a socket that the clean-up closes', code: effect(`const s = new WebSocket(url); return () => s.close()`) },
    { name: 'a socket in a ref, closed elsewhere', code: `function Panel({ url }) { const s = useRef(null); useEffect(() => { s.current = new WebSocket(url); return () => s.current?.close() }, []); return <b /> }` },
    { name: 'a socket that is handed on', code: effect(`register(new WebSocket(url))`) },
    { name: 'a socket of the module', code: `const s = new WebSocket(url)\nexport function Panel() { return <b onClick={() => s.send('x')} /> }` },
    { name: 'a class of the same name', code: `import { WebSocket } from './fake'\n${effect(`const s = new WebSocket(url)`)}` },
    { name: 'a worker that ends with its work', code: effect(`const w = new Worker('w.js'); w.onmessage = (e) => { show(e.data); w.terminate() }`) },
    { name: 'a socket behind a guard that keeps the first', code: `let s\nexport function Panel({ url }) { useEffect(() => { if (s) return; s = new WebSocket(url) }, []); return <b /> }` },
    { name: 'an audio context with two names that is closed', code: effect(`const a = new (window.AudioContext || window.webkitAudioContext)(); return () => { a.close() }`) },
    { name: 'a media stream whose tracks are stopped', code: effect(`let s; navigator.mediaDevices.getUserMedia({ video: true }).then((got) => { s = got }); return () => s?.getTracks().forEach((t) => t.stop())`) },
    { name: 'a media stream that is awaited and stopped', code: `function Panel() { const s = useRef(null); const start = async () => { const got = await navigator.mediaDevices.getUserMedia({ audio: true }); s.current = got }; useEffect(() => () => { s.current?.getTracks().forEach((t) => t.stop()) }, []); return <b onClick={start} /> }` },
    { name: 'a position watch that is cleared', code: effect(`const id = navigator.geolocation.watchPosition(show); return () => navigator.geolocation.clearWatch(id)`) },
    { name: 'an object URL that the same function revokes', code: `export function save(blob) { const u = URL.createObjectURL(blob); open(u); URL.revokeObjectURL(u) }` },
    { name: 'an object URL that is revoked when the image has loaded', code: `export function show(file) { const i = new Image(); i.src = URL.createObjectURL(file); i.onload = () => URL.revokeObjectURL(i.src) }` },
    { name: 'an object URL that is returned', code: `export function toUrl(blob) { return URL.createObjectURL(blob) }` },
    { name: 'an object URL for a child that takes it', code: `function Panel({ file }) { const url = useMemo(() => URL.createObjectURL(file), [file]); return <Preview url={url} /> }` },
    { name: 'a watcher that the socket closes', code: `import { watch } from 'node:fs'\nserver.on('connection', (socket) => { const w = watch(p, f); socket.on('close', () => w.close()) })` },
    { name: 'a file handle of `await using`', code: `import { open } from 'node:fs/promises'\nserver.on('connection', async (socket) => { await using f = await open(p); socket.send(await f.readFile()) })` },
    { name: 'disposed by its symbol', code: `import { open } from 'node:fs/promises'\nserver.on('connection', async (socket) => { const f = await open(p); socket.send(await f.readFile()); await f[Symbol.asyncDispose]() })` },
    { name: 'an `open` and a `watch` of somebody else', code: `import { watch } from 'vue'\nfunction Panel() { useEffect(() => { watch(a, b); dialog.open(c) }, []); return <b /> }` },
  ],
  invalid: [
    { name: 'a socket for each mount', code: effect(`const s = new WebSocket(url); s.onmessage = show`), errors: [{ messageId: 'open', data: { noun: 'connection', opener: 'new WebSocket', often: 'each time `Panel` mounts', flaw: 'nothing closes it', stays: 'each one stays connected, with all that its handlers capture', remedy: 'Call its `close()` when its owner ends' } }] },
    { name: 'the same with `window`', code: effect(`const s = new window.EventSource(url); s.onmessage = show`), errors: [{ messageId: 'open' }] },
    { name: 'a channel, a worker and a peer', code: effect(`const c = new BroadcastChannel('x'); const w = new Worker('w.js'); const p = new RTCPeerConnection(); c.onmessage = w.onmessage = p.ontrack = show`), errors: [{ messageId: 'open' }, { messageId: 'open' }, { messageId: 'open' }] },
    { name: 'an audio context with two names', code: effect(`const a = new (window.AudioContext || window.webkitAudioContext)(); a.resume()`), errors: [{ messageId: 'open' }] },
    { name: 'a camera', code: `function Panel() { const v = useRef(null); useEffect(() => { navigator.mediaDevices.getUserMedia({ video: true }).then((stream) => { v.current.srcObject = stream }) }, []); return <video ref={v} /> }`, errors: [{ messageId: 'open' }] },
    { name: 'a position watch', code: effect(`navigator.geolocation.watchPosition((p) => show(p))`), errors: [{ messageId: 'open' }] },
    { name: 'an object URL of a state', code: `function Panel({ file }) { const [u, setU] = useState(''); useEffect(() => { setU(URL.createObjectURL(file)) }, [file]); return <img src={u} /> }`, errors: [{ messageId: 'open' }] },
    { name: 'an object URL of a memo', code: `function Panel({ file }) { const u = useMemo(() => URL.createObjectURL(file), [file]); return <img src={u} /> }`, errors: [{ messageId: 'open' }] },
    { name: 'an object URL of a download', code: `export function save(text) { const blob = new Blob([text]); const a = document.createElement('a'); a.setAttribute('href', URL.createObjectURL(blob)); a.click() }`, errors: [{ messageId: 'open', data: { noun: 'object URL', opener: 'URL.createObjectURL', often: 'each time `save` runs', flaw: 'nothing closes it', stays: 'the whole file or blob stays in memory until the page is closed', remedy: 'Call `URL.revokeObjectURL` when it is no longer shown or used' } }] },
    { name: 'a watcher for each connection', code: `import * as fs from 'fs'\nserver.on('connection', (socket) => { fs.watch(p, () => socket.send('x')) })`, errors: [{ messageId: 'open' }] },
    { name: 'a watcher of chokidar, with a fluent call', code: `import chokidar from 'chokidar'\nserver.on('connection', (socket) => { chokidar.watch(p).on('change', () => socket.send('x')) })`, errors: [{ messageId: 'open' }] },
    { name: 'a file handle for each message', code: `import { open } from 'node:fs/promises'\nserver.on('message', async (m) => { const f = await open(m.path); await f.write(m.text) })`, errors: [{ messageId: 'open' }] },
    { name: 'in a component of Vue', filename: 'a.vue.ts', code: `export default { mounted() { this.socket = new WebSocket(this.url) } }`, errors: [{ messageId: 'open' }] },
    { name: 'in a custom element', code: `class XFeed extends HTMLElement { connectedCallback() { this.source = new EventSource(this.url) } disconnectedCallback() { this.other.close() } }`, errors: [{ messageId: 'open' }] },
  ],
})

tester.run('no-leaked-resource: loops of frames and timeouts', rule, {
  valid: [
    { name: 'a frame that the clean-up cancels', code: effect(`let id; const f = () => { show(); id = requestAnimationFrame(f) }; id = requestAnimationFrame(f); return () => cancelAnimationFrame(id)`) },
    { name: 'a frame behind a flag', code: effect(`let on = true; const f = () => { if (!on) return; show(); requestAnimationFrame(f) }; f(); return () => { on = false }`) },
    { name: 'a frame until something is reached', code: effect(`const f = (t) => { show(t); if (t < 500) requestAnimationFrame(f) }; requestAnimationFrame(f)`) },
    { name: 'a timeout that the clean-up clears', code: effect(`let id; const f = () => { show(); id = setTimeout(f, 100) }; f(); return () => clearTimeout(id)`) },
    { name: 'a chain outside of components', code: `export function start(f) { const tick = () => { f(); setTimeout(tick, 100) }; tick() }` },
    { name: 'one frame', code: effect(`requestAnimationFrame(() => show())`) },
  ],
  invalid: [
    { name: 'a loop of timeouts that waits in between', code: effect(`let t; const poll = async () => { await load(); t = setTimeout(poll, 500) }; poll(); return () => clearTimeout(t)`), errors: [{ messageId: 'endless', data: { name: 'poll', link: 'timeout', often: 'each time `Panel` mounts', flaw: 'what would end that comes too early if its owner goes away while it waits', remedy: 'Ask, after the wait, whether the owner is gone' } }] },
    { name: 'a loop of frames', code: effect(`const f = () => { show(); requestAnimationFrame(f) }; requestAnimationFrame(f)`), errors: [{ messageId: 'endless', data: { name: 'f', link: 'frame', often: 'each time `Panel` mounts', flaw: 'nothing ends that', remedy: 'Keep what `requestAnimationFrame` returns, and cancel it when the owner ends' } }] },
    { name: 'a loop of frames through an arrow function', code: effect(`function f() { show(); requestAnimationFrame(() => f()) } f()`), errors: [{ messageId: 'endless' }] },
    { name: 'a loop of frames of a custom element', code: `class XWave extends HTMLElement { connectedCallback() { this.draw() } draw = () => { this.paint(); requestAnimationFrame(this.draw) } }`, errors: [{ messageId: 'endless' }] },
    { name: 'a chain of timeouts', code: effect(`const poll = async () => { await show(); setTimeout(poll, 2000) }; poll()`), errors: [{ messageId: 'endless' }] },
    { name: 'a chain of timeouts after a promise', code: effect(`const poll = () => { ask().then(() => setTimeout(poll, 2000)) }; poll()`), errors: [{ messageId: 'endless' }] },
  ],
})
