import { afterAll, describe, expect, it } from 'vitest'

import { makeScratchFolder } from '../support/scratch-folder.ts'

const project = makeScratchFolder({
  'package.json': '{ "name": "scratch", "private": true, "type": "module" }\n',
  'src/limiter.js': 'export class Limiter {\n  #hits = new Map()\n  allow(address) {\n    this.#hits.set(address, 1)\n  }\n  reset() {\n    this.#hits.clear()\n  }\n}\n',
  'src/sessions.js': "const sessions = new Map()\nconst kinds = new Map()\nexport function open(socket) {\n  sessions.set(socket.id, socket)\n  kinds.set('last', socket)\n  socket.on('close', () => {\n    sessions.delete(socket.id)\n  })\n}\n",
  'src/server.js': "import express from 'express'\nimport { Limiter } from './limiter.js'\nconst limiter = new Limiter()\nconst app = express()\napp.post('/login', (req, res) => {\n  limiter.allow(req.ip)\n  res.end()\n})\n",
  'src/poll.js': "setInterval(() => {\n  refresh()\n}, 1000)\n",
  'src/bad.js': 'const = ;\n',
})
afterAll(project.remove)

describe('explain', () => {
  it('tells a report with its facts and their witnesses', async () => {
    const { exitCode, stdout } = await project.scan('explain', 'src/limiter.js:2')
    expect(exitCode).toBe(0)
    expect(stdout.split('\n').filter((line) => line.startsWith('  '))).toEqual([
      '  again     proven   runs on every request to `/login` (src/server.js:5)',
      '  new keys  proven   comes with each request (src/server.js:5)',
      '  growth    proven   adds an entry to `#hits` under `address` (src/limiter.js:4)',
      '  lives on  proven   `#hits` lives as long as the program (src/limiter.js:2)',
      '  release   proven   nobody calls the removal in `reset` (src/limiter.js:7)',
    ])
    expect(stdout).toMatch(/^src\/limiter\.js:2 {2}#hits = new Map\(\)\n\nReported by leaks\/no-unbounded-instance-collection \(recommended\): `#hits` of `Limiter` gains /)
  })

  it('tells why a collection is not reported: a release that keeps up', async () => {
    const { stdout } = await project.scan('explain', 'src/sessions.js:1')
    expect(stdout).toContain('What is known of `sessions` (line 1):\n  growth    proven   adds an entry under `socket.id` (src/sessions.js:4)\n')
    expect(stdout).toContain('What speaks against a leak, or is not known:\n')
    expect(stdout).toContain('  - a removal keeps up with the growth\n')
  })

  it('tells why a collection is not reported: few keys', async () => {
    expect((await project.scan('explain', 'src/sessions.js:2')).stdout).toMatch(/What is known of `kinds` \(line 2\):\n[^]*(?: {2}- `'last'` has few values|nothing that can run)/)
  })

  it('takes a line that uses a collection for its declaration', async () => {
    expect((await project.scan('explain', 'src/sessions.js:7')).stdout).toContain('What is known of `sessions` (line 1):')
  })

  it('says so where there is nothing', async () => {
    expect((await project.scan('explain', 'src/sessions.js:9')).stdout).toMatch(/^src\/sessions\.js:9 {2}\}\n\nThere is no report here, and nothing that lives on and could grow/)
  })

  it('tells of timers what their rule does', async () => {
    expect((await project.scan('explain', 'src/poll.js:1')).stdout).toMatch(/^src\/poll\.js:1 {2}setInterval\(\(\) => \{\n\n(?:Reported by leaks\/require-interval-unref|There is no report)/)
  })

  it.each([
    ['no place', ['explain'], /^`explain` takes one place: /],
    ['no line', ['explain', 'src/poll.js'], /^`explain` takes a file and a line: `src\/cache\.ts:12`, not `src\/poll\.js`\.\n$/],
    ['a line too far', ['explain', 'src/poll.js:99'], /^`src\/poll\.js` has no line 99\.\n$/],
    ['a file that is not there', ['explain', 'src/gone.js:1'], /^There is no file `src\/gone\.js`, or it cannot be read\.\n$/],
    ['a file of another kind', ['explain', 'notes.md:1'], /^Not TypeScript, JavaScript, Vue or Svelte: `notes\.md`\.\n$/],
    ['a file that does not parse', ['explain', 'src/bad.js:1'], /^`src\/bad\.js` could not be parsed: [^\n]+\(1:7\)\n$/],
  ])('says in a line what is wrong: %s', async (_what, args, line) => {
    expect(await project.scan(...args)).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringMatching(line) })
  })
})
