import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'

import { afterAll, beforeEach, describe, expect, it } from 'vitest'

import { LEAK, makeScratchFolder } from '../support/scratch-folder.ts'

const OTHER = LEAK.replaceAll('seen', 'bodies')

const project = makeScratchFolder()
const BASELINE = join(project.path, 'leaks.json')

beforeEach(() => {
  rmSync(BASELINE, { force: true })
  project.write({ 'src/a.js': LEAK, 'src/b.js': LEAK })
})
afterAll(project.remove)

describe('--baseline', () => {
  it('is written with what is reported, and then lets only that pass', async () => {
    expect(await project.scan('src', '--baseline', 'leaks.json', '--update-baseline')).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^No new leaks found: 2 files, [^\n]+ 2 reports in the baseline\.\n$/) })
    expect(JSON.parse(readFileSync(BASELINE, 'utf8'))).toEqual({
      'src/a.js': { 'leaks/no-unbounded-module-collection': ['const seen = new Map()'] },
      'src/b.js': { 'leaks/no-unbounded-module-collection': ['const seen = new Map()'] },
    })
    expect(await project.scan('src', '--baseline', 'leaks.json')).toMatchObject({ exitCode: 0 })
    project.write({ 'src/b.js': `${LEAK}${OTHER}` })
    const { exitCode, stdout } = await project.scan('src', '--baseline', 'leaks.json')
    expect(stdout).toMatch(/^src\/b\.js\n {2}5:7 [^]*1 report in 1 file: 2 files, [^\n]+ 2 reports in the baseline\.\n/)
    expect(exitCode).toBe(1)
  })

  it('knows a report that has moved, and tells how many are gone', async () => {
    await project.scan('src', '--baseline', 'leaks.json', '--update-baseline')
    project.write({ 'src/a.js': `// A new line.\n\n${LEAK}`, 'src/b.js': 'export {}\n' })
    const { exitCode, stdout } = await project.scan('src', '--baseline', 'leaks.json')
    expect(stdout).toContain('1 report in the baseline. 1 entry of the baseline is gone: `--update-baseline` takes it out.')
    expect(exitCode).toBe(0)
  })

  it('does not let a second report of the same line pass', async () => {
    await project.scan('src', '--baseline', 'leaks.json', '--update-baseline')
    const second = LEAK.replace('const seen', '  static seen').replace('server.on', 'static { server.on').replace(/\}\)\n$/, '}) }\n').replace('seen.set', 'A.seen.set')
    project.write({ 'src/a.js': `class A {\n${second}}\n`, 'src/b.js': `class A {\n${second}}\nclass B {\n${second.replace('A.', 'B.')}}\n` })
    await project.scan('src', '--baseline', 'leaks.json', '--update-baseline')
    project.write({ 'src/a.js': `class A {\n${second}}\nclass B {\n${second.replace('A.', 'B.')}}\n` })
    expect((await project.scan('src', '--baseline', 'leaks.json')).stdout).toMatch(/^src\/a\.js\n[^]*1 report in 1 file/)
  })

  it('keeps what it knows of files that were not looked at, whatever folder it is called in', async () => {
    await project.scan('src', '--baseline', 'leaks.json', '--update-baseline')
    project.write({ 'src/b.js': OTHER })
    await project.scan('src/b.js', '--baseline', 'leaks.json', '--update-baseline')
    expect(Object.entries(JSON.parse(readFileSync(BASELINE, 'utf8')) as object)).toEqual([
      ['src/a.js', { 'leaks/no-unbounded-module-collection': ['const seen = new Map()'] }],
      ['src/b.js', { 'leaks/no-unbounded-module-collection': ['const bodies = new Map()'] }],
    ])
    expect((await project.scan('src/a.js', '--baseline', 'leaks.json')).stdout).not.toContain('gone')
  })

  it.each([
    ['that is not there', null, 'There is no baseline `PATH`; `--update-baseline` writes it.\n'],
    ['that is no JSON', '{ "src', '`PATH` is no baseline; `--update-baseline` writes one.\n'],
    ['that is something else', '{ "rules": ["error"] }', '`PATH` is no baseline; `--update-baseline` writes one.\n'],
  ])('says in one line what is wrong with a file %s', async (_what, text, line) => {
    if (text !== null) project.write({ 'leaks.json': text })
    expect(await project.scan('src', '--baseline', 'leaks.json')).toEqual({ exitCode: 2, stdout: '', stderr: line.replace('PATH', BASELINE) })
    expect(existsSync(BASELINE)).toBe(text !== null)
  })

  it('asks for a file to update', async () => {
    expect(await project.scan('src', '--update-baseline')).toMatchObject({ exitCode: 2, stderr: expect.stringMatching(/^`--update-baseline` needs `--baseline <file>`\. [^\n]+\n$/) })
  })
})
