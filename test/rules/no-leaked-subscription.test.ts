import { RuleTester } from '@typescript-eslint/rule-tester'

import rule from '../../rules/no-leaked-subscription.ts'

const tester = new RuleTester({ languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } } })

tester.run('no-leaked-subscription: what takes a listener away', rule, {
  valid: [
    // https://github.com/Rel1cx/eslint-react/issues/1622, https://github.com/Rel1cx/eslint-react/issues/1282, https://github.com/Rel1cx/eslint-react/issues/838
    { name: 'a signal that the clean-up aborts', code: `function useSize() { useEffect(() => { const c = new AbortController(); window.addEventListener('resize', () => measure(), { signal: c.signal }); return () => c.abort() }, []) }` },
    { name: 'a signal that is handed in', code: `class ChatSession { start(signal) { window.addEventListener('online', () => this.retry(), { signal }) } }` },
    // https://github.com/43081j/eslint-plugin-wc/issues/148
    { name: 'a signal in a custom element', code: `class XPanel extends HTMLElement { connectedCallback() { this.c = new AbortController(); window.addEventListener('keydown', (e) => this.key(e), { signal: this.c.signal }) } disconnectedCallback() { this.c.abort() } }` },
    // https://github.com/littlee/eslint-plugin-listeners/issues/3
    { name: 'once', code: `function useReady(f) { useEffect(() => { window.addEventListener('focus', () => f(), { once: true }) }, []) }` },
    { name: 'options that are not seen', code: `import { passiveOnce } from './options'\nfunction useReady() { useEffect(() => { window.addEventListener('focus', () => f(), passiveOnce) }, []) }` },
    // https://github.com/Rel1cx/eslint-react/issues/1323
    { name: 'a result with a `remove` method, in React Native', code: `import { BackHandler } from 'react-native'\nfunction Screen() { useEffect(() => { const handle = BackHandler.addEventListener('hardwareBackPress', () => true); return () => handle.remove() }, []); return <View /> }` },
    { name: 'a disposer that the effect returns', code: `import { store } from './store'\nfunction Badge() { useEffect(() => store.subscribe(() => update()), []); return <b /> }` },
    { name: 'a disposer in a variable that the clean-up calls', code: `import { bus } from './bus'\nfunction Badge() { useEffect(() => { const off = bus.on('tick', () => update()); return () => { off() } }, []); return <b /> }` },
    // https://github.com/millionco/react-doctor/issues/1558
    { name: 'disposers in a list that is drained in a loop', code: `import { bus } from './bus'\nfunction Badge() { useEffect(() => { const offs = [bus.on('a', () => f()), bus.on('b', () => g())]; return () => { for (const off of offs) off() } }, []); return <b /> }` },
    { name: 'disposers in a list that is drained with forEach', code: `import { bus } from './bus'\nfunction Badge() { useEffect(() => { const offs = []; offs.push(bus.on('a', () => f())); return () => offs.forEach((off) => off()) }, []); return <b /> }` },
    { name: 'a disposer in a ref', code: `import { bus } from './bus'\nfunction Badge() { const off = useRef(); useEffect(() => { off.current = bus.on('a', () => f()); return () => off.current?.() }, []); return <b /> }` },
    { name: 'a removal in a helper that the clean-up calls', code: `function Badge() { useEffect(() => { const detach = () => window.removeEventListener('resize', measure); const measure = () => f(); window.addEventListener('resize', measure); return () => { detach() } }, []); return <b /> }` },
    { name: 'a removal in a loop over names', code: `function Badge() { useEffect(() => { const f = () => g(); for (const name of NAMES) window.addEventListener(name, f); return () => { for (const name of NAMES) window.removeEventListener(name, f) } }, []); return <b /> }` },
    { name: 'a removal through a list of pairs', code: `function Badge() { useEffect(() => { const list = [['online', () => f()]]; for (const [name, fn] of list) window.addEventListener(name, fn); return () => list.forEach(([name, fn]) => window.removeEventListener(name, fn)) }, []); return <b /> }` },
    { name: 'a removal by the listener itself', code: `function onRequest(req, res) { const f = () => { process.off('message', f); res.end() }; process.on('message', f) }` },
    { name: 'all listeners of the event', code: `import { bus } from './bus'\nexport function openSession(id) { bus.on('end:' + id, () => log(id)) }\nexport function closeSession(id) { bus.removeAllListeners('end:' + id) }` },
    { name: 'a function whose name says that it releases', code: `import { off } from './dom'\nfunction Badge() { useEffect(() => { const f = () => g(); window.addEventListener('resize', f); return () => off(window, 'resize', f) }, []); return <b /> }` },
    { name: 'an emitter under another name', code: `function Badge() { useEffect(() => { const target = window; const f = () => g(); target.addEventListener('resize', f); return () => window.removeEventListener('resize', f) }, []); return <b /> }` },
    { name: 'a bound method that is kept', code: `class XPanel extends HTMLElement { constructor() { super(); this.onKey = this.onKey.bind(this) } connectedCallback() { window.addEventListener('keydown', this.onKey) } disconnectedCallback() { window.removeEventListener('keydown', this.onKey) } onKey() {} }` },
    { name: 'removed before it is added again', code: `import { bus } from './bus'\nexport function openSession(id) { bus.off('tick', tick); bus.on('tick', tick) }\nfunction tick() {}` },
    { name: 'a drag that ends', code: `function Handle() { const down = () => { const move = () => f(); const up = () => { document.removeEventListener('mousemove', move); document.removeEventListener('mouseup', up) }; document.addEventListener('mousemove', move); document.addEventListener('mouseup', up) }; return <i onMouseDown={down} /> }` },
    { name: '`using`', code: `import { bus } from './bus'\nexport async function handleMessage(m) { using sub = bus.subscribe('tick', () => f(m)); await work(m) }` },
  ],
  invalid: [
    { name: 'one forgotten sibling in an effect', code: `function Banner() { useEffect(() => { const a = () => f(); const b = () => g(); window.addEventListener('online', a); window.addEventListener('queue-updated', b); return () => { window.removeEventListener('online', a) } }, []); return <b /> }`, errors: [{ messageId: 'recurring', data: { subject: 'The listener for `queue-updated` on `window`', often: 'each time `Banner` mounts', flaw: 'nothing removes it', emitter: 'window', remedy: 'Remove it when its owner ends, or pass a `signal` that is aborted then' } }] },
    { name: 'an inline listener', code: `function useSize() { useEffect(() => { window.addEventListener('resize', () => measure()) }, []) }`, errors: [{ messageId: 'recurring' }] },
    { name: '`once: false` and `passive` are no release', code: `function useSize() { useEffect(() => { window.addEventListener('resize', () => measure(), { once: false, passive: true }) }, []) }`, errors: [{ messageId: 'recurring' }] },
    { name: 'removed from another target', code: `function useSize() { useEffect(() => { const f = () => g(); window.addEventListener('resize', f); return () => document.removeEventListener('resize', f) }, []) }`, errors: [{ messageId: 'recurring' }] },
    { name: 'another listener is removed', code: `function useSize() { useEffect(() => { const f = () => g(); const h = () => i(); window.addEventListener('resize', f); return () => window.removeEventListener('resize', h) }, []) }`, errors: [{ messageId: 'recurring' }] },
    { name: 'a disposer that is dropped', code: `import { store } from './store'\nfunction Badge() { useEffect(() => { store.subscribe(() => update()) }, []); return <b /> }`, errors: [{ messageId: 'recurring', data: { subject: 'The subscription to `store`', often: 'each time `Badge` mounts', flaw: 'nothing removes it', emitter: 'store', remedy: 'Keep what `subscribe` returns, and end it when its owner ends' } }] },
    { name: 'a disposer that is overwritten in a loop', code: `import { bus } from './bus'\nfunction Badge() { useEffect(() => { let off; for (const name of names) { off = bus.on(name, () => f(name)) } return () => off() }, []); return <b /> }`, errors: [{ messageId: 'recurring' }] },
    { name: 'a removal that nothing runs', code: `function Badge() { useEffect(() => { const f = () => g(); window.addEventListener('resize', f); const stop = () => window.removeEventListener('resize', f) }, []); return <b /> }`, errors: [{ messageId: 'recurring' }] },
    // https://github.com/salesforce/eslint-plugin-lwc/issues/43
    { name: 'a removal with a newly bound method', code: `class XPanel extends HTMLElement { connectedCallback() { window.addEventListener('keydown', this.onKey.bind(this)) } disconnectedCallback() { window.removeEventListener('keydown', this.onKey.bind(this)) } onKey() {} }`, errors: [{ messageId: 'fresh', data: { subject: 'The listener for `keydown` on `window`', removal: 'window.removeEventListener', place: ' in `disconnectedCallback`' } }] },
    { name: 'a removal with an arrow function written anew', code: `function Help() { useEffect(() => { window.addEventListener(TOGGLE, () => open()); return () => { window.removeEventListener(TOGGLE, () => close()) } }, []); return <b /> }`, errors: [{ messageId: 'fresh' }] },
    { name: 'a fresh removal on an emitter that is handed in', code: `class Tracker { constructor(editor) { this.editor = editor; editor.on('change', this.track.bind(this)) } dispose() { this.editor.off('change', this.track.bind(this)) } track() {} }`, errors: [{ messageId: 'fresh' }] },
    { name: 'a sibling that dispose forgets', code: `class Tracker { constructor(editor) { this.editor = editor; this.editor.on('change', this.track); this.editor.on('select', this.mark) } dispose() { this.editor.off('change', this.track) } track() {} mark() {} }`, errors: [{ messageId: 'forgotten', data: { subject: 'The listener for `select` on `this.editor`', sibling: 'change', place: ' in `dispose`' } }] },
  ],
})

