import { join } from 'node:path'

import { RuleTester } from '@typescript-eslint/rule-tester'

import rule from '../../rules/complete-session-cleanup.ts'

const tester = new RuleTester()

/** Two module collections that grow together; what ends a room is up to the case. */
const twoByRoom = (rest: string): string => `
const buffers = new Map<string, string>()
const recent = new Map<string, number>()
${rest}`

tester.run('complete-session-cleanup', rule, {
  valid: [
    {
      name: 'a worker that exits has done one job for the chat, which goes on',
      code: `
        const workers = new Map<string, Worker>()
        const threads = new Map<string, string>()
        export function select(chatId: string, thread: string) { threads.set(chatId, thread) }
        export function answer(chatId: string, text: string) {
          const worker = new Worker('./answer.js', { workerData: text })
          workers.set(chatId, worker)
          worker.on('exit', () => { workers.delete(chatId) })
        }
      `,
    },
    {
      name: '`boundedClasses`: a class of one\'s own that limits itself',
      options: [{ boundedClasses: ['Recent'] }],
      code: `
        class Recent<K, V> extends Map<K, V> {}
        const buffers = new Map<string, string>()
        const recent = new Recent<string, number>()
        export function push(roomId: string) { buffers.set(roomId, ''); recent.set(roomId, 1) }
        export function closeRoom(roomId: string) { buffers.delete(roomId) }`,
    },
    {
      name: 'the last member of a group leaves, and what is known of the group was learnt apart from it',
      code: `
        class Hub {
          #sockets = new Map<string, Set<Socket>>()
          #hashes = new Map<string, string>()
          join(sessionId: string, socket: Socket) {
            const group = this.#sockets.get(sessionId) ?? new Set()
            this.#sockets.set(sessionId, group.add(socket))
            socket.on('close', () => { group.delete(socket); if (group.size === 0) this.#sockets.delete(sessionId) })
          }
          built(sessionId: string, hash: string) { this.#hashes.set(sessionId, hash) }
        }`,
    },
    {
      name: 'the handler releases every sibling',
      code: `
        class Relay {
          #buffers = new Map<string, string>()
          #seen = new Set<string>()
          push(sessionId: string, text: string) { this.#buffers.set(sessionId, text); this.#seen.add(sessionId) }
          onSessionClosed(sessionId: string) { this.#buffers.delete(sessionId); this.#seen.delete(sessionId) }
        }`,
    },
    {
      name: 'the sibling is released by a helper that the handler calls',
      code: twoByRoom(`
        export function push(roomId: string) { buffers.set(roomId, ''); recent.set(roomId, 1) }
        function dropAll(roomId: string) { recent.delete(roomId) }
        export function handleRoomClosed(roomId: string) { buffers.delete(roomId); dropAll(roomId) }`),
    },
    {
      name: 'the sibling expires by itself',
      code: twoByRoom(`
        export function push(roomId: string) {
          buffers.set(roomId, '')
          recent.set(roomId, 1)
          setTimeout(() => recent.delete(roomId), 1000)
        }
        export function closeRoom(roomId: string) { buffers.delete(roomId) }`),
    },
    {
      name: 'the sibling is capped where it grows',
      code: twoByRoom(`
        export function push(roomId: string) {
          buffers.set(roomId, '')
          if (recent.size > 100) recent.clear()
          recent.set(roomId, 1)
        }
        export function closeRoom(roomId: string) { buffers.delete(roomId) }`),
    },
    {
      name: 'the sibling is keyed by something else',
      code: twoByRoom(`
        export function push(roomId: string, userId: string) { buffers.set(roomId, userId); recent.set(userId, 1) }
        export function closeRoom(roomId: string) { buffers.delete(roomId) }`),
    },
    {
      name: 'nothing ever adds to the sibling',
      code: twoByRoom(`
        export function push(roomId: string) { buffers.set(roomId, '') }
        export function closeRoom(roomId: string) { buffers.delete(roomId) }
        export function calmDown(roomId: string) { recent.delete(roomId) }`),
    },
    {
      name: 'the sibling belongs to another class',
      code: `
        class A { private buffers = new Map<string, string>(); push(roomId: string) { this.buffers.set(roomId, '') } closeRoom(roomId: string) { this.buffers.delete(roomId) } }
        class B { private seen = new Set<string>(); push(roomId: string) { this.seen.add(roomId) } }`,
    },
    {
      name: 'a function that clears everything ends no single room',
      code: twoByRoom(`
        export function push(roomId: string) { buffers.set(roomId, ''); recent.set(roomId, 1) }
        export function clearRooms() { buffers.clear() }`),
    },
    {
      name: 'the sibling leaves the file',
      code: `
        const buffers = new Map<string, string>()
        export const seen = new Set<string>()
        export function push(sessionId: string) { buffers.set(sessionId, ''); seen.add(sessionId) }
        export function closeSession(sessionId: string) { buffers.delete(sessionId) }`,
    },
    {
      name: 'the sibling counts references and drops the last one itself',
      code: `
        class Locks {
          private owners = new Map<string, string>()
          private counts = new Map<string, number>()
          acquire(sessionId: string) { this.owners.set(sessionId, ''); this.counts.set(sessionId, (this.counts.get(sessionId) ?? 0) + 1) }
          release(sessionId: string) {
            const next = (this.counts.get(sessionId) ?? 1) - 1
            if (next === 0) { this.counts.delete(sessionId); return }
            this.counts.set(sessionId, next)
          }
          onSessionExited(sessionId: string) { this.owners.delete(sessionId) }
          closeSession(sessionId: string) { this.owners.delete(sessionId) }
        }`,
    },
    {
      name: 'the sibling removes its entry when its own process exits',
      code: `
        class Runs {
          private owners = new Map<string, string>()
          private children = new Map<string, object>()
          start(sessionId: string, child: any) {
            this.owners.set(sessionId, '')
            this.children.set(sessionId, child)
            child.on('exit', () => { if (this.children.get(sessionId) === child) this.children.delete(sessionId) })
          }
          closeSession(sessionId: string) { this.owners.delete(sessionId) }
        }`,
    },
    {
      name: 'the end itself writes down that it was',
      code: twoByRoom(`
        export function push(roomId: string) { buffers.set(roomId, '') }
        export function closeRoom(roomId: string) { buffers.delete(roomId); recent.set(roomId, Date.now()) }`),
    },
    {
      name: 'another function that gives nothing back ends those of another kind',
      code: twoByRoom(`
        export function push(roomId: string) { buffers.set(roomId, '') }
        export function join(roomId: string, link: { onclose: () => void }) { recent.set(roomId, 1); link.onclose = () => { void leave(roomId) } }
        export function closeRoom(roomId: string) { buffers.delete(roomId) }
        async function leave(roomId: string) {
          const since = recent.get(roomId)
          if (since === undefined) return
          recent.delete(roomId)
          await report(since)
        }`),
    },
    {
      name: 'a flag that is told takes its entry away',
      code: `
        const parts = new Map<string, string>()
        const keys = new Map<string, string>()
        const typing = new Map<string, boolean>()
        export function push(roomId: string, isTyping: boolean) {
          parts.set(roomId, ''); keys.set(roomId, '')
          if (isTyping) typing.set(roomId, true)
          else typing.delete(roomId)
        }
        export function closeRoom(roomId: string) { parts.delete(roomId); keys.delete(roomId) }`,
    },
    {
      name: 'an end of what somebody has set up, and of a part',
      code: `
        const models = new Map<string, string>()
        const costs = new Map<string, number>()
        export function use(providerId: string, rowId: string) { models.set(providerId, ''); costs.set(providerId, 1); models.set(rowId, ''); costs.set(rowId, 1) }
        export function removeProvider(providerId: string) { models.delete(providerId) }
        export function removeRow(rowId: string) { models.delete(rowId) }`,
    },
    {
      name: 'the end of an unknown thing drops keys that begin with its id',
      code: `
        const latest = new Map<string, number>()
        const sources = new Map<string, string>()
        export function onDelta(kiteId: string, path: string) { latest.set(kiteId, 1); sources.set(kiteId + path, '') }
        export function onKiteGone(kiteId: string) {
          latest.delete(kiteId)
          for (const key of sources.keys()) if (key.startsWith(kiteId)) sources.delete(key)
        }`,
    },
    {
      name: 'ignored by name',
      code: twoByRoom(`
        export function push(roomId: string) { buffers.set(roomId, ''); recent.set(roomId, 1) }
        export function closeRoom(roomId: string) { buffers.delete(roomId) }`),
      options: [{ ignore: ['^recent$'] }],
    },
  ],
  invalid: [
    {
      name: 'the last member of a group leaves, and what began with the group stays',
      code: `
        class Hub {
          #sockets = new Map<string, Set<Socket>>()
          #topics = new Map<string, string>()
          join(sessionId: string, socket: Socket, topic: string) {
            const group = this.#sockets.get(sessionId) ?? new Set()
            this.#sockets.set(sessionId, group.add(socket))
            this.#topics.set(sessionId, topic)
            socket.on('close', () => { group.delete(socket); if (group.size === 0) this.#sockets.delete(sessionId) })
          }
        }`,
      errors: [{ messageId: 'forgotten' }],
    },
    {
      name: 'a worker that exits, and what was kept for it when it began',
      code: `
        const workers = new Map<string, Worker>()
        const output = new Map<string, string[]>()
        export function answer(chatId: string, text: string) {
          const worker = new Worker('./answer.js', { workerData: text })
          workers.set(chatId, worker)
          output.set(chatId, [])
          worker.on('exit', () => {
            workers.delete(chatId)
          })
        }
      `,
      errors: [{ messageId: 'forgotten', suggestions: [{ messageId: 'deleteToo', output: `
        const workers = new Map<string, Worker>()
        const output = new Map<string, string[]>()
        export function answer(chatId: string, text: string) {
          const worker = new Worker('./answer.js', { workerData: text })
          workers.set(chatId, worker)
          output.set(chatId, [])
          worker.on('exit', () => {
            workers.delete(chatId)
            output.delete(chatId)
          })
        }
      ` }] }],
    },
    {
      name: 'a branch on the event forgets a set',
      code: `
class Relay {
  private buffers = new Map<string, string>()
  private seen = new Set<string>()
  push(sessionID: string) { this.buffers.set(sessionID, ''); this.seen.add(sessionID) }
  handle(event: { type: string; sessionID: string }) {
    if (event.type === 'session.deleted') {
      this.buffers.delete(event.sessionID)
    }
  }
}`,
      errors: [
        {
          messageId: 'forgotten',
          data: { handler: 'session.deleted', end: '7', released: '`buffers`', name: 'seen', entries: 'session ids', trigger: 'whenever `push` runs', line: '5' },
          line: 4,
          suggestions: [
            {
              messageId: 'deleteToo',
              data: { name: 'seen', sibling: 'buffers' },
              output: `
class Relay {
  private buffers = new Map<string, string>()
  private seen = new Set<string>()
  push(sessionID: string) { this.buffers.set(sessionID, ''); this.seen.add(sessionID) }
  handle(event: { type: string; sessionID: string }) {
    if (event.type === 'session.deleted') {
      this.buffers.delete(event.sessionID)
      this.seen.delete(event.sessionID)
    }
  }
}`,
            },
          ],
        },
      ],
    },
    {
      name: 'the rest of a block after an early return on every other event',
      code: `
        const buffers = new Map()
        const seen = new Set()
        export const push = (sessionId) => { buffers.set(sessionId, ''); seen.add(sessionId) }
        export const handle = (event) => {
          if (event.type !== 'session.closed') return
          if (buffers.delete(event.sessionId)) notify()
        }`,
      errors: [{ messageId: 'forgotten' }],
    },
    {
      name: 'a socket callback forgets a sibling that only its next use would release',
      code: `
        export function createServer(io) {
          const names = new Map<string, string>()
          const inboxes = new Map<string, string[]>()
          io.on('connection', (socket) => {
            names.set(socket.userId, '')
            inboxes.set(socket.userId, [])
            socket.on('disconnect', () => { if (names.delete(socket.userId)) io.emit('left') })
          })
          return { take(userId: string) { const box = inboxes.get(userId); inboxes.delete(userId); return box } }
        }`,
      errors: [{ messageId: 'forgotten' }],
    },
    {
      name: 'the end of something that no catalog knows forgets what contains its id',
      code: `
        const latest = new Map<string, number>()
        const sources = new Map<string, string>()
        export function onDelta(kiteId: string, path: string) { latest.set(kiteId, 1); sources.set(kiteId + path, '') }
        export function onKiteGone(kiteId: string) { latest.delete(kiteId) }`,
      errors: [{ messageId: 'forgotten', line: 3, data: { handler: 'onKiteGone', end: '5', released: '`latest`', name: 'sources', entries: 'kite ids', trigger: 'whenever `onDelta` runs', line: '4' } }],
    },
    {
      name: 'a delete that only says that there is no value now',
      code: `
        class Choir {
          #parts = new Map<string, string>()
          #keys = new Map<string, string>()
          #titles = new Map<string, string>()
          sing(roomId: string, title: string) {
            this.#parts.set(roomId, ''); this.#keys.set(roomId, '')
            if (title) this.#titles.set(roomId, title)
            else this.#titles.delete(roomId)
          }
          closeRoom(roomId: string) {
            if (this.#parts.delete(roomId)) this.#keys.delete(roomId)
          }
        }`,
      errors: [{ messageId: 'forgotten', line: 5 }],
    },
    {
      name: 'a switch case',
      code: `
        const rooms = new Map<string, string>()
        const topics = new Map<string, string>()
        export function reduce(action: { type: string; roomId: string }) {
          switch (action.type) {
            case 'room.opened': rooms.set(action.roomId, ''); topics.set(action.roomId, ''); break
            case 'room.closed': if (rooms.delete(action.roomId)) break
          }
        }`,
      errors: [{ messageId: 'forgotten' }],
    },
  ],
})

