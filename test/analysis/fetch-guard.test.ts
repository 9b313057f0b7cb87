import { describe, expect, it } from 'vitest'

import { isGuarded } from '../../rules/analysis/fetch-guard.ts'
import { resolveCallees, startSearch } from '../../rules/analysis/resolve-value.ts'
import type { Neighbors } from '../../rules/analysis/search.ts'
import { indexSource } from '../../rules/analysis/source-index.ts'
import { enclosingFunctions } from '../../rules/ast/functions.ts'
import { parse } from '../support/parse.ts'

const ALONE: Neighbors = { open: () => null, mayHold: () => false, mayExport: () => false }

/** What the cases remember by; a memory must be declared somewhere to be one. */
const DECLARED = 'const done = new Set(), counts = new Map(), times = new Map(), cache = new Map(), state = {}; let count = 0, busy = false'

/** Every call of `fetchAll` is judged against the `// guarded` or `// open` at the end of its line, in the body of `hook`. */
function expectGuards(code: string): void {
  const lines = `${DECLARED}${code}`.split('\n')
  const file = parse(lines.join('\n'))
  const { callsByName } = indexSource(file)
  const told = (callsByName.get('fetchAll') ?? []).map((call) => {
    const boundary = enclosingFunctions(call).at(-1) ?? file.ast
    const callees = resolveCallees(startSearch(file, ALONE), file, call, null)
    const line = lines[call.loc.start.line - 1] ?? ''
    return `${line.replace(/ *\/\/.*/, '')} // ${isGuarded({ file, node: call, boundary, callees, isEntry: true }) ? 'guarded' : 'open'}`
  })
  expect(told.length).toBeGreaterThan(0)
  expect(told).toEqual(lines.filter((line) => /\/\/ (?:guarded|open)$/.test(line)))
}

const CASES: Record<string, string> = {
  'a kept value is used instead': `
async function hook(id) {
  const known = cache.get(id)
  if (known) return known
  return fetchAll(id) // guarded
}
async function orElse(id) {
  return cache.get(id) ?? fetchAll(id) // guarded
}
async function inPlace(id) {
  pending[id] ??= fetchAll(id) // guarded
}
function later(id) {
  let promise = promises.get(id)
  if (promise === undefined) promise = fetchAll(id) // guarded
  return promise
}`,
  'a question about something kept that is not used': `
async function hook(id) {
  const known = cache.get(id)
  if (known) log(known)
  return fetchAll(id) // open
}
async function hasIt(id) {
  if (warned.has(id)) return
  return fetchAll(id) // open
}
async function alternative(id) {
  return isKnown(id) || fetchAll(id) // open
}`,
  'a memory that the run always changes': `
async function hook(id) {
  if (done.has(id)) return
  done.add(id)
  await fetchAll(id) // guarded
}
async function after(id) {
  if (this.isLoaded) return
  const all = await fetchAll(id) // guarded
  if (!all.length) return
  if (all.error || aborted) return
  this.isLoaded = true
}
async function counted(id) {
  if (count > 3) return
  count++
  await fetchAll(id) // guarded
}
async function settled(id) {
  if (state.done) return
  try {
    await fetchAll(id) // guarded
  } finally {
    state.done = true
  }
}`,
  'a memory that the run changes only sometimes, or changes back': `
async function hook(id) {
  if (done.has(id)) return
  const all = await fetchAll(id) // open
  if (all.at(-1).tokens < LIMIT) return
  done.add(id)
}
async function branch(id) {
  if (done.has(id)) return
  const all = await fetchAll(id) // open
  if (all.at(-1).role === 'user') done.add(id)
}
async function failed(id) {
  if (done.has(id)) return
  try {
    await fetchAll(id) // open
  } catch {
    done.add(id)
  }
}
async function inFlight(id) {
  if (busy) return
  busy = true
  await fetchAll(id) // open
  busy = false
}
async function ownVariable(id) {
  let seen = false
  if (seen) return
  seen = true
  await fetchAll(id) // open
}
async function handedOver(input, output) {
  if (output.text) return
  output.text = await fetchAll(input.id) // open
}`,
  'a memory in a local object, in what the callee changes, and behind a helper': `
function fetchAll(id) {
  counts.set(id, 1)
}
async function hook(id) {
  if (counts.get(id) === current) return
  await fetchAll(id) // guarded
}
async function object(id) {
  const state = stateOf(id)
  if (state.isReady) return
  state.isReady = true
  await fetchAll(id) // guarded
}
const isNew = (id) => !times.has(id)
async function helper(id) {
  if (!isNew(id)) return
  times.set(id, now())
  await fetchAll(id) // guarded
}`,
  'tools': `
async function hook(input) {
  if (input.tool === 'task') await fetchAll(input.id) // guarded
  if (input.tool === 'bash') await fetchAll(input.id) // open
  if (['a', 'b'].includes(input.tool)) await fetchAll(input.id) // open
  switch (input.tool) {
    case 'question':
      await fetchAll(input.id) // guarded
  }
}`,
  'names of freshness, and every n-th time': `
async function hook(id) {
  if (isStale(id)) await fetchAll(id) // guarded
  if (isAllowed(id)) await fetchAll(id) // open
  if (turn % 10 === 0) await fetchAll(id) // guarded
  if (isFresh(id)) await fetchAll(id) // open
}`,
}

describe('what keeps a fetch from running each time', () => {
  it.each(Object.entries(CASES))('%s', (_name, code) => {
    expectGuards(code)
  })
})
