import { describe, expect, it } from 'vitest'

import { findCycle, importsOf, type Import } from '../support/import-graph.ts'
import { readText, SOURCES } from '../support/repository.ts'

/** From the top down: each may import from itself and from what stands below it. */
const LAYERS = ['index', 'rule', 'support', 'questions', 'program', 'analysis', 'catalog', 'ast'] as const
type Layer = (typeof LAYERS)[number]

/** Packages besides Node's own, and the one layer that may know them at run time. Types are another matter: they are not shipped. */
const PACKAGES: Record<string, Layer> = {
  '@typescript-eslint/scope-manager': 'program',
  '@typescript-eslint/visitor-keys': 'program',
  'oxc-parser': 'program',
  'oxc-resolver': 'program',
}

function layerOf(path: string): Layer | null {
  if (path === 'index.ts') return 'index'
  if (/^rules\/[^/]+\.ts$/.test(path)) return 'rule'
  const folder = /^rules\/([^/]+)\//.exec(path)?.[1]
  return LAYERS.find((layer) => layer === folder && layer !== 'index' && layer !== 'rule') ?? null
}

function isAllowed({ from, to, isRelative }: Import): boolean {
  const layer = layerOf(from)
  if (!isRelative) {
    if (to.startsWith('node:')) return true
    if (layer === 'index') return to === 'eslint-plugin-leaks/package.json'
    return PACKAGES[to] === layer
  }
  const target = layerOf(to)
  if (!layer || !target) return false
  if (layer === 'rule' && target === 'rule') return false
  return LAYERS.indexOf(target) >= LAYERS.indexOf(layer)
}

describe('layers', () => {
  it.each(SOURCES)('%s stands in a layer and imports only downwards', (path) => {
    expect(layerOf(path)).not.toBeNull()
    // Types cost nothing at run time, but they tie layers together all the same: only packages are exempt.
    const imports = importsOf(path).filter((item) => item.isRelative || !item.isTypeOnly)
    expect(imports.filter((item) => !isAllowed(item)).map((item) => item.to)).toEqual([])
  })

  it('has no import cycle', () => {
    expect(findCycle(SOURCES)).toBeNull()
  })

  it.each(SOURCES.filter((path) => path !== 'index.ts'))('%s re-exports nothing: no barrels', (path) => {
    expect(readText(path)).not.toMatch(/^export\b[^;'"]*\bfrom '/m)
  })
})
