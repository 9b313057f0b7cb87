import { isRecord } from '../ast/type-guards.ts'

/** Options that several rules have, told once for all of them as `settings.leaks`. */
export interface PluginSettings {
  readonly ignoreFiles?: readonly string[]
  readonly ignore?: readonly string[]
  readonly releaseFunctions?: readonly string[]
  readonly boundedClasses?: readonly string[]
  readonly testFunctions?: readonly string[]
  readonly fetches?: readonly string[]
  readonly exported?: 'ignore' | 'report'
  readonly evidence?: 'firm' | 'likely'
}

const LISTS: ReadonlySet<string> = new Set(['ignoreFiles', 'ignore', 'releaseFunctions', 'boundedClasses', 'testFunctions', 'fetches'] satisfies (keyof PluginSettings)[])
const CHOICES: ReadonlyMap<string, readonly string[]> = new Map([
  ['exported', ['ignore', 'report']],
  ['evidence', ['firm', 'likely']],
] satisfies [keyof PluginSettings, string[]][])

const NONE: PluginSettings = {}
const checked = new WeakMap<object, PluginSettings>()

/** Reads `settings.leaks` of a configuration, once. Fails at once on what is no setting: a misspelt one would be silent for ever. */
export function readPluginSettings(settings: unknown): PluginSettings {
  const own = isRecord(settings) ? settings['leaks'] : undefined
  if (own === undefined) return NONE
  if (!isRecord(own)) throw new Error('`settings.leaks` of eslint-plugin-leaks must be an object.')
  const known = checked.get(own)
  if (known) return known
  for (const [name, value] of Object.entries(own)) {
    const problem = findProblem(name, value)
    if (problem !== null) throw new Error(`\`settings.leaks.${name}\` of eslint-plugin-leaks ${problem}.`)
  }
  checked.set(own, own)
  return own
}

function findProblem(name: string, value: unknown): string | null {
  if (LISTS.has(name)) return Array.isArray(value) && value.every((one) => typeof one === 'string') ? null : 'must be a list of strings'
  const choices = CHOICES.get(name)
  if (choices) return typeof value === 'string' && choices.includes(value) ? null : `must be one of ${choices.join(', ')}`
  return `is no setting; there are ${[...LISTS, ...CHOICES.keys()].join(', ')}`
}
