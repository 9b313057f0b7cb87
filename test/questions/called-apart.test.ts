import { describe, expect, it } from 'vitest'

import { judgeCollections } from '../../rules/analysis/collection-facts.ts'
import { findCalledApart } from '../../rules/questions/cleanup/called-apart.ts'
import { withProgram } from '../support/program.ts'

const HOUSE = `
// === house.ts
export class House {
  private beds = new Map<string, number>()
  private keys = new Map<string, string>()
  enter(sessionId: string) { this.beds.set(sessionId, 1); this.keys.set(sessionId, '') }
  clearBeds(sessionId: string) { this.beds.delete(sessionId) }
  clearKeys(sessionId: string) { this.keys.delete(sessionId) }
}
// === door.ts
import type { House } from './house'
export function onClosed(house: House, guests: Map<string, string>, id: string) { guests.delete(id); house.clearBeds(id); house.clearKeys(id) }
`

function forgottenIn(other: string): string[] {
  return withProgram(`${HOUSE}${other}`, (view) => {
    const facts = judgeCollections(view.root.file, { releaseFunctions: [], testFunctions: [] })
    return findCalledApart(view, facts).map(({ forgotten, alone, within }) => `${forgotten.collection.name}: ${alone} in ${within ?? '?'}`)
  })
}

const sweep = (calls: string): string => `
// === sweep.ts
import type { House } from './house'
export function sweep(house: House, guests: Map<string, string>) {
  for (const [id] of guests) {
    if (isAwake(id)) continue
    ${calls}
  }
}`

describe('clean-ups that are called apart', () => {
  it('one way to the end leaves one out', () => {
    expect(forgottenIn(sweep('guests.delete(id); house.clearBeds(id)'))).toEqual(['keys: clearBeds in sweep'])
  })

  it('the one that is called alone hands the id on to a part of the class', () => {
    const handedOn = HOUSE.replace('private beds = new Map<string, number>()', 'private beds = createBeds()').replace('this.beds.set(sessionId, 1); ', '').replace('this.beds.delete', 'this.beds.clear')
    const found = withProgram(`${handedOn}${sweep('guests.delete(id); house.clearBeds(id)')}`, (view) => findCalledApart(view, judgeCollections(view.root.file, { releaseFunctions: [], testFunctions: [] })))
    expect(found.map(({ cleanup, alone }) => `${cleanup} ${alone}`)).toEqual(['clearKeys clearBeds'])
  })

  it.each([
    ['both are called on each way', sweep('guests.delete(id); house.clearBeds(id); house.clearKeys(id)')],
    ['what is called alone ends nothing', sweep('house.clearBeds(id)')],
    ['another one ends', sweep('guests.delete(other); house.clearBeds(id)')],
    ['nobody else calls', ''],
    ['only a test calls it alone', sweep('guests.delete(id); house.clearBeds(id)').replace('sweep.ts', 'sweep.test.ts')],
  ])('%s', (_, other) => {
    expect(forgottenIn(other)).toEqual([])
  })
})
