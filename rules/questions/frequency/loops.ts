import type { TSESTree } from '@typescript-eslint/utils'

import { calleeName, words } from '../../ast/names.ts'
import { unwrap } from '../../ast/unwrap.ts'
import type { Certainty } from '../fact.ts'

/**
 * How sure it is that a loop around its body meets ever new work, as a server's main loop or a prompt does. A walk over what is there
 * (`for (const file of files)`, `for await (const file of walk(dir))`), a search (`while ((m = pattern.exec(text)))`) and a drain (`while (queue.length)`)
 * end by themselves: null.
 * - proven: `while (true)` and `for (;;)` that nothing in them leaves
 * - likely: such a loop with a way out (a prompt, a poll, or the pages of one answer); `for await`; a loop until somebody stops it
 */
export function classifyLoop(loop: TSESTree.Node): Certainty | null {
  switch (loop.type) {
    case 'ForOfStatement':
      return loop.await && !isAnswer(loop.right) ? 'likely' : null
    case 'ForStatement':
      return loop.test === null || loop.test === undefined ? endless(loop.body) : null
    case 'WhileStatement':
    case 'DoWhileStatement':
      return isAlways(loop.test) ? endless(loop.body) : isFlag(loop.test) ? 'likely' : null
    default:
      return null
  }
}

/**
 * Is what a `for await` reads the answer to a call, such as the rows of a file or the parts of a response? It ends as that does. What is listened to, and what
 * was there before the function ran, may go on.
 */
function isAnswer(iterable: TSESTree.Node): boolean {
  const at = unwrap(iterable)
  const call = at.type === 'AwaitExpression' ? unwrap(at.argument) : at
  const name = call.type === 'CallExpression' ? calleeName(call) : null
  return name !== null && !words(name).some((word) => LASTING.has(word))
}

/** Words of functions whose results come as long as somebody waits for them. */
const LASTING: ReadonlySet<string> = new Set([
  'subscribe', 'subscription', 'events', 'event', 'listen', 'watch', 'on', 'consume', 'receive', 'poll', 'tail', 'follow', 'changes', 'updates', 'interval', 'connections', 'messages',
])

function endless(body: TSESTree.Node): Certainty {
  return leaves(body, true) ? 'likely' : 'proven'
}

function isAlways(test: TSESTree.Node): boolean {
  const at = unwrap(test)
  return at.type === 'Literal' && Boolean(at.value)
}

/** `while (this.running)`, `while (!signal.aborted)`: until another part of the program says stop. A list's length is a drain. */
function isFlag(test: TSESTree.Node): boolean {
  const at = unwrap(test)
  if (at.type === 'UnaryExpression' && at.operator === '!') return isFlag(at.argument)
  if (at.type !== 'MemberExpression' || at.property.type === 'PrivateIdentifier') return at.type === 'MemberExpression'
  return !at.computed && at.property.type === 'Identifier' && !/^(?:length|size|next|hasMore|hasNext)/.test(at.property.name)
}

/** Does a statement leave the loop around it? `own` while a `break` still means that loop. */
function leaves(node: TSESTree.Node, own: boolean): boolean {
  switch (node.type) {
    case 'BreakStatement':
      return own || node.label !== null
    case 'ReturnStatement':
    case 'ThrowStatement':
      return true
    case 'BlockStatement':
      return node.body.some((statement) => leaves(statement, own))
    case 'IfStatement':
      return leaves(node.consequent, own) || (node.alternate !== null && node.alternate !== undefined && leaves(node.alternate, own))
    case 'TryStatement':
      return leaves(node.block, own) || [node.handler?.body, node.finalizer].some((block) => block !== null && block !== undefined && leaves(block, own))
    case 'SwitchStatement':
      return node.cases.some((one) => one.consequent.some((statement) => leaves(statement, false)))
    case 'LabeledStatement':
      return leaves(node.body, own)
    case 'ForStatement':
    case 'ForOfStatement':
    case 'ForInStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
      return leaves(node.body, false)
    default:
      return false
  }
}

/** Is the node within what a loop repeats, and not in what it starts with or walks over? */
export function isRepeatedBy(loop: TSESTree.Node, child: TSESTree.Node): boolean {
  switch (loop.type) {
    case 'ForStatement':
      return child !== loop.init
    case 'ForOfStatement':
      return child === loop.body
    case 'WhileStatement':
    case 'DoWhileStatement':
      return true
    default:
      return false
  }
}
