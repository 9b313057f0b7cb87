import type { TSESTree } from '@typescript-eslint/utils'

import { isFunction, isInside, type FunctionNode } from '../../ast/functions.ts'
import type { SourceFile } from '../../ast/source-file.ts'
import { descendants } from '../../ast/traverse.ts'
import { unwrap } from '../../ast/unwrap.ts'
import { conditionAround } from './conditions.ts'
import { statementsOf } from './exits.ts'

/** What a statement comes to: it meets what is looked for, leaves the function without, or goes on to the next. */
type Way = 'meets' | 'leaves' | 'goes-on'

/** What is looked for on the way out, and which tests are trusted to ask for the very thing. */
interface Search {
  readonly file: SourceFile
  readonly covers: readonly TSESTree.Node[]
  readonly isExcused: (test: TSESTree.Node) => boolean
}

/**
 * Does a way lead from `from` out of its function `fn` that meets none of `covers`: past a branch that has one, or by an early `return`? What fails is no way out.
 * Where `from` itself stands in a branch, or loops, `switch` and `try` lie on the way, it is trusted.
 */
export function leavesWithout(file: SourceFile, fn: FunctionNode, from: TSESTree.Node, covers: readonly TSESTree.Node[], isExcused: (test: TSESTree.Node) => boolean): boolean {
  if (covers.some((cover) => isInside(cover, from) || isInside(from, cover))) return false
  const search: Search = { file, covers, isExcused }
  for (let at = from; at.parent && at !== fn; at = at.parent) {
    const { parent } = at
    if (conditionAround(at, parent) || (at !== from && isFunction(at))) return false
    const list = statementsOf(parent)
    const own = list.indexOf(at)
    if (own < 0) {
      if (parent !== fn && /^(?:For|While|DoWhile|Try|Switch)/.test(parent.type)) return false
      continue
    }
    const way = wayThrough(search, list.slice(own + 1))
    if (way !== 'goes-on') return way === 'leaves'
  }
  return true
}

function wayThrough(search: Search, statements: readonly TSESTree.Node[]): Way {
  for (const statement of statements) {
    const way = wayOf(search, statement)
    if (way !== 'goes-on') return way
  }
  return 'goes-on'
}

function wayOf(search: Search, statement: TSESTree.Node): Way {
  switch (statement.type) {
    case 'ReturnStatement':
      return statement.argument ? wayOfResult(search, statement.argument) : 'leaves'
    case 'ThrowStatement':
      return 'meets'
    case 'BlockStatement':
      return wayThrough(search, statement.body)
    case 'IfStatement': {
      const ways = [wayOf(search, statement.consequent), statement.alternate ? wayOf(search, statement.alternate) : 'goes-on']
      if (ways.every((way) => way === 'goes-on')) return 'goes-on'
      if (search.isExcused(statement.test)) return ways.includes('goes-on') && !ways.includes('meets') ? 'goes-on' : 'meets'
      if (ways.includes('leaves')) return 'leaves'
      return ways.includes('goes-on') ? 'goes-on' : 'meets'
    }
    default:
      return holdsCover(search, statement) || mayLeave(search, statement) ? 'meets' : 'goes-on'
  }
}

/** `return stop`, `return live ? stop : undefined`, `return live && stop` */
function wayOfResult(search: Search, result: TSESTree.Node): Way {
  const at = unwrap(result)
  if (!holdsCover(search, at)) return 'leaves'
  if (at.type === 'ConditionalExpression' && !search.isExcused(at.test)) return [at.consequent, at.alternate].every((side) => holdsCover(search, side)) ? 'meets' : 'leaves'
  return at.type === 'LogicalExpression' && at.operator === '&&' && !search.isExcused(at.left) ? 'leaves' : 'meets'
}

function holdsCover({ covers }: Search, node: TSESTree.Node): boolean {
  return covers.some((cover) => isInside(cover, node))
}

function mayLeave({ file }: Search, node: TSESTree.Node): boolean {
  for (const inner of descendants(file, node, (one) => one === node || !isFunction(one))) if (inner.type === 'ReturnStatement') return true
  return false
}
