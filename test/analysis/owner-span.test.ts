import { describe, expect, it } from 'vitest'

import { findCollections } from '../../rules/analysis/find-collections.ts'
import { livesLong, ownerNameOf, ownerSpanOf } from '../../rules/analysis/owner-span.ts'
import { ownerSpanNamed } from '../../rules/catalog/owners.ts'
import { parse } from '../support/parse.ts'

/** Life, name and verdict of the owner of the first collection that has one. */
function spanOf(code: string): string {
  const file = parse(code, { jsx: true })
  const collection = findCollections(file).find(({ lifetime }) => lifetime === 'owner')
  if (!collection) throw new Error('No collection with an owner.')
  return `${ownerNameOf(collection)}: ${ownerSpanOf(file, collection)}, ${livesLong(file, collection) ? 'checked' : 'not checked'}`
}

const field = '{ #m = new Map(); put(id) { this.#m.set(id, 1) } }'
const closure = '{ const m = new Map(); return { put: (id) => m.set(id, 1) } }'

describe('classes', () => {
  it.each([
    ['a head noun of few', `class SessionManager ${field}`, 'SessionManager: long, checked'],
    ['an ending that says nothing', `class SessionManagerImpl ${field}`, 'SessionManagerImpl: long, checked'],
    ['a head noun of many', `class ServerConnection ${field}`, 'ServerConnection: short, not checked'],
    ['a name that says nothing', `class Foo ${field}`, 'Foo: undecided, checked'],
    ['an instance at module level', `class Session ${field}\nexport const session = new Session()`, 'Session: long, checked'],
    ['an instance in a function says nothing', `class Session ${field}\nexport const open = () => new Session()`, 'Session: short, not checked'],
    ['a static getInstance', `class Document { static getInstance() {} #m = new Map(); put(id) { this.#m.set(id, 1) } }`, 'Document: long, checked'],
    ['a component base', `class Foo extends React.Component ${field}`, 'Foo: short, not checked'],
    ['a stream base', `class FooService extends Transform ${field}`, 'FooService: short, not checked'],
    ['an expression, named by its variable', `const JobQueue = class ${field}`, 'JobQueue: long, checked'],
    ['an expression without a name', `export default class ${field}`, 'an anonymous owner: undecided, checked'],
  ])('%s', (_name, code, expected) => {
    expect(spanOf(code)).toBe(expected)
  })
})

describe('factories', () => {
  it.each([
    ['a head noun of few', `function createClient() ${closure}`, 'createClient: long, checked'],
    ['a head noun of many', `const createStream = () => ${closure}`, 'createStream: short, not checked'],
    ['a verb of set-up', `function registerCommands() ${closure}`, 'registerCommands: long, checked'],
    ['a name that says nothing', `function wrap() ${closure}`, 'wrap: undecided, not checked'],
    ['a component', `function MessageList() { const m = new Map(); on((id) => m.set(id, 1)); return <ul /> }`, 'MessageList: short, not checked'],
    ['a hook', `function useDrafts() ${closure}`, 'useDrafts: short, not checked'],
    ['a capitalized plugin', `const AgentPlugin = async () => ${closure}`, 'AgentPlugin: long, checked'],
    ['without a name', `register(() => ${closure})`, 'an anonymous owner: undecided, not checked'],
  ])('%s', (_name, code, expected) => {
    expect(spanOf(code)).toBe(expected)
  })
})

describe('names', () => {
  it.each([
    ['RateLimiter', 'long'],
    ['BaseServer', 'long'],
    ['HTTPClient', 'long'],
    ['createSessionStore', 'long'],
    ['RequestContext', 'short'],
    ['AgentProtocol', 'short'],
    ['TraceNormalizer', 'short'],
    ['TypeVisitor', 'short'],
    ['Impl', 'undecided'],
    ['', 'undecided'],
    ['ManagerThing', 'undecided'],
  ])('%s is %s', (name, expected) => {
    expect(ownerSpanNamed(name)).toBe(expected)
  })
})
