import { describe, expect, it } from 'vitest'

import { judgeCollections } from '../../rules/analysis/collection-facts.ts'
import { findLeftByEnds } from '../../rules/questions/cleanup/left-by-ends.ts'
import { withProgram } from '../support/program.ts'

const OPTIONS = { releaseFunctions: [], testFunctions: [], exported: 'ignore' } as const

/** `collection: what is let go of where one ends`, for each collection of the first file that is left. */
function leftIn(program: string): string[] {
  return withProgram(program, (view) => findLeftByEnds(() => view, judgeCollections(view.root.file, OPTIONS), OPTIONS).map(({ claim, end }) => `${claim.collection.name}: ${end.calls.join(', ')}`))
}

const CURSORS = `// === cursors.ts
const cursors = new Map<string, number>()
export function advance(task: { sessionId: string }, at: number): void { cursors.set(task.sessionId, at) }
`
const POLL = `// === poll.ts
import { advance } from './cursors'
import { tasks } from './tasks'
setInterval(() => { for (const task of tasks) advance(task, Date.now()) }, 1000)
`
const ends = (body: string): string => `// === events.ts
import { sessions, titles, locks, gates } from './state'
export function onEvent(event: { type: string; sessionId: string }): void {
  const { sessionId } = event
  ${body}
}
`

describe('a collection that the end of what it is keyed by leaves', () => {
  it('where another file ends a session and lets three things of it go', () => {
    const deleted = ends(`if (event.type === 'session.deleted') { titles.drop(sessionId); locks.release(sessionId); gates.clear(sessionId) }`)
    expect(leftIn(`${CURSORS}${POLL}${deleted.replace('onEvent', 'closeSession')}`)).toEqual(['cursors: titles.drop, locks.release, gates.clear'])
  })

  it('where a function removes the session itself beside', () => {
    const removal = ends(`sessions.delete(sessionId); titles.drop(sessionId); locks.release(sessionId)`).replace('onEvent', 'closeSession')
    expect(leftIn(`${CURSORS}${POLL}${removal}`)).toEqual(['cursors: sessions.delete, titles.drop, locks.release'])
  })

  it.each([
    ['two clean-ups are no end', ends('sessions.delete(sessionId); titles.drop(sessionId)').replace('onEvent', 'closeSession')],
    ['a reset removes nothing', ends('titles.clear(sessionId); locks.release(sessionId); gates.clear(sessionId)').replace('onEvent', 'clearSession')],
    ['something else ends', ends('sessions.delete(sessionId); titles.drop(sessionId); locks.release(sessionId)').replace('onEvent', 'closeRoom').replaceAll('sessionId', 'roomId').replaceAll('sessions', 'rooms')],
    ['the three are of different sessions', ends('sessions.delete(sessionId); titles.drop(event.type); locks.release(other)').replace('onEvent', 'closeSession')],
    ['only a test ends it', ends('sessions.delete(sessionId); titles.drop(sessionId); locks.release(sessionId)').replace('onEvent', 'closeSession').replace('events.ts', 'events.test.ts')],
    ['nothing ends', ''],
  ])('%s', (_, other) => {
    expect(leftIn(`${CURSORS}${POLL}${other}`)).toEqual([])
  })

  it('is let go of there', () => {
    const removal = `// === events.ts\nimport { forget } from './cursors'\nimport { sessions, titles, locks } from './state'\nexport function closeSession(sessionId: string) { sessions.delete(sessionId); titles.drop(sessionId); locks.release(sessionId); forget(sessionId) }\nsocket.on('close', closeSession)\n`
    expect(leftIn(`${CURSORS}export function forget(sessionId: string): void { cursors.delete(sessionId) }\n${POLL}${removal}`)).toEqual([])
  })
})
