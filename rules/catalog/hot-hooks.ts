import { gateOf } from './text-gate.ts'

/** How often the function behind a hook runs, as the end of a sentence. */
export type Frequency = 'on every tool call' | 'on every step of the model' | 'on every model request' | 'for every streamed chunk' | 'on every message event'

/** Object members whose function the host calls on a hot path. */
const HOOKS: Readonly<Record<string, Frequency>> = {
  // opencode plugins
  'tool.execute.before': 'on every tool call',
  'tool.execute.after': 'on every tool call',
  'experimental.chat.messages.transform': 'on every model request',
  'experimental.chat.system.transform': 'on every model request',
  'chat.params': 'on every model request',
  'chat.headers': 'on every model request',
  // Vercel AI SDK
  onStepFinish: 'on every step of the model',
  onStepStart: 'on every step of the model',
  onStepEnd: 'on every step of the model',
  experimental_onStepStart: 'on every step of the model',
  prepareStep: 'on every step of the model',
  experimental_prepareStep: 'on every step of the model',
  onToolCall: 'on every tool call',
  experimental_onToolCallStart: 'on every tool call',
  experimental_onToolCallFinish: 'on every tool call',
  onChunk: 'for every streamed chunk',
}

/** Members that hold a list of `{ matcher, hooks: [fn] }` (Claude Agent SDK). */
const HOOK_LISTS: Readonly<Record<string, Frequency>> = {
  PreToolUse: 'on every tool call',
  PostToolUse: 'on every tool call',
  PostToolUseFailure: 'on every tool call',
}

/** Events that come more often than tool calls. */
const MESSAGE_EVENTS = new Set(['message.updated', 'message.part.updated', 'message.part.delta'])

/** Parts of a model's stream, by their type: `for await (const part of stream) switch (part.type) { case 'finish-step': }`. */
const STREAM_PARTS: Readonly<Record<string, Frequency>> = {
  'finish-step': 'on every step of the model',
  'step-finish': 'on every step of the model',
  'start-step': 'on every step of the model',
  'step-start': 'on every step of the model',
  'tool-call': 'on every tool call',
  'tool-result': 'on every tool call',
  'tool-error': 'on every tool call',
  'text-delta': 'for every streamed chunk',
  'reasoning-delta': 'for every streamed chunk',
  'tool-input-delta': 'for every streamed chunk',
}

export function frequencyOfStreamPart(type: string): Frequency | null {
  return Object.hasOwn(STREAM_PARTS, type) ? (STREAM_PARTS[type] ?? null) : null
}

/** Tools that an agent uses all the time; a hook for these alone is as hot as one for all. */
const FREQUENT_TOOLS = new Set(['bash', 'shell', 'read', 'edit', 'write', 'grep', 'glob', 'list', 'ls', 'patch', 'apply_patch', 'multiedit', 'webfetch', 'websearch', 'notebookedit'])

export function frequencyOfHook(key: string): Frequency | null {
  return Object.hasOwn(HOOKS, key) ? (HOOKS[key] ?? null) : null
}

export function frequencyOfHookList(key: string): Frequency | null {
  return Object.hasOwn(HOOK_LISTS, key) ? (HOOK_LISTS[key] ?? null) : null
}

export function isMessageEvent(name: string): boolean {
  return MESSAGE_EVENTS.has(name)
}

export function isFrequentTool(name: string): boolean {
  return FREQUENT_TOOLS.has(name.toLowerCase())
}

const HOOK_GATE = gateOf([...Object.keys(HOOKS), ...Object.keys(HOOK_LISTS), ...Object.keys(STREAM_PARTS)])
const MESSAGE_GATE = gateOf(MESSAGE_EVENTS)
const STREAM_GATE = gateOf(Object.keys(STREAM_PARTS))

/** A cheap look at a text: may it hold such a hook at all? */
export function mentionsHook(text: string, extra: readonly string[], messageEvents: boolean): boolean {
  return HOOK_GATE.test(text) || (messageEvents && MESSAGE_GATE.test(text)) || extra.some((name) => text.includes(name))
}

/** May it tell the parts of a model's stream apart? */
export function mentionsStreamPart(text: string): boolean {
  return STREAM_GATE.test(text)
}

/** Every name that the tables above know, with whether it counts only with `messageEvents`. */
export const HOT_NAMES: readonly { readonly name: string; readonly isMessageEvent: boolean }[] = [
  ...[HOOKS, HOOK_LISTS, STREAM_PARTS].flatMap((table) => Object.keys(table)).map((name) => ({ name, isMessageEvent: false })),
  ...[...MESSAGE_EVENTS].map((name) => ({ name, isMessageEvent: true })),
]
