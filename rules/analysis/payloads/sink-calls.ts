import type { TSESTree } from '@typescript-eslint/utils'

import { findInside } from '../../ast/descend.ts'
import { enclosingFunctions, type FunctionNode } from '../../ast/functions.ts'
import { calleeName, dottedName, staticString } from '../../ast/names.ts'
import { oncePerFile, type SourceFile } from '../../ast/source-file.ts'
import { unwrap } from '../../ast/unwrap.ts'
import { findVariable, importOf } from '../../ast/variables.ts'
import { isSenderName, SINK_NAMES, sinkKindOf, type SinkKind } from '../../catalog/publish-sinks.ts'
import { findUses } from '../call-graph.ts'
import { indexSource } from '../source-index.ts'

/** A call that publishes its arguments. */
export interface SinkCall {
  readonly call: TSESTree.CallExpression
  readonly kind: SinkKind
  /** The arguments that are published; a helper may have others. */
  readonly published: readonly TSESTree.Node[]
  /** As written: `Bus.publish`, `send`. */
  readonly name: string
}

/** Calls that publish, and calls of this file's own helpers that hand a parameter to one: `const send = (event, data) => controller.enqueue(frame(event, data))`. Two helpers deep. */
export const findSinkCalls: (file: SourceFile) => readonly SinkCall[] = oncePerFile((file) => {
  const direct = findDirectSinks(file, new Set())
  return withWrappers(file, direct)
})

/** The same with further function and method names that publish. */
export function findSinkCallsNamed(file: SourceFile, names: ReadonlySet<string>): readonly SinkCall[] {
  if (names.size === 0) return findSinkCalls(file)
  return withWrappers(file, findDirectSinks(file, names))
}

function findDirectSinks(file: SourceFile, extra: ReadonlySet<string>): SinkCall[] {
  const { callsByName } = indexSource(file)
  const named = [...new Set([...SINK_NAMES, ...extra])].flatMap((name) =>
    (callsByName.get(name) ?? []).flatMap((call) => {
      const kind = extra.has(name) ? 'copied' : kindOf(file, call, name)
      return kind ? [{ call, kind, published: call.arguments, name: dottedName(call.callee) ?? name }] : []
    }),
  )
  return [...named, ...findSendingHelpers(file, new Set(named.map(({ call }) => call)))]
}

/** `deliver(event.sender, 'chat:chunk', payload)`: a function of another file that is given who sends, under which topic, and what. */
function findSendingHelpers(file: SourceFile, known: ReadonlySet<TSESTree.Node>): SinkCall[] {
  return indexSource(file).calls.flatMap((call) => {
    const [sender, topic, payload] = call.arguments
    if (known.has(call) || call.callee.type !== 'Identifier' || !sender || !payload || staticString(topic) === null) return []
    const variable = findVariable(file, call.callee)
    if (!variable || importOf(variable) === null || !isSenderName(dottedName(sender)?.split('.').at(-1) ?? '')) return []
    return [{ call, kind: 'copied' as const, published: [payload], name: call.callee.name }]
  })
}

function kindOf(file: SourceFile, call: TSESTree.CallExpression, name: string): SinkKind | null {
  const callee = unwrap(call.callee)
  if (callee.type === 'MemberExpression') {
    const receiver = receiverName(callee.object)
    const kind = sinkKindOf(name, receiver ?? '')
    return kind && name === 'write' && !isEventFrame(file, call) ? null : kind
  }
  if (callee.type !== 'Identifier') return null
  // A function of this file is judged by what it does.
  const variable = findVariable(file, callee)
  return variable && variable.defs.length > 0 && importOf(variable) === null ? null : sinkKindOf(name, null)
}

function receiverName(node: TSESTree.Node): string | null {
  const at = unwrap(node)
  if (at.type === 'CallExpression') return calleeName(at)
  return dottedName(at)?.split('.').at(-1) ?? null
}

/** `res.write(…)` is a sink when it writes an event or a JSON message. */
function isEventFrame(file: SourceFile, call: TSESTree.CallExpression): boolean {
  const [first] = call.arguments
  return first !== undefined && /\bdata: |JSON\.stringify/.test(file.text.slice(...first.range))
}

function withWrappers(file: SourceFile, direct: readonly SinkCall[]): SinkCall[] {
  const found = new Map(direct.map((sink) => [sink.call, sink]))
  let level = [...direct]
  for (let depth = 0; depth < 2; depth++) {
    const next: SinkCall[] = []
    for (const sink of level) {
      const wrapper = wrapperAround(file, sink)
      if (!wrapper) continue
      for (const call of findUses(file, wrapper.fn).calls) {
        if (call.type !== 'CallExpression' || found.has(call)) continue
        const published = wrapper.positions.flatMap((position) => call.arguments[position] ?? [])
        const outer: SinkCall = { call, kind: sink.kind, published, name: dottedName(call.callee) ?? sink.name }
        found.set(call, outer)
        next.push(outer)
      }
    }
    level = next
  }
  return [...found.values()]
}

/** The function whose own parameters the call publishes whole, and their positions. */
function wrapperAround(file: SourceFile, sink: SinkCall): { readonly fn: FunctionNode; readonly positions: readonly number[] } | null {
  const names = new Set(sink.published.flatMap((argument) => findInside(file, argument, isWholeIdentifier)).map(({ name }) => name))
  for (const fn of enclosingFunctions(sink.call)) {
    const positions = fn.params.flatMap((parameter, position) => (parameter.type === 'Identifier' && names.has(parameter.name) ? [position] : []))
    if (positions.length > 0) return { fn, positions }
  }
  return null
}

function isWholeIdentifier(node: TSESTree.Node): node is TSESTree.Identifier {
  return node.type === 'Identifier' && !(node.parent.type === 'MemberExpression' && node.parent.object === node)
}
