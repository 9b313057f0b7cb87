import { join } from 'node:path'

import { RuleTester } from '@typescript-eslint/rule-tester'

import rule from '../../rules/no-leaked-timeout.ts'

/** A file that need not exist; the files it imports do. The fixtures lie below `test/`, which is not checked by default. */
const here = { filename: join(import.meta.dirname, '../fixtures/helpers/linted.ts'), options: [{ ignoreFiles: [] }] as [{ ignoreFiles: string[] }] }

const tester = new RuleTester({ languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } } })

tester.run('no-leaked-timeout: what guards nothing', rule, {
  valid: [
    { name: 'a deadline for whoever asks for one', code: `export function deadline(ms) { const controller = new AbortController(); setTimeout(() => controller.abort(), ms); return controller.signal }` },
    { name: 'the last wait of other work', code: `export async function leave(url) { await prepare(url); location.href = url; return new Promise((_, reject) => { setTimeout(() => reject(new Error('came back')), 9000) }) }` },
    { name: 'a next try after a while', code: `export function ask(options) { return new Promise((resolve) => { const attempt = (n) => { options.prompt((answer) => { if (answer) { resolve(answer); return } setTimeout(() => attempt(n + 1), 2 ** n * options.delay) }) }; attempt(0) }) }` },
    { name: 'a race before the program is left', code: `export async function onSignal(stop, limit) { try { await Promise.race([stop(), new Promise((_, reject) => { setTimeout(() => reject(new Error('slow')), limit) })]); process.exit(0) } catch { process.exit(1) } }` },
    { name: 'a sleep that is waited for after the race as well', code: `const sleep = (ms) => new Promise((resolve) => { setTimeout(resolve, ms) })\nexport async function join(entry, ms) { const pause = sleep(ms); await Promise.race([pause, entry.join()]); await pause }` },
    { name: 'a timeout instead of a question', code: `export function record(options, rl) { return new Promise((resolve) => { const done = () => resolve(report()); if (options.duration) { setTimeout(done, options.duration * 1000) } else { rl.question('', done) } }) }` },
    { name: 'a timer that a table knows by itself', code: `export function throttle(run) { const queue = new Map(); return (job) => new Promise((resolve, reject) => { const timer = setTimeout(() => { queue.delete(timer); resolve(run(job)) }, job.delay); queue.set(timer, reject) }) }` },
  ],
  invalid: [
    { name: 'a deadline that the function uses itself', code: `export function load(url, ms) { const controller = new AbortController(); setTimeout(() => controller.abort(), ms); return fetch(url, { signal: controller.signal }) }`, errors: [{ messageId: 'work', suggestions: [{ messageId: 'useSignal', output: `export function load(url, ms) {   return fetch(url, { signal: AbortSignal.timeout(ms) }) }` }] }] },
  ],
})

