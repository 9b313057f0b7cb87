import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { LEAK, makeScratchFolder, type ScratchFolder } from '../support/scratch-folder.ts'

const OTHER = LEAK.replaceAll('seen', 'bodies')
const LIMITER = 'export class Limiter {\n  #hits = new Map()\n  allow(address) {\n    this.#hits.set(address, Date.now())\n  }\n  forget(address) {\n    this.#hits.delete(address)\n  }\n}\n'
const SERVER = "import express from 'express'\nimport { Limiter } from './limiter.js'\nconst limiter = new Limiter()\nconst app = express()\napp.post('/login', (req, res) => {\n  limiter.allow(req.ip)\n  res.on('finish', () => limiter.forget(req.ip))\n})\n"

const folders: ScratchFolder[] = []

/** A repository whose branch `main` has these files; what follows happens on a branch of its own. */
function repositoryOf(files: Record<string, string>): ScratchFolder {
  const folder = makeScratchFolder({ 'package.json': '{ "name": "scratch", "private": true, "type": "module" }\n', ...files })
  folders.push(folder)
  folder.git('init', '-q')
  folder.git('add', '.')
  folder.git('commit', '-q', '-m', 'Start')
  folder.git('checkout', '-q', '-b', 'change')
  return folder
}

afterAll(() => {
  for (const folder of folders) folder.remove()
})

describe('--since', () => {
  let change: ScratchFolder
  beforeAll(() => {
    change = repositoryOf({ 'src/old.js': LEAK, 'src/moved.js': OTHER, 'src/limiter.js': LIMITER, 'src/server.js': SERVER })
  })

  it('reports nothing where nothing was added', async () => {
    expect(await change.scan('src', '--since', 'main')).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^No new leaks found: 4 files, [^\n]+ 2 reports there before\.\n$/) })
  })

  it('reports what a change adds, committed or not, in a file that git does not know yet too', async () => {
    change.write({ 'src/old.js': `// Moved down.\n${LEAK}${OTHER}`, 'src/new.js': LEAK })
    const { exitCode, stdout } = await change.scan('--since', 'main')
    expect(stdout).toMatch(/^src\/new\.js\n {2}1:7 [^]*src\/old\.js\n {2}6:7 [^]*2 reports in 2 files: 5 files, [^\n]+ 2 reports there before\.\n/)
    expect(exitCode).toBe(1)
    change.git('checkout', '-q', '.')
    change.git('clean', '-q', '-f', '-d')
  })

  it('follows a file that was moved', async () => {
    change.git('mv', 'src/moved.js', 'src/elsewhere.js')
    expect((await change.scan('src', '--since', 'main')).exitCode).toBe(0)
    change.git('mv', 'src/elsewhere.js', 'src/moved.js')
  })

  it('reports what a change in one file makes of another', async () => {
    change.write({ 'src/server.js': SERVER.replace(/ {2}res\.on.*\n/, '') })
    expect((await change.scan('src', '--since', 'main')).stdout).toMatch(/^src\/limiter\.js\n {2}2:3 [^]*1 report in 1 file/)
    change.git('checkout', '-q', '.')
  })

  it('looks at where the change began, not at what was mended since then', async () => {
    const folder = repositoryOf({ 'src/old.js': LEAK })
    folder.git('checkout', '-q', 'main')
    folder.write({ 'src/old.js': 'export {}\n' })
    folder.git('commit', '-q', '-a', '-m', 'Mend')
    folder.git('checkout', '-q', 'change')
    expect((await folder.scan('src', '--since', 'main')).exitCode).toBe(0)
  })

  it('leaves the index and the work tree alone', () => {
    expect(change.git('status', '--porcelain')).toBe('')
    expect(change.git('worktree', 'list').trim().split('\n')).toHaveLength(1)
  })

  it('says in one line what is wrong with the revision or the place', async () => {
    expect(await change.scan('src', '--since', 'no-such-branch')).toEqual({ exitCode: 2, stdout: '', stderr: 'There is no git revision `no-such-branch` here.\n' })
    const bare = makeScratchFolder({ 'a.js': LEAK })
    folders.push(bare)
    expect(await bare.scan('--since', 'main')).toEqual({ exitCode: 2, stdout: '', stderr: `\`--since\` needs a git repository, and \`${bare.path}\` is in none.\n` })
  })
})
