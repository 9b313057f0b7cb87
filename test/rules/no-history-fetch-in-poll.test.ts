import { join } from 'node:path'

import { RuleTester } from '@typescript-eslint/rule-tester'

import rule from '../../rules/no-history-fetch-in-poll.ts'

const tester = new RuleTester({ languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } } })
/** A file that need not exist; the files it imports do. */
const filename = join(import.meta.dirname, '../fixtures/history/polls.ts')

const onTick = (path: string, line: number, fetch = 'session.messages') => [{ messageId: 'fetch' as const, line, data: { frequency: 'on every tick', path, fetch } }]
const inLoop = (path: string, line: number, fetch = 'session.messages') => [{ messageId: 'fetch' as const, line, data: { frequency: 'on every round of a waiting loop', path, fetch } }]
const byQuery = (path: string, line: number, fetch: string) => [{ messageId: 'query' as const, line, data: { path, fetch } }]

tester.run('no-history-fetch-in-poll', rule, {
  invalid: [
    {
      name: 'a method that an interval runs',
      code: `class Poller {
        start() { this.timer = setInterval(() => this.poll(), 2000) }
        async poll() {
          if (this.tasks.size === 0) { this.stop(); return }
          const now = Date.now()
          for (const [id, task] of this.tasks) {
            const elapsed = now - task.startedAt
            if (status[id] === 'idle' && elapsed >= MINIMUM) {
              const { data } = await this.client.session.messages({ path: { id } })
              task.count = data.length
            }
          }
        }
      }`,
      errors: onTick('`setInterval` → `poll`', 9),
    },
    { name: 'a bound method, and a named function', code: `class P {\n start() { setInterval(this.poll.bind(this), 500); setInterval(check, 500) }\n poll() { return this.client.session.messages({ path: { id: this.id } }) }\n}\nasync function check() { await client.session.messages({ path: { id } }) }`, errors: [...onTick('`setInterval` → `poll`', 3), ...onTick('`setInterval` → `check`', 5)] },
    {
      name: 'a constant of the same function, guarded only by what others write',
      code: `function stream(client, id) {
        let open = true
        let lastEventAt = 0
        const read = async () => client.session.messages({ path: { id } })
        on('event', () => { lastEventAt = Date.now() })
        return setInterval(() => {
          if (!open) return
          if (Date.now() - lastEventAt < 2000) return
          void read().then(send)
        }, 2000)
      }`,
      errors: onTick('`setInterval` → `read`', 4),
    },
    {
      name: 'an in-flight flag does not make a tick cheaper',
      code: `let busy = false
      setInterval(async () => {
        if (busy) return
        busy = true
        try {
          render(await client.session.messages({ path: { id } }))
        } finally {
          busy = false
        }
      }, 1000)`,
      errors: onTick('`setInterval`', 6),
    },
    {
      name: 'a timeout that sets itself again',
      code: `async function tick() {
        render(await client.session.messages({ path: { id } }))
        setTimeout(tick, 1000)
      }
      tick()`,
      errors: onTick('`setTimeout` → `tick`', 2),
    },
    {
      name: 'a timeout that sets itself again through methods',
      code: `class Poller {
        schedule() {
          this.timer = setTimeout(() => {
            this.poll().then(() => { if (this.timer) this.schedule() })
          }, this.interval)
        }
        async poll() {
          for (const task of this.store.running()) {
            if (task.status === 'pending') continue
            await this.update(task)
          }
        }
        async update(task) {
          const { data } = await this.client.session.messages({ path: { id: task.sessionID } })
          task.progress = data.length
        }
      }`,
      errors: onTick('`setTimeout` → `poll` → `update`', 14),
    },
    {
      name: 'a loop that waits by a promise of a timeout',
      code: `async function waitForCompletion(ctx, id) {
        let last = 0
        while (Date.now() - start < MAXIMUM) {
          if (ctx.abort.aborted) throw new Error('aborted')
          await new Promise((resolve) => setTimeout(resolve, 500))
          const { data } = await ctx.client.session.status()
          if (data[id] && data[id].type !== 'idle') { last = 0; continue }
          const messages = await ctx.client.session.messages({ path: { id } })
          if (messages.length === last) break
          last = messages.length
        }
      }`,
      errors: inLoop('`while` loop in `waitForCompletion`', 8),
    },
    { name: 'a loop with a sleep, and the fetch in a function given the session', code: `async function run(session, id) {\n do {\n await sleep(POLL_MS)\n if (await isDone(session, id)) return true\n } while (!stopped)\n}\nconst isDone = async (session, id) => (await session.messages({ path: { id } })).data.some((m) => m.done)`, errors: inLoop('`while` loop in `run` → `isDone`', 7) },
    { name: 'a loop without an end', code: `export async function watch(id) { for (;;) { show(await listMessages(sessionId)); await delay(1000) } }`, errors: inLoop('`for` loop in `watch`', 1, 'listMessages') },
    { name: 'a poll whose fetch is in an imported class', filename, code: `import { SessionPoller } from './poller'\nconst poller = new SessionPoller(client, id)\nsetInterval(() => poller.poll(), 1000)`, errors: onTick('`setInterval` → `poll` (poller.ts) → `refresh` (poller.ts)', 3) },
    { name: 'a poll whose class is only a parameter’s type', filename, code: `import type { SessionPoller } from './poller'\nexport class Runner {\n constructor(private readonly poller: SessionPoller) {}\n start() { setInterval(() => this.poller.poll(), 1000) }\n}`, errors: onTick('`setInterval` → `poll` (poller.ts) → `refresh` (poller.ts)', 4) },
    { name: 'an interval hook of a component', code: `function Chat({ chatId }) { useInterval(async () => setAll(await api.getMessages(chatId)), 3000) }`, errors: onTick('`useInterval`', 1, 'api.getMessages') },
    { name: 'an address of a whole history', code: 'setInterval(() => fetch(`/api/sessions/${id}/messages`).then(show), 3000)', errors: onTick('`setInterval`', 1, 'fetch') },
    { name: 'an interval function and a fetch of the user’s own', options: [{ intervals: ['every'], fetches: ['archive'] }], code: `every(async () => show(await archive(id)), 1000)`, errors: onTick('`every`', 1, 'archive') },
    {
      name: 'tRPC with options in a variable',
      code: `function useChat({ sessionId, fps }) {
        const input = sessionId === null ? null : { sessionId }
        const live = { enabled: true, refetchInterval: toMs(fps) } as const
        const state = trpc.session.getState.useQuery(input, live)
        const messages = trpc.session.listMessages.useQuery(input ?? skipToken, live)
        return messages.data ?? []
      }`,
      errors: byQuery('`refetchInterval`', 5, 'session.listMessages'),
    },
    {
      name: 'a query whose name does not say it, but whose messages are used',
      code: `function useChat({ sessionId }) {
        const live = { refetchInterval: 250 }
        const query = trpc.chat.getSnapshot.useQuery({ sessionId }, live)
        const snapshot = query.data ?? null
        return snapshot?.messages ?? []
      }`,
      errors: byQuery('`refetchInterval`', 3, 'chat.getSnapshot'),
    },
    { name: 'a query function, spread options, and SWR', code: `const live = { refetchInterval: 1000 }\nuseQuery({ queryKey: [sessionId], queryFn: () => client.session.messages({ path: { id: sessionId } }), ...live })\nuseSWR(sessionId, (id) => client.session.messages({ path: { id } }), { refreshInterval: 1000 })`, errors: [2, 3].map((line) => ({ messageId: 'fetch' as const, line })) },
    { name: 'RTK Query and Apollo', code: `useGetMessagesQuery(conversationId, { pollingInterval: 3000 })\nuseQuery(GET_MESSAGES, { variables: { threadId }, pollInterval: 500 })`, errors: [...byQuery('`pollingInterval`', 1, 'useGetMessagesQuery'), ...byQuery('`pollInterval`', 2, 'GET_MESSAGES')] },
  ],
  valid: [
    { name: 'a limit, also behind an in-flight set', code: `const busy = new Set()\nsetInterval(() => {\n if (busy.has(id)) return\n busy.add(id)\n tokens(id).finally(() => busy.delete(id))\n}, 500)\nconst tokens = async (id) => (await client.session.messages({ sessionID: id, limit: 20 })).data` },
    { name: 'a part by cursor or position', code: `setInterval(async () => { await listMessages({ sessionId, since: last }); await getMessages(chatId, 20); await api.getRecentMessages(chatId) }, 500)` },
    {
      name: 'a count compared with the one kept',
      code: `class Poller {
        counts = new Map()
        start() { setInterval(() => this.update(task), 1000) }
        async update(task) {
          const kept = this.counts.get(task.id)
          const count = (await this.client.session.status()).data[task.id]?.count ?? 0
          if (kept && kept.count === count) {
            task.stable += 1
            return
          }
          const result = await this.client.session.messages({ path: { id: task.id } })
          this.counts.set(task.id, { count })
          if (result.error) return
          task.progress = result.data.length
        }
      }`,
    },
    {
      name: 'the end of a loop: returned, before a break, in a branch that leaves',
      code: `async function wait(id) {
        while (true) {
          await sleep(500)
          const status = await client.session.status()
          if (status.error) break
          if (status.idle) return client.session.messages({ path: { id } })
          if (status.done) {
            const { data } = await client.session.messages({ path: { id } })
            report(data)
            break
          }
        }
      }`,
    },
    {
      name: 'the end of an interval: its branch clears it, settles, or stops',
      code: `const timer = setInterval(async () => {
        const status = await client.session.status()
        if (status.idle) {
          clearInterval(timer)
          resolve(await client.session.messages({ path: { id } }))
        } else if (status.failed) {
          const { data } = await client.session.messages({ path: { id } })
          reject(new Error(data.at(-1).text))
        }
      }, 500)`,
    },
    { name: 'what runs once for each thing polled', code: `class P {\n start() { setInterval(() => this.poll(), 500) }\n async poll() { for (const task of this.tasks) if (task.idle) await this.completeTask(task) }\n async completeTask(task) { task.result = await this.client.session.messages({ path: { id: task.id } }) }\n}` },
    { name: 'a flag that the fetch settles', code: `async function run(id) {\n let hasOutput = false\n while (true) {\n await sleep(500)\n if (!hasOutput) hasOutput = (await client.session.messages({ path: { id } })).data.length > 0\n }\n}` },
    { name: 'a poll slower than five minutes', code: `const MINUTE = 60 * 1000\nsetInterval(() => client.session.messages({ path: { id } }), 10 * MINUTE)\nuseQuery({ queryFn: () => client.session.messages({ path: { id } }), refetchInterval: 600_000 })` },
    { name: 'a timeout that runs once, or only puts a run off', code: `setTimeout(() => client.session.messages({ path: { id } }), 500)\nclass M {\n async onIdle(id) {\n if (Date.now() - this.started < 1000) {\n if (!this.timers.has(id)) this.timers.set(id, setTimeout(() => this.onIdle(id), 500))\n return\n }\n await this.client.session.messages({ path: { id } })\n }\n}` },
    { name: 'retries: of a timeout, of a loop, after an error', code: `async function load(attempt) {\n try { return await client.session.messages({ path: { id } }) } catch { setTimeout(load, 1000) }\n if (attempt < 3) setTimeout(() => load(attempt + 1), 1000)\n}\nasync function again() {\n for (let attempt = 0; attempt < 3; attempt++) { use(await client.session.messages({ path: { id } })); await sleep(100) }\n while (retries-- > 0) { use(await client.session.messages({ path: { id } })); await sleep(100) }\n while (true) { try { use(await client.session.messages({ path: { id } })) } catch { await sleep(500) } }\n}` },
    { name: 'a few rounds for what must come soon', code: `async function first(id) {\n for (let i = 0; i < 8; i++) { const all = await client.session.messages({ path: { id } }); if (all.length) return all; await sleep(250) }\n}\nasync function loadWithRetry(id) {\n while (!done) { use(await client.session.messages({ path: { id } })); await sleep(250) }\n}` },
    { name: 'loops that do not wait, or over a list', code: `async function all(ids) {\n while (more()) use(await client.session.messages({ path: { id } }))\n for (const id of ids) { use(await client.session.messages({ path: { id } })); await sleep(10) }\n}` },
    { name: 'queries that do not refetch, or not a conversation', code: `trpc.session.listMessages.useQuery({ sessionId }, { refetchInterval: false })\ntrpc.inbox.listMessages.useQuery(undefined, { refetchInterval: 500 })\ntrpc.chat.getSnapshot.useQuery({ sessionId }, { refetchInterval: 500 })\ntrpc.chat.listMessages.useQuery({ sessionId, limit: 50 }, { refetchInterval: 500 })` },
    { name: 'one record, a status, a count', code: `setInterval(async () => { await client.session.get({ path: { id } }); await client.session.status(); await getMessageCount(chatId) }, 500)` },
    { name: 'histories of other things, and a conversation’s own record', code: 'setInterval(async () => { await getTaskHistory(taskId); await fetchTranscript(videoId); await getConversation(conversationId); await fetch(`/api/tasks/${id}/history`) }, 3000)' },
    { name: 'posting to a history', code: 'setInterval(() => fetch(`/api/chats/${id}/messages`, { method: "POST", body }), 3000)' },
    { name: 'an import that is not there', filename, code: `import { refresh } from './nowhere'\nsetInterval(() => refresh(), 1000)` },
  ],
})