tester.run('no-leaked-timeout: races', rule, {
  valid: [
    { name: 'work that pauses between its tries', code: `export async function send(query) { const attempt = async (n) => { try { await query() } catch { await new Promise((resolve) => setTimeout(resolve, 20_000)); return attempt(n + 1) } }; return Promise.race([attempt(0), query.failed]) }` },
    { name: "cleared by an interval's tick, though the timeout clears the interval", code: `export const gone = (pid) => new Promise((resolve) => { const interval = setInterval(() => { if (!runs(pid)) { clearTimeout(timeout); resolve(true) } }, 100); const timeout = setTimeout(() => { clearInterval(interval); resolve(false) }, 60_000) })` },
    { name: 'cleared in finally', code: `export async function ask(work) { let t; const late = new Promise((_, reject) => { t = setTimeout(() => reject(new Error('late')), 30_000) }); try { return await Promise.race([work(), late]) } finally { clearTimeout(t) } }` },
    { name: 'cleared with .finally()', code: `export function ask(work) { let t; return Promise.race([work(), new Promise((_, reject) => { t = setTimeout(reject, 30_000) })]).finally(() => clearTimeout(t)) }` },
    { name: 'unref-ed, so that it is there on purpose', code: `export const ask = (work) => Promise.race([work(), new Promise((_, reject) => setTimeout(reject, 30_000).unref())])` },
    { name: 'a helper that returns the promise with what cancels it', code: `export function timeout(ms) { let t; const promise = new Promise((_, reject) => { t = setTimeout(() => reject(new Error('late')), ms) }); return { promise, cancel: () => clearTimeout(t) } }` },
    { name: 'a short grace that the file shows', code: `export const settle = (work) => Promise.race([work, new Promise((resolve) => setTimeout(resolve, 500))])` },
    { name: 'a short grace by the default of a parameter', code: `export function settle(work, ms = 1000) { return Promise.race([work, new Promise((resolve) => setTimeout(resolve, ms))]) }` },
    { name: 'a sleep that is not raced: https://github.com/littlee/eslint-plugin-clean-timer/issues/4', code: `export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms))\nexport async function retry(run) { for (;;) { try { return await run() } catch { await sleep(5000) } } }` },
    { name: 'a sleep that brings a value', code: `export const later = (value) => new Promise((resolve) => setTimeout(() => resolve(value), 5000))` },
    { name: 'a raced sleep that is short where it is raced', code: `const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms))\nexport const f = (work) => Promise.race([work, sleep(100)])` },
    { name: 'a raced sleep of timers/promises with a signal', code: `import { setTimeout } from 'node:timers/promises'\nexport const f = (work, signal) => Promise.race([work, setTimeout(30_000, null, { signal })])` },
    { name: 'a race of somebody else', code: `export const f = (track, work) => track.race([work, new Promise((resolve) => setTimeout(resolve, 30_000))])` },
    { name: 'while everything shuts down', code: `export class Host { async shutdown() { await Promise.race([this.drain(), new Promise((resolve) => setTimeout(resolve, 10_000))]) } }` },
    { name: 'a short grace while an owner ends', code: `export class Session { async close() { await Promise.race([this.exited, new Promise((resolve) => setTimeout(resolve, 5000))]) } }` },
    { ...here, name: 'an imported sleep that ends with its signal', code: `import { sleepUntil } from './sleeps.ts'\nexport const f = (work, signal) => Promise.race([work, sleepUntil(30_000, signal)])` },
    { ...here, name: 'an imported sleep that is short', code: `import { sleep } from './sleeps.ts'\nexport const f = (work) => Promise.race([work, sleep(300)])` },
    { name: 'a sleep of a package', code: `import { sleep } from 'sleeps'\nexport const f = (work) => Promise.race([work, sleep(30_000)])` },
    { name: 'in the handler of a shutdown', code: `host.on('session_shutdown', async () => { await Promise.race([drain(), new Promise((resolve) => setTimeout(resolve, 5000))]) })` },
    { name: 'a short grace behind Math.max and Math.min', code: `const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms))\nexport const f = (work, ms = 800) => Promise.race([work, sleep(Math.max(1, ms)), sleep(Math.min(work.ms, 2000))])` },
    { name: 'a race that is not meant to throw, cleared after it', code: `export async function f(work) { let t; const late = new Promise((resolve) => { t = setTimeout(() => resolve('late'), 30_000) }); const got = await Promise.race([work, late]); clearTimeout(t); return got }` },
    { name: 'once, when the module loads', code: `await Promise.race([ready, new Promise((_, reject) => setTimeout(reject, 30_000))])` },
    { name: 'once, in main()', code: `async function main() { await Promise.race([ready(), new Promise((_, reject) => setTimeout(reject, 30_000))]) }\nmain()` },
  ],
  invalid: [
    {
      name: 'written into the race',
      code: `export async function load(plugins, ms) { return Promise.race([read(plugins), new Promise((_, reject) => setTimeout(() => reject(new Error('late: ' + plugins)), ms))]) }`,
      errors: [{ messageId: 'race', data: { timeout: 'The timeout that `load` starts', flaw: 'can never be cleared, because its handle is dropped', when: 'When the other side of the race wins,', long: 'until it fires', holds: 'holds `reject` and `plugins`', clear: 'Keep the handle and clear it' }, column: 106 }],
    },
    {
      name: 'a variable in the race; how long is told',
      code: `const WITHIN = 2 * 60_000\nexport async function load() { const late = new Promise((resolve) => { setTimeout(() => { resolve(null) }, WITHIN) }); return Promise.race([read(), late]) }`,
      errors: [{ messageId: 'race', data: { timeout: 'The timeout that `load` starts', flaw: 'can never be cleared, because its handle is dropped', when: 'When the other side of the race wins,', long: 'for up to 2 minutes', holds: 'holds `resolve`', clear: 'Keep the handle and clear it' } }],
    },
    { name: 'the promise has a catch', code: `export const f = (work) => Promise.race([work, new Promise((_, reject) => setTimeout(reject, 9000)).catch(() => null)])`, errors: [{ messageId: 'race' }] },
    { name: 'Promise.any', code: `export const f = (work) => Promise.any([work, new Promise((resolve) => setTimeout(resolve, 9000))])`, errors: [{ messageId: 'race' }] },
    { name: 'a helper whose promise can only reject: nobody awaits that alone', code: `export function timeout(ms) { return new Promise((_, reject) => setTimeout(() => reject(new Error('late')), ms)) }`, errors: [{ messageId: 'race' }] },
    { name: 'a helper whose handle is kept and cleared only when it has fired', code: `export function timeout(ms) { return new Promise((_, reject) => { const t = setTimeout(() => { clearTimeout(t); reject(new Error('late')) }, ms) }) }`, errors: [{ messageId: 'race', data: { timeout: 'The timeout `t`', flaw: 'is never cleared before it fires', when: 'When the other side of the race wins,', long: 'until it fires', holds: 'holds `reject`', clear: 'Clear it' } }] },
    { name: 'kept in a variable that nobody reads', code: `export function f(work) { let t; return Promise.race([work, new Promise((_, reject) => { t = setTimeout(reject, 9000) })]) }`, errors: [{ messageId: 'race' }] },
    {
      name: 'cleared after the race, but not when it throws',
      code: `export async function f(work) { let t; const late = new Promise((_, reject) => { t = setTimeout(reject, 30_000) }); const got = await Promise.race([work, late]); clearTimeout(t); return got }`,
      errors: [{ messageId: 'race', data: { timeout: 'The timeout `t`', flaw: 'is not cleared when `Promise.race` throws', when: 'Then', long: 'for up to 30 s', holds: 'holds its callback', clear: 'Clear it' } }],
    },
    {
      name: 'a sleep of the file',
      code: `const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms))\nexport async function flush(queue) { await sleep(10); await Promise.race([queue.idle(), sleep(10_000)]) }`,
      errors: [{ messageId: 'racedSleep', data: { long: 'for up to 10 s' }, line: 2, column: 89 }],
    },
    { name: 'an async sleep of the file', code: `async function pause(ms) { await new Promise((resolve) => setTimeout(resolve, ms)) }\nexport const f = (queue) => Promise.race([queue.idle(), pause(10_000)])`, errors: [{ messageId: 'racedSleep', line: 2 }] },
    { ...here, name: 'an imported sleep', code: `import { sleep } from './sleeps.ts'\nconst WITHIN = 10_000\nexport const f = (queue) => Promise.race([queue.idle(), sleep(WITHIN).then(() => null)])`, errors: [{ messageId: 'racedSleep', data: { long: 'for up to 10 s' }, line: 3 }] },
    { name: 'a long wait while one of many owners ends', code: `export class Fleet { async stop(id) { await Promise.race([this.cycles.get(id), new Promise((resolve) => setTimeout(resolve, 30_000))]) } }`, errors: [{ messageId: 'race' }] },
    { name: 'a sleep of timers/promises', code: `import { setTimeout as sleep } from 'node:timers/promises'\nexport const f = (queue) => Promise.race([queue.idle(), sleep(10_000)])`, errors: [{ messageId: 'racedSleep', line: 2 }] },
    { name: "window's and the module's own", code: `import timers from 'node:timers'\nexport const f = (work) => Promise.race([work, new Promise((_, reject) => window.setTimeout(reject, 9000)), new Promise((_, reject) => timers.setTimeout(reject, 9000))])`, errors: [{ messageId: 'race' }, { messageId: 'race' }] },
    { name: 'a short one, when asked for', options: [{ minDelay: 0 }], code: `export const f = (work) => Promise.race([work, new Promise((resolve) => setTimeout(resolve, 50))])`, errors: [{ messageId: 'race' }] },
  ],
})

