import { RuleTester } from '@typescript-eslint/rule-tester'

import rule from '../../rules/no-leaked-subscription.ts'

const tester = new RuleTester()
const base = `import { Disposable, DisposableStore } from './lifecycle'\nimport { bus } from './bus'\n`

tester.run('no-leaked-subscription: what the base class ends', rule, {
  valid: [
    { name: 'the end calls the one of the base', code: `${base}class Chat extends Disposable { constructor() { super(); this._register(bus.on('a', () => this.draw())) } dispose() { this.draw(); super.dispose() } draw() {} }` },
    { name: 'the class has no end of its own', code: `${base}class Chat extends Disposable { constructor() { super(); this._register(bus.on('a', () => this.draw())) } draw() {} }` },
    { name: 'the class has its own register', code: `${base}class Chat extends Panel { list = []; own(d) { this.list.push(d) } constructor() { super(); this.own(bus.on('a', () => f())) } dispose() { for (const d of this.list) d() } }` },
    { name: 'the base has no such end', code: `import { bus } from './bus'\nclass Panel { keep(d) {} }\nclass Chat extends Panel { constructor() { super(); this.keep(bus.on('a', () => f())) } dispose() { log() } }` },
    { name: 'a holder that the constructor registers', code: `${base}class Mill extends Disposable { a = this._register(new DisposableStore()); b = new DisposableStore(); constructor() { super(); this._register(this.b) } }` },
    { name: 'a holder that the end disposes of', code: `${base}class Mill extends Disposable { a = this._register(new DisposableStore()); b = new DisposableStore(); dispose() { this.b.dispose(); super.dispose() } }` },
    { name: 'no sibling is registered', code: `${base}class Mill extends Disposable { b = new DisposableStore(); add(d) { this.b.add(d) } }` },
  ],
  invalid: [
    { name: 'an end that does not call the one of the base', code: `${base}class Chat extends Disposable { constructor() { super(); this._register(bus.on('a', () => this.draw())) } dispose() { this.draw() } draw() {} }`, errors: [{ messageId: 'hidden', data: { subject: 'The listener for `a` on `bus`', owner: 'Chat', end: 'dispose' } }] },
    { name: "a stream that is to stop with the base's field", code: `import { takeUntil } from 'rxjs'\nimport { Base } from './base'\nclass Chat extends Base { constructor(store) { super(); store.clicks.pipe(takeUntil(this.destroyed$)).subscribe(() => f()) } ngOnDestroy() { log() } }`, errors: [{ messageId: 'hidden' }] },
    { name: 'a holder beside a registered one', code: `${base}class Mill extends Disposable { a = this._register(new DisposableStore()); b = new DisposableStore(); add(d) { this.b.add(d) } }`, errors: [{ messageId: 'unregistered', data: { field: 'b', method: '_register', sibling: 'a' } }] },
  ],
})

tester.run('no-leaked-subscription: whose callback and whose emitter it is', rule, {
  valid: [
    { name: "a step's own optional callback", code: `export function openDialog(step) { step.onDidActivate?.(picker) }` },
    { name: 'a callback that is told of something', code: `import { window } from 'vscode'\nimport { step } from './step'\nexport function openDialog(id) { const input = window.createInputBox(); input.title = id; step.onDidClick(input) }` },
    { name: 'a field that only holds what its class makes', code: `class Session { #tail; open(url) { this.#tail = new WebSocket(url); this.#tail.on('message', log); this.#tail.on('error', quiet) } close() { this.#tail?.removeAllListeners('error'); this.#tail?.terminate() } }` },
    { name: 'a function of that name without anything to tell it apart', code: `import { server } from './server'\nclass Radio { _attachWebSocket() { server.on('upgrade', (req) => this.take(req)) } take() {} }` },
  ],
  invalid: [],
})
