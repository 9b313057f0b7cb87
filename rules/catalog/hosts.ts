/** Packages that only run in Node, Bun or Deno; a trailing `/` takes everything below. Node's own modules are told by `isNodeBuiltin`. */
const NODE_PACKAGES = new Set([
  'express', 'fastify', 'koa', 'hapi', '@hapi/hapi', 'ws', 'socket.io', 'hono', '@hono/node-server', 'discord.js', 'ioredis', 'redis', 'pg', 'mysql2', 'mongoose', 'mongodb', 'better-sqlite3', 'pino', 'winston', 'commander', 'yargs', 'ora', 'chalk',
  'ink', 'chokidar', 'execa', 'node-pty', 'node-cron', 'bullmq', 'dotenv', 'fs-extra', 'glob', 'undici', 'bun', 'nodemailer', 'puppeteer', 'playwright', 'playwright-core', 'tree-kill', 'proper-lockfile', '@opencode-ai/plugin', 'level', 'knex', 'sequelize',
])
const NODE_SCOPES = ['node:', 'bun:', '@nestjs/', '@fastify/', '@hapi/', '@opencode-ai/plugin', '@modelcontextprotocol/sdk/server']

const NODE_BUILTINS = new Set([
  'assert', 'async_hooks', 'child_process', 'cluster', 'crypto', 'dgram', 'dns', 'fs', 'fs/promises', 'http', 'http2', 'https', 'module', 'net', 'os', 'path', 'perf_hooks', 'process', 'readline', 'repl', 'stream', 'stream/promises', 'string_decoder', 'tls', 'tty',
  'timers', 'timers/promises', 'util', 'v8', 'vm', 'worker_threads', 'zlib',
])

/** Does importing this module mean that the file runs on a server, in a CLI or as a plugin of one? */
export function isNodeModule(source: string): boolean {
  return NODE_BUILTINS.has(source) || NODE_PACKAGES.has(source) || NODE_SCOPES.some((scope) => source.startsWith(scope))
}

const PAGE_PACKAGES = new Set([
  'react-dom', 'vue', 'vue-router', 'pinia', 'svelte', 'solid-js', 'preact', 'lit', 'jquery', '$app/environment', '$app/navigation', '@vueuse/core',
  'next/navigation', 'next/link', 'next/router', 'react-router-dom', 'react-redux', 'zustand', 'alpinejs', 'rxjs/ajax',
])
const PAGE_SCOPES = [
  'react-dom/', 'svelte/', 'solid-js/', '@solidjs/', 'preact/', 'lit/', '@angular/', '@stencil/', '@radix-ui/', '@mui/', '@lit/', '@vue/', '@sveltejs/kit/',
]

/** Does importing this module mean that the file runs in a page? */
export function isPageModule(source: string): boolean {
  return PAGE_PACKAGES.has(source) || PAGE_SCOPES.some((scope) => source.startsWith(scope))
}

const HOST_PACKAGES = new Set([
  // Desktop apps, which a user ends, and not the end of their work
  'electron', 'electron-updater', 'electron-log', 'electron-store', '@electron/remote', 'nw.gui',
  // Editors, and the language servers that they start and end
  'vscode', 'vscode-languageserver', 'vscode-languageclient', 'coc.nvim', 'obsidian', 'atom', 'joplin-plugin',
  // Browsers' extensions
  'webextension-polyfill', 'wxt', 'wxt/browser', '#imports',
  // Phones
  'react-native', 'expo', '@nativescript/core',
  // Workers of a network's edge
  'cloudflare:workers', '@cloudflare/workers-types', '@cloudflare/kv-asset-handler', 'hono/cloudflare-workers', '@fastly/js-compute', '@vercel/edge',
])
const HOST_SCOPES = [
  'electron/', '@electron-toolkit/', '@tauri-apps/', 'vscode-languageserver/', 'vscode-languageclient/', 'wxt/', 'react-native-', '@react-native/', '@react-native-',
  'expo-', '@expo/', '@nativescript/', 'cloudflare:', '@cloudflare/workers-types/', '@ionic/', '@capacitor/',
]

/**
 * Does importing this module mean that something else ends the program, a user, an editor, a phone or a network's edge, so that no timer holds it?
 * Such files may import Node's modules, too.
 */
export function isHostModule(source: string): boolean {
  return HOST_PACKAGES.has(source) || HOST_SCOPES.some((scope) => source.startsWith(scope))
}