tester.run('no-leaked-subscription: what is listened to', rule, {
  valid: [
    { name: 'an emitter that the effect makes', code: `function Clock() { useEffect(() => { const worker = new Worker('w.js'); worker.addEventListener('message', () => f()); return () => worker.terminate() }, []); return <b /> }` },
    { name: 'a stream that is made per mount and closed', code: `function Feed() { useEffect(() => { const source = new EventSource('/feed'); source.addEventListener('tick', () => f()); return () => source.close() }, []); return <b /> }` },
    { name: "a component's own element", code: `class XPanel extends HTMLElement { connectedCallback() { this.addEventListener('click', () => f()) } }` },
    { name: 'a field that the class makes', code: `class ChatSession { bus = new EventEmitter(); constructor() { this.bus.on('x', () => f()) } }` },
    { name: 'a socket, a child process, a response', code: `export function handleConnection(socket) { const child = spawn('x'); child.on('exit', () => f()); socket.on('message', () => g()); child.stdout.on('data', (d) => socket.send(d)) }` },
    { name: 'a response in a handler', code: `export function get(req, res) { req.on('close', () => f()); res.on('finish', () => g()) }` },
    { name: 'a module variable that is made anew', code: `let ws = null\nexport function openConnection(url) { ws = new WebSocket(url); ws.addEventListener('message', () => f()) }` },
    { name: 'an HTTP request, which ends', code: `@Component({}) class List { constructor(private api: ApiService) {} ngOnInit() { this.api.load().subscribe((r) => this.r = r) } }` },
    { name: 'a stream behind take(1)', code: `@Component({}) class List { constructor(private router: Router) {} ngOnInit() { this.router.events.pipe(filter(Boolean), take(1)).subscribe(() => f()) } }` },
    { name: 'a stream behind takeUntil', code: `@Component({}) class List { constructor(private router: Router) {} ngOnInit() { this.router.events.pipe(takeUntil(this.destroyed$)).subscribe(() => f()) } }` },
    { name: 'a stream behind takeUntilDestroyed', code: `@Component({}) class List { private router = inject(Router); constructor() { this.router.events.pipe(takeUntilDestroyed()).subscribe(() => f()) } }` },
    { name: "the component's own form", code: `@Component({}) class Edit { form = new FormGroup({}); ngOnInit() { this.form.valueChanges.subscribe(() => f()) } }` },
    { name: "the route's parameters, which the router ends", code: `@Component({}) class Edit { constructor(private route: ActivatedRoute) {} ngOnInit() { this.route.params.subscribe(() => f()) } }` },
    { name: "a service of the component's own", code: `@Component({ providers: [DraftService] }) class Edit { constructor(private drafts: DraftService) {} ngOnInit() { this.drafts.changes.subscribe(() => f()) } }` },
    { name: 'a subscription that ngOnDestroy ends', code: `@Component({}) class List { private sub; constructor(private router: Router) {} ngOnInit() { this.sub = this.router.events.subscribe(() => f()) } ngOnDestroy() { this.sub?.unsubscribe() } }` },
    { name: 'subscriptions that one Subscription gathers', code: `@Component({}) class List { private subs = new Subscription(); constructor(private router: Router) {} ngOnInit() { this.subs.add(this.router.events.subscribe(() => f())) } ngOnDestroy() { this.subs.unsubscribe() } }` },
    { name: 'a disposable that the extension keeps', code: `import * as vscode from 'vscode'\nexport function openSession(context) { context.subscriptions.push(vscode.workspace.onDidSaveTextDocument(() => f())) }` },
    { name: 'a disposable that a base class registers', code: `import * as vscode from 'vscode'\nclass DiffTab extends Disposable { constructor() { super(); this._register(vscode.workspace.onDidSaveTextDocument(() => f())) } }` },
    { name: 'a disposable given to the event with its list', code: `import * as vscode from 'vscode'\nclass DiffTab { constructor() { vscode.workspace.onDidSaveTextDocument(() => f(), null, this.disposables) } }` },
    { name: 'a remote call of that name', code: `import { client } from './client'\nfunction App() { const show = () => client.onDidShow({}).then(() => f()); return <b onClick={show} /> }` },
    { name: "a bus of Vue's that is left", code: `import { bus } from './bus'\nexport default { created() { bus.$on('tick', this.tick) }, beforeDestroy() { bus.$off('tick', this.tick) } }` },
    { name: "the component's own events", code: `export default { mounted() { this.$on('tick', () => f()); this.$refs.list.$on('drop', () => g()) } }` },
    { name: 'a part of what the same function has made', code: `function View() { const view = useRef(); useEffect(() => { view.current = new BrowserView(); const contents = view.current.contents; contents.on('load', () => f()); contents.on('navigate', g); return () => { contents.off('navigate', g); view.current.destroy() } }, []); return <b /> }` },
    { name: 'jQuery', code: `function Page() { useEffect(() => { $(document).on('click', () => f()) }, []); return <b /> }` },
  ],
  invalid: [
    { name: "the router's events in a component", code: `@Component({}) class Crumbs { constructor(private router: Router) { const end$ = router.events.pipe(filter(Boolean)); merge(end$, this.home$).subscribe(() => f()) } }`, errors: [{ messageId: 'recurring' }] },
    { name: "a service's stream in a component", code: `@Component({}) class Recent { constructor(private messages: MessageService) {} ngOnInit() { this.messages.received.subscribe(() => this.load()) } load() {} }`, errors: [{ messageId: 'recurring', data: { subject: 'The subscription to `this.messages.received`', often: 'each time `Recent` mounts', flaw: 'nothing removes it', emitter: 'this.messages.received', remedy: 'Keep what `subscribe` returns, and end it when its owner ends' } }] },
    { name: 'an injected service', code: `@Component({}) class Recent { private messages = inject(MessageService); ngOnInit() { this.messages.received.subscribe(() => f()) } }`, errors: [{ messageId: 'recurring' }] },
    { name: 'a store that is selected from', code: `@Component({}) class Recent { constructor(private store: Store) {} ngOnInit() { this.store.select(selectUser).subscribe(() => f()) } }`, errors: [{ messageId: 'recurring' }] },
    { name: "a bus of Vue's", code: `import { bus } from './bus'\nexport default { created() { bus.$on('tick', () => this.tick()) } }`, errors: [{ messageId: 'recurring' }] },
    { name: "the application's root", code: `export default { beforeDestroy() { clear() }, mounted() { this.$root.$on('tick', () => this.tick()) } }`, errors: [{ messageId: 'recurring' }] },
    { name: 'an endless interval of RxJS', code: `import { interval } from 'rxjs'\n@Component({}) class Clock { ngOnInit() { interval(1000).subscribe(() => this.tick()) } tick() {} }`, errors: [{ messageId: 'recurring' }] },
    { name: 'a media query', code: `function useDark() { useEffect(() => { const query = window.matchMedia('(prefers-color-scheme: dark)'); query.addEventListener('change', () => f()) }, []) }`, errors: [{ messageId: 'recurring' }] },
    { name: "an editor's event in a tab", code: `import * as vscode from 'vscode'\nclass DiffTab { constructor() { vscode.workspace.onDidSaveTextDocument(() => this.refresh()) } refresh() {} }`, errors: [{ messageId: 'recurring', data: { subject: 'The listener of `vscode.workspace.onDidSaveTextDocument`', often: 'for each `DiffTab`', flaw: 'nothing removes it', emitter: 'vscode.workspace', remedy: 'Keep what `onDidSaveTextDocument` returns, and end it when its owner ends' } }] },
    { name: 'a browser extension event', code: `function Panel() { useEffect(() => { chrome.runtime.onMessage.addListener((m) => f(m)) }, []); return <b /> }`, errors: [{ messageId: 'recurring' }] },
    { name: 'a bus of another file, per session', code: `import { bus } from './bus'\nclass ChatSession { constructor(id) { bus.on('tick', () => this.tick(id)) } tick() {} }`, errors: [{ messageId: 'recurring' }] },
    { name: 'a provider that is handed in', code: `class Task { constructor(options) { this.listen(options.provider) } listen(provider: ViewProvider) { provider.on('change', () => this.update()) } update() {} }`, errors: [{ messageId: 'recurring' }] },
    { name: 'a bus that is handed in', code: `class ChatSession { constructor(private readonly bus: EventBus) { this.bus.on('tick', () => this.tick()) } tick() {} }`, errors: [{ messageId: 'recurring' }] },
  ],
})

