import { describe, expect, it } from 'vitest'

import plugin from '../../index.ts'
import { lintText } from '../support/lint.ts'
import { RULES } from '../support/repository.ts'

describe('presets', () => {
  it('strict holds every rule', () => {
    expect(Object.keys(plugin.configs.strict.rules ?? {}).sort()).toEqual(RULES.map(([name]) => `leaks/${name}`).sort())
  })

  it('recommended holds the rules whose docs say so', () => {
    const expected = RULES.filter(([, { meta }]) => meta.docs?.preset === 'recommended').map(([name]) => `leaks/${name}`)
    expect(Object.keys(plugin.configs.recommended.rules ?? {}).sort()).toEqual(expected.sort())
  })

  it.each(['recommended', 'strict'] as const)('%s carries the plugin, a name, and the options told in docs', (preset) => {
    const config = plugin.configs[preset]
    expect(config.plugins).toEqual({ leaks: plugin })
    expect(config.name).toBe(`leaks/${preset}`)
    for (const [name, { meta }] of RULES) {
      const entry = config.rules?.[`leaks/${name}`]
      if (entry !== undefined) expect(entry).toEqual(['error', ...(meta.docs?.presetOptions?.[preset] ?? [])])
    }
  })

  it.each(['recommended', 'strict'] as const)('the options of %s are valid', (preset) => {
    expect(lintText('export {}', 'ts', plugin.configs[preset].rules)).toEqual([])
  })
})
