import type { TSESTree } from '@typescript-eslint/utils'

import { indexSource } from '../../analysis/source-index.ts'
import { findUses } from '../../analysis/call-graph.ts'
import { enclosingClass, enclosingFunction, functionName, isInside, type ClassNode, type FunctionNode } from '../../ast/functions.ts'
import { keyName, memberName } from '../../ast/names.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { unwrap } from '../../ast/unwrap.ts'

/**
 * Does a method start the interval that is there to change what already has a value: `setPace(ms) { this.pace = ms; this.begin() }`, where `pace` has a
 * default? It is called for each new value. Looks at the method around the code, and at the methods of the class that call that one.
 */
export function isSetAnew(file: SourceFile, node: TSESTree.Node): boolean {
  const owner = enclosingClass(node)
  const method = owner && outermostIn(node, owner)
  if (!owner || !method) return false
  const callers = findUses(file, method).calls.flatMap((call) => (isInside(call, owner) ? (outermostIn(call, owner) ?? []) : []))
  return [method, ...callers].some((one) => functionName(one) !== 'constructor' && overwritesDefault(file, owner, one))
}

function outermostIn(node: TSESTree.Node, owner: ClassNode): FunctionNode | null {
  let found: FunctionNode | null = null
  for (let fn = enclosingFunction(node); fn && isInside(fn, owner); fn = enclosingFunction(fn)) found = fn
  return found
}

/** Does the method put a parameter of its own into a field that is declared with a value? */
function overwritesDefault(file: SourceFile, owner: ClassNode, method: FunctionNode): boolean {
  const parameters = new Set(method.params.flatMap((parameter) => (parameter.type === 'Identifier' ? [parameter.name] : [])))
  if (parameters.size === 0) return false
  return indexSource(file).assignments.some(({ left, right, operator }) => {
    const value = unwrap(right)
    if (operator !== '=' || left.type !== 'MemberExpression' || left.object.type !== 'ThisExpression' || !isInside(left, method)) return false
    return value.type === 'Identifier' && parameters.has(value.name) && hasDefault(owner, memberName(left))
  })
}

function hasDefault(owner: ClassNode, name: string | null): boolean {
  return owner.body.body.some((member) => {
    if (member.type !== 'PropertyDefinition' || keyName(member) !== name || !member.value) return false
    const value = unwrap(member.value)
    const isNothing = (value.type === 'Literal' && value.value === null) || (value.type === 'Identifier' && value.name === 'undefined')
    return !isNothing && !(value.type === 'Literal' && value.value === false)
  })
}
