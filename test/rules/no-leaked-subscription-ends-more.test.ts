import { RuleTester } from '@typescript-eslint/rule-tester'

import resource from '../../rules/no-leaked-resource.ts'
import rule from '../../rules/no-leaked-subscription.ts'

const tester = new RuleTester({ languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } } })

const rxjs = `import { Subject, interval, takeUntil, switchMap } from 'rxjs'\n`
const component = (body: string): string => `${rxjs}@Component({})\nclass Inbox { constructor(private mail: MailService) {} private gone = new Subject(); ${body} }`
const effect = (body: string): string => `function Panel({ names, others, draw }) { useEffect(() => { ${body} }, []); return <b /> }`

tester.run('no-leaked-subscription: streams that are to stop', rule, {
  valid: [
    { name: 'the subject is told', code: component(`ngOnInit() { this.mail.all.pipe(takeUntil(this.gone)).subscribe(() => f()) } ngOnDestroy() { this.gone.next() }`) },
    { name: 'the subject is handed on', code: component(`ngOnInit() { register(this.gone); this.mail.all.pipe(takeUntil(this.gone)).subscribe(() => f()) }`) },
    { name: 'the end stands last', code: component(`ngOnInit() { this.mail.all.pipe(switchMap(() => interval(9)), takeUntil(this.gone)).subscribe(() => f()) } ngOnDestroy() { this.gone.next() }`) },
    { name: 'an answer of a server behind the end', code: component(`ngOnInit() { this.mail.all.pipe(takeUntil(this.gone), switchMap((id) => this.http.get(id))).subscribe(() => f()) } ngOnDestroy() { this.gone.next() }`) },
    { name: 'a local subject that the clean-up tells', code: `${rxjs}${effect(`const gone = new Subject(); interval(9).pipe(takeUntil(gone)).subscribe(() => draw()); return () => gone.next()`)}` },
  ],
  invalid: [
    { name: 'a subject that nothing tells', code: component(`ngOnInit() { this.mail.all.pipe(takeUntil(this.gone)).subscribe(() => f()) }`), errors: [{ messageId: 'recurring' }] },
    { name: 'a local subject that nothing tells', code: `${rxjs}${effect(`const gone = new Subject(); interval(9).pipe(takeUntil(gone)).subscribe(() => draw())`)}`, errors: [{ messageId: 'recurring' }] },
    { name: 'a stream that begins behind the end', code: component(`ngOnInit() { this.mail.all.pipe(takeUntil(this.gone), switchMap(() => interval(9))).subscribe(() => f()) } ngOnDestroy() { this.gone.next() }`), errors: [{ messageId: 'recurring' }] },
    { name: "another class's subscription is ended", code: `${component(`ngOnInit() { this.sub = this.mail.all.subscribe(() => f()) }`)}\nclass Other { end() { this.sub.unsubscribe() } }`, errors: [{ messageId: 'recurring' }] },
  ],
})

tester.run('no-leaked-subscription: removals, further', rule, {
  valid: [
    { name: 'through `call`', code: effect(`window.addEventListener('resize', draw); return () => window.removeEventListener.call(window, 'resize', draw)`) },
    { name: 'in a loop over the same list', code: effect(`names.forEach((n) => window.addEventListener(n, draw)); return () => names.forEach((n) => window.removeEventListener(n, draw))`) },
    { name: 'disposers in a ref that is emptied', code: `import { bus } from './bus'\nfunction Panel({ draw }) { const offs = useRef([]); useEffect(() => { offs.current.push(bus.on('a', () => draw())); return () => offs.current.forEach((off) => off()) }, []); return <b /> }` },
  ],
  invalid: [
    { name: 'through `call`, of another event', code: effect(`window.addEventListener('resize', draw); return () => window.removeEventListener.call(window, 'scroll', draw)`), errors: [{ messageId: 'recurring' }] },
    { name: 'in a loop over another list', code: effect(`names.forEach((n) => window.addEventListener(n, draw)); return () => others.forEach((n) => window.removeEventListener(n, draw))`), errors: [{ messageId: 'recurring' }] },
    { name: 'disposers in a ref that nothing empties', code: `import { bus } from './bus'\nfunction Panel({ draw }) { const offs = useRef([]); useEffect(() => { offs.current.push(bus.on('a', () => draw())) }, []); return <b /> }`, errors: [{ messageId: 'recurring' }] },
    { name: "a panel's end that ends what it was handed, and no more", code: `import * as vscode from 'vscode'\nexport class ChatPanel { constructor(private panel: vscode.WebviewPanel) { vscode.workspace.onDidChangeTextDocument(() => this.draw()) } draw() {} dispose() { this.panel.dispose() } }`, errors: [{ messageId: 'left' }] },
    { name: 'for each view of an editor', code: `import * as vscode from 'vscode'\nexport class Views { resolveWebviewView(view) { vscode.window.onDidChangeActiveColorTheme(() => view.show()) } }`, errors: [{ messageId: 'recurring' }] },
  ],
})

tester.run("no-leaked-resource: parts of an editor's window", resource, {
  valid: [{ name: 'kept by the extension', code: `import { window } from 'vscode'\nexport function activate(context) { context.subscriptions.push(window.createOutputChannel('a')) }` }],
  invalid: [{ name: 'opened by each run of a command', code: `import * as vscode from 'vscode'\nexport function activate(context) { context.subscriptions.push(vscode.commands.registerCommand('a', () => { vscode.window.createOutputChannel('a').show() })) }`, errors: [{ messageId: 'open' }] }],
})
