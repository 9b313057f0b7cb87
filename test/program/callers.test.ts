import { describe, expect, it } from 'vitest'

import { indexSource } from '../../rules/analysis/source-index.ts'
import { functionName, type ClassNode, type FunctionNode } from '../../rules/ast/functions.ts'
import type { Variable } from '../../rules/ast/variables.ts'
import type { Place, ProgramView } from '../../rules/program/view.ts'
import { writeProgram } from '../support/program.ts'

interface TestProgram {
  readonly view: ProgramView
  readonly fn: (name: string) => FunctionNode
  readonly class: (name: string) => ClassNode
  readonly variable: (name: string) => Variable
  readonly at: (place: Place) => string
}

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('not in the root file')
  return value
}

function createProgram(files: Record<string, string>): TestProgram {
  const view = writeProgram(files)
  const { file, path } = view.root
  const folder = (path ?? '').slice(0, -(Object.keys(files)[0] ?? '').length)
  return {
    view,
    fn: (name) => found(indexSource(file).functions.find((fn) => functionName(fn) === name)),
    class: (name) => found(indexSource(file).classes.find(({ id }) => id?.name === name)),
    variable: (name) => found(file.scopeManager?.scopes.find(({ set }) => set.has(name))?.set.get(name)),
    at: ({ home, node }) => `${home.path?.slice(folder.length) ?? '?'}:${home.file.text.slice(0, node.range[0]).split('\n').length}`,
  }
}

/** The callers of the root file's function as `file:line as match`, sorted, and `…` where there may be more. */
function callers(files: Record<string, string>, name = 'target'): string[] {
  const program = createProgram(files)
  const { sites, isComplete } = program.view.callersOf({ home: program.view.root, node: program.fn(name) })
  return [...sites.map((site) => `${program.at(site)} ${site.as}${site.match === 'possible' ? '?' : ''}`).sort(), ...(isComplete ? [] : ['…'])]
}

describe('callers of an exported function', () => {
  it.each<[string, Record<string, string>, string[]]>([
    ['by import', { 'a.ts': 'export function target() {}', 'b.ts': `import { target } from './a'\ntarget()` }, ['b.ts:2 call']],
    ['under another name', { 'a.ts': 'export function target() {}', 'b.ts': `import { target as t } from './a.js'\nt()` }, ['b.ts:2 call']],
    ['through barrels', { 'a.ts': 'export function target() {}', 'index.ts': `export * from './a'`, 'b.ts': `import { target } from '.'\ntarget()` }, ['b.ts:2 call']],
    ['renamed on the way', { 'a.ts': 'export function target() {}', 'm.ts': `export { target as other } from './a'`, 'b.ts': `import { other } from './m'\nother()` }, ['b.ts:2 call']],
    ['as default', { 'a.ts': 'export default function target() {}', 'b.ts': `import anything from './a'\nanything()` }, ['b.ts:2 call']],
    ['as namespace', { 'a.ts': 'export function target() {}', 'b.ts': `import * as a from './a'\na.target()` }, ['b.ts:2 call']],
    ['by require', { 'a.js': 'function target() {}\nmodule.exports = { target }', 'b.js': `const { target } = require('./a')\ntarget()` }, ['a.js:2 value', 'b.js:2 call']],
    ['by import()', { 'a.ts': 'export function target() {}', 'b.ts': `const { target } = await import('./a')\ntarget()` }, ['b.ts:2 call']],
    ['handed on', { 'a.ts': 'export function target() {}', 'b.ts': `import { target } from './a'\nsetInterval(target, 10)` }, ['b.ts:2 value']],
    ['a name alike in another file is none', { 'a.ts': 'export function target() {}', 'b.ts': `import { target } from './c'\ntarget()`, 'c.ts': 'export function target() {}' }, []],
    ['by tsconfig paths', { 'src/a.ts': 'export function target() {}', 'tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }', 'b.ts': `import { target } from '@/a'\ntarget()` }, ['b.ts:2 call']],
    ['by the name of a workspace package', { 'packages/core/src/index.ts': 'export function target() {}', 'package.json': '{ "workspaces": ["packages/*"], "private": true }', 'packages/core/package.json': '{ "name": "@x/core", "private": true, "main": "dist/index.js" }', 'packages/app/package.json': '{ "name": "app" }', 'packages/app/b.ts': `import { target } from '@x/core'\ntarget()` }, ['packages/app/b.ts:2 call']],
    ['of a library', { 'index.ts': 'export function target() {}', 'package.json': '{ "name": "lib", "main": "./dist/index.js" }' }, ['…']],
    ['of a library, but not at its entry', { 'a.ts': 'export function target() {}', 'index.ts': `import './a'`, 'package.json': '{ "name": "lib", "main": "./dist/index.js" }' }, []],
  ])('%s', (_name, files, expected) => {
    expect(callers(files)).toEqual(expected)
  })
})