tester.run('no-leaked-timeout: promises', rule, {
  valid: [
    { name: 'cleared by each handler', code: `export const run = (child, ms) => new Promise((resolve, reject) => { const t = setTimeout(() => reject(new Error('late')), ms); child.on('exit', () => { clearTimeout(t); resolve() }); child.on('error', (e) => { clearTimeout(t); reject(e) }) })` },
    { name: 'cleared by the one function that settles', code: `export const run = (child, ms) => new Promise((resolve, reject) => { const t = setTimeout(() => finish(new Error('late')), ms); function finish(error) { clearTimeout(t); error ? reject(error) : resolve() } child.on('exit', () => finish()) })` },
    { name: 'cleared by handlers whose registration returns what removes them', code: `export const run = (bus, ms) => new Promise((resolve, reject) => { const settle = (m) => { cleanup(); resolve(m) }; const fail = (e) => { cleanup(); reject(e) }; const off = bus.on((m) => { if (m.ok) settle(m) }); const t = setTimeout(() => fail(new Error('late')), ms); const cleanup = () => { off(); clearTimeout(t) } })` },
    { name: 'kept beside the functions that settle, cleared with the answer', code: `export class Client { pending = new Map(); send(id) { return new Promise((resolve, reject) => { const timer = setTimeout(() => { this.pending.delete(id); reject(new Error('late')) }, 30_000); this.pending.set(id, { resolve, reject, timer }) }) } answer(id, value) { const entry = this.pending.get(id); if (!entry) return; clearTimeout(entry.timer); this.pending.delete(id); entry.resolve(value) } }` },
    { name: 'wrapped around the functions that settle', code: `export class Client { pending = new Map(); send(id) { return new Promise((resolve, reject) => { const timer = setTimeout(() => reject(new Error('late')), 30_000); this.pending.set(id, { resolve: (v) => { clearTimeout(timer); resolve(v) }, reject: (e) => { clearTimeout(timer); reject(e) } }) }) } }` },
    { name: 'cleared in a callback of the promise: https://github.com/millionco/react-doctor/issues/1241', code: `export function useSaved(save) { useEffect(() => { let timer; save().then(() => { timer = setTimeout(() => setSaved(false), 3000) }); return () => clearTimeout(timer) }, []) }` },
    { name: 'through a list of handles', code: `const timers = new Set()\nexport const run = (child) => new Promise((resolve, reject) => { timers.add(setTimeout(reject, 9000)); child.on('exit', resolve) })\nexport const stop = () => { for (const t of timers) clearTimeout(t) }` },
    { name: 'only the timeout settles it', code: `export const wait = (log) => new Promise((resolve, reject) => { if (!log) { reject(new Error('no log')); return } log('waiting'); setTimeout(() => resolve(), 5000) })` },
    { name: 'a check that comes again until it is done', code: `export const until = (ready, end) => new Promise((resolve, reject) => { const check = () => { if (ready()) resolve(); else if (Date.now() > end) reject(new Error('late')); else setTimeout(check, 5000) }; check() })` },
    { name: 'a plain sleep where there is no signal to end it', code: `export const sleep = (ms, signal) => new Promise((resolve) => { if (!signal) { setTimeout(resolve, ms); return } const done = () => { clearTimeout(t); resolve() }; const t = setTimeout(done, ms); signal.addEventListener('abort', done) })` },
    { name: 'the reject of something that takes no error', code: `export function ring(call) { setTimeout(() => call.reject(486), 30_000) }` },
    { name: 'a sleep that an abort ends', code: `export const sleep = (ms, signal) => new Promise((resolve, reject) => { const t = setTimeout(resolve, ms); signal.addEventListener('abort', () => { clearTimeout(t); reject(signal.reason) }, { once: true }) })` },
    { name: 'handed to somebody else', code: `import { register } from './timers'\nexport const run = (child) => new Promise((resolve, reject) => { register(setTimeout(reject, 9000)); child.on('exit', resolve) })` },
    { name: "cleared by a function of the user's own", options: [{ clearFunctions: ['whenSettled'] }], code: `import { whenSettled } from './timers'\nexport const run = (child) => new Promise((resolve, reject) => { const t = setTimeout(reject, 9000); whenSettled(t); child.on('exit', resolve) })` },
    { ...here, name: 'cleared by an imported function', code: `import { endWith } from './timers.ts'\nexport const run = (child) => new Promise((resolve, reject) => { endWith(child, setTimeout(reject, 9000)); child.on('exit', resolve) })` },
    { name: 'a delayed task', code: `export function announce(client) { setTimeout(() => client.send('hello'), 60_000) }` },
    { name: 'an entry that expires', code: `const cache = new Map()\nexport function remember(id, value) { cache.set(id, value); setTimeout(() => cache.delete(id), 300_000) }` },
    { name: 'a debounce that clears before it sets', code: `const timers = new Map()\nexport function changed(path, run) { clearTimeout(timers.get(path)); timers.set(path, setTimeout(() => { timers.delete(path); run(path) }, 5000)) }` },
    { name: 'withResolvers, cleared in finally', code: `export async function ask(socket) { const { promise, resolve, reject } = Promise.withResolvers(); const t = setTimeout(() => reject(new Error('late')), 9000); socket.once('answer', resolve); try { return await promise } finally { clearTimeout(t) } }` },
    { name: 'a local function called setTimeout', code: `function setTimeout(run) {}\nexport const run = (child) => new Promise((resolve, reject) => { setTimeout(reject, 9000); child.on('exit', resolve) })` },
    { name: 'a test', filename: 'src/run.test.ts', code: `export const run = (child) => new Promise((resolve, reject) => { setTimeout(reject, 9000); child.on('exit', resolve) })` },
  ],
  invalid: [
    { ...here, name: 'the handle goes to an imported function that only looks at it', code: `import { stopMessage } from './timers.ts'\nexport const run = (child) => new Promise((resolve, reject) => { const t = setTimeout(reject, 9000); console.log(stopMessage(t)); child.on('exit', resolve) })`, errors: [{ messageId: 'promise' }] },
    {
      name: 'a request that is answered elsewhere',
      code: `export class Client { pending = new Map(); send(id, method) { return new Promise((resolve, reject) => { this.pending.set(id, { resolve, reject }); setTimeout(() => { if (!this.pending.has(id)) return; this.pending.delete(id); reject(new Error('late: ' + method)) }, 30_000) }) } }`,
      errors: [{ messageId: 'promise', data: { timeout: 'The timeout that `send` starts', flaw: 'can never be cleared, because its handle is dropped', when: 'When the promise is settled before,', long: 'for up to 30 s', holds: 'holds `this`, `id`, `reject` and 1 more', clear: 'Keep the handle and clear it' } }],
    },
    { name: 'a server that waits for one call', code: `export const login = (http) => new Promise((resolve, reject) => { const server = http.createServer((req, res) => { res.end(); server.close(); resolve(req.url) }); server.listen(0); setTimeout(() => { server.close(); reject(new Error('late')) }, 5 * 60 * 1000) })`, errors: [{ messageId: 'promise' }] },
    { name: 'a flag stops the timeout from acting, not from staying', code: `export const run = (child) => new Promise((resolve, reject) => { let done = false; child.on('exit', () => { done = true; resolve() }); setTimeout(() => { if (!done) reject(new Error('late')) }, 9000) })`, errors: [{ messageId: 'promise' }] },
    { name: 'the functions are handed on as they are', code: `export const run = (work) => new Promise((resolve, reject) => { setTimeout(reject, 9000); work.then(resolve, reject) })`, errors: [{ messageId: 'promise' }] },
    { name: 'an async executor that goes on', code: `export const run = (work) => new Promise(async (resolve, reject) => { const t = setTimeout(() => reject(new Error('late')), 9000); resolve(await work()) })`, errors: [{ messageId: 'promise', data: { timeout: 'The timeout `t`', flaw: 'is never cleared before it fires', when: 'When the promise is settled before,', long: 'for up to 9 s', holds: 'holds `reject`', clear: 'Clear it' } }] },
    { name: 'the function that settles is called by the timeout and by others, and clears nothing', code: `export const run = (child, ms) => new Promise((resolve, reject) => { const t = setTimeout(() => finish(new Error('late')), ms); function finish(error) { error ? reject(error) : resolve() } child.on('exit', () => finish()) })`, errors: [{ messageId: 'promise' }] },
    { name: 'withResolvers', code: `export function ask(socket) { const { promise, resolve, reject } = Promise.withResolvers(); setTimeout(() => reject(new Error('late')), 9000); socket.once('answer', resolve); return promise }`, errors: [{ messageId: 'promise' }] },
    { name: 'an entry that is rejected through its map', code: `export class Client { pending = new Map(); track(id, entry) { this.pending.set(id, entry); setTimeout(() => { const late = this.pending.get(id); this.pending.delete(id); late?.reject(new Error('late')) }, 60_000) } }`, errors: [{ messageId: 'promise', data: { timeout: 'The timeout that `track` starts', flaw: 'can never be cleared, because its handle is dropped', when: 'When the promise is settled before,', long: 'for up to 60 s', holds: 'holds `this` and `id`', clear: 'Keep the handle and clear it' } }] },
    { name: 'cleared only in a function that nobody calls', code: `export const run = (child) => new Promise((resolve, reject) => { const t = setTimeout(reject, 9000); const stop = () => clearTimeout(t); child.on('exit', resolve) })`, errors: [{ messageId: 'promise' }] },
  ],
})

