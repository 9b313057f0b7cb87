import { describe, expect, it } from 'vitest'

import { lintText } from '../support/lint.ts'
import { optionNames, optionProperties, RULES } from '../support/repository.ts'

describe.each(RULES)('options of %s', (name, rule) => {
  const { schema, defaultOptions } = rule.meta
  const id = `leaks/${name}`

  it('are at most one object', () => {
    expect(Array.isArray(schema)).toBe(true)
    expect(schema).toHaveLength(optionNames(rule).length > 0 ? 1 : 0)
  })

  it('are closed: no object in the schema takes unknown properties', () => {
    for (const object of objectsIn(schema)) expect(object, JSON.stringify(object)).toHaveProperty('additionalProperties', false)
  })

  it.each(Object.entries(optionProperties(rule)))('%s is described', (_option, property) => {
    expect(property.description).toMatch(/\S.{10,}/)
  })

  it('have a default each, valid by their own schema', () => {
    const defaults: unknown = defaultOptions?.[0]
    expect(Object.keys((defaults ?? {})).sort()).toEqual(optionNames(rule).sort())
    expect(lintText('export {}', 'ts', { [id]: ['error', ...(defaultOptions ?? [])] })).toEqual([])
  })

  it('reject a wrong one by its name', () => {
    const wrong = (): unknown => lintText('export {}', 'ts', { [id]: ['error', { noSuchOption: true }] })
    expect(wrong).toThrow(optionNames(rule).length > 0 ? /noSuchOption/ : new RegExp(name))
  })

  // ESLint's message names the rule and the value, not the option.
  it.each(optionNames(rule))('reject a wrong value of %s', (option) => {
    expect(() => lintText('export {}', 'ts', { [id]: ['error', { [option]: [[]] }] })).toThrow(name)
  })

  const patterns = Object.entries(optionProperties(rule)).flatMap(([option, { description }]) => (/^Regular expressions /.test(description ?? '') ? [option] : []))
  it.each(patterns)('say by the name of %s that an entry is no regular expression', (option) => {
    const wrong = (): unknown => lintText('export {}', 'ts', { [id]: ['error', { [option]: ['fine', '('] }] })
    expect(wrong).toThrow(new RegExp(`${name}[^]*Option \`${option}\` has an entry that is no regular expression: /\\(/u: Unterminated group\\.`))
  })
})

/** Every schema of an object with named properties, at any depth. Dictionaries (`additionalProperties: {…}` alone) are no such objects. */
function objectsIn(schema: unknown): object[] {
  if (Array.isArray(schema)) return schema.flatMap(objectsIn)
  if (typeof schema !== 'object' || schema === null) return []
  const inner = Object.values(schema).flatMap(objectsIn)
  return 'properties' in schema && 'type' in schema ? [schema, ...inner] : inner
}
