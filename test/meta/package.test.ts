import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, it } from 'vitest'

import { readText, ROOT } from '../support/repository.ts'

const packageJson = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Record<'dependencies' | 'devDependencies', Record<string, string>>

describe('the package', () => {
  it('has few runtime dependencies, each with its reason in CONTRIBUTING', () => {
    const names = Object.keys(packageJson.dependencies)
    expect(names).toEqual(['@typescript-eslint/scope-manager', '@typescript-eslint/visitor-keys', 'ignore', 'oxc-parser', 'oxc-resolver'])
    expect(names.filter((name) => !(readText('CONTRIBUTING.md') ?? '').includes(`- \`${name}\`: `))).toEqual([])
  })

  it('pulls no range of TypeScript in', () => {
    const lock = JSON.parse(readText('package-lock.json') ?? '') as { packages: Record<string, Partial<Record<'dependencies' | 'peerDependencies' | 'optionalDependencies', Record<string, string>>>> }
    const seen = new Set<string>()
    const open = Object.keys(packageJson.dependencies)
    for (let name = open.pop(); name !== undefined; name = open.pop()) {
      if (seen.has(name)) continue
      seen.add(name)
      const { dependencies = {}, peerDependencies = {} } = lock.packages[`node_modules/${name}`] ?? {}
      open.push(...Object.keys(dependencies), ...Object.keys(peerDependencies))
    }
    expect(seen).not.toContain('typescript')
    expect(seen).toContain('@typescript-eslint/types')
  })

  it('pins every tool exactly', () => {
    expect(Object.values(packageJson.devDependencies).filter((version) => !/^(?:npm:[^@]+@)?\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))).toEqual([])
  })

  it('names no registry in its lockfile', () => {
    expect(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).not.toContain('"resolved": "http')
  })
})
