import { RuleTester } from '@typescript-eslint/rule-tester'

import subscription from '../../rules/no-leaked-subscription.ts'
import timeout from '../../rules/no-leaked-timeout.ts'
import interval from '../../rules/require-interval-unref.ts'

const tester = new RuleTester({ languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } } })

/** A component whose only effect is `body`. */
const effect = (body: string): string => `function Panel({ draw, live }) { useEffect(() => { ${body} }, []); return <b /> }`

const add = `window.addEventListener('resize', draw)`
const remove = `window.removeEventListener('resize', draw)`

tester.run('a clean-up that comes before what it ends', subscription, {
  valid: [
    { name: 'a flag is asked after the wait', code: effect(`let gone = false; load().then(() => { if (gone) return; ${add} }); return () => { gone = true; ${remove} }`) },
    { name: 'a wait that a signal ends', code: effect(`const c = new AbortController(); load({ signal: c.signal }).then(() => { ${add} }); return () => { c.abort(); ${remove} }`) },
    { name: 'nothing is waited for before', code: effect(`const go = async () => { ${add}; await load() }; go(); return () => ${remove}`) },
    { name: 'the clean-up aborts the wait', code: effect(`const c = new AbortController(); const go = async () => { const r = await load({ signal: c.signal }); await r.text(); ${add} }; go(); return () => { c.abort(); ${remove} }`) },
    { name: 'a wait of one turn', code: `import { onMounted, onUnmounted, nextTick } from 'vue'\nexport default { setup() { const draw = () => {}; onMounted(async () => { await nextTick(); ${add} }); onUnmounted(() => ${remove}) } }` },
    { name: 'a handler that waits', code: `function Panel({ draw }) { const go = async () => { await load(); ${add} }; useEffect(() => () => ${remove}, []); return <b onClick={go} /> }` },
  ],
  invalid: [
    { name: 'added after a wait, in an effect', code: effect(`const go = async () => { await load(); ${add} }; go(); return () => ${remove}`), errors: [{ messageId: 'recurring', data: { subject: 'The listener for `resize` on `window`', often: 'each time `Panel` mounts', flaw: 'its removal in `Panel` comes too early if the component goes away during the wait before it is added', emitter: 'window', remedy: 'Remove it when its owner ends, or pass a `signal` that is aborted then' } }] },
    { name: 'added when a promise settles', code: effect(`load().then(() => { ${add} }); return () => ${remove}`), errors: [{ messageId: 'recurring' }] },
    { name: 'added after a wait, in a method of the component', code: `class Panel extends React.Component { draw = () => {}; async componentDidMount() { await load(); window.addEventListener('resize', this.draw) } componentWillUnmount() { window.removeEventListener('resize', this.draw) } }`, errors: [{ messageId: 'recurring' }] },
    { name: 'a hook of the end that has lost its component', code: `import { onMounted, onUnmounted } from 'vue'\nexport default { setup() { const draw = () => {}; onMounted(async () => { ${add}; await load(); onUnmounted(() => ${remove}) }) } }`, errors: [{ messageId: 'recurring' }] },
    { name: 'an observer that is disconnected before it observes', code: effect(`const o = new ResizeObserver(() => draw()); o.disconnect(); o.observe(document.body)`), errors: [{ messageId: 'recurring' }] },
    { name: 'an observer that goes on with one of two', code: effect(`const o = new ResizeObserver(() => draw()); o.observe(document.body); o.observe(document.head); return () => o.unobserve(document.head)`), errors: [{ messageId: 'recurring' }] },
    { name: 'a removal in another component', code: `${effect(add)}\nfunction Other({ draw }) { useEffect(() => () => ${remove}, []); return <i /> }`, errors: [{ messageId: 'recurring' }] },
    { name: 'an abort that is waited for once, among others', code: `export function pause(ms, signal) { return new Promise((resolve, reject) => { const t = setTimeout(resolve, ms); signal.addEventListener('abort', () => { clearTimeout(t); reject(signal.reason) }, { once: true }) }) }`, errors: [{ messageId: 'waiting' }] },
  ],
})

