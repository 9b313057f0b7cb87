/** Light and dark by what the reader's system says; every pair of colours has a contrast of at least 4.5. */
export const STYLE = `
:root {
  --page: #f6f7f9; --card: #fff; --text: #1c2128; --soft: #57606a; --line: #d5dae1; --link: #0a58ca; --mark: #fff3bf;
  --event: #d6e6ff; --key: #e9dcff; --growth: #ffe2c7; --owner: #d4f0dd; --release: #ffd7d9;
  --proven: #d4f0dd; --likely: #fff0c2; --unknown: #e7eaee; --bar: #0a58ca;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0f1318; --card: #191f27; --text: #e6eaf0; --soft: #a3adba; --line: #36404d; --link: #82b6ff; --mark: #4a3f12;
    --event: #16335c; --key: #372457; --growth: #57340f; --owner: #143f26; --release: #5c1d22;
    --proven: #143f26; --likely: #4a3f12; --unknown: #2c3440; --bar: #82b6ff;
  }
}
* { box-sizing: border-box }
body { margin: 0 auto; padding: 1.5rem; max-width: 76rem; background: var(--page); color: var(--text); font: 1rem/1.5 system-ui, sans-serif }
h1 { margin: 0; font-size: 1.8rem }
h2 { margin: 1.5rem 0 .5rem; font-size: 1.2rem }
a { color: var(--link) }
a:focus-visible, button:focus-visible, select:focus-visible, summary:focus-visible, .step:focus { outline: 3px solid var(--link); outline-offset: 2px }
code, pre, .where { font-family: ui-monospace, 'Cascadia Code', Menlo, Consolas, monospace; font-size: .875em }
.hint, .place { color: var(--soft) }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
.skip { position: absolute; left: -100rem }
.skip:focus { left: 1rem }
.bars { margin: 0; max-width: 44rem }
.bar { display: grid; grid-template-columns: 16rem 1fr; gap: 1rem }
.bar dd { display: flex; align-items: center; gap: .5rem; margin: 0 }
.length { height: .75rem; min-width: .25rem; border-radius: .2rem; background: var(--bar) }
.filters { display: flex; flex-wrap: wrap; align-items: end; gap: 1rem; margin: 1.5rem 0; padding: 1rem; border: 1px solid var(--line); border-radius: .5rem; background: var(--card) }
.filters label { display: grid; gap: .25rem; color: var(--soft); font-size: .875rem }
.filters p { margin: 0 0 0 auto }
select, button { padding: .4rem .6rem; max-width: 20rem; border: 1px solid var(--soft); border-radius: .3rem; background: var(--card); color: var(--text); font: inherit }
.findings, .steps, .picture { margin: 0; padding: 0; list-style: none }
.finding { margin: 0 0 1rem; padding: 1rem 1.25rem; border: 1px solid var(--line); border-radius: .5rem; background: var(--card) }
.finding[hidden] { display: none }
h3 { display: flex; align-items: baseline; gap: .75rem; margin: 0; font-size: 1.15rem; overflow-wrap: anywhere }
h3 code { font-size: 1em }
.rank { color: var(--soft); font-weight: 400 }
.facts { display: flex; flex-wrap: wrap; gap: .5rem; margin: .5rem 0 }
.facts:empty { display: none }
.fact { padding: 0 .5rem; border-radius: 1rem; background: var(--unknown); font-size: .875rem }
.fact.often { background: var(--event) }
.fact.proven { background: var(--proven) }
.fact.likely { background: var(--likely) }
.message { margin: .5rem 0; max-width: 64rem }
.picture { display: flex; flex-wrap: wrap; gap: .5rem 1.75rem; margin: 1rem 0 }
.box { position: relative; flex: 1 1 9rem; border: 2px solid transparent; border-radius: .5rem }
.box + .box::before { content: '→'; position: absolute; top: 50%; left: -1.55rem; transform: translateY(-50%); color: var(--soft); font-size: 1.25rem }
.box.likely, .box.unknown, .box.missing { border: 2px dashed var(--soft) }
.box.missing .role::before { content: '✗ ' }
.box.event { background: var(--event) } .box.key { background: var(--key) } .box.growth { background: var(--growth) }
.box.owner { background: var(--owner) } .box.release, .box.missing { background: var(--release) }
.box a { display: flex; flex-direction: column; gap: .15rem; height: 100%; padding: .5rem .6rem; color: var(--text); text-decoration: none; overflow-wrap: anywhere }
.box a:hover .what { text-decoration: underline }
.role { font-size: .75rem; font-weight: 600; text-transform: uppercase; letter-spacing: .04em }
.what { font-size: .875rem }
.where { margin-top: auto; font-size: .75rem }
summary { cursor: pointer; width: fit-content }
.step { margin: .75rem 0 0; padding-left: .9rem; border-left: 4px solid var(--line) }
.step.event { border-color: var(--event) } .step.key { border-color: var(--key) } .step.growth { border-color: var(--growth) }
.step.owner { border-color: var(--owner) } .step.release, .step.missing { border-color: var(--release) }
.step p { margin: 0 0 .25rem; overflow-wrap: anywhere }
pre { margin: 0; padding: .5rem .75rem; border-radius: .3rem; background: var(--page); white-space: pre-wrap; overflow-wrap: anywhere }
mark, .row { display: block }
mark { background: var(--mark); color: inherit }
.number { color: var(--soft); user-select: none }
.place { margin: .5rem 0 0; font-size: .875rem; overflow-wrap: anywhere }
@media (max-width: 45rem) {
  body { padding: 1rem }
  .bar { grid-template-columns: 1fr; gap: 0 }
  .picture { flex-direction: column; gap: 1.5rem }
  .box + .box::before { content: '↓'; top: -1.6rem; left: 1rem; transform: none }
}
@media print { .filters, .skip { display: none } }
`
