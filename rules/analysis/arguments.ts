import type { TSESTree } from '@typescript-eslint/utils'

import type { FunctionNode } from '../ast/functions.ts'
import { keyName } from '../ast/names.ts'
import { unwrap } from '../ast/unwrap.ts'

/** Where a parameter stands: at a place of the list, or as a property of an object there that the function takes apart. */
export interface ParameterPlace {
  readonly index: number
  readonly property: string | null
}

/** The place of the parameter of that name; null when the function has none, or gathers it as a rest. */
export function parameterPlace(fn: FunctionNode, name: string): ParameterPlace | null {
  for (const [index, parameter] of fn.params.entries()) {
    const target = parameter.type === 'AssignmentPattern' ? parameter.left : parameter
    if (target.type === 'Identifier' && target.name === name) return { index, property: null }
    if (target.type !== 'ObjectPattern') continue
    for (const property of target.properties) {
      if (property.type !== 'Property') continue
      const value = property.value.type === 'AssignmentPattern' ? property.value.left : property.value
      if (value.type === 'Identifier' && value.name === name) return { index, property: keyName(property) }
    }
  }
  return null
}

/** What a call passes for an expression that is just a parameter of the function it enters; null for anything else, and behind a spread. */
export function argumentFor(call: TSESTree.CallExpression | TSESTree.NewExpression, fn: FunctionNode, expression: TSESTree.Node | null): TSESTree.Node | null {
  const at = expression && unwrap(expression)
  const place = at?.type === 'Identifier' ? parameterPlace(fn, at.name) : null
  if (!place || call.arguments.slice(0, place.index + 1).some((argument) => argument.type === 'SpreadElement')) return null
  const argument = call.arguments[place.index]
  if (!argument || place.property === null) return argument ?? null
  if (argument.type !== 'ObjectExpression') return null
  const property = argument.properties.find((one) => one.type === 'Property' && keyName(one) === place.property)
  return property?.type === 'Property' ? property.value : null
}
