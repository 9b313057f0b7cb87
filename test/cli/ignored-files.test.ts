import { afterAll, describe, expect, it } from 'vitest'

import { LEAK, makeScratchFolder, type ScratchFolder } from '../support/scratch-folder.ts'

const FILES = {
  '.gitignore': '/generated/\n*.gen.js\n!kept.gen.js\n',
  'generated/a.js': LEAK,
  'src/b.gen.js': LEAK,
  'src/kept.gen.js': LEAK,
  'src/nested/.gitignore': 'local.js\n!*.gen.js\n',
  'src/nested/local.js': LEAK,
  'src/nested/again.gen.js': LEAK,
  'src/local.js': LEAK,
}
const LINTED = ['src/kept.gen.js', 'src/local.js', 'src/nested/again.gen.js']

const folders: ScratchFolder[] = []
afterAll(() => {
  for (const folder of folders) folder.remove()
})

async function lintedIn(folder: ScratchFolder, ...args: string[]): Promise<string[]> {
  const { stdout } = await folder.scan(...args, '--json')
  return (JSON.parse(stdout) as { reports: { file: string }[] }).reports.map(({ file }) => file)
}

describe.each(['a git repository', 'a folder without git'])('.gitignore files in %s', (where) => {
  const folder = makeScratchFolder(FILES)
  folders.push(folder)
  if (where === 'a git repository') folder.git('init', '-q')

  it('are honoured, nested and negated', async () => {
    expect(await lintedIn(folder)).toEqual(LINTED)
  })

  it('count from the folder that the command was called in', async () => {
    expect(await lintedIn(folder, 'src')).toEqual(LINTED)
  })

  it('keep nobody from naming what is ignored', async () => {
    expect(await lintedIn(folder, 'generated')).toEqual(['generated/a.js'])
    expect(await lintedIn(folder, 'src/b.gen.js')).toEqual(['src/b.gen.js'])
  })
})

it('lints what git tracks, ignored or not', async () => {
  const folder = makeScratchFolder({ '.gitignore': 'lib/\n', 'lib/a.js': LEAK, 'lib/b.js': LEAK })
  folders.push(folder)
  folder.git('init', '-q')
  folder.git('add', '-f', 'lib/a.js')
  expect(await lintedIn(folder)).toEqual(['lib/a.js'])
})
