import type { TSESTree } from '@typescript-eslint/utils'

import { calleeName, dottedName } from '../../ast/names.ts'
import { unwrap, wrapped } from '../../ast/unwrap.ts'
import { findVariable, type Variable } from '../../ast/variables.ts'
import { PUT_METHODS } from '../../catalog/container-methods.ts'
import type { ClassRef, FunctionRef, Place } from '../../program/view.ts'
import { frameFrequency } from './frames.ts'
import { lifeOfEntry } from './kept.ts'
import { likely, livesFor, longest, type LifeFact } from './outcome.ts'
import { heldByVariable } from './variables.ts'
import { beside, enter, type Walk } from './walk.ts'

/** How long an argument is held by what it is handed to: a collection, an object that keeps it, a function of the program; null when not past the call. */
export function heldByCall(walk: Walk, value: Place, call: TSESTree.CallExpression | TSESTree.NewExpression): LifeFact | null {
  const index = call.arguments.findIndex((argument) => argument === value.node)
  const callee = unwrap(call.callee)
  const name = calleeName(call)
  if (callee.type === 'MemberExpression' && name !== null && PUT_METHODS.get(name) === index) return lifeOfEntry(walk, value, callee.object)
  const targets = walk.view.definitionsOf({ home: value.home, node: call.callee })
  const facts: (LifeFact | null)[] = []
  for (const target of targets) {
    if (target.kind === 'function') facts.push(heldByParameter(walk, target, index))
    else if (target.kind === 'class' && call.type === 'NewExpression') facts.push(heldByConstructed(walk, value, call, target, index))
  }
  if (facts.length > 0) {
    const known = facts.filter((fact) => fact !== null)
    return known.length === 0 ? null : longest(known)
  }
  return heldByUnseen(walk, value, call)
}

/** What a constructor is handed and keeps lives as long as what is constructed. */
function heldByConstructed(walk: Walk, value: Place, call: TSESTree.NewExpression, target: ClassRef, index: number): LifeFact | null {
  const held = walk.heldFor(walk, beside(value, call))
  const constructor = target.node.body.body.find((member) => member.type === 'MethodDefinition' && member.kind === 'constructor')
  if (constructor?.type !== 'MethodDefinition') return held && likely(held)
  const parameter = constructor.value.params[index]
  if (parameter?.type === 'TSParameterProperty') return held
  const variable = parameter && variableOf(target, parameter)
  if (!variable) return held && likely(held)
  const isKept = variable.references.some(({ identifier }) => {
    const { parent } = wrapped(identifier)
    return parent?.type === 'AssignmentExpression' && dottedName(parent.left)?.startsWith('this.') === true
  })
  return isKept ? held : held && likely(held)
}

function heldByParameter(walk: Walk, target: FunctionRef, index: number): LifeFact | null {
  const next = enter(walk, target.node)
  const parameter = target.node.params[index]
  const variable = parameter && variableOf(target, parameter)
  return next && variable ? heldByVariable(next, { home: target.home, node: target.node }, variable) : null
}

function variableOf({ home }: Place, parameter: TSESTree.Node): Variable | null {
  const name = parameter.type === 'AssignmentPattern' ? parameter.left : parameter
  return name.type === 'Identifier' ? findVariable(home.file, name) : null
}

/** Handed to code that can't be seen: at the program's start it is likely kept; else it is taken for an argument that is read. */
function heldByUnseen(walk: Walk, value: Place, call: TSESTree.Node): LifeFact | null {
  const frequency = frameFrequency(walk.view, value)
  if (frequency.value === 'load' || frequency.value === 'start') return livesFor('process', 'likely', value, 'is handed over when the program starts')
  const result = wrapped(call).parent?.type === 'ExpressionStatement' ? null : walk.heldFor(walk, beside(value, call))
  return result ? likely(result) : null
}
