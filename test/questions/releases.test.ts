import { basename } from 'node:path'

import { describe, expect, it } from 'vitest'

import { findCollections } from '../../rules/analysis/find-collections.ts'
import { findReleases } from '../../rules/questions/release/find-releases.ts'
import { writeProgram } from '../support/program.ts'

/** Holds the releases of the first collection of the first file against the comments `// release <strength>` in all files. */
function expectReleases(files: Readonly<Record<string, string>>, isComplete = true): void {
  const view = writeProgram(files)
  const [collection] = findCollections(view.root.file)
  if (!collection) throw new Error('no collection')
  const found = findReleases(view, view.root, collection, { releaseFunctions: [], testFunctions: [] })
  const actual = found.releases.map(({ node, home, strength }) => `${basename(home.path ?? '')}:${home.file.text.slice(0, node.range[0]).split('\n').length} ${strength}`)
  const expected = Object.entries(files).flatMap(([name, text]) =>
    text.split('\n').flatMap((line, at) => {
      const strength = /\/\/ release (\S+)/.exec(line)?.[1]
      return strength === undefined ? [] : [`${basename(name)}:${at + 1} ${strength}`]
    }),
  )
  expect({ releases: actual.sort(), isComplete: found.isComplete }).toEqual({ releases: expected.sort(), isComplete })
}

const CACHE = `const titles = new Map<string, string>()
export function keep(id: string, title: string) { titles.set(id, title) }
`
const USE = "import { keep } from './cache'\nexport const start = (bus: Bus) => bus.on('title', (id: string) => keep(id, 'x'))"

describe('a release is as good as its callers', () => {
  it.each(
    Object.entries({
      'nobody calls it': { 'cache.ts': `${CACHE}export function forget(id: string) {\n  titles.delete(id) // release unreached\n}`, 'a.ts': USE },
      'only a test calls it': {
        'cache.ts': `${CACHE}export function forget(id: string) {\n  titles.delete(id) // release test-only\n}`,
        'a.ts': USE,
        'cache.test.ts': "import { forget } from './cache'\nforget('1')",
      },
      'it is only exported anew': {
        'cache.ts': `${CACHE}export function forget(id: string) {\n  titles.delete(id) // release unreached\n}`,
        'index.ts': "export { forget } from './cache'",
        'a.ts': USE,
      },
      'an event calls it': {
        'cache.ts': `${CACHE}export function forget(id: string) {\n  titles.delete(id) // release lifecycle\n}`,
        'a.ts': "import { forget } from './cache'\nexport const start = (bus: Bus) => bus.on('closed', (id: string) => forget(id))\nstart(theBus)",
      },
      'an event is given it, in a function that nobody calls': {
        'cache.ts': `${CACHE}export function forget(id: string) {\n  titles.delete(id) // release unreached\n}`,
        'a.ts': "import { forget } from './cache'\nfunction start(bus: Bus) { bus.on('closed', forget) }",
      },
      'a look at the time before the call': {
        'cache.ts': `${CACHE}export const read = (id: string) => titles.get(id)
export function forget(id: string) {
  titles.delete(id) // release revisit
}`,
        'a.ts': `import { forget, read } from './cache'
export function get(id: string) {
  const entry = read(id)
  if (entry && entry.at < Date.now()) forget(id)
  return entry
}
app.get('/', (req, res) => res.send(get(req.query.id)))`,
      },
      'a sweep on a timer calls the method that looks at one': {
        'cache.ts': `export class Cache {
  readonly entries = new Map<string, Entry>()
  keep(id: string, entry: Entry) { this.entries.set(id, entry) }
  check(id: string) {
    if (this.entries.get(id).at < Date.now()) this.entries.delete(id) // release evict
  }
}`,
        'a.ts': `import { Cache } from './cache'
const cache = new Cache()
setInterval(() => { for (const id of cache.entries.keys()) cache.check(id) }, 1000)`,
      },
      'a clear that runs at each change of the settings': {
        'cache.ts': `${CACHE}export function resetTitles() {\n  titles.clear() // release lifecycle\n}`,
        'a.ts': "import { resetTitles } from './cache'\nwatcher.on('change', () => resetTitles())",
      },
      'a clear that runs when another owner ends, or once at the start': {
        'cache.ts': `${CACHE}export function resetTitles() {\n  titles.clear() // release teardown\n}`,
        'a.ts': "import { resetTitles } from './cache'\nexport class App { dispose() { resetTitles() } }\nresetTitles()",
      },
      'it runs whenever the growth does, whoever calls that': {
        'cache.ts': `const titles = new Map<string, string>()
export default async function handle(req: Request) {
  titles.set(req.id, 'x')
  try { await work() } finally {
    titles.delete(req.id) // release evict
  }
}`,
      },
      'a host runs it: a route, a handler by its decorator': {
        'app/api/route.ts': `const titles = new Map<string, string>()
export async function POST(request: Request) { titles.set(await request.text(), '') }
export async function DELETE(request: Request) {
  titles.delete(await request.text()) // release lifecycle
}`,
      },
      'a debounced call is no sweep': {
        'cache.ts': `const removed = new Map<string, number>()
export const remove = (id: string) => removed.set(id, Date.now())
export function upsert(id: string, at: number) {
  const gone = removed.get(id)
  if (gone !== undefined && at > Date.now() - gone) removed.delete(id) // release revisit
}`,
        'a.ts': "import { upsert } from './cache'\nbus.on('x', (id: string) => setTimeout(() => upsert(id, 1), 100))",
      },
      'a method named like a map\'s, where others call only maps': {
        'cache.ts': `export class Journal {
  private entries = new Map<string, string>()
  keep(id: string) { this.entries.set(id, id) }
  clear() {
    this.entries.clear() // release unreached
  }
}
export const journal = new Journal()`,
        'a.ts': `import { journal } from './cache'
const own = new Map<string, string>()
export class Other {
  private ids = new Set<string>()
  stop() { this.ids.clear(); own.clear(); console.clear() }
}
bus.on('x', (id: string) => journal.keep(id))`,
      },
      'a polite goodbye alone': {
        'cache.ts': `const visits = new Map<string, object>()
export const welcome = () => new Transport({
  onopen: (id: string) => { visits.set(id, {}) },
  onsessionclosed: (id: string) => {
    visits.delete(id) // release revisit
  },
})`,
      },
    }),
  )('%s', (_name, files) => {
    expectReleases(files)
  })
})

