import { describe, expect, it } from 'vitest'

import { ALL_PASSED_ON, hashOf, hasWord, PASSED_ON, wordsOf, Written } from '../../rules/program/sources/word-index.ts'

function has(text: string, word: string, written: Written = Written.anywhere): boolean {
  return hasWord(wordsOf(Buffer.from(text)), hashOf(word), written)
}

describe('words of a text', () => {
  it('has whole words alone, wherever they stand', () => {
    const text = 'const $state = größe_2 // kept'
    for (const word of ['const', '$state', 'größe_2', 'kept']) expect(has(text, word)).toBe(true)
    for (const word of ['state', 'größe', 'kep']) expect(has(text, word)).toBe(false)
  })

  it.each(['x.name', 'x?.name', 'x\n  . name()', 'const { name } = x', 'f({ a, name: 1 })', 'plain name, then x.name'])('sees a member in `%s`', (text) => {
    expect(has(text, 'name', Written.asMember)).toBe(true)
  })

  it.each(['name()', 'x[name]', 'x. /* of */ name', '(name)'])('sees none in `%s`', (text) => {
    expect(has(text, 'name')).toBe(true)
    expect(has(text, 'name', Written.asMember)).toBe(false)
  })

  it('sees what is extended, up to the brace', () => {
    const text = 'class A extends mixin(Base)<Kept> implements Told { x = Other }'
    for (const word of ['mixin', 'Base', 'Kept', 'Told']) expect(has(text, word, Written.afterExtends)).toBe(true)
    for (const word of ['A', 'Other', 'x']) expect(has(text, word, Written.afterExtends)).toBe(false)
  })

  it.each(["export * from './a'", "export*from './a'"])('sees everything passed on in `%s`', (text) => {
    expect([has(text, ALL_PASSED_ON), has(text, PASSED_ON)]).toEqual([true, true])
  })

  it.each(["export { a } from './a'", "export {\n  a,\n  b as c }\n  from './a'", "export { x }\nexport {} from './b'"])('sees names passed on in `%s`', (text) => {
    expect([has(text, ALL_PASSED_ON), has(text, PASSED_ON)]).toEqual([false, true])
  })

  it.each(['export { a }', 'export const a = { b } ', 'exported { a } from', 'export {'])('sees none in `%s`', (text) => {
    expect(has(text, PASSED_ON)).toBe(false)
  })
})
