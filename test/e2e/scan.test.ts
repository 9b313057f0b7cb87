import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { scan as scanHere, type Outcome } from '../../.tools/scan/scan.ts'
import { ROOT } from '../support/repository.ts'

const LEAK = 'const seen = new Map()\nexport function onRequest(request) {\n  seen.set(request.id, request.body)\n}\n'

let folder = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'leaks-scan-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

/** A folder with these files, below the test's own. */
function folderOf(name: string, files: Record<string, string>): string {
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, name, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
  return join(folder, name)
}

function scan(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Outcome> {
  return scanHere(args, { environment: { INIT_CWD: folder, ...environment }, isTerminal: false, example: join(ROOT, 'docs/example') })
}

describe('scan', () => {
  it('reports the example by default and exits with 1', () => {
    const { NO_COLOR: _refused, FORCE_COLOR: _forced, ...env } = process.env
    const { status, stdout } = spawnSync(process.execPath, [join(ROOT, '.tools/out/scan/main.js')], { encoding: 'utf8', env })
    expect(stdout).toContain('leaky/agent/session-titles.ts\n')
    expect(stdout).toMatch(/^ {2}6:7 {2}leaks\/no-unbounded-module-collection\n {7}`titles` /m)
    expect(stdout).toMatch(/\n\d+ reports in \d+ files: \d+ files, \d+\.\d s, preset `recommended`\.\n( +\d+ {2}leaks\/[\w-]+\n)+$/)
    expect(status).toBe(1)
  })

  it('is silent on a clean folder and exits with 0', async () => {
    const { exitCode, stdout } = await scan([folderOf('clean', { 'index.ts': 'export const answer: number = 42\n' })])
    expect(stdout).toMatch(/^No leaks found: 1 file, \d+\.\d s, preset `recommended`\.\n$/)
    expect(exitCode).toBe(0)
  })

  it.each([
    ['a missing folder', ['no-such-folder'], /^There is no folder or file `no-such-folder`\.\n$/],
    ['an unknown option', ['--presets', 'strict'], /^Unknown option '--presets'\. Usage: [^\n]+\n$/],
    ['an unknown preset', ['--preset', 'paranoid'], /^There is no preset `paranoid`\. Usage: [^\n]+\n$/],
    ['two folders', ['a', 'b'], /^One folder at a time, got `a`, `b`\. Usage: [^\n]+\n$/],
  ])('says in one line what is wrong about %s and exits with 2', async (_what, args, line) => {
    const { exitCode, stdout, stderr } = await scan(args)
    expect(stderr).toMatch(line)
    expect(stdout).toBe('')
    expect(exitCode).toBe(2)
  })

  it('says so when a folder holds nothing to scan', async () => {
    const { exitCode, stderr } = await scan([folderOf('texts', { 'notes.md': '# Notes\n' })])
    expect(stderr).toMatch(/^There is no TypeScript or JavaScript in `.+texts`\.\n$/)
    expect(exitCode).toBe(2)
  })

  it('takes folders from where the command was typed', async () => {
    folderOf('typed-here', { 'a.js': LEAK })
    expect((await scan(['typed-here'])).stdout).toContain('a.js\n')
  })

  it('passes over what nobody wrote by hand', async () => {
    const skipped = ['node_modules/a/index.js', 'dist/index.js', 'build/index.js', 'coverage/index.js', '.git/hook.js', 'types.d.ts', 'lib.min.js']
    const target = folderOf('skipped', Object.fromEntries([...skipped.map((path) => [path, LEAK]), ['kept.js', LEAK]]) as Record<string, string>)
    expect((await scan([target])).stdout).toMatch(/^kept\.js\n[^]*1 report in 1 file: 1 file,/)
  })

  it('counts files that do not parse and goes on', async () => {
    const { exitCode, stdout } = await scan([folderOf('broken', { 'bad.ts': 'const = ;', 'good.ts': LEAK.replace('request)', 'request: any)') })])
    expect(stdout).toContain('1 file could not be parsed:\n  bad.ts: ')
    expect(stdout).toContain('good.ts\n')
    expect(exitCode).toBe(1)
  })

  it("respects disable comments for its own rules and nothing else of the project's set-up", async () => {
    const target = folderOf('comments', {
      'eslint.config.js': 'throw new Error("never loaded")',
      'disabled.js': `/* eslint-env node */\n/* eslint no-undef: 2, unknown/rule: 2 */\n// eslint-disable-next-line leaks/no-unbounded-module-collection, other/rule\n${LEAK}undefinedName()\n`,
    })
    expect(await scan([target])).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^No leaks found: 2 files/) })
  })

  it('reads components', async () => {
    const target = folderOf('components', {
      'App.vue': `<script>\n${LEAK}</script>\n<template><p>{{ 1 }}</p></template>\n`,
      'App.svelte': `<script module>\n${LEAK}</script>\n<p>hello</p>\n`,
    })
    expect((await scan([target])).stdout).not.toContain('could not be parsed')
  })

  it('colours when asked to, and not otherwise', async () => {
    const target = folderOf('colours', { 'a.js': LEAK })
    expect((await scan([target])).stdout).not.toContain('\u001B[')
    expect((await scan([target], { FORCE_COLOR: '1' })).stdout).toContain('\u001B[31mleaks/')
    expect((await scan([target], { FORCE_COLOR: '0' })).stdout).not.toContain('\u001B[')
  })

  it('prints JSON', async () => {
    const { exitCode, stdout } = await scan([folderOf('json', { 'a.js': LEAK }), '--json', '--preset', 'strict'])
    expect(JSON.parse(stdout)).toMatchObject({ preset: 'strict', files: 1, reports: expect.arrayContaining([expect.objectContaining({ file: 'a.js', line: 1 })]), unparsable: [], crashed: [] })
    expect(exitCode).toBe(1)
  })

  it('splits many files among threads and loses none', () => {
    const many = Object.fromEntries(Array.from({ length: 650 }, (_, index) => [`f${String(index)}.js`, index % 100 === 0 ? LEAK : 'export {}\n']))
    const { stdout } = spawnSync(process.execPath, [join(ROOT, '.tools/out/scan/main.js'), folderOf('many', many)], { encoding: 'utf8' })
    expect(stdout).toContain('7 reports in 7 files: 650 files')
  })
})
