import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { installProject, type InstalledProject } from '../support/installed-project.ts'
import { installManagers, installWith, PACKAGE_MANAGERS, runWith } from '../support/package-managers.ts'

const ESLINT = 'eslint@10.15.0'
const FILES = {
  'src/seen.js': "const seen = new Map()\nserver.on('request', (request) => {\n  seen.set(request.id, request.body)\n})\n",
  // Clean only for whoever reads the other file too.
  'src/sessions.ts': "import { forget } from './forget.js'\nconst sessions = new Map<string, object>()\nserver.on('open', (session: { id: string }) => {\n  sessions.set(session.id, session)\n})\nserver.on('close', (session: { id: string }) => {\n  forget(sessions, session.id)\n})\n",
  'src/forget.js': 'export function forget(map, id) {\n  map.delete(id)\n}\n',
  'eslint.config.js': "import leaks from 'eslint-plugin-leaks'\nimport { defineConfig } from 'eslint/config'\nexport default defineConfig([{ plugins: { leaks }, extends: ['leaks/recommended'] }])\n",
}
const REPORT = { ruleId: 'leaks/no-unbounded-module-collection', line: 1 }

let tools: InstalledProject
const projects = new Map<string, InstalledProject>()

beforeAll(async () => {
  tools = await installManagers()
  // One after the other: each uses what cores and disk there are.
  for (const manager of PACKAGE_MANAGERS) projects.set(manager.name, await installWith(manager, tools, [ESLINT], FILES))
}, 300_000)
afterAll(() => {
  for (const project of [tools, ...projects.values()]) project.remove()
})

describe.each(PACKAGE_MANAGERS)('the package, installed by $name', (manager) => {
  const run = (command: string, ...args: string[]) => runWith(manager, tools, projects.get(manager.name)!, command, ...args)

  it('installs', () => {
    const { status, stderr } = projects.get(manager.name)!.install
    expect(status, stderr).toBe(0)
  })

  it('lints', () => {
    const { stdout } = run('eslint', '--format', 'json', 'src/seen.js')
    expect(JSON.parse(stdout)).toMatchObject([{ messages: [REPORT] }])
  })

  it('scans, with its native parser, across files', () => {
    const { status, stdout } = run('eslint-plugin-leaks', '--json')
    const { reports, files } = JSON.parse(stdout) as { reports: unknown[]; files: number }
    expect(reports).toMatchObject([{ file: 'src/seen.js', rule: REPORT.ruleId, line: 1 }])
    expect(files).toBe(4)
    expect(status).toBe(1)
  })
})

describe.each(['22.23.3', '24.9.0'])('the package on Node %s', (version) => {
  let node: InstalledProject
  beforeAll(async () => {
    node = await installProject([`node@${version}`, ESLINT], FILES)
  }, 300_000)
  afterAll(() => {
    node.remove()
  })

  const run = (script: string, ...args: string[]) => node.run(join(node.folder, 'node_modules/node/bin/node'), join(node.folder, 'node_modules', script), ...args)

  it('lints and scans', () => {
    expect(node.run(join(node.folder, 'node_modules/node/bin/node'), '--version').stdout.trim()).toBe(`v${version}`)
    expect(JSON.parse(run('eslint/bin/eslint.js', '--format', 'json', 'src/seen.js').stdout)).toMatchObject([{ messages: [REPORT] }])
    const { status, stdout, stderr } = run('eslint-plugin-leaks/dist/.cli/main.js', 'src')
    expect(stderr).toBe('')
    expect(stdout).toMatch(/^src\/seen\.js\n {2}1:7 [^]*1 report in 1 file: 3 files,/)
    expect(status).toBe(1)
  })
})