/** Files that a package of a worker or an app has beside its description. */
export const HOST_CONFIGURATIONS: readonly string[] = [
  'wrangler.toml', 'wrangler.json', 'wrangler.jsonc', 'fastly.toml', 'tauri.conf.json', 'src-tauri', 'electron-builder.yml', 'electron-builder.json', 'electron.vite.config.ts',
  'forge.config.js', 'forge.config.ts', 'wxt.config.ts', 'capacitor.config.ts', 'capacitor.config.json',
]

/** Packages that make an app of a package. */
export const APP_BUILDERS: ReadonlySet<string> = new Set(['electron-builder', 'electron-packager', '@electron/packager', 'electron-forge', '@electron-forge/cli', 'electron-vite', '@vscode/vsce', 'vsce', 'wxt'])

const SERVER_PACKAGES = new Set([
  'express', 'fastify', 'koa', 'hapi', '@hapi/hapi', 'hono', '@hono/node-server', 'socket.io', 'elysia', 'polka', 'restify', '@nestjs/core', '@apollo/server', 'next', 'nuxt', 'h3', 'nitro',
  'discord.js', 'eris', 'oceanic.js', 'telegraf', 'grammy', '@slack/bolt', 'matrix-appservice-bridge', 'matrix-bot-sdk', 'bullmq', 'amqplib', 'kafkajs',
])

/** Is this a framework for servers or bots, whose programs run until somebody stops them? */
export function isServerModule(source: string): boolean {
  return SERVER_PACKAGES.has(source)
}

/** React itself runs in pages, terminals and phones; its components have a life of their own everywhere. */
export const COMPONENT_MODULES: ReadonlySet<string> = new Set(['react', 'react-native', 'ink', 'vue', 'svelte', 'solid-js', 'preact', 'preact/hooks', 'lit', '@angular/core', '@opentui/solid', '@opentui/react', '@stencil/core'])

/** Members of `process` that only a real one has; bundlers replace `process.env`. */
export const PROCESS_MEMBERS: ReadonlySet<string> = new Set(['argv', 'cwd', 'exit', 'exitCode', 'kill', 'memoryUsage', 'on', 'once', 'pid', 'ppid', 'stdin', 'stdout', 'stderr', 'platform', 'hrtime', 'uptime', 'nextTick', 'version', 'versions', 'send', 'removeListener', 'off'])

/** Globals that only Node, Bun or Deno have. */
export const NODE_GLOBALS: ReadonlySet<string> = new Set(['__dirname', '__filename', 'Buffer', 'Bun', 'Deno', 'setImmediate'])

/** Globals that only a page, a worker or a browser's extension has. */
export const BROWSER_GLOBALS: ReadonlySet<string> = new Set([
  'document', 'window', 'localStorage', 'sessionStorage', 'location', 'history', 'requestAnimationFrame', 'cancelAnimationFrame', 'HTMLElement', 'customElements', 'indexedDB', 'ResizeObserver', 'MutationObserver', 'IntersectionObserver', 'matchMedia', 'alert', 'getComputedStyle',
  'XMLHttpRequest', 'EventSource', 'acquireVsCodeApi', 'chrome', 'importScripts', '$state', '$derived', '$effect', '$props', 'ServiceWorkerGlobalScope', 'WebSocketPair', 'DurableObject', 'caches', 'EdgeRuntime', 'WorkerGlobalScope', 'DedicatedWorkerGlobalScope',
])

/** Methods of a driven browser that run the function they are given in its page. */
export const PAGE_RUNNERS: ReadonlySet<string> = new Set(['evaluate', 'evaluateHandle', 'evaluateOnNewDocument', 'addInitScript', '$eval', '$$eval', 'waitForFunction', 'executeScript', 'executeAsyncScript'])

const BROWSER_PATH = /(?:^|\/)(?:renderer|webview|webview-ui|frontend|browser|components|composables|pages|views|public)\/|\.svelte(?:\.[jt]s)?$|\.vue$/

/** Does the path of a file say that it runs in a page? A weak sign, for files that do not tell themselves. */
export function isBrowserPath(path: string): boolean {
  return BROWSER_PATH.test(path)
}

/** Functions that start a server: the program runs until somebody stops it. */
export const SERVER_STARTS: ReadonlySet<string> = new Set(['serve', 'startStandaloneServer', 'runApp'])

/** Methods that make a server listen, or log a bot in. */
export const LISTENERS: ReadonlySet<string> = new Set(['listen', 'login'])

/** Classes that listen as soon as they are made. */
export const SERVER_CLASSES: ReadonlySet<string> = new Set(['WebSocketServer'])

/** Functions that a program's entry file runs once, by their names. */
export const MAIN_FUNCTIONS: ReadonlySet<string> = new Set(['main', 'cli', 'bootstrap'])
