import type { JSONSchema } from '@typescript-eslint/utils'

import type { Host } from '../analysis/hosts.ts'
import { SHORT_LIVED_FILES } from '../catalog/file-kinds.ts'
import { INTERVAL, type ResourcePair } from '../catalog/resource-pairs.ts'
import { compilePatterns, stringList } from './patterns.ts'

/** Options of `require-interval-unref` as the user writes them. */
export interface IntervalOptionsInput {
  readonly cleared?: 'allow' | 'require-unref'
  readonly host?: 'auto' | 'node' | 'browser'
  readonly ignoreFiles?: readonly string[]
  readonly unrefFunctions?: readonly string[]
  readonly clearFunctions?: readonly string[]
}

/** The same with every default filled in. */
export type IntervalOptions = Required<IntervalOptionsInput>

export const INTERVAL_DEFAULTS: IntervalOptions = {
  cleared: 'require-unref',
  host: 'auto',
  ignoreFiles: SHORT_LIVED_FILES,
  unrefFunctions: [],
  clearFunctions: [],
}

export const INTERVAL_SCHEMA: JSONSchema.JSONSchema4 = {
  type: 'object',
  additionalProperties: false,
  properties: {
    cleared: { type: 'string', enum: ['allow', 'require-unref'], description: 'Whether an interval of Node code that is really cleared when its owner ends must be unref-ed all the same.' },
    host: { type: 'string', enum: ['auto', 'node', 'browser'], description: 'Where the code runs; `auto` tells it by each file’s imports, globals and JSX.' },
    ignoreFiles: stringList('Regular expressions on file paths, relative to the working directory with `/`, that are not checked; replaces the default list of tests, scripts and configuration files.'),
    unrefFunctions: stringList('Names of your own functions that unref the interval they are given.'),
    clearFunctions: stringList('Names of your own functions that clear the interval they are given, now or later.'),
  },
}

/** The user's options over the defaults. Fails at once, with the option's name, on a pattern that is no regular expression. */
export function resolveIntervalOptions(input: IntervalOptionsInput | undefined): IntervalOptions {
  const options: IntervalOptions = { ...INTERVAL_DEFAULTS, ...input }
  compilePatterns('ignoreFiles', options.ignoreFiles)
  return options
}

/** Where the user says that the code runs; null when the rule is to find out. */
export function hostOf({ host }: IntervalOptions): Host | null {
  return host === 'auto' ? null : host === 'browser' ? 'hosted' : 'node'
}

/** What acquires and releases an interval, with the user's own helpers. */
export function intervalPair(options: IntervalOptions): ResourcePair {
  if (options.clearFunctions.length === 0 && options.unrefFunctions.length === 0) return INTERVAL
  return { ...INTERVAL, releaseFunctions: new Set([...INTERVAL.releaseFunctions, ...options.clearFunctions]), relaxFunctions: new Set(options.unrefFunctions) }
}