describe('callers of a method', () => {
  const store = 'export class Store {\n  target() {}\n}\n'
  it.each<[string, Record<string, string>, string[]]>([
    ['on a new instance', { 'a.ts': store, 'b.ts': `import { Store } from './a'\nconst s = new Store()\ns.target()` }, ['b.ts:3 call']],
    ['on an annotated parameter', { 'a.ts': store, 'b.ts': `import type { Store } from './a'\nexport function f(s: Store) { s.target() }` }, ['b.ts:2 call']],
    ['on a parameter property', { 'a.ts': store, 'b.ts': `import { Store } from './a'\nexport class B { constructor(private readonly s: Store) {}\n f() { this.s.target() } }` }, ['b.ts:3 call']],
    ['on a singleton', { 'a.ts': `${store}export const store = new Store()`, 'b.ts': `import { store } from './a'\nstore.target()` }, ['b.ts:2 call']],
    ['on what a function gives', { 'a.ts': `${store}export function getStore() { return new Store() }`, 'b.ts': `import { getStore } from './a'\ngetStore().target()` }, ['b.ts:2 call']],
    ['on getInstance', { 'a.ts': 'export class Store {\n  static #one?: Store\n  static getInstance(): Store { return this.#one ??= new Store() }\n  target() {}\n}', 'b.ts': `import { Store } from './a'\nStore.getInstance().target()` }, ['b.ts:2 call']],
    ['on a list', { 'a.ts': store, 'b.ts': `import { Store } from './a'\nconst all: Store[] = []\nfor (const s of all) s.target()\nall.forEach((s) => s.target())` }, ['b.ts:3 call', 'b.ts:4 call']],
    ['through its only interface', { 'a.ts': `import type { I } from './i'\nexport class Store implements I {\n  target() {}\n}`, 'i.ts': 'export interface I { target(): void }', 'b.ts': `import type { I } from './i'\nexport function f(i: I) { i.target() }` }, ['b.ts:2 call']],
    ['through an interface of two', { 'a.ts': `import type { I } from './i'\nexport class Store implements I {\n  target() {}\n}`, 'i.ts': 'export interface I { target(): void }\nexport class Other implements I { target() {} }', 'b.ts': `import type { I } from './i'\nexport function f(i: I) { i.target() }` }, ['b.ts:2 call?']],
    ['of a subclass', { 'a.ts': store, 'b.ts': `import { Store } from './a'\nclass B extends Store { f() { this.target() } }\nnew B().target()` }, ['b.ts:2 call', 'b.ts:3 call']],
    ['of another class is none', { 'a.ts': store, 'b.ts': `class Other { target() {} }\nnew Other().target()` }, []],
    ['on something unknown, when another class has one', { 'a.ts': store, 'b.ts': `export class Other { target() {} }\nexport function f(x) { x.target() }` }, ['b.ts:2 call?']],
    ['on something unknown, when only this has one', { 'a.ts': store, 'b.ts': `export function f(x) { x.target() }` }, ['b.ts:1 call']],
    ['taken as a handler', { 'a.ts': store, 'b.ts': `import { Store } from './a'\nconst s = new Store()\nprocess.on('exit', s.target)` }, ['b.ts:3 value']],
    ['bound in the constructor', { 'a.ts': 'export class Store {\n  constructor() {\n    this.target = this.target.bind(this)\n    process.on("x", this.target)\n  }\n  target() {}\n}' }, ['a.ts:3 value', 'a.ts:4 value']],
    ['in tests', { 'a.ts': store, 'a.test.ts': `import { Store } from './a'\nnew Store().target()` }, ['a.test.ts:2 call']],
    ['private', { 'a.ts': 'export class Store {\n  private target() {}\n  f() { this.target() }\n}', 'b.ts': 'export function f(x) { x.target() }' }, ['a.ts:3 call']],
  ])('%s', (_name, files, expected) => {
    expect(callers(files)).toEqual(expected)
  })

  it('tells that a call is in a test', () => {
    const program = createProgram({ 'a.ts': store, 'test/b.ts': `import { Store } from '../a'\nnew Store().target()` })
    expect(program.view.callersOf({ home: program.view.root, node: program.fn('target') }).sites.map(({ home }) => home.kind)).toEqual(['test'])
  })
})