tester.run('a clean-up that an effect returns on some ways', subscription, {
  valid: [
    { name: 'both branches return one', code: effect(`${add}; if (live) return () => ${remove}; return () => { ${remove}; draw() }`) },
    { name: 'the branch that adds is the one that returns', code: effect(`if (live) { ${add}; return () => ${remove} }`) },
    { name: 'the branch that leaves removes at once', code: effect(`${add}; if (!live) { ${remove}; return } return () => ${remove}`) },
    { name: 'the test asks for what was added', code: `import { bus } from './bus'\n${effect(`const off = bus.on('tick', () => draw()); if (off) return () => off()`)}` },
    { name: 'left before it is added', code: effect(`if (!live) return; ${add}; return () => ${remove}`) },
    { name: 'another effect has the clean-up', code: `function Panel({ draw, live }) { useEffect(() => { ${add}; if (live) return () => draw() }, []); useEffect(() => () => ${remove}, []); return <b /> }` },
    { name: 'what fails is no way out', code: effect(`${add}; if (!live) throw new Error('dead'); return () => ${remove}`) },
  ],
  invalid: [
    { name: 'only in a branch', code: effect(`${add}; if (live) return () => ${remove}`), errors: [{ messageId: 'recurring', data: { subject: 'The listener for `resize` on `window`', often: 'each time `Panel` mounts', flaw: 'the effect returns its removal on some ways only', emitter: 'window', remedy: 'Remove it when its owner ends, or pass a `signal` that is aborted then' } }] },
    { name: 'left before it is returned', code: effect(`${add}; if (!live) return; return () => ${remove}`), errors: [{ messageId: 'recurring' }] },
    { name: 'returned under a condition', code: effect(`${add}; return live ? () => ${remove} : undefined`), errors: [{ messageId: 'recurring' }] },
    { name: 'under its name', code: effect(`const stop = () => ${remove}; ${add}; if (live) return stop`), errors: [{ messageId: 'recurring' }] },
  ],
})

const allow = [{ cleared: 'allow' }] as const

tester.run('intervals of components', interval, {
  valid: [
    { name: 'keeps a process alive', code: `setInterval(() => {}, 1 << 30)`, options: allow },
    { name: "a store's start that returns its stop", code: `import { readable } from 'svelte/store'\nexport const clock = readable(0, (set) => { const t = setInterval(() => set(1), 9); return () => clearInterval(t) })`, options: allow },
  ],
  invalid: [
    { name: 'an empty callback in a page', code: effect(`setInterval(() => {}, 1000)`), options: allow, errors: [{ messageId: 'neverCleared' }] },
    { name: "a store's start that is async", code: `import { readable } from 'svelte/store'\nexport const clock = readable(0, async (set) => { await load(); const t = setInterval(() => set(1), 9); return () => clearInterval(t) })`, options: allow, errors: [{ messageId: 'startsAgain' }] },
    { name: 'handed back to markup through a memoized handler', code: `function Panel({ draw }) { const start = useCallback(() => setInterval(draw, 9), [draw]); return <b onClick={start} /> }`, options: allow, errors: [{ messageId: 'neverCleared' }] },
    { name: 'a component that shows nothing', code: `function Poll({ draw }) { const go = useRef(null); go.current = () => { setInterval(draw, 9) }; useEffect(() => go.current(), []); return null }`, options: allow, errors: [{ messageId: 'neverCleared' }] },
    { name: 'a hook of the end after a wait', code: `import { onUnmounted } from 'vue'\nexport default { async setup() { const t = setInterval(() => load(), 9); await load(); onUnmounted(() => clearInterval(t)) } }`, options: allow, errors: [{ messageId: 'neverCleared' }] },
  ],
})

tester.run('a timeout that aborts a controller by default', timeout, {
  valid: [{ name: 'cleared when the work is done', code: `export function run(url) { const own = new AbortController(); const work = fetch(url, { signal: own.signal }); return { within(ms, c = own) { const t = setTimeout(() => c.abort(), ms); void work.finally(() => clearTimeout(t)) } } }` }],
  invalid: [{ name: 'never cleared', code: `export function run(url) { const own = new AbortController(); const work = fetch(url, { signal: own.signal }); return { work, within(ms, c = own) { setTimeout(() => c.abort(), ms) } } }`, errors: [{ messageId: 'work' }] }],
})
