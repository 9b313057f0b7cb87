import type { TSESTree } from '@typescript-eslint/utils'

import { isFunction } from '../../ast/functions.ts'
import { calleeName, dottedName } from '../../ast/names.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { unwrap } from '../../ast/unwrap.ts'
import { constantInit, findVariable } from '../../ast/variables.ts'
import { isSmallName, isStateGetterName, isStripName, isWholeGetterName } from '../../catalog/publish-sinks.ts'
import { findPairInAnnotation, findPairInLiteral } from './file-pairs.ts'
import { findWholeTranscript } from './whole-transcript.ts'

/** Something big in a published value. */
export type FullPayload =
  /** `publish(topic, structuredClone(part))`. `isSerialized`: within `JSON.stringify`, which copies anyway. */
  | { readonly kind: 'clone'; readonly node: TSESTree.CallExpression; readonly source: TSESTree.Node; readonly name: string; readonly isSerialized: boolean }
  /** `{ path, before, after }` */
  | { readonly kind: 'contents'; readonly node: TSESTree.Node; readonly pair: readonly [string, string] }
  /** `{ messages: this.messages }` */
  | { readonly kind: 'transcript'; readonly node: TSESTree.Node; readonly name: string }
  /** `{ state: await this.getStateToPostToWebview() }` */
  | { readonly kind: 'state'; readonly node: TSESTree.Node; readonly name: string }
  /** Any other variable or property: only its type can tell what it carries. */
  | { readonly kind: 'value'; readonly node: TSESTree.Expression }

/** Functions whose result is their argument in another form. */
const WRAPS = /^(?:encode|stringify|serialize|from|pack|wrap|frame|toJSON|toEvent|format)|(?:Frame|Event|Message|Envelope|Packet)$/

const CLONES = new Set(['structuredClone', 'cloneDeep', '_.cloneDeep', 'lodash.cloneDeep', 'klona', 'deepClone', 'rfdc', 'R.clone'])

/** The last names of calls that may be a deep clone; `clonedBy` tells. */
export const CLONE_NAMES: readonly string[] = ['structuredClone', 'cloneDeep', 'klona', 'deepClone', 'rfdc', 'clone', 'parse']

/** Everything big in an expression that is published. Looks into literals, encoders and constants of the file; a helper it does not know ends the search. */
export function findFullPayloads(file: SourceFile, node: TSESTree.Node, isSerialized = false, depth = 8): FullPayload[] {
  if (depth === 0) return []
  const at = unwrap(node)
  const into = (inner: TSESTree.Node): FullPayload[] => findFullPayloads(file, inner, isSerialized, depth - 1)
  switch (at.type) {
    case 'ObjectExpression': {
      const pair = findPairInLiteral(file, at)
      if (pair) return [{ kind: 'contents', node: at, pair }]
      return at.properties.flatMap((property) => (property.type === 'Property' ? into(property.value) : findClones(file, property.argument, isSerialized, depth - 1)))
    }
    case 'ArrayExpression': {
      const name = findWholeTranscript(file, at)
      if (name !== null) return [{ kind: 'transcript', node: at, name }]
      return at.elements.flatMap((element) => (element && element.type !== 'SpreadElement' ? into(element) : []))
    }
    case 'TemplateLiteral':
      return at.expressions.flatMap(into)
    case 'ConditionalExpression':
      return [...into(at.consequent), ...into(at.alternate)]
    case 'LogicalExpression':
      return [...into(at.left), ...into(at.right)]
    case 'AwaitExpression':
      return into(at.argument)
    case 'CallExpression':
      return findInCall(file, at, isSerialized, depth)
    case 'Identifier':
    case 'MemberExpression':
      return findInReference(file, at, isSerialized, depth)
    default:
      return []
  }
}

function findClones(file: SourceFile, node: TSESTree.Node, isSerialized: boolean, depth: number): FullPayload[] {
  return findFullPayloads(file, node, isSerialized, depth).filter(({ kind }) => kind === 'clone')
}

function findInReference(file: SourceFile, at: TSESTree.Identifier | TSESTree.MemberExpression, isSerialized: boolean, depth: number): FullPayload[] {
  const name = findWholeTranscript(file, at)
  if (name !== null) return [{ kind: 'transcript', node: at, name }]
  const pair = findPairInAnnotation(file, at)
  if (pair) return [{ kind: 'contents', node: at, pair }]
  if (at.type === 'MemberExpression') return [{ kind: 'value', node: at }]
  const variable = findVariable(file, at)
  const init = variable && constantInit(variable)
  const inner = init ? findFullPayloads(file, init, isSerialized, depth - 1) : []
  // A clone is reported where it is made, the rest where it is published.
  return inner.length > 0 ? inner.map((payload) => (payload.kind === 'clone' ? payload : { ...payload, node: at })) : [{ kind: 'value', node: at }]
}

function findInCall(file: SourceFile, call: TSESTree.CallExpression, isSerialized: boolean, depth: number): FullPayload[] {
  const cloned = clonedBy(call)
  if (cloned) return isWorthReporting(cloned) ? [{ kind: 'clone', node: call, source: cloned, name: dottedName(cloned) ?? calleeNameOf(cloned) ?? 'a value', isSerialized }] : []
  const name = calleeName(call)
  if (name === null) return []
  if (name === 'map') return findInMapped(file, call)
  if (dottedName(call.callee) === 'JSON.stringify') return call.arguments[0] ? findFullPayloads(file, call.arguments[0], true, depth - 1) : []
  if (WRAPS.test(name) && !isStripName(name)) return call.arguments.flatMap((argument) => findFullPayloads(file, argument, isSerialized, depth - 1))
  if (isStateGetterName(name) || (call.arguments.length === 0 && isWholeGetterName(name))) return [{ kind: 'state', node: call, name }]
  const whole = findWholeTranscript(file, call)
  return whole !== null ? [{ kind: 'transcript', node: call, name: whole }] : []
}

function calleeNameOf(node: TSESTree.Node): string | null {
  return node.type === 'CallExpression' ? calleeName(node) : null
}

/** `diffs.map(({ file, before, after }) => ({ file, before, after }))` */
function findInMapped(file: SourceFile, call: TSESTree.CallExpression): FullPayload[] {
  const [callback] = call.arguments
  if (!isFunction(callback) || !callback.body) return []
  const body = unwrap(callback.body)
  const pair = body.type === 'ObjectExpression' ? findPairInLiteral(file, body) : null
  return pair ? [{ kind: 'contents', node: body, pair }] : []
}

/** What a deep clone copies: `x` of `structuredClone(x)`, `cloneDeep(x)`, `JSON.parse(JSON.stringify(x))`; null for any other call. */
export function clonedBy(call: TSESTree.CallExpression): TSESTree.Node | null {
  const name = dottedName(call.callee)
  const first = call.arguments[0] && unwrap(call.arguments[0])
  if (name === null || !first) return null
  if (CLONES.has(name)) return first
  if (name !== 'JSON.parse' || first.type !== 'CallExpression' || dottedName(first.callee) !== 'JSON.stringify') return null
  return first.arguments[0] ? unwrap(first.arguments[0]) : null
}

/** A literal, a small thing or what a trimmer gave back is no burden. */
function isWorthReporting(cloned: TSESTree.Node): boolean {
  if (cloned.type === 'ObjectExpression' || cloned.type === 'ArrayExpression' || cloned.type === 'Literal') return false
  const name = cloned.type === 'CallExpression' ? calleeName(cloned) : (dottedName(cloned)?.split('.').at(-1) ?? null)
  return name !== null && !isStripName(name) && !isSmallName(name)
}
