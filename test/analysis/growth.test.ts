import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, describe, expect, it } from 'vitest'

import { SHAPES } from '../../.tools/bench/growth/shape-list.ts'
import { countSteps } from '../../.tools/bench/growth/steps.ts'
import plugin from '../../index.ts'

/** A program without other files. */
const folder = mkdtempSync(join(tmpdir(), 'leaks-growth-'))
afterAll(() => { rmSync(folder, { recursive: true, force: true }); })

/** What each text costs before anything of it is judged. */
const FLOOR = 2000

describe('the work grows as the text does', () => {
  it.each(SHAPES.map((shape) => [shape.name, shape] as const))('%s', (_name, shape) => {
    const steps = (size: number): number => {
      const [linted = ['', '']] = Object.entries(shape.make(size))
      return Math.max(FLOOR, countSteps(plugin, plugin.configs.strict.rules, linted, folder))
    }
    expect(steps(shape.size * 4) / steps(shape.size) / 4).toBeLessThanOrEqual(shape.atMost ?? 1.4)
  })
})
