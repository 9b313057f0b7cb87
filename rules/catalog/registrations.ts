/** Methods that call a listener each time an event comes. */
const LISTENS: ReadonlySet<string> = new Set([
  'on', '$on', 'addListener', 'addEventListener', 'prependListener', 'subscribe', 'handle', 'observe', 'listen', 'addHandler', 'addHook',
])

/** Methods that call a listener at its event's first coming only. */
const LISTENS_ONCE: ReadonlySet<string> = new Set(['once', 'handleOnce', 'prependOnceListener', 'addOnceListener'])

/** How often a method of this name calls the listener it is given: each time, once, or null when it is none that listens. */
export function listeningOf(method: string): 'each' | 'once' | null {
  if (LISTENS.has(method) || /^on(?:Did|Will)?[A-Z]/.test(method)) return 'each'
  return LISTENS_ONCE.has(method) ? 'once' : null
}

/** Functions that call what they are given again and again, by the position of the callback. */
export const REPEATING_TIMERS: ReadonlyMap<string, number> = new Map([['setInterval', 0], ['scheduleJob', 1], ['schedule', 1]])

/** Functions that call what they are given once, a little later: the callback runs as often as the call does. */
export const DELAYS: ReadonlySet<string> = new Set([
  'setTimeout', 'setImmediate', 'queueMicrotask', 'requestAnimationFrame', 'requestIdleCallback', 'nextTick',
])

/** Methods of a promise, which call what they are given once, when it settles. */
export const SETTLES: ReadonlySet<string> = new Set(['then', 'catch', 'finally'])

/** Functions that call what they are given on the spot, for each entry of a list or once: it runs as often as the call does. */
export const INLINE_CALLS: ReadonlySet<string> = new Set([
  'forEach', 'map', 'filter', 'reduce', 'reduceRight', 'flatMap', 'some', 'every', 'find', 'findIndex', 'findLast',
  'sort', 'toSorted', 'from', 'replace', 'replaceAll', 'group', 'groupBy', 'batch', 'untrack', 'runInAction', 'transaction', 'produce',
])

/** Routers' methods: `app.get('/users/:id', handler)`. */
export const ROUTE_METHODS: ReadonlySet<string> = new Set(['get', 'post', 'put', 'patch', 'delete', 'del', 'head', 'options', 'all', 'use', 'ws', 'route'])

/** Functions whose callback answers a request. */
export const REQUEST_SERVERS: ReadonlySet<string> = new Set([
  'createServer', 'createSecureServer', 'serve', 'defineEventHandler', 'eventHandler', 'onRequest', 'onCall', 'setRequestHandler',
])

/** Methods that register a handler of what comes from outside, beside those that listen: of requests, commands, calls of a tool. */
export const HANDLES_CALLS: ReadonlySet<string> = new Set([
  'setRequestHandler', 'setNotificationHandler', 'registerCommand', 'registerTextEditorCommand', 'command', 'hears', 'registerTool', 'tool', 'receive', 'addTool',
])

/** Modules of Node whose `Server` takes what answers a connection. */
export const SERVER_MODULES: ReadonlySet<string> = new Set(['net', 'http', 'https', 'http2', 'tls'].flatMap((name) => [name, `node:${name}`]))

/** Members of an object whose function answers a request or runs a tool, where the object is handed to others. */
export const REQUEST_MEMBERS: ReadonlySet<string> = new Set(['fetch', 'handler', 'resolve', 'request'])

/** Functions of a test runner. */
export const TEST_RUNNERS: ReadonlySet<string> = new Set([
  'describe', 'it', 'test', 'beforeEach', 'afterEach', 'beforeAll', 'afterAll', 'before', 'after', 'suite', 'bench',
])

/** Packages that read a command line: what they run, they run once in a process. */
export const COMMAND_LINES: ReadonlySet<string> = new Set([
  'commander', 'yargs', 'yargs/yargs', 'cac', 'sade', 'citty', 'gunshi', 'clipanion', '@oclif/core', 'meow', 'caporal', 'vorpal', 'cmd-ts', 'brocli', '@drizzle-team/brocli', 'extra-typings', '@commander-js/extra-typings', '@effect/cli',
])

/** The verbs of HTTP that routes answer. */
export const HTTP_VERBS: ReadonlySet<string> = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'])

/** Names under which a module exports what its host calls for every request. */
const ROUTE_EXPORTS: ReadonlySet<string> = new Set([...HTTP_VERBS, 'getServerSideProps'])

/** Does a module export its handler of requests under this name, as the frameworks of pages and functions have it? */
export function isRouteExport(name: string): boolean {
  return ROUTE_EXPORTS.has(name)
}

/** Decorators whose method a framework calls for every request or message. */
export const HANDLER_DECORATORS: ReadonlySet<string> = new Set([
  'Get', 'Post', 'Put', 'Patch', 'Delete', 'Head', 'Options', 'All', 'Sse', 'Query', 'Mutation', 'Subscription', 'ResolveField', 'FieldResolver',
  'SubscribeMessage', 'MessagePattern', 'EventPattern', 'GrpcMethod', 'OnEvent', 'Process', 'Processor', 'HostListener', 'Listen', 'On', 'Command',
])

/** Decorators whose method a clock calls. */
export const CLOCK_DECORATORS: ReadonlySet<string> = new Set(['Cron', 'Interval', 'Schedule'])

/** What starts a stream for its first subscriber, or for each, with the packages that have it. */
export const STREAM_STARTS: ReadonlySet<string> = new Set(['readable', 'writable', 'derived', 'Observable'])
export const STREAM_MODULES: ReadonlySet<string> = new Set(['svelte/store', 'rxjs', 'zen-observable'])
