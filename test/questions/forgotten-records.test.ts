import { describe, expect, it } from 'vitest'

import { findForgottenRecords } from '../../rules/questions/cleanup/forgotten-records.ts'
import { withProgram } from '../support/program.ts'

/** `handler: record (what it is keyed by)` for each record that the first file of the program forgets. */
function forgottenIn(program: string): string[] {
  return withProgram(program, (view) => findForgottenRecords(view.root.file, view, { releaseFunctions: [], testFunctions: [] }).map(({ handler, collection, entries }) => `${handler.name}: ${collection.name} (${entries})`))
}

const RECORDS = ['drafts', 'tools', 'queues', 'pages']
const grow = (record: string, key = 'roomId'): string => `  ${record}Add: (${key}, x) => set((s) => ({ ${record}: { ...s.${record}, [${key}]: x } })),\n`
const drop = (record: string): string => `    const { [roomId]: ${record}Gone, ...${record} } = s.${record}\n`

/** A store of four records by room, whose end lets go of `dropped`. */
function store(dropped: readonly string[], more = '', grown = RECORDS.map((record) => grow(record)).join(''), beside = ''): string {
  return `// === store.ts
import { create } from 'zustand'
${beside}
export const useStore = create((set, get) => ({
${RECORDS.map((record) => `  ${record}: {} as Record<string, string[]>,\n`).join('')}${grown}
  removeRoom: (roomId) => set((s) => {
${dropped.map(drop).join('')}    return { ${dropped.join(', ')} }
  }),
${more}}))
`
}

const three = RECORDS.slice(0, 3)

describe('records that the end of what they are keyed by forgets', () => {
  it('one beside three that are let go of, though a choice is taken back elsewhere', () => {
    const takesBack = '  takeBack: (roomId) => set((s) => { const { [roomId]: gone, ...pages } = s.pages; return { pages } }),\n'
    expect(forgottenIn(store(three, takesBack))).toEqual(['removeRoom: pages (room ids)'])
  })

  it('one whose keys say nothing, but that grows under the key of another', () => {
    const together = `  show: (at, x) => set((s) => ({ draftsByRoom: { ...s.draftsByRoom, [at]: x }, pages: { ...s.pages, [at]: x } })),\n`
    const program = store(['draftsByRoom', 'tools', 'queues'], together, grow('tools') + grow('queues')).replace('drafts: {}', 'draftsByRoom: {}')
    expect(forgottenIn(program)).toEqual(['removeRoom: pages (room ids)'])
  })

  it('one that a helper hands back as it was', () => {
    const trim = 'function trim(drafts, pages, ids) { let d = drafts; let p = pages; for (const roomId of ids) { d = { ...d }; d[roomId] = d[roomId].slice(-9) } return { d, p } }'
    const select = `  select: (roomId) => { const s = get(); const cut = trim(s.drafts, s.pages, [roomId]); set({ drafts: cut.d, pages: cut.p }) },\n`
    const byAt = RECORDS.slice(0, 3).map((record) => grow(record)).join('') + '  show: (at, x) => set((s) => ({ drafts: { ...s.drafts, [at]: x }, pages: { ...s.pages, [at]: x } })),\n'
    expect(forgottenIn(store(three, select, byAt, trim))).toEqual(['removeRoom: pages (room ids)'])
  })

  it('a collection of the module beside the store, whose own end nobody calls', () => {
    const beside = 'const lines = new Map<string, string[]>()\nexport function clearLines(roomId: string) { lines.delete(roomId) }\nexport function addLine(roomId: string, line: string) { lines.set(roomId, [line]) }'
    expect(forgottenIn(`${store(RECORDS, '', undefined, beside)}// === tab.ts\nimport { addLine } from './store'\nsocket.on('line', (roomId, line) => addLine(roomId, line))\n`)).toEqual(['removeRoom: lines (room ids)'])
  })

  it('a collection of the module is not forgotten where another file calls its end', () => {
    const beside = 'const lines = new Map<string, string[]>()\nexport function clearLines(roomId: string) { lines.delete(roomId) }\nexport function addLine(roomId: string, line: string) { lines.set(roomId, [line]) }'
    expect(forgottenIn(`${store(RECORDS, '', undefined, beside)}// === tab.ts\nimport { clearLines } from './store'\nexport function onClose(roomId: string) { clearLines(roomId) }\nsocket.on('close', onClose)\n`)).toEqual([])
  })

  it.each([
    ['all are let go of', store(RECORDS)],
    ['two of four are no pattern', store(RECORDS.slice(0, 2), '  takeBack: (roomId) => set((s) => { const { [roomId]: gone, ...pages } = s.pages; return { pages } }),\n')],
    ['another function unloads the four', store(three, `  unload: (roomId) => set((s) => {\n${RECORDS.map(drop).join('')}    return { ${RECORDS.join(', ')} }\n  }),\n`)],
    ['it is emptied whenever another list is loaded', store(three, '  load: () => set({ pages: {} }),\n')],
    ['it is kept under another kind of id', store(three, '  takeBack: (userId) => set((s) => { const { [userId]: gone, ...pages } = s.pages; return { pages } }),\n', three.map((record) => grow(record)).join('') + grow('pages', 'userId'))],
    ['the end itself writes it down', store(three, '  takeBack: (roomId) => set((s) => { const { [roomId]: gone, ...pages } = s.pages; return { pages } }),\n').replace('return { drafts, tools, queues }', 'return { drafts, tools, queues, pages: { ...s.pages, [roomId]: [] } }')],
  ])('%s', (_, program) => {
    expect(forgottenIn(program)).toEqual([])
  })
})
