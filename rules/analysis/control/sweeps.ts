import type { TSESTree } from '@typescript-eslint/utils'

import { isFunction } from '../../ast/functions.ts'
import { calleeName, dottedName, memberName } from '../../ast/names.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { unwrap, wrapped } from '../../ast/unwrap.ts'
import { constantInit, findVariable } from '../../ast/variables.ts'
import { classifyEntry } from '../reach.ts'
import { conditionsOn } from './conditions.ts'
import { readOf, type References } from './mentions.ts'

/**
 * What the loop around a release lets go: `some` entries of the collection, chosen by a condition or gathered before; `all` of them; those of
 * another `list`. Null without a loop in the function. Iteration callbacks count as loops.
 */
export function classifySweep(file: SourceFile, node: TSESTree.Node, references: References): 'some' | 'all' | 'list' | null {
  for (let at: TSESTree.Node | undefined = node; at?.parent; at = at.parent) {
    const source = loopSource(at.parent, at)
    if (source) return classifyLoop(file, { node, at, source }, references)
    if (isDrain(file, at.parent, at, references)) return 'all'
    if (isFunction(at) && classifyEntry(at).type !== 'inline') return null
  }
  return null
}

interface Loop {
  readonly node: TSESTree.Node
  readonly at: TSESTree.Node
  readonly source: TSESTree.Node
}

function classifyLoop(file: SourceFile, { node, at, source }: Loop, references: References): 'some' | 'all' | 'list' {
  const over = readOf(file, source, references)
  if (!over) return isGathered(file, source, references) ? 'some' : 'list'
  const chooses = conditionsOn(node, at).some(({ test, equals }) => equals !== null || !isOwnKeyTest(test))
  return chooses || isSelection(file, source) ? 'some' : 'all'
}

/** `Object.hasOwn(table, key)`, `table.hasOwnProperty(key)`, `key in table` choose nothing among a table's own keys. */
function isOwnKeyTest(test: TSESTree.Node): boolean {
  const at = unwrap(test)
  if (at.type === 'BinaryExpression') return at.operator === 'in'
  if (at.type !== 'CallExpression') return false
  return /(?:^|\.)(?:hasOwn|hasOwnProperty(?:\.call)?)$/.test(dottedName(at.callee) ?? '')
}

function loopSource(parent: TSESTree.Node, at: TSESTree.Node): TSESTree.Node | null {
  if ((parent.type === 'ForOfStatement' || parent.type === 'ForInStatement') && parent.body === at) return parent.right
  if (!isFunction(at) || parent.type !== 'CallExpression' || parent.callee.type !== 'MemberExpression') return null
  return parent.arguments[0] === at && memberName(parent.callee) === 'forEach' ? parent.callee.object : null
}

/** `while (queue.length > 0) queue.shift()`, `while ((job = queue.shift()))`: a loop that ends when nothing is left. */
function isDrain(file: SourceFile, parent: TSESTree.Node, at: TSESTree.Node, references: References): boolean {
  if (parent.type !== 'WhileStatement' && parent.type !== 'DoWhileStatement') return false
  if (parent.test === at) return true
  return parent.body === at && readOf(file, parent.test, references) === 'itself'
}

/** `[...map.values()].filter(…)`, a slice, or a constant set to one: only some of the entries. At most three constants far. */
export function isSelection(file: SourceFile, source: TSESTree.Node, steps = 3): boolean {
  const at = unwrap(source)
  if (at.type === 'CallExpression') {
    const name = calleeName(at)
    if (name === 'filter' || name === 'slice' || name === 'splice') return true
    return at.callee.type === 'MemberExpression' && isSelection(file, at.callee.object, steps)
  }
  if (at.type !== 'Identifier' || steps === 0) return false
  const variable = findVariable(file, at)
  const init = variable && constantInit(variable)
  return init ? isSelection(file, init, steps - 1) : false
}

/** `const stale = []` that a loop over the collection pushes to. */
function isGathered(file: SourceFile, source: TSESTree.Node, references: References): boolean {
  const at = unwrap(source)
  const variable = at.type === 'Identifier' ? findVariable(file, at) : null
  return variable?.references.some(({ identifier }) => {
    const member = wrapped(identifier).parent
    if (member?.type !== 'MemberExpression' || !['push', 'add', 'set'].includes(memberName(member) ?? '')) return false
    return isInLoopOver(file, member, references)
  }) ?? false
}

function isInLoopOver(file: SourceFile, node: TSESTree.Node, references: References): boolean {
  for (let at: TSESTree.Node | undefined = node; at?.parent; at = at.parent) {
    const source = loopSource(at.parent, at)
    if (source && readOf(file, source, references)) return true
  }
  return false
}