describe('a release is looked for wherever the collection can be reached', () => {
  it.each(
    Object.entries({
      'a holder, through the field of a field': {
        'drafts.ts': 'export class Drafts {\n  readonly byRoom = new Map<string, string>()\n  keep(id: string, text: string) { this.byRoom.set(id, text) }\n}',
        'desk.ts': `import { Drafts } from './drafts'
export class Desk {
  private drafts = new Drafts()
  constructor(bus: Bus) {
    bus.on('typed', (id: string, text: string) => this.drafts.keep(id, text))
    bus.on('ended', (id: string) => this.drafts.byRoom.delete(id)) // release lifecycle
  }
}
export const desk = new Desk(theBus)`,
      },
      'a subclass and a base class': {
        'room.ts': `import { Base } from './base'
export class Room extends Base {
  protected entries = new Map<string, string>()
  keep(id: string) { this.entries.set(id, '') }
}`,
        'base.ts': 'export abstract class Base {\n  protected abstract entries: Map<string, string>\n  leave(id: string) {\n    this.entries.delete(id) // release lifecycle\n  }\n}',
        'sub.ts': `import { Room } from './room'
export class Sub extends Room {
  constructor(bus: Bus) {
    super()
    bus.on('left', (id: string) => this.leave(id))
    bus.on('gone', (id: string) => {
      this.entries.delete(id) // release lifecycle
    })
  }
}
new Sub(theBus)`,
      },
      'an importer, under another name and through a barrel': {
        'cache.ts': 'export const titles = new Map<string, string>()\nexport const keep = (id: string) => titles.set(id, id)',
        'index.ts': "export { titles as names } from './cache'",
        'a.ts': "import { names } from './index'\nbus.on('closed', (id: string) => {\n  names.delete(id) // release lifecycle\n})",
      },
      'an importer through a barrel that names nothing': {
        'state/store.ts': 'export const titles = new Map<string, string>()\nexport const keep = (id: string) => titles.set(id, id)',
        'state/index.ts': "export * from './store'",
        'a.ts': "import { titles } from './state'\nbus.on('closed', (id: string) => {\n  titles.delete(id) // release lifecycle\n})",
      },
      'a getter, and a function that returns it': {
        'cache.ts': `export class Cache {
  #entries = new Map<string, string>()
  keep(id: string) { this.#entries.set(id, id) }
  get entries() { return this.#entries }
}`,
        'a.ts': "import { Cache } from './cache'\nconst cache = new Cache()\nbus.on('closed', (id: string) => {\n  cache.entries.delete(id) // release lifecycle\n})",
      },
      'a second field': {
        'cache.ts': `export class Cache {
  #entries = new Map<string, string>()
  keep(id: string) { this.#entries.set(id, id) }
  expose() { this.shown = this.#entries }
  drop(id: string) {
    this.shown.delete(id) // release unreached
  }
}`,
        'a.ts': "import { Cache } from './cache'\nnew Cache().keep('1')",
      },
      'a helper of another file': {
        'cache.ts': `import { cut } from './helpers'
const titles = new Map<string, string>()
export function keep(id: string) {
  titles.set(id, id)
  cut(titles, 100) // release evict
}`,
        'helpers.ts': `export function cut(map: Map<string, string>, size: number) {
  while (map.size > size) map.delete(map.keys().next().value)
}`,
        'a.ts': "import { keep } from './cache'\nbus.on('x', (id: string) => keep(id))",
      },
      'a helper of another file, where nobody calls for it': {
        'cache.ts': `import { dropFrom } from './helpers'
const titles = new Map<string, string>()
export const keep = (id: string) => titles.set(id, id)
export function forget(id: string) {
  dropFrom(titles, id) // release unreached
}`,
        'helpers.ts': 'export const dropFrom = (map: Map<string, string>, key: string) => { map.delete(key) }',
        'a.ts': "import { keep } from './cache'\nbus.on('x', (id: string) => keep(id))",
      },
      'a class that is given it': {
        'cache.ts': `import { Sweeper } from './sweeper'
const titles = new Map<string, Entry>()
export const keep = (id: string) => titles.set(id, make(id))
new Sweeper(titles).start()`,
        'sweeper.ts': `export class Sweeper {
  constructor(private readonly entries: Map<string, Entry>) {}
  start() {
    setInterval(() => {
      for (const [id, entry] of this.entries) if (entry.at < Date.now()) this.entries.delete(id) // release evict
    }, 1000)
  }
}`,
      },
      'a test that touches it says nothing': {
        'cache.ts': 'export const titles = new Map<string, string>()\nexport const keep = (id: string) => titles.set(id, id)',
        'cache.test.ts': "import { titles } from './cache'\ntitles.clear() // release test-only\nconst other = titles\nuse(other)",
      },
      'nobody else touches it: a public field, read elsewhere': {
        'cache.ts': 'export class Cache {\n  entries = new Map<string, string>()\n  keep(id: string) { this.entries.set(id, id) }\n}',
        'a.ts': "import { Cache } from './cache'\nconst cache = new Cache()\nconsole.log(cache.entries.size)",
      },
    }),
  )('%s', (_name, files) => {
    expectReleases(files)
  })
})

describe('what can not be seen', () => {
  it('hardly empties everything: a public method of a package that nothing in it calls', () => {
    expectReleases({
      'cache.ts': `export class Book {
  #rides = new Map<string, string>()
  note(id: string) { this.#rides.set(id, id) }
  clear() {
    this.#rides.clear() // release teardown
  }
  forget(id: string) {
    this.#rides.delete(id) // release lifecycle
  }
}`,
      'package.json': '{ "name": "x", "version": "1.0.0", "main": "cache.ts" }',
    })
  })

  it('is a package that others use', () => {
    expectReleases({ 'cache.ts': 'export const titles = new Map<string, string>()\nexport const keep = (id: string) => titles.set(id, id)', 'package.json': '{ "name": "x", "version": "1.0.0", "main": "cache.ts" }' }, false)
  })

  it('is code that is handed the collection and not at hand', () => {
    expectReleases({ 'cache.ts': "import { watch } from 'elsewhere'\nconst titles = new Map<string, string>()\nexport const keep = (id: string) => titles.set(id, id)\nwatch(titles)" }, false)
  })
})
