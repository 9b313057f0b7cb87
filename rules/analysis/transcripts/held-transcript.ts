import type { TSESTree } from '@typescript-eslint/utils'

import { enclosingFunction } from '../../ast/functions.ts'
import { memberName } from '../../ast/names.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { unwrap } from '../../ast/unwrap.ts'
import { findVariable, isModuleLevel, type Variable } from '../../ast/variables.ts'
import { isTranscriptName } from '../../catalog/publish-sinks.ts'
import { isIterationCallback } from '../call-graph.ts'

/** A long-lived place: a field of `this`, a variable of the module or of a factory, the `current` of a React ref. */
export interface Place {
  readonly name: string
  readonly node: TSESTree.Node
}

/** The long-lived place that an expression names, whatever it holds; null for a variable of one call, or a place within another object. */
export function placeOf(file: SourceFile, node: TSESTree.Node): Place | null {
  const at = unwrap(node)
  if (at.type === 'Identifier') {
    const variable = findVariable(file, at)
    return variable && isHeld(variable, at) ? { name: at.name, node: at } : null
  }
  if (at.type !== 'MemberExpression') return null
  const name = memberName(at)
  if (name === null) return null
  const object = unwrap(at.object)
  if (object.type === 'ThisExpression') return { name: name.replace('#', ''), node: at }
  if (name === 'current' && object.type === 'Identifier' && object.name.endsWith('Ref')) return { name: object.name, node: at }
  return null
}

/** A variable of the module, or of a factory whose inner functions use it. */
function isHeld(variable: Variable, use: TSESTree.Node): boolean {
  if (variable.defs[0]?.type !== 'Variable') return false
  if (isModuleLevel(variable)) return true
  const user = enclosingFunction(use)
  const owner = enclosingFunction(variable.defs[0].node)
  return user !== null && owner !== null && user !== owner && !isIterationCallback(user)
}

/** The held transcript that an expression names: `this.messages`, a module's `history`; also one step down, `this.conversation.messages`. */
export function heldTranscript(file: SourceFile, node: TSESTree.Node): Place | null {
  const place = placeOf(file, node)
  if (place) return isTranscriptName(place.name) ? place : null
  const at = unwrap(node)
  if (at.type !== 'MemberExpression' || !isTranscriptName(memberName(at) ?? '')) return null
  return placeOf(file, at.object)
}