tester.run('no-leaked-subscription: how often', rule, {
  valid: [
    { name: 'when the module loads', code: `process.on('SIGTERM', () => stop()); window.addEventListener('resize', () => f())` },
    { name: 'in a function that only the load calls', code: `function setup() { process.on('SIGTERM', () => stop()) }\nsetup()` },
    { name: 'in a function that may run once', code: `export function installHandlers() { process.on('uncaughtException', (e) => log(e)) }` },
    { name: 'in a service', code: `import { bus } from './bus'\nexport class SyncService { constructor() { bus.on('tick', () => this.sync()) } sync() {} }` },
    { name: 'in a session that the file makes once', code: `import { bus } from './bus'\nclass Session { constructor() { bus.on('tick', () => f()) } }\nexport const session = new Session()` },
    { name: 'behind a flag', code: `let installed = false\nexport function handleRequest(req, res) { if (!installed) { installed = true; process.on('SIGTERM', () => stop()) } res.end() }` },
    { name: 'behind an early return', code: `let installed = false\nexport function handleRequest(req, res) { if (installed) return; installed = true; process.on('SIGTERM', () => stop()) }` },
    { name: 'behind a count of listeners', code: `export function handleRequest(req, res) { if (process.listenerCount('SIGTERM') === 0) process.on('SIGTERM', () => stop()) }` },
    { name: "the module's own function on an event target, which is kept once", code: `function onResize() {}\nfunction Badge() { useEffect(() => { window.addEventListener('resize', onResize) }, []); return <b /> }` },
    { name: 'a store whose name begins with `use`', code: `export const useTheme = create((set) => { window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => set({})); return {} })` },
    { name: 'a factory of a dependency injection container', code: `export const provider = { provide: X, useFactory: (config) => { process.on('SIGTERM', () => stop()); return new X(config) } }` },
    { name: "the caller's listener", code: `import { bus } from './bus'\nexport class ChatSession { onTick(listener) { bus.on('tick', listener) } }` },
    { name: 'in a test', filename: 'src/session.test.ts', code: `import { bus } from './bus'\nclass ChatSession { constructor() { bus.on('tick', () => f()) } }` },
    { name: 'a signal that a loop makes each time', code: `async function pause(ms, signal) { signal.addEventListener('abort', () => f()) }\nexport async function poll() { while (true) { const c = new AbortController(); await pause(9, c.signal) } }` },
    { name: 'a source that each call in the loop makes', code: `async function play(audio) { const source = audio.open(); return new Promise((resolve) => { source.addEventListener('ended', () => resolve()) }) }\nexport async function drain(queue) { while (queue.length > 0) { await play(queue.shift()) } }` },
    { name: 'a signal whose listener the timer takes away', code: `export async function stream(signal) { const sleep = () => new Promise((resolve) => { const onAbort = () => { clearTimeout(t); resolve() }; const t = setTimeout(() => { signal.removeEventListener('abort', onAbort); resolve() }, 9); signal.addEventListener('abort', onAbort, { once: true }) }); while (!signal.aborted) { await sleep() } }` },
    { name: 'a signal that may end with the call', code: `export function load(url, signal) { const c = new AbortController(); signal.addEventListener('abort', () => c.abort(), { once: true }); return fetch(url, { signal: c.signal }) }` },
    { name: 'an emitter the user lists', options: [{ ignore: ['^window$'] }], code: `function useSize() { useEffect(() => { window.addEventListener('resize', () => measure()) }, []) }` },
  ],
  invalid: [
    { name: 'on every request', code: `app.get('/', (req, res) => { process.on('warning', (w) => res.write(w)) })`, errors: [{ messageId: 'recurring' }] },
    { name: 'on every connection', code: `import { bus } from './bus'\nserver.on('connection', (socket) => { bus.on('tick', (t) => socket.send(t)) })`, errors: [{ messageId: 'recurring', data: { subject: 'The listener for `tick` on `bus`', often: 'on every connection', flaw: 'nothing removes it', emitter: 'bus', remedy: 'Remove it when its owner ends' } }] },
    { name: 'whenever a session is created', code: `import { bus } from './bus'\nexport function createSession(client) { bus.subscribe('message', (m) => client.send(m)); return { client } }`, errors: [{ messageId: 'recurring' }] },
    { name: 'on every click', code: `button.addEventListener('click', () => { document.addEventListener('keydown', (e) => close(e)) })`, errors: [{ messageId: 'recurring' }] },
    { name: 'on every turn of a loop, for a signal from outside of it', code: `function pause(ms, signal) { return new Promise((resolve) => { setTimeout(resolve, ms); signal.addEventListener('abort', () => resolve()) }) }\nexport async function poll(signal) { while (!signal.aborted) { await pause(1000, signal) } }`, errors: [{ messageId: 'recurring', data: { subject: 'The listener for `abort` on `signal`', often: 'on every turn of the loop that calls `pause`', flaw: 'nothing removes it', emitter: 'signal', remedy: 'Remove it when its owner ends, or pass a `signal` that is aborted then' } }] },
    { name: 'on every turn of a loop, in a function that sees the signal around it', code: `export async function stream(signal) { const sleep = () => new Promise((resolve) => { const t = setTimeout(resolve, 9); signal.addEventListener('abort', () => { clearTimeout(t); resolve() }, { once: true }) }); while (!signal.aborted) { await sleep(); await tick() } }`, errors: [{ messageId: 'recurring' }] },
    { name: 'whenever a subagent runs', code: `import { escapes } from './input'
export async function executeSubAgent(options) { escapes.on('escape', () => options.controller.abort()); return run(options) }`, errors: [{ messageId: 'recurring' }] },
    { name: 'in a Vue component', code: `export default { mounted() { window.addEventListener('resize', () => this.measure()) } }`, errors: [{ messageId: 'recurring' }] },
    { name: "in a component's script", filename: 'Panel.svelte', code: `import { store } from './store'\nstore.subscribe((v) => { value = v })`, errors: [{ messageId: 'recurring' }] },
    { name: 'an app-wide flag that nobody sets', code: `let installed = false\nexport function handleRequest(req, res) { if (installed) return; process.on('warning', () => log()) }`, errors: [{ messageId: 'recurring' }] },
  ],
})

