import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { ROOT } from '../support/repository.ts'

const LEAK = 'const seen = new Map()\nexport function onRequest(request) {\n  seen.set(request.id, request.body)\n}\n'

let project = ''

/** A user's project with the package as npm would unpack it, and beside it only what the package may count on. */
beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'leaks-installed-'))
  const modules = join(project, 'node_modules')
  mkdirSync(join(modules, '@typescript-eslint'), { recursive: true })
  mkdirSync(join(modules, 'eslint-plugin-leaks'))
  // Scripts stay out: `prepack` would empty `dist/` under the other tests.
  const [tarball] = execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', project], { cwd: ROOT, encoding: 'utf8' }).trim().split('\n').slice(-1)
  execFileSync('tar', ['-xzf', join(project, tarball ?? ''), '--strip-components=1', '-C', join(modules, 'eslint-plugin-leaks')])
  for (const name of ['eslint', '@typescript-eslint/utils']) symlinkSync(join(ROOT, 'node_modules', name), join(modules, name))
  writeFileSync(join(project, 'seen.js'), LEAK)
})
afterAll(() => {
  rmSync(project, { recursive: true, force: true })
})

function runESLint(config: string, text: string): unknown {
  writeFileSync(join(project, config), text)
  try {
    const output = execFileSync(process.execPath, [join(ROOT, 'node_modules/eslint/bin/eslint.js'), '--config', config, '--format', 'json', 'seen.js'], { cwd: project, encoding: 'utf8', stdio: 'pipe' })
    return JSON.parse(output)
  } catch (error) {
    if (error instanceof Error && 'stdout' in error && typeof error.stdout === 'string' && error.stdout.startsWith('[')) return JSON.parse(error.stdout)
    throw error
  }
}

const REPORTS = [expect.objectContaining({ messages: [expect.objectContaining({ ruleId: 'leaks/no-unbounded-module-collection', line: 1 })] })]

describe('the package, installed from its tarball', () => {
  it('works from an ES module configuration', () => {
    const config = "import leaks from 'eslint-plugin-leaks'\nimport { defineConfig } from 'eslint/config'\nexport default defineConfig([{ plugins: { leaks }, extends: ['leaks/recommended'] }])\n"
    expect(runESLint('eslint.config.mjs', config)).toEqual(REPORTS)
  })

  it('works from a CommonJS configuration', () => {
    expect(runESLint('eslint.config.cjs', "module.exports = [require('eslint-plugin-leaks').configs.recommended]\n")).toEqual(REPORTS)
  })
})
