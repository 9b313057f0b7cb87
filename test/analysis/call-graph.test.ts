import { describe, expect, it } from 'vitest'

import type { TSESTree } from '@typescript-eslint/utils'

import type { SourceFile } from '../../rules/ast/source-file.ts'
import { calleesOf, findUses, runsOnlyAtLoad, runsOnlyInConstructor } from '../../rules/analysis/call-graph.ts'
import { triggerOf } from '../../rules/analysis/growth-trigger.ts'
import { classifyEntry } from '../../rules/analysis/reach.ts'
import { indexSource } from '../../rules/analysis/source-index.ts'
import { functionName } from '../../rules/ast/functions.ts'
import { parse } from '../support/parse.ts'

/** What `tell` says of each call of `probe`, against the `// …` at the end of its line. */
function expectProbes(code: string, tell: (file: SourceFile, call: TSESTree.CallExpression) => string): void {
  const file = parse(code, { jsx: true })
  const lines = code.split('\n')
  const probes = indexSource(file).callsByName.get('probe') ?? []
  expect(probes.length).toBeGreaterThan(0)
  const write = (call: TSESTree.CallExpression, marker: string): string => `${lines[call.loc.start.line - 1]?.replace(/ *\/\/.*/, '') ?? ''} // ${marker}`
  const expected = probes.map((call) => write(call, /\/\/ (.*)$/.exec(lines[call.loc.start.line - 1] ?? '')?.[1] ?? ''))
  expect(probes.map((call) => write(call, tell(file, call)))).toEqual(expected)
}

describe('what runs only at load', () => {
  it.each(
    Object.entries({
      'the top level, its blocks and loops': `
probe() // at load
if (isOn) probe() // at load
for (const x of list) probe() // at load
;(() => { probe() })() // at load
class A { static x = probe() } // at load`,
      'functions of the file that only the top level calls': `
function a() { probe() } // at load
const b = () => { a() }
b()
list.forEach(() => probe()) // at load`,
      'functions that others may call': `
export function a() { probe() } // later
function b() { probe() } // later
register(b)
const c = () => probe() // later
export { c }
function d() { probe() } // later
export const e = () => d()
module.exports.f = function () { probe() } // later`,
      'a field initializer runs per instance': `
class A { x = probe() } // later`,
      'a main loop': `
function a() { probe() } // later
while (true) a()`,
    }),
  )('%s', (_name, code) => {
    expectProbes(code, (file, call) => (runsOnlyAtLoad(file, call) ? 'at load' : 'later'))
  })
})

describe('what runs only in the constructor', () => {
  it('constructors, initializers, and private methods that only they call', () => {
    expectProbes(
      `
class A {
  x = probe() // once
  static y = probe() // again
  constructor(list) {
    probe() // once
    list.forEach(() => probe()) // once
    bus.on('x', () => probe()) // again
    this.#a()
    this.#b()
    this.c()
  }
  #a() { probe() } // once
  #b() { probe() } // again
  private d() { probe() } // again
  c() { probe() } // again
  e() { this.#b() }
}
probe() // again`,
      (file, call) => (runsOnlyInConstructor(file, call) ? 'once' : 'again'),
    )
  })
})

describe('callees', () => {
  it('by variable, by method of `this`, of an object and of an instance of the file', () => {
    const code = `
function a() {}
const b = () => {}
const tools = { c() {}, d: () => {} }
class A {
  #e() {}
  f() { this.#e() }
  static g() {}
}
class B { f() {} }
const made = new A()
a()
b()
tools.c()
tools.d()
made.f()
A.g()
other.f()
unknown()`
    const file = parse(code)
    const found = indexSource(file).calls.map((call) => {
      const callees = calleesOf(file, call).map((fn) => `${functionName(fn) ?? '?'}:${fn.loc.start.line}`)
      return `${code.slice(call.callee.range[0], call.callee.range[1])} → ${callees.join(' ') || 'none'}`
    })
    expect(found).toEqual(['this.#e → #e:6', 'a → a:2', 'b → b:3', 'tools.c → c:4', 'tools.d → d:4', 'made.f → f:7', 'A.g → g:8', 'other.f → none', 'unknown → none'])
  })
})

