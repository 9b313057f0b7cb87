import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'

import { installProject, type Finished, type InstalledProject } from '../support/installed-project.ts'
import { readText } from '../support/repository.ts'

const LEAK = "const seen = new Map()\nserver.on('request', (request) => {\n  seen.set(request.id, request.body)\n})\n"
const CLEAN = "server.on('request', (request) => {\n  request.answer()\n})\n"
const CONFIG = "import leaks from 'eslint-plugin-leaks'\nimport { defineConfig } from 'eslint/config'\nexport default defineConfig([{ plugins: { leaks }, extends: ['leaks/recommended'] }])\n"
const RULE = 'leaks/no-unbounded-module-collection'

const page = readText('docs/adopting.md') ?? ''

/** The text of a block of the page by the name behind its language. */
function blockOf(name: string): string {
  const found = page.split(/^```/m).find((part) => part.split('\n', 1)[0]?.endsWith(` ${name}`))
  if (found === undefined) throw new Error(`docs/adopting.md has no block for ${name}`)
  return found.slice(found.indexOf('\n') + 1)
}

let project: InstalledProject
let eslint9: InstalledProject

beforeAll(async () => {
  const files = { 'eslint.config.js': CONFIG, 'src/a.js': LEAK, 'src/b.js': CLEAN, '.gitignore': 'node_modules\n' }
  project = await installProject(['eslint@10.15.0', 'husky@9.1.7', 'lint-staged@16.4.0', 'lefthook@2.2.2'], files)
  eslint9 = await installProject(['eslint@9.39.5'], files)
  git('init', '-q', '-b', 'main')
  git('add', '.')
  git('commit', '-q', '--no-verify', '-m', 'Start')
}, 300_000)
afterAll(() => {
  project.remove()
  eslint9.remove()
})

function git(...args: string[]): Finished {
  return project.run('git', '-c', 'user.name=Test', '-c', 'user.email=test@example.org', '-c', 'commit.gpgsign=false', ...args)
}

/** Tries to commit this as `src/c.js`. */
function commit(text: string): Finished {
  project.write({ 'src/c.js': text })
  git('add', 'src/c.js')
  return git('commit', '-m', 'Change')
}

/** The shell commands of a file for CI that call us, as they would be run for a change of `main`. */
function ourCommands(name: string): string[] {
  const found: string[] = []
  const open: unknown[] = [parse(blockOf(name))]
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value === 'string' && value.includes('eslint-plugin-leaks')) found.push(value.replace(/origin\/\$\{\{.*?\}\}/, 'main'))
    else if (typeof value === 'object' && value !== null) open.push(...(Object.values(value) as unknown[]))
  }
  return found
}

describe('a hook before each commit', () => {
  it('of husky with lint-staged blocks a leak, and lets it pass once mended', () => {
    const manifest = JSON.parse(readFileSync(join(project.folder, 'package.json'), 'utf8')) as object
    project.write({ 'package.json': JSON.stringify({ ...manifest, ...(JSON.parse(blockOf('lint-staged')) as object) }) })
    expect(project.run('husky').status).toBe(0)
    project.write({ '.husky/pre-commit': 'npx lint-staged\n' })
    const blocked = commit(LEAK)
    expect(blocked.stdout + blocked.stderr).toContain(RULE)
    expect(blocked.status).not.toBe(0)
    expect(commit(CLEAN).status).toBe(0)
    git('config', '--unset', 'core.hooksPath')
  })

  it('of lefthook does the same', () => {
    project.write({ 'lefthook.yml': blockOf('lefthook.yml') })
    expect(project.run('lefthook', 'install').status).toBe(0)
    const blocked = commit(LEAK)
    expect(blocked.stdout + blocked.stderr).toContain(RULE)
    expect(blocked.status).not.toBe(0)
    expect(commit(`${CLEAN}\n`).status).toBe(0)
    project.run('lefthook', 'uninstall')
  })
})

describe('in CI', () => {
  it('GitHub annotates what a change adds, and uploads the rest', () => {
    git('checkout', '-q', '-b', 'change')
    project.write({ 'src/d.js': LEAK })
    const [sarif = '', annotations = ''] = ourCommands('.github/workflows/leaks.yml').sort((a, b) => Number(a.includes('github')) - Number(b.includes('github')))
    const { status, stdout } = project.run('bash', '-c', annotations)
    expect(stdout).toMatch(/^::error file=src\/d\.js,line=1,col=7,title=leaks\/no-unbounded-module-collection::[^\n]+\n$/)
    expect(status).toBe(1)
    expect(project.run('bash', '-c', sarif).status).toBe(0)
    expect(JSON.parse(readFileSync(join(project.folder, 'leaks.sarif'), 'utf8'))).toMatchObject({ version: '2.1.0', runs: [{ results: [{ ruleId: RULE }, { ruleId: RULE }] }] })
  })

  it('GitLab gets its report, and the job fails', () => {
    const [command = ''] = ourCommands('.gitlab-ci.yml')
    expect(project.run('bash', '-c', command).status).toBe(1)
    expect(JSON.parse(readFileSync(join(project.folder, 'gl-code-quality-report.json'), 'utf8'))).toMatchObject([{ check_name: RULE }, { check_name: RULE }])
  })
})

describe.each(['ESLint 9', 'ESLint 10'])('%s', (host) => {
  const run = (...args: string[]): Finished => (host === 'ESLint 9' ? eslint9 : project).run('eslint', '--no-config-lookup', '--config', 'eslint.config.js', ...args, 'src/a.js', 'src/b.js')
  const inProject = (path: string): string => join((host === 'ESLint 9' ? eslint9 : project).folder, path)
  const write = (files: Record<string, string>): void => { (host === 'ESLint 9' ? eslint9 : project).write(files) }
  const REPORTS = [{ messages: [{ ruleId: RULE, line: 1 }] }, { messages: [] }]

  it('keeps reports in its cache', () => {
    for (const turn of ['cold', 'warm']) {
      const { status, stdout } = run('--cache', '--format', 'json')
      expect(JSON.parse(stdout), turn).toMatchObject(REPORTS)
      expect(status).toBe(1)
    }
    expect(existsSync(inProject('.eslintcache'))).toBe(true)
  })

  it('reports the same on several threads', () => {
    const { stdout, stderr } = run('--concurrency', '2', '--format', 'json')
    // For two files it advises against threads.
    expect(stderr).not.toMatch(/(?<!Concurrency)Error|cannot be cloned/i)
    expect(JSON.parse(stdout)).toMatchObject(REPORTS)
  })

  it('suppresses what is known, fails on what is new, and prunes', () => {
    expect(run('--suppress-all').status).toBe(0)
    expect(run().status).toBe(0)
    write({ 'src/b.js': LEAK })
    expect(run().status).toBe(1)
    write({ 'src/a.js': CLEAN, 'src/b.js': CLEAN })
    expect(run().status).toBe(2)
    expect(run('--pass-on-unpruned-suppressions').status).toBe(0)
    expect(run('--prune-suppressions').status).toBe(0)
    expect(run().status).toBe(0)
    write({ 'src/a.js': LEAK })
    expect(run().status).toBe(1)
  }, 240_000)

  it('prints the configuration with the preset and its options', () => {
    const config = JSON.parse((host === 'ESLint 9' ? eslint9 : project).run('eslint', '--print-config', 'src/a.js').stdout) as { plugins: string[]; rules: Record<string, unknown[]> }
    expect(config.plugins).toEqual(expect.arrayContaining([expect.stringMatching(/^leaks:eslint-plugin-leaks@/)]))
    expect(config.rules[RULE]).toMatchObject([2, { evidence: 'firm' }])
    expect(config.rules['leaks/require-interval-unref']).toMatchObject([2, { cleared: 'allow' }])
  })
})
