import { describe, expect, it } from 'vitest'

import { indexSource } from '../../rules/analysis/source-index.ts'
import type { ClassNode, FunctionNode } from '../../rules/ast/functions.ts'
import { functionName } from '../../rules/ast/functions.ts'
import { parseSource } from '../../rules/program/sources/parse.ts'
import { createProgramView } from '../../rules/program/source-view.ts'
import type { Place, ProgramView } from '../../rules/program/view.ts'
import { writeProgram } from '../support/program.ts'

function functionNamed(view: ProgramView, name: string): FunctionNode {
  const found = indexSource(view.root.file).functions.find((fn) => functionName(fn) === name)
  if (!found) throw new Error(`no function ${name}`)
  return found
}

function classNamed(view: ProgramView, name: string): ClassNode {
  const found = indexSource(view.root.file).classes.find((one) => one.id?.name === name)
  if (!found) throw new Error(`no class ${name}`)
  return found
}

/** `b.ts: track(id)`, sorted: where a place stands and what is written there. */
function written(places: readonly Place[]): string[] {
  return places.map(({ home, node }) => `${home.path?.split('/').at(-1)}: ${home.file.text.slice(...node.range)}`).sort()
}

function callers(view: ProgramView, name: string): { found: string[]; isComplete: boolean } {
  const { sites, isComplete } = view.callersOf({ home: view.root, node: functionNamed(view, name) })
  return { found: written(sites), isComplete }
}

describe('callers', () => {
  it('are found through imports, renamed imports, namespaces and barrels', () => {
    const view = writeProgram({
      'track.ts': 'export function track(id: string) {}',
      'a.ts': "import { track } from './track'\ntrack(one)",
      'b.ts': "import { track as follow } from './index'\nfollow(two)",
      'c.ts': "import * as tracks from './track.js'\ntracks.track(three)",
      'd.ts': "const { track } = require('./track')\ntrack(four)",
      'index.ts': "export * from './track'",
      'e.ts': "import { renamed } from './renamed'\nrenamed(five)",
      'renamed.ts': "export { track as renamed } from './track'",
    })
    expect(callers(view, 'track')).toEqual({ found: ['a.ts: track(one)', 'b.ts: follow(two)', 'c.ts: tracks.track(three)', 'd.ts: track(four)', 'e.ts: renamed(five)'], isComplete: true })
  })

  it('are found of what is assigned: to exports, to a variable', () => {
    const view = writeProgram({
      'track.js': 'exports.track = (id) => id\nlet later\nlater = () => {}\nlater()\nexports.track(zero)\nother.method = () => {}',
      'a.js': "const { track } = require('./track')\ntrack(one)",
      'b.js': "require('./track.js').track(two)",
    })
    expect(callers(view, 'track')).toEqual({ found: ['a.js: track(one)', "b.js: require('./track.js').track(two)", 'track.js: exports.track(zero)'], isComplete: true })
    expect(callers(view, 'later')).toEqual({ found: ['track.js: later()'], isComplete: true })
    expect(callers(view, 'method').isComplete).toBe(false)
  })

  it('are found by path and by alias where a tsconfig extends what is not installed', () => {
    const view = writeProgram({
      'src/track.ts': 'export function track(id: string) {}',
      'src/a.ts': "import { track } from './track'\ntrack(one)",
      'src/b.ts': "import { track } from '@/track'\ntrack(two)",
      'src/c.ts': "import { track } from 'tracks'\ntrack(three)",
      'tsconfig.json': '{ "extends": "@nobody/tsconfig/base.json", /* here */ "compilerOptions": { "paths": { "@/*": ["./src/*"], "tracks": ["./src/track.ts"], } } }',
    })
    expect(callers(view, 'track')).toEqual({ found: ['a.ts: track(one)', 'b.ts: track(two)', 'c.ts: track(three)'], isComplete: true })
  })

  it('are found through a dynamic import, awaited or not', () => {
    const view = writeProgram({
      'track.ts': 'export function track(id: string) {}',
      'a.ts': "async function f() { const { track: follow } = await import('./track')\nfollow(one) }",
      'b.ts': "void import('./track').then(({ track }) => track(two))",
      'c.ts': "void import('./track').then((m) => m.track(three))",
      'd.ts': "const track = lazy(() => import('./track'))",
    })
    expect(callers(view, 'track')).toEqual({ found: ["a.ts: follow(one)", 'b.ts: track(two)', 'c.ts: m.track(three)', "d.ts: import('./track')"], isComplete: true })
  })

  it('are told from those of a function of the same name', () => {
    const view = writeProgram({ 'track.ts': 'export function track(id: string) {}', 'other.ts': 'export function track() {}', 'a.ts': "import { track } from './other'\ntrack()" })
    expect(callers(view, 'track')).toEqual({ found: [], isComplete: true })
  })

  it('are found by what a receiver is: a field, a parameter, an instance, a singleton', () => {
    const view = writeProgram({
      'hub.ts': 'export class Hub { joinRoom(id: string) {} }\nexport const hub = new Hub()',
      'a.ts': "import { hub } from './hub'\nhub.joinRoom(one)",
      'b.ts': "import { Hub } from './hub'\nclass Server { constructor(private readonly hub: Hub) {} onMessage(m) { this.hub.joinRoom(m.room) } }",
      'c.ts': "import type { Hub } from './hub'\nexport function f(h: Hub) { h.joinRoom(three) }",
      'd.ts': 'class Other { joinRoom() {} }\nnew Other().joinRoom(no)',
    })
    expect(callers(view, 'joinRoom').found).toEqual(['a.ts: hub.joinRoom(one)', 'b.ts: this.hub.joinRoom(m.room)', 'c.ts: h.joinRoom(three)'])
  })

  it('are found through path aliases and packages of the workspace that are not installed', () => {
    const view = writeProgram({
      'packages/core/src/track.ts': 'export function track(id: string) {}',
      'package.json': '{ "private": true, "workspaces": ["packages/*"] }',
      'packages/core/package.json': '{ "name": "@team/core", "private": true, "exports": { "./*": "./dist/*.js" } }',
      'packages/app/package.json': '{ "name": "app", "private": true }',
      'packages/app/tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }',
      'packages/app/src/one.ts': "import { track } from '@team/core/track'\ntrack(one)",
      'packages/app/src/two.ts': "import { track } from '@/one'\ntrack(no)",
    })
    expect(callers(view, 'track')).toEqual({ found: ['one.ts: track(one)'], isComplete: true })
  })

  it('of what a library exports are never complete', () => {
    const view = writeProgram({ 'src/index.ts': 'export function track(id: string) {}', 'package.json': '{ "name": "lib", "main": "dist/index.js" }', 'src/a.ts': "import { track } from './index'\ntrack(one)" })
    expect(callers(view, 'track')).toEqual({ found: ['a.ts: track(one)'], isComplete: false })
  })
})

