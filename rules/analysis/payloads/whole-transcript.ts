import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingFunction, isFunction, isInside } from '../../ast/functions.ts'
import { calleeName, memberName } from '../../ast/names.ts'
import { isEmptyCollection } from '../../ast/nothing.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { unwrap } from '../../ast/unwrap.ts'
import { findVariable, type Variable } from '../../ast/variables.ts'
import { isTranscriptName } from '../../catalog/publish-sinks.ts'
import { hasCut } from '../list-source.ts'
import { classifyEntry } from '../reach.ts'

/** Objects that carry a message of somebody else: what they hold is one exchange, not the whole history. */
const CARRIERS = new Set(['event', 'evt', 'e', 'data', 'payload', 'body', 'req', 'request', 'params', 'input', 'args', 'options', 'opts', 'msg', 'message', 'response', 'res', 'result', 'batch', 'update', 'chunk', 'config', 'query', 'i18n', 't', 'git', 'error'])

/** The name of a whole conversation that `node` stands for (`messages`, `this.history`), or null: part of one, another list, or not to be told. */
export function findWholeTranscript(file: SourceFile, node: TSESTree.Node): string | null {
  const at = unwrap(node)
  switch (at.type) {
    case 'MemberExpression': {
      const name = memberName(at)
      return name !== null && isTranscriptName(name.replace('#', '')) && !isCarried(at) ? name : null
    }
    case 'Identifier':
      return isTranscriptName(at.name) && isWholeVariable(file, at) ? at.name : null
    case 'ArrayExpression': {
      const [only] = at.elements
      return at.elements.length === 1 && only?.type === 'SpreadElement' ? findWholeTranscript(file, only.argument) : null
    }
    case 'CallExpression': {
      // `this.getHistory()`, `chat.messages()`
      const name = calleeName(at)
      return name !== null && isFetchName(name) ? name : null
    }
    case 'AwaitExpression':
      return findWholeTranscript(file, at.argument)
    case 'LogicalExpression':
      return findWholeTranscript(file, at.left)
    default:
      return null
  }
}

function isCarried(node: TSESTree.MemberExpression): boolean {
  const object = unwrap(node.object)
  const name = object.type === 'Identifier' ? object.name : object.type === 'MemberExpression' ? memberName(object) : null
  return name === null ? object.type !== 'ThisExpression' : CARRIERS.has(name)
}

function isWholeVariable(file: SourceFile, identifier: TSESTree.Identifier): boolean {
  const variable = findVariable(file, identifier)
  const definition = variable?.defs[0]
  if (!variable || !definition) return false
  if (definition.type === 'Parameter') {
    // `readHistory().then((messages) => …)`
    const fn = definition.node
    return isFunction(fn) && classifyEntry(fn).type === 'settle' && isFetch(file, receiverOf(fn))
  }
  if (definition.type !== 'Variable' || definition.node.type !== 'VariableDeclarator') return false
  const { id, init } = definition.node
  if (!init || hasCut(file, init)) return false
  if (id.type === 'ArrayPattern') return init.type === 'CallExpression' && /^(?:useState|createSignal|useReducer)$/.test(calleeName(init) ?? '')
  if (id.type === 'ObjectPattern') return init.type === 'CallExpression' && /^use[A-Z]/.test(calleeName(init) ?? '')
  if (isEmptyCollection(init)) return isOuterVariable(variable, identifier)
  return isFetch(file, init) || findWholeTranscript(file, init) !== null
}

/** Declared outside the function that uses it: a list that grows from call to call. */
function isOuterVariable(variable: Variable, identifier: TSESTree.Identifier): boolean {
  const fn = enclosingFunction(identifier)
  const declared = variable.defs[0]?.node
  return fn !== null && declared !== undefined && !isInside(declared, fn)
}

function receiverOf(callback: TSESTree.Node): TSESTree.Node | null {
  const call = callback.parent
  if (call?.type !== 'CallExpression') return null
  const callee = unwrap(call.callee)
  return callee.type === 'MemberExpression' ? callee.object : null
}

/** A call that reads a whole history: `session.messages(…)`, `await loadTranscript()`. */
function isFetch(file: SourceFile, node: TSESTree.Node | null): boolean {
  if (!node || hasCut(file, node)) return false
  const at = unwrap(node)
  if (at.type === 'AwaitExpression') return isFetch(file, at.argument)
  if (at.type === 'LogicalExpression') return isFetch(file, at.left)
  const name = at.type === 'CallExpression' ? calleeName(at) : null
  return name !== null && isFetchName(name)
}

function isFetchName(name: string): boolean {
  return isTranscriptName(name) && !/^(?:append|add|push|set|send|create|new|parse|delete|clear|update|save|build|to|convert|map|format)/.test(name)
}
