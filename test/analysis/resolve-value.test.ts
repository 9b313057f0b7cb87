import { describe, expect, it } from 'vitest'

import { resolveValues, startSearch } from '../../rules/analysis/resolve-value.ts'
import type { Neighbors, Value } from '../../rules/analysis/search.ts'
import { indexSource } from '../../rules/analysis/source-index.ts'
import { functionName } from '../../rules/ast/functions.ts'
import type { SourceFile } from '../../rules/ast/source-file.ts'
import { parse } from '../support/parse.ts'

/** The argument of every `probe(…)` is resolved, and told against the `// …` at the end of its line. Imports come from `files`. */
function expectValues(code: string, files: Record<string, string> = {}): void {
  const parsed = new Map(Object.entries(files).map(([name, text]) => [name, parse(text)]))
  const neighbors: Neighbors = { open: (_from: SourceFile, specifier) => parsed.get(specifier) ?? null, mayHold: () => true, mayExport: () => true }
  const file = parse(code)
  const lines = code.split('\n')
  const told = (indexSource(file).callsByName.get('probe') ?? []).map((call) => {
    const [argument] = call.arguments
    const values = argument ? resolveValues(startSearch(file, neighbors), file, argument, null) : []
    const line = lines[call.loc.start.line - 1] ?? ''
    return `${line.replace(/ *\/\/.*/, '')} // ${values.map(describeValue).join(', ') || 'unknown'}`
  })
  expect(told.length).toBeGreaterThan(0)
  expect(told).toEqual(lines.filter((line) => line.includes('probe(')))
}

function describeValue(value: Value): string {
  if (value.kind === 'function') return functionName(value.node) ?? 'a function'
  if (value.kind === 'instance') return `a ${value.node.id?.name ?? 'class'}`
  return value.kind
}

describe('what an expression can be', () => {
  it.each(
    Object.entries({
      'functions of the file': `
function a() {}
const b = () => {}
probe(a) // a
probe(b) // b
probe(isOn ? a : b) // a, b
probe(given ?? a) // a
probe(isOn && b) // b
probe(a.bind(null)) // a
probe(later) // unknown`,
      'variables set later, taken apart, or run through': `
const one = () => {}
const two = () => {}
let x
x = one
probe(x) // one
const { two: { deep }, two: other } = { two: { deep: two } }
probe(deep) // two
probe(other) // object
for (const f of [one, two]) probe(f) // one, two
for (const f of list) probe(f) // unknown
const [first] = [one]
probe(first) // unknown`,
      'what functions return': `
const inner = () => {}
function make() { return inner }
const makeObject = () => ({ run: inner, get late() { return inner }, method() {} })
async function makeLater() { if (isOff) return; return makeObject() }
probe(make()) // inner
probe(makeObject().run) // inner
probe(makeObject().late) // inner
probe(makeObject().method) // method
probe((await makeLater()).run) // inner
probe({ ...makeObject(), run: make }.run) // make
probe({ run: make, ...makeObject() }.run) // inner
probe(unknownMaker()) // unknown
probe(wrap('name', () => {})) // a function
probe(debounce(() => {})) // unknown`,
      'parameters, by the call that led there': `
const inner = () => {}
const give = (f, { g, h: { i } }) => ({ f, g, i: i ?? f, later: () => f })
probe(give(inner, { g: give, h: {} }).f) // inner
probe(give(inner, { g: give, h: {} }).g) // give
probe(give(inner, { g: give, h: {} }).i) // inner
probe(give(inner, { g: give, h: {} }).later()) // inner
probe(give().f) // unknown`,
      'classes': `
const inner = () => {}
class Base { inherited() {} }
class A extends Base {
  static make = () => {}
  field = inner
  #hidden = new Base()
  constructor(private readonly base: Base) { super(); this.late = inner }
  run() {
    probe(this.run) // run
    probe(this.field) // inner
    probe(this.late) // inner
    probe(this.#hidden) // a Base
    probe(this.base) // a Base
    probe(this.base.inherited) // inherited
    probe(this.nothing) // unknown
  }
  get worker() { return inner }
}
probe(new A().run) // run
probe(new A().inherited) // inherited
probe(new A().worker) // inner
probe(A.make) // make
probe(A.run) // unknown
const use = (a: A) => probe(a.run) // run`,
      'methods of objects, and namespaces': `
const tools = { one() { probe(this.two) }, two() {} } // two
namespace Space { export const f = () => {}; export function g() {} }
probe(tools.one) // one
probe(tools['two']) // two
probe(tools[key]) // unknown
probe(Space.f) // f
probe(Space.g) // g`,
      'things that never end': `
const a = () => a()
const b = () => c()
const c = () => b()
probe(a()) // unknown
probe(c()) // unknown
let loop = loop2, loop2 = loop
probe(loop) // unknown`,
    }),
  )('%s', (_name, code) => {
    expectValues(code)
  })

  it('follows imports', () => {
    expectValues(
      `
import main, { named, renamed as own, passed, starred, space, nothing } from './a'
import * as all from './a'
import { outside } from 'package'
const { named: required } = require('./a')
probe(main) // main
probe(named) // named
probe(own) // local
probe(passed) // deep
probe(starred) // starred
probe(space.deep) // deep
probe(all.named) // named
probe(required) // named
probe((await import('./a')).named) // named
probe(nothing) // unknown
probe(outside) // unknown`,
      {
        './a': `export default function main() {}
export const named = () => {}
function local() {}
export { local as renamed }
export { deep as passed } from './b'
export * from './c'
export * as space from './b'`,
        './b': 'export function deep() {}',
        './c': 'export const starred = () => {}',
      },
    )
  })
})
