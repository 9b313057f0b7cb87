/** Packages that only run in Node, Bun or Deno; a trailing `/` takes everything below. Node's own modules are told by `isNodeBuiltin`. */
const NODE_PACKAGES = new Set([
  'express', 'fastify', 'koa', 'hapi', '@hapi/hapi', 'ws', 'socket.io', 'hono', '@hono/node-server', 'vscode', 'discord.js', 'ioredis', 'redis', 'pg', 'mysql2', 'mongoose', 'mongodb', 'better-sqlite3', 'pino', 'winston', 'commander', 'yargs', 'ora', 'chalk',
  'ink', 'chokidar', 'execa', 'node-pty', 'node-cron', 'bullmq', 'dotenv', 'fs-extra', 'glob', 'undici', 'bun', 'nodemailer', 'puppeteer', 'playwright', 'playwright-core', 'tree-kill', 'proper-lockfile', '@opencode-ai/plugin', 'level', 'knex', 'sequelize',
])
const NODE_SCOPES = ['node:', 'bun:', '@nestjs/', '@fastify/', '@hapi/', '@opencode-ai/plugin', 'vscode-languageserver', '@modelcontextprotocol/sdk/server']

const NODE_BUILTINS = new Set([
  'assert', 'async_hooks', 'child_process', 'cluster', 'crypto', 'dgram', 'dns', 'fs', 'fs/promises', 'http', 'http2', 'https', 'module', 'net', 'os', 'path', 'perf_hooks', 'process', 'readline', 'repl', 'stream', 'stream/promises', 'string_decoder', 'tls', 'tty',
  'timers', 'timers/promises', 'util', 'v8', 'vm', 'worker_threads', 'zlib',
])

/** Does importing this module mean that the file runs on a server, in a CLI or in an extension host? */
export function isNodeModule(source: string): boolean {
  return NODE_BUILTINS.has(source) || NODE_PACKAGES.has(source) || NODE_SCOPES.some((scope) => source.startsWith(scope))
}

const BROWSER_PACKAGES = new Set(['react-dom', 'vue', 'vue-router', 'pinia', 'svelte', 'solid-js', 'preact', 'lit', 'jquery', '$app/environment', '$app/navigation', '@vueuse/core', 'next/navigation', 'next/link', 'next/router', 'react-router-dom', 'react-redux', 'zustand', 'alpinejs', 'rxjs/ajax'])
const BROWSER_SCOPES = ['react-dom/', 'svelte/', 'solid-js/', '@solidjs/', 'preact/', 'lit/', '@angular/', '@stencil/', '@radix-ui/', '@mui/', '@lit/', '@vue/', '@sveltejs/kit/']

/** Does importing this module mean that the file runs in a page, or in a desktop app, which also ends by a user's hand and not when its work is done? */
export function isBrowserModule(source: string): boolean {
  return isDesktopModule(source) || BROWSER_PACKAGES.has(source) || BROWSER_SCOPES.some((scope) => source.startsWith(scope))
}

/** Does importing this module mean that the file runs in a desktop app? Such files import Node's modules, too. */
export function isDesktopModule(source: string): boolean {
  return source === 'electron' || source === 'electron-updater' || source.startsWith('electron/') || source.startsWith('@tauri-apps/')
}

/** React itself runs in pages, terminals and phones; its components have a life of their own everywhere. */
export const COMPONENT_MODULES: ReadonlySet<string> = new Set(['react', 'react-native', 'ink', 'vue', 'svelte', 'solid-js', 'preact', 'preact/hooks', 'lit', '@angular/core', '@opentui/solid', '@opentui/react', '@stencil/core'])

/** Members of `process` that only a real one has; bundlers replace `process.env`. */
export const PROCESS_MEMBERS: ReadonlySet<string> = new Set(['argv', 'cwd', 'exit', 'exitCode', 'kill', 'memoryUsage', 'on', 'once', 'pid', 'ppid', 'stdin', 'stdout', 'stderr', 'platform', 'hrtime', 'uptime', 'nextTick', 'version', 'versions', 'send', 'removeListener', 'off'])

/** Globals that only Node, Bun or Deno have. */
export const NODE_GLOBALS: ReadonlySet<string> = new Set(['__dirname', '__filename', 'Buffer', 'Bun', 'Deno', 'setImmediate'])

/** Globals that only a page or a worker has. */
export const BROWSER_GLOBALS: ReadonlySet<string> = new Set([
  'document', 'window', 'localStorage', 'sessionStorage', 'location', 'history', 'requestAnimationFrame', 'cancelAnimationFrame', 'HTMLElement', 'customElements', 'indexedDB', 'ResizeObserver', 'MutationObserver', 'IntersectionObserver', 'matchMedia', 'alert', 'getComputedStyle',
  'XMLHttpRequest', 'EventSource', 'acquireVsCodeApi', 'chrome', 'importScripts', '$state', '$derived', '$effect', '$props',
])

const BROWSER_PATH = /(?:^|\/)(?:renderer|webview|webview-ui|frontend|browser|components|composables|pages|views|public)\/|\.svelte(?:\.[jt]s)?$|\.vue$/

/** Does the path of a file say that it runs in a page? A weak sign, for files that do not tell themselves. */
export function isBrowserPath(path: string): boolean {
  return BROWSER_PATH.test(path)
}

/** Functions that start a server: the file that calls one at load is a program of its own. */
export const SERVER_STARTS: ReadonlySet<string> = new Set(['listen', 'serve', 'startStandaloneServer', 'runApp'])

/** Functions that a program's entry file runs once, by their names. */
export const MAIN_FUNCTIONS: ReadonlySet<string> = new Set(['main', 'cli', 'bootstrap'])
