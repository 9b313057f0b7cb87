import { mkdtempSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

import { afterAll, describe, expect, it } from 'vitest'

import { lookAt } from '../../rules/program/sources/file-looks.ts'
import { SourceFiles } from '../../rules/program/sources/source-files.ts'

const folder = mkdtempSync(join(tmpdir(), 'leaks-fresh-'))
afterAll(() => { rmSync(folder, { recursive: true, force: true }); })

const path = join(folder, 'a.ts')
const SECOND = new Date('2024-01-01T00:00:00Z')

/** Writes a text as an archive leaves it: with a time of modification of its own. */
function unpack(text: string, how: 'in place' | 'anew'): void {
  const target = how === 'in place' ? path : `${path}.new`
  writeFileSync(target, text)
  utimesSync(target, SECOND, SECOND)
  if (how === 'anew') renameSync(target, path)
}

describe.each(['in place', 'anew'] as const)('a file that changes %s, of the same size and time of modification', (how) => {
  it('is looked at again', async () => {
    unpack("import './old'", how)
    const before = statSync(path)
    expect(lookAt(path)?.imports).toEqual(['./old'])
    await wait(20)
    unpack("import './new'", how)
    expect(statSync(path)).toMatchObject({ size: before.size, mtimeMs: before.mtimeMs })
    expect(lookAt(path)?.imports).toEqual(['./new'])
  })

  it('is parsed and indexed again at the next look at the disk', async () => {
    unpack('const old = 1', how)
    const files = new SourceFiles(folder)
    files.refresh()
    expect([files.parse(path)?.text, files.mentioning('old')]).toEqual(['const old = 1', [path]])
    unpack('const big = 1', how)
    await wait(2200)
    files.refresh()
    expect([files.mentioning('old'), files.mentioning('big'), files.parse(path)?.text]).toEqual([[], [path], 'const big = 1'])
  })
})
