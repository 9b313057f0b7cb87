import type { TSESTree } from '@typescript-eslint/utils'

import { findInside } from '../ast/descend.ts'
import { enclosingFunction, isFunction, type FunctionNode } from '../ast/functions.ts'
import type { SourceFile } from '../ast/source-file.ts'
import { findUses, isIterationCallback, runsOnlyAtLoad, runsOnlyInConstructor } from './call-graph.ts'
import type { FoundCollection } from './find-collections.ts'
import { classifyEntry, isTestOnly, isUnreached } from './reach.ts'

/** Can the code at `node` run again and again during one life of the collection? */
export function isRepeated(file: SourceFile, node: TSESTree.Node, collection: FoundCollection): boolean {
  for (let fn = enclosingFunction(node); fn; fn = enclosingFunction(fn)) if (isUnreached(file, fn) || isTestOnly(fn)) return false
  const { owner } = collection
  if (owner === null) return !runsOnlyAtLoad(file, node)
  if (isFunction(owner)) return outlivesCall(file, node, owner) && !isUsedUp(file, node, collection, owner)
  return !runsOnlyInConstructor(file, node)
}

/**
 * Does the owner itself wait for the callbacks it has written and then look at what they gathered: `const found = new Set(); await
 * run((x) => found.add(x)); return found.size`? Such a function does a job; it is no factory.
 */
function isUsedUp(file: SourceFile, node: TSESTree.Node, { storage }: FoundCollection, owner: FunctionNode): boolean {
  if (!owner.async || storage.type !== 'variable' || !isCallback(node, owner)) return false
  const end = node.range[1]
  const waits = findInside(file, owner.body, isAwait).filter((at) => at.range[1] > end && enclosingFunction(at) === owner)
  return storage.variable.references.some(({ identifier }) => {
    return isRunBy(owner, identifier) && waits.some((at) => at.range[1] <= identifier.range[0])
  })
}

/** Does the code run within the owner's own: in its body, or in iteration callbacks there? */
function isRunBy(owner: FunctionNode, node: TSESTree.Node): boolean {
  let fn = enclosingFunction(node)
  while (fn && fn !== owner && isIterationCallback(fn)) fn = enclosingFunction(fn)
  return fn === owner
}

function isCallback(node: TSESTree.Node, owner: FunctionNode): boolean {
  for (let fn = enclosingFunction(node); fn && fn !== owner; fn = enclosingFunction(fn)) {
    const { type } = classifyEntry(fn)
    if (type === 'callback' || type === 'event') return true
  }
  return false
}

function isAwait(node: TSESTree.Node): node is TSESTree.AwaitExpression {
  return node.type === 'AwaitExpression'
}

/**
 * Does the code at `node` run after the factory `owner` has returned: inside a function that the factory returns, registers,
 * exports or hands on? Code of the factory itself, its iteration callbacks and the promises it awaits end with the call.
 */
function outlivesCall(file: SourceFile, node: TSESTree.Node, owner: FunctionNode, depth = 4): boolean {
  const fn = enclosingFunction(node)
  if (!fn || fn === owner || depth === 0) return false
  if (isIterationCallback(fn)) return outlivesCall(file, fn, owner, depth)
  const entry = classifyEntry(fn)
  switch (entry.type) {
    case 'inline':
      return outlivesCall(file, fn, owner, depth)
    case 'settle':
      return outlivesCall(file, fn, owner, depth)
    case 'returned':
    case 'timer':
    case 'event':
      return true
    case 'callback':
      return true
    case 'named': {
      const parent = fn.parent
      // Methods and properties of an object that the factory makes.
      if (parent.type === 'Property' || parent.type === 'MethodDefinition' || parent.type === 'AssignmentExpression') return true
      const use = findUses(file, fn)
      if (use.isVisible) return true
      return use.values.some((value) => isHandedOn(value)) || use.calls.some((call) => outlivesCall(file, call, owner, depth - 1))
    }
    default:
      return entry satisfies never
  }
}

function isHandedOn(value: TSESTree.Node): boolean {
  const { parent } = value
  switch (parent?.type) {
    case 'ReturnStatement':
    case 'Property':
    case 'AssignmentExpression':
    case 'ArrayExpression':
    case 'ArrowFunctionExpression':
    case 'CallExpression':
    case 'NewExpression':
    case 'JSXExpressionContainer':
      return true
    default:
      return false
  }
}
