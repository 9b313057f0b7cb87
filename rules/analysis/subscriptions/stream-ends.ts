import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingClass, isFunction, isInside } from '../../ast/functions.ts'
import { calleeName, dottedName, keyName, memberName } from '../../ast/names.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { unwrap, wrapped } from '../../ast/unwrap.ts'
import { constantInit, findVariable, isModuleLevel } from '../../ast/variables.ts'
import { isExported } from '../exported.ts'
import { indexSource } from '../source-index.ts'

/** Operators that subscribe to what their callback gives, and go on with that when their own source has ended. */
const FLATTENING = new Set(['switchMap', 'mergeMap', 'concatMap', 'exhaustMap', 'flatMap'])

/** Does an operator behind the end of a stream begin another stream that goes on: `takeUntil(gone), switchMap(() => interval(1000))`? */
export function goesOnAfterEnd(later: readonly TSESTree.Node[], isLasting: (inner: TSESTree.Node) => boolean): boolean {
  return later.some((operator) => {
    if (operator.type !== 'CallExpression' || !FLATTENING.has(calleeName(operator) ?? '')) return false
    const callback = operator.arguments[0]
    const body = callback && isFunction(callback) ? unwrap(callback.body) : null
    return body?.type === 'CallExpression' && isLasting(body)
  })
}

/** Is it `takeUntil(gone)` of a subject that the file makes and keeps to itself, and that nothing tells to fire? */
export function isNeverFired(file: SourceFile, operator: TSESTree.Node): boolean {
  const [until] = operator.type === 'CallExpression' && calleeName(operator) === 'takeUntil' ? operator.arguments : []
  const at = until ? unwrap(until) : null
  if (at?.type === 'Identifier') return isVariableNeverFired(file, at)
  return at?.type === 'MemberExpression' && unwrap(at.object).type === 'ThisExpression' && isFieldNeverFired(file, at)
}

function isVariableNeverFired(file: SourceFile, name: TSESTree.Identifier): boolean {
  const variable = findVariable(file, name)
  const init = variable && constantInit(variable)
  if (!variable || !init || !isNewSubject(init) || isModuleLevel(variable) || isExported(variable)) return false
  return variable.references.every(({ identifier, init: isInit }) => isInit || isOnlyHeard(identifier))
}

function isFieldNeverFired(file: SourceFile, member: TSESTree.MemberExpression): boolean {
  const owner = enclosingClass(member)
  const name = memberName(member)
  const field = owner?.body.body.find((one) => one.type === 'PropertyDefinition' && keyName(one) === name)
  if (!owner || name === null || field?.type !== 'PropertyDefinition' || !field.value || !isNewSubject(field.value)) return false
  // A subclass, or whoever has the object, may tell it.
  const isHidden = field.accessibility === 'private' || name.startsWith('#')
  return isHidden && (indexSource(file).membersByName.get(name) ?? []).filter((use) => isInside(use, owner)).every(isOnlyHeard)
}

function isNewSubject(node: TSESTree.Node): boolean {
  const at = unwrap(node)
  return at.type === 'NewExpression' && /(?:^|\.)Subject$/.test(dottedName(at.callee) ?? '')
}

/** An argument of `takeUntil`, or something that is subscribed to; not told, nor handed on. */
function isOnlyHeard(use: TSESTree.Node): boolean {
  const at = wrapped(use)
  const { parent } = at
  if (parent?.type === 'CallExpression' && parent.callee !== at) return calleeName(parent) === 'takeUntil'
  return parent?.type === 'MemberExpression' && parent.object === at && (memberName(parent) === 'pipe' || memberName(parent) === 'subscribe')
}