tester.run('no-leaked-timeout: work that is aborted', rule, {
  valid: [
    { name: 'cleared in finally', code: `export async function get(url) { const c = new AbortController(); const t = setTimeout(() => c.abort(), 30_000); try { return await fetch(url, { signal: c.signal }) } finally { clearTimeout(t) } }` },
    { name: 'cleared on both ways', code: `export async function get(url) { const c = new AbortController(); const t = setTimeout(() => c.abort(), 30_000); try { const r = await fetch(url, { signal: c.signal }); clearTimeout(t); return r } catch (e) { clearTimeout(t); throw e } }` },
    { name: 'cleared after what caught the error', code: `export async function get(url) { const c = new AbortController(); const t = setTimeout(() => c.abort(), 30_000); let r; try { r = await fetch(url, { signal: c.signal }) } catch (e) { log(e) } clearTimeout(t); return r }` },
    { name: 'cleared after an await that cannot throw', code: `export async function get(url) { const c = new AbortController(); const t = setTimeout(() => c.abort(), 30_000); const r = await fetch(url, { signal: c.signal }).catch(() => null); clearTimeout(t); return r }` },
    { name: 'cleared on success only, a few seconds', code: `export async function ping(url) { const c = new AbortController(); const t = setTimeout(() => c.abort(), 3000); const r = await fetch(url, { signal: c.signal }); clearTimeout(t); return r.ok }` },
    { name: 'cleared on success only, where that is allowed', options: [{ clearedOnSuccess: 'allow' }], code: `export async function get(url) { const c = new AbortController(); const t = setTimeout(() => c.abort(), 30_000); const r = await fetch(url, { signal: c.signal }); clearTimeout(t); return r }` },
    { name: 'AbortSignal.timeout', code: `export const get = (url) => fetch(url, { signal: AbortSignal.timeout(30_000) })` },
    { name: 'the controller of somebody else', code: `export function abortLater(controller) { setTimeout(() => controller.abort(), 30_000) }` },
    { name: 'a controller in a field that lives on', code: `export class Page { controller = new AbortController(); idle() { setTimeout(() => this.controller.abort(), 30_000) } load(url) { return fetch(url, { signal: this.controller.signal }) } }` },
    { name: 'kept in a field that the base class of another file clears', code: `import { Provider } from './provider'\nexport class Remote extends Provider { async get(url) { this.controller = new AbortController(); this.timer = setTimeout(() => this.controller.abort(), 30_000); const r = await fetch(url, { signal: this.controller.signal }); this.clearRequestTimeout(); return r } }` },
    { name: 'a controller whose signal nobody takes', code: `export function f() { const c = new AbortController(); setTimeout(() => c.abort(), 30_000) }` },
    { name: 'cleared on abort, by a controller that the caller ends', code: `export function within(ms) { const c = new AbortController(); const t = setTimeout(() => c.abort(), ms); c.signal.addEventListener('abort', () => clearTimeout(t)); return [c, c.signal] }` },
    { name: 'handed back with the signal', code: `export function within(ms) { const c = new AbortController(); const t = setTimeout(() => c.abort(), ms); return { signal: c.signal, clear: () => clearTimeout(t) } }` },
  ],
  invalid: [
    {
      name: 'the handle is dropped',
      code: `export async function get(url) {\n  const controller = new AbortController()\n  setTimeout(() => controller.abort(), 30_000)\n  return await fetch(url, { signal: controller.signal })\n}`,
      errors: [
        {
          messageId: 'work', data: { timeout: 'The timeout that `get` starts', flaw: 'can never be cleared, because its handle is dropped', when: 'When the work that it may abort is done,', long: 'for up to 30 s', holds: 'holds `controller`', clear: 'Keep the handle and clear it' },
          suggestions: [{ messageId: 'useSignal', output: `export async function get(url) {\n  return await fetch(url, { signal: AbortSignal.timeout(30_000) })\n}` }],
        },
      ],
    },
    { name: 'no suggestion where an AbortError is awaited', code: `export async function get(url) {\n  const controller = new AbortController()\n  setTimeout(() => controller.abort(), 30_000)\n  try { return await fetch(url, { signal: controller.signal }) } catch (e) { if (e.name !== 'AbortError') throw e }\n}`, errors: [{ messageId: 'work', suggestions: [] }] },
    { name: 'no suggestion where something else aborts as well', code: `export async function get(url, stop) {\n  const controller = new AbortController()\n  setTimeout(() => controller.abort(), 30_000)\n  stop(() => controller.abort())\n  return await fetch(url, { signal: controller.signal })\n}`, errors: [{ messageId: 'work', suggestions: [] }] },
    { name: 'no suggestion where a reason is given', code: `export async function get(url) {\n  const controller = new AbortController()\n  setTimeout(() => controller.abort('late'), 30_000)\n  return await fetch(url, { signal: controller.signal })\n}`, errors: [{ messageId: 'work', suggestions: [] }] },
    { name: 'kept, never cleared', code: `export async function get(url) { const c = new AbortController(); const t = setTimeout(() => c.abort(), 30_000); return await fetch(url, { signal: c.signal }) }`, errors: [{ messageId: 'work' }] },
    { name: 'a controller in a field, made anew', code: `export class Page { async load(url) { this.controller = new AbortController(); setTimeout(() => this.controller?.abort(), 30_000); return await fetch(url, { signal: this.controller.signal }) } }`, errors: [{ messageId: 'work', suggestions: [] }] },
    { name: 'a controller in a variable that is assigned for each attempt', code: `export async function get(url) { let c; for (let i = 0; i < 3; i++) { c = new AbortController(); setTimeout(() => c.abort(), 30_000); const r = await fetch(url, { signal: c.signal }); if (r.ok) return r } }`, errors: [{ messageId: 'work', suggestions: [] }] },
    { name: 'the bound method', code: `export async function get(url) { const c = new AbortController(); setTimeout(c.abort.bind(c), 30_000); return await fetch(url, { signal: c.signal }) }`, errors: [{ messageId: 'work', suggestions: [] }] },
    {
      name: 'cleared only when the request aborts',
      code: `export function stream(data, request, ms) { const c = new AbortController(); const t = setTimeout(() => c.abort(new Error('late')), typeof ms === 'number' ? ms : 5000); request.addEventListener('abort', () => clearTimeout(t)); return encode(data, { signal: c.signal }) }`,
      errors: [{ messageId: 'work', data: { timeout: 'The timeout `t`', flaw: 'is only cleared when a signal aborts', when: 'When the work that it may abort is done,', long: 'for up to 5 s', holds: 'holds `c`', clear: 'Clear it' } }],
    },
    {
      name: 'cleared after the answer, but not when there is none',
      code: `export async function get(url, timeout) { const c = new AbortController(); const t = setTimeout(() => c.abort(), timeout); const r = await fetch(url, { signal: c.signal }); clearTimeout(t); return r.json() }`,
      errors: [{ messageId: 'work', data: { timeout: 'The timeout `t`', flaw: 'is not cleared when `fetch` throws', when: 'Then', long: 'until it fires', holds: 'holds `c`', clear: 'Clear it' } }],
    },
    { name: 'the catch leaves before the clear', code: `export async function get(url, timeout) { const c = new AbortController(); const t = setTimeout(() => c.abort(), timeout); let r; try { r = await fetch(url, { signal: c.signal }) } catch { return null } clearTimeout(t); return r.json() }`, errors: [{ messageId: 'work' }] },
  ],
})

