import { join } from 'node:path'

import { RuleTester } from '@typescript-eslint/rule-tester'

import rule from '../../rules/no-history-fetch-in-tool-hook.ts'

const tester = new RuleTester()
/** A file that need not exist; the files it imports do. */
const filename = join(import.meta.dirname, '../fixtures/history/plugin.ts')

const onToolCall = (path: string, line: number, fetch = 'session.messages') => [{ messageId: 'fetch' as const, line, data: { frequency: 'on every tool call', path, fetch } }]
const onStep = (path: string, line: number, fetch = 'session.messages') => [{ messageId: 'fetch' as const, line, data: { frequency: 'on every step of the model', path, fetch } }]

tester.run('no-history-fetch-in-tool-hook', rule, {
  invalid: [
    {
      name: 'fetch in a hook that is a property',
      code: `export const plugin = ({ client }) => ({
        'tool.execute.after': async (input) => {
          const { data } = await client.session.messages({ path: { id: input.sessionID } })
          if (data.length > 100) warn()
        },
      })`,
      errors: onToolCall('`"tool.execute.after"`', 3),
    },
    {
      name: 'a hook that is a method',
      code: `export const plugin = ({ client }) => ({
        async 'tool.execute.before'(input) {
          await client.session.messages({ path: { id: input.sessionID } })
        },
      })`,
      errors: onToolCall('`"tool.execute.before"`', 3),
    },
    {
      name: 'a hook that is a constant returned later, through a helper of the file',
      code: `export function create(ctx) {
        const lastOf = async (id) => (await ctx.client.session.messages({ path: { id } })).data.at(-1)
        const afterTool = async (input) => { log(await lastOf(input.sessionID)) }
        return { event: onEvent, 'tool.execute.after': afterTool }
      }`,
      errors: onToolCall('`"tool.execute.after"` → `afterTool` → `lastOf`', 2),
    },
    {
      name: 'a hook assigned to a member',
      code: `function install(hooks, client) {
        hooks['tool.execute.after'] = async (input) => save(await client.session.messages({ path: { id: input.sessionID } }))
      }`,
      errors: onToolCall('`"tool.execute.after"`', 2),
    },
    {
      name: 'a set that stops it only after a rare warning is no cache',
      code: `export function create({ client }) {
        const warned = new Set()
        return {
          'tool.execute.after': async ({ sessionID }) => {
            if (warned.has(sessionID)) return
            const { data } = await client.session.messages({ path: { id: sessionID } })
            if (data.length === 0) return
            if (data.at(-1).tokens < LIMIT) return
            warned.add(sessionID)
          },
        }
      }`,
      errors: onToolCall('`"tool.execute.after"`', 6),
    },
    {
      name: 'an in-flight mark that the same run takes away again is no cache',
      code: `const running = new Set()
      export const hooks = {
        'tool.execute.after': async ({ sessionID }) => {
          if (running.has(sessionID)) return
          running.add(sessionID)
          try {
            await compact(await client.session.messages({ path: { id: sessionID } }))
          } finally {
            running.delete(sessionID)
          }
        },
      }`,
      errors: onToolCall('`"tool.execute.after"`', 7),
    },
    {
      name: 'a hook for a list of tools, changing what the host handed over',
      code: `const TOOLS = ['grep', 'glob']
      export const hooks = {
        'tool.execute.after': async (input, output) => {
          if (!TOOLS.includes(input.tool)) return
          if (typeof output.output !== 'string') return
          const { cut, text } = shorten(await client.session.messages({ path: { id: input.sessionID } }), output)
          if (cut) output.output = text
        },
      }`,
      errors: onToolCall('`"tool.execute.after"`', 6),
    },
    {
      name: 'a hook for one tool that is used all the time',
      code: `export const hooks = {
        'tool.execute.after': async (input) => {
          if (input.tool !== 'bash') return
          check(await client.session.messages({ path: { id: input.sessionID } }))
        },
      }`,
      errors: onToolCall('`"tool.execute.after"`', 4),
    },
    {
      name: 'inside a promise chain, a list callback and a wrapper from a package',
      code: `import { withTimeout } from 'a-package'
      export const hooks = {
        'tool.execute.after': (input) => Promise.resolve(input).then(async () => {
          await Promise.all(sessions.map((id) => withTimeout(() => client.session.messages({ path: { id } }), 500)))
        }),
      }`,
      errors: onToolCall('`"tool.execute.after"`', 4),
    },
    {
      name: 'a handler that an unknown wrapper is given',
      code: `import { safely } from './missing'
      export const hooks = { 'tool.execute.after': safely('after', async (input) => client.session.messages({ path: { id: input.sessionID } })) }`,
      filename,
      errors: onToolCall('`"tool.execute.after"`', 2),
    },
    {
      name: 'a fetch given to a helper of the file as a function',
      code: `async function lastOf(fetchAll, id) { return (await fetchAll({ path: { id } })).data.at(-1) }
      export const hooks = ({ client }) => ({
        'tool.execute.after': async (input) => note(await lastOf(client.session.messages, input.sessionID)),
      })`,
      errors: onToolCall('`"tool.execute.after"` → `lastOf`', 1),
    },
    {
      name: 'an injected alias with a default',
      filename,
      code: `import { isOrchestrator } from './caller'
      export function createBefore(deps) {
        const resolve = deps.isOrchestrator ?? ((id) => isOrchestrator(id, deps.ctx.client))
        return async (input) => { if (!(await resolve(input.sessionID))) return }
      }
      export const create = (ctx, options) => ({ 'tool.execute.before': createBefore({ ctx, isOrchestrator: options?.isOrchestrator }) })`,
      errors: onToolCall('`"tool.execute.before"` → `resolve` → `isOrchestrator` (caller.ts) → `newest` (lookup.ts)', 3),
    },
    {
      name: 'three imports deep: a factory, a helper with a `.js` ending, and the fetch; the report stands at the hook',
      filename,
      code: `import { createAfterHandler } from './after-handler'
      export const createHooks = (ctx, config) => ({
        event: onEvent,
        'tool.execute.after': createAfterHandler(ctx, config),
      })`,
      errors: onToolCall('`"tool.execute.after"` → `runChecks` (run-checks.ts) → `buildTranscript` (transcript.ts)', 4),
    },
    {
      name: 'an object of functions from another file',
      filename,
      code: `import { createUsage } from './usage'
      export function create(ctx) {
        const usage = createUsage(ctx)
        const after = async (input) => {
          if ((await usage.tokens(input.sessionID)) > 1000) warn()
        }
        return { 'tool.execute.after': after }
      }`,
      errors: onToolCall('`"tool.execute.after"` → `after` → `tokens` (usage.ts) → `readUsage` (usage.ts)', 5),
    },
    {
      name: '`export *`, `export * as`, other extensions, and a dynamic import',
      filename,
      code: `import { nameOf, queries } from './barrel'
      export const hooks = {
        'tool.execute.before': async (input) => { await nameOf(client, input.sessionID) },
        'tool.execute.after': async (input) => {
          await queries.count(client, input.sessionID)
          const { buildTranscript } = await import('./transcript')
          await buildTranscript(client, input.sessionID)
        },
      }`,
      errors: [
        ...onToolCall('`"tool.execute.before"` → `nameOf` (names.tsx)', 3),
        ...onToolCall('`"tool.execute.after"` → `count` (queries.mts)', 5),
        ...onToolCall('`"tool.execute.after"` → `buildTranscript` (transcript.ts)', 7),
      ],
    },
    {
      name: 'CommonJS',
      filename: join(import.meta.dirname, '../fixtures/history/plugin.cjs'),
      code: `const { history } = require('./legacy.cjs')
      module.exports = { 'tool.execute.after': async (input) => audit(await history(client, input.sessionID)) }`,
      errors: onToolCall('`"tool.execute.after"` → `history` (legacy.cjs)', 2),
    },
    {
      name: 'a class from another file, and a method it inherits',
      filename,
      code: `import { SessionPoller } from './poller'
      export function create({ client }, id) {
        const poller = new SessionPoller(client, id)
        return { 'tool.execute.after': async () => { await poller.poll() } }
      }`,
      errors: onToolCall('`"tool.execute.after"` → `poll` (poller.ts) → `refresh` (poller.ts)', 4),
    },
    {
      name: 'four files deep, through one that only passes it on',
      filename: join(import.meta.dirname, '../fixtures/history/deep/plugin.ts'),
      code: `import { step } from './from-two'
      export const hooks = { 'tool.execute.after': (input) => step(client, input.sessionID) }`,
      errors: onToolCall('`"tool.execute.after"` → `step` (level-2.ts) → `step` (level-3.ts) → `step` (level-4.ts) → `step` (level-5.ts)', 2),
    },
    {
      name: 'hooks of the Claude Agent SDK',
      code: `const onPost = async (input) => { store(await getSessionMessages(input.session_id)) }
      query({ prompt, options: { hooks: { PostToolUse: [{ matcher: 'Bash|Edit', hooks: [onPost] }] } } })`,
      errors: onToolCall('`PostToolUse` → `onPost`', 1, 'getSessionMessages'),
    },
    {
      name: 'step callbacks of the AI SDK',
      code: `await generateText({
        model,
        prepareStep: async () => ({ messages: trim(await db.loadMessages(chatId)) }),
        onStepFinish: async () => { await fetch(\`/api/chats/\${chatId}/messages\`).then(render) },
      })`,
      errors: [...onStep('`prepareStep`', 3, 'db.loadMessages'), ...onStep('`onStepFinish`', 4, 'fetch')],
    },
    {
      name: 'parts of a model’s stream, also where the function is given to a wrapper in a namespace',
      filename,
      code: `import { Summary } from './summary'
      for await (const part of stream.fullStream) {
        switch (part.type) {
          case 'start': break
          case 'finish-step':
            Summary.update({ sessionID })
        }
        if (part.type !== 'tool-result') continue
        await client.session.messages({ path: { id: sessionID } })
      }`,
      errors: [...onStep('`"finish-step"` → `update` (summary.ts)', 6, 'Session.messages'), ...onToolCall('`"tool-result"`', 9)],
    },
    {
      name: 'a fetch and a hook of the user’s own',
      code: `register({ afterToolCall: async (call) => review(await archive.everything(call.session)) })`,
      options: [{ fetches: ['archive.everything'], hooks: ['afterToolCall'] }],
      errors: [{ messageId: 'fetch', line: 1, data: { frequency: 'whenever `afterToolCall` runs', path: '`afterToolCall`', fetch: 'archive.everything' } }],
    },
    {
      name: 'handlers of single messages, when asked for',
      options: [{ messageEvents: true }],
      code: `export const plugin = ({ client }) => ({
        event: async ({ event }) => {
          if (event.type === 'message.part.updated') await client.session.messages({ path: { id: event.properties.part.sessionID } })
          switch (event.type) {
            case 'message.updated':
              await client.session.messages({ path: { id: event.properties.info.sessionID } })
          }
        },
      })
      bus.on('message.part.updated', async (part) => { await client.session.messages({ path: { id: part.sessionID } }) })`,
      errors: [3, 6, 10].map((line) => ({ messageId: 'fetch' as const, line })),
    },
  ],
  valid: [
    {
      name: 'events of a session, commands and chat messages are not hot',
      options: [{ messageEvents: true }],
      code: `export const plugin = ({ client }) => ({
        'chat.message': async (input) => { await client.session.messages({ path: { id: input.sessionID } }) },
        event: async ({ event }) => {
          if (event.type === 'session.idle') await client.session.messages({ path: { id: event.properties.sessionID } })
          if (event.type === 'message.updated' && event.properties.info.error) await client.session.messages({ path: { id: event.properties.info.sessionID } })
          if (event.type !== 'message.updated') return
          if (!event.properties.info.time.completed) return
          await client.session.messages({ path: { id: event.properties.info.sessionID } })
        },
        tool: { recall: tool({ execute: (args, ctx) => client.session.messages({ path: { id: ctx.sessionID } }) }) },
        'tool.execute.after': async () => {},
      })`,
    },
    { name: 'message events are not asked for by default', code: `export const hooks = { event: ({ event }) => { if (event.type === 'message.updated') return client.session.messages({ path: { id } }) }, 'tool.execute.after': none }` },
    { name: 'one record of a session is not its history', filename, code: `import { agentOf } from './transcript'\nexport const hooks = { 'tool.execute.before': async (input) => { await agentOf(client, input.sessionID); await client.session.get({ path: { id: input.sessionID } }) } }` },
    {
      name: 'a limit: in the query, in a constant, beside a spread, by position',
      code: `const recent = { limit: 400 }
      export const hooks = {
        'tool.execute.after': async (input, output) => {
          await client.session.messages({ path: { id: input.sessionID }, query: { directory, limit: 20 } })
          await client.session.messages({ path: { id: input.sessionID }, query: recent })
          await client.session.messages({ ...output.query, path: { id: input.sessionID } })
          await listMessages(input.sessionID, 50)
        },
      }`,
    },
    { name: 'options that cannot be seen', code: `export const create = (options) => ({ 'tool.execute.after': () => client.session.messages(options) })` },
    {
      name: 'an early return with a kept value, validity told by a helper',
      code: `const kept = new Map()
      const isFreshEnough = (entry) => Date.now() - entry.at < 1000
      async function agent(client, id) {
        const known = kept.get(id)
        if (known && isFreshEnough(known)) return known.agent
        const { data } = await client.session.messages({ path: { id } })
        if (!data.length) return null
        kept.set(id, { agent: data[0].agent, at: Date.now() })
        return data[0].agent
      }
      export const hooks = ({ client }) => ({ 'tool.execute.before': async (input) => { await agent(client, input.sessionID) } })`,
    },
    {
      name: 'a fetch in the else branch of a kept value',
      code: `export const hooks = {
        'tool.execute.after': async ({ sessionID }) => {
          let entries
          const known = cache.get(sessionID)
          if (known && known.isValid) {
            entries = known.entries
          } else {
            entries = toEntries(await client.session.messages({ path: { id: sessionID } }))
            cache.set(sessionID, { entries })
          }
          write(entries)
        },
      }`,
    },
    { name: 'a promise kept per client and session, two files away', filename, code: `import { usageOf } from './kept-usage'\nexport const hooks = (ctx) => ({ 'tool.execute.after': async (input) => { await usageOf(ctx, input.sessionID) } })` },
    {
      name: 'a promise kept in an object, and a value kept in a variable or a member',
      code: `const pending = {}
      let all
      class Hooks {
        async 'tool.execute.before'({ sessionID }) {
          pending[sessionID] ??= client.session.messages({ path: { id: sessionID } })
          all = all ?? (await client.session.messages({ path: { id: sessionID } }))
          if (!this.history) this.history = await client.session.messages({ path: { id: sessionID } })
        }
      }`,
    },
    {
      name: 'a flag that the fetch itself sets: hydrated once, or while in flight',
      code: `const states = new Map()
      async function hydrate(id) {
        const state = stateOf(id)
        if (state.hydrated) return state.paths
        if (state.inflight === undefined) {
          state.inflight = (async () => {
            try {
              for (const path of await scan(id)) state.paths.add(path)
            } finally {
              state.hydrated = true
              state.inflight = undefined
            }
          })()
        }
        await state.inflight
        return state.paths
      }
      const scan = async (id) => (await client.session.messages({ path: { id } })).data
      export const hooks = { 'tool.execute.after': async (input) => { await hydrate(input.sessionID) } }`,
    },
    {
      name: 'a set that the fetch always adds to, before or after it, or in the function it calls',
      code: `const done = new Set()
      const seen = new Set()
      const load = async (id) => { seen.add(id); await client.session.messages({ path: { id } }) }
      export const hooks = {
        'tool.execute.before': async ({ sessionID }) => {
          if (done.has(sessionID)) return
          done.add(sessionID)
          await client.session.messages({ path: { id: sessionID } })
        },
        'tool.execute.after': async ({ sessionID }) => {
          if (!seen.has(sessionID)) await load(sessionID)
        },
      }`,
    },
    {
      name: 'only once something else has asked for it',
      code: `const waiting = new Set()
      export const hooks = {
        'experimental.session.compacting': ({ sessionID }) => { waiting.add(sessionID) },
        'tool.execute.after': async ({ sessionID }) => {
          if (!waiting.has(sessionID)) return
          waiting.delete(sessionID)
          await client.session.messages({ path: { id: sessionID } })
        },
      }`,
    },
    {
      name: 'a time or a count that the fetch itself sets, and every tenth call',
      code: `let last = 0
      let calls = 0
      export const hooks = {
        'tool.execute.before': async ({ sessionID }) => {
          if (Date.now() - last < 60_000) return
          last = Date.now()
          await client.session.messages({ path: { id: sessionID } })
        },
        'tool.execute.after': async ({ sessionID }) => {
          if (++calls % 10 !== 0) return
          await client.session.messages({ path: { id: sessionID } })
        },
      }`,
    },
    {
      name: 'only for tools that are seldom used',
      code: `export const hooks = {
        'tool.execute.before': async (input, output) => {
          const name = input.tool.toLowerCase()
          if (name === 'question' || name === 'ask_user') await client.session.messages({ path: { id: input.sessionID } })
          if (input.tool !== 'task') return
          await client.session.messages({ path: { id: output.args.task_id } })
        },
        PostToolUse: [{ matcher: 'Task', hooks: [async (input) => save(await getSessionMessages(input.session_id))] }],
      }`,
    },
    {
      name: 'behind a cache or a debounce of another name',
      code: `export const hooks = {
        'tool.execute.before': async ({ sessionID }) => {
          await historyCache.get(sessionID, () => client.session.messages({ path: { id: sessionID } }))
          await getOrCreate(sessionID, () => client.session.messages({ path: { id: sessionID } }))
          refresh(sessionID)
        },
        'tool.execute.after': debounce(async ({ sessionID }) => { await client.session.messages({ path: { id: sessionID } }) }, 2000),
      }
      const refresh = (id) => { clearTimeout(timer); timer = setTimeout(() => client.session.messages({ path: { id } }), 2000) }`,
    },
    { name: 'functions that a hook only makes', code: `export const hooks = { 'tool.execute.after': async (input) => { bus.on('idle', () => client.session.messages({ path: { id: input.sessionID } })); const later = () => client.session.messages({ path: { id } }) } }` },
    { name: 'a part’s type outside a stream, and the start of one', code: `for await (const part of stream) { if (part.type === 'start') await client.session.messages({ path: { id } }) }\nfunction show(part) { if (part.type === 'tool-result') return client.session.messages({ path: { id } }) }\nsend({ 'finish-step': 1 })` },
    { name: 'histories that the program holds already', code: `export const hooks = { 'tool.execute.after': async (input) => { api.state.session.messages(input.sessionID); props.session.messages(); await store.listMessages(input.sessionID) } }` },
    { name: 'messages of something else than a session', code: `export const hooks = { onStepFinish: async () => { await queue.fetchMessages(name); await getUnreadMessages(chatId); await getCommitHistory(session) } }` },
    { name: 'a helper in its own file cannot know its callers', code: `export async function buildTranscript(client, id) { return client.session.messages({ path: { id } }) } // for tool.execute.after` },
    { name: 'a hook called on an object of another file is reported there', filename, code: `import { createAfterHandler } from './after-handler'\nconst monitor = { 'x': 1, ...make() }\nexport const hooks = { 'tool.execute.after': async (input, output) => { await monitor['tool.execute.after']?.(input, output) } }` },
    { name: 'five files deep', filename: join(import.meta.dirname, '../fixtures/history/deep/plugin.ts'), code: `import { step } from './level-1'\nexport const hooks = { 'tool.execute.after': (input) => step(client, input.sessionID) }` },
    { name: 'an import that does not parse, or is not there', filename, code: `import { buildTranscript } from './broken'\nimport { nothing } from './nowhere'\nexport const hooks = { 'tool.execute.after': async (input) => { await buildTranscript(client, input.sessionID); await nothing(client) } }` },
  ],
})
