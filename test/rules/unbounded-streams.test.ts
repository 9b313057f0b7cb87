import { RuleTester } from '@typescript-eslint/rule-tester'

import rule from '../../rules/no-leaked-subscription.ts'

const tester = new RuleTester()
const imports = `import { ReplaySubject, interval, take } from 'rxjs'\nimport { shareReplay } from 'rxjs/operators'\n`
const service = (body: string): string => `${imports}@Injectable({ providedIn: 'root' })\nexport class Mail { ${body} }`

tester.run('no-leaked-subscription: streams of RxJS that keep all', rule, {
  valid: [
    { name: 'a size', code: service(`all = new ReplaySubject(1); receive(x) { this.all.next(x) }`) },
    { name: 'told once', code: service(`ready = new ReplaySubject(); constructor() { this.ready.next(1) }`) },
    { name: 'completed', code: service(`all = new ReplaySubject(); receive(x) { this.all.next(x) } end() { this.all.complete() }`) },
    { name: 'of a class whose life is not known', code: `${imports}export class Mail { all = new ReplaySubject(); receive(x) { this.all.next(x) } }` },
    { name: 'a class of the file', code: `class ReplaySubject { next() {} }\nconst all = new ReplaySubject()\nexport const receive = (x) => all.next(x)` },
    { name: 'subscribers are counted', code: `${imports}export class Clock { ticks = interval(9).pipe(shareReplay({ bufferSize: 1, refCount: true })) }` },
    { name: 'a source that ends', code: `${imports}export class Clock { ticks = interval(9).pipe(take(3), shareReplay(1)) }` },
    { name: 'once for the program', code: `${imports}export const ticks = interval(9).pipe(shareReplay(1))` },
    { name: 'an answer of a server', code: `${imports}export class Users { all = this.http.get('/users').pipe(shareReplay(1)) }` },
  ],
  invalid: [
    { name: 'a service that replays without end', code: service(`all = new ReplaySubject(); receive(x) { this.all.next(x) }`), errors: [{ messageId: 'replays', data: { name: 'all' } }] },
    { name: "a module's subject", code: `${imports}const all = new ReplaySubject(Infinity)\nexport const receive = (x) => all.next(x)`, errors: [{ messageId: 'replays' }] },
    { name: 'an endless source, shared without a count', code: `${imports}export class Clock { ticks = interval(9).pipe(shareReplay(1)) }`, errors: [{ messageId: 'shared', data: { source: 'interval' } }] },
    { name: 'a count that is turned off', code: `${imports}export function clock() { return interval(9).pipe(shareReplay({ bufferSize: 1, refCount: false })) }`, errors: [{ messageId: 'shared' }] },
  ],
})
