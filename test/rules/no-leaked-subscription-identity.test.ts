import { RuleTester } from '@typescript-eslint/rule-tester'

import rule from '../../rules/no-leaked-subscription.ts'

const tester = new RuleTester({ languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } } })

/** A component whose only effect is `body`. */
const effect = (body: string): string => `function Panel({ draw, other }) { useEffect(() => { ${body} }, []); return <b /> }`

tester.run('no-leaked-subscription: which listener a removal means', rule, {
  valid: [
    { name: 'a second name', code: effect(`const f = () => draw(); const g = f; window.addEventListener('resize', g); return () => window.removeEventListener('resize', f)`) },
    { name: 'a second name, the other way round', code: effect(`const f = () => draw(); window.addEventListener('resize', f); const g = f; return () => window.removeEventListener('resize', g)`) },
    { name: 'a name assigned later', code: effect(`let kept; const f = () => draw(); kept = f; window.addEventListener('resize', f); return () => window.removeEventListener('resize', kept)`) },
    { name: 'a cast', code: effect(`const f = () => draw(); const g = f as EventListener; window.addEventListener('resize', g); return () => window.removeEventListener('resize', f as EventListener)`) },
    { name: 'an object in a ref', code: `function Panel({ draw }) { const drag = useRef(null); useEffect(() => { const f = () => draw(); drag.current = { f }; document.addEventListener('mousemove', f); return () => document.removeEventListener('mousemove', drag.current.f) }, []); return <b /> }` },
    { name: 'bound once, and kept in a field', code: `class XPanel extends HTMLElement { connectedCallback() { const f = this.key.bind(this); window.addEventListener('keydown', f); this.f = f } disconnectedCallback() { window.removeEventListener('keydown', this.f) } key() {} }` },
    { name: 'taken out of an object again', code: `class XPanel extends HTMLElement { connectedCallback() { const f = () => this.key(); this.held = { f }; window.addEventListener('keydown', f) } disconnectedCallback() { const { f } = this.held; window.removeEventListener('keydown', f) } key() {} }` },
    { name: 'the method that ends it, taken out of the result', code: `import { AppState } from 'react-native'\n${effect(`const { remove } = AppState.addEventListener('change', draw); return () => remove()`)}` },
    { name: 'the method that ends it, returned', code: `import { AppState } from 'react-native'\n${effect(`const sub = AppState.addEventListener('change', draw); return sub.remove`)}` },
    { name: 'a number is no event', code: effect(`lamp.on(0, () => draw()); return () => lamp.off(500, () => draw())`) },
    { name: 'a class of this file that removes by the event', code: `class Topics { on(name, f) { this.map.set(name, f) } off(name, _f) { this.map.delete(name) } }\nconst topics = new Topics()\n${effect(`topics.on('paint', () => draw()); return () => topics.off('paint', () => draw())`)}` },
    { name: 'capture said in two ways', code: effect(`window.addEventListener('scroll', draw, { capture: true }); return () => window.removeEventListener('scroll', draw, true)`) },
    { name: 'options that are not seen may agree in capture', code: `import { options } from './dom'\n${effect(`window.addEventListener('scroll', draw, true); return () => window.removeEventListener('scroll', draw, options)`)}` },
    { name: 'behind a return', code: effect(`return () => draw(); window.addEventListener('scroll', draw)`) },
    { name: 'an observer that its callback disconnects by the second parameter', code: effect(`new ResizeObserver(([entry], self) => { draw(entry); self.disconnect() }).observe(document.body)`) },
    { name: 'removed before it is added, both of the module', code: `import { bus } from './bus'\nexport function openSession() { bus.off('tick', tick); bus.on('tick', tick) }\nfunction tick() {}` },
    { name: "a foreign operator that is given the component", code: `import { interval } from 'rxjs'\nimport { stopWith } from './operators'\n@Component({})\nclass A { ngOnInit() { interval(1000).pipe(stopWith(this)).subscribe(() => this.tick()) } }` },
  ],
  invalid: [
    { name: 'another capture', code: effect(`window.addEventListener('scroll', draw, true); return () => window.removeEventListener('scroll', draw)`), errors: [{ messageId: 'recurring', data: { subject: 'The listener for `scroll` on `window`', often: 'each time `Panel` mounts', flaw: 'its removal in `Panel` has another `capture`, which makes it another listener', emitter: 'window', remedy: 'Remove it when its owner ends, or pass a `signal` that is aborted then' } }] },
    { name: 'another capture in options', code: effect(`document.addEventListener('scroll', draw, { capture: true, passive: true }); return () => document.removeEventListener('scroll', draw, { passive: true })`), errors: [{ messageId: 'recurring' }] },
    { name: 'another parameter', code: effect(`window.addEventListener('resize', draw); return () => window.removeEventListener('resize', other)`), errors: [{ messageId: 'recurring' }] },
    { name: 'another result of the same function', code: effect(`const dark = matchMedia('(dark)'); const wide = matchMedia('(wide)'); dark.addEventListener('change', draw); return () => wide.removeEventListener('change', draw)`), errors: [{ messageId: 'recurring' }] },
    { name: 'removed before it is added, and made anew each time', code: effect(`const f = () => draw(); window.removeEventListener('resize', f); window.addEventListener('resize', f)`), errors: [{ messageId: 'recurring' }] },
    { name: 'removed before it is added, in a component', code: `import { bus } from './bus'\n${effect(`bus.off('paint', draw); bus.on('paint', draw)`)}`, errors: [{ messageId: 'recurring' }] },
    { name: 'targets of a list', code: effect(`[window, document].forEach((target) => target.addEventListener('keydown', draw))`), errors: [{ messageId: 'recurring' }] },
    { name: 'targets of a loop', code: effect(`for (const target of [window, document]) target.addEventListener('keydown', draw)`), errors: [{ messageId: 'recurring' }] },
    { name: 'an observer of `window`', code: effect(`const o = new window.ResizeObserver(() => draw()); o.observe(document.body)`), errors: [{ messageId: 'recurring' }] },
    { name: 'a method that is named, and not called', code: effect(`const o = new ResizeObserver(() => draw()); o.observe(document.body); const off = () => o.disconnect; return off`), errors: [{ messageId: 'recurring' }] },
  ],
})
