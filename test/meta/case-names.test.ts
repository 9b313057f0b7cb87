import { parse, simpleTraverse, type TSESTree } from '@typescript-eslint/typescript-estree'
import { describe, expect, it } from 'vitest'

import { filesBelow, readText } from '../support/repository.ts'

describe.each(filesBelow('test/rules', '.test.ts'))('%s', (path) => {
  it('names every case', () => {
    const text = readText(path) ?? ''
    const nameless: string[] = []
    simpleTraverse(parse(text, { loc: true, range: true, jsx: false }), {
      enter(node) {
        if (node.type !== 'Property' || node.key.type !== 'Identifier' || !['valid', 'invalid'].includes(node.key.name)) return
        if (node.value.type !== 'ArrayExpression') return
        for (const element of node.value.elements) if (element && !isNamed(element)) nameless.push(`${element.loc.start.line}: ${text.slice(...element.range).slice(0, 60)}`)
      },
    })
    expect(nameless).toEqual([])
  })
})

/** An object needs a `name`, a bare string has none; what is spread or built by a call is named where it is built. */
function isNamed(element: TSESTree.Expression | TSESTree.SpreadElement): boolean {
  if (element.type === 'Literal' || element.type === 'TemplateLiteral') return false
  if (element.type !== 'ObjectExpression') return true
  return element.properties.some((property) => property.type === 'SpreadElement' || (property.key.type === 'Identifier' && property.key.name === 'name'))
}