tester.run('no-leaked-subscription: observers', rule, {
  valid: [
    { name: 'disconnected by the clean-up', code: `function Box() { const ref = useRef(); useEffect(() => { const o = new ResizeObserver(() => f()); o.observe(ref.current); return () => o.disconnect() }, []); return <div ref={ref} /> }` },
    // https://github.com/millionco/react-doctor/issues/1831
    { name: 'a callback ref that disconnects the one before', code: `function Box() { const o = useRef(null); const ref = useCallback((node) => { if (o.current) o.current.disconnect(); o.current = new IntersectionObserver(() => f()); if (node) o.current.observe(node) }, []); return <div ref={ref} /> }` },
    { name: 'a callback ref that returns its clean-up', code: `function Box() { return <div ref={(node) => { const o = new ResizeObserver(() => f()); o.observe(node); return () => o.disconnect() }} /> }` },
    { name: 'disconnected once it has seen what it waits for', code: `function Box() { const ref = useRef(); useEffect(() => { const o = new IntersectionObserver(([e]) => { if (e.isIntersecting) o.disconnect() }); o.observe(ref.current) }, []); return <div ref={ref} /> }` },
    { name: 'never started', code: `function Box() { useEffect(() => { const o = new ResizeObserver(() => f()); keep(1) }, []); return <div /> }` },
    { name: 'an element of its own, outside of a component', code: `export function openDialog() { const el = document.createElement('div'); const o = new ResizeObserver(() => f()); o.observe(el); return el }` },
    { name: 'a field that a method disconnects', code: `class XBox extends HTMLElement { connectedCallback() { this.o = new ResizeObserver(() => f()); this.o.observe(this) } disconnectedCallback() { this.o.disconnect() } }` },
    // https://github.com/millionco/react-doctor/issues/1241
    { name: 'made in a promise callback unless the component is gone, and disconnected', code: `function Box() { useEffect(() => { let o; let gone = false; load().then(() => { if (gone) return; o = new ResizeObserver(() => f()); o.observe(document.body) }); return () => { gone = true; o?.disconnect() } }, []); return <div /> }` },
  ],
  invalid: [
    { name: 'a clean-up that forgets it', code: `function Top() { useEffect(() => { const f = () => g(); window.addEventListener('scroll', f); const o = new MutationObserver(f); o.observe(document.body, { childList: true }); return () => window.removeEventListener('scroll', f) }, []); return <b /> }`, errors: [{ messageId: 'recurring', data: { subject: 'The `MutationObserver` of `document.body`', often: 'each time `Top` mounts', flaw: 'nothing removes it', emitter: 'document.body', remedy: 'Disconnect it when its owner ends' } }] },
    { name: 'written without a variable', code: `function Top() { useEffect(() => { new MutationObserver(() => f()).observe(document.body, {}) }, []); return <b /> }`, errors: [{ messageId: 'recurring' }] },
    { name: 'whenever a dialog opens', code: `export function openDialog(id) { const o = new MutationObserver(() => f()); o.observe(document.body, {}) }`, errors: [{ messageId: 'recurring' }] },
  ],
})

