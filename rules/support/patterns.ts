import type { JSONSchema } from '@typescript-eslint/utils'

/** The schema of an option that takes a list of regular expressions or of names. */
export function stringList(description: string): JSONSchema.JSONSchema4 {
  return { type: 'array', items: { type: 'string' }, uniqueItems: true, description }
}

/** Compiling costs more than matching, and every rule brings the same few patterns for every file. */
const compiled = new Map<string, RegExp>()
const PATTERNS_AT_MOST = 100

const compiledLists = new WeakMap<readonly string[], RegExp[]>()

/** The regular expressions of an option. One that is none fails with the name of the option, for ESLint to put the rule's name before it. */
export function compilePatterns(option: string, patterns: readonly string[]): readonly RegExp[] {
  const before = compiledLists.get(patterns)
  if (before) return before
  const list = patterns.map((pattern) => {
    const known = compiled.get(pattern)
    if (known) return known
    if (compiled.size >= PATTERNS_AT_MOST) compiled.clear()
    const made = compile(option, pattern)
    compiled.set(pattern, made)
    return made
  })
  compiledLists.set(patterns, list)
  return list
}

function compile(option: string, pattern: string): RegExp {
  try {
    return new RegExp(pattern, 'u')
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^Invalid regular expression: /, '') : 'unknown reason'
    throw new Error(`Option \`${option}\` has an entry that is no regular expression: ${reason}.`, { cause: error })
  }
}
