import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingClass, isFunction, isInside, type FunctionNode } from '../../ast/functions.ts'
import { keyName, memberName } from '../../ast/names.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { descendants } from '../../ast/traverse.ts'
import { unwrap, wrapped } from '../../ast/unwrap.ts'
import { findVariable } from '../../ast/variables.ts'

/** What a function reads while a library watches what it reads. */
export interface TrackedValues {
  /** The first value that lies outside of the object whose code it is, as `this.props.store.size`; null when none does. */
  readonly outside: TSESTree.Node | null
  /** Does it read values that the object has made for itself? They go with it, and with them who watches them. */
  readonly hasOwn: boolean
}

/** Finds what a reaction depends on: `reaction(() => this.props.store.size, draw)`. Null when the function is not written there. */
export function findTrackedValues(file: SourceFile, reading: TSESTree.Node): TrackedValues | null {
  const fn = unwrap(reading)
  if (!isFunction(fn)) return null
  let outside: TSESTree.Node | null = null
  let hasOwn = false
  for (const node of descendants(file, fn.body)) {
    if (node.type !== 'MemberExpression') continue
    const root = unwrap(node.object)
    const isOwn = root.type === 'ThisExpression' ? isOwnField(node) : root.type === 'Identifier' ? isMadeInside(file, root, fn) : null
    if (isOwn === null) continue
    if (isOwn) hasOwn = true
    else outside ??= wholeChain(node)
  }
  return { outside, hasOwn }
}

/** A field that the class fills itself, or marks as watched. */
function isOwnField(member: TSESTree.MemberExpression): boolean {
  const name = memberName(member)
  const field = enclosingClass(member)?.body.body.find((one) => one.type === 'PropertyDefinition' && keyName(one) === name)
  if (field?.type !== 'PropertyDefinition') return false
  return field.value !== null || (field.decorators ?? []).length > 0
}

function isMadeInside(file: SourceFile, name: TSESTree.Identifier, fn: FunctionNode): boolean | null {
  const declared = findVariable(file, name)?.identifiers[0]
  return declared === undefined ? null : isInside(declared, fn) ? null : false
}

/** `this.props.store.size` of its part `this.props`, without the call at its end. */
function wholeChain(member: TSESTree.MemberExpression): TSESTree.Node {
  let at: TSESTree.Node = member
  for (let next = wrapped(at).parent; next?.type === 'MemberExpression' && next.object === wrapped(at); next = wrapped(at).parent) {
    if (wrapped(next).parent?.type === 'CallExpression') return at
    at = next
  }
  return at
}
