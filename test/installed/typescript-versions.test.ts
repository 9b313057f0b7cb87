import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { installProject, type InstalledProject } from '../support/installed-project.ts'

const FILES = {
  'seen.js': "const seen = new Map()\nserver.on('request', (request) => {\n  seen.set(request.id, request.body)\n})\n",
  // Clean only for whoever reads the other file too.
  'sessions.js': "import { forget } from './forget.js'\nconst sessions = new Map()\nserver.on('open', (session) => {\n  sessions.set(session.id, session)\n})\nserver.on('close', (session) => {\n  forget(sessions, session.id)\n})\n",
  'forget.js': 'export function forget(map, id) {\n  map.delete(id)\n}\n',
  'typed/sizes.ts': "const sizes = new Map<string, number>()\nserver.on('request', (request: { readonly id: string }) => {\n  sizes.set(request.id, 1 as number)\n})\n",
  'module.config.mjs': "import leaks from 'eslint-plugin-leaks'\nimport { defineConfig } from 'eslint/config'\nexport default defineConfig([{ plugins: { leaks }, extends: ['leaks/recommended'] }])\n",
  'common.config.cjs': "module.exports = [require('eslint-plugin-leaks').configs.recommended]\n",
}
const WITH_DEFINE_CONFIG = `import leaks from 'eslint-plugin-leaks'
import { defineConfig } from 'eslint/config'

export default defineConfig(
  { files: ['**/*.js'], plugins: { leaks }, extends: ['leaks/recommended'] },
  { files: ['**/*.ts'], extends: [leaks.configs.strict], rules: { 'leaks/require-interval-unref': 'warn' } },
  leaks.configs.recommended,
)
export const version: string = leaks.meta.version
`
const WITH_TSESLINT = `import leaks from 'eslint-plugin-leaks'
import tseslint from 'typescript-eslint'

export default tseslint.config(tseslint.configs.base, { plugins: { leaks }, extends: [leaks.configs.strict] }, leaks.configs.recommended)
`
const OPTIONS = { noEmit: true, strict: true, exactOptionalPropertyTypes: true, target: 'es2023', module: 'nodenext', types: [] }

/** Libraries are checked too where only ESLint's and ours are there. */
function tsconfig(config: string, skipLibCheck: boolean): Record<string, string> {
  const text = JSON.stringify({ compilerOptions: { ...OPTIONS, skipLibCheck }, files: ['eslint.config.ts'] })
  return { 'eslint.config.ts': config, 'tsconfig.json': text }
}

/** Prints the CPU time, in ms, of importing ESLint, then us. */
const IMPORT_TIMES = `
const used = () => process.cpuUsage().user / 1000
const start = used()
await import('eslint')
const between = used()
await import('eslint-plugin-leaks')
console.log(between - start, used() - between)`

const REPORTS = [
  expect.objectContaining({ filePath: expect.stringMatching(/seen\.js$/), messages: [expect.objectContaining({ ruleId: 'leaks/no-unbounded-module-collection', line: 1 })] }),
  expect.objectContaining({ filePath: expect.stringMatching(/sessions\.js$/), messages: [] }),
]

interface Neighbours {
  readonly typescript: string | null
  readonly eslint: string
  /** The typescript-eslint of that TypeScript; null where it has none. */
  readonly tseslint: string | null
}

const NEIGHBOURS: readonly Neighbours[] = [
  { typescript: null, eslint: '10.15.0', tseslint: null },
  { typescript: '5.9.3', eslint: '9.39.5', tseslint: '8.72.0' },
  { typescript: '6.0.3', eslint: '10.15.0', tseslint: '8.72.0' },
  { typescript: '7.0.2', eslint: '10.15.0', tseslint: null },
]

const projects = new Map<Neighbours, InstalledProject>()

beforeAll(async () => {
  await Promise.all(
    NEIGHBOURS.map(async (neighbours) => {
      const { typescript, eslint, tseslint } = neighbours
      const others = [['eslint', eslint], ['typescript', typescript], ['typescript-eslint', tseslint]] as const
      const wanted = others.flatMap(([name, version]) => (version === null ? [] : [`${name}@${version}`]))
      projects.set(neighbours, await installProject(wanted, FILES))
    }),
  )
}, 300_000)
afterAll(() => {
  for (const project of projects.values()) project.remove()
})

describe.each(NEIGHBOURS)('the package, installed beside TypeScript $typescript and ESLint $eslint', (neighbours) => {
  const { typescript, tseslint } = neighbours
  const here = (): InstalledProject => projects.get(neighbours)!

  it('installs without a word about peers', () => {
    expect(here().install.stderr).not.toMatch(/ERESOLVE|peer/)
    expect(here().install.status).toBe(0)
  })

  it('brings no TypeScript along', () => {
    const { stdout } = here().run('npm', 'ls', '--all', '--parseable', 'typescript')
    expect(stdout.split('\n').filter((line) => line !== '')).toHaveLength(typescript === null ? 0 : 1)
  })

  it.each(['module.config.mjs', 'common.config.cjs'])('lints with %s, across files', (config) => {
    const { stdout, stderr } = here().run('eslint', '--config', config, '--format', 'json', 'seen.js', 'sessions.js')
    expect(stderr).toBe('')
    expect(JSON.parse(stdout)).toEqual(REPORTS)
  })

  it('scans in one line, without any configuration, whatever reads TypeScript there', () => {
    const { status, stdout, stderr } = here().run('npx', 'eslint-plugin-leaks', 'typed', 'seen.js', 'sessions.js')
    expect(stderr).toBe('')
    expect(stdout).toMatch(/^seen\.js\n {2}1:7 [^]*typed\/sizes\.ts\n {2}1:7 [^]*2 reports in 2 files: 3 files,/)
    expect(status).toBe(1)
  })

  it.skipIf(typescript !== null)('takes little room and time (docs/performance.md)', () => {
    const modules = join(here().folder, 'node_modules')
    const files = readdirSync(modules, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    const bytes = files.reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)
    expect(bytes / 1e6).toBeLessThan(26)
    const { stdout } = here().run('node', '--input-type=module', '--eval', IMPORT_TIMES)
    const [eslint = 0, ours = 0] = stdout.split(' ').map(Number)
    expect(ours).toBeGreaterThan(0)
    expect(ours / eslint).toBeLessThan(6)
  })

  it.skipIf(typescript === null)('has types for a `defineConfig` configuration', () => {
    here().write(tsconfig(WITH_DEFINE_CONFIG, false))
    expect(here().run('tsc')).toEqual({ status: 0, stdout: '', stderr: '' })
  })

  it.skipIf(tseslint === null)('has types for a `tseslint.config` configuration', () => {
    here().write(tsconfig(WITH_TSESLINT, true))
    expect(here().run('tsc')).toEqual({ status: 0, stdout: '', stderr: '' })
  })
})