/** A file that need not exist; the files it imports do. The fixtures lie below `test/`, which is not checked by default. */
const here = { filename: join(import.meta.dirname, '../fixtures/helpers/linted.ts'), options: [{ ignoreFiles: [] }] as [{ ignoreFiles: string[] }] }

/** Two maps that grow per session; how the end handler lets them go is up to the case. */
const twoBySession = (imports: string, handler: string): string => `
import { ${imports}
const buffers = new Map<string, string>()
const recent = new Map<string, number>()
export function push(sessionId: string) { buffers.set(sessionId, ''); recent.set(sessionId, 1) }
export function handleSessionDeleted(sessionId: string) { ${handler} }`

tester.run('complete-session-cleanup, with imported helpers', rule, {
  valid: [
    { ...here, name: 'an imported helper releases the sibling', code: twoBySession("withoutKey } from './collections.ts'", 'buffers.delete(sessionId); withoutKey(recent, sessionId)') },
    { ...here, name: 'an imported helper caps the sibling', code: twoBySession("enforceLimit } from './collections.ts'", 'buffers.delete(sessionId); enforceLimit(recent, 100)') },
    { ...here, name: 'the file of the helper keeps nothing that it forgets', code: `import { forgetAll } from './titles.ts'\nexport function handleSessionDeleted(sessionId: string) { forgetAll(sessionId) }` },
    { ...here, name: 'another function of the helper\'s file lets the sibling go', code: `import { forgetTitle } from './titles.ts'\nexport function handleSessionDeleted(sessionId: string) { forgetTitle(sessionId) }` },
    { ...here, name: 'the helper is an end handler itself, and told there', code: `import { handleSessionClosed } from './colors.ts'\nexport const onSessionDeleted = (sessionId: string) => { handleSessionClosed(sessionId) }` },
    { ...here, name: 'what is called from elsewhere than an end handler forgets nothing', code: `import { forgetColor } from './colors.ts'\nexport function repaint(sessionId: string) { forgetColor(sessionId) }` },
    { ...here, name: 'a file of helpers that is missing', code: `import { forgetColor } from './missing.ts'\nexport function handleSessionDeleted(sessionId: string) { forgetColor(sessionId) }` },
  ],
  invalid: [
    {
      ...here,
      name: 'an imported helper releases one and the other is forgotten',
      code: twoBySession("withoutKey } from './collections.ts'", 'withoutKey(buffers, sessionId)'),
      errors: [{ messageId: 'forgotten', line: 4, data: { handler: 'handleSessionDeleted', end: '6', released: '`buffers`', name: 'recent', entries: 'session ids', trigger: 'whenever `push` runs', line: '5' } }],
    },
    {
      ...here,
      name: 'an imported helper that is handed the sibling only looks at it',
      code: twoBySession("describe } from './collections.ts'", 'buffers.delete(sessionId); console.log(describe(recent))'),
      errors: [{ messageId: 'forgotten', line: 4, suggestions: [{ messageId: 'deleteToo', output: twoBySession("describe } from './collections.ts'", 'buffers.delete(sessionId);\n' + ' '.repeat(58) + 'recent.delete(sessionId); console.log(describe(recent))') }] }],
    },
    {
      ...here,
      name: 'an imported helper forgets a sibling in its own file',
      code: `import { forgetColor } from './colors.ts'\nexport function handleSessionDeleted(sessionId: string) { forgetColor(sessionId) }`,
      errors: [{ messageId: 'forgotten', line: 2, data: { handler: 'handleSessionDeleted', end: '2', released: '`colors`', name: 'marks', entries: 'session ids', trigger: 'whenever `paint` runs', line: '6 of colors.ts' } }],
    },
  ],
})
