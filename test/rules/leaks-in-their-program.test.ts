import { afterAll, describe, expect, it } from 'vitest'

import { removePrograms, reportsOfProgram } from '../support/linted-program.ts'

afterAll(removePrograms)

/** The names that the messages for the first file begin with. */
function subjectsIn(program: string): string[] {
  return reportsOfProgram(program, 'strict').map((message) => /`([^`]+)`/.exec(message)?.[1] ?? message)
}

const BADGE = `import { useEffect } from 'react'
export function Badge() {
  useEffect(() => { window.addEventListener('focus', () => refresh()) }, [])
  return <b />
}
`

describe('a component that a page shows', () => {
  it.each<[string, string]>([
    ['as its root', `import { Badge } from './badge'\nroot.render(<Badge />)\n`],
    ['within its root', `import { Badge } from './badge'\nfunction Page() { return <main><Badge /></main> }\nroot.render(<Page />)\n`],
    ['behind a wait for its settings', `import { Badge } from './badge'\nfunction Page() { const settings = useSettings(); if (!settings) { return null } return <main><Badge /></main> }\nroot.render(<Page />)\n`],
    ['under another name', `import { connect } from 'react-redux'\nimport { Badge } from './badge'\nconst Connected = connect(read)(Badge)\nroot.render(<Provider><Connected /></Provider>)\n`],
    ['by a function that makes it', `import { connect } from 'react-redux'\nimport { Badge } from './badge'\nfunction makeBadge() { return connect(read)(Badge) }\nconst Connected = makeBadge()\nroot.render(<Connected />)\n`],
  ])('once, %s, keeps what it leaves behind for as long as the page', (_how, page) => {
    expect(subjectsIn(`// === badge.tsx\n${BADGE}// === page.tsx\n${page}`)).toEqual([])
  })

  it.each<[string, string]>([
    ['under a condition', `import { Badge } from './badge'\nfunction Page() { return <main>{isOpen && <Badge />}</main> }\nroot.render(<Page />)\n`],
    ['in a list', `import { Badge } from './badge'\nfunction Page() { return <main>{all.map((one) => <Badge key={one} />)}</main> }\nroot.render(<Page />)\n`],
    ['by a route', `import { Badge } from './badge'\nfunction Page() { return <Routes><Route path="/a" element={<Badge />} /></Routes> }\nroot.render(<Page />)\n`],
    ['after another view', `import { Badge } from './badge'\nfunction Page() { if (!user) { return <Login /> } return <Badge /> }\nroot.render(<Page />)\n`],
    ['by nobody in sight', `export const nothing = 1\n`],
  ])('%s leaves one more each time', (_how, page) => {
    expect(subjectsIn(`// === badge.tsx\n${BADGE}// === page.tsx\n${page}`)).toEqual(['focus'])
  })

  it.each<[string, string]>([
    ['export default wide(Badge)', BADGE.replace('export function', 'function')],
    ['', BADGE.replace('export function Badge() {', 'export default observer(function Badge() {').replace(/}\n$/, '})\n')],
  ])('once, given out by a call, keeps what it leaves behind for as long as the page: %s', (exported, badge) => {
    expect(subjectsIn(`// === badge.tsx\n${badge}${exported}\n// === page.tsx\nimport Badge from './badge'\nroot.render(<Badge />)\n`)).toEqual([])
    expect(subjectsIn(`// === badge.tsx\n${badge}${exported}\n// === page.tsx\nimport Badge from './badge'\nfunction Page() { return <main>{isOpen && <Badge />}</main> }\nroot.render(<Page />)\n`)).toEqual(['focus'])
  })

  it('once, and whose effect removes a sibling, was meant to remove both', () => {
    const badge = `import { useEffect } from 'react'
export function Badge() {
  useEffect(() => {
    const on = () => up()
    const off = () => down()
    window.addEventListener('online', on)
    window.addEventListener('offline', off)
    return () => window.removeEventListener('online', on)
  }, [])
  return <b />
}
`
    expect(subjectsIn(`// === badge.tsx\n${badge}// === page.tsx\nimport { Badge } from './badge'\nroot.render(<Badge />)\n`)).toEqual(['offline'])
  })
})

describe('an end that forgets a listener', () => {
  const watcher = `import { app } from 'electron'
export class Cleaner {
  private timer: unknown
  start() { this.timer = setInterval(() => this.clean(), 1000); app.on('browser-window-blur', () => this.clean()) }
  stop() { clearInterval(this.timer) }
  clean() { sweep() }
}
`

  it('of an owner that is made once is silent', () => {
    expect(subjectsIn(`// === cleaner.ts\n${watcher}// === main.ts\nimport { Cleaner } from './cleaner'\nconst cleaner = new Cleaner()\ncleaner.start()\nexport function quit() { cleaner.stop() }\n`)).toEqual([])
  })

  it('of an owner that is started on every request is reported', () => {
    expect(subjectsIn(`// === cleaner.ts\n${watcher}// === main.ts\nimport express from 'express'\nimport { Cleaner } from './cleaner'\nconst web = express()\nweb.post('/clean', (req, res) => { const cleaner = new Cleaner(); cleaner.start(); res.on('close', () => cleaner.stop()) })\n`)).toEqual(['browser-window-blur'])
  })
})

