import type { JSONSchema } from '@typescript-eslint/utils'

import { SHORT_LIVED_FILES } from '../catalog/file-kinds.ts'
import { TIMEOUT, type ResourcePair } from '../catalog/resource-pairs.ts'
import { compilePatterns, stringList } from './patterns.ts'

/** Options of `no-leaked-timeout` as the user writes them. */
export interface TimeoutOptionsInput {
  readonly minDelay?: number
  readonly clearedOnSuccess?: 'allow' | 'report'
  readonly guards?: 'races' | 'all'
  readonly clearFunctions?: readonly string[]
  readonly ignoreFiles?: readonly string[]
}

/** The same with every default filled in. */
export type TimeoutOptions = Required<TimeoutOptionsInput>

export const TIMEOUT_DEFAULTS: TimeoutOptions = {
  minDelay: 4000,
  clearedOnSuccess: 'report',
  guards: 'all',
  clearFunctions: [],
  ignoreFiles: SHORT_LIVED_FILES,
}

export const TIMEOUT_SCHEMA: JSONSchema.JSONSchema4 = {
  type: 'object',
  additionalProperties: false,
  properties: {
    minDelay: { type: 'number', minimum: 0, description: 'Timeouts whose delay is known to be shorter than this many milliseconds are left alone.' },
    clearedOnSuccess: { type: 'string', enum: ['allow', 'report'], description: 'Whether a timeout of ten seconds or more may be cleared after an `await` only, and not when that throws.' },
    guards: { type: 'string', enum: ['races', 'all'], description: 'Which timeouts are looked at: those that a race is run against, or also sleeps in races and the timeouts of promises, requests and components.' },
    clearFunctions: stringList('Names of your own functions that clear the timeout they are given, now or later.'),
    ignoreFiles: stringList('Regular expressions on file paths, relative to the working directory with `/`, that are not checked; replaces the default list of tests, scripts and configuration files.'),
  },
}

/** The user's options over the defaults. Fails at once, with the option's name, on a pattern that is no regular expression. */
export function resolveTimeoutOptions(input: TimeoutOptionsInput | undefined): TimeoutOptions {
  const options: TimeoutOptions = { ...TIMEOUT_DEFAULTS, ...input }
  compilePatterns('ignoreFiles', options.ignoreFiles)
  return options
}

/** What acquires and releases a timeout, with the user's own helpers. */
export function timeoutPair({ clearFunctions }: TimeoutOptions): ResourcePair {
  return clearFunctions.length === 0 ? TIMEOUT : { ...TIMEOUT, releaseFunctions: new Set([...TIMEOUT.releaseFunctions, ...clearFunctions]) }
}
