import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { scan as scanHere, type Outcome } from '../../.cli/scan.ts'
import { findParser } from '../../.cli/component-parsers.ts'
import { formatStylish } from '../../.cli/formats/stylish.ts'
import { ROOT } from '../support/repository.ts'

const COMMAND = join(ROOT, 'dist/.cli/main.js')
const LEAK = "const seen = new Map()\nserver.on('request', (request) => {\n  seen.set(request.id, request.body)\n})\n"

let folder = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'leaks-scan-'))
  // Some tests look at it as another user.
  chmodSync(folder, 0o755)
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
  return scanHere(args, { environment, isTerminal: false, terminal: { write: () => true }, folder })
}

/** Root may read everything: what is closed to others can only be seen as one of them. */
function asNobody(): { readonly uid?: number } {
  return process.getuid?.() === 0 ? { uid: 65_534 } : {}
}

describe('scan', () => {
  it('reports the example and exits with 1', () => {
    const { status, stdout } = spawnSync(process.execPath, [COMMAND, 'docs/example'], { cwd: ROOT, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '' } })
    expect(stdout).toContain('docs/example/leaky/server/rate-limit.ts\n')
    expect(stdout).toMatch(/^ {2}11:7 {2}leaks\/no-unbounded-module-collection\n {8}`windows` /m)
    expect(stdout).toMatch(/\n\d+ reports in \d+ files: \d+ files, \d+\.\d s, preset `recommended`\.\n( +\d+ {2}leaks\/[\w-]+\n)+How often they grow:\n( +\d+ {2}[a-z ,]+\n)+$/)
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
    ['an unknown preset', ['--preset', 'paranoid'], /^There is no preset `paranoid`: recommended, strict\. Usage: [^\n]+\n$/],
    ['an unknown format', ['--format', 'xml'], /^There is no format `xml`: stylish, [^\n]+\. Usage: [^\n]+\n$/],
    ['a limit that is no number', ['--max-warnings', 'few'], /^`--max-warnings` takes a number, not `few`\. Usage: [^\n]+\n$/],
  ])('says in one line what is wrong about %s and exits with 2', async (_what, args, line) => {
    const { exitCode, stdout, stderr } = await scan(args)
    expect(stderr).toMatch(line)
    expect(stdout).toBe('')
    expect(exitCode).toBe(2)
  })

  it('says so when a folder holds nothing to scan', async () => {
    const { exitCode, stderr } = await scan([folderOf('texts', { 'notes.md': '# Notes\n' })])
    expect(stderr).toMatch(/^There is no TypeScript or JavaScript in `texts`\.\n$/)
    expect(exitCode).toBe(2)
  })

  it('takes folders from where the command was typed', async () => {
    folderOf('typed-here', { 'a.js': LEAK })
    expect((await scan(['typed-here'])).stdout).toContain('a.js\n')
  })

  it('passes over what nobody wrote by hand', async () => {
    const skipped = ['node_modules/a/index.js', 'dist/index.js', 'build/index.js', 'coverage/index.js', '.git/hook.js', 'types.d.ts', 'lib.min.js']
    const target = folderOf('skipped', Object.fromEntries([...skipped.map((path) => [path, LEAK]), ['kept.js', LEAK]]) as Record<string, string>)
    expect((await scan([target])).stdout).toMatch(/^skipped\/kept\.js\n[^]*1 report in 1 file: 1 file,/)
  })

  it('does not call a file clean that it cannot lint', async () => {
    folderOf('strange', { 'notes.txt': 'Notes', 'bad.ts': 'const = ;\n', 'good.ts': 'export {}\n' })
    expect(await scan(['strange/notes.txt'])).toMatchObject({ exitCode: 2, stdout: '', stderr: 'Not TypeScript, JavaScript, Vue or Svelte: `strange/notes.txt`.\n' })
    expect(await scan(['strange/bad.ts'])).toEqual({ exitCode: 1, stdout: '1 file could not be parsed:\n  strange/bad.ts: Unexpected token (1:7)\n\nNothing was linted.\n', stderr: '' })
    expect(await scan(['strange'])).toMatchObject({ exitCode: 1, stdout: expect.stringMatching(/\n\nNo leaks found in what could be read: 1 file, [^\n]+\n$/) })
  })

  it('tells of files and folders that it may not read, and goes on', () => {
    const target = folderOf('closed', { 'a/secret.js': LEAK, 'b.js': LEAK, 'c.js': LEAK })
    chmodSync(join(target, 'a'), 0)
    chmodSync(join(target, 'b.js'), 0)
    const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, target], { encoding: 'utf8', ...asNobody() })
    chmodSync(join(target, 'a'), 0o755)
    expect(stderr).toBe('')
    expect(stdout).toContain('2 files or folders could not be read:\n  a: the folder cannot be read\n  b.js: EACCES: permission denied\n')
    expect(stdout).toContain('1 report in 1 file: 1 file,')
    expect(status).toBe(1)
  })

  it('does not mind a reader that stops early', () => {
    const target = folderOf('long', Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`f${String(index)}.js`, LEAK])))
    const { stdout, stderr } = spawnSync('bash', ['-c', `"$0" "$1" "$2" --json | head -1; echo "\${PIPESTATUS[0]}"`, process.execPath, COMMAND, target], { encoding: 'utf8' })
    expect(stderr).toBe('')
    expect(stdout).toMatch(/^\{\n[01]\n$/)
  })

  it('leaves out what git ignores, unless it was named', async () => {
    const target = folderOf('repository', { '.gitignore': 'generated/\n*.gen.js\n', 'generated/a.js': LEAK, 'b.gen.js': LEAK, 'c.js': LEAK })
    execFileSync('git', ['init', '-q', target])
    expect((await scan([target])).stdout).toContain('1 report in 1 file: 1 file,')
    expect((await scan([join(target, 'generated')])).stdout).toContain('1 report in 1 file: 1 file,')
  })

  it('takes several paths, each file once', async () => {
    folderOf('several', { 'a/a.js': LEAK, 'b/b.js': LEAK, 'c/c.js': LEAK })
    expect((await scan(['several/a', 'several/a/a.js', 'several/b'])).stdout).toMatch(/^several\/a\/a\.js\n[^]*several\/b\/b\.js\n[^]*2 reports in 2 files: 2 files,/)
  })

  it('lets as many reports pass as it is told', async () => {
    const target = folderOf('few', { 'a.js': LEAK, 'b.js': LEAK })
    expect((await scan([target, '--max-warnings', '1'])).exitCode).toBe(1)
    expect((await scan([target, '--max-warnings', '2'])).exitCode).toBe(0)
  })

  it('asks for the parser that components need', () => {
    const bare = mkdtempSync(join(tmpdir(), 'leaks-bare-'))
    expect(findParser('no-such-eslint-parser', bare)).toBeNull()
    rmSync(bare, { recursive: true })
    const found = { reports: [], unparsable: [], unreadable: [], crashed: [], root: '/', preset: 'recommended', files: 2, seconds: 1, leftOut: [{ parser: 'vue-eslint-parser', files: ['a.vue'] }], known: { inBaseline: 0, before: 0, gone: 0 } } as const
    expect(formatStylish(found, false)).toBe('1 component left out: `npm install --save-dev vue-eslint-parser` to have them read.\n\nNo leaks found in what could be read: 2 files, 1.0 s, preset `recommended`.\n')
  })

  it('counts files that do not parse and goes on', async () => {
    const { exitCode, stdout } = await scan([folderOf('broken', { 'bad.ts': 'const = ;', 'good.ts': LEAK.replace('(request)', '(request: any)') })])
    expect(stdout).toContain('1 file could not be parsed:\n  broken/bad.ts: ')
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
    const { stdout } = await scan([target])
    expect(stdout).not.toContain('could not be parsed')
    expect(stdout).toContain('App.vue\n  2:7  leaks/no-unbounded-module-collection\n')
    expect(stdout).toContain('App.svelte\n  2:7  leaks/no-unbounded-module-collection\n')
    expect(stdout).toContain('2 reports in 2 files: 2 files,')
  })

  it('colours when asked to, and not otherwise', async () => {
    const target = folderOf('colours', { 'a.js': LEAK })
    expect((await scan([target])).stdout).not.toContain('\u001B[')
    expect((await scan([target], { FORCE_COLOR: '1' })).stdout).toContain('\u001B[31mleaks/')
    expect((await scan([target], { FORCE_COLOR: '0' })).stdout).not.toContain('\u001B[')
  })

  it('prints JSON', async () => {
    const { exitCode, stdout } = await scan([folderOf('json', { 'a.js': LEAK }), '--json', '--preset', 'strict'])
    expect(JSON.parse(stdout)).toMatchObject({ preset: 'strict', files: 1, reports: expect.arrayContaining([expect.objectContaining({ file: 'json/a.js', line: 1 })]), unparsable: [], crashed: [] })
    expect(exitCode).toBe(1)
  })

  it('prints SARIF that names rules, files and places', async () => {
    const { exitCode, stdout } = await scan([folderOf('sarif', { 'a b.js': LEAK, 'bad.js': 'const = ;' }), '--format', 'sarif'])
    const log = JSON.parse(stdout) as { version: string; runs: { tool: { driver: { rules: { id: string }[] } }; results: { ruleIndex: number; ruleId: string }[] }[] }
    expect(log).toMatchObject({
      version: '2.1.0',
      runs: [
        {
          tool: { driver: { name: 'eslint-plugin-leaks', rules: [{ id: 'leaks/no-unbounded-module-collection', helpUri: expect.stringMatching(/no-unbounded-module-collection\.md$/) }] } },
          invocations: [{ executionSuccessful: true, toolExecutionNotifications: [{ level: 'error' }] }],
          results: [{ ruleId: 'leaks/no-unbounded-module-collection', ruleIndex: 0, locations: [{ physicalLocation: { artifactLocation: { uri: 'sarif/a%20b.js', uriBaseId: 'ROOT' }, region: { startLine: 1, startColumn: 7 } } }] }],
        },
      ],
    })
    expect(exitCode).toBe(1)
  })

  it('prints annotations for GitHub Actions', async () => {
    const { stdout } = await scan([folderOf('github', { 'a,b.js': LEAK, 'bad.js': 'const = ;' }), '-f', 'github'])
    expect(stdout).toMatch(/^::error file=github\/a%2Cb\.js,line=1,col=7,title=leaks\/no-unbounded-module-collection::`seen` [^\n]+\n::error file=github\/bad\.js::Could not be parsed: [^\n]+\n$/)
  })

  it('tells how it is used', async () => {
    expect(await scan(['--help'])).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^Usage: eslint-plugin-leaks \[paths\]/) })
  })

  it('splits many files among threads and loses none', () => {
    const many = Object.fromEntries(Array.from({ length: 650 }, (_, index) => [`f${String(index)}.js`, index % 100 === 0 ? LEAK : 'export {}\n']))
    const { stdout } = spawnSync(process.execPath, [COMMAND, folderOf('many', many)], { encoding: 'utf8' })
    expect(stdout).toContain('7 reports in 7 files: 650 files')
  })
})