describe('a wait that leaves its listener on a signal', () => {
  const finished = `export function finished(job: Job, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    job.run(resolve)
    signal.addEventListener('abort', () => reject(signal.reason))
  })
}
`

  it('of one call is silent', () => {
    expect(subjectsIn(`// === finished.ts\n${finished}// === load.ts\nimport { finished } from './finished'\nexport async function load(url: string) { const controller = new AbortController(); await finished(job, controller.signal); return fetch(url, { signal: controller.signal }) }\n`)).toEqual([])
  })

  it('of a loop is reported', () => {
    expect(subjectsIn(`// === finished.ts\n${finished}// === load.ts\nimport { finished } from './finished'\nexport async function load(url: string) { const controller = new AbortController(); for (;;) { await finished(job, controller.signal); await fetch(url, { signal: controller.signal }) } }\n`)).toEqual(['abort'])
  })

  it('of options that a loop hands on is reported', () => {
    const withOptions = finished.replace('job: Job, signal: AbortSignal', 'job: Job, { signal }: { signal: AbortSignal }')
    expect(subjectsIn(`// === finished.ts\n${withOptions}// === load.ts\nimport { finished } from './finished'\nexport async function load(stop: AbortController) { while (true) { await finished(job, { signal: stop.signal }) } }\n`)).toEqual(['abort'])
  })
})

describe('code that a tick brings', () => {
  const attach = (tick: string): string => `// === preload.ts\nfunction attach() { window.addEventListener('wheel', () => send()) }\nconst ready = setInterval(() => { ${tick} }, 300)\n`

  it('after the interval is cleared comes once', () => {
    expect(subjectsIn(attach('if (document.body) { clearInterval(ready); attach(); return } log()'))).toEqual([])
  })

  it('before another branch clears it comes again', () => {
    expect(subjectsIn(attach('attach(); if (document.hidden) clearInterval(ready)'))).toContain('wheel')
  })
})

describe('what `evidence: firm` says of listeners', () => {
  const firmIn = (program: string): string[] => reportsOfProgram(program, { 'leaks/no-leaked-subscription': ['error', { evidence: 'firm' }] }).map((message) => /`([^`]+)`/.exec(message)?.[1] ?? message)
  const page = (shown: string): string => `// === page.tsx\nimport { Badge } from './badge'\nexport function Page() { return <main>${shown}</main> }\n`

  it.each<[string, string]>([
    ['under a condition', '{isOpen && <Badge />}'],
    ['in a list', '{all.map((one) => <Badge key={one} />)}'],
    ['by a route', '<Route path="/a" element={<Badge />} />'],
  ])('a component shown %s is followed to what brings it', (_how, shown) => {
    expect(firmIn(`// === badge.tsx\n${BADGE}${page(shown)}`)).toEqual(['focus'])
  })

  it('a component within one that comes and goes does, too', () => {
    expect(firmIn(`// === badge.tsx\n${BADGE}${page('<Badge />')}// === shell.tsx\nimport { Page } from './page'\nexport function Shell() { return <div>{user && <Page />}</div> }\n`)).toEqual(['focus'])
  })

  it('a component that nobody in sight shows is left to `strict`', () => {
    expect(firmIn(`// === badge.tsx\n${BADGE}`)).toEqual([])
    expect(subjectsIn(`// === badge.tsx\n${BADGE}`)).toEqual(['focus'])
  })

  it('a removal that cannot work is reported wherever it is', () => {
    expect(firmIn(`// === badge.tsx\n${BADGE.replace('refresh()) }', "refresh()); return () => window.removeEventListener('focus', () => refresh()) }")}`)).toEqual(['focus'])
  })

  it('a class that only its name says there are many of is left to `strict`', () => {
    const session = `// === session.ts\nimport { bus } from './bus'\nexport class ChatSession { constructor() { bus.on('tick', () => this.tick()) } tick() {} }\n// === bus.ts\nexport const bus = new Bus()\n// === package.json\n{ "name": "chat", "exports": "./session.ts" }\n`
    expect(firmIn(session)).toEqual([])
    expect(subjectsIn(session)).toEqual(['tick'])
  })

  it('a listener that each request adds is followed to its route', () => {
    expect(firmIn(`// === feed.ts\nimport express from 'express'\nimport { bus } from './bus'\nconst web = express()\nweb.get('/feed', (req, res) => { bus.on('tick', (tick) => res.write(tick)) })\n// === bus.ts\nexport const bus = new Bus()\n`)).toEqual(['tick'])
  })
})

describe('what `recommended` says of timeouts', () => {
  it('leaves them to `strict`', () => {
    const code = `// === calls.ts
export const limited = (work: Promise<void>, ms: number) => Promise.race([work, new Promise((_, reject) => setTimeout(() => reject(new Error('slow')), ms))])
export function load(url: string, ms: number) { const controller = new AbortController(); setTimeout(() => controller.abort(), ms); return fetch(url, { signal: controller.signal }) }
`
    expect(reportsOfProgram(code)).toEqual([])
    expect(reportsOfProgram(code, 'strict')).toHaveLength(2)
  })
})
