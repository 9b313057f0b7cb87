import { parse, simpleTraverse, type TSESTree } from '@typescript-eslint/typescript-estree'
import { describe, expect, it } from 'vitest'

import { readText, SOURCES } from '../support/repository.ts'

/** Where a cast is allowed, and how many. ESLint's own types and typescript-eslint's describe the same rule objects: one seam joins them. */
const CASTS_ALLOWED: Record<string, number> = { 'index.ts': 2 }

describe.each(SOURCES)('%s', (path) => {
  const text = readText(path) ?? ''

  it('suppresses no checker', () => {
    expect(text).not.toMatch(/@ts-(?:ignore|expect-error|nocheck)|eslint-disable/)
  })

  it('has no `any` and no `!`, and casts only in rules/ast/', () => {
    const casts: string[] = []
    const escapes: string[] = []
    simpleTraverse(parse(text, { loc: true, range: true }), {
      enter(node) {
        const place = `${node.loc.start.line}: ${text.slice(...node.range)}`
        if (node.type === 'TSAnyKeyword' || node.type === 'TSNonNullExpression') escapes.push(place)
        if (isCast(node)) casts.push(place)
      },
    })
    expect(escapes).toEqual([])
    if (!path.startsWith('rules/ast/') && casts.length !== CASTS_ALLOWED[path]) expect(casts).toEqual([])
  })
})

function isCast(node: TSESTree.Node): boolean {
  if (node.type === 'TSTypeAssertion') return true
  if (node.type !== 'TSAsExpression') return false
  const type = node.typeAnnotation
  return !(type.type === 'TSTypeReference' && type.typeName.type === 'Identifier' && type.typeName.name === 'const')
}
