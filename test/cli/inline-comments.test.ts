import { afterAll, describe, expect, it } from 'vitest'

import { LEAK, makeScratchFolder, type ScratchFolder } from '../support/scratch-folder.ts'

const folders: ScratchFolder[] = []
afterAll(() => {
  for (const folder of folders) folder.remove()
})

async function reportsOn(text: string): Promise<string[]> {
  const folder = makeScratchFolder({ 'a.js': text })
  folders.push(folder)
  const { stdout } = await folder.scan('--json')
  const { reports, crashed } = JSON.parse(stdout) as { reports: { line: number }[]; crashed?: readonly unknown[] }
  expect(crashed ?? []).toEqual([])
  return reports.map(({ line }) => `line ${line}`)
}

describe('comments in the scanned file', () => {
  it('turn no rules of others on, and move nothing', async () => {
    expect(await reportsOn(`/* eslint sort-keys: error,\n   no-console: error */\nconsole.log({ b: 1, a: 2 })\n${LEAK}`)).toEqual(['line 4'])
  })

  it('set our own rules up', async () => {
    expect(await reportsOn(`/* eslint leaks/no-unbounded-module-collection: off */\n${LEAK}`)).toEqual([])
  })

  it('silence a report', async () => {
    expect(await reportsOn(`// eslint-disable-next-line leaks/no-unbounded-module-collection\n${LEAK}`)).toEqual([])
  })
})