describe('uses of functions', () => {
  it.each([
    ['called', 'function f() {}\nf()\nf()', '2 calls, 0 values, hidden'],
    ['exported where it stands', 'export function f() {}', '0 calls, 0 values, visible'],
    ['exported later', 'function f() {}\nexport { f }', '0 calls, 0 values, visible'],
    ['exported by hand', 'function f() {}\nmodule.exports = { f }', '0 calls, 1 values, visible'],
    ['handed on', 'function f() {}\nlist.map(f)', '0 calls, 1 values, hidden'],
    ['wrapped once', 'const f = debounce(() => {}, 10)\nf()', '1 calls, 0 values, hidden'],
    ['called on the spot', ';(function () {})()', '1 calls, 0 values, hidden'],
    ['a public method', 'class A { f() {} }\nnew A().f()', '1 calls, 0 values, visible'],
    ['a private method', 'class A { private f() {} g() { this.f() } }', '1 calls, 0 values, hidden'],
    ['a callback', 'on(() => {})', '0 calls, 1 values, hidden'],
  ])('%s', (_name, code, expected) => {
    const file = parse(code)
    const [fn] = indexSource(file).functions
    if (!fn) throw new Error('No function.')
    const use = findUses(file, fn)
    expect(`${use.calls.length} calls, ${use.values.length} values, ${use.isVisible ? 'visible' : 'hidden'}`).toBe(expected)
  })
})

describe('how functions are entered', () => {
  it.each([
    ['setTimeout(() => {}, 1)', 'timer'],
    ['x.nextTick(() => {})', 'timer'],
    ['p.then(() => {})', 'settle'],
    ['p.finally(() => {})', 'settle'],
    ['p.catch(() => {})', 'settle only on failure'],
    ['p.then(a, () => {})', 'settle only on failure'],
    ["x.on('close', () => {})", 'event close'],
    ["x.custom('close', () => {})", 'event close'],
    ['x.subscribe(() => {})', 'event subscribe'],
    ['x.onDidChange(() => {})', 'event change'],
    ['x.onclose = () => {}', 'event close'],
    ['x.close = () => {}', 'named'],
    ['new X({ onMessage() {} })', 'event message'],
    ['function f() { return () => {} }', 'returned', 1],
    ['const f = () => () => {}', 'returned', 1],
    ['list.forEach(() => {})', 'inline'],
    [';(() => {})()', 'inline'],
    ['const f = () => {}', 'named'],
    ['class A { f() {} }', 'named'],
    ['use(() => {})', 'callback'],
    ['use(a)(() => {})', 'callback'],
  ])('%s: %s', (code, expected, index = 0) => {
    const fn = indexSource(parse(code)).functions[index]
    if (!fn) throw new Error('No function.')
    const entry = classifyEntry(fn)
    const told = entry.type === 'event' ? `event ${entry.event}` : entry.type === 'settle' && entry.onlyOnFailure ? 'settle only on failure' : entry.type
    expect(told).toBe(expected)
  })
})

describe('how often code runs, in words', () => {
  it('from events, hooks, request parameters, names', () => {
    expectProbes(
      `
const plugin = {
  'tool.execute.before': async () => { probe() }, // on every tool call
  'message.part.updated': async () => { probe() }, // on every message part
  PostToolUse() { probe() }, // on every tool call
  shutdown() { probe() }, // whenever \`shutdown\` runs
}
app.get('/x', (req, res) => { probe() }) // on every request
export async function GET(request) { probe() } // on every request
socket.on('message', () => { list.forEach(() => probe()) }) // on every message
socket.on('data', () => probe()) // on every chunk of data
server.on('connection', () => { setTimeout(() => probe()) }) // on every connection
function handleWebhook() { probe() } // on every request
function onSomething() { probe() } // whenever \`onSomething\` runs
function add() { probe() } // whenever \`add\` runs
bus.on('custom', () => probe()) // each time this code runs
class A { constructor() { probe() } } // each time this code runs`,
      (_file, call) => triggerOf(call),
    )
  })
})
