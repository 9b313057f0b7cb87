import type { TSESTree } from '@typescript-eslint/utils'

import type { ClassNode, FunctionNode } from '../../ast/functions.ts'
import { keyName } from '../../ast/names.ts'
import { isTransientId } from '../../catalog/id-names.ts'
import type { Place, ProgramFile, ProgramView } from '../../program/view.ts'
import { isOpenSource, type End } from './ends.ts'

/**
 * The way from a value to the part of it that is asked for. A step is the name of a member, the index of an element, or one of:
 * `*` an element as a loop meets it (of a Map: the pair), `[]` the value under some key, `#` some key, `$` whatever it is made of.
 */
export type Path = readonly string[]

/** One run of the question. */
export interface Trace {
  readonly view: ProgramView
  /** What the collection shares its life with: what never changes while that lives gives one key only. */
  readonly owner: ClassNode | FunctionNode | null
  /** Where it has been, and how many steps were left there. */
  readonly seen: Map<string, number>
  /** Shared by all branches: one open end that is proven answers the question. */
  readonly budget: { stepsLeft: number; isSettled: boolean }
  /** Functions that were entered by a call whose result is asked for: what that call hands them is what their parameters are. */
  readonly enteredAt: ReadonlyMap<FunctionNode, Place & { readonly node: TSESTree.CallExpression }>
  /** Was a step on the way taken by name, or one that only may be right? */
  readonly isWeak: boolean
  /** Goes on at another expression. The followers call each other through the trace, so that none has to import the others in a circle. */
  readonly follow: (trace: Trace, place: Place, path: Path, depth: number) => End[]
}

export function end(home: ProgramFile, node: TSESTree.Node, source: End['source'], certainty: End['certainty'], shows: string, part: Path = []): End {
  return { home, node, source, certainty, shows, part }
}

export function notFollowed(home: ProgramFile, node: TSESTree.Node): End[] {
  return [end(home, node, 'unknown', 'likely', 'is not followed further')]
}

/** Is the value itself asked for, or all that it is made of, rather than a member? */
export function isWhole(path: Path): boolean {
  return path.length === 0 || path[0] === '$'
}

/** The ends, each no surer than `likely`. */
export function atMostLikely(ends: readonly End[]): End[] {
  return ends.map((one) => ({ ...one, certainty: 'likely' }))
}

/** Does one of the ends answer the question by itself? Tests do not, nor an event whose part may have few values: another way may bring more. */
export function isSettledBy(ends: readonly End[]): boolean {
  return ends.some((one) => one.home.kind !== 'test' && one.certainty === 'proven' && isOpenSource(one.source) && (one.source !== 'event' || isTransientId(one.part)))
}

/** Goes into each place once, and again when it comes there with more steps left: a function that calls itself adds nothing. */
export function enter(trace: Trace, { home, node }: Place, path: Path, depth: number): boolean {
  const key = `${home.path}:${node.range[0]}:${node.range[1]}:${path.join('.')}`
  if ((trace.seen.get(key) ?? 0) >= depth) return false
  trace.seen.set(key, depth)
  return true
}

/** The way from a pattern's value to the variable it binds; null when it does not bind it. */
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
      for (const [index, element] of pattern.elements.entries()) {
        const rest = element ? pathTo(element, name) : null
        if (rest) return element?.type === 'RestElement' ? rest : [String(index), ...rest]
      }
      return null
    case 'ObjectPattern':
      for (const property of pattern.properties) {
        const rest = pathTo(property.type === 'Property' ? property.value : property, name)
        if (rest) return property.type === 'Property' ? [keyName(property) ?? '[]', ...rest] : rest
      }
      return null
    default:
      return null
  }
}

/** What the variable is where its pattern finds nothing: `{ id = randomUUID() }`, `(kind = 'a') => …`, each with the way that is left. */
export function defaultsTo(pattern: TSESTree.Node, name: string): { readonly node: TSESTree.Node; readonly path: string[] }[] {
  switch (pattern.type) {
    case 'AssignmentPattern': {
      const path = pathTo(pattern.left, name)
      return path ? [{ node: pattern.right, path }, ...defaultsTo(pattern.left, name)] : []
    }
    case 'TSParameterProperty':
      return defaultsTo(pattern.parameter, name)
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => (element ? defaultsTo(element, name) : []))
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) => defaultsTo(property.type === 'Property' ? property.value : property.argument, name))
    default:
      return []
  }
}
