import { describe, expect, it } from 'vitest'

import { findFullPayloads } from '../../rules/analysis/payloads/full-payloads.ts'
import { findRepetition } from '../../rules/analysis/payloads/repetition.ts'
import { findSinkCalls } from '../../rules/analysis/payloads/sink-calls.ts'
import { indexSource } from '../../rules/analysis/source-index.ts'
import { isTranscriptName, sinkKindOf } from '../../rules/catalog/publish-sinks.ts'
import { parse } from '../support/parse.ts'

/** The marker comments of a text by line: `// sink` on line 3 is `3 sink`. */
function markersIn(code: string): string[] {
  return code.split('\n').flatMap((line, at) => {
    const marker = line.split(' // ')[1]
    return marker === undefined ? [] : [`${String(at + 1)} ${marker}`]
  })
}

describe('what publishes', () => {
  it.each([
    ['publish', 'bus', 'copied'], ['postMessage', 'anything', 'copied'], ['emit', 'emitter', 'shared'], ['emit', 'io', 'copied'], ['send', 'webContents', 'copied'], ['run', 'SyncEvent', 'copied'],
    ['send', 'list', null], ['write', 'file', null], ['push', 'messages', null], ['broadcast', null, 'copied'], ['send', null, null],
  ] as const)('%s on %s: %s', (method, receiver, expected) => {
    expect(sinkKindOf(method, receiver)).toBe(expected)
  })

  it('is found through helpers, by the parameters that are published whole', () => {
    const code = `
      const send = (event, data) => controller.enqueue(encode(frame(event, data))) // sink
      const tell = (id, text) => { send('tell', { text }); log(id) } // sink
      tell(1, 'x') // sink
      function publish(x) { return x }
      publish(1)
      response.write('plain text')
      response.write(JSON.stringify(x)) // sink
      class Panel {
        post(message) { this.webview.postMessage(message) } // sink
        ready() { this.post({ type: 'ready' }) } // sink
        open(target) { this.webview.postMessage({ id: target.id }) } // sink
        again() { this.open(x) }
      }
    `
    const found = findSinkCalls(parse(code)).map(({ call }) => `${String(call.loc.start.line)} sink`)
    expect([...new Set(found)].sort((a, b) => Number.parseInt(a) - Number.parseInt(b))).toEqual(markersIn(code))
  })
})

describe('what is big in a payload', () => {
  it.each([
    ['structuredClone(part)', 'clone'],
    ['{ a: { b: cloneDeep(tree) } }', 'clone'],
    ['JSON.stringify({ x: JSON.parse(JSON.stringify(tree)) })', 'clone'],
    ['ready ? structuredClone(part) : null', 'clone'],
    ['{ path, before: a, after: b }', 'contents'],
    ['{ messages: this.messages }', 'transcript'],
    ['[...this.history]', 'transcript'],
    ['{ messages: store.getMessages() }', 'transcript'],
    ['structuredClone(slim(part))', ''],
    ['structuredClone({ id })', ''],
    ['{ before: 1, after: 2 }', ''],
    ['{ messages: event.messages }', ''],
    ['{ messages: messages.length }', ''],
    ['summarize(this.messages)', ''],
  ])('%s: %s', (text, expected) => {
    const file = parse(`function f() { use(${text}) }`)
    const [call] = indexSource(file).callsByName.get('use') ?? []
    const [argument] = call?.arguments ?? []
    const kinds = argument ? findFullPayloads(file, argument).map(({ kind }) => kind) : ['unparsed']
    expect(kinds.filter((kind) => kind !== 'value').join(' ')).toBe(expected)
  })

  it.each(['messages', 'chatHistory', 'transcript', 'apiMessages'])('%s is a whole conversation by name', (name) => {
    expect(isTranscriptName(name)).toBe(true)
  })

  it.each(['newMessages', 'hasMoreMessages', 'messageCount', 'browserHistory', 'message'])('%s is none', (name) => {
    expect(isTranscriptName(name)).toBe(false)
  })
})

describe('what runs on every change', () => {
  const code = `
    setInterval(() => { mark() }, 500) // on every tick of an interval
    setInterval(tick, 500)
    function tick() { read().then((m) => { mark() }) } // on every tick of an interval
    chat.on('message.updated', () => { refresh() })
    function refresh() { mark() } // on every \`message.updated\` event
    async function run(stream) { for await (const x of stream) { mark() } } // on every turn of a loop
    class Panel { onStateChange() { mark() } } // whenever \`onStateChange\` runs
    chat.on('connection', () => { mark() }) // once
    app.get('/history', (req, res) => { mark() }) // once
    setTimeout(() => { mark() }, 500) // once
    mark() // once
  `
  const file = parse(code)
  const marks = indexSource(file).callsByName.get('mark') ?? []

  it.each(markersIn(code).map((marker, at) => [marker, at] as const))('%s', (marker, at) => {
    const call = marks[at]
    expect(call ? `${String(call.loc.start.line)} ${findRepetition(file, call) ?? 'once'}` : 'unmarked').toBe(marker)
  })
})