tester.run('no-leaked-subscription: functions that register for their callers', rule, {
  valid: [
    { name: 'a remover is returned', code: `import { ipcRenderer } from 'electron'\nexport const api = { onUpdate: (callback) => { const f = (_, data) => callback(data); ipcRenderer.on('update', f); return () => ipcRenderer.off('update', f) } }` },
    { name: 'what `on` returns is returned', code: `import { bus } from './bus'\nexport const onUpdate = (callback) => bus.on('update', (data) => callback(data))` },
    { name: "the caller's own function, which the caller can take away", code: `import { bus } from './bus'\nexport function onUpdate(callback) { bus.on('update', callback) }` },
    { name: 'removed by another function of the object', code: `import { ipcRenderer } from 'electron'\nexport const api = { onUpdate: (callback) => { ipcRenderer.on('update', (_, data) => callback(data)) }, offUpdate: () => { ipcRenderer.removeAllListeners('update') } }` },
    { name: "the program's end", code: `export function onExit(callback) { process.on('exit', (code) => callback(code)) }` },
    { name: "the object's own emitter", code: `export class Store { emitter = new EventEmitter(); onUpdate(callback) { this.emitter.on('update', (data) => callback(data)) } }` },
    { name: 'an AbortSignal takes it away', code: `export function onResize(callback, signal) { window.addEventListener('resize', () => callback(innerWidth), { signal }) }` },
  ],
  invalid: [
    { name: 'a bridge to another process', code: `import { contextBridge, ipcRenderer } from 'electron'\ncontextBridge.exposeInMainWorld('api', { onUpdate: (callback) => { ipcRenderer.on('update', (_event, data) => callback(data)) } })`, errors: [{ messageId: 'irremovable', data: { subject: 'The listener for `update` on `ipcRenderer`', name: 'onUpdate' } }] },
    { name: 'of the window', code: `export function onResize(handler) { window.addEventListener('resize', () => handler(innerWidth)) }`, errors: [{ messageId: 'irremovable' }] },
  ],
})

