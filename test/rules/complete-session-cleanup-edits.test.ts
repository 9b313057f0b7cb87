import { describe, expect, it } from 'vitest'

import { lintText } from '../support/lint.ts'

/** Two maps that grow per session; the case tells the growth and the end. */
function programOf(grow: string, end: string): string {
  return `
const buffers = new Map<string, string>()
const titles = new Map<string, string>()
export function push(sessionId: string) { ${grow} }
export function handleSessionDeleted(sessionId: string, last: boolean) {
${end}
}`
}

const SAME = `buffers.set(sessionId, ''); titles.set(sessionId, '')`

interface Told {
  readonly reports: number
  /** The program with each suggestion applied. */
  readonly outputs: readonly string[]
}

function lint(code: string): Told {
  const rule = 'leaks/complete-session-cleanup'
  const messages = lintText(code, 'ts', { [rule]: 'error' })
  const outputs = messages.flatMap(({ suggestions }) => suggestions ?? []).map(({ fix }) => code.slice(0, fix.range[0]) + fix.text + code.slice(fix.range[1]))
  for (const output of outputs) expect(lintText(output, 'ts', { [rule]: 'error' })).toEqual([])
  return { reports: messages.length, outputs }
}

describe('the missing delete is offered', () => {
  it.each([
    ['behind a neighbour that always runs', SAME, '  buffers.delete(sessionId)', '  buffers.delete(sessionId)\n  titles.delete(sessionId)'],
    ['with its semicolon', SAME, '  buffers.delete(sessionId);', '  buffers.delete(sessionId);\n  titles.delete(sessionId);'],
    ['behind an exit that asks for the key', SAME, '  if (!sessionId) return\n  buffers.delete(sessionId)', '  if (!sessionId) return\n  buffers.delete(sessionId)\n  titles.delete(sessionId)'],
    ['inside `finally`', SAME, '  try { stop() } finally {\n    buffers.delete(sessionId)\n  }', '  try { stop() } finally {\n    buffers.delete(sessionId)\n    titles.delete(sessionId)\n  }'],
    ['under a key that both put together alike', 'const key = `part:${sessionId}`; buffers.set(key, 1); titles.set(key, 1)', '  const key = `part:${sessionId}`\n  buffers.delete(key)', '  const key = `part:${sessionId}`\n  buffers.delete(key)\n  titles.delete(key)'],
  ])('%s', (_, grow, end, expected) => {
    expect(lint(programOf(grow, end))).toEqual({ reports: 1, outputs: [programOf(grow, expected)] })
  })
})

describe('a report without an edit', () => {
  it.each([
    ['the neighbour stands in an `if` without braces', SAME, 'if (last) buffers.delete(sessionId)'],
    ['the neighbour stands before an `else`', SAME, 'if (last) buffers.delete(sessionId)\nelse stop()'],
    ['the neighbour stands in a branch', SAME, 'if (last) {\n buffers.delete(sessionId)\n}'],
    ['the neighbour stands behind an exit on something else', SAME, 'if (!buffers.has(sessionId)) return\nbuffers.delete(sessionId)'],
    ['the neighbour stands in a loop that may break', SAME, 'for (const id of [sessionId]) { if (last) break; buffers.delete(id) }'],
    ['the forgotten one has another key', "buffers.set(sessionId, ''); titles.set(`part:${sessionId}`, '')", 'buffers.delete(sessionId)'],
    ['the forgotten one has another key under the same name', "buffers.set(sessionId, '') } export function name(id: string) { const sessionId = `part:${id}`; titles.set(sessionId, '')", 'buffers.delete(sessionId)'],
    ['the key does something when it is read', SAME, 'const ids = [sessionId]\nbuffers.delete(ids.pop()!)'],
    ['a variable has the name of the forgotten one there', SAME, 'const titles = new Set<string>()\nbuffers.delete(sessionId)'],
    ['a callback has the neighbour', SAME, 'later(() => { buffers.delete(sessionId) })'],
    ['the delete is part of an expression', SAME, 'const had = buffers.delete(sessionId)'],
  ])('%s', (_, grow, end) => {
    const { reports, outputs } = lint(programOf(grow, end))
    expect(outputs).toEqual([])
    expect(reports).toBeLessThanOrEqual(1)
  })

  it('a parameter has the name of the forgotten one', () => {
    const code = `
const buffers = new Map<string, string>()
const titles = new Map<string, string>()
export function push(sessionId: string) { ${SAME} }
export function handleSessionDeleted(sessionId: string, titles: Set<string>) {
  buffers.delete(sessionId)
}`
    expect(lint(code)).toEqual({ reports: 1, outputs: [] })
  })

  it('the forgotten one may be null', () => {
    const code = `
class Relay {
  private buffers = new Map<string, string>()
  private titles: Map<string, string> | null = new Map<string, string>()
  push(sessionId: string) { this.buffers.set(sessionId, ''); this.titles.set(sessionId, '') }
  pause() { if (this.isIdle) this.titles = null }
  handleSessionDeleted(sessionId: string) {
    this.buffers.delete(sessionId)
  }
}`
    expect(lint(code).outputs).toEqual([])
  })

  it('a helper that others call has the neighbour', () => {
    const code = `
const buffers = new Map<string, string>()
const titles = new Map<string, string>()
export function push(sessionId: string) { ${SAME} }
export function flush(sessionId: string) { buffers.delete(sessionId) }
export function handleSessionDeleted(sessionId: string) { flush(sessionId) }`
    expect(lint(code)).toEqual({ reports: 1, outputs: [] })
  })
})