describe('constructions', () => {
  it('are those of the class and of its subclasses', () => {
    const view = writeProgram({
      'base.ts': 'export class Base {}',
      'sub.ts': "import { Base } from './base'\nexport class Sub extends Base {}",
      'a.ts': "import { Base } from './base'\nimport { Sub } from './sub'\nexport const both = [new Base(), () => new Sub()]",
    })
    const { sites, isComplete } = view.constructionsOf({ home: view.root, node: classNamed(view, 'Base') })
    expect({ found: written(sites), isComplete }).toEqual({ found: ['a.ts: new Base()', 'a.ts: new Sub()'], isComplete: true })
  })
})

describe('a file that is on no disk', () => {
  it('has no others, and its answers are incomplete', () => {
    const file = parseSource('nowhere.ts', 'export function track() {}\ntrack()')
    if (!file) throw new Error('does not parse')
    const view = createProgramView(file, '/nowhere/nowhere.ts')
    expect(view.hasOthers).toBe(false)
    expect(callers(view, 'track')).toEqual({ found: ['nowhere.ts: track()'], isComplete: false })
  })
})

it('tells whether a production file imports another', () => {
  const view = writeProgram({ 'a.ts': 'export const a = 1', 'a.test.ts': "import { a } from './a'\nuse(a)" })
  expect(view.isImported(view.root)).toBe(false)
  const other = writeProgram({ 'lib/index.ts': 'export const a = 1', 'b.ts': "export * from './lib/index.js'" })
  expect(other.isImported(other.root)).toBe(true)
})