tester.run('no-leaked-timeout: components', rule, {
  valid: [
    { name: 'cleared by the clean-up of its effect', code: `export function Stale({ text }) { useEffect(() => { const t = setTimeout(() => mark(text), 600_000); return () => clearTimeout(t) }, [text]) }` },
    { name: 'a few seconds', code: `export function Copied({ text }) { useEffect(() => { setTimeout(() => mark(text), 2000) }, [text]) }` },
    { name: 'for as long as the caller says', code: `export function Stale({ text, ms }) { useEffect(() => { setTimeout(() => mark(text), ms) }, [text]) }` },
    { name: 'set by a click', code: `export function Stale({ text }) { return <button onClick={() => setTimeout(() => mark(text), 600_000)}>{text}</button> }` },
    { name: 'a method of that name in a class that is no component', code: `export class Server { connectedCallback() { setTimeout(() => this.close(), 600_000) } close() {} }` },
    { name: 'cleared when the class component ends', code: `export class Stale extends React.Component { componentDidMount() { this.t = setTimeout(() => this.setState({ stale: true }), 600_000) } componentWillUnmount() { clearTimeout(this.t) } }` },
  ],
  invalid: [
    {
      name: 'ten minutes in an effect',
      code: `export function Stale({ text }) { useEffect(() => { setTimeout(() => mark(text), 600_000) }, [text]) }`,
      errors: [{ messageId: 'component', data: { timeout: 'The timeout that `Stale` starts', flaw: 'can never be cleared, because its handle is dropped', when: 'When the component goes or starts it anew,', long: 'for up to 10 minutes', holds: 'holds `text`', clear: 'Keep the handle and clear it' } }],
    },
    { name: 'kept in a ref, never cleared', code: `export function Stale({ text }) { const t = useRef(); useEffect(() => { t.current = setTimeout(() => mark(text), 600_000) }, [text]) }`, errors: [{ messageId: 'component' }] },
    { name: 'a class component', code: `export class Stale extends React.Component { componentDidMount() { setTimeout(() => this.setState({ stale: true }), 600_000) } }`, errors: [{ messageId: 'component' }] },
    { name: 'Vue', code: `import { onMounted } from 'vue'\nonMounted(() => { setTimeout(() => mark(), 60_000) })`, errors: [{ messageId: 'component' }] },
  ],
})
