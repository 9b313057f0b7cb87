import type { TSESTree } from '@typescript-eslint/utils'

import { keyName } from '../../ast/names.ts'
import type { Place, ProgramFile, ProgramView } from '../../program/view.ts'
import type { End } from './ends.ts'

/** One run of the question: counts its steps, and knows where it has been. */
export interface Trace {
  readonly view: ProgramView
  stepsLeft: number
  readonly seen: Set<string>
  /** Goes on at another expression. The followers call each other through the trace, so that none has to import the others in a circle. */
  readonly follow: (trace: Trace, place: Place, path: readonly string[], depth: number) => End[]
}

export function end(home: ProgramFile, node: TSESTree.Node, source: End['source'], certainty: End['certainty'], shows: string): End {
  return { home, node, source, certainty, shows }
}

/** Goes into each place once: a function that calls itself adds nothing. */
export function enter(trace: Trace, home: ProgramFile, node: TSESTree.Node, path: readonly string[]): boolean {
  const key = `${home.path}:${node.range[0]}:${node.range[1]}:${path.join('.')}`
  if (trace.seen.has(key)) return false
  trace.seen.add(key)
  return true
}

/** The members that lead from a pattern's value to the variable it binds; null when it does not bind it. */
export function pathTo(pattern: TSESTree.Node, name: string): string[] | null {
  switch (pattern.type) {
    case 'Identifier':
      return pattern.name === name ? [] : null
    case 'AssignmentPattern':
      return pathTo(pattern.left, name)
    case 'TSParameterProperty':
      return pathTo(pattern.parameter, name)
    case 'RestElement':
      return pathTo(pattern.argument, name)
    case 'ArrayPattern':
      for (const element of pattern.elements) {
        const rest = element ? pathTo(element, name) : null
        if (rest) return element?.type === 'RestElement' ? rest : ['*', ...rest]
      }
      return null
    case 'ObjectPattern':
      for (const property of pattern.properties) {
        if (property.type !== 'Property') {
          const rest = pathTo(property, name)
          if (rest) return rest
          continue
        }
        const rest = pathTo(property.value, name)
        if (rest) return [keyName(property) ?? '*', ...rest]
      }
      return null
    default:
      return null
  }
}