tester.run('no-leaked-subscription: promises that wait', rule, {
  valid: [
    { name: 'an answer whose listener goes with it', code: `import { bus } from './bus'\nexport function ask(q) { return new Promise((resolve) => { const f = (a) => { if (a.id !== q.id) return; bus.off('answer', f); resolve(a) }; bus.on('answer', f); bus.emit('ask', q) }) }` },
    { name: 'an event that comes once', code: `import { server } from './server'\nexport function started() { return new Promise((resolve) => { server.on('listening', resolve) }) }` },
    { name: 'a child process', code: `export function run(cmd) { return new Promise((resolve, reject) => { const child = spawn(cmd); child.on('message', resolve); child.on('failure', reject) }) }` },
    { name: "the program's end", code: `export function untilStopped() { return new Promise((resolve) => { const stop = () => resolve(0); process.on('SIGINT', stop); process.on('SIGTERM', stop) }) }` },
    { name: 'a child process that takes one of its listeners away', code: `export async function run(sandboxProcess) { return new Promise((resolve) => { const cleanup = () => { sandboxProcess.off('error', fail) }; const fail = () => { cleanup(); resolve(1) }; sandboxProcess.on('error', fail); sandboxProcess.on('close', () => { cleanup(); resolve(0) }) }) }` },
    { name: 'both listeners go', code: `class Members { fetch() { return new Promise((resolve) => { const chunk = (c) => { this.client.off('chunk', chunk); this.client.ws.off('limit', limit); resolve(c) }; const limit = () => {}; this.client.ws.on('limit', limit); this.client.on('chunk', chunk) }) } }` },
    { name: 'removed when the timer wins', code: `export function pause(ms, signal) { return new Promise((resolve, reject) => { const onAbort = () => { clearTimeout(t); reject(signal.reason) }; const t = setTimeout(() => { signal.removeEventListener('abort', onAbort); resolve() }, ms); signal.addEventListener('abort', onAbort) }) }` },
    { name: 'nothing but the abort settles it', code: `export function aborted(signal) { return new Promise((resolve) => { if (signal.aborted) return resolve(); signal.addEventListener('abort', () => resolve()) }) }` },
    { name: 'a controller that the promise asks for', code: `import { makeController } from './controllers'\nexport function show(id) { return new Promise((resolve) => { const c = makeController(id); c.signal.addEventListener('abort', () => win.close()); win.on('closed', () => resolve(true)) }) }` },
    { name: 'a signal of its own', code: `export function load(url) { const c = new AbortController(); return new Promise((resolve, reject) => { c.signal.addEventListener('abort', () => reject(new Error('late'))); fetch(url, c).then(resolve, reject) }) }` },
    { name: 'removed in finally', code: `export async function run(work, signal) { let onAbort; const stop = new Promise((_, reject) => { onAbort = () => reject(signal.reason); signal.addEventListener('abort', onAbort) }); try { return await Promise.race([work, stop]) } finally { signal.removeEventListener('abort', onAbort) } }` },
  ],
  invalid: [
    { name: 'left when the timer wins', code: `export function pause(ms, signal) { return new Promise((resolve, reject) => { const t = setTimeout(resolve, ms); signal?.addEventListener('abort', () => { clearTimeout(t); reject(new Error('stop')) }) }) }`, errors: [{ messageId: 'waiting', data: { subject: 'The listener for `abort` on `signal`', emitter: 'signal' } }] },
    { name: 'an answer whose listener stays', code: `import { bus } from './bus'\nexport function ask(q) { return new Promise((resolve) => { bus.on('answer', (a) => { if (a.id === q.id) resolve(a) }); bus.emit('ask', q) }) }`, errors: [{ messageId: 'waiting' }] },
    { name: 'one of two that the promise adds', code: `class Members { fetch() { return new Promise((resolve, reject) => { const chunk = (c) => { this.client.off('chunk', chunk); resolve(c) }; const limit = () => reject(); this.client.ws.on('limit', limit); this.client.on('chunk', chunk) }) } }`, errors: [{ messageId: 'forgotten' }] },
    { name: 'left by the loser of a race', code: `export async function run(work, options) { const stop = new Promise((_, reject) => { if (options.signal.aborted) reject(); const onAbort = () => reject(new Error('stop')); options.signal.addEventListener('abort', onAbort) }); return Promise.race([work, stop]) }`, errors: [{ messageId: 'waiting' }] },
  ],
})

