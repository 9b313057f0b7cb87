import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { publint } from 'publint'
import { describe, expect, it } from 'vitest'

import { ROOT } from '../support/repository.ts'

interface Packed {
  readonly files: readonly { readonly path: string }[]
}

/** The paths that `npm pack` would ship. Scripts stay out: `prepack` would empty `dist/` under the other tests. */
function packedPaths(): string[] {
  const output = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: ROOT, encoding: 'utf8' })
  const [packed] = JSON.parse(output) as Packed[]
  return (packed?.files ?? []).map((file) => file.path)
}

describe('the packed package', () => {
  it('ships the build and what npm asks for, nothing else', () => {
    const paths = packedPaths()
    expect(paths).toEqual(expect.arrayContaining(['package.json', 'README.md', 'LICENSE', 'CHANGELOG.md', 'dist/index.js', 'dist/.cli/main.js', 'dist/index.d.ts', 'dist/oxlint/recommended.json', 'dist/oxlint/strict.json']))
    const extra = paths.filter((path) => !/^(?:package\.json|README\.md|LICENSE|CHANGELOG\.md|dist\/index\.d\.ts|dist\/(?:index|rules\/.+|\.cli\/.+)\.js|dist\/oxlint\/(?:recommended|strict)\.json)$/.test(path))
    expect(extra).toEqual([])
  })

  it('passes publint', async () => {
    const files = packedPaths().map((path) => ({ name: `package/${path}`, data: readFileSync(join(ROOT, path)) }))
    const { messages } = await publint({ pkgDir: 'package', strict: true, pack: { files } })
    expect(messages.filter((message) => message.type !== 'suggestion')).toEqual([])
  })
})