describe('constructions, subclasses, bases', () => {
  it('are found over files', () => {
    const program = createProgram({
      'a.ts': 'export class Store {\n  static create() { return new this() }\n}\nexport function make() { return new Store() }',
      'b.ts': `import { Store } from './a'\nexport class Sub extends Store {}\nregister(Store)`,
      'c.ts': `import { Sub } from './b'\nnew Sub()`,
    })
    const ref = { home: program.view.root, node: program.class('Store') }
    const { sites, isComplete } = program.view.constructionsOf(ref)
    expect(sites.map((site) => `${program.at(site)} ${site.as}`).sort()).toEqual(['a.ts:2 value', 'a.ts:4 call', 'b.ts:3 value', 'c.ts:2 call'])
    expect(isComplete).toBe(true)
    const { classes } = program.view.subclassesOf(ref)
    expect(classes.map((sub) => program.at(sub))).toEqual(['b.ts:2'])
    const [sub] = classes
    expect(sub && program.view.baseOf(sub)).toMatchObject({ node: ref.node })
  })

  it('say of a class of a package that it is unseen', () => {
    const program = createProgram({ 'a.ts': `import { EventEmitter } from 'node:events'\nexport class Store extends EventEmitter {}\nclass Plain {}` })
    expect(program.view.baseOf({ home: program.view.root, node: program.class('Store') })).toBe('unseen')
    expect(program.view.baseOf({ home: program.view.root, node: program.class('Plain') })).toBeNull()
  })
})

describe('uses', () => {
  it('of a variable, a member and a property', () => {
    const program = createProgram({
      'a.ts': 'export const cache = new Map()\nexport class Store {\n  list = []\n  add(x) { this.list.push(x) }\n}\nexport const state = { rec: {} }',
      'b.ts': `import { cache, Store, state } from './a'\ncache.clear()\nnew Store().list.length = 0\nstate.rec = {}\nconst { rec } = state`,
    })
    const home = program.view.root
    const places = (sites: readonly Parameters<typeof program.at>[0][]) => sites.map((site) => program.at(site))
    expect(places(program.view.usesOf({ kind: 'variable', home, variable: program.variable('cache') }).sites)).toEqual(['a.ts:1', 'b.ts:2'])
    expect(places(program.view.usesOf({ kind: 'member', home, owner: program.class('Store'), name: 'list', isStatic: false }).sites)).toEqual(['a.ts:4', 'b.ts:3'])
    expect(places(program.view.usesOf({ kind: 'property', home, variable: program.variable('state'), name: 'rec' }).sites)).toEqual(['b.ts:4', 'b.ts:5'])
  })

  it('of a text on no disk are those of its own file, and not all', () => {
    const program = createProgram({ 'a.ts': 'export const x = 1' })
    expect(program.view.hasOthers).toBe(false)
  })
})