tester.run('no-leaked-subscription: entries that hold disposers', rule, {
  valid: [
    { name: 'both removals run them', code: `export class Sessions { #all = new Map(); remove(id) { const s = this.#all.get(id); s.unsubscribe(); this.#all.delete(id) } sweep() { for (const [id, s] of this.#all) { if (s.idle) { s.unsubscribe(); this.#all.delete(id) } } } }` },
    { name: 'the second calls the first', code: `export class Sessions { all = new Map(); remove(id) { const s = this.all.get(id); for (const off of s.offs.values()) off(); this.all.delete(id) } sweep() { for (const [id, s] of this.all) { if (s.idle) { this.remove(id); this.all.delete(id) } } } }` },
    { name: 'the second hands the entry on', code: `export class Sessions { all = new Map(); remove(id) { const s = this.all.get(id); s.unsubscribe(); this.all.delete(id) } sweep() { for (const [id, s] of this.all) { if (s.idle) { end(s); this.all.delete(id) } } } }` },
    { name: 'the second ends the entry', code: `export class Sessions { all = new Map(); remove(id) { const s = this.all.get(id); s.unsubscribe(); this.all.delete(id) } sweep() { for (const s of this.all.values()) { if (s.idle) { s.destroy(); this.all.delete(s.id) } } } }` },
    { name: 'two collections', code: `export class Sessions { all = new Map(); names = new Map(); remove(id) { const s = this.all.get(id); s.unsubscribe(); this.all.delete(id) } rename(id) { const n = this.names.get(id); if (n.old) this.names.delete(id) } }` },
    { name: 'members that end nothing', code: `export class Sessions { all = new Map(); remove(id) { const s = this.all.get(id); s.listeners.add(1); this.all.delete(id) } sweep() { for (const [id, s] of this.all) { if (s.idle) this.all.delete(id) } } }` },
  ],
  invalid: [
    { name: 'a sweep that deletes at once', code: `export class Sessions {
  private all = new Map()
  remove(id) { const s = this.all.get(id); if (s) { for (const off of s.eventSubscriptions.values()) off(); this.all.delete(id) } }
  sweep() { for (const [id, s] of this.all) { if (s.idle) { s.socket.close(); this.all.delete(id) } } }
}`, errors: [{ messageId: 'dropped', line: 4, data: { place: '`sweep`', collection: 'all', member: 'eventSubscriptions', model: 'remove' } }] },
    { name: 'a module variable, with a disposer to call', code: `const rooms = new Map()
export function leave(id) { const room = rooms.get(id); room.unsubscribe?.(); rooms.delete(id) }
export function reap() { rooms.forEach((room, id) => { if (room.empty) rooms.delete(id) }) }`, errors: [{ messageId: 'dropped', line: 3 }] },
    { name: 'subscriptions with a method', code: `export class Rooms { all = new Map(); leave(id) { const room = this.all.get(id); room.subscription.unsubscribe(); this.all.delete(id) } expire(id) { const room = this.all.get(id); if (room.at < Date.now()) this.all.delete(id) } }`, errors: [{ messageId: 'dropped' }] },
  ],
})
