import type { TSESTree } from '@typescript-eslint/utils'

import { calleeName, dottedName } from '../../../ast/names.ts'
import { unwrap } from '../../../ast/unwrap.ts'
import { isSelf, mentionsSelf, pruned, replaced, writeAt, type Replacement } from './replacement.ts'
import type { StateWrite } from './state-writes.ts'

/** Methods that leave some of a list out. */
const SHORTENS = new Set(['filter', 'slice', 'splice', 'toSpliced'])

/** `new Map([...prev, [id, value]])`, `Object.fromEntries(Object.entries(prev).filter(...))`: what becomes of the entries. */
export function readEntries(at: Replacement, whole: TSESTree.Node, entries: TSESTree.Node): StateWrite[] {
  const node = unwrap(entries)
  const chain = chainOf(node)
  if (!chain.sources.some((source) => mentionsSelf(at, source))) return isSelf(at, node) ? [] : replaced(at, whole, false)
  if (chain.methods.some((method) => SHORTENS.has(method))) return pruned(at, whole)
  if (node.type !== 'ArrayExpression') return []
  return node.elements.flatMap((element): StateWrite[] => {
    if (element?.type !== 'ArrayExpression') return []
    const [key, value] = element.elements
    return key && key.type !== 'SpreadElement' ? [{ ...writeAt(at, element), kind: 'grow', key, value: value ?? null, isCopy: true }] : []
  })
}

/** `[...prev].filter(f).map(g)`: the methods of a chain of calls, and what it starts from. */
function chainOf(node: TSESTree.Node): { readonly methods: readonly string[]; readonly sources: readonly TSESTree.Node[] } {
  const methods: string[] = []
  let at = unwrap(node)
  while (at.type === 'CallExpression') {
    const name = calleeName(at)
    if (name !== null) methods.push(name)
    const callee = unwrap(at.callee)
    const isStatic = /^(?:Object|Array)\.(?:entries|keys|values|from)$/.test(dottedName(callee) ?? '')
    const next = isStatic || callee.type !== 'MemberExpression' ? at.arguments[0] : callee.object
    if (!next) return { methods, sources: [] }
    at = unwrap(next)
  }
  if (at.type !== 'ArrayExpression') return { methods, sources: [at] }
  return { methods, sources: at.elements.flatMap((element) => (element?.type === 'SpreadElement' ? [element.argument] : [])) }
}
