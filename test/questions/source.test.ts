import { describe, expect, it } from 'vitest'

import { indexSource } from '../../rules/analysis/source-index.ts'
import { foldEnds } from '../../rules/questions/source/judge-keys.ts'
import { traceValue } from '../../rules/questions/source/trace.ts'
import { writeProgram } from '../support/program.ts'

/** What the argument of `sink(…)` in the first file is: its value, certainty and source. */
function sourceOf(files: Readonly<Record<string, string>>): string {
  const view = writeProgram(files)
  const argument = indexSource(view.root.file).callsByName.get('sink')?.[0]?.arguments[0]
  if (!argument) throw new Error('no sink(…)')
  const known = foldEnds(traceValue(view, { home: view.root, node: argument }))
  return known ? `${known.value} ${known.certainty} ${known.source}` : 'undecided'
}

const ONE_FILE: readonly (readonly [string, string, string])[] = [
  ['a literal', "sink('a')", 'finite proven constant'],
  ['an element of a constant table', "const KEYS = ['a', 'b']\nfor (const k of KEYS) sink(k)", 'finite proven constant'],
  ['a literal union', "function f(k: 'a' | 'b') { sink(k) }", 'finite proven constant'],
  ['an alias of a literal union', "type Level = 'a' | 'b'\nfunction f(e: { level: Level }) { sink(e.level) }", 'finite proven constant'],
  ['an enum', 'enum Level { A, B }\nfunction f(k: Level) { sink(k) }', 'finite proven constant'],
  ['an environment variable', 'sink(process.env.HOME)', 'finite proven configuration'],
  ['a generated id', "import { randomUUID } from 'node:crypto'\nfunction f() { const id = randomUUID()\nsink(id) }", 'open proven generated'],
  ['an id that is generated once', "import { randomUUID } from 'node:crypto'\nconst id = randomUUID()\nfunction f() { sink(id) }", 'finite proven constant'],
  ['a member of an object made here', 'function f() { const entry = { id: Date.now(), name: x }\nsink(entry.id) }', 'open proven clock'],
  ['what a function of the file returns', 'function make() { return { id: crypto.randomUUID() } }\nexport function f(x) { sink(make().id) }', 'open proven generated'],
  ['what is made once', "const own = crypto.randomUUID()\nserver.on('job', () => { sink(own) })", 'finite proven constant'],
  ['what an async function returns', 'async function make() { return { id: crypto.randomUUID() } }\nasync function f() { const { id } = await make(); sink(id) }', 'open proven generated'],
  ['a counter', 'let next = 0\nfunction f() { next += 1; sink(next) }', 'open proven generated'],
  ['a ring', 'let next = 0\nfunction f() { sink(next++ % 16) }', 'finite proven constant'],
  ['a static counter', 'class A { static n = 0\n static make() { if (x) { return ++A.n }\n return 0 }\n f() { sink(A.make()) } }', 'open proven generated'],
  ['the payload of an event', "socket.on('message', (m) => { sink(m.roomId) })", 'open proven event'],
  ['the kind of an event', "socket.on('message', (m) => { sink(m.type) })", 'undecided'],
  ['a parameter of a route', "app.get('/x/:id', (req, res) => { sink(req.params.id) })", 'open proven request'],
  ['the method of a request', "app.get('/x/:id', (req, res) => { sink(req.method) })", 'undecided'],
  ['a form of what a request says', "app.use('/x', (req, res) => { sink(`${req.ip}:${String(req.url).toLowerCase()}`) })", 'open proven request'],
  ['a handler named elsewhere', "function onMessage(m) { sink(m.id) }\nsocket.on('message', onMessage)", 'open proven event'],
  ['an element of a payload', "socket.on('message', (m) => { for (const part of m.parts) sink(part.id) })", 'open proven event'],
  ['the argument of a tool', "const tool = { name: 'read', description: 'x', execute: async (args) => { sink(args.path) } }", 'open proven event'],
  ['the input of a hook', "const hooks = { 'tool.execute.after': async (input) => { sink(input.sessionID) } }", 'open proven event'],
  ['a key by a hash of a payload', "import { createHash } from 'node:crypto'\nsocket.on('data', (d) => { const k = createHash('md5').update(d).digest('hex'); sink(k) })", 'open proven event'],
  ['something unknown', "import { x } from 'somewhere'\nsink(x)", 'undecided'],
  ['a field that its constructor is given in every call', "class A { constructor(private kind: string) {}\n f() { sink(this.kind) } }\nnew A('a'); new A('b')", 'finite proven constant'],
  ['a field that an event sets', "class A { id = ''\n listen(s) { s.on('open', (e) => { this.id = e.id }) }\n f() { sink(this.id) } }", 'open proven event'],
  ['what a callback is called with', 'function each(f) { f(crypto.randomUUID()) }\nexport function g(x) { each((id) => { sink(id) }) }', 'open proven generated'],
  ['a key of another collection', "const jobs = new Map()\nserver.on('job', (j) => { jobs.set(j.id, j) })\nfunction f() { for (const id of jobs.keys()) sink(id) }", 'open proven event'],
  ['a pair of another collection', "const jobs = new Map()\nfunction start() { jobs.set('a', crypto.randomUUID()) }\nfunction f() { for (const [name] of jobs) sink(name) }", 'finite proven constant'],
  ['a callback over a Map', "const jobs = new Map()\nfunction start() { jobs.set('a', crypto.randomUUID()) }\nfunction f() { jobs.forEach((job, name) => { sink(name) }) }", 'finite proven constant'],
  ['the keys of a table', "const TABLE = { a: 1, b: 2 }\nfunction f() { Object.keys(TABLE).map((k) => sink(k)) }", 'finite proven constant'],
  ['a part of a mapped list', "app.get('/x', (req) => { const ids = req.body.items.map((item) => item.id); for (const id of ids) sink(id) })", 'open proven request'],
  ['an index of a loop', 'function f() { for (let i = 0; i < 3; i++) sink(i) }', 'finite likely constant'],
  ['a counter that goes back', 'let depth = 0\nfunction f() { depth++\n sink(depth)\n depth-- }', 'undecided'],
  ['a constant of the module', "import { make } from 'somewhere'\nconst root = make()\nfunction f() { sink(root) }", 'finite proven constant'],
  ['what a constant list lets through', "const KINDS = ['a', 'b']\nsocket.on('message', (m) => { const kind = m.text\n if (!KINDS.includes(kind)) return\n sink(kind) })", 'finite proven constant'],
  ['what a type predicate lets through', "type Kind = 'a' | 'b'\nfunction isKind(x: unknown): x is Kind { return x === 'a' || x === 'b' }\nsocket.on('message', (m) => { const kind = m.text\n if (isKind(kind)) sink(kind) })", 'finite proven constant'],
  ['a case of a switch', "socket.on('message', (m) => { const kind = m.text\n switch (kind) { case 'a': sink(kind) } })", 'finite proven constant'],
  ['a type parameter with a bound', 'interface Events { a: 1; b: 2 }\nfunction f<K extends keyof Events>(k: K) { sink(k) }', 'finite proven constant'],
  ['a destructured literal union', "function f({ level }: { level: 'a' | 'b' }) { sink(level) }", 'finite proven constant'],
  ['a rest parameter', "function f(...names: ('a' | 'b')[]) { for (const n of names) sink(n) }", 'finite proven constant'],
  ['a cast', "socket.on('message', (m) => { sink(m.text as 'a' | 'b') })", 'finite proven constant'],
  ['a default that nobody overrides', "function f(kind = 'a') { sink(kind) }\nf()", 'finite proven constant'],
  ['a typed request', "import type { Request } from 'express'\nexport function handler(r: Request) { sink(r.ip) }", 'open proven request'],
  ['a request by its name and members', 'exports.attach = (wire, req) => { sink(req.url.slice(1)) }', 'open proven request'],
  ['the pattern of a route', 'exports.attach = (wire, req) => { sink(req.route.path) }', 'undecided'],
  ['an event that the program itself sends', "import { EventEmitter } from 'node:events'\nconst bus = new EventEmitter()\nbus.on('phase', (p) => { sink(p) })\nfunction f() { bus.emit('phase', 'start') }", 'finite proven constant'],
  ['what a validated payload has', "socket.on('message', (m) => { const { data } = Schema.safeParse(m)\n sink(data.id) })", 'open proven event'],
  ['a form by a package', "import { norm } from 'somewhere'\nsocket.on('message', (m) => { sink(norm(m.id)) })", 'open likely event'],
  ['a setting by its name', 'export function load(config) { for (const s of config.servers) sink(s.url) }', 'finite likely configuration'],
  ['a handler that a factory returns', "function createHook() { return async (input) => { sink(input.sessionID) } }\nconst hooks = { 'tool.execute.after': createHook() }", 'open proven event'],
  ['a debounced handler', "const save = debounce((id) => { sink(id) }, 100)\nsocket.on('message', (m) => save(m.id))", 'open proven event'],
  ['an organisation of the user', "socket.on('message', (m) => { sink(m.organizationId) })", 'open likely event'],
  ['an id of something configured', "socket.on('message', (m) => { sink(m.providerId) })", 'undecided'],
  ['what a component hands to its handler', 'const a = <Tabs onSelect={(tab) => { sink(tab) }} />', 'open likely event'],
  ['serialized parts', "app.get('/x', (req) => { sink(JSON.stringify({ kind: 'a', q: req.query.q })) })", 'open proven request'],
  ['a method of a text called like a module', "exports.attach = (wire, req) => { const url = req.url\n sink(url.slice(1)) }", 'open proven request'],
]

