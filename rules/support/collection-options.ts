import type { JSONSchema } from '@typescript-eslint/utils'

import type { Collection } from '../analysis/facts.ts'
import { calleeName } from '../ast/names.ts'
import { SHORT_LIVED_FILES } from '../catalog/file-kinds.ts'
import { compilePatterns, stringList } from './patterns.ts'

/** Options of the rules about collections, as the user writes them. */
export interface CollectionOptionsInput {
  readonly ignore?: readonly string[]
  readonly releaseFunctions?: readonly string[]
  readonly boundedClasses?: readonly string[]
  readonly testFunctions?: readonly string[]
  readonly ignoreFiles?: readonly string[]
}

/** Options of the rules that report a collection for itself: they may look at what other files can reach. */
export interface ReachOptionsInput extends CollectionOptionsInput {
  readonly exported?: 'ignore' | 'report'
  readonly evidence?: 'firm' | 'likely'
}

/** The same with every default filled in. */
export type CollectionOptions = Required<CollectionOptionsInput>
export type ReachOptions = Required<ReachOptionsInput>

export const COLLECTION_DEFAULTS: CollectionOptions = {
  ignore: [],
  releaseFunctions: [],
  boundedClasses: [],
  testFunctions: [],
  ignoreFiles: SHORT_LIVED_FILES,
}

export const REACH_DEFAULTS: ReachOptions = { ...COLLECTION_DEFAULTS, exported: 'ignore', evidence: 'firm' }

const COLLECTION_PROPERTIES: Readonly<Record<keyof CollectionOptions, JSONSchema.JSONSchema4>> = {
  ignore: stringList('Regular expressions on collection names that are never reported.'),
  releaseFunctions: stringList('Names of your own functions or methods that let entries of a collection go, whether it is their argument or their object.'),
  boundedClasses: stringList('Names of your own collection classes that limit their size themselves.'),
  testFunctions: stringList('Regular expressions on names of functions that only tests call; a release in them does not count.'),
  ignoreFiles: stringList('Regular expressions on file paths, relative to the working directory with `/`, that are not checked; replaces the default list of tests, scripts and configuration files.'),
}

export const COLLECTION_SCHEMA: JSONSchema.JSONSchema4 = { type: 'object', additionalProperties: false, properties: COLLECTION_PROPERTIES }

export const REACH_SCHEMA: JSONSchema.JSONSchema4 = {
  type: 'object',
  additionalProperties: false,
  properties: {
    ...COLLECTION_PROPERTIES,
    exported: { type: 'string', enum: ['ignore', 'report'], description: 'What to do with a collection that code out of sight can reach, such as one that a package exports, and that nothing in sight releases.' },
    evidence: { type: 'string', enum: ['firm', 'likely'], description: 'How much must be proven: with `likely` more of what a report claims may rest on names.' },
  },
}

/** The user's options over the defaults. Fails at once, with the option's name, on a pattern that is no regular expression. */
export function resolveCollectionOptions<T extends CollectionOptions>(defaults: T, input: Partial<T> | undefined): T {
  const options: T = { ...defaults, ...input }
  compilePatterns('ignore', options.ignore)
  compilePatterns('testFunctions', options.testFunctions)
  return options
}

/** Tells which collections the options leave alone: by their names, or because their class limits itself. */
export function createExemption(options: CollectionOptions): (collection: Collection) => boolean {
  const ignored = compilePatterns('ignore', options.ignore)
  return ({ name, init }) => ignored.some((pattern) => pattern.test(name)) || (init?.type === 'NewExpression' && options.boundedClasses.includes(calleeName(init) ?? ''))
}
