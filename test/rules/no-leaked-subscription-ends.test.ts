import { RuleTester } from '@typescript-eslint/rule-tester'

import rule from '../../rules/no-leaked-subscription.ts'

const tester = new RuleTester({ languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } } })

/** A component whose only effect is `body`. */
const effect = (body: string): string => `function Panel({ draw, isSingle }) { useEffect(() => { ${body} }, []); return <b /> }`

tester.run('no-leaked-subscription: what ends a listener', rule, {
  valid: [
    { name: 'a signal that is taken out of its controller and aborted', code: effect(`const c = new AbortController(); const { signal } = c; window.addEventListener('resize', () => draw(), { signal }); return () => c.abort()`) },
    { name: 'a signal whose controller is handed on', code: effect(`const c = new AbortController(); register(c); window.addEventListener('resize', () => draw(), { signal: c.signal })`) },
    { name: 'a signal of a timeout', code: effect(`window.addEventListener('resize', () => draw(), { signal: AbortSignal.timeout(500) })`) },
    { name: 'a clean-up that a caller in the effect returns', code: effect(`const start = () => { window.addEventListener('resize', draw); return () => window.removeEventListener('resize', draw) }; return start()`) },
    { name: 'the component that a page mounts once', code: `function App() { useEffect(() => { window.addEventListener('resize', () => draw()) }, []); return <b /> }` },
    { name: "a module's function makes its own thing", code: `import * as fs from 'fs'\nclass ChatSession { start() { const w = fs.watch(this.path); w.on('close', () => this.end()) } }` },
    { name: 'a sibling that is removed under another event only', code: `class Cli { start() { for (const signal of SIGNALS) process.on(signal, () => { process.removeAllListeners('unhandledRejection'); this.handleExit() }); process.on('SIGTSTP', () => this.handleExit()) } handleExit() { process.removeAllListeners('uncaughtException') } }` },
    { name: 'a list that ends what it holds', code: `import * as vscode from 'vscode'\nclass ChatSession { disposables = new DisposableList(); constructor() { this.disposables.push(vscode.debug.onDidTerminateDebugSession(() => this.end())) } dispose() { this.disposables.dispose() } end() {} }` },
    { name: 'a store of a hook that lets go', code: `function subscribe(f) { window.addEventListener('online', f); return () => window.removeEventListener('online', f) }\nexport const useOnline = () => useSyncExternalStore(subscribe, () => navigator.onLine)` },
  ],
  invalid: [
    { name: 'a signal that nothing aborts', code: effect(`const c = new AbortController(); window.addEventListener('resize', () => draw(), { signal: c.signal })`), errors: [{ messageId: 'recurring' }] },
    { name: 'a signal whose neighbour is aborted', code: effect(`const a = new AbortController(); const b = new AbortController(); window.addEventListener('resize', () => draw(), { signal: a.signal }); return () => b.abort()`), errors: [{ messageId: 'recurring' }] },
    { name: 'a signal that only the next start aborts', code: `function Panel({ draw }) { const c = useRef(null); const go = () => { c.current?.abort(); c.current = new AbortController(); window.addEventListener('mousemove', () => draw(), { signal: c.current.signal }) }; return <b onClick={go} /> }`, errors: [{ messageId: 'recurring' }] },
    { name: '`once` that the caller chooses', code: effect(`window.addEventListener('resize', draw, { once: isSingle })`), errors: [{ messageId: 'recurring' }] },
    { name: 'an effect that returns what is no function', code: `import { AppState } from 'react-native'\n${effect(`return AppState.addEventListener('change', draw)`)}`, errors: [{ messageId: 'recurring' }] },
    { name: 'an observer that an effect returns', code: effect(`const o = new ResizeObserver(() => draw()); o.observe(document.body); return o`), errors: [{ messageId: 'recurring' }] },
    { name: 'a clean-up that an async function returns to nobody', code: effect(`const start = async () => { window.addEventListener('resize', draw); return () => window.removeEventListener('resize', draw) }; start()`), errors: [{ messageId: 'recurring' }] },
    { name: 'a clean-up that a handler returns', code: `function Panel({ draw }) { const start = () => { window.addEventListener('mousemove', draw); return () => window.removeEventListener('mousemove', draw) }; return <b onMouseDown={start} /> }`, errors: [{ messageId: 'recurring' }] },
    { name: 'a stream that runs for its operators', code: `import { interval } from 'rxjs'\nimport { tap } from 'rxjs/operators'\n@Component({})\nclass A { ngOnInit() { interval(1000).pipe(tap(() => this.tick())).subscribe() } }`, errors: [{ messageId: 'recurring' }] },
    { name: 'a store of a hook that forgets one', code: `function subscribe(f) { window.addEventListener('online', f); window.addEventListener('offline', f); return () => window.removeEventListener('offline', f) }\nexport const useOnline = () => useSyncExternalStore(subscribe, () => navigator.onLine)`, errors: [{ messageId: 'recurring' }] },
  ],
})