const MORE_FILES: readonly (readonly [string, Readonly<Record<string, string>>, string])[] = [
  ['an argument of a caller elsewhere', { 'a.ts': 'export function track(id: string) { sink(id) }', 'b.ts': "import { track } from './a'\nserver.on('request', (req) => track(req.id))" }, 'open proven event'],
  ['a constant of every caller', { 'a.ts': 'export function track(id: string) { sink(id) }', 'b.ts': "import { track } from './a'\ntrack('one'); track('two')" }, 'finite proven constant'],
  ['only tests give open keys', { 'a.ts': 'export function track(id: string) { sink(id) }', 'b.ts': "import { track } from './a'\ntrack('one')", 'a.test.ts': "import { track } from './a'\ntrack(crypto.randomUUID())" }, 'finite proven constant'],
  ['a type of another file', { 'a.ts': "import type { Job } from './types'\nexport function f(job: Job) { sink(job.kind) }", 'types.ts': "export interface Job { kind: 'a' | 'b'; id: string }" }, 'finite proven constant'],
  ['a maker in another file', { 'a.ts': "import { make } from './make'\nexport function f(x) { sink(make().id) }", 'make.ts': 'let n = 0\nexport const make = () => ({ id: `job-${n++}` })' }, 'open proven generated'],
  ['a constant of another file', { 'a.ts': "import { NAMES } from './names'\nfor (const n of NAMES) sink(n)", 'names.ts': "export const NAMES = ['a', 'b']" }, 'finite proven constant'],
]

