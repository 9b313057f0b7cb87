import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

import Ajv from 'ajv-draft-04'
import type { Log } from 'sarif'
import { afterAll, describe, expect, it } from 'vitest'

import { showProgress } from '../../.cli/progress.ts'
import { makeScratchFolder } from '../support/scratch-folder.ts'

/** The published schema, as a package carries it. */
const schema = createRequire(import.meta.url)('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json') as object
const isSarif = new Ajv.default({ strict: false, unicodeRegExp: false, validateFormats: false, allErrors: true }).compile(schema)

const project = makeScratchFolder({
  'package.json': '{ "name": "scratch", "private": true, "type": "module" }\n',
  'src/limiter.js': 'export class Limiter {\n  #hits = new Map()\n  allow(address) {\n    this.#hits.set(address, Date.now())\n  }\n  reset() {\n    this.#hits.clear()\n  }\n}\n',
  'src/server.js': "import express from 'express'\nimport { Limiter } from './limiter.js'\nconst limiter = new Limiter()\nconst app = express()\napp.post('/login', (req, res) => {\n  limiter.allow(req.ip)\n  res.end()\n})\n",
  'src/bad, file.js': 'const = ;\n',
})
afterAll(project.remove)

/** What the rules tell of the leak above, in the order of the story. */
const STEPS = [
  { role: 'event', path: 'src/server.js', line: 5, certainty: 'proven' },
  { role: 'key', path: 'src/server.js', line: 5, certainty: 'proven' },
  { role: 'growth', path: 'src/limiter.js', line: 4, certainty: 'proven' },
  { role: 'owner', path: 'src/limiter.js', line: 2, certainty: 'proven' },
  { role: 'release', path: 'src/limiter.js', line: 7, certainty: 'proven' },
]
const TROUBLE = 'src/bad, file.js: Could not be parsed: Unexpected token (1:7)\n'

describe('formats', () => {
  it('json tells everything, the witnesses too', async () => {
    const { stdout, stderr, exitCode } = await project.scan('--format', 'json')
    const { reports } = JSON.parse(stdout) as { reports: { story: { steps: unknown[] } }[] }
    expect(reports).toMatchObject([{ file: 'src/limiter.js', line: 2, code: '#hits = new Map()', story: { by: 'request', weight: 'unknown', retained: '`Date.now()`' } }])
    expect(reports[0]?.story.steps).toMatchObject(STEPS)
    expect(stderr).toBe(TROUBLE)
    expect(exitCode).toBe(1)
  })

  it('sarif is valid by its schema, and has the witnesses as a flow', async () => {
    const { stdout, stderr } = await project.scan('--format', 'sarif')
    const log = JSON.parse(stdout) as Log
    isSarif(log)
    expect(isSarif.errors).toBeNull()
    expect(isSarif({ ...log, version: 3 })).toBe(false)
    const [flow] = log.runs[0]?.results?.[0]?.codeFlows ?? []
    const places = flow?.threadFlows[0]?.locations.map(({ location }) => [location?.physicalLocation?.artifactLocation?.uri, location?.physicalLocation?.region?.startLine])
    expect(places).toEqual(STEPS.map(({ path, line }) => [path, line]))
    expect(stderr).toBe(TROUBLE)
  })

  it('sarif and gitlab keep the fingerprint of a report that has moved', async () => {
    const fingerprints = async (): Promise<unknown[]> => {
      const sarif = JSON.parse((await project.scan('src/limiter.js', 'src/server.js', '-f', 'sarif')).stdout) as Log
      const gitlab = JSON.parse((await project.scan('src/limiter.js', 'src/server.js', '-f', 'gitlab')).stdout) as { fingerprint: string }[]
      return [sarif.runs[0]?.results?.[0]?.partialFingerprints?.['leaks/v1'], gitlab[0]?.fingerprint]
    }
    const before = await fingerprints()
    const text = readFileSync(join(project.path, 'src/limiter.js'), 'utf8')
    project.write({ 'src/limiter.js': `// Moved down.\n\n${text}` })
    expect(await fingerprints()).toEqual(before)
    expect(before[0]).toMatch(/^[0-9a-f]{32}$/)
    project.write({ 'src/limiter.js': text })
  })

  it('gitlab is a code quality report', async () => {
    const { stdout, stderr } = await project.scan('--format', 'gitlab')
    expect(JSON.parse(stdout)).toEqual([
      {
        description: expect.stringMatching(/^`#hits` of `Limiter` gains /),
        check_name: 'leaks/no-unbounded-instance-collection',
        fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
        severity: 'major',
        location: { path: 'src/limiter.js', lines: { begin: 2 } },
      },
    ])
    expect(stderr).toBe(TROUBLE)
  })

  it('stylish ends in how often each rule spoke, and how often the growth comes', async () => {
    expect((await project.scan()).stdout).toMatch(/\n {5}1 {2}leaks\/no-unbounded-instance-collection\nHow often they grow:\n {5}1 {2}on every request\n$/)
  })

  it('goes to a file when told to', async () => {
    const { stdout, exitCode } = await project.scan('--format', 'gitlab', '--output-file', 'report.json')
    expect(stdout).toBe('')
    expect(exitCode).toBe(1)
    expect(JSON.parse(readFileSync(join(project.path, 'report.json'), 'utf8'))).toHaveLength(1)
    expect(await project.scan('-o', 'no-such-folder/report.txt')).toEqual({ exitCode: 2, stdout: '', stderr: `The report cannot be written to \`${join(project.path, 'no-such-folder/report.txt')}\`: ENOENT.\n` })
  })
})

describe('what was named and cannot be linted', () => {
  it('is told in a line, and keeps nothing else from being linted', async () => {
    project.write({ 'notes.md': '# Notes\n' })
    const { stdout, exitCode } = await project.scan('src/limiter.js', 'src/gone.js', 'notes.md')
    expect(stdout).toContain('2 files or folders could not be read:\n  notes.md: not TypeScript, JavaScript, Vue or Svelte\n  src/gone.js: there is no such folder or file\n')
    expect(stdout).toContain('1 file,')
    expect(exitCode).toBe(1)
  })

  it('is a failure where there is nothing else', async () => {
    expect(await project.scan('src/gone.js', 'src/lost.js')).toEqual({ exitCode: 2, stdout: '', stderr: 'There is no folder or file `src/gone.js`, `src/lost.js`.\n' })
  })
})

describe('progress', () => {
  it('is a line that is written over, and wiped in the end', () => {
    let time = 0
    const written: string[] = []
    const progress = showProgress({ isTTY: true, write: (text) => written.push(text) }, 2000, () => time)
    progress.advance(20)
    time = 100
    progress.advance(980)
    progress.end()
    const wipe = '\r\u001B[2K'
    expect(written).toEqual([`${wipe}Looking for leaks: 0 of 2,000 files, 0%`, `${wipe}Looking for leaks: 1,000 of 2,000 files, 50%`, wipe])
  })

  it('is nothing where nobody watches', () => {
    const written: string[] = []
    const progress = showProgress({ write: (text) => written.push(text) }, 2000)
    progress.advance(20)
    progress.end()
    expect(written).toEqual([])
  })
})
