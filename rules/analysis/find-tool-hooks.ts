import type { TSESTree } from '@typescript-eslint/utils'

import { functionName, type FunctionNode } from '../ast/functions.ts'
import { keyName, staticString } from '../ast/names.ts'
import { wrapped } from '../ast/unwrap.ts'
import { frequencyOfHook, frequencyOfHookList, isFrequentTool } from '../catalog/hot-hooks.ts'
import { findPartHandlers } from './find-part-handlers.ts'
import type { HotCode } from './reach-fetch.ts'
import { findMember } from './resolve-member.ts'
import { functionsOf, resolveValues } from './resolve-value.ts'
import { elementsOf } from './resolve-variable.ts'
import type { Search, Value } from './search.ts'
import { indexSource } from './source-index.ts'

export interface HookOptions {
  /** Members of the user's own whose function runs on a hot path. */
  readonly hooks: readonly string[]
  /** Are handlers of `message.updated` and the like hot too? */
  readonly messageEvents: boolean
}

/** The code of a file that a host runs on every tool call, step or model request: by the names of the members it is given under. */
export function findToolHooks(search: Search, options: HookOptions): HotCode[] {
  const { properties, classes, membersByName } = indexSource(search.root)
  const found: HotCode[] = []
  const add = (key: string, value: TSESTree.Node, anchor: TSESTree.Node): void => {
    const listed = frequencyOfHookList(key)
    const frequency = options.hooks.includes(key) ? `whenever \`${key}\` runs` : (frequencyOfHook(key) ?? listed)
    if (frequency === null) return
    const values = resolveValues(search, search.root, value, null)
    const functions = listed ? values.flatMap((list) => hooksInList(search, list)) : values
    for (const { file, node, closure } of functionsOf(functions)) {
      const frame = { fn: node, args: null, callerFile: file, caller: null, closure }
      found.push({ file, body: node, frame, label: labelOf(key, node), anchor, kind: 'hook', frequency })
    }
  }
  for (const [key, list] of properties) for (const property of list) add(key, property.value, property)
  for (const { body } of classes) {
    for (const member of body.body) if ('value' in member && member.value && 'key' in member) add(keyName(member) ?? '', member.value, member)
  }
  for (const [key, list] of membersByName) {
    for (const member of list) {
      const at = wrapped(member)
      if (at.parent?.type === 'AssignmentExpression' && at.parent.left === at) add(key, at.parent.right, at.parent)
    }
  }
  return [...found, ...findPartHandlers(search, options.messageEvents)]
}

function labelOf(key: string, fn: FunctionNode): string {
  const quoted = /^\w+$/.test(key) ? `\`${key}\`` : `\`"${key}"\``
  const name = functionName(fn)
  return name === null || name === key ? quoted : `${quoted} → \`${name}\``
}

/** `[{ matcher: 'Bash', hooks: [fn] }]`, also a bare list of functions. Matchers that name only seldom used tools are left out. */
function hooksInList(search: Search, list: Value): Value[] {
  return elementsOf(search, list).flatMap((element) => {
    if (element.kind === 'function') return [element]
    if (element.kind !== 'object' || isForRareTools(element.node)) return []
    return findMember(search, element, 'hooks', 12).flatMap((hooks) => elementsOf(search, hooks))
  })
}

function isForRareTools(entry: TSESTree.ObjectExpression): boolean {
  const matcher = entry.properties.find((property) => property.type === 'Property' && keyName(property) === 'matcher')
  const text = matcher?.type === 'Property' ? staticString(matcher.value) : null
  if (text === null || text === '' || /[*.]/.test(text)) return false
  return !text.split(/\W+/).some((tool) => isFrequentTool(tool))
}
