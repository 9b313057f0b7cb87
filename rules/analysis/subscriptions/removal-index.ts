import type { TSESTree } from '@typescript-eslint/utils'

import { staticString } from '../../ast/names.ts'
import { oncePerFile, type SourceFile } from '../../ast/source-file.ts'
import { indexSource } from '../source-index.ts'
import type { Listener } from './subscription.ts'

/** More removals of one event are not compared with each of its listeners: those that name the listener as it was added come first. */
const MAX_COMPARED = 60

/** The calls of a removing method that may mean the listener's event; at most sixty, where a file has more. */
export function removalsOf(file: SourceFile, { event, listener }: Listener, method: string): readonly TSESTree.CallExpression[] {
  const all = indexSource(file).callsByName.get(method) ?? []
  if (all.length <= MAX_COMPARED) return all
  const name = event && staticString(event)
  const byEvent = removalsByEvent(file).get(method)
  const meant = name === null ? all : [...(byEvent?.get(name) ?? []), ...(byEvent?.get(null) ?? [])]
  if (meant.length <= MAX_COMPARED) return meant
  const text = textOf(file, listener)
  const named = (removalsByListener(file).get(`${method}\0${text}`) ?? []).slice(0, MAX_COMPARED)
  return named.length > 0 ? named : meant.slice(0, MAX_COMPARED)
}

/** The calls of every removing method, by the event they name; under null those that name none. */
const removalsByEvent = oncePerFile((file) => {
  const byMethod = new Map<string, Map<string | null, TSESTree.CallExpression[]>>()
  for (const [method, calls] of indexSource(file).callsByName) {
    if (calls.length > MAX_COMPARED) byMethod.set(method, groupBy(calls, (call) => staticString(call.arguments[0])))
  }
  return byMethod
})

const removalsByListener = oncePerFile((file) => {
  const found = new Map<string, TSESTree.CallExpression[]>()
  for (const [method, calls] of indexSource(file).callsByName) {
    if (calls.length <= MAX_COMPARED) continue
    for (const [text, own] of groupBy(calls, (call) => textOf(file, call.arguments[1] ?? call.arguments[0] ?? call))) found.set(`${method}\0${text}`, own)
  }
  return found
})

function groupBy<K>(calls: readonly TSESTree.CallExpression[], keyOf: (call: TSESTree.CallExpression) => K): Map<K, TSESTree.CallExpression[]> {
  const groups = new Map<K, TSESTree.CallExpression[]>()
  for (const call of calls) {
    const key = keyOf(call)
    const group = groups.get(key)
    if (group) group.push(call)
    else groups.set(key, [call])
  }
  return groups
}

function textOf({ text }: SourceFile, { range }: TSESTree.Node): string {
  return text.slice(range[0], range[1])
}
