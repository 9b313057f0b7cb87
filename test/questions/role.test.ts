import { describe, expect, it } from 'vitest'

import { findCollections } from '../../rules/analysis/find-collections.ts'
import { findReleases } from '../../rules/questions/release/find-releases.ts'
import { classifyRole } from '../../rules/questions/role/classify-role.ts'
import { writeProgram } from '../support/program.ts'

function roleOf(code: string): string {
  const view = writeProgram({ 'a.tsx': code })
  const [collection] = findCollections(view.root.file)
  if (!collection) throw new Error('no collection')
  return classifyRole(collection, findReleases(view, view.root, collection, { releaseFunctions: [], testFunctions: [] }).usages)
}

describe('the role of a collection is told by its use', () => {
  it.each([
    ['cache', 'asked, else computed and kept', `
const m = new Map<string, string>()
export async function get(id: string) {
  const known = m.get(id)
  if (known) return known
  const made = await load(id)
  m.set(id, made)
  return made
}`],
    ['cache', 'a dictionary with a default', 'const m: Record<string, string> = {}\nexport const get = (id: string) => (m[id] ??= load(id))'],
    ['pending', 'what settles a promise', `
export class Rpc {
  private m = new Map<number, Waiting>()
  ask(id: number) { return new Promise((resolve, reject) => { this.m.set(id, { resolve, reject, at: Date.now() }) }) }
  answer(id: number, x: string) { this.m.get(id)?.resolve(x) }
}`],
    ['pending', 'a wrapped settler, an array of them', `
const m: Waiting[] = []
export const wait = () => new Promise<void>((resolve) => { const done = () => resolve(); m.push({ done }) })`],
    ['seen', 'asked before it is added to', `
const m = new Set<string>()
export function handle(event: Event) {
  if (m.has(event.id)) return
  m.add(event.id)
  run(event)
}`],
    ['registry', 'handed in by one party', `
const m = new Map<string, Handler>()
export function register(id: string, handler: Handler) { m.set(id, handler) }
export const run = (id: string) => m.get(id)?.()`],
    ['registry', 'things made to be found again', `
const m = new Map<string, Job>()
export function start(id: string) { m.set(id, new Job(id)) }
export const stop = (id: string) => m.get(id)?.stop()`],
    ['log', 'a list that is appended', `
const m: Entry[] = []
export function track(name: string) { m.push({ name, at: Date.now() }) }
export const last = () => m.at(-1)`],
    ['state', 'what is rendered', `
const m: Entry[] = []
export function add(name: string) { m.push({ name }) }
export const List = () => <ul>{m.map((one) => <li>{one.name}</li>)}</ul>`],
    ['state', 'what is served', `
const m = new Map<string, number>()
export function count(id: string) { m.set(id, (m.get(id) ?? 0) + 1) }
app.get('/', (req, res) => res.json([...m]))`],
  ])('%s: %s', (role, _name, code) => {
    expect(roleOf(code)).toBe(role)
  })
})
