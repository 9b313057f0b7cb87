import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingFunctions, functionName, type FunctionNode } from '../ast/functions.ts'
import { isRequestParameters, triggerNamed } from '../catalog/triggers.ts'
import { classifyEntry } from './reach.ts'

/**
 * How often the code at `node` runs, in words for a message: from the event it handles, its request parameters or its
 * function's name; at worst `whenever \`name\` runs`.
 */
export function triggerOf(node: TSESTree.Node): string {
  const functions = enclosingFunctions(node)
  for (const fn of functions) {
    const known = triggerOfFunction(fn)
    if (known !== null) return known
  }
  const named = functions.map((fn) => functionName(fn)).find((name) => name !== null && name !== 'constructor')
  return named ? `whenever \`${named}\` runs` : 'each time this code runs'
}

function triggerOfFunction(fn: FunctionNode): string | null {
  const entry = classifyEntry(fn)
  const ofEvent = entry.type === 'event' ? triggerNamed(entry.event) : null
  if (ofEvent !== null) return ofEvent
  const name = functionName(fn)
  if (name !== null && /^(?:tool\.execute\.|message\.part\.|(?:Pre|Post)ToolUse$|GET$|POST$|PUT$|PATCH$|DELETE$)/.test(name)) return triggerNamed(name)
  if (isRequestParameters(fn.params.map((parameter) => (parameter.type === 'Identifier' ? parameter.name : '')))) return 'on every request'
  if (name !== null && /^(?:on|handle)[A-Z]/.test(name)) return triggerNamed(name)
  return null
}
