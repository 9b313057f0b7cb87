import type { TSESTree } from '@typescript-eslint/utils'

import { memberName } from '../../ast/names.ts'
import { unwrap, wrapped } from '../../ast/unwrap.ts'
import type { Site } from '../../program/view.ts'
import type { End } from './ends.ts'
import type { Path, Trace } from './walk.ts'

/** So many additions to a list, set, map or object are followed. */
const MAX_ADDITIONS = 8

/** Does the way ask for what a collection holds? */
export function asksForContents([step]: Path): boolean {
  return step === '*' || step === '[]' || step === '#' || (step !== undefined && /^\d+$/.test(step))
}

/** Is this where a collection begins, with nothing in it: `[]`, `{}`, `new Map()`? */
export function isEmptyCollection(node: TSESTree.Node): boolean {
  const at = unwrap(node)
  if (at.type === 'ArrayExpression') return at.elements.length === 0
  if (at.type === 'ObjectExpression') return at.properties.length === 0
  return at.type === 'NewExpression' && at.arguments.length === 0 && at.callee.type === 'Identifier' && /^(?:Map|Set|Array)$/.test(at.callee.name)
}

/** What is added to a collection, by the expressions that denote it: `map.set(k, v)`, `list.push(v)`, `table[k] = v`. */
export function followContents(trace: Trace, sites: readonly Site[], path: Path, depth: number): End[] {
  const additions = sites.flatMap(({ home, node }) => (home.kind === 'test' ? [] : addedAt(node, path).map((one) => ({ ...one, home }))))
  return additions.slice(0, MAX_ADDITIONS).flatMap(({ home, node, rest }) => trace.follow(trace, { home, node }, rest, depth - 1))
}

interface Addition {
  readonly node: TSESTree.Node
  readonly rest: Path
}

function addedAt(node: TSESTree.Node, path: Path): Addition[] {
  const at = wrapped(node)
  const member = at.parent
  if (member?.type !== 'MemberExpression' || member.object !== at) return []
  const whole = wrapped(member)
  const { parent } = whole
  if (parent?.type === 'AssignmentExpression' && parent.left === whole && member.computed) return partOf(path, member.property, parent.right)
  if (parent?.type !== 'CallExpression' || parent.callee !== whole) return []
  const args = parent.arguments.filter((argument) => argument.type !== 'SpreadElement')
  const [first, second] = args
  switch (memberName(member)) {
    case 'set':
      return first && second ? partOf(path, first, second) : []
    case 'add':
      return first && path[0] !== undefined ? [{ node: first, rest: path.slice(1) }] : []
    case 'push':
    case 'unshift':
      return path[0] === '#' ? [] : args.map((argument) => ({ node: argument, rest: path.slice(1) }))
    default:
      return []
  }
}

function partOf([step, ...rest]: Path, key: TSESTree.Node, value: TSESTree.Node): Addition[] {
  if (step === '#') return [{ node: key, rest: [] }]
  if (step !== '*') return [{ node: value, rest }]
  // What a loop over a Map meets is a pair; over a list written by index, the value.
  if (rest[0] === '0') return [{ node: key, rest: [] }]
  return [{ node: value, rest: rest[0] === '1' ? rest.slice(1) : rest }]
}

/** `new Map(pairs)`, `new Set(list)`: the way into what it is made from; null when the class is neither. */
export function pathIntoSource(className: string, [step, ...rest]: Path): string[] | null {
  if (className === 'Set') return step === undefined ? null : ['*', ...rest]
  if (className !== 'Map') return null
  if (step === '#') return ['*', '0']
  return step === '[]' ? ['*', '1', ...rest] : step === undefined ? null : [step, ...rest]
}

