import { describe, expect, it } from 'vitest'

import plugin from '../../index.ts'
import { lintText } from '../support/lint.ts'

interface Case {
  readonly name: string
  readonly extension: 'vue' | 'svelte'
  readonly code: string
}

const SILENT: readonly Case[] = [
  {
    name: 'a variable of <script setup> lives per component, though its scope is a module',
    extension: 'vue',
    code: `
<script setup>
const drafts = new Map()
function onInput(sessionID, text) { drafts.set(sessionID, text) }
</script>
<template><textarea @input="onInput(id, $event.target.value)" /></template>`,
  },
  {
    name: 'an instance script of Svelte runs per component, though its scope is a module',
    extension: 'svelte',
    code: `
<script>
const drafts = new Map()
function onInput(sessionID, text) { drafts.set(sessionID, text) }
</script>
<textarea oninput={(event) => onInput(event.target.id, event.target.value)}></textarea>`,
  },
  {
    name: 'a template can be the one that releases: Vue',
    extension: 'vue',
    code: `
<script>
const drafts = new Map()
</script>
<script setup>
function onInput(sessionID, text) { drafts.set(sessionID, text) }
</script>
<template><textarea @input="onInput(id, $event.target.value)" @submit="drafts.delete(id)" /></template>`,
  },
  {
    name: 'a template can be the one that releases: Svelte',
    extension: 'svelte',
    code: `
<script module>
const drafts = new Map()
export function onInput(sessionID, text) { drafts.set(sessionID, text) }
</script>
<button onclick={(event) => drafts.delete(event.target.id)}>Send</button>`,
  },
]

const REPORTED: readonly Case[] = [
  ...['module', 'context="module"', 'lang="ts" module'].map((attributes): Case => ({
    name: `a module script of Svelte runs once per program: ${attributes}`,
    extension: 'svelte',
    code: `
<script ${attributes}>
const drafts = new Map()
channel.on('message', (message) => { drafts.set(message.id, message.body) })
</script>
<script>
const own = new Map()
channel.on('message', (message) => { own.set(message.id, message.body) })
</script>
<p>hello</p>`,
  })),
  {
    name: 'a plain <script> runs once per program',
    extension: 'vue',
    code: `
<script>
const drafts = new Map()
export default { methods: { onInput(sessionID, text) { drafts.set(sessionID, text) } } }
</script>
<template><textarea @input="onInput(id, $event.target.value)" /></template>`,
  },
]

function rulesThatReport({ code, extension }: Case): string[] {
  return lintText(code.trim(), extension, plugin.configs.recommended.rules, `src/Component.${extension}`).map((message) => message.ruleId ?? message.message)
}

describe('components', () => {
  it.each(SILENT)('silent: $name', (item) => {
    expect(rulesThatReport(item)).toEqual([])
  })
  it.each(REPORTED)('reported: $name', (item) => {
    expect(rulesThatReport(item)).toEqual(['leaks/no-unbounded-module-collection'])
  })
})