describe('source', () => {
  it.each(ONE_FILE)('of %s', (_name, text, expected) => {
    expect(sourceOf({ [text.includes('<Tabs') ? 'a.tsx' : 'a.ts']: text })).toBe(expected)
  })

  it.each(MORE_FILES)('across files: %s', (_name, files, expected) => {
    expect(sourceOf(files)).toBe(expected)
  })

  it.each([
    ['a field that only its constructor sets', 'class A { private readonly id: string\n constructor(r) { this.id = r.id }\n f() { sink(this.id) } }', 'finite proven constant'],
    ['a field that a method sets again', 'class A { private id: string\n constructor(r) { this.id = "a" }\n go() { this.id = crypto.randomUUID() }\n f() { sink(this.id) } }', 'open proven generated'],
    ['a parameter of the constructor of another', 'class A { f(b: B) { sink(b.id) } }\nclass B { id = crypto.randomUUID() }\nexport function g(x) { new A().f(new B()) }', 'open proven generated'],
  ])('for a collection of its class: %s', (_name, text, expected) => {
    const view = writeProgram({ 'a.ts': text })
    const argument = indexSource(view.root.file).callsByName.get('sink')?.[0]?.arguments[0]
    const owner = indexSource(view.root.file).classes[0]
    if (!argument || !owner) throw new Error('no sink(…) in a class')
    const known = foldEnds(traceValue(view, { home: view.root, node: argument }, [], owner))
    expect(known ? `${known.value} ${known.certainty} ${known.source}` : 'undecided').toBe(expected)
  })
})
